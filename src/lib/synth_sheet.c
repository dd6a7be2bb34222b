/* synth_sheet.c - one delivery: words above, records, totals, words below */
#include "synth.h"

#include <stdio.h>

enum { PAGE_ROWS = 40 }; /* records between repeated headings */

static struct gr_slice text_of(const struct gr_synth_sheet *s, const char *name)
{
	return gr_mess_text(&s->synth->mess, name);
}

enum gr_status gr_synth_sheet_defect(struct gr_synth_sheet *s, uint64_t line,
    const struct gr_mess_row *row, struct gr_slice column, struct gr_slice code,
    struct gr_slice raw, struct gr_slice value, struct gr_err *err)
{
	struct gr_synth_defect_row defect = { .wave = s->wave,
		.file = s->src,
		.line = line,
		.column = column,
		.id = row->id,
		.outcome = row->outcome,
		.raw = raw,
		.value = value,
		.code = code };

	return gr_synth_defect(s->synth, &defect, err);
}

/* A row that is no record: what `cell` holds of `n`, and why it is passed
 * over. */
static enum gr_status put_words(struct gr_synth_sheet *s, size_t n,
    const struct gr_mess_row *row, struct gr_err *err)
{
	uint64_t line = gr_synth_file_line(s->file);
	struct gr_slice raw = GR_S("");
	size_t width = s->layout.columns + s->layout.trailing;

	for (size_t i = n; i-- > 0;)
		if (s->cell[i].len > 0)
			raw = s->cell[i];
	while (s->layout.padded && n < width)
		s->cell[n++] = (struct gr_slice){ NULL, 0 };
	s->has_above = false;
	enum gr_status status = gr_synth_file_row(s->file, s->cell, n, err);

	if (status == GR_OK && row != NULL)
		status = gr_synth_sheet_defect(s, line, row, GR_S(""), GR_S(""),
		    raw, GR_S(""), err);
	return status;
}

static void clear_cells(struct gr_synth_sheet *s)
{
	size_t width = s->layout.columns + s->layout.trailing;

	for (size_t i = 0; i < width; i++)
		s->cell[i] = (struct gr_slice){ NULL, 0 };
}

/* The texts "<name>.1", "<name>.2", ... one row each. */
static enum gr_status put_texts(struct gr_synth_sheet *s, const char *name,
    const struct gr_mess_row *row, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (int i = 1; status == GR_OK; i++) {
		char full[64];
		struct gr_buf buf = { 0 };
		struct gr_synth_form_args args = { .unit = &s->first,
			.wave = s->wave };

		(void)snprintf(full, sizeof(full), "%s.%d", name, i);
		struct gr_slice form = text_of(s, full);

		if (form.len == 0)
			return GR_OK;
		clear_cells(s);
		if (gr_synth_form_expand(&buf, form, &args))
			s->cell[0] = gr_buf_slice(&buf);
		status = gr_buf_check(&buf, err);
		if (status == GR_OK)
			status = put_words(s, 1, row, err);
		gr_buf_free(&buf);
	}
	return status;
}

static size_t set_titles(struct gr_synth_sheet *s)
{
	size_t n = s->layout.columns;

	clear_cells(s);
	for (size_t i = 0; i < n; i++)
		s->cell[i] = s->layout.column[i].title;
	return n + s->layout.trailing;
}

/* Names of the blocks, each over its first column, as merged cells come. */
static size_t set_blocks(struct gr_synth_sheet *s)
{
	const struct gr_standard *standard = &s->synth->standard;
	struct gr_slice last = { NULL, 0 };
	size_t n = s->layout.columns;

	clear_cells(s);
	for (size_t i = 0; i < n; i++) {
		const struct gr_synth_sheet_column *col = &s->layout.column[i];
		char name[64];

		if (col->column == GR_NONE
		    || gr_slice_eq(standard->column[col->column].block, last))
			continue;
		last = standard->column[col->column].block;
		(void)snprintf(name, sizeof(name), "block.%.*s", GR_ARG(last));
		s->cell[i] = text_of(s, name);
	}
	return n + s->layout.trailing;
}

/* 甲 乙 丙 丁 1 2 3 ...: words first, then numbers. */
static enum gr_status put_numbering(struct gr_synth_sheet *s,
    struct gr_err *err)
{
	struct gr_slice rest = text_of(s, "numbering");
	size_t n = s->layout.columns;
	int64_t number = 1;
	enum gr_status status = GR_OK;

