/* reader.c - records out of decoded text, and the line each begins at. */
#include <assert.h>
#include <stdlib.h>

#include "csv/reader_internal.h"
#include "stream/row_scan.h"

enum {
	WINDOW_BYTES = 64 * 1024, /* a block of text beside what is left */
	FIRST_CELLS = 256
};

const struct gr_csv_limits gr_csv_default_limits = {
	.max_record_bytes = 2000000,
	.max_field_bytes = 2000000,
	.max_columns = 16384,
};

/* What the fast scan says of a record. */
enum verdict { FOUND, NEED_MORE, NOT_UNDERSTOOD, NO_MEMORY };

enum gr_status gr_csv_open(gr_read_fn *read, void *context, const char *name,
    char delimiter, const struct gr_csv_limits *limits, unsigned flags,
    struct gr_csv **out, struct gr_err *err)
{
	struct gr_csv *csv = calloc(1, sizeof(*csv));

	*out = NULL;
	if (!csv)
		return gr_err_memory(err);
	csv->read = read;
	csv->context = context;
	csv->name = name;
	csv->limits = limits ? *limits : gr_csv_default_limits;
	csv->delimiter = delimiter;
	csv->flags = flags;
	csv->line = 1;
	csv->room = WINDOW_BYTES;
	csv->cell_room = FIRST_CELLS;
	csv->window = malloc(csv->room);
	csv->cell = malloc(csv->cell_room * sizeof(*csv->cell));
	enum gr_status status = gr_csv_reference_start(csv, err);
	if (status == GR_OK
	    && (!csv->window || !csv->cell || !gr_csv_make_places(csv)))
		status = gr_err_memory(err);
	if (status != GR_OK) {
		gr_csv_close(csv);
		return status;
	}
	*out = csv;
	return GR_OK;
}

/* ---- the fast scan ---- */

/* The next structural byte that is no delimiter, as an index; SIZE_MAX if none
 * is in the window. */
static size_t next_stop(struct gr_csv *csv)
{
	const struct gr_scan_found *found = &csv->found;

	while (csv->stop > 0 && found->stop[csv->stop - 1] >= csv->k)
		csv->stop--;
	while (csv->stop < found->stops && found->stop[csv->stop] < csv->k)
		csv->stop++;
	return csv->stop < found->stops ? found->stop[csv->stop] : SIZE_MAX;
}

/* Split the record at `start`, all of whose cells are plain, at the structural
 * bytes up to the line end `stop`. */
static enum verdict plain_record(struct gr_csv *csv, size_t stop)
{
	size_t n = stop - csv->k + 1;

	csv->cells = n;
	if (n > csv->limits.max_columns)
		return FOUND;
	if (n > csv->cell_room && !gr_csv_make_room(csv, n))
		return NO_MEMORY;
	gr_row_split(csv->window, csv->window + csv->start,
	    csv->found.at + csv->k, n, csv->cell);
	csv->skip_lf = csv->window[csv->found.at[stop]] == '\r';
	return FOUND;
}

/* A position in a record that is being read. */
struct cursor {
	size_t k;       /* index of the next structural byte */
	size_t from;    /* where the cell begins */
	uint64_t lines; /* line ends passed */
	bool quoted;
};

/* A cell that begins with the quote at[k].  FOUND: *to is its end, and k the
 * structural byte behind the closing quote (or `found` at the text's end). */
static enum verdict quoted_cell(const struct gr_csv *csv, struct cursor *c,
    size_t *to)
{
	const char *w = csv->window;
	size_t k = c->k + 1;

	for (; k < csv->found.n && w[csv->found.at[k]] != '"'; k++) {
		char b = w[csv->found.at[k]];
		c->lines += b == '\r'
		    || (b == '\n' && w[csv->found.at[k] - 1] != '\r');
	}
	if (k == csv->found.n)
		return csv->at_end ? NOT_UNDERSTOOD : NEED_MORE;
	*to = csv->found.at[k];
	c->from++;
	c->quoted = true;
	c->k = k + 1;
	if (*to + 1 == csv->end)
		return csv->at_end ? FOUND : NEED_MORE;
	if (c->k < csv->found.n && csv->found.at[c->k] == *to + 1
	    && w[*to + 1] != '"')
		return FOUND;
	return NOT_UNDERSTOOD; /* a doubled quote, or junk behind it */
}

/* Split the record at `start`.  FOUND: the cells are set, `c` stands behind
 * it, and *end is the first byte after its line end. */
static enum verdict fast_record(struct gr_csv *csv, struct cursor *c,
    size_t *end)
{
	const char *w = csv->window;

	csv->cells = 0;
	for (;;) {
		size_t to = csv->end;
		enum verdict verdict = FOUND;
		if (c->k < csv->found.n) {
			to = csv->found.at[c->k];
			if (w[to] == '"' && to != c->from)
				return NOT_UNDERSTOOD;
			if (w[to] == '"')
				verdict = quoted_cell(csv, c, &to);
		} else if (!csv->at_end) {
			return NEED_MORE;
		}
		if (verdict != FOUND)
			return verdict;
		if (!gr_csv_add_cell(csv, w + c->from, to - c->from))
			return NO_MEMORY;
		if (c->k == csv->found.n) {
			*end = csv->end;
			return FOUND;
		}
		size_t stop = csv->found.at[c->k++];
		*end = c->from = stop + 1;
		if (w[stop] != csv->delimiter) {
			c->lines++;
			csv->skip_lf = w[stop] == '\r';
			return FOUND;
		}
	}
}

