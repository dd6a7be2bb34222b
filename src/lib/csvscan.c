/* csvscan.c - records out of decoded text, and the line each begins at. */
#include <csv.h>
#include <stdlib.h>

#include <green/buf.h>
#include <green/csvscan.h>
#include <green/scan.h>

enum { WINDOW_BYTES = 32 * 1024, FIRST_CELLS = 256 };

const struct gr_csv_limits gr_csv_default_limits = {
	.max_record_bytes = 2000000,
	.max_field_bytes = 2000000,
	.max_columns = 16384,
};

struct gr_csv {
	gr_read_fn *read;
	void *context;
	const char *name;
	struct gr_csv_limits limits;
	char delimiter;
	unsigned flags;
	bool at_end;   /* `read` gave GR_END */
	bool skip_lf;  /* the last record ended in CR */
	bool has_tabs; /* some byte so far is a TAB, and no delimiter */
	uint64_t line; /* of the byte at `start` */
	char *window;
	size_t room, start, end; /* the window; text not yet given */
	uint32_t *at;            /* structural bytes of the window */
	size_t found, k;         /* how many; the first one at or after start */
	struct gr_slice *cell;   /* at most max_columns of them, but */
	size_t cells, cell_room; /* all are counted */
	/* the reference */
	struct csv_parser parser;
	bool row_done, no_memory;
	struct gr_buf text; /* the cells' bytes, joined */
};

/* What the fast scan says of a record. */
enum verdict { FOUND, NEED_MORE, NOT_UNDERSTOOD, NO_MEMORY };

static int is_no_space(unsigned char c)
{
	(void)c;
	return 0;
}

static enum gr_status start_reference(struct gr_csv *csv, struct gr_err *err)
{
	if (csv_init(&csv->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		return gr_err_memory(err);
	csv_set_delim(&csv->parser, (unsigned char)csv->delimiter);
	csv_set_space_func(&csv->parser, is_no_space);
	csv_set_blk_size(&csv->parser, 4096);
	return GR_OK;
}

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
	csv->at = malloc(csv->room * sizeof(*csv->at));
	csv->cell = malloc(csv->cell_room * sizeof(*csv->cell));
	enum gr_status status = start_reference(csv, err);
	if (status == GR_OK && (!csv->window || !csv->at || !csv->cell))
		status = gr_err_memory(err);
	if (status != GR_OK) {
		gr_csv_close(csv);
		return status;
	}
	*out = csv;
	return GR_OK;
}

/* ---- the window ---- */

/* Move what is left to the front; the index moves with it. */
static void shift(struct gr_csv *csv)
{
	size_t kept = csv->found - csv->k;

	if (csv->start == 0)
		return;
	memmove(csv->window, csv->window + csv->start, csv->end - csv->start);
	for (size_t i = 0; i < kept; i++)
		csv->at[i] = csv->at[csv->k + i] - (uint32_t)csv->start;
	csv->found = kept;
	csv->k = 0;
	csv->end -= csv->start;
	csv->start = 0;
}

static enum gr_status grow(struct gr_csv *csv, struct gr_err *err)
{
	size_t room = csv->room * 2;
	char *window = realloc(csv->window, room);

	if (window)
		csv->window = window;
	uint32_t *at = realloc(csv->at, room * sizeof(*at));
	if (at)
		csv->at = at;
	if (!window || !at)
		return gr_err_memory(err);
	csv->room = room;
	return GR_OK;
}

/* Get more text behind `end`; sets at_end if there is none. */
static enum gr_status refill(struct gr_csv *csv, struct gr_err *err)
{
	enum gr_status status = GR_OK;
	size_t got = 0;

