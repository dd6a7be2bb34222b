/* scopes.h - what cities and counties have settled, held against the register.
 *
 * The rows of one place can be judged when the standard is read; what a county
 * and its city do together can not, since only the register says which city a
 * county lies in.  The same goes for a place that nobody has: such a row would
 * silently do nothing.
 */
#ifndef GREEN_REGISTER_SCOPES_H
#define GREEN_REGISTER_SCOPES_H

#include "register/register.h"
#include "standard/scope.h"

/* GR_EUSAGE at scopes.csv: a scope that is no city or county of the register
 * and none of places.csv; a county that is left without a criterion, or without
 * one that is mandatory, on some day. */
GR_MUST_USE enum gr_status gr_register_check_scopes(struct gr_arena *keep,
    const struct gr_register *reg, const struct gr_standard *standard,
    struct gr_err *err);

#endif
