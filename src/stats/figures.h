/* figures.h - the figures of a place in a wave, computed from its tally.
 *
 * The definitions are those of statistics.md; everything is a count or an
 * exact sum until it is printed, so that a target is never met by rounding.
 * A figure that is not defined (nobody answered, no wave before, no such role
 * in the standard) is GR_NO_FIGURE and prints as nothing; none is ever NaN.
 */
#ifndef GREEN_STATS_FIGURES_H
#define GREEN_STATS_FIGURES_H

#include "number/rate.h"
#include "register/areas.h"
#include "stream/tally.h"

#define GR_NO_FIGURE INT64_MIN

enum { GR_SHORT_BOARDS = 3 };

struct gr_judged_counts { /* of a criterion, group or atom */
	int64_t met, not_met, na, undetermined;
};

struct gr_figures {
	/* counts; the base is the register, `responded` the standing records */
	int64_t registered, responded, not_responded;
	int64_t participating, participating_undetermined, participating_high;
	int64_t pilot, pilot_undetermined, pilot_high;
	int64_t attained, undetermined, attained_high;
	int64_t ready, reported_attained, near_1, near_2, flagged, tied;
	int64_t need, gap;
	int64_t newly_attained, no_longer_attained;
	int64_t units_entered, units_left;
	int64_t rank, rank_best, rank_worst, rank_change, rank_gap;
	/* hundredths */
	int64_t points_mean, points_p25, points_median, points_p75;
	/* interval for all registered, from those who responded */
	int64_t hypergeometric_low, hypergeometric_high; /* units */
	int64_t wilson_low, wilson_high; /* hundredths of a percent */
	/* criteria by position, worst first; GR_NONE where there is none */
	size_t shortest[GR_SHORT_BOARDS];
	size_t leverage; /* what most near misses fail alone */
	int64_t leverage_count;
	struct gr_rate rate;        /* attained / registered */
	struct gr_rate high;        /* attained_high / registered */
	struct gr_rate rate_before; /* whole 0: no wave before */
};

/* Exact sum of a column over the records that had a number. */
struct gr_sum {
	gr_i128 coef;
	unsigned scale;
};

struct gr_aggregate;

/* Roll a tally of counties up to the areas and compute everything.  `tally`
 * (its places are wave and county code) is added to.  `attained` has a bit by
 * wave for every unit of the register: attained and named in that wave; NULL:
 * units were not named.  Borrows all; GR_EDATA: counts of a place that the
 * register does not have, or more records than units. */
GR_MUST_USE enum gr_status gr_aggregate_make(struct gr_arena *keep,
    const struct gr_standard *standard, const struct gr_register *reg,
    const struct gr_areas *areas, struct gr_tally *tally,
    const uint64_t *attained, struct gr_aggregate **out, struct gr_err *err);

const struct gr_figures *gr_aggregate_figures(
    const struct gr_aggregate *statistics, size_t area);

/* Counts of measure `criterion`, `group` or `atom` under an id. */
struct gr_judged_counts gr_aggregate_judged(
    const struct gr_aggregate *statistics, size_t area, struct gr_slice measure,
    struct gr_slice id);

/* The count of a bin in an area. */
int64_t gr_aggregate_count(const struct gr_aggregate *statistics, size_t area,
    struct gr_slice measure, struct gr_slice bin);

/* The sum under a measure and base (counts.h). */
struct gr_sum gr_aggregate_sum(const struct gr_aggregate *statistics,
    size_t area, struct gr_slice measure, struct gr_slice base);

/* How many dates of a measure (`pilot_by`) are on or before a day: for
 * certain, and at most (dates of low precision, dates not given). */
void gr_aggregate_by(const struct gr_aggregate *statistics, size_t area,
    struct gr_slice measure, int32_t day, int64_t *certain, int64_t *at_most);

/* The target in percent of a place ($attained_target_pct), or false. */
bool gr_aggregate_target(const struct gr_aggregate *statistics, size_t area,
    struct gr_dec *out);

#endif