	clear_cells(s);
	for (size_t i = 0; i < n && status == GR_OK; i++) {
		struct gr_buf buf = { 0 };

		if (rest.len > 0 && gr_slice_split(&rest, ' ', &s->cell[i]))
			continue;
		gr_buf_int(&buf, number++);
		status = gr_buf_check(&buf, err);
		if (status == GR_OK)
			s->cell[i] = gr_arena_copy(s->synth->unit,
			    gr_buf_slice(&buf));
		gr_buf_free(&buf);
	}
	return status == GR_OK ? put_words(s, n, s->layout.numbering, err)
	                       : status;
}

/* Headings that need a line of defects.csv: it holds for the whole file. */
static enum gr_status tell_headings(struct gr_synth_sheet *s,
    struct gr_err *err)
{
	const struct gr_standard *standard = &s->synth->standard;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < s->layout.columns && status == GR_OK; i++) {
		const struct gr_synth_sheet_column *col = &s->layout.column[i];

		if (col->header == NULL)
			continue;
		status = gr_synth_sheet_defect(s, 0, col->header,
		    col->column == GR_NONE ? GR_S("")
		                           : standard->column[col->column].name,
		    GR_S(""), col->title,
		    col->header->outcome == GR_OUTCOME_ASK ? GR_S("?")
		                                           : GR_S(""),
		    err);
	}
	return status;
}

/* Columns that this delivery leaves out have no answers. */
static enum gr_status tell_missing(struct gr_synth_sheet *s, struct gr_err *err)
{
	const struct gr_standard *standard = &s->synth->standard;
	static const struct gr_mess_row missing = { .id = { "L17", 3 },
		.outcome = GR_OUTCOME_NOTE };
	enum gr_status status = GR_OK;

	for (size_t c = 0; c < standard->columns && status == GR_OK; c++) {
		bool here = standard->column[c].personal;

		for (size_t i = 0; i < s->layout.columns && !here; i++)
			here = s->layout.column[i].column == c;
		if (!here)
			status = gr_synth_sheet_defect(s, 0, &missing,
			    standard->column[c].name, GR_S(""), GR_S(""),
			    GR_S(""), err);
	}
	return status;
}

static enum gr_status put_head(struct gr_synth_sheet *s, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (s->layout.preamble != NULL)
		status = put_texts(s, "preamble", s->layout.preamble, err);
	if (status == GR_OK && s->layout.two_level != NULL)
		status = gr_synth_file_row(s->file, s->cell, set_blocks(s),
		    err);
	if (status == GR_OK)
		status = gr_synth_file_row(s->file, s->cell, set_titles(s),
		    err);
	if (status == GR_OK && s->layout.numbering != NULL)
		status = put_numbering(s, err);
	if (status == GR_OK)
		status = tell_headings(s, err);
	return status == GR_OK ? tell_missing(s, err) : status;
}

static enum gr_status set_path(struct gr_synth_sheet *s, const char *name,
    struct gr_arena *arena, struct gr_err *err)
{
	struct gr_buf buf = { 0 };
	size_t src;

	gr_buf_format(&buf, "%s/", s->synth->out);
	src = buf.len;
	gr_buf_format(&buf, "inbox/%.*s/%s.csv%s", GR_ARG(s->wave), name,
	    s->layout.format.gzip ? ".gz" : "");
	enum gr_status status = gr_buf_check(&buf, err);

	if (status == GR_OK)
		s->path = gr_arena_copy(arena, gr_buf_slice(&buf));
	gr_buf_free(&buf);
	if (status == GR_OK && s->path.ptr == NULL)
		status = gr_err_memory(err);
	if (status == GR_OK)
		s->src = gr_slice_skip(s->path, src);
	return status;
}

enum gr_status gr_synth_sheet_open(struct gr_synth *synth, struct gr_slice wave,
    const struct gr_unit *first, const char *name, bool supplement,
    struct gr_arena *arena, struct gr_synth_sheet **out, struct gr_err *err)
{
	struct gr_synth_sheet *s = GR_NEW(arena, struct gr_synth_sheet);

	*out = NULL;
	if (s == NULL)
		return gr_err_memory(err);
	s->synth = synth;
	s->wave = wave;
	s->first = *first;
	s->draw = gr_draw(synth->seed, gr_slice_hash(wave),
	    gr_slice_hash(gr_slice_of(name)));
	enum gr_status status = gr_synth_layout_make(synth, s->draw, supplement,
	    &s->layout, err);
	size_t width = s->layout.columns + s->layout.trailing + 2;

