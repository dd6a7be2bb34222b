/* table.c - a CSV table that people maintain: read whole and strictly */
#include "csv/table.h"

#include <string.h>

#include "base/buf.h"
#include "csv/delimiter.h"
#include "csv/resume.h"
#include "csv/supplied.h"
#include "text/blank.h"

/* What is known while the records of a file go by. */
struct reader {
	struct gr_table *table;
	struct gr_table_losses *losses; /* NULL: damage is refused */
	size_t losses_room;
	char delimiter;
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

/* The first line's: its names hold none. */
static char delimiter_of(struct gr_slice start)
{
	struct gr_slice line;

	(void)gr_delimiter_line(&start, &line);
	return gr_delimiter_of(line);
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

/* Whether a record is as wide as the header, but for empty cells behind it. */
static bool is_wide(const struct reader *r, const struct gr_csv_record *record)
{
	size_t n = r->table->header.n;

	return record->cells >= n && is_blank(record, n);
}

static enum gr_status take_row(struct reader *r,
    const struct gr_csv_record *record, struct gr_err *err)
{
	struct gr_arena *arena = r->table->arena;
	size_t n = r->table->header.n;
	void *rows = r->row;

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

/* ---- what damage costs ---- */

static enum gr_status lose(struct reader *r, struct gr_table_loss loss,
    struct gr_err *err)
{
	void *items = r->losses->loss;
	enum gr_status status = gr_arena_grow(r->table->arena, &items,
	    &r->losses_room, r->losses->n, sizeof(loss), err);

	if (status != GR_OK)
		return status;
	r->losses->loss = items;
	r->losses->loss[r->losses->n++] = loss;
	return GR_OK;
}

/* Whether a line behind the first alone has as many delimiters as a row: a
 * quoted cell has swallowed it. */
static bool has_swallowed(const struct reader *r,
    const struct gr_csv_record *record)
{
	size_t n = 0, lines = 0;

	for (size_t i = 0; i <= record->text.len && record->breaks > 0; i++) {
		char c = i < record->text.len ? record->text.ptr[i] : '\n';

		n += c == r->delimiter;
		if (c != '\n' && c != '\r')
			continue;
		if (lines++ > 0 && n + 1 == r->table->header.n)
			return true;
		n = 0;
	}
	return false;
}

/* The first row behind a damaged quote must be one; so is the text's end. */
static enum gr_status fits(void *context, const struct gr_csv_record *record,
    size_t nth, enum gr_csv_fit *fit, struct gr_err *err)
{
	const struct reader *r = context;

	(void)nth, (void)err;
	if (record && is_blank(record, 0))
		return GR_OK;
	*fit = !record || (is_wide(r, record) && !has_swallowed(r, record))
	    ? GR_CSV_FITS
	    : GR_CSV_DIFFERS;
	return GR_OK;
}

/* GR_END: nothing can be read behind the damage. */
static enum gr_status pass_damage(struct reader *r, struct gr_csv *csv,
    struct gr_err *err)
{
	struct gr_csv_span span;
	enum gr_status status = gr_csv_resume(csv, fits, r, &span, err);

	if (status == GR_OK)
		status = lose(r,
		    (struct gr_table_loss){ .line = span.line,
		        .lines = span.lines },
		    err);
	return status == GR_OK && !span.found ? GR_END : status;
}

static enum gr_status take_record(struct reader *r, struct gr_csv *csv,
    const struct gr_csv_record *record, struct gr_err *err)
{
	if (is_blank(record, 0))
		return GR_OK;
	if (!r->has_header)
		return take_header(r, record, err);
	if (r->losses && has_swallowed(r, record)) {
		gr_csv_distrust(csv, record->line);
		return pass_damage(r, csv, err);
	}
	if (is_wide(r, record))
		return take_row(r, record, err);
	if (!r->losses)
		return refuse_width(r, record, err);
	return lose(r,
	    (struct gr_table_loss){ record->line, record->breaks + 1,
	        record->cells },
	    err);
}

static enum gr_status take_records(struct reader *r, struct gr_csv *csv,
    struct gr_err *err)
{
	struct gr_csv_record record;
	enum gr_status status = GR_OK;

	while (status == GR_OK) {
		status = gr_csv_next(csv, &record, err);
		if (status == GR_EDATA && r->losses && r->has_header
		    && gr_csv_has_damage(csv))
			status = pass_damage(r, csv, err);
		else if (status == GR_OK)
			status = take_record(r, csv, &record, err);
	}
	if (status == GR_END && !r->has_header)
		return gr_err_at(err, GR_EUSAGE, r->table->path, 1, NULL,
		    "no header line");
	r->table->row = r->row;
	return status == GR_END ? GR_OK : status;
}

static enum gr_status parse(struct gr_table *table, struct gr_source *source,
    struct gr_table_losses *losses, struct gr_err *err)
{
	struct reader r = { .table = table, .losses = losses };
	struct gr_supplied text = { .csv = NULL };
	struct gr_err ignored;
	enum gr_status status = gr_source_rewind(source, &ignored);

	if (status == GR_EUSAGE)
		status = gr_source_spool(source, err);
	else if (status != GR_OK)
		*err = ignored;
	if (status == GR_OK)
		status = gr_supplied_open(source, delimiter_of, &text, err);
	r.delimiter = text.delimiter;
	if (status == GR_OK)
		status = take_records(&r, text.csv, err);
	gr_supplied_close(&text);
	return as_usage(status, table->path, err);
}

static enum gr_status take(struct gr_arena *keep, struct gr_source *source,
    struct gr_table *out, struct gr_table_losses *losses, struct gr_err *err)
{
	struct gr_slice name = gr_arena_copy(keep,
	    gr_slice_of(gr_source_name(source)));

	*out = (struct gr_table){ .path = name.ptr, .arena = keep };
	return name.ptr ? parse(out, source, losses, err) : gr_err_memory(err);
}

enum gr_status gr_table_take(struct gr_arena *keep, struct gr_source *source,
    struct gr_table *out, struct gr_err *err)
{
	return take(keep, source, out, NULL, err);
}

static enum gr_status read_file(struct gr_arena *keep, const char *path,
    struct gr_table *out, struct gr_table_losses *losses, struct gr_err *err)
{
	struct gr_source *source = NULL;
	enum gr_status status;

	*out = (struct gr_table){ .path = path, .arena = keep };
	/* a file of that name: standard input holds the records */
	if (strcmp(path, "-") == 0)
		path = "./-";
	status = as_usage(gr_source_open(path, NULL, &source, err), path, err);
	if (status == GR_OK)
		status = take(keep, source, out, losses, err);
	gr_source_close(source);
	return status;
}

enum gr_status gr_table_read(struct gr_arena *keep, const char *path,
    struct gr_table *out, struct gr_err *err)
{
	return read_file(keep, path, out, NULL, err);
}

enum gr_status gr_table_read_damaged(struct gr_arena *keep, const char *path,
    struct gr_table *out, struct gr_table_losses *losses, struct gr_err *err)
{
	*losses = (struct gr_table_losses){ NULL, 0 };
	return read_file(keep, path, out, losses, err);
}
