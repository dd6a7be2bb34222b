/* table_rows.c - a CSV table that people maintain, row by row, strictly. */
#include "csv/table_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "csv/delimiter.h"
#include "csv/mend.h"
#include "csv/resume.h"
#include "csv/supplied.h"
#include "stream/source.h"
#include "text/blank.h"

struct gr_table_rows {
	struct gr_table table;    /* what it is called, and its header */
	struct gr_source *source; /* opened here, or NULL */
	struct gr_supplied text;
	struct gr_slice *cell; /* of a row: as many as the header has */
	struct gr_table_losses *losses; /* NULL: damage is refused */
	size_t losses_room;
	bool mended; /* some bytes are no text, and are marked */
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

static bool is_blank(const struct gr_csv_record *record, size_t from)
{
	for (size_t i = from; i < record->cells; i++)
		if (!gr_blank_only(record->cell[i]))
			return false;
	return true;
}

/* Whether a record is as wide as the header, but for empty cells behind it. */
static bool is_wide(const struct gr_table_rows *r,
    const struct gr_csv_record *record)
{
	size_t n = r->table.header.n;

	return record->cells >= n && is_blank(record, n);
}

/* ---- what damage costs ---- */

static enum gr_status lose(struct gr_table_rows *r, struct gr_table_loss loss,
    struct gr_err *err)
{
	void *items = r->losses->loss;
	enum gr_status status = gr_arena_grow(r->table.arena, &items,
	    &r->losses_room, r->losses->n, sizeof(loss), err);

	if (status != GR_OK)
		return status;
	r->losses->loss = items;
	r->losses->loss[r->losses->n++] = loss;
	return GR_OK;
}

/* Whether a line behind the first alone has as many delimiters as a row: a
 * quoted cell has swallowed it. */
static bool has_swallowed(const struct gr_table_rows *r,
    const struct gr_csv_record *record)
{
	size_t n = 0, lines = 0;

	for (size_t i = 0; i <= record->text.len && record->breaks > 0; i++) {
		char c = i < record->text.len ? record->text.ptr[i] : '\n';

		n += c == r->text.delimiter;
		if (c != '\n' && c != '\r')
			continue;
		if (lines++ > 0 && n + 1 == r->table.header.n)
			return true;
		n = 0;
	}
	return false;
}

/* The first row behind a damaged quote must be one; so is the text's end. */
static enum gr_status fits(void *context, const struct gr_csv_record *record,
    size_t nth, enum gr_csv_fit *fit, struct gr_err *err)
{
	const struct gr_table_rows *r = context;

	(void)nth, (void)err;
	if (record && is_blank(record, 0))
		return GR_OK;
	*fit = !record || (is_wide(r, record) && !has_swallowed(r, record))
	    ? GR_CSV_FITS
	    : GR_CSV_DIFFERS;
	return GR_OK;
}

/* GR_END: nothing can be read behind the damage. */
static enum gr_status pass_damage(struct gr_table_rows *r, struct gr_err *err)
{
	struct gr_csv_span span;
	enum gr_status status = gr_csv_resume(r->text.csv, fits, r, &span, err);

	if (status == GR_OK)
		status = lose(r,
		    (struct gr_table_loss){ .line = span.line,
		        .lines = span.lines },
		    err);
	return status == GR_OK && !span.found ? GR_END : status;
}

/* ---- rows ---- */

static enum gr_status make_header(struct gr_table_rows *r,
    const struct gr_csv_record *record, struct gr_err *err)
{
	struct gr_table *table = &r->table;
	size_t n = record->cells;
	struct gr_slice *name = GR_NEW_ARRAY(table->arena, n, struct gr_slice);

	r->cell = GR_NEW_ARRAY(table->arena, n, struct gr_slice);
	if (!name || !r->cell)
		return gr_err_memory(err);
	while (n > 0 && gr_blank_only(record->cell[n - 1]))
		n--;
	for (size_t i = 0; i < n; i++) {
		name[i] = gr_arena_copy(table->arena,
		    gr_blank_trim(record->cell[i]));
		if (!name[i].ptr)
			return gr_err_memory(err);
	}
	enum gr_status status = gr_header_make(table->arena, name, n,
	    &table->header, err);
	if (status == GR_EDATA) /* it does not know the place */
		return gr_err_place(err, GR_EUSAGE, table->path, record->line,
		    NULL);
	return status;
}

static enum gr_status refuse_width(const struct gr_table_rows *r,
    const struct gr_csv_record *record, struct gr_err *err)
{
	const struct gr_header *header = &r->table.header;
	struct gr_buf name = { 0 };

	if (record->cells < header->n)
		gr_buf_add(&name, header->name[record->cells]);
	else
		gr_buf_uint(&name, header->n + 1);
	gr_buf_byte(&name, '\0');
	gr_err_at(err, GR_EUSAGE, r->table.path, record->line,
	    name.failed ? NULL : name.ptr,
	    "the row has %zu cells, the header %zu", record->cells, header->n);
	gr_buf_free(&name);
	return GR_EUSAGE;
}

/* The record's text without its line end. */
static struct gr_slice text_of(const struct gr_csv_record *record)
{
	struct gr_slice text = record->text;

