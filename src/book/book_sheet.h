/* book_sheet.h - tables as sheets of a workbook; private to the wing.
 *
 * Each has its titles in the first row, the names of its columns in the second,
 * and its rows below.  Where a table has more rows than a sheet, it goes on in
 * another one at the end of the book, with the same first rows.
 */
#ifndef GREEN_BOOK_BOOK_SHEET_H
#define GREEN_BOOK_BOOK_SHEET_H

#include "base/map.h"
#include "book/book_tables.h"
#include "sheet/table_book.h"
#include "standard/heading.h"

enum { GR_BOOK_FIRST_ROW = 3, GR_BOOK_KEY_COLUMN = 1 };

struct gr_book_column { /* of a table, for the notes */
	struct gr_slice name, title, definition;
	const char *unit;
};

struct gr_book_sheet {
	size_t sheet;   /* of the workbook */
	uint32_t last;  /* the last row that has been put */
	uint64_t rows;  /* of the table, in all of its sheets */
	size_t further; /* sheets that it goes on in */
};

struct gr_book_work {
	const struct gr_release_book *book;
	struct gr_arena *keep;
	struct gr_table_book *to;
	uint32_t rows_max;
	struct gr_book_sheet part[GR_BOOK_SHEETS];
	struct gr_map at;     /* "part\nwave\ncity" -> sheet and first row */
	struct gr_map county; /* its code -> a slice, the code of its city */
	struct gr_map seen;   /* names of columns */
	struct gr_book_column *column;
	size_t columns, room;
	struct gr_slice wave;       /* the newest of cities.csv */
	struct gr_slice *of_region; /* that wave's row of the whole, with ... */
	struct gr_header region;    /* ... these columns */
	struct gr_slice *city;      /* "code\nname" of that wave, in order */
	size_t cities, city_room;
	struct gr_buf text;
};

/* Fill the sheet of a table, which has been added. */
GR_MUST_USE enum gr_status gr_book_sheet_fill(struct gr_book_work *work,
    enum gr_book_part part, struct gr_err *err);

/* Where the rows of a city in a wave begin; false if it has none. */
bool gr_book_sheet_find(struct gr_book_work *work, enum gr_book_part part,
    struct gr_slice wave, struct gr_slice city, size_t *sheet, uint32_t *row);

/* A cell of the whole's newest row, or "". */
struct gr_slice gr_book_sheet_region(const struct gr_book_work *work,
    const char *column);

#endif
