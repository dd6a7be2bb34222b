/* writer.h - RFC 4180 as it is published: quoted where it must be, never a
 * formula.
 *
 * Published tables are opened in spreadsheets, and a cell that begins with =
 * is run there, whoever typed it.  Such a cell gets a ' in front, which shows
 * it as text; quoting alone does not help.  Plain numbers stay numbers, minus
 * and all.  UTF-8 without BOM, LF, comma (queries have their own form).
 */
#ifndef GREEN_CSV_WRITER_H
#define GREEN_CSV_WRITER_H

#include "base/buf.h"

/* Whether a spreadsheet could run it: the first character that is neither a
 * blank nor a control character (U+0080-009F, too) or mark of direction is
 * = + - @ or their full-width twins, or it begins with TAB or CR, and it is
 * not a plain number. */
bool gr_csv_is_formula(struct gr_slice cell);

/* Whole text as [+-]digits[.digits]. */
bool gr_csv_is_number(struct gr_slice cell);

/* One row: the cells, guarded and quoted, then LF. */
void gr_csv_row(struct gr_buf *buf, const struct gr_slice *cell, size_t n);

#endif
