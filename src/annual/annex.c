/* annex.c - what is attached to the summary: tables and pictures. */
#include "annual/annual_internal.h"

#include "base/wording.h"

static const char *const chart_name[GR_ANNUAL_CHARTS] = {
	[GR_ANNUAL_CHART_BARS] = "bars",
	[GR_ANNUAL_CHART_PATHS] = "paths",
};

enum gr_annual_chart gr_annual_chart_find(struct gr_slice name)
{
	enum gr_annual_chart chart = 0;

	while (chart < GR_ANNUAL_CHARTS
	    && !gr_slice_eq(name, gr_slice_of(chart_name[chart])))
		chart++;
	return chart;
}

bool gr_annual_is_annex(const struct gr_script_line *line)
{
	return line->kind == GR_ANNUAL_CHART
	    || (line->kind == GR_ANNUAL_TABLE && !line->aside);
}

/* What an annex is called, at the end of `scratch`: of one alone no number. */
static struct gr_slice annex_label(struct gr_annual_writing *w, size_t annexes,
    struct gr_err *err)
{
	const char *word = gr_wording_in(w->figures.language == 0,
	    GR_WORDS("Annex"));

	gr_buf_text(&w->figures.scratch, word);
	if (annexes > 1 && w->figures.language == 1)
		gr_buf_byte(&w->figures.scratch, ' ');
	if (annexes > 1)
		gr_buf_uint(&w->figures.scratch, w->annex);
	return gr_annual_figures_keep(&w->figures, err);
}

static size_t count_annexes(const struct gr_annual_writing *w)
{
	size_t n = 0;

	for (size_t i = 0; i < w->script.n; i++)
		n += gr_annual_is_annex(&w->script.line[i]);
	return n;
}

/* The list of annexes stands below the text and above who signs. */
enum gr_status gr_annual_list_annexes(struct gr_annual_writing *w,
    struct gr_err *err)
{
	bool chinese = w->figures.language == 0;
	struct gr_slice *title = GR_NEW_ARRAY(w->facts.keep, w->script.n + 1,
	    struct gr_slice);
	size_t n = 0;

	if (title == NULL)
		return gr_err_memory(err);
	w->listed = true;
	if (w->annual->format == GR_ANNUAL_LISTS)
		return GR_OK;
	err->status = GR_OK;
	for (size_t i = 0; i < w->script.n; i++) {
		const struct gr_script_line *line = &w->script.line[i];

		if (!gr_annual_is_annex(line))
			continue;
		gr_buf_add(&w->figures.scratch,
		    line->text[w->figures.language]);
		if (line->apart)
			gr_buf_text(&w->figures.scratch,
			    gr_wording_in(chinese, GR_WORDS(" (apart)")));
		title[n++] = gr_annual_figures_keep(&w->figures, err);
	}
	if (err->status == GR_OK)
		gr_markup_annexes(&w->markup,
		    gr_slice_of(gr_wording_in(chinese, GR_WORDS("Annexes: "))),
		    title, n);
	return err->status;
}

/* ---- tables ---- */

static enum gr_status put_row(struct gr_annual_writing *w,
    const struct gr_script_line *line, const struct gr_script_line *column,
    size_t columns, const struct gr_annual_rows *rows, struct gr_slice *cell,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < columns; i++) {
		struct gr_slice *text;

		status = gr_annual_figures_say(&w->figures, line,
		    &column[i].cell, rows, &text, &cell[i], err);
	}
	return status;
}

/* Where there is no paper, the number stands in the heading. */
static struct gr_slice caption_of(struct gr_annual_writing *w,
    const struct gr_script_line *line, struct gr_slice label,
    struct gr_err *err)
{
	struct gr_slice title = line->text[w->figures.language];

