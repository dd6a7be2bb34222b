/* table.c - a CSV table that people maintain: read whole and strictly; rows
 * with quotes go through libcsv */
#include "csv/table.h"

#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"
#include "text/utf8.h"

/* What the callbacks know while a file goes through libcsv.  They cannot stop
 * the parser, so a failure is kept here and they do nothing from then on. */
struct reader {
	struct gr_table *table;
	struct gr_buf text; /* the row's cells, one behind the other */
	size_t *end;        /* where each cell ends in text */
	size_t cells, room;
	uint64_t line;         /* 1-based, being fed */
	uint64_t row_line;     /* where the current row started */
	unsigned rows_in_line; /* rows that ended in the line being fed */
	bool has_header;
	struct gr_table_row *row;
	size_t row_room;
	enum gr_status status;
	struct gr_err *err;
};

/* libcsv trims unquoted cells and forgives blanks round quotes unless told
 * that nothing is a blank. */
static int is_never_space(unsigned char c)
{
	(void)c;
	return 0;
}

static struct gr_slice cell_at(const struct reader *r, size_t i)
{
	size_t start = i ? r->end[i - 1] : 0;

	return gr_slice_make(r->text.ptr ? r->text.ptr + start : "",
	    r->end[i] - start);
}

/* The column's name for a message, or its number before there are names. */
static void column_name(const struct reader *r, size_t i, struct gr_buf *out)
{
	const struct gr_header *header = &r->table->header;

	if (r->has_header && i < header->n)
		gr_buf_add(out, header->name[i]);
	else
		gr_buf_uint(out, i + 1);
	gr_buf_byte(out, '\0');
}

static enum gr_status fail(struct reader *r, size_t column, const char *message)
{
	struct gr_buf name = { 0 };

	column_name(r, column, &name);
	r->status = gr_err_at(r->err, GR_EUSAGE, r->table->path, r->row_line,
	    name.failed ? NULL : name.ptr, "%s", message);
	gr_buf_free(&name);
	return r->status;
}

static void add_cell(struct reader *r, struct gr_slice cell)
{
	void *end = r->end;

	r->status = gr_arena_grow(r->table->arena, &end, &r->room, r->cells,
	    sizeof(*r->end), r->err);
	if (r->status != GR_OK)
		return;
	r->end = end;
	gr_buf_add(&r->text, cell);
	r->end[r->cells++] = r->text.len;
}

static void on_cell(void *text, size_t len, void *data)
{
	struct reader *r = data;

	if (r->status != GR_OK)
		return;
	struct gr_slice cell = { text, len };
	if (gr_utf8_bad(cell) != SIZE_MAX) {
		fail(r, r->cells, "not UTF-8");
		return;
	}
	if (len > 0 && memchr(text, '\0', len)) {
		fail(r, r->cells, "a NUL byte");
		return;
	}
	add_cell(r, cell);
}

static enum gr_status take_header(struct reader *r)
{
	struct gr_slice *name = GR_NEW_ARRAY(r->table->arena, r->cells,
	    struct gr_slice);

	if (!name)
		return gr_err_memory(r->err);
	for (size_t i = 0; i < r->cells; i++)
		name[i] = gr_slice_trim(cell_at(r, i));
	enum gr_status status = gr_header_make(r->table->arena, name, r->cells,
	    &r->table->header, r->err);
	if (status == GR_EDATA) /* it does not know the place */
		return gr_err_place(r->err, GR_EUSAGE, r->table->path,
		    r->row_line, NULL);
	r->has_header = true;
	return status;
}

static enum gr_status take_row(struct reader *r)
{
	struct gr_arena *arena = r->table->arena;
	const struct gr_header *header = &r->table->header;

	if (r->cells != header->n) {
		struct gr_buf name = { 0 };

		column_name(r, r->cells < header->n ? r->cells : header->n,
		    &name);
		gr_err_at(r->err, GR_EUSAGE, r->table->path, r->row_line,
		    name.failed ? NULL : name.ptr,
		    "the row has %zu cells, the header %zu", r->cells,
		    header->n);
		gr_buf_free(&name);
		return GR_EUSAGE;
	}
	struct gr_slice text = gr_arena_copy(arena, gr_buf_slice(&r->text));
	struct gr_slice *cell = GR_NEW_ARRAY(arena, r->cells, struct gr_slice);
	void *rows = r->row;

	if (!text.ptr || !cell)
		return gr_err_memory(r->err);
	for (size_t i = 0, start = 0; i < r->cells; start = r->end[i++])
		cell[i] = gr_slice_make(text.ptr + start, r->end[i] - start);
	enum gr_status status = gr_arena_grow(arena, &rows, &r->row_room,
	    r->table->rows, sizeof(*r->row), r->err);
	if (status != GR_OK)
		return status;
	r->row = rows;
	r->row[r->table->rows++] = (struct gr_table_row){ cell, r->row_line };
	return GR_OK;
}

static void on_row(int terminator, void *data)
{
	struct reader *r = data;

	(void)terminator;
	r->rows_in_line++;
	if (r->status != GR_OK)
		return;
	if (r->rows_in_line > 1)
		fail(r, 0, "a carriage return that ends no line");
	else if (r->text.failed)
		r->status = gr_err_memory(r->err);
	else
		r->status = r->has_header ? take_row(r) : take_header(r);
	r->cells = 0;
	gr_buf_clear(&r->text);
}

static bool is_blank_line(struct gr_slice line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.ptr[i] != '\r' && line.ptr[i] != '\n')
			return false;
	return true;
}

