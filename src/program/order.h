/* order.h - is a stage given what the one before it wrote?
 *
 * Columns are appended along the line, so that a stage which was left out is
 * known by the column that is missing.  Some stages could do without it, and
 * would give what looks like a result.
 */
#ifndef GREEN_PROGRAM_ORDER_H
#define GREEN_PROGRAM_ORDER_H

#include "program/run_internal.h"

/* GR_EDATA, with the first stage that is missing, if one of the line, `from`,
 * wrote the input, and it has not the mark of what comes between that and the
 * run's program (release/chain.h).  An invented stream has what its maker gave
 * it. */
GR_MUST_USE enum gr_status gr_order_check(const struct gr_run *run,
    struct gr_slice from, struct gr_err *err);

/* Add to an error about the header which stage is missing, if one is. */
void gr_order_explain(const struct gr_run *run, struct gr_err *err);

#endif
