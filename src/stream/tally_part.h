/* tally_part.h - a tally as bytes, for another process of the same program. */
#ifndef GREEN_STREAM_TALLY_PART_H
#define GREEN_STREAM_TALLY_PART_H

#include "base/buf.h"
#include "stream/tally.h"

/* Append all counts that are not 0. */
void gr_tally_give(const struct gr_tally *tally, struct gr_buf *to);

/* Add what was given; *given begins behind it then.  GR_EDATA: a count does not
 * fit 64 bits; GR_ESYS: it is cut off, or memory ran out. */
GR_MUST_USE enum gr_status gr_tally_join(struct gr_tally *tally,
    struct gr_slice *given, struct gr_err *err);

/* The same of any words and bytes, one by one. */
void gr_tally_give_text(struct gr_buf *to, struct gr_slice text);
GR_MUST_USE enum gr_status gr_tally_take_text(struct gr_slice *given,
    struct gr_slice *text, struct gr_err *err);

#endif
