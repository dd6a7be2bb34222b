/* sheets.h - a workbook's sheets, each of which may be a delivery.
 *
 * Of the sheets those are deliveries that gr_delivery_open() takes.  Mostly it
 * is one, and the others (notes, lists to choose from) are told of.  Several are
 * read only if nothing can be counted twice: their columns are the same, in the
 * same order, and no unit stands on two of them; otherwise nobody but the
 * sender can say which one counts.
 */
#ifndef GREEN_DELIVERY_SHEETS_H
#define GREEN_DELIVERY_SHEETS_H

#include "delivery/delivery.h"
#include "sheet/workbook.h"

struct gr_sheets;

/* Whether `source` (at its first byte, borrowed) begins as a workbook does, and
 * its sheets: *out is NULL if it does not, and the source at its first byte.
 * GR_EDATA: refused, as gr_workbook_open() says; *refusal is filled. */
GR_MUST_USE enum gr_status gr_sheets_open(const struct gr_delivery_setup *setup,
    struct gr_source *source, struct gr_refusal *refusal,
    struct gr_sheets **out, struct gr_err *err);
void gr_sheets_close(struct gr_sheets *book); /* NULL is allowed */

/* Find the sheets that are deliveries: so many, at least one.  GR_EDATA: none
 * is, or it cannot be told which one counts; *refusal is filled. */
GR_MUST_USE enum gr_status gr_sheets_choose(struct gr_sheets *book, size_t *n,
    struct gr_err *err);

/* Open the i-th of them.  Its rows say that they come from `src`, borrowed:
 * the file's name and, behind `#`, gr_sheets_call() of it.  The one before must
 * have been closed. */
GR_MUST_USE enum gr_status gr_sheets_delivery(struct gr_sheets *book, size_t i,
    struct gr_slice src, struct gr_delivery **out, struct gr_err *err);

/* Append `#` and what streams call the i-th. */
void gr_sheets_call(const struct gr_sheets *book, size_t i, struct gr_buf *to);

/* Which of them is called so, without `#`.  GR_EDATA: none is. */
GR_MUST_USE enum gr_status gr_sheets_find(const struct gr_sheets *book,
    struct gr_slice called, size_t *i, struct gr_err *err);

/* The events of the workbook itself: sheets that are no deliveries. */
GR_MUST_USE enum gr_status gr_sheets_tell(struct gr_sheets *book,
    const struct gr_delivery_sink *sink, struct gr_err *err);

#endif
