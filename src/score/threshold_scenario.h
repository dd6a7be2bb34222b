/* threshold_scenario.h - a standard whose thresholds are all some percent higher or lower.
 *
 * To see how much hangs on a threshold, every number among the parameters is
 * multiplied by the same factor, exactly, before the atoms read it.  Their
 * expressions are compiled once more with the bounds that such numbers have,
 * so that what could overflow is refused here too.  Dates and texts stay.
 */
#ifndef GREEN_SCORE_THRESHOLD_SCENARIO_H
#define GREEN_SCORE_THRESHOLD_SCENARIO_H

#include "standard/view.h"

struct gr_threshold_scenario {
	struct gr_standard standard; /* with its own atoms */
	uint64_t percent;            /* 0..200: 110 is ten percent more */
	struct gr_slice *parameter;  /* by slot, as scaled for a record */
	struct gr_slice *of;         /* what each was scaled from */
	struct gr_buf *text;         /* by slot */
};

/* Free with _free.  GR_EUSAGE: an atom could overflow. */
GR_MUST_USE enum gr_status gr_threshold_scenario_make(struct gr_arena *keep,
    const struct gr_standard *standard, uint64_t percent,
    struct gr_threshold_scenario *out, struct gr_err *err);
void gr_threshold_scenario_free(struct gr_threshold_scenario *scenario);

/* The env of the record that a view of the standard has loaded, with scaled
 * parameters; valid until the next call. */
GR_MUST_USE enum gr_status gr_threshold_scenario_env(
    struct gr_threshold_scenario *scenario, const struct gr_view *view,
    struct gr_env *out, struct gr_err *err);

#endif
