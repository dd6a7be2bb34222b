/* sensitivity_internal.h - what is counted under which scenario; private to
 * sensitivity.c (records) and sensitivity_settle.c (places).
 */
#ifndef GREEN_STATS_SENSITIVITY_INTERNAL_H
#define GREEN_STATS_SENSITIVITY_INTERNAL_H

#include "score/threshold_shift.h"
#include "stats/sensitivity.h"

/* Bins of the tally: records that attained, that have points, their points. */
struct trial_bins {
	size_t attained, scored, points;
};

enum { SHIFTS = 2 };

struct gr_sensitivity {
	struct gr_arena *keep;
	const struct gr_standard *standard;
	struct gr_sensitivity_plan plan;
	struct gr_scenario *scenario;
	size_t scenarios;
	struct trial_bins *bins;       /* by scenario, then by draw */
	struct gr_tally *tally;        /* by wave and city */
	size_t responded;              /* bin: all records */
	struct gr_shift shift[SHIFTS]; /* down, up */
	size_t shifts;                 /* made */
	struct gr_standard *drawn;     /* by draw: other weights */
	struct gr_score base, trial;   /* of the record */
	enum gr_tri *criterion;        /* of the record, in a scenario */
	/* settled */
	struct gr_areas areas;
	struct gr_target target;
	struct gr_outcome *outcome; /* by area, then scenario */
};

#endif
