/* table.c - a CSV table that people maintain: read whole and strictly */
#include "csv/table.h"

#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "csv/decode.h"
#include "csv/reader.h"
#include "number/date_read.h"
#include "stream/source.h"
#include "text/blank.h"
#include "text/utf8.h"

/* What is known while the records of a file go by. */
struct reader {
	struct gr_table *table;
	bool has_header;
	struct gr_table_row *row;
	size_t row_room;
};

/* What was wrong with a file is wrong with a table of ours. */
static enum gr_status as_usage(enum gr_status status, const char *path,
    struct gr_err *err)
{
	if (status != GR_EDATA)
		return status;
	return gr_err_place(err, GR_EUSAGE, path, err->line,
	    err->column[0] ? err->column : NULL);
}

/* ---- the delimiter ---- */

/* The one that the heading has most of: its names hold none. */
static char delimiter_of(struct gr_slice text)
{
	static const char known[] = { ',', '\t', ';', '|' };
	size_t n[sizeof known] = { 0 }, best = 0;
	bool quoted = false, filled = false;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (!quoted && filled && (c == '\n' || c == '\r'))
			break;
		quoted ^= c == '"';
		filled |= c != '\n' && c != '\r';
		for (size_t k = 0; k < sizeof known && !quoted; k++)
			n[k] += c == known[k];
	}
	for (size_t k = 1; k < sizeof known; k++)
		if (n[k] > n[best])
			best = k;
	return known[best];
}

static enum gr_status find_delimiter(struct gr_source *source,
    enum gr_charset charset, char *delimiter, struct gr_err *err)
{
	enum { START = 16384 };
	struct gr_decoder *decoder = NULL;
	struct gr_buf start = { 0 };
	size_t got = 0;
	enum gr_status status = gr_decoder_open(source, charset, false,
	    &decoder, err);

	while (status == GR_OK && start.len < START) {
		char *to = gr_buf_reserve(&start, START);

		status = to ? gr_decoder_read(decoder, to, START, &got, err)
		            : gr_err_memory(err);
		start.len += status == GR_OK ? got : 0;
	}
	gr_decoder_close(decoder);
	*delimiter = delimiter_of(gr_buf_slice(&start));
	gr_buf_free(&start);
	if (status == GR_OK || status == GR_END)
		status = gr_source_rewind(source, err);
	return status;
}

/* ---- rows ---- */

static bool is_blank(const struct gr_csv_record *record, size_t from)
{
	for (size_t i = from; i < record->cells; i++)
		if (!gr_blank_only(record->cell[i]))
			return false;
	return true;
}

static enum gr_status take_header(struct reader *r,
    const struct gr_csv_record *record, struct gr_err *err)
{
	size_t n = record->cells;
	struct gr_slice *name = GR_NEW_ARRAY(r->table->arena, n,
	    struct gr_slice);

	if (!name)
		return gr_err_memory(err);
	while (n > 0 && gr_blank_only(record->cell[n - 1]))
		n--;
	for (size_t i = 0; i < n; i++) {
		name[i] = gr_arena_copy(r->table->arena,
		    gr_blank_trim(record->cell[i]));
		if (!name[i].ptr)
			return gr_err_memory(err);
	}
	enum gr_status status = gr_header_make(r->table->arena, name, n,
	    &r->table->header, err);
	if (status == GR_EDATA) /* it does not know the place */
		return gr_err_place(err, GR_EUSAGE, r->table->path,
		    record->line, NULL);
	r->has_header = true;
	return status;
}

static enum gr_status refuse_width(const struct reader *r,
    const struct gr_csv_record *record, struct gr_err *err)
{
	const struct gr_header *header = &r->table->header;
	struct gr_buf name = { 0 };

	if (record->cells < header->n)
		gr_buf_add(&name, header->name[record->cells]);
	else
		gr_buf_uint(&name, header->n + 1);
	gr_buf_byte(&name, '\0');
	gr_err_at(err, GR_EUSAGE, r->table->path, record->line,
	    name.failed ? NULL : name.ptr,
	    "the row has %zu cells, the header %zu", record->cells, header->n);
	gr_buf_free(&name);
	return GR_EUSAGE;
}

static enum gr_status take_row(struct reader *r,
    const struct gr_csv_record *record, struct gr_err *err)
{
	struct gr_arena *arena = r->table->arena;
	size_t n = r->table->header.n;
	void *rows = r->row;

	if (record->cells < n || !is_blank(record, n))
		return refuse_width(r, record, err);
	struct gr_slice *cell = GR_NEW_ARRAY(arena, n, struct gr_slice);
	if (!cell)
		return gr_err_memory(err);
	for (size_t i = 0; i < n; i++) {
		cell[i] = gr_arena_copy(arena, record->cell[i]);
		if (!cell[i].ptr)
			return gr_err_memory(err);
	}
	enum gr_status status = gr_arena_grow(arena, &rows, &r->row_room,
	    r->table->rows, sizeof(*r->row), err);
	if (status != GR_OK)
		return status;
	r->row = rows;
	r->row[r->table->rows++] = (struct gr_table_row){ cell, record->line };
	return GR_OK;
}

