/* words.c - rows of a delivery that are no records */
#include "synth/synth.h"

#include <stdio.h>

static struct gr_slice text_of(const struct gr_synth_sheet *s, const char *name)
{
	return gr_mess_text(&s->synth->mess, name);
}

/* A row that is no record: what `cell` holds of `n`, and why it is passed
 * over. */
enum gr_status gr_synth_words_row(struct gr_synth_sheet *s, size_t n,
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

void gr_synth_words_clear(struct gr_synth_sheet *s)
{
	size_t width = s->layout.columns + s->layout.trailing;

	for (size_t i = 0; i < width; i++)
		s->cell[i] = (struct gr_slice){ NULL, 0 };
}

/* The texts "<name>.1", "<name>.2", ... one row each. */
enum gr_status gr_synth_words_texts(struct gr_synth_sheet *s, const char *name,
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
		gr_synth_words_clear(s);
		if (gr_synth_form_expand(&buf, form, &args))
			s->cell[0] = gr_buf_slice(&buf);
		status = gr_buf_check(&buf, err);
		if (status == GR_OK)
			status = gr_synth_words_row(s, 1, row, err);
		gr_buf_free(&buf);
	}
	return status;
}

static size_t set_titles(struct gr_synth_sheet *s)
{
	size_t n = s->layout.columns;

	gr_synth_words_clear(s);
	for (size_t i = 0; i < n; i++)
		s->cell[i] = s->layout.column[i].title;
	return n + s->layout.trailing;
}

/* Names of the blocks, each over its first column, as merged cells come. */
static size_t set_blocks(struct gr_synth_sheet *s)
{
	const struct gr_standard *standard = s->synth->standard;
	struct gr_slice last = { NULL, 0 };
	size_t n = s->layout.columns;

	gr_synth_words_clear(s);
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

	gr_synth_words_clear(s);
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
	return status == GR_OK
	    ? gr_synth_words_row(s, n, s->layout.numbering, err)
	    : status;
}

/* Headings that need a line of defects.csv: it holds for the whole file. */
static enum gr_status tell_headings(struct gr_synth_sheet *s,
    struct gr_err *err)
{
	const struct gr_standard *standard = s->synth->standard;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < s->layout.columns && status == GR_OK; i++) {
		const struct gr_synth_sheet_column *col = &s->layout.column[i];

		if (col->inverse)
			status = gr_synth_sheet_defect(s, 0, s->layout.inverse,
			    standard->column[col->column].name, GR_S(""),
			    col->title, GR_S(""), err);
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

/* What was done to the delivery as a whole. */
static enum gr_status tell_whole(struct gr_synth_sheet *s, struct gr_err *err)
{
	const struct gr_synth_layout *layout = &s->layout;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < layout->wholes && status == GR_OK; i++)
		status = gr_synth_sheet_defect(s, 0, layout->whole[i], GR_S(""),
		    GR_S(""), GR_S(""), GR_S(""), err);
	return status == GR_OK && layout->two_level != NULL
	    ? gr_synth_sheet_defect(s, 0, layout->two_level, GR_S(""), GR_S(""),
	        GR_S(""), GR_S(""), err)
	    : status;
}

/* Columns that this delivery leaves out have no answers. */
static enum gr_status tell_missing(struct gr_synth_sheet *s, struct gr_err *err)
{
	const struct gr_standard *standard = s->synth->standard;
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

enum gr_status gr_synth_words_head(struct gr_synth_sheet *s, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	status = tell_whole(s, err);
	if (status == GR_OK && s->layout.preamble != NULL)
		status = gr_synth_words_texts(s, "preamble", s->layout.preamble,
		    err);
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

/* Whether the sum of a column of the layout stands in a row of sums. */
bool gr_synth_words_has_total(const struct gr_synth_sheet *s, size_t at)
{
	const struct gr_standard *standard = s->synth->standard;
	size_t column = s->layout.column[at].column;

	return column != GR_NONE && standard->column[column].type == GR_TYPE_INT
	    && standard->column[column].role != GR_ROLE_REVISION;
}

enum gr_status gr_synth_words_total(struct gr_synth_sheet *s, const char *name,
    const struct gr_synth_unit *unit, const int64_t *sum,
    const struct gr_mess_row *row, struct gr_err *err)
{
	const struct gr_standard *standard = s->synth->standard;
	struct gr_synth_form_args args = { .unit = unit, .wave = s->wave };
	struct gr_buf buf = { 0 };
	size_t *end = GR_NEW_ARRAY(s->synth->unit, s->layout.columns, size_t);

	if (end == NULL)
		return gr_err_memory(err);
	gr_synth_words_clear(s);
	for (size_t i = 0; i < s->layout.columns; i++) {
		size_t column = s->layout.column[i].column;

		if (column == standard->role[GR_ROLE_NAME])
			(void)gr_synth_form_expand(&buf, text_of(s, name),
			    &args);
		else if (sum[i] >= 0 && gr_synth_words_has_total(s, i))
			gr_buf_int(&buf, sum[i]);
		end[i] = buf.len;
	}
	enum gr_status status = gr_buf_check(&buf, err);

	for (size_t i = 0; i < s->layout.columns && status == GR_OK; i++) {
		size_t from = i ? end[i - 1] : 0;

		s->cell[i] = gr_slice_make(buf.ptr + from, end[i] - from);
	}
	if (status == GR_OK)
		status = gr_synth_words_row(s, s->layout.columns, row, err);
	gr_buf_free(&buf);
	return status;
}

enum gr_status gr_synth_words_page(struct gr_synth_sheet *s, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	gr_synth_words_clear(s);
	s->cell[0] = text_of(s, "continued");
	if (s->cell[0].len > 0)
		status = gr_synth_words_row(s, 1, s->layout.repeat, err);
	if (status == GR_OK && s->layout.two_level != NULL)
		status = gr_synth_words_row(s, set_blocks(s), s->layout.repeat,
		    err);
	if (status == GR_OK)
		status = gr_synth_words_row(s, set_titles(s), s->layout.repeat,
		    err);
	return status;
}
