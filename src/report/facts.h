/* facts.h - what a report says it of: the tables of a release, and its places.
 *
 * A report is about the newest wave that has records.  Places come from
 * cities.csv, so that a report shows what is published and no program's own
 * idea of a province; names in English and positions on the tile grid come
 * from the standard's places.csv.  Cells are texts as they are published, and
 * become numbers only to be drawn or added up.
 */
#ifndef GREEN_REPORT_FACTS_H
#define GREEN_REPORT_FACTS_H

#include "report/report.h"

/* Of more cities than these a report is another: pictures are drawn in one size,
 * a city has a line in a table where it had a column, and its own section
 * stands on the second page.  The first page stays below 3 MB so. */
enum { GR_REPORT_MANY = 40 };

struct gr_report_place {
	struct gr_slice code, name;     /* in the page's language */
	const struct gr_table_row *row; /* of cities.csv, newest wave */
	bool has_target;                /* need and gap are there */
	int64_t registered, responded, attained, open, absent, need, gap;
	int64_t rate, high;          /* hundredths of a percent; -1: none */
	const struct gr_place *tile; /* of places.csv, or NULL */
};

/* Whether it has a target and misses it. */
static inline bool gr_report_misses(const struct gr_report_place *place)
{
	return place->has_target && place->gap > 0;
}

struct gr_report_facts {
	const struct gr_report *report;
	const struct gr_standard *standard;
	struct gr_arena *keep;
	bool chinese;
	struct gr_slice as_of, wave;
	const char *finder;     /* what the second page is called, or NULL */
	struct gr_slice *waves; /* of cities.csv, in order */
	size_t n_waves;
	struct gr_table cities, counties, criteria, milestones, pace, absent,
	    ledger;
	struct gr_report_place region; /* row NULL: none */
	struct gr_report_place *city;  /* by code */
	size_t n_cities;
	bool many; /* cities, for a page to hold: see GR_REPORT_MANY */
	const char *cities_on; /* the page that has their sections; "": the
				  first */
	size_t *by_gap; /* positions of cities: largest gap first, of equals
			     the lowest rate */
	int64_t target; /* hundredths of a percent, of the region; -1: none */
	struct gr_buf target_text;
};

GR_MUST_USE enum gr_status gr_report_facts_read(const struct gr_report *report,
    struct gr_report_facts *out, struct gr_err *err);
void gr_report_facts_free(struct gr_report_facts *facts);

/* A cell by the name of its column; empty if there is none. */
static inline struct gr_slice gr_report_cell(const struct gr_table *table,
    const struct gr_table_row *row, const char *column)
{
	return gr_release_cell(table, row, gr_slice_of(column));
}

/* A whole number; what is none is 0. */
int64_t gr_report_int(struct gr_slice cell);

/* A decimal in hundredths, rounded half-up; false if it is none. */
bool gr_report_hundredths(struct gr_slice cell, int64_t *out);

/* The row of a city, county or region in cities.csv or counties.csv in a wave,
 * or NULL. */
const struct gr_table_row *gr_report_find_row(const struct gr_table *table,
    struct gr_slice wave, struct gr_slice code);

/* What a place is called in the page's language: the name of the table, or of
 * places.csv. */
struct gr_slice gr_report_name(const struct gr_report_facts *facts,
    struct gr_slice code, struct gr_slice name);

/* The i-th city; behind the last of them the region. */
static inline const struct gr_report_place *gr_report_place_at(
    const struct gr_report_facts *facts, size_t i)
{
	return i < facts->n_cities ? &facts->city[i] : &facts->region;
}

/* The city of a code, or NULL. */
const struct gr_report_place *gr_report_city(
    const struct gr_report_facts *facts, struct gr_slice code);

/* The criterion of an id, or NULL; its title and that of an obligation. */
const struct gr_criterion *gr_report_criterion(
    const struct gr_report_facts *facts, struct gr_slice id);
struct gr_slice gr_report_title(const struct gr_report_facts *facts,
    struct gr_slice zh, struct gr_slice en);

#endif