	if (gr_annual_is_html(w) || label.len == 0)
		return title;
	gr_buf_add(&w->figures.scratch, label);
	gr_buf_text(&w->figures.scratch, w->figures.language == 0 ? " " : ". ");
	gr_buf_add(&w->figures.scratch, title);
	return gr_annual_figures_keep(&w->figures, err);
}

static enum gr_status put_rows(struct gr_annual_writing *w,
    const struct gr_script_line *line, struct gr_slice label,
    struct gr_err *err)
{
	const struct gr_script_line *column = line + 1,
	                            *end = w->script.line + w->script.n;
	struct gr_annual_rows *group;
	size_t groups, columns = 0;
	uint64_t anchor = 0, last = 0;

	while (
	    column + columns < end && column[columns].kind == GR_ANNUAL_COLUMN)
		columns++;
	struct gr_slice *cell = GR_NEW_ARRAY(w->facts.keep, columns + 1,
	    struct gr_slice);
	if (cell == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_annual_rows_group(&w->facts, line, &group,
	    &groups, err);
	if (status != GR_OK || columns == 0)
		return status;
	for (size_t i = 0; i < columns; i++)
		cell[i] = column[i].text[w->figures.language];
	struct gr_slice caption = caption_of(w, line, label, err);
	if (caption.ptr == NULL)
		return gr_err_memory(err);
	gr_markup_table(&w->markup, 2, caption, cell, columns);
	for (size_t i = 0; status == GR_OK && i < groups; i++) {
		status = put_row(w, line, column, columns, &group[i], cell,
		    err);
		/* a claim that rests on several cells has as many rows */
		if (line->file == GR_FACT_CLAIMS)
			(void)gr_slice_to_uint64(
			    group[i].row[0]->cell[GR_CLAIM_NUMBER], &anchor);
		gr_markup_row(&w->markup, cell, columns,
		    anchor != last ? anchor : 0);
		last = anchor;
	}
	gr_markup_table_end(&w->markup);
	return status;
}

/* A table is an annex of the document that it is in. */
enum gr_status gr_annual_put_table(struct gr_annual_writing *w,
    const struct gr_script_line *line, struct gr_err *err)
{
	bool wanted = line->apart == (w->annual->format == GR_ANNUAL_LISTS);

	err->status = GR_OK;
	w->annex += !line->aside;
	if (gr_annual_is_html(w) && !wanted)
		return GR_OK;
	struct gr_slice label = line->aside
	    ? GR_S("")
	    : annex_label(w, count_annexes(w), err);
	if (err->status != GR_OK)
		return err->status;
	gr_markup_part(&w->markup,
	    line->aside      ? GR_MARKUP_ASIDE
	        : line->wide ? GR_MARKUP_WIDE
	                     : GR_MARKUP_ANNEX,
	    label, !w->begun);
	w->begun = true;
	enum gr_status status = put_rows(w, line, label, err);
	gr_markup_part_end(&w->markup);
	return status;
}

enum gr_status gr_annual_put_chart(struct gr_annual_writing *w,
    const struct gr_script_line *line, struct gr_err *err)
{
	enum gr_annual_chart chart = gr_annual_chart_find(line->word);
	const struct gr_annual *annual = w->annual;
	struct gr_buf picture = { 0 };

	err->status = GR_OK;
	w->annex++;
	if (annual->format != GR_ANNUAL_HTML || annual->draw == NULL
	    || chart == GR_ANNUAL_CHARTS)
		return GR_OK;
	struct gr_slice label = annex_label(w, count_annexes(w), err);
	if (err->status != GR_OK)
		return err->status;
	enum gr_status status = annual->draw(annual, chart, &picture, err);
	if (status == GR_OK) {
		gr_markup_part(&w->markup, GR_MARKUP_WIDE, label, false);
		gr_markup_picture(&w->markup, chart_name[chart],
		    line->text[w->figures.language], gr_buf_slice(&picture));
		gr_markup_part_end(&w->markup);
	}
	gr_buf_free(&picture);
	return status;
}
