/* target.h - the parameter that says what share of communities is to attain.
 *
 * $attained_target_pct is a parameter like any other, but the statistics read
 * it and no expression need.  So the tables' checks know it by name: what its
 * value may be, and that it is used.
 */
#ifndef GREEN_STANDARD_TARGET_H
#define GREEN_STANDARD_TARGET_H

#include "standard/standard.h"

/* Its name. */
extern const struct gr_slice gr_target_parameter;

/* Whether a text can be its value: a number from 0 on.  One above 100 nobody
 * reaches. */
bool gr_target_is_pct(struct gr_slice text, struct gr_dec *out);

/* The slot of the parameter, or GR_NONE. */
size_t gr_target_slot(const struct gr_standard *standard);

#endif