	while (text.len > 0
	    && (text.ptr[text.len - 1] == '\n'
	        || text.ptr[text.len - 1] == '\r'))
		text.len--;
	return text;
}

/* Whether bytes of it are no text. */
static bool is_marked(const struct gr_table_rows *r,
    const struct gr_csv_record *record)
{
	return r->mended && gr_mend_is_marked(record->text);
}

/* A record that is not blank; GR_END: of what is damaged nothing is left. */
static enum gr_status look_at(struct gr_table_rows *r,
    const struct gr_csv_record *record, bool *is_row, struct gr_err *err)
{
	if (r->losses && has_swallowed(r, record)) {
		gr_csv_distrust(r->text.csv, record->line);
		return pass_damage(r, err);
	}
	bool marked = is_marked(r, record);
	*is_row = !marked && is_wide(r, record);
	if (*is_row)
		return GR_OK;
	if (!r->losses)
		return refuse_width(r, record, err);
	return lose(r,
	    (struct gr_table_loss){ record->line, record->breaks + 1,
	        marked ? GR_NONE : record->cells },
	    err);
}

static enum gr_status next_row(struct gr_table_rows *r,
    struct gr_csv_record *record, struct gr_err *err)
{
	enum gr_status status = GR_OK;
	bool is_row = false;

	while (status == GR_OK && !is_row) {
		status = gr_csv_next(r->text.csv, record, err);
		if (status == GR_EDATA && r->losses
		    && gr_csv_has_damage(r->text.csv))
			status = pass_damage(r, err);
		else if (status == GR_OK && !is_blank(record, 0))
			status = look_at(r, record, &is_row, err);
	}
	return status;
}

enum gr_status gr_table_rows_next(struct gr_table_rows *r,
    struct gr_table_row *row, struct gr_err *err)
{
	size_t n = r->table.header.n;
	struct gr_csv_record record;

	if (r->losses && r->losses->no_heading)
		return GR_END;
	enum gr_status status = next_row(r, &record, err);

	if (status != GR_OK)
		return as_usage(status, r->table.path, err);
	if (n > 0)
		memcpy(r->cell, record.cell, n * sizeof(*record.cell));
	struct gr_slice text = text_of(&record);
	bool plain = gr_blank_is_plain(text); /* no control then, either */
	*row = (struct gr_table_row){ r->cell, record.line, plain,
		plain || !gr_blank_has_control(text) };
	return GR_OK;
}

/* ---- opening ---- */

static enum gr_status take_header(struct gr_table_rows *r, struct gr_err *err)
{
	struct gr_csv_record record;
	enum gr_status status;

	do
		status = gr_csv_next(r->text.csv, &record, err);
	while (status == GR_OK && is_blank(&record, 0));
	if (status == GR_END)
		return gr_err_at(err, GR_EUSAGE, r->table.path, 0, NULL,
		    "the file is empty");
	if (status == GR_OK && is_marked(r, &record))
		return gr_err_at(err, GR_EUSAGE, r->table.path, 1, NULL,
		    "no header line");
	return status == GR_OK ? make_header(r, &record, err) : status;
}

/* The first line's: its names hold none. */
static char delimiter_of(struct gr_slice start)
{
	struct gr_slice line;

	(void)gr_delimiter_line(&start, &line);
	return gr_delimiter_of(line);
}

static enum gr_status open_text(struct gr_table_rows *r,
    struct gr_source *source, struct gr_err *err)
{
	enum gr_status status = gr_source_restart(source, err);

