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

/* ---- indicators ---- */

enum part { NUMERATOR, DENOMINATOR, GAP, COVERED, OPEN, PARTS };

/* The indicator and the part of it that a figure is. */
static const struct gr_ratio *indicator_of(const struct gr_explain_members *m,
    enum part *part)
{
	static const char *const tail[PARTS] = { [NUMERATOR] = "_numerator",
		[DENOMINATOR] = "_denominator",
		[GAP] = "_gap",
		[COVERED] = "_covered",
		[OPEN] = "_open" };
	const struct gr_standard *standard = m->explain->standard;

	for (size_t i = 0; i < standard->indicators; i++) {
		const struct gr_ratio *ratio = &standard->indicator[i];

		if (!gr_slice_starts(m->figure, ratio->name))
			continue;
		struct gr_slice rest = gr_slice_skip(m->figure,
		    ratio->name.len);

		for (*part = 0; *part < PARTS; ++*part)
			if (gr_slice_eq(rest, gr_slice_of(tail[*part])))
				return ratio;
	}
	return NULL;
}

/* What it adds to a part of an indicator; false: nothing. */
static bool term_of(const struct gr_explain_members *m,
    const struct gr_ratio *ratio, enum part part, struct gr_dec *out)
{
	struct gr_dec above, below;
	enum gr_tri a = gr_expr_number(ratio->numerator, &m->view.env, &above);
	enum gr_tri b = gr_expr_number(ratio->denominator, &m->view.env,
	    &below);

	if (part == OPEN) {
		*out = (struct gr_dec){ 1, 0 };
		return a == GR_UNKNOWN || b == GR_UNKNOWN;
	}
	if (a != GR_TRUE || b != GR_TRUE)
		return false;
	*out = part == NUMERATOR  ? above
	    : part == DENOMINATOR ? below
	    : part == GAP         ? gr_counts_shortfall(above, below)
	                          : (struct gr_dec){ 1, 0 };
	return part != GAP || out->coef > 0;
}

/* What the community at hand adds to an indicator's figure; empty: nothing. */
static enum gr_status add_to_indicator(struct gr_explain_members *m,
    const struct gr_ratio *ratio, enum part part, struct gr_slice *out,
    struct gr_err *err)
{
	const struct gr_table_row *record = gr_explain_record(m);
	struct gr_dec number;

	if (record == NULL)
		return GR_OK;
	enum gr_status status = gr_explain_load(m->explain, &m->records, record,
	    &m->view, &m->loaded, err);

	return status == GR_OK && term_of(m, ratio, part, &number)
	    ? print(m, number, out, err)
	    : status;
}

bool gr_explain_sums_absent(const struct gr_explain_members *m)
{
	enum part part;

	return indicator_of(m, &part) != NULL && part == OPEN;
}

/* ---- all sums ---- */

/* The column that a figure sums, or GR_NONE. */
static size_t summed_column(struct gr_explain_members *m)
{
	const struct gr_standard *standard = m->explain->standard;

	if (gr_slice_eq(m->figure, GR_S("population"))
	    || (gr_slice_eq(m->figure, GR_S("population_attained"))
	        && gr_explain_is_attained(m)))
		return standard->role[GR_ROLE_POPULATION];
	return gr_slice_starts(m->figure, GR_S("sum_"))
	    ? gr_standard_column(standard, gr_slice_skip(m->figure, 4))
	    : GR_NONE;
}

enum gr_status gr_explain_addend(struct gr_explain_members *m,
    struct gr_slice *out, bool *counted, struct gr_err *err)
{
	enum part part;
	const struct gr_ratio *ratio = indicator_of(m, &part);
	struct gr_dec number;

	*out = GR_S("");
	*counted = ratio != NULL && (part == COVERED || part == OPEN);
	if (ratio != NULL)
		return add_to_indicator(m, ratio, part, out, err);
	if (gr_explain_is_tied(m)) /* it is in no sum */
		return GR_OK;
	if (gr_slice_starts(m->figure, GR_S("points_"))) {
		*out = gr_release_cell(m->communities, m->row, GR_S("points"));
		return GR_OK;
	}
	struct gr_slice value = gr_explain_answer(m, summed_column(m));

	if (gr_dec_parse(value, &number))
		*out = value;
	return GR_OK;
}
