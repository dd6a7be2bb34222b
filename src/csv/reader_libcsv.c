/* reader_libcsv.c - the records that the fast scan leaves to libcsv. */
#include "csv/reader_internal.h"

static int is_no_space(unsigned char c)
{
	(void)c;
	return 0;
}

enum gr_status gr_csv_reference_start(struct gr_csv *csv, struct gr_err *err)
{
	if (csv_init(&csv->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		return gr_err_memory(err);
	csv_set_delim(&csv->parser, (unsigned char)csv->delimiter);
	csv_set_space_func(&csv->parser, is_no_space);
	csv_set_blk_size(&csv->parser, 4096);
	return GR_OK;
}

void gr_csv_reference_end(struct gr_csv *csv)
{
	csv_free(&csv->parser);
}

static void take_cell(void *bytes, size_t n, void *context)
{
	struct gr_csv *csv = context;

	/* `text` may move while it grows: the pointers are set at the end */
	csv->no_memory |= !gr_csv_add_cell(csv, NULL, n);
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
	for (; *k < csv->found.n; ++*k) {
		size_t at = csv->found.at[*k];
		if (at >= from
		    && (csv->window[at] == '\n' || csv->window[at] == '\r'))
			return at + 1;
	}
	return SIZE_MAX;
}

/* libcsv stopped at `at`, in a line that ends at `to`.  At a quote inside an
 * unquoted cell it is told to take that one byte as it is, and may go on. */
static enum gr_status reference_stopped(struct gr_csv *csv, size_t at,
    size_t to, struct gr_csv_record *record, struct gr_err *err)
{
	bool stray = csv_error(&csv->parser) == CSV_EPARSE
	    && csv->window[at] == '"';

	if (stray) {
		record->stray = true;
		csv_set_opts(&csv->parser, 0);
		size_t used = csv_parse(&csv->parser, csv->window + at, 1,
		    take_cell, take_row, csv);
		csv_set_opts(&csv->parser, CSV_STRICT | CSV_STRICT_FINI);
		return used == 1 ? GR_OK : gr_err_memory(err);
	}
	bool parse = csv_error(&csv->parser) == CSV_EPARSE;
	csv_free(&csv->parser);
	enum gr_status status = gr_csv_reference_start(csv, err);
	if (status != GR_OK)
		return status;
	if (!parse)
		return gr_err_memory(err);
	if (gr_csv_is_long(csv, to))
		return gr_csv_refuse_long(csv, err);
	/* the closing quote is taken back: it is what was meant to be a part
	 * of the cell */
	return gr_csv_refuse_quote(csv, at - 1, true, err);
}

/* Feed a line, or a part of one, to libcsv. */
static enum gr_status feed(struct gr_csv *csv, size_t from, size_t to,
    struct gr_csv_record *record, struct gr_err *err)
{
	while (from < to) {
		from += csv_parse(&csv->parser, csv->window + from, to - from,
		    take_cell, take_row, csv);
		if (from == to)
			break;
		enum gr_status status = reference_stopped(csv, from, to, record,
		    err);
		if (status != GR_OK)
			return status;
		from++;
	}
	return GR_OK;
}

/* A parser that stopped within a record remembers it. */
static enum gr_status clear_parser(struct gr_csv *csv, struct gr_err *err)
{
	bool used = csv->parser_used;

	csv->parser_used = true;
	if (!used)
		return GR_OK;
	csv_free(&csv->parser);
	return gr_csv_reference_start(csv, err);
}

/* Feed the record at `start` to libcsv line by line, since only a line's end
 * can end it; *end as in fast_record. */
static enum gr_status reference_record(struct gr_csv *csv,
    struct gr_csv_record *record, size_t *end, uint64_t *lines,
    struct gr_err *err)
{
	size_t fed = 0, k = csv->k;

	enum gr_status cleared = clear_parser(csv, err);
	if (cleared != GR_OK)
		return cleared;
	csv->row_done = csv->no_memory = false;
	csv->cells = 0;
	gr_buf_clear(&csv->text);
	while (!csv->row_done) {
		size_t to = line_end(csv, csv->start + fed, &k);
		if (to == SIZE_MAX && !csv->at_end) {
			if (gr_csv_is_long(csv, csv->end))
				return gr_csv_refuse_long(csv, err);
			k -= csv->k;
			enum gr_status filled = gr_csv_refill(csv, err);
			if (filled != GR_OK)
				return filled;
			k += csv->k;
			continue;
		}
		bool last = to == SIZE_MAX;
		to = last ? csv->end : to;
		size_t from = csv->start + fed, n = to - from;
		enum gr_status status = feed(csv, from, to, record, err);
		if (status != GR_OK)
			return status;
		if (last
		    && csv_fini(&csv->parser, take_cell, take_row, csv) != 0)
			return gr_csv_is_long(csv, csv->end)
			    ? gr_csv_refuse_long(csv, err)
			    : gr_csv_refuse_quote(csv, csv->end, false, err);
		fed += n;
		if (last)
			break;
		/* the LF of a CR LF inside quotes comes as a line of its own */
		*lines += !(n == 1 && fed > 1 && csv->window[to - 1] == '\n'
		    && csv->window[to - 2] == '\r');
	}
	csv->parser_used = false;
	*end = csv->start + fed;
	csv->skip_lf = csv->window[*end - 1] == '\r';
	return GR_OK;
}

/* Pointers instead of offsets. */
static enum gr_status finish_reference(struct gr_csv *csv, struct gr_err *err)
{
	const char *ptr = csv->text.ptr;

	if (csv->no_memory)
		return gr_err_memory(err);
	for (size_t i = 0; i < csv->cells && i < csv->limits.max_columns; i++) {
		csv->cell[i].ptr = ptr;
		ptr = ptr ? ptr + csv->cell[i].len : NULL;
	}
	return gr_buf_check(&csv->text, err);
}

enum gr_status gr_csv_reference_record(struct gr_csv *csv,
    struct gr_csv_record *record, size_t *end, uint64_t *lines,
    struct gr_err *err)
{
	enum gr_status status = reference_record(csv, record, end, lines, err);

	return status == GR_OK ? finish_reference(csv, err) : status;
}
