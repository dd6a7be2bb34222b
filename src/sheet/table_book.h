/* table_book.h - a workbook of tables to read: many sheets, numbers, links.
 *
 * Nothing in it is calculated and no cell is a formula: a text stays a text,
 * also when somebody edits its cell, and a number is written as one only if all
 * of its digits are kept (a spreadsheet has 15).  No cells are merged.  Sheets
 * are in the order in which they were added and may be filled in any other; of
 * each the row that is being filled is in memory, the rest is in $TMPDIR.  The
 * same contents make the same bytes.
 */
#ifndef GREEN_SHEET_TABLE_BOOK_H
#define GREEN_SHEET_TABLE_BOOK_H

#include "base/err.h"
#include "base/slice.h"
#include "sheet/reference.h"

struct gr_table_book;

enum gr_book_look {
	GR_BOOK_TEXT,
	GR_BOOK_WRAPPED, /* a text of several lines */
	GR_BOOK_NUMBER,  /* with as many decimals as it has */
	GR_BOOK_YEAR,
	GR_BOOK_WHOLE,
	GR_BOOK_PERCENT, /* 57.45 is 57.45% */
	GR_BOOK_CHANGE,  /* with its sign */
	GR_BOOK_POINTS,
	GR_BOOK_HEADING,
	GR_BOOK_NAME, /* of a column, for programs */
	GR_BOOK_LINK,
	GR_BOOK_LABEL,
	GR_BOOK_TITLE,
	GR_BOOK_SUBTITLE,
	GR_BOOK_LARGE, /* a figure to be seen first */
	GR_BOOK_LOOKS,
	GR_BOOK_TOTAL = 32 /* added: of the whole, as a province */
};

GR_MUST_USE enum gr_status gr_table_book_open(const char *author,
    const char *title, struct gr_table_book **out, struct gr_err *err);
void gr_table_book_close(struct gr_table_book *book); /* NULL is allowed */

/* Add a sheet; its number, from 0.  `name`: 31 characters at most, of which
 * none is one of []:*?/\ . */
GR_MUST_USE enum gr_status gr_table_book_add(struct gr_table_book *book,
    const char *name, size_t *sheet, struct gr_err *err);
const char *gr_table_book_name(const struct gr_table_book *book, size_t sheet);

/* Put a cell: rows of a sheet in ascending order, columns as they like. */
GR_MUST_USE enum gr_status gr_table_book_text(struct gr_table_book *book,
    size_t sheet, struct gr_cell_place at, struct gr_slice text, unsigned look,
    struct gr_err *err);

/* The same of a number as it is written ("-12.50"): what is none, or has more
 * digits than a spreadsheet keeps, is put as a text. */
GR_MUST_USE enum gr_status gr_table_book_number(struct gr_table_book *book,
    size_t sheet, struct gr_cell_place at, struct gr_slice number,
    unsigned look, struct gr_err *err);

/* A text that leads to a cell of a sheet of the book. */
GR_MUST_USE enum gr_status gr_table_book_link(struct gr_table_book *book,
    size_t sheet, struct gr_cell_place at, struct gr_slice text, size_t to,
    struct gr_cell_place there, struct gr_err *err);

/* How wide a column is, in digits, and whether it is folded away under a plus:
 * before all cells of the sheet. */
void gr_table_book_width(struct gr_table_book *book, size_t sheet,
    uint32_t column, double digits, bool folded);
/* How high a row is, in points: before its cells. */
void gr_table_book_height(struct gr_table_book *book, size_t sheet,
    uint32_t row, double points);

/* What stays in sight above and left of a cell, and is repeated on each page. */
void gr_table_book_freeze(struct gr_table_book *book, size_t sheet,
    struct gr_cell_place at);

/* Filters in the first row of these cells; bars in them, of 0 to `full`, or to
 * the largest of them (0). */
GR_MUST_USE enum gr_status gr_table_book_filter(struct gr_table_book *book,
    size_t sheet, struct gr_cell_range cells, struct gr_err *err);
GR_MUST_USE enum gr_status gr_table_book_bars(struct gr_table_book *book,
    size_t sheet, struct gr_cell_range cells, double full, struct gr_err *err);

/* To be printed upright on A4, and without grid: for what is no table. */
void gr_table_book_upright(struct gr_table_book *book, size_t sheet);

/* To be printed across several pages, with the first columns on each. */
void gr_table_book_many_pages(struct gr_table_book *book, size_t sheet,
    uint32_t columns);

/* Write all of it to `fd`, and close it. */
GR_MUST_USE enum gr_status gr_table_book_save(struct gr_table_book *book,
    int fd, struct gr_err *err);

/* Whether a number keeps all of its digits in a spreadsheet. */
bool gr_table_book_keeps(struct gr_slice number);

#endif
