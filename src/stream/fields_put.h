/* fields_put.h - the fields of a row, as a line of a stream.
 *
 * Of a row most stages change a few cells, if any.  Fields that still stand side
 * by side in the line they came from, with a TAB between them, are copied as they
 * lie, all at once.  Where they stand is looked at four fields at a time, and
 * whether the bytes between them are TABs is seen as they are copied: a field
 * holds none.  The kernel is chosen at run time (base/simd.h); the scalar twin
 * gives the same answers everywhere.
 */
#ifndef GREEN_STREAM_FIELDS_PUT_H
#define GREEN_STREAM_FIELDS_PUT_H

#include "base/buf.h"

/* Put the fields from `field` to before `stop`, a TAB behind each and a LF behind
 * the last, to *to, as long as the next of them has room before `end` with what
 * is put behind it.  Returns the first that has not, or `stop`; *to stands
 * behind what was put. */
typedef const struct gr_slice *gr_fields_put_fn(const struct gr_slice *field,
    const struct gr_slice *stop, char **to, const char *end);
gr_fields_put_fn gr_fields_put, gr_fields_put_scalar;

/* Append the line of `n` fields. */
void gr_fields_add(struct gr_buf *to, const struct gr_slice *field, size_t n);

#endif
