/* database.h - a file of SQLite in the making; private to the wing.
 *
 * Its bytes follow from what is put into it and in which order: pages of one
 * size, no journal, nothing of the time.  It lies in $TMPDIR without a name.
 */
#ifndef GREEN_BOOK_DATABASE_H
#define GREEN_BOOK_DATABASE_H

#include <sqlite3.h>

#include "base/buf.h"
#include "stream/sink.h"

struct gr_database {
	sqlite3 *own;
	sqlite3_stmt *put; /* into the table of the last _prepare */
	int fd;            /* the file */
};

/* Begin one; closed by the caller, also after a failure. */
GR_MUST_USE enum gr_status gr_database_open(struct gr_database *out,
    struct gr_err *err);
void gr_database_close(struct gr_database *base);

/* Do what the text, which ends with a NUL, says. */
GR_MUST_USE enum gr_status gr_database_do(struct gr_database *base,
    const char *sql, struct gr_err *err);

/* What rows are put by, and a row of n cells: "" is NULL, and a cell of a
 * column with numbers is one, if all of its digits are kept; what has more than
 * a binary number keeps stays as it is written, as a blob, which no column
 * rounds. */
GR_MUST_USE enum gr_status gr_database_prepare(struct gr_database *base,
    const char *sql, struct gr_err *err);
GR_MUST_USE enum gr_status gr_database_put(struct gr_database *base,
    const struct gr_slice *cell, const bool *number, size_t n,
    struct gr_err *err);

/* Write all of it out. */
GR_MUST_USE enum gr_status gr_database_save(struct gr_database *base,
    struct gr_sink *to, struct gr_err *err);

#endif
