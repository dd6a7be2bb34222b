/* marked_book.h - a delivery as a workbook, with what is asked at its cells.
 *
 * Of a workbook it is that workbook (sheet/remark.h).  Of a CSV one is made: all
 * rows as they were sent, codes and whatever a spreadsheet would convert as
 * text, yes and no to choose from.
 */
#ifndef GREEN_DELIVERY_MARKED_BOOK_H
#define GREEN_DELIVERY_MARKED_BOOK_H

#include "delivery/delivery.h"

struct gr_asked_place {
	struct gr_slice sheet; /* as streams call it; "": of a CSV, or of a
	                        * workbook as a whole */
	uint64_t line;
	uint32_t column; /* of the delivery, from 1 */
	struct gr_slice text;
};

/* Write it to the empty file `fd`.  The places are in the order of their lines.
 * GR_EDATA: the delivery is none any more, or nothing of it can be shown. */
GR_MUST_USE enum gr_status gr_marked_book(const struct gr_delivery_setup *setup,
    const char *path, const struct gr_asked_place *place, size_t n, int fd,
    struct gr_err *err);

#endif
