/* sheet.c - one delivery: words above, records, totals, words below */
#include "synth/synth.h"

enum { PAGE_ROWS = 40 }; /* records between repeated headings */

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
    const struct gr_synth_unit *first, const char *name, bool supplement,
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
	/* twice: an overfull row has more surplus cells than blank ones */
	size_t width = 2 * (s->layout.columns + s->layout.trailing + 2);

	s->cell = GR_NEW_ARRAY(arena, width, struct gr_slice);
	s->sum = GR_NEW_ARRAY(arena, width, int64_t);
	s->county_sum = GR_NEW_ARRAY(arena, width, int64_t);
	s->touched = GR_NEW_ARRAY(arena, width, bool);
	if (status == GR_OK
	    && (s->cell == NULL || s->sum == NULL || s->county_sum == NULL
	        || s->touched == NULL))
		status = gr_err_memory(err);
	if (status == GR_OK)
		status = set_path(s, name, arena, err);
	if (status == GR_OK)
		status = gr_synth_file_open(s->path.ptr, &s->layout.format,
		    &s->file, err);
	if (status == GR_OK)
		status = gr_synth_words_head(s, err);
	if (status == GR_OK)
		*out = s;
	else
		gr_synth_sheet_abandon(s);
	return status;
}

static enum gr_status end_county(struct gr_synth_sheet *s, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (s->layout.of_which != NULL && s->rows > 0)
		status = gr_synth_words_total(s, "of-which", &s->above,
		    s->county_sum, s->layout.of_which, err);
	if (status == GR_OK && s->layout.subtotals != NULL && s->rows > 0)
		status = gr_synth_words_total(s, "subtotal", &s->above,
		    s->county_sum, s->layout.subtotals, err);
	if (status == GR_OK && s->layout.blank_rows != NULL && s->rows > 0) {
		gr_synth_words_clear(s);
		status = gr_synth_words_row(s, s->layout.columns,
		    s->layout.blank_rows, err);
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

/* The names of the row above: the unit itself is gone by the next row. */
static enum gr_status remember(struct gr_synth_sheet *s,
    const struct gr_synth_unit *unit, struct gr_err *err)
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
		status = gr_synth_words_page(s, err);
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

/* The sums of all rows, or what somebody made of those of them that a reader
 * can check. */
static enum gr_status put_total(struct gr_synth_sheet *s, struct gr_err *err)
{
	const struct gr_mess_row *wrong = s->layout.wrong_totals;
	uint64_t line = gr_synth_file_line(s->file);
	bool any = false;

	for (size_t i = 0; i < s->layout.columns && wrong != NULL; i++)
		if (!s->touched[i] && gr_synth_words_has_total(s, i)) {
			s->sum[i]++;
			any = true;
		}
	enum gr_status status = gr_synth_words_total(s, "total", &s->first,
	    s->sum, s->layout.totals, err);

	return status == GR_OK && any ? gr_synth_sheet_defect(s, line, wrong,
	           GR_S(""), GR_S(""), GR_S(""), GR_S(""), err)
	                              : status;
}

static enum gr_status put_foot(struct gr_synth_sheet *s, struct gr_err *err)
{
	enum gr_status status = end_county(s, err);

	/* of a single rate nobody would suspect anything */
	if (status == GR_OK && s->shares > 1)
		status = gr_synth_sheet_defect(s, 0, s->layout.shares, GR_S(""),
		    GR_S(""), GR_S(""), GR_S(""), err);

	if (status == GR_OK && s->layout.totals != NULL)
		status = put_total(s, err);
	if (status == GR_OK && s->layout.footnotes != NULL)
		status = gr_synth_words_texts(s, "footnote",
		    s->layout.footnotes, err);
	for (int i = 0;
	     i < 3 && status == GR_OK && s->layout.trailing_rows != NULL; i++) {
		gr_synth_words_clear(s);
		status = gr_synth_words_row(s, s->layout.columns,
		    s->layout.trailing_rows, err);
	}
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
	if (status == GR_OK && !s->layout.supplement)
		status = gr_synth_send_more(s, err);
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