	s->cell = GR_NEW_ARRAY(arena, width, struct gr_slice);
	s->sum = GR_NEW_ARRAY(arena, width, int64_t);
	s->county_sum = GR_NEW_ARRAY(arena, width, int64_t);
	if (status == GR_OK
	    && (s->cell == NULL || s->sum == NULL || s->county_sum == NULL))
		status = gr_err_memory(err);
	if (status == GR_OK)
		status = set_path(s, name, arena, err);
	if (status == GR_OK)
		status = gr_synth_file_open(s->path.ptr, &s->layout.format,
		    &s->file, err);
	if (status == GR_OK)
		status = put_head(s, err);
	if (status == GR_OK)
		*out = s;
	else
		gr_synth_sheet_abandon(s);
	return status;
}

static enum gr_status put_total(struct gr_synth_sheet *s, const char *name,
    const struct gr_unit *unit, const int64_t *sum,
    const struct gr_mess_row *row, struct gr_err *err)
{
	const struct gr_standard *standard = &s->synth->standard;
	struct gr_synth_form_args args = { .unit = unit, .wave = s->wave };
	struct gr_buf buf = { 0 };
	size_t *end = GR_NEW_ARRAY(s->synth->unit, s->layout.columns, size_t);

	if (end == NULL)
		return gr_err_memory(err);
	clear_cells(s);
	for (size_t i = 0; i < s->layout.columns; i++) {
		size_t column = s->layout.column[i].column;

		if (column == standard->role[GR_ROLE_NAME])
			(void)gr_synth_form_expand(&buf, text_of(s, name),
			    &args);
		else if (column != GR_NONE && sum[i] >= 0
		    && standard->column[column].type == GR_TYPE_INT
		    && standard->column[column].role != GR_ROLE_REVISION)
			gr_buf_int(&buf, sum[i]);
		end[i] = buf.len;
	}
	enum gr_status status = gr_buf_check(&buf, err);

	for (size_t i = 0; i < s->layout.columns && status == GR_OK; i++) {
		size_t from = i ? end[i - 1] : 0;

		s->cell[i] = gr_slice_make(buf.ptr + from, end[i] - from);
	}
	if (status == GR_OK)
		status = put_words(s, s->layout.columns, row, err);
	gr_buf_free(&buf);
	return status;
}

static enum gr_status end_county(struct gr_synth_sheet *s, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (s->layout.subtotals != NULL && s->rows > 0)
		status = put_total(s, "subtotal", &s->above, s->county_sum,
		    s->layout.subtotals, err);
	if (status == GR_OK && s->layout.blank_rows != NULL && s->rows > 0) {
		clear_cells(s);
		status = put_words(s, s->layout.columns, s->layout.blank_rows,
		    err);
	}
	memset(s->county_sum, 0, s->layout.columns * sizeof(int64_t));
	return status;
}

/* Sums of what was meant; a reader must not find them wrong. */
static void add_up(struct gr_synth_sheet *s, const struct gr_synth_entry *entry)
{
	for (size_t i = 0; i < s->layout.columns; i++) {
		size_t column = s->layout.column[i].column;
		int64_t value;

		if (column == GR_NONE || s->layout.column[i].inverse
		    || !gr_slice_to_int64(entry->now[column], &value))
			continue;
		s->sum[i] += value;
		s->county_sum[i] += value;
	}
}

static enum gr_status turn_page(struct gr_synth_sheet *s, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	clear_cells(s);
	s->cell[0] = text_of(s, "continued");
	if (s->cell[0].len > 0)
		status = put_words(s, 1, s->layout.repeat, err);
	if (status == GR_OK && s->layout.two_level != NULL)
		status = put_words(s, set_blocks(s), s->layout.repeat, err);
	if (status == GR_OK)
		status = put_words(s, set_titles(s), s->layout.repeat, err);
	return status;
}

/* The names of the row above: the unit itself is gone by the next row. */
static enum gr_status remember(struct gr_synth_sheet *s,
    const struct gr_unit *unit, struct gr_err *err)
{
	const struct gr_slice from[] = { unit->city_code, unit->city_name,
		unit->county_code, unit->county_name, unit->street_code };
	struct gr_slice *to[] = { &s->above.city_code, &s->above.city_name,
		&s->above.county_code, &s->above.county_name,
		&s->above.street_code };
	enum { FIELDS = sizeof(from) / sizeof(from[0]) };
	size_t start = 0;

	gr_buf_clear(&s->above_text);
	for (size_t i = 0; i < FIELDS; i++)
		gr_buf_add(&s->above_text, from[i]);
	for (size_t i = 0; i < FIELDS; i++) {
		*to[i] = gr_slice_make(s->above_text.ptr + start, from[i].len);
		start += from[i].len;
	}
	return gr_buf_check(&s->above_text, err);
}

