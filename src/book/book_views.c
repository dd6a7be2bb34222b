/* book_views.c - what is asked most of a release, as views of its database */
#include "book/book_views.h"

#include "base/wording.h"

#define NEWEST(table) "wave = (SELECT max(wave) FROM " table ")"

const struct gr_book_view gr_book_view[] = {
	{ "which_communities_attain",
	    GR_WORDS("Which communities meet the criteria?"),
	    "SELECT c.wave, c.community_code, c.community_name, p.name AS "
	    "city, c.street_name, c.points FROM communities c LEFT JOIN cities "
	    "p ON p.wave = c.wave AND p.code = c.city_code WHERE c.status = "
	    "'attained' ORDER BY c.wave, c.community_code" },
	{ "how_far_cities_are",
	    GR_WORDS("How far is each city from the target?"),
	    "SELECT code, name, registered, responded, attained, "
	    "undetermined, not_responded, attained_rate, attained_rate_low, "
	    "attained_rate_high, need, gap, rank FROM cities WHERE " NEWEST(
	        "cities") " ORDER BY level = 'province', gap DESC, code" },
	{ "how_milestones_stand",
	    GR_WORDS("How does every obligation stand, and what is ahead?"),
	    "SELECT m.id, m.level, m.code, p.name, m.due, m.status, m.outlook, "
	    "m.value, m.target, m.gap, m.note FROM milestones m LEFT JOIN "
	    "cities p ON p.code = m.code AND p." NEWEST(
	        "cities") " ORDER BY m.id, m.level, m.code" },
	{ "why_communities_do_not",
	    GR_WORDS("Why does a community not attain, and where was it read?"),
	    "SELECT wave, community_code, community_name, status, points, "
	    "failed, undetermined, src, line FROM communities WHERE status <> "
	    "'attained' ORDER BY wave, community_code" },
	{ "which_criteria_fail",
	    GR_WORDS("Which criteria are missed most, and where?"),
	    "SELECT k.level, k.code, p.name, k.criterion, k.met, k.not_met, "
	    "k.undetermined, k.failure_share FROM criteria k LEFT JOIN cities "
	    "p ON p.code = k.code AND p.wave = k.wave WHERE k." NEWEST(
	        "criteria") " AND k.level <> 'county' ORDER BY k.level = "
	                    "'city', k.code, k.failure_share DESC, k.criterion" },
	{ "who_is_close",
	    GR_WORDS("Which communities miss one or two criteria only?"),
	    "SELECT community_code, community_name, city_code, status, "
	    "criteria_applicable - criteria_met AS missing, failed FROM "
	    "communities WHERE " NEWEST(
	        "communities") " AND status = "
	                       "'not_attained' AND criteria_undetermined = 0 AND "
	                       "criteria_applicable - criteria_met <= 2 ORDER BY missing, "
	                       "community_code" },
	{ "who_has_not_responded", GR_WORDS("Who has not responded?"),
	    "SELECT p.name AS city, n.* FROM not_responded n LEFT JOIN cities "
	    "p ON p.wave = n.wave AND p.code = n.city_code WHERE n." NEWEST(
	        "cities") " ORDER BY n.community_code" },
	{ "what_is_asked", GR_WORDS("What is asked of which city?"),
	    "SELECT * FROM queries ORDER BY city_code, query" },
	{ "where_records_went", GR_WORDS("Where did every record go?"),
	    "SELECT * FROM ledger ORDER BY wave, program" },
};
const size_t gr_book_views = sizeof gr_book_view / sizeof *gr_book_view;
