/* new_book.h - a workbook of one sheet, made by us.
 *
 * For what goes out and comes back: texts that no spreadsheet converts, a list
 * to choose from, cells that are coloured and have a comment.  Its dates are
 * fixed, so that the same contents make the same bytes.  One row is in memory
 * at a time; what was written goes to $TMPDIR.
 */
#ifndef GREEN_SHEET_NEW_BOOK_H
#define GREEN_SHEET_NEW_BOOK_H

#include "base/err.h"
#include "base/slice.h"
#include "sheet/reference.h"

struct gr_new_book;

enum gr_cell_look { /* added up */
	GR_LOOK_PLAIN = 0,
	GR_LOOK_HEADING = 1,
	GR_LOOK_ASKED = 2,   /* coloured */
	GR_LOOK_OPEN = 4,    /* to be filled in, where the sheet is locked */
	GR_LOOK_WRAPPED = 8, /* in several lines */
	GR_LOOK_TEXT = 16,   /* what is typed stays text */
	GR_LOOKS = 32
};

/* Begin one; `author` stands at comments. */
GR_MUST_USE enum gr_status gr_new_book_open(const char *sheet,
    const char *author, struct gr_new_book **out, struct gr_err *err);
void gr_new_book_close(struct gr_new_book *book); /* NULL is allowed */

/* Put a cell: rows in ascending order, columns as they like.  Of a text longer
 * than a cell can be its beginning is put; an empty one has its look alone. */
GR_MUST_USE enum gr_status gr_new_book_text(struct gr_new_book *book,
    struct gr_cell_place at, struct gr_slice text, unsigned look,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_new_book_number(struct gr_new_book *book,
    struct gr_cell_place at, double number, unsigned look, struct gr_err *err);
GR_MUST_USE enum gr_status gr_new_book_comment(struct gr_new_book *book,
    struct gr_cell_place at, struct gr_slice text, struct gr_err *err);

/* Offer these words (NULL behind the last) in the cells; others can be typed. */
GR_MUST_USE enum gr_status gr_new_book_choices(struct gr_new_book *book,
    struct gr_cell_range cells, const char *const *word, struct gr_err *err);

/* How high a row is, in points: before its cells. */
void gr_new_book_height(struct gr_new_book *book, uint32_t row, double points);

/* How wide a column is, in digits: before all cells; what stays in sight above and left of a cell;
 * that all cells but the open ones are locked. */
void gr_new_book_width(struct gr_new_book *book, uint32_t column,
    double digits);
void gr_new_book_freeze(struct gr_new_book *book, struct gr_cell_place at);
void gr_new_book_lock(struct gr_new_book *book);

/* Write it to the empty file `fd`, and close it, also after a failure. */
GR_MUST_USE enum gr_status gr_new_book_save(struct gr_new_book *book, int fd,
    struct gr_err *err);

#endif
