/* book_front.h - the sheets before the tables: cover, contents, notes; private
 * to the wing.  They are filled last, when it is known where everything is. */
#ifndef GREEN_BOOK_BOOK_FRONT_H
#define GREEN_BOOK_BOOK_FRONT_H

#include "book/book_sheet.h"

GR_MUST_USE enum gr_status gr_book_front_cover(struct gr_book_work *work,
    size_t sheet, struct gr_err *err);
GR_MUST_USE enum gr_status gr_book_front_contents(struct gr_book_work *work,
    size_t sheet, size_t notes, struct gr_err *err);
GR_MUST_USE enum gr_status gr_book_front_notes(struct gr_book_work *work,
    size_t sheet, struct gr_err *err);

#endif
