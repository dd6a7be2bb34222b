/* packed.h - what was answered, at two bits an atom: for a reader's own rules.
 *
 * A page that is to judge all communities anew, under other rules, needs every
 * atom of every record; four of them go into a byte, and all are packed.  A place's own thresholds
 * are in the results, what it has settled to be off or soft is not: that stands
 * beside them, for the reader to change.  A release of so many records that the
 * page would grow too large has none.
 */
#ifndef GREEN_REPORT_PACKED_H
#define GREEN_REPORT_PACKED_H

#include "report/json.h"
#include "report/judged.h"

/* The member "answers". */
GR_MUST_USE enum gr_status gr_report_answers(struct gr_json *json,
    const struct gr_report_judged *judged, struct gr_err *err);

#endif
