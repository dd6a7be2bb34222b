/* sensitivity_internal.h - what is counted under which scenario; private to
 * sensitivity.c (records) and sensitivity_settle.c (places).
 */
#ifndef GREEN_STATS_SENSITIVITY_INTERNAL_H
#define GREEN_STATS_SENSITIVITY_INTERNAL_H

#include "score/threshold_scenario.h"
#include "stats/sensitivity.h"

/* Bins of the tally: records that attained, that have points, their points. */
struct gr_sensitivity_bins {
	size_t attained, scored, points;
};

enum { GR_THRESHOLD_SCENARIOS = 2 };

struct gr_sensitivity {
	struct gr_arena *keep;
	const struct gr_standard *standard;
	struct gr_sensitivity_plan plan;
	struct gr_scenario *scenario;
	size_t scenarios;
	struct gr_sensitivity_bins *bins; /* by scenario, then by draw */
	struct gr_tally *tally;           /* by wave and city */
	size_t responded;                 /* bin: all records */
	struct gr_threshold_scenario
	    threshold[GR_THRESHOLD_SCENARIOS]; /* down, up */
	size_t thresholds;                     /* made */
	struct gr_standard *drawn;             /* by draw: other weights */
	struct gr_score base, trial;           /* of the record */
	enum gr_tri *criterion; /* of the record, in a scenario */
	/* settled */
	struct gr_areas areas;
	struct gr_target target;
	struct gr_outcome *outcome; /* by area, then scenario */
};

#endif
