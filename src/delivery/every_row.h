/* every_row.h - a delivery's rows as they were sent, each with its line.
 *
 * For what is given back to its sender: title, heading, records, totals and
 * footnotes, every cell decoded and nothing else, personal columns too.
 */
#ifndef GREEN_DELIVERY_EVERY_ROW_H
#define GREEN_DELIVERY_EVERY_ROW_H

#include "delivery/delivery.h"

enum gr_row_place { GR_ROW_ABOVE, GR_ROW_IN_HEADING, GR_ROW_BELOW };

/* Of a row that is damaged there are no cells. */
typedef enum gr_status gr_every_row_fn(void *context, uint64_t line,
    const struct gr_slice *cell, size_t cells, enum gr_row_place place,
    struct gr_err *err);

GR_MUST_USE enum gr_status gr_every_row(struct gr_delivery *delivery,
    gr_every_row_fn *call, void *context, struct gr_err *err);

#endif
