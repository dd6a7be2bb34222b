/* row_print.h - a row that is printed cell by cell.
 *
 * A table of figures has cells that are numbers, rates, names or nothing.  They
 * are printed one after the other into one buffer, and become slices when the
 * row is complete, since the buffer may move while it grows.
 */
#ifndef GREEN_STREAM_ROW_PRINT_H
#define GREEN_STREAM_ROW_PRINT_H

#include "base/buf.h"

struct gr_row_print {
	struct gr_buf text; /* print the cell at hand here ... */
	size_t *end;
	struct gr_slice *field;
	size_t cells, room;
	bool failed;
};

void gr_row_print_free(struct gr_row_print *line);
void gr_row_print_clear(struct gr_row_print *line); /* memory is kept */

/* ... and end it.  Sticky, as in a buffer: _fields reports what failed. */
void gr_row_print_end_cell(struct gr_row_print *line);

/* A cell that is a text, or a whole number. */
void gr_row_print_text(struct gr_row_print *line, struct gr_slice text);
void gr_row_print_int(struct gr_row_print *line, int64_t value);

/* The cells that have been ended, valid until the line changes. */
GR_MUST_USE enum gr_status gr_row_print_fields(struct gr_row_print *line,
    const struct gr_slice **field, size_t *n, struct gr_err *err);

#endif
