/* target.h - the share of communities that a place is to reach.
 *
 * The target is a parameter of the standard, $attained_target_pct, and so may
 * be another in one city or county from a day on; that day is held against the
 * wave's 31 December.  A standard without it has no needs and no gaps.
 */
#ifndef GREEN_TARGET_H
#define GREEN_TARGET_H

#include "areas.h"

struct gr_target {
	const struct gr_standard *standard;
	size_t slot;            /* of the parameter, or GR_NONE */
	struct gr_slice *value; /* room for one set of parameters */
};

/* Its name. */
extern const struct gr_slice gr_target_parameter;

/* Whether a text can be its value: a number from 0 on.  One above 100 nobody
 * reaches. */
bool gr_target_is_pct(struct gr_slice text, struct gr_dec *out);

/* The slot of the parameter, or GR_NONE. */
size_t gr_target_slot(const struct gr_standard *standard);

GR_MUST_USE enum gr_status gr_target_make(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_target *out,
    struct gr_err *err);

/* The target of a place in percent, or false. */
bool gr_target_pct(const struct gr_target *target, const struct gr_areas *areas,
    size_t area, struct gr_dec *out);

/* The smallest count of attained units that reaches it, or false. */
bool gr_target_need(const struct gr_target *target,
    const struct gr_areas *areas, size_t area, int64_t *out);

#endif
