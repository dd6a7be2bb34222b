/* book_file.h - a workbook of the library's, on a file without a name; private
 * to the wing.
 *
 * Its dates are fixed, so that the same contents make the same bytes.  One row
 * of a sheet is in memory at a time; what was written goes to $TMPDIR.
 */
#ifndef GREEN_SHEET_BOOK_FILE_H
#define GREEN_SHEET_BOOK_FILE_H

#include <xlsxwriter.h>

#include "base/buf.h"

enum { GR_BOOK_CHARACTERS_MAX = 32767 }; /* in a cell */

struct gr_book_file {
	lxw_workbook *book;
	char path[64]; /* of the file it will be in */
	int fd;        /* that */
	struct gr_buf text;
};

/* Begin it; `title` may be NULL.  Closed by the caller, also after a failure.
 */
GR_MUST_USE enum gr_status gr_book_file_open(struct gr_book_file *out,
    const char *author, const char *title, struct gr_err *err);
void gr_book_file_close(struct gr_book_file *file);

/* What the library says, as a failure; GR_OK is none. */
GR_MUST_USE enum gr_status gr_book_file_look(lxw_error error,
    struct gr_err *err);

/* As the library takes a text: `most` characters of it, and a NUL; valid until
 * the next.  NULL: no memory. */
const char *gr_book_file_text(struct gr_book_file *file, struct gr_slice text,
    size_t most);

/* Have all rows of a sheet in its file.  GR_ESYS: one could not be written,
 * which the library does not say. */
GR_MUST_USE enum gr_status gr_book_file_rows(lxw_worksheet *sheet,
    struct gr_err *err);

/* Write all of it to `fd`, and close it. */
GR_MUST_USE enum gr_status gr_book_file_save(struct gr_book_file *file, int fd,
    struct gr_err *err);

#endif
