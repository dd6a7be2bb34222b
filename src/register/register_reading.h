/* register_reading.h - a register that is being read; private to its wing.
 *
 * register_read.c reads rows and makes a register of them; register_parts.c has
 * several read the parts of a file at the same time.
 */
#ifndef GREEN_REGISTER_REGISTER_READING_H
#define GREEN_REGISTER_REGISTER_READING_H

#include "base/buf.h"
#include "register/register_cells.h"

/* What the rows were like so far. */
struct gr_register_reading {
	struct gr_table table; /* path and header; its arena is a row's */
	const struct gr_code_form *form;
	struct gr_register_form columns;
	size_t at[GR_REGISTER_COLUMNS]; /* of the header */
	bool periods;
	struct gr_arena *keep;
	struct gr_arena *units_in; /* as long as it lives, they do */
	struct gr_streets streets;
	struct gr_unit *unit;
	size_t units, room;
	bool unsorted;  /* a unit stands before one that it should follow */
	bool doubtful;  /* two of one code that stand side by side overlap */
	bool unplaced;  /* of no unit the line is kept; else */
	uint64_t *line; /* by unit, as they come */
	size_t line_room;
	/* the row before: what it said of its place, and what that was */
	const struct gr_street *street;
	struct gr_buf words;
	size_t bytes
	    [GR_REGISTER_COLUMNS]; /* of each cell there; of the code: of the
				  county's and city's */
};

/* Of a table with such a path and heading, into `keep`.  GR_EUSAGE: a column is
 * missing.  Free it, also then. */
GR_MUST_USE enum gr_status gr_register_reading_begin(
    struct gr_register_reading *reading, struct gr_arena *keep,
    const struct gr_table *table, const struct gr_standard *standard,
    struct gr_err *err);

/* Read the rows, to their end. */
GR_MUST_USE enum gr_status gr_register_reading_rows(
    struct gr_register_reading *reading, struct gr_table_rows *rows,
    struct gr_err *err);

/* See whether a unit may follow the one before it. */
void gr_register_reading_follows(struct gr_register_reading *reading,
    const struct gr_unit *before, const struct gr_unit *unit);

/* Room for one unit more, and its line. */
GR_MUST_USE enum gr_status gr_register_reading_room(
    struct gr_register_reading *reading, struct gr_err *err);

/* The register of all that was read: sorted, checked. */
GR_MUST_USE enum gr_status gr_register_reading_end(
    struct gr_register_reading *reading, struct gr_register *out,
    struct gr_err *err);

void gr_register_reading_free(struct gr_register_reading *reading);

/* Read the file in so many parts at the same time.  *done: it was so; else
 * nothing has happened, and only one who reads all of it can tell why. */
GR_MUST_USE enum gr_status gr_register_read_parts(struct gr_arena *keep,
    const char *path, const struct gr_standard *standard, size_t parts,
    struct gr_register *out, bool *done, struct gr_err *err);

#endif
