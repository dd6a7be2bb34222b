/* table_rows.h - a CSV table that people maintain, row by row.
 *
 * A register of a country has more rows than one wants to hold as a table
 * (csv/table.h), so a table can also be read as a stream of rows: the same
 * characters, delimiters and quotes as in a delivery, and the same strictness.
 * Blank rows are passed over, and so are cells beyond the heading that are
 * blank.
 */
#ifndef GREEN_CSV_TABLE_ROWS_H
#define GREEN_CSV_TABLE_ROWS_H

#include "csv/reader.h"
#include "csv/table.h"

struct gr_table_rows;

/* Open `path` and read its heading.  GR_EUSAGE as gr_table_read; with `losses`
 * (zeroed, else NULL) as gr_table_read_damaged: they are whole at the end. */
GR_MUST_USE enum gr_status gr_table_rows_open(struct gr_arena *keep,
    const char *path, struct gr_table_losses *losses,
    struct gr_table_rows **out, struct gr_err *err);

/* The same from a source (borrowed), from its first byte; it may be a pipe, and
 * may be taken again. */
GR_MUST_USE enum gr_status gr_table_rows_take(struct gr_arena *keep,
    struct gr_source *source, struct gr_table_rows **out, struct gr_err *err);

/* The same of text in UTF-8 that `read` gives, whose first line, which is not
 * blank, is `head`; it is `called` so. */
GR_MUST_USE enum gr_status gr_table_rows_text(struct gr_arena *keep,
    const char *called, struct gr_slice head, gr_read_fn *read, void *context,
    struct gr_table_rows **out, struct gr_err *err);

/* Path and heading, in `keep`, for the functions of table.h; it has no rows. */
struct gr_table *gr_table_rows_table(struct gr_table_rows *rows);

/* The next row, or GR_END.  Its cells may be changed, and are valid until the
 * next one is asked for. */
GR_MUST_USE enum gr_status gr_table_rows_next(struct gr_table_rows *rows,
    struct gr_table_row *row, struct gr_err *err);

void gr_table_rows_close(struct gr_table_rows *rows); /* NULL is allowed */

#endif
