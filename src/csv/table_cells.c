/* table_cells.c - the cells of a table: tidied, checked, looked up */
#include "csv/table.h"

#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "number/date_read.h"
#include "text/blank.h"
#include "text/utf8.h"

/* Whether it has characters that nobody sees. */
static bool has_unseen(struct gr_slice s)
{
	while (s.len > 0) {
		uint32_t c;
		size_t n = gr_utf8_step(s, &c);

		if (gr_blank_is_unseen(c))
			return true;
		s = gr_slice_skip(s, n);
	}
	return false;
}

/* Take off a cell what spreadsheets and web pages put round and between its
 * characters.  False if memory ran out. */
static bool tidy(struct gr_arena *arena, struct gr_slice *cell)
{
	struct gr_slice s = gr_blank_trim(*cell);

	if (s.len >= 3 && gr_slice_starts(s, GR_S("=\""))
	    && s.ptr[s.len - 1] == '"')
		s = gr_blank_trim(gr_slice_make(s.ptr + 2, s.len - 3));
	*cell = s;
	if (!has_unseen(s))
		return true;
	char *to = gr_arena_bytes(arena, s.len);
	size_t used = 0;
	if (!to)
		return false;
	while (s.len > 0) {
		uint32_t c;
		size_t n = gr_utf8_step(s, &c);

		if (!gr_blank_is_unseen(c)) {
			memcpy(to + used, s.ptr, n);
			used += n;
		}
		s = gr_slice_skip(s, n);
	}
	*cell = gr_blank_trim(gr_slice_make(to, used));
	return true;
}

static bool is_blank(const struct gr_table *table,
    const struct gr_table_row *row)
{
	for (size_t i = 0; i < table->header.n; i++)
		if (row->cell[i].len > 0)
			return false;
	return true;
}

enum gr_status gr_table_tidy_row(const struct gr_table *table,
    struct gr_table_row *row, bool *blank, struct gr_err *err)
{
	for (size_t j = 0; !row->plain && j < table->header.n; j++)
		if (!tidy(table->arena, &row->cell[j]))
			return gr_err_memory(err);
	*blank = is_blank(table, row);
	return GR_OK;
}

/* Without the rows that are blank now: many of ="" are. */
enum gr_status gr_table_tidy(struct gr_table *table, struct gr_err *err)
{
	struct gr_table_row *kept = gr_arena_room(table->arena, table->rows,
	    sizeof(*kept));
	size_t n = 0;

	if (!kept)
		return gr_err_memory(err);
	for (size_t i = 0; i < table->rows; i++) {
		bool blank = false;
		enum gr_status status;

		kept[n] = table->row[i];
		status = gr_table_tidy_row(table, &kept[n], &blank, err);
		if (status != GR_OK)
			return status;
		n += !blank;
	}
	table->row = kept;
	table->rows = n;
	return GR_OK;
}

enum gr_status gr_table_date(const struct gr_table *table,
    struct gr_table_row *row, size_t position, struct gr_err *err)
{
	struct gr_buf date = { 0 };
	enum gr_status status = GR_OK;

	if (position == GR_NONE || row->cell[position].len == 0)
		return GR_OK;
	struct gr_slice *cell = &row->cell[position];
	if (gr_date_read(&date, *cell)
	    && !gr_slice_eq(gr_buf_slice(&date), *cell)) {
		*cell = gr_arena_copy(table->arena, gr_buf_slice(&date));
		if (date.failed || !cell->ptr)
			status = gr_err_memory(err);
	} /* else its reader says what it is */
	gr_buf_free(&date);
	return status;
}

enum gr_status gr_table_dates(struct gr_table *table,
    const char *const *columns, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (; *columns && status == GR_OK; columns++) {
		size_t j = gr_header_find(&table->header,
		    gr_slice_of(*columns));

		for (size_t i = 0; i < table->rows && status == GR_OK; i++) {
			struct gr_table_row row = table->row[i];

			status = gr_table_date(table, &row, j, err);
		}
	}
	return status;
}