/* ---- both ---- */

void gr_csv_is_sheet(struct gr_csv *csv, size_t width)
{
	csv->sheet = width;
}

/* Blank cells up to the last column; false if memory ran out. */
static bool widen(struct gr_csv *csv)
{
	while (csv->cells > 0 && csv->cells < csv->sheet)
		if (!gr_csv_add_cell(csv, "", 0))
			return false;
	return true;
}

/* Set `record` from what was split, and stand behind it, where `next` is the
 * next structural byte. */
static enum gr_status give(struct gr_csv *csv, struct gr_csv_record *record,
    size_t end, size_t next, uint64_t lines, struct gr_err *err)
{
	if (gr_csv_is_long(csv, end))
		return gr_csv_refuse_long(csv, err);
	if (!widen(csv))
		return gr_err_memory(err);
	if (csv->cells > csv->limits.max_columns)
		return gr_csv_refuse_columns(csv, err);
	if (end - csv->start > csv->limits.max_field_bytes) {
		enum gr_status status = gr_csv_check_fields(csv, err);
		if (status != GR_OK)
			return status;
	}
	char last = csv->window[end - 1];
	record->cell = csv->cell;
	record->cells = csv->cells;
	record->line = csv->line;
	record->text = gr_slice_make(csv->window + csv->start,
	    end - csv->start);
	record->breaks = lines - (last == '\n' || last == '\r');
	if (csv->sheet > 0) {
		record->breaks = 0;
		lines = 1;
	}
	csv->last_start = csv->start;
	csv->last_line = csv->line;
	csv->start = end;
	csv->line += lines;
	csv->k = next;
	return GR_OK;
}

static enum gr_status by_reference(struct gr_csv *csv,
    struct gr_csv_record *record, struct gr_err *err)
{
	size_t end = 0;
	uint64_t lines = 0;
	enum gr_status status = gr_csv_reference_record(csv, record, &end,
	    &lines, err);
	size_t next = csv->k;

	while (next < csv->found.n && csv->found.at[next] < end)
		next++;
	return status == GR_OK ? give(csv, record, end, next, lines, err)
	                       : status;
}

/* Have a byte at `start` that begins a record; GR_END if there is none. */
static enum gr_status find_start(struct gr_csv *csv, struct gr_err *err)
{
	for (;;) {
		if (csv->start < csv->end) {
			if (!csv->skip_lf || csv->window[csv->start] != '\n')
				return GR_OK;
			csv->start++;
			csv->k++;
			csv->skip_lf = false;
		} else if (csv->at_end) {
			return GR_END;
		} else {
			enum gr_status status = gr_csv_refill(csv, err);
			if (status != GR_OK)
				return status;
		}
	}
}

static bool is_empty_line(const struct gr_csv *csv)
{
	char c = csv->window[csv->start];

	return c == '\n' || c == '\r';
}

/* Whether no TAB stands in the text from `start` to `end`, unless it parts the
 * cells. */
static bool has_no_tab(const struct gr_csv *csv, size_t end)
{
	return csv->start >= csv->tabs
	    || !memchr(csv->window + csv->start, '\t', end - csv->start);
}

/* Split the record at `start` by the scan.  FOUND: the cells are set, *end is
 * the first byte behind it. */
static enum verdict scanned_record(struct gr_csv *csv, struct cursor *c,
    size_t *end)
{
	size_t stop = next_stop(csv);

	*c = (struct cursor){ .k = csv->k, .from = csv->start };
	if (stop == SIZE_MAX && !csv->at_end)
		return NEED_MORE;
	if (stop == SIZE_MAX || csv->window[csv->found.at[stop]] == '"')
		return fast_record(csv, c, end);
	c->k = stop + 1;
	c->lines = 1;
	*end = csv->found.at[stop] + 1;
	return plain_record(csv, stop);
}

enum gr_status gr_csv_next(struct gr_csv *csv, struct gr_csv_record *record,
    struct gr_err *err)
{
	enum gr_status status = find_start(csv, err);

	*record = (struct gr_csv_record){ .stray = false };
	csv->damage_line = 0;
	if (status != GR_OK)
		return status;
	csv->skip_lf = false;
	if (is_empty_line(csv)) {
		csv->cells = 0;
		csv->skip_lf = csv->window[csv->start] == '\r';
		return give(csv, record, csv->start + 1, csv->k + 1, 1, err);
	}
	if (csv->flags & GR_CSV_REFERENCE)
		return by_reference(csv, record, err);
	for (;;) {
		struct cursor c;
		size_t end = 0;
		switch (scanned_record(csv, &c, &end)) {
		case FOUND:
			record->flat = !c.quoted && has_no_tab(csv, end);
			if (!c.quoted)
				record->plain = csv->window + csv->start;
			return give(csv, record, end, c.k, c.lines, err);
		case NEED_MORE:
			if (gr_csv_is_long(csv, csv->end))
				return gr_csv_refuse_long(csv, err);
			status = gr_csv_refill(csv, err);
			if (status != GR_OK)
				return status;
			break;
		case NOT_UNDERSTOOD:
			return by_reference(csv, record, err);
		case NO_MEMORY:
			return gr_err_memory(err);
		}
	}
}

void gr_csv_close(struct gr_csv *csv)
{
	if (!csv)
		return;
	gr_csv_reference_end(csv);
	gr_buf_free(&csv->text);
	free(csv->window);
	free(csv->found.at);
	free(csv->found.stop);
	free(csv->cell);
	free(csv);
}
