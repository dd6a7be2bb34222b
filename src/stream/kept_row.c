/* kept_row.c - rows as bytes, for who reads them again in the same program */
#include "stream/kept_row.h"

#include <stdlib.h>

#include "stream/fields_put.h"
#include "stream/spool_file.h"

/* What is looked at together, unless a row is longer: its places stay in a cache
 * near by. */
enum { TOGETHER = 1 << 14 };

void gr_kept_row_add(struct gr_buf *to, const struct gr_slice *field, size_t n)
{
	gr_fields_add(to, field, n);
}

void gr_kept_rows_begin(struct gr_kept_rows *rows, struct gr_slice text)
{
	rows->rest = text;
	rows->line = rows->scan.lines = 0;
}

/* Places for a look at so many bytes. */
static enum gr_status make_room(struct gr_kept_rows *rows, size_t bytes,
    struct gr_err *err)
{
	size_t places = bytes + GR_ROW_SCAN_SLACK;

	if (bytes <= rows->room)
		return GR_OK;
	gr_kept_rows_free(rows);
	rows->scan.at = calloc(places, sizeof *rows->scan.at);
	rows->scan.end = calloc(places, sizeof *rows->scan.end);
	if (rows->scan.at == NULL || rows->scan.end == NULL)
		return gr_err_memory(err);
	rows->room = bytes;
	return GR_OK;
}

/* Look at the next rows; what is behind the last LF, the next look sees. */
static enum gr_status look(struct gr_kept_rows *rows, struct gr_err *err)
{
	rows->line = rows->scan.lines = 0;
	for (size_t bytes = TOGETHER; rows->scan.lines == 0; bytes *= 2) {
		size_t n = bytes < rows->rest.len ? bytes : rows->rest.len;
		enum gr_status status = make_room(rows, bytes, err);

		if (status != GR_OK)
			return status;
		rows->scan.found = 0;
		rows->scan.known = true; /* they came from a stream */
		gr_row_scan(&rows->scan, rows->rest.ptr, 0, n);
		if (rows->scan.lines == 0 && n == rows->rest.len)
			return gr_spool_file_cut(err);
	}
	rows->text = rows->from = rows->rest.ptr;
	rows->rest = gr_slice_skip(rows->rest,
	    rows->scan.at[rows->scan.end[rows->scan.lines - 1]] + (size_t)1);
	return GR_OK;
}

enum gr_status gr_kept_rows_next(struct gr_kept_rows *rows,
    struct gr_slice *field, size_t n, struct gr_err *err)
{
	enum gr_status status = rows->line < rows->scan.lines ? GR_OK
	                                                      : look(rows, err);
	const struct gr_row_scan *scan = &rows->scan;

	if (status != GR_OK)
		return status;
	size_t first = rows->line > 0 ? scan->end[rows->line - 1] + (size_t)1
	                              : 0;
	size_t last = scan->end[rows->line++];

	if (last - first + 1 != n)
		return gr_spool_file_cut(err);
	gr_row_split(rows->text, rows->from, scan->at + first, n, field);
	rows->from = rows->text + scan->at[last] + 1;
	return GR_OK;
}

void gr_kept_rows_free(struct gr_kept_rows *rows)
{
	free(rows->scan.at);
	free(rows->scan.end);
	*rows = (struct gr_kept_rows){ .rest = rows->rest };
}