static bool is_listed(const char *const *list, struct gr_slice name)
{
	for (; list && *list; list++)
		if (gr_slice_eq(gr_slice_of(*list), name))
			return true;
	return false;
}

enum gr_status gr_table_columns(const struct gr_table *table,
    const char *const *required, const char *const *optional,
    struct gr_err *err)
{
	for (const char *const *at = required; *at; at++)
		if (gr_header_find(&table->header, gr_slice_of(*at)) == GR_NONE)
			return gr_err_at(err, GR_EUSAGE, table->path, 1, *at,
			    "this column is missing");
	for (size_t i = 0; optional && i < table->header.n; i++) {
		struct gr_slice name = table->header.name[i];

		if (!is_listed(required, name) && !is_listed(optional, name))
			return gr_table_error(table, NULL, name.ptr, err,
			    "no such column in this table");
	}
	return GR_OK;
}

static bool is_control(char c)
{
	return (unsigned char)c < ' ';
}

enum gr_status gr_table_plain_row(const struct gr_table *table,
    const struct gr_table_row *row, struct gr_err *err)
{
	for (size_t j = 0; !row->printed && j < table->header.n; j++) {
		if (gr_blank_has_control(row->cell[j]))
			return gr_table_error(table, row,
			    table->header.name[j].ptr, err,
			    "a line break, a tab or another control "
			    "character");
	}
	return GR_OK;
}

enum gr_status gr_table_plain(const struct gr_table *table, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < table->rows && status == GR_OK; i++)
		status = gr_table_plain_row(table, &table->row[i], err);
	return status;
}

static enum gr_status flatten(struct gr_arena *arena, struct gr_slice *cell,
    struct gr_err *err)
{
	size_t at = 0;

	while (at < cell->len && !is_control(cell->ptr[at]))
		at++;
	if (at == cell->len)
		return GR_OK;
	char *to = gr_arena_bytes(arena, cell->len);
	if (!to)
		return gr_err_memory(err);
	for (size_t i = 0; i < cell->len; i++)
		to[i] = is_control(cell->ptr[i]) ? ' ' : cell->ptr[i];
	cell->ptr = to;
	return GR_OK;
}

enum gr_status gr_table_flatten(struct gr_table *table, struct gr_err *err)
{
	enum gr_status status = GR_OK;
	size_t n = table->header.n;

	for (size_t i = 0; i < table->rows * n && status == GR_OK; i++)
		status = flatten(table->arena, &table->row[i / n].cell[i % n],
		    err);
	return status;
}

enum gr_status gr_table_read_plain(struct gr_arena *keep, const char *path,
    const char *const *required, const char *const *optional,
    struct gr_table *out, struct gr_err *err)
{
	enum gr_status status = gr_table_read(keep, path, out, err);

	if (status == GR_OK)
		status = gr_table_columns(out, required, optional, err);
	return status == GR_OK ? gr_table_plain(out, err) : status;
}

struct gr_slice gr_table_at(const struct gr_table_row *row, size_t position)
{
	if (position == GR_NONE)
		return GR_S("");
	return gr_slice_trim(row->cell[position]);
}

struct gr_slice gr_table_cell(const struct gr_table *table,
    const struct gr_table_row *row, const char *column)
{
	return gr_table_at(row,
	    gr_header_find(&table->header, gr_slice_of(column)));
}

enum gr_status gr_table_error(const struct gr_table *table,
    const struct gr_table_row *row, const char *column, struct gr_err *err,
    const char *format, ...)
{
	va_list args;

	va_start(args, format);
	gr_table_verror(table, row, column, err, format, args);
	va_end(args);
	return GR_EUSAGE;
}

enum gr_status gr_table_verror(const struct gr_table *table,
    const struct gr_table_row *row, const char *column, struct gr_err *err,
    const char *format, va_list args)
{
	return gr_err_vat(err, GR_EUSAGE, table->path, row ? row->line : 1,
	    column, format, args);
}
