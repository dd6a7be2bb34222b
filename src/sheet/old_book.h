/* old_book.h - workbooks from before 2007 (.xls), by a converter.
 *
 * They are a format of their own, which one program in Debian reads well:
 * Gnumeric's ssconvert.  Nobody has to have it; where it is not in PATH they are
 * refused.  It is another's code, fed with what strangers have sent: so it gets
 * the bytes and a file without a name to write to, no path, no shell, none of
 * our settings, bounded memory and time, and what it writes is read as every
 * other workbook is.
 */
#ifndef GREEN_SHEET_OLD_BOOK_H
#define GREEN_SHEET_OLD_BOOK_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>

#define GR_OLD_BOOK_PROGRAM "ssconvert"

/* The first bytes of such a file, which other old Office files have as well. */
#define GR_OLD_BOOK_MAGIC_BYTES 8u
bool gr_old_book_begins(struct gr_slice head);

/* Append the version of the converter: nothing if there is none that says it. */
GR_MUST_USE enum gr_status gr_old_book_version(struct gr_buf *to,
    struct gr_err *err);

/* Write what lies in `fd`, from its first byte, to the empty file `to` as an
 * .xlsx workbook, and append the converter's version; `name` is for messages.
 * GR_EDATA: [W03] encrypted, [W04] no workbook, [W11] nobody can convert it. */
GR_MUST_USE enum gr_status gr_old_book_convert(int fd, const char *name, int to,
    struct gr_buf *version, struct gr_err *err);

/* The same, of what was written: it is no workbook either. */
enum gr_status gr_old_book_refuse(const char *name, struct gr_slice version,
    struct gr_err *err);

#endif