	shift(csv);
	if (csv->end == csv->room)
		status = grow(csv, err);
	if (status != GR_OK)
		return status;
	char *to = csv->window + csv->end;
	status = csv->read(csv->context, to, csv->room - csv->end, &got, err);
	if (status == GR_END) {
		csv->at_end = true;
		return GR_OK;
	}
	if (status != GR_OK)
		return status;
	csv->found += (csv->flags & GR_CSV_SCALAR ? gr_scan_scalar : gr_scan)(
	    to, got, csv->delimiter, (uint32_t)csv->end, csv->at + csv->found);
	csv->has_tabs |= csv->delimiter != '\t' && memchr(to, '\t', got);
	csv->end += got;
	return GR_OK;
}

/* ---- errors: found by reading the record once more ---- */

/* The line of the quote that is open at `until`, or 0 if none is. */
static uint64_t open_quote_line(const struct gr_csv *csv, size_t until)
{
	uint64_t line = csv->line, opened = 0;
	bool at_start = true;

	for (size_t i = csv->start; i < until; i++) {
		char c = csv->window[i];
		if (c == '"' && (at_start || opened > 0)) {
			bool doubled = opened > 0 && i + 1 < until
			    && csv->window[i + 1] == '"';
			if (doubled)
				i++;
			else
				opened = opened > 0 ? 0 : line;
		}
		at_start = opened == 0 && (c == csv->delimiter);
		line += c == '\n'
		    || (c == '\r'
		        && !(i + 1 < until && csv->window[i + 1] == '\n'));
	}
	return opened;
}

static enum gr_status refuse_quote(const struct gr_csv *csv, size_t until,
    bool closed, struct gr_err *err)
{
	uint64_t line = open_quote_line(csv, until);

	if (closed)
		return gr_err_at(err, GR_EDATA, csv->name, line, NULL,
		    "a cell that opens with a quote here has text behind its "
		    "closing quote [D14]");
	return gr_err_at(err, GR_EDATA, csv->name, line, NULL,
	    "the quote that opens here is never closed [D14]");
}

/* Whether a record that reaches to `end` (its line end, of up to two bytes,
 * included) is too long.  Positions decide, never how much is in the window,
 * so that an error does not depend on the sizes of reads. */
static bool is_long(const struct gr_csv *csv, size_t end)
{
	return end - csv->start > csv->limits.max_record_bytes + 2;
}

static enum gr_status refuse_long(const struct gr_csv *csv, struct gr_err *err)
{
	uint64_t line = open_quote_line(csv,
	    csv->start + csv->limits.max_record_bytes + 2);

	if (line > 0)
		return gr_err_at(err, GR_EDATA, csv->name, line, NULL,
		    "the quote that opens here is not closed within max-record "
		    "(%zu bytes) [D14]",
		    csv->limits.max_record_bytes);
	return gr_err_at(err, GR_EDATA, csv->name, csv->line, NULL,
	    "a record longer than max-record (%zu bytes) [max-record]",
	    csv->limits.max_record_bytes);
}

static enum gr_status refuse_columns(const struct gr_csv *csv,
    struct gr_err *err)
{
	return gr_err_at(err, GR_EDATA, csv->name, csv->line, NULL,
	    "a record of more than max-columns (%zu) cells [max-columns]",
	    csv->limits.max_columns);
}

static enum gr_status check_fields(const struct gr_csv *csv, struct gr_err *err)
{
	for (size_t i = 0; i < csv->cells; i++)
		if (csv->cell[i].len > csv->limits.max_field_bytes)
			return gr_err_at(err, GR_EDATA, csv->name, csv->line,
			    NULL,
			    "cell %zu is longer than max-field (%zu "
			    "bytes) [max-field]",
			    i + 1, csv->limits.max_field_bytes);
	return GR_OK;
}

/* ---- the fast scan ---- */

static bool add_cell(struct gr_csv *csv, const char *ptr, size_t len)
{
	if (csv->cells >= csv->limits.max_columns) {
		csv->cells++;
		return true;
	}
	if (csv->cells == csv->cell_room) {
		size_t room = csv->cell_room * 2;
		struct gr_slice *cell = realloc(csv->cell,
		    room * sizeof(*cell));
		if (!cell)
			return false;
		csv->cell = cell;
		csv->cell_room = room;
	}
	csv->cell[csv->cells++] = gr_slice_make(ptr, len);
	return true;
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

	for (; k < csv->found && w[csv->at[k]] != '"'; k++) {
		char b = w[csv->at[k]];
		c->lines += b == '\r'
		    || (b == '\n' && w[csv->at[k] - 1] != '\r');
	}
	if (k == csv->found)
		return csv->at_end ? NOT_UNDERSTOOD : NEED_MORE;
	*to = csv->at[k];
	c->from++;
	c->quoted = true;
	c->k = k + 1;
	if (*to + 1 == csv->end)
		return csv->at_end ? FOUND : NEED_MORE;
	if (c->k < csv->found && csv->at[c->k] == *to + 1 && w[*to + 1] != '"')
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
		if (c->k < csv->found) {
			to = csv->at[c->k];
			if (w[to] == '"' && to != c->from)
				return NOT_UNDERSTOOD;
			if (w[to] == '"')
				verdict = quoted_cell(csv, c, &to);
		} else if (!csv->at_end) {
			return NEED_MORE;
		}
		if (verdict != FOUND)
			return verdict;
		if (!add_cell(csv, w + c->from, to - c->from))
			return NO_MEMORY;
		if (c->k == csv->found) {
			*end = csv->end;
			return FOUND;
		}
		size_t stop = csv->at[c->k++];
		*end = c->from = stop + 1;
		if (w[stop] != csv->delimiter) {
			c->lines++;
			csv->skip_lf = w[stop] == '\r';
			return FOUND;
		}
	}
}

