/* need.h - the share of communities that a place is to reach, and the count.
 *
 * The target is a parameter of the standard, $attained_target_pct, and so may
 * be another in one city or county from a day on; that day is held against the
 * wave's 31 December.  A standard without it has no needs and no gaps.
 */
#ifndef GREEN_STATS_NEED_H
#define GREEN_STATS_NEED_H

#include "register/areas.h"
#include "standard/target.h"

struct gr_target {
	const struct gr_standard *standard;
	size_t slot;            /* of the parameter, or GR_NONE */
	struct gr_slice *value; /* room for one set of parameters */
};

GR_MUST_USE enum gr_status gr_target_make(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_target *out,
    struct gr_err *err);

/* The target of a place in percent, or false. */
bool gr_target_pct(const struct gr_target *target, const struct gr_areas *areas,
    size_t area, struct gr_dec *out);

/* The smallest count of attained units that reaches it, or false. */
bool gr_target_need(const struct gr_target *target,
    const struct gr_areas *areas, size_t area, int64_t *out);

/* What is missing to that count; 0 if nothing is. */
int64_t gr_target_gap(int64_t need, int64_t attained);

#endif