enum gr_status gr_synth_sheet_row(struct gr_synth_sheet *s,
    const struct gr_synth_entry *entry, uint64_t *line, struct gr_err *err)
{
	enum gr_status status = GR_OK;
	size_t n;

	if (!gr_slice_eq(s->above.county_code, entry->unit->county_code))
		status = end_county(s, err);
	else if (s->layout.repeat != NULL && s->rows % PAGE_ROWS == 0)
		status = turn_page(s, err);
	*line = gr_synth_file_line(s->file);
	if (status == GR_OK)
		status = gr_synth_sheet_cells(s, entry, *line, &n, err);
	if (status == GR_OK)
		status = gr_synth_file_row(s->file, s->cell, n, err);
	if (status != GR_OK)
		return status;
	s->rows++;
	/* After a record that goes astray every name is written again. */
	s->has_above = entry->mess == NULL;
	if (!entry->uncounted)
		add_up(s, entry);
	return remember(s, entry->unit, err);
}

static enum gr_status put_foot(struct gr_synth_sheet *s, struct gr_err *err)
{
	enum gr_status status = end_county(s, err);

	if (status == GR_OK && s->layout.totals != NULL)
		status = put_total(s, "total", &s->first, s->sum,
		    s->layout.totals, err);
	if (status == GR_OK && s->layout.footnotes != NULL)
		status = put_texts(s, "footnote", s->layout.footnotes, err);
	for (int i = 0;
	     i < 3 && status == GR_OK && s->layout.trailing_rows != NULL; i++) {
		clear_cells(s);
		status = put_words(s, s->layout.columns,
		    s->layout.trailing_rows, err);
	}
	return status;
}

/* The same bytes sent again under a name that sorts behind. */
static enum gr_status send_again(struct gr_synth_sheet *s, struct gr_err *err)
{
	struct gr_slice path = s->path, src = s->src;
	size_t dot = gr_slice_find(src, GR_S(".csv"));
	size_t at = path.len - src.len + dot;
	struct gr_buf name = { 0 };
	struct gr_sink *sink = NULL;
	char room[8192];
	enum gr_status status;

	gr_buf_add(&name, gr_slice_make(path.ptr, at));
	gr_buf_text(&name, "_copy");
	gr_buf_add(&name, gr_slice_skip(path, at));
	gr_buf_byte(&name, '\0');
	status = gr_buf_check(&name, err);
	FILE *in = status == GR_OK ? fopen(path.ptr, "rb") : NULL;

	if (status == GR_OK && in == NULL)
		status = gr_err_sys(err, path.ptr, "cannot open");
	if (status == GR_OK)
		status = gr_sink_open(name.ptr, &sink, err);
	for (size_t n = 1; status == GR_OK && n > 0;) {
		n = fread(room, 1, sizeof(room), in);
		status = gr_sink_write(sink, gr_slice_make(room, n), err);
	}
	if (status == GR_OK && ferror(in))
		status = gr_err_sys(err, path.ptr, "cannot read");
	if (in != NULL)
		(void)fclose(in); /* only read */
	if (status == GR_OK) {
		status = gr_sink_commit(sink, err);
		sink = NULL;
	}
	gr_sink_abandon(sink);
	if (status == GR_OK) {
		s->src = gr_slice_make(name.ptr + (path.len - src.len),
		    name.len - 1 - (path.len - src.len));
		status = gr_synth_sheet_defect(s, 0, s->layout.resent, GR_S(""),
		    GR_S(""), GR_S(""), GR_S(""), err);
	}
	gr_buf_free(&name);
	return status;
}

enum gr_status gr_synth_sheet_close(struct gr_synth_sheet *s,
    struct gr_err *err)
{
	enum gr_status status = put_foot(s, err);

	if (status == GR_OK) {
		status = gr_synth_file_close(s->file, err);
		s->file = NULL;
	}
	if (status == GR_OK && s->layout.resent != NULL)
		status = send_again(s, err);
	gr_synth_sheet_abandon(s);
	return status;
}

void gr_synth_sheet_abandon(struct gr_synth_sheet *s)
{
	if (s == NULL)
		return;
	gr_synth_file_abandon(s->file);
	s->file = NULL;
	gr_buf_free(&s->above_text);
}