/* ---- the reference ---- */

static void take_cell(void *bytes, size_t n, void *context)
{
	struct gr_csv *csv = context;

	/* `text` may move while it grows: the pointers are set at the end */
	csv->no_memory |= !add_cell(csv, NULL, n);
	gr_buf_add(&csv->text, gr_slice_make(bytes, n));
}

static void take_row(int end, void *context)
{
	struct gr_csv *csv = context;

	(void)end;
	csv->row_done = true;
}

/* The end of the line that begins at `from`, its line end included, or SIZE_MAX
 * if it is not in the window. */
static size_t line_end(const struct gr_csv *csv, size_t from, size_t *k)
{
	for (; *k < csv->found; ++*k) {
		size_t at = csv->at[*k];
		if (at >= from
		    && (csv->window[at] == '\n' || csv->window[at] == '\r'))
			return at + 1;
	}
	return SIZE_MAX;
}

/* libcsv stopped at `at`, in a line that ends at `to`: a malformed record, or
 * an error. */
static enum gr_status reference_stopped(struct gr_csv *csv, size_t at,
    size_t to, struct gr_csv_record *record, struct gr_err *err)
{
	int why = csv_error(&csv->parser);

	csv_free(&csv->parser);
	enum gr_status status = start_reference(csv, err);
	if (status != GR_OK)
		return status;
	if (why != CSV_EPARSE)
		return gr_err_memory(err);
	if (is_long(csv, to))
		return refuse_long(csv, err);
	if (csv->window[at] != '"')
		/* the closing quote is taken back: it is what was meant to be
		 * a part of the cell */
		return refuse_quote(csv, at - 1, true, err);
	record->malformed = true;
	return GR_OK;
}

/* Feed the record at `start` to libcsv line by line, since only a line's end
 * can end it; *end as in fast_record. */
static enum gr_status reference_record(struct gr_csv *csv,
    struct gr_csv_record *record, size_t *end, uint64_t *lines,
    struct gr_err *err)
{
	size_t fed = 0, k = csv->k;

