/* release_book.h - a release as one file: a workbook, or a database.
 *
 * Both have what the release's tables have, cell by cell, and nothing is
 * computed.  Each is a function of the release alone: the same release gives
 * the same bytes, in any time zone and by any number of runs.  Rows pass one by
 * one, so that a country of communities takes no more memory than a province;
 * what grows is what is known of a city and a county, and of a column.
 */
#ifndef GREEN_BOOK_RELEASE_BOOK_H
#define GREEN_BOOK_RELEASE_BOOK_H

#include "release/release.h"
#include "standard/standard.h"
#include "stream/sink.h"

enum { GR_RELEASE_BOOK_ROWS_MIN = 10, GR_RELEASE_BOOK_ROWS_MAX = 1048576 };

struct gr_release_book {
	const struct gr_release *release;
	const struct gr_standard *standard;
	bool chinese;
	uint32_t rows; /* of a sheet, at most; 0: as many as it can have */
};

/* GR_EDATA: a file of the release is not the one that was published. */
GR_MUST_USE enum gr_status gr_release_book_write(
    const struct gr_release_book *book, struct gr_sink *to, struct gr_err *err);
/* The same to a file, which appears when it is whole. */
GR_MUST_USE enum gr_status gr_release_book_save(
    const struct gr_release_book *book, const char *path, struct gr_err *err);
GR_MUST_USE enum gr_status gr_release_book_database(
    const struct gr_release_book *book, struct gr_sink *to, struct gr_err *err);

#endif
