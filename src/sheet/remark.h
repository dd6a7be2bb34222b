/* remark.h - a workbook as it was sent, with remarks at some of its cells.
 *
 * A cell with a remark is coloured and has a comment, by which the sender finds
 * what is asked in the file that the sender knows.  A cell that nobody has
 * written anything in is made, in the style of its row or column.  Only the
 * sheet, its relations, styles, comments, drawing of comments, and the list of
 * content types are written anew, with nothing left out; every other member is
 * copied as it lies there.
 */
#ifndef GREEN_SHEET_REMARK_H
#define GREEN_SHEET_REMARK_H

#include "sheet/workbook.h"

struct gr_remark {
	size_t sheet; /* position among gr_workbook_sheets() */
	struct gr_cell_place at;
	struct gr_slice text; /* UTF-8; may hold line feeds */
};

/* Write it to the empty file `fd`.  `author` stands at every remark.  The
 * remarks are put into order, and those of one cell (of one merged block) are
 * joined.  GR_EDATA as gr_workbook_open() says, and where a part is no XML in
 * UTF-8. */
GR_MUST_USE enum gr_status gr_workbook_remark(struct gr_workbook *workbook,
    struct gr_remark *remark, size_t n, struct gr_slice author, int fd,
    struct gr_err *err);

#endif
