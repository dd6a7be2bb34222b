/* figures_internal.h - what the figures are computed from; private to
 * aggregate.c (counts of every place) and figures.c (what they mean).
 */
#ifndef GREEN_STATS_FIGURES_INTERNAL_H
#define GREEN_STATS_FIGURES_INTERNAL_H

#include "number/date.h"
#include "number/quantile.h"
#include "stats/figures.h"
#include "stats/need.h"

struct gr_dated_bin {
	size_t bin;
	int32_t day; /* from which on it counts */
	int64_t sum; /* of `area`: of this and those before */
};

/* The dates of a measure, in the order of their first days and in that of
 * their last.  A place is asked for several days, so that its counts are added
 * up once. */
struct gr_dated_bins {
	struct gr_slice measure;
	struct gr_dated_bin *first, *last;
	size_t n;
	size_t area; /* whose sums they hold, or GR_NONE */
};

struct gr_scaled_bin { /* a sum in units of 10^-scale */
	struct gr_slice measure, base;
	unsigned scale;
	size_t bin;
};

struct gr_valued_bin { /* points, in hundredths */
	int64_t value;
	size_t bin;
};

struct gr_aggregate {
	struct gr_arena *keep;
	const struct gr_standard *standard;
	const struct gr_register *reg;
	const struct gr_areas *areas;
	struct gr_tally *tally;
	const uint64_t *attained; /* by unit of the register; may be NULL */
	size_t *place;            /* by area: of the tally */
	int64_t *both, *named;    /* by area: units named attained, and those
				     that were so in the wave before too */
	int64_t *stayed;          /* by area: units named attained in the wave
				     before that still exist */
	int64_t *known_before;    /* by area: units named attained that existed
				     in the wave before */
	struct gr_figures *figures;  /* by area */
	struct gr_dated_bins *dated; /* by day */
	size_t dateds;
	struct gr_scaled_bin *scaled;
	size_t scaled_bins;
	struct gr_valued_bin *points; /* by value */
	size_t points_bins;
	struct gr_bin *points_here; /* room for as many */
	char *key;                  /* room for the longest id and its state */
	struct gr_target target;
};

/* figures.c */
GR_MUST_USE enum gr_status gr_figures_compute(struct gr_aggregate *s,
    struct gr_err *err);

#endif
