/* table.c - a CSV table that people maintain: read whole and strictly */
#include "csv/table_rows.h"
#include "stream/field_run.h"

/* A row's cells, kept: close together, a NUL behind each. */
static struct gr_slice *keep_cells(struct gr_arena *arena,
    const struct gr_slice *from, size_t n)
{
	struct gr_slice *cell = gr_arena_room(arena, n, sizeof(*cell));
	size_t bytes = n;

	for (size_t i = 0; i < n; i++)
		bytes += from[i].len;
	char *to = gr_arena_bytes(arena, bytes);
	for (size_t i = 0; cell && to && i < n; i++) {
		cell[i] = gr_slice_make(to, from[i].len);
		gr_bytes_copy(to, from[i].ptr, from[i].len);
		to += from[i].len;
		*to++ = '\0';
	}
	return to ? cell : NULL;
}

/* Keep all rows, and close what gives them. */
static enum gr_status keep_rows(struct gr_table_rows *rows,
    struct gr_table *out, struct gr_err *err)
{
	struct gr_table_row next;
	struct gr_table_row *row = NULL;
	size_t room = 0;
	enum gr_status status;

	*out = *gr_table_rows_table(rows);
	while ((status = gr_table_rows_next(rows, &next, err)) == GR_OK) {
		void *items = row;

		status = gr_arena_extend(out->arena, &items, &room, out->rows,
		    sizeof(*row), err);
		if (status != GR_OK)
			break;
		row = items;
		next.cell = keep_cells(out->arena, next.cell, out->header.n);
		if (!next.cell) {
			status = gr_err_memory(err);
			break;
		}
		row[out->rows++] = next;
	}
	out->row = row;
	gr_table_rows_close(rows);
	return status == GR_END ? GR_OK : status;
}

enum gr_status gr_table_take(struct gr_arena *keep, struct gr_source *source,
    struct gr_table *out, struct gr_err *err)
{
	struct gr_table_rows *rows;
	enum gr_status status = gr_table_rows_take(keep, source, &rows, err);

	return status == GR_OK ? keep_rows(rows, out, err) : status;
}

enum gr_status gr_table_read_damaged(struct gr_arena *keep, const char *path,
    struct gr_table *out, struct gr_table_losses *losses, struct gr_err *err)
{
	struct gr_table_rows *rows;

	if (losses)
		*losses = (struct gr_table_losses){ .n = 0 };
	enum gr_status status = gr_table_rows_open(keep, path, losses, &rows,
	    err);
	return status == GR_OK ? keep_rows(rows, out, err) : status;
}

enum gr_status gr_table_read(struct gr_arena *keep, const char *path,
    struct gr_table *out, struct gr_err *err)
{
	return gr_table_read_damaged(keep, path, out, NULL, err);
}
