/* figures.h - the figures of a place in a wave, computed from its tally.
 *
 * The figures are those of figure.def, the definitions those of statistics.md;
 * everything is a count or an exact sum until it is printed, so that a target
 * is never met by rounding.  A figure that is not defined (nobody answered, no
 * wave before, no such role in the standard) is GR_NO_FIGURE and prints as
 * nothing; none is ever NaN.
 */
#ifndef GREEN_STATS_FIGURES_H
#define GREEN_STATS_FIGURES_H

#include "figure/figure.h"
#include "number/rate.h"
#include "register/areas.h"
#include "stream/tally.h"

#define GR_NO_FIGURE INT64_MIN

enum { GR_SHORT_BOARDS = 3 };

struct gr_judged_counts { /* of a criterion, group or atom */
	int64_t met, not_met, na, undetermined;
};

/* Counts, ranks and what is computed from them, by name or by number; points
 * and shares in hundredths, a criterion by its position.  Rates, ratios and
 * sums are exact until they are printed, and not here. */
struct gr_figures {
	union {
		int64_t value[GR_FIGURES];
		struct {
#define GR_FIGURE_ROW(id, ...) int64_t id;
#include "figure/figure.def"
#undef GR_FIGURE_ROW
		};
	};
	struct gr_rate rate;                  /* attained / registered */
	struct gr_rate high;                  /* attained_high / registered */
	struct gr_rate rate_before;           /* whole 0: no wave before */
	struct gr_rate common, common_before; /* the same of attained_common */
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

/* The counts of a set, added up; with GR_COUNT_ABSENT, and the units that have
 * not responded. */
int64_t gr_aggregate_counts(const struct gr_aggregate *statistics, size_t area,
    gr_count_set set);

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
