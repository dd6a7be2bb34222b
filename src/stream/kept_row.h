/* kept_row.h - rows as bytes, for who reads them again in the same program.
 *
 * A line of a stream has to be searched for TABs to know its fields.  What a
 * program writes for itself need not: here the lengths of all fields stand before
 * their bytes, a byte each; of a long one the byte says that it stands behind these.  Behind each field is a TAB, behind the last an LF, as in a line, so
 * that fields which stand side by side can be copied as one.
 */
#ifndef GREEN_STREAM_KEPT_ROW_H
#define GREEN_STREAM_KEPT_ROW_H

#include "base/buf.h"

/* Append a row of `n` fields. */
void gr_kept_row_add(struct gr_buf *to, const struct gr_slice *field, size_t n);

/* The next row of as many, whose fields lie in *rows; that begins behind it then.
 * False: it is cut off. */
bool gr_kept_row_next(struct gr_slice *rows, struct gr_slice *field, size_t n);

#endif
