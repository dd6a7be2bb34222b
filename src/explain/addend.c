/* addend.c - what a community's answers add to a figure that sums. */
#include "explain/explain_internal.h"

#include "base/buf.h"
#include "score/counts.h"

static enum gr_status print(const struct gr_explain_members *m,
    struct gr_dec value, struct gr_slice *out, struct gr_err *err)
{
	struct gr_buf text = { 0 };

	gr_dec_print(&text, value);
	enum gr_status status = gr_buf_check(&text, err);

	if (status == GR_OK)
		*out = gr_explain_text(m->explain, err, "%.*s",
		    GR_ARG(gr_buf_slice(&text)));
	gr_buf_free(&text);
	return status != GR_OK ? status : out->ptr ? GR_OK : err->status;
}

static const struct gr_ratio *indicator_of(const struct gr_explain_members *m)
{
	const struct gr_standard *standard = m->explain->standard;

	for (size_t i = 0; i < standard->indicators; i++)
		if (gr_slice_eq(standard->indicator[i].name, m->opened.stem))
			return &standard->indicator[i];
	return NULL;
}

/* What it adds to a part of an indicator; false: nothing. */
static bool term_of(const struct gr_explain_members *m,
    const struct gr_ratio *ratio, struct gr_dec *out)
{
	enum gr_figure_id part = (enum gr_figure_id)(
	    m->opened.figure - gr_figure_table);
	struct gr_indicator_terms terms = gr_counts_terms(ratio, &m->view.env);

	*out = (struct gr_dec){ 1, 0 };
	if (part == GR_FIGURE_indicator_open)
		return terms.state == GR_UNKNOWN;
	if (part == GR_FIGURE_indicator_numerator)
		*out = terms.numerator;
	else if (part == GR_FIGURE_indicator_denominator)
		*out = terms.denominator;
	else if (part == GR_FIGURE_indicator_gap)
		*out = terms.gap;
	return terms.state == GR_TRUE
	    && (part != GR_FIGURE_indicator_gap || out->coef > 0);
}

/* What the community at hand adds to an indicator's figure; empty: nothing. */
static enum gr_status add_to_indicator(struct gr_explain_members *m,
    struct gr_slice *out, struct gr_err *err)
{
	const struct gr_table_row *record = gr_explain_record(m);
	const struct gr_ratio *ratio = indicator_of(m);
	struct gr_dec number;

	if (record == NULL || ratio == NULL)
		return GR_OK;
	enum gr_status status = gr_explain_load(m->explain, &m->records, record,
	    &m->view, &m->loaded, err);

	return status == GR_OK && term_of(m, ratio, &number)
	    ? print(m, number, out, err)
	    : status;
}

/* What it answered in the column that the figure sums; empty: nothing. */
static struct gr_slice answer_summed(struct gr_explain_members *m)
{
	const struct gr_figure *figure = m->opened.figure;
	const struct gr_standard *standard = m->explain->standard;
	const struct gr_count_record *record = gr_explain_count_record(m);
	struct gr_slice answer;
	struct gr_dec number;

	if (record->tied) /* it is in no sum */
		return GR_S("");
	if (figure->kind == GR_KIND_POINTS)
		return gr_release_cell(m->communities, m->row, GR_S("points"));
	if (figure->family == GR_FAMILY_SUMMED)
		answer = gr_explain_answer(m,
		    gr_standard_column(standard, m->opened.stem));
	else if (gr_count_any(figure->of, record))
		answer = gr_explain_answer(m,
		    gr_standard_figure_answer(standard, figure));
	else
		return GR_S("");
	return gr_dec_parse(answer, &number) ? answer : GR_S("");
}

enum gr_status gr_explain_addend(struct gr_explain_members *m,
    struct gr_slice *out, bool *counted, struct gr_err *err)
{
	const struct gr_figure *figure = m->opened.figure;

	*out = GR_S("");
	*counted = figure->kind == GR_KIND_COUNT;
	if (figure->who != GR_WHO_ADDING)
		return GR_OK;
	if (figure->family == GR_FAMILY_INDICATOR)
		return add_to_indicator(m, out, err);
	*out = answer_summed(m);
	return GR_OK;
}
