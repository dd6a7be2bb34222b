/* row_print.h - a row that is printed cell by cell.
 *
 * A table of figures has cells that are numbers, rates, names or nothing.  They
 * are printed one after the other into one buffer, and become slices when the
 * row is complete, since the buffer may move while it grows.
 */
#ifndef GREEN_STREAM_ROW_PRINT_H
#define GREEN_STREAM_ROW_PRINT_H

#include "base/buf.h"

struct gr_line {
	struct gr_buf text; /* print the cell at hand here ... */
	size_t *end;
	struct gr_slice *field;
	size_t cells, room;
	bool failed;
};

void gr_line_free(struct gr_line *line);
void gr_line_clear(struct gr_line *line); /* memory is kept */

/* ... and end it.  Sticky, as in a buffer: _fields reports what failed. */
void gr_line_end_cell(struct gr_line *line);

/* A cell that is a text, or a whole number. */
void gr_line_text(struct gr_line *line, struct gr_slice text);
void gr_line_int(struct gr_line *line, int64_t value);

/* The cells that have been ended, valid until the line changes. */
GR_MUST_USE enum gr_status gr_line_fields(struct gr_line *line,
    const struct gr_slice **field, size_t *n, struct gr_err *err);

#endif
