/* place_table_internal.h - what a column of the table of places is; private to
 * place_table.c (the columns) and place_line.c (the lines).
 */
#ifndef GREEN_STATS_PLACE_TABLE_INTERNAL_H
#define GREEN_STATS_PLACE_TABLE_INTERNAL_H

#include "stats/place_table.h"

enum gr_place_kind {
	GR_PLACE_WAVE,
	GR_PLACE_LEVEL,
	GR_PLACE_CODE,
	GR_PLACE_NAME,
	GR_PLACE_COUNT,       /* a */
	GR_PLACE_HUNDREDTHS,  /* a, with two decimals */
	GR_PLACE_RATE,        /* a of b */
	GR_PLACE_TARGET_RATE, /* a of b, beside the place's target */
	GR_PLACE_FULL_RATE,   /* a of b, beside 100 */
	GR_PLACE_CHANGE,
	GR_PLACE_SHORT, /* a: which of the shortest */
	GR_PLACE_LEVERAGE,
	GR_PLACE_POPULATION,
	GR_PLACE_POPULATION_ATTAINED,
	GR_PLACE_POPULATION_RATE,
	GR_PLACE_COVERAGE
};

struct gr_place_column {
	const char *name;
	enum gr_place_kind kind;
	size_t a, b;
};

enum { GR_PLACE_FIXED = 56 };
extern const struct gr_place_column gr_place_table_fixed[GR_PLACE_FIXED];

struct gr_place_indicator {
	size_t first, end; /* of its columns among the names */
	const struct gr_ratio *ratio;
	struct gr_dec threshold;
	bool has_threshold;
	struct gr_slice numerator, denominator, gap; /* bins of the sums */
	struct gr_slice covered, open;               /* bins of the records */
};

struct gr_place_table {
	struct gr_arena *keep;
	const struct gr_standard *standard;
	struct gr_slice *name;
	size_t names;
	struct gr_place_indicator *indicator;
	size_t coverage; /* the indicator pm_coverage, or GR_NONE */
	int32_t *due;    /* the obligations' due days, each once */
	size_t dues;
};

enum { GR_PLACE_DATED = 3 }; /* measures that are counted up to a day */

struct gr_dated_measure {
	const char *name;
	enum gr_role role;
};

extern const struct gr_dated_measure gr_place_table_dated[GR_PLACE_DATED];

#endif