	if (status != GR_OK)
		return status;
	status = gr_supplied_open(source, delimiter_of, &r->text, err);
	if (status == GR_EDATA && !r->losses)
		gr_err_add(err, "; please save the table as CSV in UTF-8");
	if (status != GR_EDATA || !r->losses)
		return status;
	gr_supplied_close(&r->text);
	r->text = (struct gr_supplied){ .csv = NULL };
	r->mended = true;
	status = gr_mend(source, err);
	return status == GR_OK
	    ? gr_supplied_open(source, delimiter_of, &r->text, err)
	    : status;
}

/* Where damage is allowed, a heading may be lost, and all rows with it. */
static enum gr_status begin(struct gr_table_rows *r, struct gr_source *source,
    struct gr_err *err)
{
	enum gr_status status = open_text(r, source, err);
	bool lost = status == GR_EDATA;

	if (status == GR_OK) {
		status = take_header(r, err);
		lost = status == GR_EDATA || status == GR_EUSAGE;
	}
	if (!lost || !r->losses)
		return status;
	r->table.header = (struct gr_header){ .n = 0 };
	r->losses->no_heading = true;
	return GR_OK;
}

static struct gr_table_rows *new_rows(struct gr_arena *keep, const char *called)
{
	struct gr_table_rows *r = calloc(1, sizeof *r);
	struct gr_slice path = gr_arena_copy(keep, gr_slice_of(called));

	if (r == NULL || path.ptr == NULL) {
		free(r);
		return NULL;
	}
	r->table = (struct gr_table){ .path = path.ptr, .arena = keep };
	return r;
}

enum gr_status gr_table_rows_text(struct gr_arena *keep, const char *called,
    struct gr_slice head, gr_read_fn *read, void *context,
    struct gr_table_rows **out, struct gr_err *err)
{
	struct gr_table_rows *r = new_rows(keep, called);

	if (r == NULL)
		return gr_err_memory(err);
	r->text.delimiter = delimiter_of(head);
	enum gr_status status = gr_csv_open(read, context, r->table.path,
	    r->text.delimiter, NULL, 0, &r->text.csv, err);
	if (status == GR_OK)
		status = take_header(r, err);
	if (status == GR_OK)
		*out = r;
	else
		gr_table_rows_close(r);
	return status;
}

/* `owned` is the source too, or NULL if it is the caller's. */
static enum gr_status open_rows(struct gr_arena *keep, struct gr_source *source,
    struct gr_source *owned, struct gr_table_losses *losses,
    struct gr_table_rows **out, struct gr_err *err)
{
	struct gr_table_rows *r = new_rows(keep, gr_source_name(source));

	if (r == NULL) {
		gr_source_close(owned);
		return gr_err_memory(err);
	}
	r->source = owned;
	r->losses = losses;
	enum gr_status status = begin(r, source, err);
	if (status != GR_OK) {
		const char *path = r->table.path;

		gr_table_rows_close(r);
		return as_usage(status, path, err);
	}
	*out = r;
	return GR_OK;
}

enum gr_status gr_table_rows_take(struct gr_arena *keep,
    struct gr_source *source, struct gr_table_rows **out, struct gr_err *err)
{
	return open_rows(keep, source, NULL, NULL, out, err);
}

enum gr_status gr_table_rows_open(struct gr_arena *keep, const char *path,
    struct gr_table_losses *losses, struct gr_table_rows **out,
    struct gr_err *err)
{
	struct gr_source *source = NULL;

	/* a file of that name: standard input holds the records */
	if (strcmp(path, "-") == 0)
		path = "./-";
	enum gr_status status = gr_source_open(path, NULL, &source, err);
	return status == GR_OK
	    ? open_rows(keep, source, source, losses, out, err)
	    : as_usage(status, path, err);
}

struct gr_table *gr_table_rows_table(struct gr_table_rows *r)
{
	return &r->table;
}

void gr_table_rows_close(struct gr_table_rows *r)
{
	if (r == NULL)
		return;
	gr_supplied_close(&r->text);
	gr_source_close(r->source);
	free(r);
}
