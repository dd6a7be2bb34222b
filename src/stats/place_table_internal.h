/* place_table_internal.h - what a column of the table of places is; private to
 * place_table.c (the columns) and place_line.c (the lines).
 */
#ifndef GREEN_STATS_PLACE_TABLE_INTERNAL_H
#define GREEN_STATS_PLACE_TABLE_INTERNAL_H

#include "stats/place_table.h"

enum kind {
	WAVE,
	LEVEL,
	CODE,
	NAME,
	COUNT,       /* a */
	HUNDREDTHS,  /* a, with two decimals */
	RATE,        /* a of b */
	TARGET_RATE, /* a of b, beside the place's target */
	FULL_RATE,   /* a of b, beside 100 */
	CHANGE,
	SHORT, /* a: which of the shortest */
	LEVERAGE,
	POPULATION,
	POPULATION_ATTAINED,
	POPULATION_RATE,
	COVERAGE
};

struct column {
	const char *name;
	enum kind kind;
	size_t a, b;
};

enum { FIXED = 56 };
extern const struct column placetable_fixed[FIXED];

struct indicator {
	size_t first, end; /* of its columns among the names */
	const struct gr_ratio *ratio;
	struct gr_dec threshold;
	bool has_threshold;
	struct gr_slice numerator, denominator, gap; /* bins of the sums */
	struct gr_slice covered, open;               /* bins of the records */
};

struct gr_placetable {
	struct gr_arena *keep;
	const struct gr_standard *standard;
	struct gr_slice *name;
	size_t names;
	struct indicator *indicator;
	size_t coverage; /* the indicator pm_coverage, or GR_NONE */
	int32_t *due;    /* the obligations' due days, each once */
	size_t dues;
};

enum { DATED = 3 }; /* measures that are counted up to a day */

struct dated_measure {
	const char *name;
	enum gr_role role;
};

extern const struct dated_measure placetable_dated[DATED];

#endif
