/* book_tables.h - the tables of a release that go into a book, once.
 *
 * What a table is called and is about, the column by which its rows are found
 * for a city, and by which columns a row is told from all others.  Of a folder
 * (queries/) the files are one table, in the order of their names, with what
 * each is called in front of its rows.
 */
#ifndef GREEN_BOOK_BOOK_TABLES_H
#define GREEN_BOOK_BOOK_TABLES_H

#include "book/release_book.h"

enum gr_book_part {
	GR_BOOK_CITIES,
	GR_BOOK_COUNTIES,
	GR_BOOK_CRITERIA,
	GR_BOOK_COMMUNITIES,
	GR_BOOK_MILESTONES,
	GR_BOOK_PACE,
	GR_BOOK_NOT_RESPONDED,
	GR_BOOK_QUERIES,
	GR_BOOK_CORRECTIONS,
	/* in a database only: */
	GR_BOOK_FINDINGS,
	GR_BOOK_SET_ASIDE,
	GR_BOOK_WITHDRAWN,
	GR_BOOK_LAYOUTS,
	GR_BOOK_LEDGER,
	GR_BOOK_RECORDS,
	GR_BOOK_TALLIES,
	GR_BOOK_PARTS,
	GR_BOOK_SHEETS = GR_BOOK_FINDINGS
};

struct gr_book_table {
	const char *file; /* "cities.csv"; "queries/" is a folder */
	const char *name; /* in a database */
	const char *zh;   /* of its sheet, in Chinese and English */
	const char *en;
	const char *about; /* what it has: words to be looked up */
	const char *city;  /* the column with a city's code, or NULL */
	const char *of;    /* of a folder: the column in front of its rows */
	const char *key;   /* "wave,code"; NULL: none */
	const char *reference[3]; /* "wave,city_code>cities(wave,code)" */
};

extern const struct gr_book_table gr_book_table[GR_BOOK_PARTS];

/* Show the columns (`cell` NULL) and then every row of a table; of one that the
 * release does not have, nothing. */
GR_MUST_USE enum gr_status gr_book_each(const struct gr_release_book *book,
    enum gr_book_part part, gr_release_cells_fn *each, void *context,
    struct gr_err *err);

#endif
