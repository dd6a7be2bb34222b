/* judged.h - the records of the newest wave, judged again as the chain does.
 *
 * communities.csv says of a record which atoms it failed, but not which others
 * apply; what would change a verdict, how figures hang on the rules, and what
 * a reader may try with other rules need every atom.  So the records of the
 * release are scored once more by the chain's own library, in one pass, and
 * asked the shortlist's and the sensitivity's questions.  The register that
 * they need is what the release says: who responded, and who did not.
 */
#ifndef GREEN_REPORT_JUDGED_H
#define GREEN_REPORT_JUDGED_H

#include "report/facts.h"
#include "score/scoring.h"
#include "stats/sensitivity.h"
#include "stats/shortlist.h"

enum { GR_REPORT_MARGIN_PCT = 5 }; /* how much is a little */

struct gr_report_unit {
	struct gr_slice code, name, city, county, street;
	bool responded; /* else nothing below */
	struct gr_slice src, line, survey_date, flags, basis;
	enum gr_score_status status;
	enum gr_tri participating;
	bool tied, was_attained, has_points;
	bool was_there; /* in the register of the wave before */
	int64_t points_hundredths;
	const char *criterion; /* results, a character each */
	const char *atom;      /* the same */
	const char *own;       /* atoms as its place tests them, but without
				  what it has settled to be off or soft */
	const char *common;    /* atoms by the thresholds that all places share;
				  NULL: as its own */
	const char *needs;     /* by atom: '1' where it would have to be met */
	bool needs_joining;
	struct gr_slice rests;  /* "column:other;...": cells that decide the
				  verdict, if they were put in query (other: ?)
				  or a little more or less */
	bool rests_on_remark;   /* one of them was read with a remark */
	struct gr_slice values; /* of the columns that atoms read, in their
				   order: a letter each of those of yes or no
				   (blank: none, n: n/a), then the others,
				   each behind a TAB */
};

struct gr_report_judged {
	const struct gr_report_facts *facts;
	struct gr_report_unit *unit; /* by code */
	size_t units, room, responded;
	struct gr_map before; /* codes of the wave before */
	bool *read_by_atom;   /* by column of the standard */
	int64_t *queries;     /* by city: open ones (open_queries.h) */
	int64_t all_queries, answers;
	struct gr_register reg;
	struct gr_shortlist list;
	struct gr_target target;
	struct gr_sensitivity *sensitivity;
};

/* Free with _free, also after a failure. */
GR_MUST_USE enum gr_status gr_report_judge(const struct gr_report_facts *facts,
    struct gr_report_judged *out, struct gr_err *err);
void gr_report_judged_free(struct gr_report_judged *judged);

/* Of its units, read what they say of the register; a part of gr_report_judge. */
GR_MUST_USE enum gr_status gr_report_read_register(
    struct gr_report_judged *judged, struct gr_err *err);

/* The same: which units the wave before had, of its records, one by one, and of
 * who did not respond; then what that is for those of the newest wave. */
GR_MUST_USE enum gr_status gr_report_note_before(
    struct gr_report_judged *judged, const struct gr_header *header,
    const struct gr_row *row, struct gr_err *err);
GR_MUST_USE enum gr_status gr_report_find_before(
    struct gr_report_judged *judged, struct gr_err *err);

/* The place of the shortlist, or of the sensitivity, with this code, or
 * GR_NONE. */
size_t gr_report_list_area(const struct gr_report_judged *judged,
    struct gr_slice code);
size_t gr_report_sensitivity_area(const struct gr_report_judged *judged,
    struct gr_slice code);

/* The code of the city that a county lies in; empty if nobody knows. */
struct gr_slice gr_report_city_of(const struct gr_report_judged *judged,
    struct gr_slice county);

/* The day that the newest wave is judged on. */
bool gr_report_wave_as_of(const struct gr_report_facts *facts, int32_t *out);

#endif
