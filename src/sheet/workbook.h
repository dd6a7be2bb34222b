/* workbook.h - a workbook and its sheets, each as text.
 *
 * A sheet is given as CSV: UTF-8, commas, a line for each of its rows from the
 * first on, blank ones too, so that the n-th record is row n; a cell that holds
 * line ends is quoted.  What only the workbook knows of a cell goes beside it,
 * as marks.  Nothing of a workbook's properties, comments or formulas is read
 * (but whether there is a formula), and nothing is ever calculated.
 */
#ifndef GREEN_SHEET_WORKBOOK_H
#define GREEN_SHEET_WORKBOOK_H

#include "sheet/marks.h"
#include "stream/source.h"

struct gr_workbook;

struct gr_sheet {
	struct gr_slice name;
	bool hidden;
	/* private */
	size_t member;
	struct gr_slice path; /* of the member */
	bool comments;        /* its relations name some */
};

/* Open what lies in `fd`, which can be read at any place and stays the
 * caller's; `name` (borrowed) is for messages.  GR_EDATA as gr_package_open(),
 * and [W04]: a zip archive that is no such workbook. */
GR_MUST_USE enum gr_status gr_workbook_open(int fd, const char *name,
    struct gr_workbook **out, struct gr_err *err);
void gr_workbook_close(struct gr_workbook *workbook); /* NULL is allowed */

/* The converter that has read it, of a workbook from before 2007, and its
 * version; "" if none was needed. */
struct gr_slice gr_workbook_converter(const struct gr_workbook *workbook);

/* Its sheets of cells, in their order: one at least. */
const struct gr_sheet *gr_workbook_sheets(const struct gr_workbook *workbook,
    size_t *n);

/* Write the i-th to the file `fd`, which is empty, and tell `marks`.  GR_EDATA
 * as above, with the row, or [W02] for more rows or columns than a sheet can
 * have. */
GR_MUST_USE enum gr_status gr_workbook_text(struct gr_workbook *workbook,
    size_t i, int fd, struct gr_sheet_marks *marks, struct gr_err *err);

/* Whether `source` (at its first byte, borrowed) begins as a workbook does, and
 * that: *out is NULL if it does not, and the source at its first byte.  A pipe,
 * and a workbook in a gzip, is kept in $TMPDIR.  A workbook from before 2007 is
 * read as a converter gives it (sheet/old_book.h). */
GR_MUST_USE enum gr_status gr_workbook_of(struct gr_source *source,
    struct gr_workbook **out, struct gr_err *err);

/* Have `source` give the text of the i-th sheet, and tell `marks`, which is
 * freed by the caller. */
GR_MUST_USE enum gr_status gr_workbook_turn(struct gr_workbook *workbook,
    size_t i, struct gr_source *source, struct gr_sheet_marks *marks,
    struct gr_err *err);

#endif