/* A row that is one line without quotes, as nearly all are, needs no parser.
 * The cells of `line`, without its end; false if it is not such a row. */
static bool is_plain_row(struct gr_slice *line)
{
	struct gr_slice s = *line;

	if (s.len > 0 && s.ptr[s.len - 1] == '\n')
		s.len--;
	if (s.len > 0 && s.ptr[s.len - 1] == '\r')
		s.len--;
	if (s.len == 0 || memchr(s.ptr, '"', s.len)
	    || memchr(s.ptr, '\r', s.len) || memchr(s.ptr, '\0', s.len)
	    || gr_utf8_bad(s) != SIZE_MAX)
		return false;
	*line = s;
	return true;
}

static void on_plain_row(struct reader *r, struct gr_slice line)
{
	struct gr_slice cell;

	while (r->status == GR_OK && gr_slice_split(&line, ',', &cell))
		add_cell(r, cell);
	on_row('\n', r);
}

/* Lines go in one at a time: libcsv does not count them, drops blank ones and
 * takes a lone CR for the end of a row, so the count is ours. */
static enum gr_status feed(struct reader *r, struct csv_parser *parser,
    struct gr_slice rest)
{
	bool in_row = false;

	while (rest.len > 0 && rest.ptr != NULL) {
		const char *lf = memchr(rest.ptr, '\n', rest.len);
		size_t n = lf ? (size_t)(lf - rest.ptr) + 1 : rest.len;
		struct gr_slice line = { rest.ptr, n };

		r->line++;
		r->rows_in_line = 0;
		if (!in_row)
			r->row_line = r->line;
		if (!in_row && is_plain_row(&line)) {
			on_plain_row(r, line);
		} else if (csv_parse(parser, line.ptr, line.len, on_cell,
		               on_row, r)
		    != line.len) {
			if (csv_error(parser) == CSV_ENOMEM)
				return gr_err_memory(r->err);
			return fail(r, r->cells,
			    "a quote inside a cell must "
			    "be doubled and the cell quoted");
		}
		if (r->status != GR_OK)
			return r->status;
		in_row = r->rows_in_line == 0
		    && (in_row || !is_blank_line(line));
		rest = gr_slice_skip(rest, n);
	}
	if (csv_fini(parser, on_cell, on_row, r) != 0) {
		if (csv_error(parser) == CSV_ENOMEM)
			return gr_err_memory(r->err);
		return fail(r, r->cells, "a quote is never closed");
	}
	return r->status;
}

static enum gr_status read_bytes(const char *path, struct gr_buf *out,
    struct gr_err *err)
{
	enum { STEP = 65536 };
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return gr_err_at(err, GR_EUSAGE, path, 0, NULL,
		    "cannot be opened: %s", gr_err_reason(errno));
	enum gr_status status = GR_OK;
	for (;;) {
		char *to = gr_buf_reserve(out, STEP);

		if (!to) {
			status = gr_err_memory(err);
			break;
		}
		ssize_t got = read(fd, to, STEP);
		if (got == 0)
			break;
		if (got > 0) {
			out->len += (size_t)got;
		} else if (errno != EINTR) {
			status = gr_err_at(err,
			    errno == EISDIR ? GR_EUSAGE : GR_ESYS, path, 0,
			    NULL, "cannot be read: %s", gr_err_reason(errno));
			break;
		}
	}
	(void)close(fd); /* only read from: nothing to lose */
	return status;
}

static enum gr_status parse(struct gr_table *table, struct gr_slice text,
    struct gr_err *err)
{
	struct reader r = { .table = table, .status = GR_OK, .err = err };
	struct csv_parser parser;

	if (gr_slice_starts(text, GR_S("\xef\xbb\xbf")))
		text = gr_slice_skip(text, 3);
	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		return gr_err_memory(err);
	csv_set_space_func(&parser, is_never_space);
	enum gr_status status = feed(&r, &parser, text);
	csv_free(&parser);
	gr_buf_free(&r.text);
	if (status == GR_OK && !r.has_header)
		return gr_err_at(err, GR_EUSAGE, table->path, 1, NULL,
		    "no header line");
	table->row = r.row;
	return status;
}

enum gr_status gr_table_parse(struct gr_arena *keep, const char *path,
    struct gr_slice bytes, struct gr_table *out, struct gr_err *err)
{
	struct gr_slice name = gr_arena_copy(keep, gr_slice_of(path));

	*out = (struct gr_table){ .path = name.ptr, .arena = keep };
	if (!name.ptr)
		return gr_err_memory(err);
	return parse(out, bytes, err);
}

enum gr_status gr_table_read(struct gr_arena *keep, const char *path,
    struct gr_table *out, struct gr_err *err)
{
	struct gr_buf bytes = { 0 };
	enum gr_status status = read_bytes(path, &bytes, err);

	if (status == GR_OK)
		status = gr_table_parse(keep, path, gr_buf_slice(&bytes), out,
		    err);
	gr_buf_free(&bytes);
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

enum gr_status gr_table_plain(const struct gr_table *table, struct gr_err *err)
{
	for (size_t i = 0; i < table->rows; i++) {
		for (size_t j = 0; j < table->header.n; j++) {
			struct gr_slice cell = table->row[i].cell[j];

			for (size_t k = 0; k < cell.len; k++)
				if ((unsigned char)cell.ptr[k] < ' ')
					return gr_table_error(table,
					    &table->row[i],
					    table->header.name[j].ptr, err,
					    "a line break, a tab or another "
					    "control character");
		}
	}
	return GR_OK;
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
