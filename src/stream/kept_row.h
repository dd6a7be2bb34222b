/* kept_row.h - rows as bytes, for who reads them again in the same program.
 *
 * They are the lines of a stream, so that fields which stand side by side can be
 * copied as one, and take no more room than these.  Where the fields end is
 * looked for some dozen rows at a time (row_scan.h).
 */
#ifndef GREEN_STREAM_KEPT_ROW_H
#define GREEN_STREAM_KEPT_ROW_H

#include "base/buf.h"
#include "stream/row_scan.h"

/* Append a row of `n` fields. */
void gr_kept_row_add(struct gr_buf *to, const struct gr_slice *field, size_t n);

struct gr_kept_rows {         /* being read; zeroed at first */
	struct gr_slice rest; /* where nothing was looked for yet */
	const char *text;     /* where it was: the rows of `scan` ... */
	const char *from;     /* ... of which the next begins here */
	size_t line;          /* which of them it is */
	struct gr_row_scan scan;
	size_t room; /* bytes that `scan` has places for */
};

/* Read the rows of a text, which must stay. */
void gr_kept_rows_begin(struct gr_kept_rows *rows, struct gr_slice text);

/* The next row.  GR_ESYS: it has not `n` fields, is cut off, or memory ran
 * out. */
GR_MUST_USE enum gr_status gr_kept_rows_next(struct gr_kept_rows *rows,
    struct gr_slice *field, size_t n, struct gr_err *err);

void gr_kept_rows_free(struct gr_kept_rows *rows);

#endif
