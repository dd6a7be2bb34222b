/* table.h - a CSV table that people maintain: read whole and strictly.
 *
 * Tables of a standard, registers, filings and answers are edited by hand, so
 * every complaint names file, line and column.  They come out of the same
 * spreadsheets as deliveries, so their bytes are read as a delivery's are
 * (supplied.h); blank rows, and empty columns at the end, are passed over.
 * Every other row is as long as the header line, unless damage is allowed.  A
 * table is held in memory, in the arena it was read into.
 */
#ifndef GREEN_CSV_TABLE_H
#define GREEN_CSV_TABLE_H

#include "base/arena.h"
#include "stream/record.h"

struct gr_source; /* source.h */

struct gr_table_row {
	struct gr_slice *cell; /* as many as the header has */
	uint64_t line;         /* 1-based, where the row starts */
	bool plain; /* as read, all of it is (text/blank.h): nothing to tidy */
	bool printed; /* as read, no byte of it is below ' ' */
};

struct gr_table {
	const char *path;
	struct gr_header header;
	const struct gr_table_row *row;
	size_t rows;
	struct gr_arena *arena;
};

/* Read `path`.  GR_EUSAGE with file:line (and column) for a missing file, one
 * that is no text, a ragged row, a quote that never closes, a header named
 * twice. */
GR_MUST_USE enum gr_status gr_table_read(struct gr_arena *keep,
    const char *path, struct gr_table *out, struct gr_err *err);

/* The same from a source at its first byte, which may be a pipe. */
GR_MUST_USE enum gr_status gr_table_take(struct gr_arena *keep,
    struct gr_source *source, struct gr_table *out, struct gr_err *err);

/* Lines that are no row of it. */
struct gr_table_loss {
	uint64_t line, lines; /* from where, how many; 0: all from there on */
	size_t cells;         /* of a row of another length than the header;
				 0: a quote is damaged; GR_NONE: some of it
				 is no text */
};

struct gr_table_losses {
	struct gr_table_loss *loss; /* in order of their lines */
	size_t n;
	bool no_heading; /* none that can be read: nothing is a row */
};

/* As gr_table_read, of a list that grows by hand and is never refused for a
 * row: what is damaged is lost and told of, and the rest is read. */
GR_MUST_USE enum gr_status gr_table_read_damaged(struct gr_arena *keep,
    const char *path, struct gr_table *out, struct gr_table_losses *losses,
    struct gr_err *err);

/* Take off cells what spreadsheets put there to keep text from being a number
 * (="0123"), and characters that nobody sees; rows of which nothing is left are
 * passed over.  Not for tables of patterns. */
GR_MUST_USE enum gr_status gr_table_tidy(struct gr_table *table,
    struct gr_err *err);

/* Bring what is a date (number/date_read.h) in these columns, as far as they
 * are there, into the form of date.h; the list ends with NULL.  What is none
 * stays, for its reader to complain. */
GR_MUST_USE enum gr_status gr_table_dates(struct gr_table *table,
    const char *const *columns, struct gr_err *err);

/* The same for one row, whose cells change: all of them (*blank: nothing is
 * left), or its date at one position of the header; GR_NONE is no column. */
GR_MUST_USE enum gr_status gr_table_tidy_row(const struct gr_table *table,
    struct gr_table_row *row, bool *blank, struct gr_err *err);
GR_MUST_USE enum gr_status gr_table_date(const struct gr_table *table,
    struct gr_table_row *row, size_t position, struct gr_err *err);

/* Check the header against what is known: every name of `required` is there
 * and no name outside required and optional is.  Both lists end with NULL;
 * `optional` NULL: any other column may be there. */
GR_MUST_USE enum gr_status gr_table_columns(const struct gr_table *table,
    const char *const *required, const char *const *optional,
    struct gr_err *err);

/* Check that every cell could be the field of a stream: no TAB, line break or
 * other control character.  For tables whose words end up in streams. */
GR_MUST_USE enum gr_status gr_table_plain(const struct gr_table *table,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_table_plain_row(const struct gr_table *table,
    const struct gr_table_row *row, struct gr_err *err);

/* Make a blank of each of these, in a list that is never refused for them. */
GR_MUST_USE enum gr_status gr_table_flatten(struct gr_table *table,
    struct gr_err *err);

/* All three: read a table, check its header and its cells. */
GR_MUST_USE enum gr_status gr_table_read_plain(struct gr_arena *keep,
    const char *path, const char *const *required, const char *const *optional,
    struct gr_table *out, struct gr_err *err);

/* The cell under `column` of a row; an empty slice if the table has no such
 * column.  Blanks at both ends are trimmed. */
struct gr_slice gr_table_cell(const struct gr_table *table,
    const struct gr_table_row *row, const char *column);

/* The same by the column's position in the header, for long tables; GR_NONE
 * is no such column. */
struct gr_slice gr_table_at(const struct gr_table_row *row, size_t position);

/* GR_EUSAGE at this table's row and column; `row` NULL is the header. */
enum gr_status gr_table_error(const struct gr_table *table,
    const struct gr_table_row *row, const char *column, struct gr_err *err,
    const char *format, ...) GR_PRINTF(5, 6);
enum gr_status gr_table_verror(const struct gr_table *table,
    const struct gr_table_row *row, const char *column, struct gr_err *err,
    const char *format, va_list args) GR_PRINTF(5, 0);

#endif