static enum gr_status take_records(struct reader *r, struct gr_csv *csv,
    struct gr_err *err)
{
	struct gr_csv_record record;
	enum gr_status status;

	while ((status = gr_csv_next(csv, &record, err)) == GR_OK) {
		if (is_blank(&record, 0))
			continue;
		status = r->has_header ? take_row(r, &record, err)
		                       : take_header(r, &record, err);
		if (status != GR_OK)
			return status;
	}
	if (status == GR_END && !r->has_header)
		return gr_err_at(err, GR_EUSAGE, r->table->path, 1, NULL,
		    "no header line");
	r->table->row = r->row;
	return status == GR_END ? GR_OK : status;
}

static enum gr_status parse(struct gr_table *table, struct gr_source *source,
    struct gr_err *err)
{
	struct reader r = { .table = table };
	struct gr_decoder *decoder = NULL;
	struct gr_csv *csv = NULL;
	struct gr_text_facts facts;
	struct gr_err ignored;
	char delimiter = ',';
	enum gr_status status = gr_source_rewind(source, &ignored);

	if (status == GR_EUSAGE)
		status = gr_source_spool(source, err);
	else if (status != GR_OK)
		*err = ignored;
	if (status == GR_OK)
		status = gr_charset_decide(source, &facts, err);
	if (status == GR_OK)
		status = find_delimiter(source, facts.charset, &delimiter, err);
	if (status == GR_OK)
		status = gr_decoder_open(source, facts.charset, false, &decoder,
		    err);
	if (status == GR_OK)
		status = gr_csv_open(gr_decoder_read, decoder, table->path,
		    delimiter, NULL, 0, &csv, err);
	if (status == GR_OK)
		status = take_records(&r, csv, err);
	gr_csv_close(csv);
	gr_decoder_close(decoder);
	return as_usage(status, table->path, err);
}

enum gr_status gr_table_take(struct gr_arena *keep, struct gr_source *source,
    struct gr_table *out, struct gr_err *err)
{
	struct gr_slice name = gr_arena_copy(keep,
	    gr_slice_of(gr_source_name(source)));

	*out = (struct gr_table){ .path = name.ptr, .arena = keep };
	return name.ptr ? parse(out, source, err) : gr_err_memory(err);
}

enum gr_status gr_table_read(struct gr_arena *keep, const char *path,
    struct gr_table *out, struct gr_err *err)
{
	struct gr_source *source = NULL;
	enum gr_status status;

	*out = (struct gr_table){ .path = path, .arena = keep };
	/* a file of that name: standard input holds the records */
	if (strcmp(path, "-") == 0)
		path = "./-";
	status = as_usage(gr_source_open(path, NULL, &source, err), path, err);
	if (status == GR_OK)
		status = gr_table_take(keep, source, out, err);
	gr_source_close(source);
	return status;
}

/* ---- cells ---- */

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

/* A cell without what spreadsheets and web pages put round and between its
 * characters; {NULL, 0}: memory ran out. */
static struct gr_slice tidied(struct gr_arena *arena, struct gr_slice cell)
{
	struct gr_slice s = gr_blank_trim(cell);

	if (s.len >= 3 && gr_slice_starts(s, GR_S("=\""))
	    && s.ptr[s.len - 1] == '"')
		s = gr_blank_trim(gr_slice_make(s.ptr + 2, s.len - 3));
	if (!has_unseen(s))
		return s;
	char *to = gr_arena_alloc(arena, s.len, 1);
	size_t used = 0;
	if (!to)
		return gr_slice_make(NULL, 0);
	while (s.len > 0) {
		uint32_t c;
		size_t n = gr_utf8_step(s, &c);

		if (!gr_blank_is_unseen(c)) {
			memcpy(to + used, s.ptr, n);
			used += n;
		}
		s = gr_slice_skip(s, n);
	}
	return gr_blank_trim(gr_slice_make(to, used));
}

enum gr_status gr_table_tidy(struct gr_table *table, struct gr_err *err)
{
	for (size_t i = 0; i < table->rows; i++) {
		for (size_t j = 0; j < table->header.n; j++) {
			struct gr_slice *cell = &table->row[i].cell[j];

			*cell = tidied(table->arena, *cell);
			if (!cell->ptr)
				return gr_err_memory(err);
		}
	}
	return GR_OK;
}

enum gr_status gr_table_dates(struct gr_table *table,
    const char *const *columns, struct gr_err *err)
{
	struct gr_buf date = { 0 };
	enum gr_status status = GR_OK;

	for (; *columns && status == GR_OK; columns++) {
		size_t j = gr_header_find(&table->header,
		    gr_slice_of(*columns));

		for (size_t i = 0; j != GR_NONE && i < table->rows; i++) {
			struct gr_slice *cell = &table->row[i].cell[j];

			gr_buf_clear(&date);
			if (!gr_date_read(&date, *cell))
				continue; /* its reader says what it is */
			*cell = gr_arena_copy(table->arena,
			    gr_buf_slice(&date));
			if (date.failed || !cell->ptr) {
				status = gr_err_memory(err);
				break;
			}
		}
	}
	gr_buf_free(&date);
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