	csv->row_done = csv->no_memory = false;
	csv->cells = 0;
	gr_buf_clear(&csv->text);
	while (!csv->row_done && !record->malformed) {
		size_t to = line_end(csv, csv->start + fed, &k);
		if (to == SIZE_MAX && !csv->at_end) {
			if (is_long(csv, csv->end))
				return refuse_long(csv, err);
			k -= csv->k;
			enum gr_status status = refill(csv, err);
			if (status != GR_OK)
				return status;
			k += csv->k;
			continue;
		}
		bool last = to == SIZE_MAX;
		to = last ? csv->end : to;
		size_t from = csv->start + fed, n = to - from;
		size_t used = csv_parse(&csv->parser, csv->window + from, n,
		    take_cell, take_row, csv);
		if (used != n) {
			enum gr_status status = reference_stopped(csv,
			    from + used, to, record, err);
			if (status != GR_OK)
				return status;
		} else if (last
		    && csv_fini(&csv->parser, take_cell, take_row, csv) != 0) {
			return is_long(csv, csv->end)
			    ? refuse_long(csv, err)
			    : refuse_quote(csv, csv->end, false, err);
		}
		fed += n;
		if (last)
			break;
		/* the LF of a CR LF inside quotes comes as a line of its own */
		*lines += !(n == 1 && fed > 1 && csv->window[to - 1] == '\n'
		    && csv->window[to - 2] == '\r');
	}
	*end = csv->start + fed;
	csv->skip_lf = csv->window[*end - 1] == '\r';
	return GR_OK;
}

/* Pointers instead of offsets. */
static enum gr_status finish_reference(struct gr_csv *csv,
    struct gr_csv_record *record, struct gr_err *err)
{
	const char *ptr = csv->text.ptr;

	if (csv->no_memory)
		return gr_err_memory(err);
	if (record->malformed)
		csv->cells = 0;
	for (size_t i = 0; i < csv->cells && i < csv->limits.max_columns; i++) {
		csv->cell[i].ptr = ptr;
		ptr = ptr ? ptr + csv->cell[i].len : NULL;
	}
	return gr_buf_check(&csv->text, err);
}

/* ---- both ---- */

/* Set `record` from what was split, and stand behind it. */
static enum gr_status give(struct gr_csv *csv, struct gr_csv_record *record,
    size_t end, uint64_t lines, struct gr_err *err)
{
	if (is_long(csv, end))
		return refuse_long(csv, err);
	if (csv->cells > csv->limits.max_columns)
		return refuse_columns(csv, err);
	if (end - csv->start > csv->limits.max_field_bytes) {
		enum gr_status status = check_fields(csv, err);
		if (status != GR_OK)
			return status;
	}
	record->cell = csv->cell;
	record->cells = csv->cells;
	record->line = csv->line;
	csv->start = end;
	csv->line += lines;
	while (csv->k < csv->found && csv->at[csv->k] < end)
		csv->k++;
	return GR_OK;
}

static enum gr_status by_reference(struct gr_csv *csv,
    struct gr_csv_record *record, struct gr_err *err)
{
	size_t end = 0;
	uint64_t lines = 0;
	enum gr_status status = reference_record(csv, record, &end, &lines,
	    err);

	if (status == GR_OK)
		status = finish_reference(csv, record, err);
	if (status == GR_OK)
		status = give(csv, record, end, lines, err);
	return status;
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
			enum gr_status status = refill(csv, err);
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

enum gr_status gr_csv_next(struct gr_csv *csv, struct gr_csv_record *record,
    struct gr_err *err)
{
	enum gr_status status = find_start(csv, err);

	*record = (struct gr_csv_record){ .malformed = false };
	if (status != GR_OK)
		return status;
	csv->skip_lf = false;
	if (is_empty_line(csv)) {
		csv->cells = 0;
		csv->skip_lf = csv->window[csv->start] == '\r';
		return give(csv, record, csv->start + 1, 1, err);
	}
	if (csv->flags & GR_CSV_REFERENCE)
		return by_reference(csv, record, err);
	for (;;) {
		struct cursor c = { .k = csv->k, .from = csv->start };
		size_t end = 0;
		switch (fast_record(csv, &c, &end)) {
		case FOUND:
			record->flat = !c.quoted && !csv->has_tabs;
			return give(csv, record, end, c.lines, err);
		case NEED_MORE:
			if (is_long(csv, csv->end))
				return refuse_long(csv, err);
			status = refill(csv, err);
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
	csv_free(&csv->parser);
	gr_buf_free(&csv->text);
	free(csv->window);
	free(csv->at);
	free(csv->cell);
	free(csv);
}
