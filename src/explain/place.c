/* place.c - the figures of a place, opened one level. */
#include "explain/explain_internal.h"

#include <stdio.h>

/* What a figure is made of, where it is not simply a count: two other columns,
 * or words. */
static const struct {
	const char *figure, *numerator, *denominator;
} ratios[] = {
	{ "response_rate", "responded", "registered" },
	{ "participation_rate", "participating", "registered" },
	{ "attained_rate", "attained", "registered" },
	{ "attained_rate_low", "attained", "registered" },
	{ "attained_rate_high", "attained_high", "registered" },
	{ "attained_of_participating", "attained", "participating" },
	{ "attained_rate_of_respondents", "attained", "responded" },
	{ "population_attained_rate", "population_attained", "population" },
};

static const struct {
	const char *figure, *note;
} formulas[] = {
	{ "need", "ceil($attained_target_pct * registered / 100)" },
	{ "gap", "max(0, need - attained)" },
	{ "attained_high", "attained + undetermined + not_responded" },
	{ "change_pp", "attained_rate - attained_rate of the wave before" },
	{ "rank", "by attained / registered, ties share a rank" },
	{ "rank_best", "if all open cases here attain and no others do" },
	{ "rank_worst", "if no open cases here attain and all others do" },
	{ "rank_change", "by change_pp" },
	{ "rank_gap", "by gap, the smallest first" },
	{ "hypergeometric_low", "estimate: exact, 95 percent" },
	{ "hypergeometric_high", "estimate: exact, 95 percent" },
	{ "wilson_low", "estimate: Wilson's score, 95 percent" },
	{ "wilson_high", "estimate: Wilson's score, 95 percent" },
	{ "leverage", "what most participants lack as their only criterion" },
};

struct place {
	struct gr_explain *explain;
	struct gr_table cities, counties, communities, absent, criteria;
	/* of the line at hand */
	const struct gr_table *table;
	const struct gr_table_row *row;
	const struct gr_table *below;      /* of the places one level below */
	const struct gr_table_row **child; /* those that lie in it */
	size_t children;
	struct gr_explain_members members;
};

static bool is(const struct gr_table *t, const struct gr_table_row *row,
    const char *column, struct gr_slice value)
{
	return gr_slice_eq(gr_explain_cell(t, row, column), value);
}

/* ---- what a figure is a share of ---- */

struct parts_of {
	struct gr_slice numerator, denominator; /* columns; empty: no ratio */
};

static struct gr_slice with_tail(struct place *p, struct gr_slice figure,
    const char *tail, struct gr_err *err)
{
	return gr_explain_text(p->explain, err, "%.*s%s", GR_ARG(figure), tail);
}

/* The columns of a ratio: from the list, or, for an indicator of the standard,
 * those beside it. */
static enum gr_status ratio_of(struct place *p, struct gr_slice figure,
    struct parts_of *out, struct gr_err *err)
{
	const struct gr_header *header = &p->table->header;

	*out = (struct parts_of){ { NULL, 0 }, { NULL, 0 } };
	for (size_t i = 0; i < sizeof(ratios) / sizeof(ratios[0]); i++)
		if (gr_slice_eq(figure, gr_slice_of(ratios[i].figure))) {
			out->numerator = gr_slice_of(ratios[i].numerator);
			out->denominator = gr_slice_of(ratios[i].denominator);
			return GR_OK;
		}
	struct gr_slice above = with_tail(p, figure, "_numerator", err);
	struct gr_slice below = with_tail(p, figure, "_denominator", err);
	if (above.ptr == NULL || below.ptr == NULL)
		return err->status;
	if (gr_header_find(header, above) != GR_NONE
	    && gr_header_find(header, below) != GR_NONE)
		*out = (struct parts_of){ above, below };
	return GR_OK;
}

/* not_met of met + not_met, where the figure is a criterion's name. */
static enum gr_status share_of(struct place *p,
    struct gr_explanation_line *line, struct gr_err *err)
{
	const struct gr_table *t = &p->criteria;
	int64_t met = 0, not_met = 0;

	for (size_t i = 0; i < t->rows; i++) {
		const struct gr_table_row *row = &t->row[i];

		if (!is(t, row, "wave", p->explain->out.wave)
		    || !is(t, row, "code", p->explain->code)
		    || !is(t, row, "level",
		        gr_explain_cell(p->table, p->row, "level"))
		    || !is(t, row, "criterion", line->field[GR_X_VALUE]))
			continue;
		if (!gr_slice_to_int64(gr_explain_cell(t, row, "met"), &met)
		    || !gr_slice_to_int64(gr_explain_cell(t, row, "not_met"),
		        &not_met))
			continue;
		line->field[GR_X_CRITERION] = line->field[GR_X_VALUE];
		line->field[GR_X_NUMERATOR] = gr_explain_cell(t, row,
		    "not_met");
		line->field[GR_X_DENOMINATOR] = gr_explain_text(p->explain, err,
		    "%jd", (intmax_t)(met + not_met));
		line->field[GR_X_NOTE] = GR_S("not_met / (met + not_met)");
		return line->field[GR_X_DENOMINATOR].ptr ? GR_OK : err->status;
	}
	return GR_OK;
}

static enum gr_status describe(struct place *p, const struct parts_of *ratio,
    struct gr_explanation_line *line, struct gr_err *err)
{
	struct gr_slice figure = line->field[GR_X_COLUMN];

	if (ratio->numerator.len > 0) {
		line->field[GR_X_NUMERATOR] = gr_release_cell(p->table, p->row,
		    ratio->numerator);
		line->field[GR_X_DENOMINATOR] = gr_release_cell(p->table,
		    p->row, ratio->denominator);
		line->field[GR_X_NOTE] = gr_explain_text(p->explain, err,
		    "%.*s / %.*s", GR_ARG(ratio->numerator),
		    GR_ARG(ratio->denominator));
		return line->field[GR_X_NOTE].ptr ? GR_OK : err->status;
	}
	for (size_t i = 0; i < sizeof(formulas) / sizeof(formulas[0]); i++)
		if (gr_slice_eq(figure, gr_slice_of(formulas[i].figure)))
			line->field[GR_X_NOTE] = gr_slice_of(formulas[i].note);
	if (gr_slice_ends(figure, GR_S("_gap_high")))
		line->field[GR_X_NOTE] = GR_S("gap + 1 if any is open");
	return gr_slice_starts(figure, GR_S("short_")) ? share_of(p, line, err)
	                                               : GR_OK;
}

/* ---- parts ---- */

/* Whether a county lies in the city: the release's communities know. */
static bool lies_in(const struct place *p, struct gr_slice county)
{
	const struct gr_table *const tables[] = { &p->communities, &p->absent };

	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < tables[k]->rows; i++)
			if (is(tables[k], &tables[k]->row[i], "county_code",
			        county))
				return is(tables[k], &tables[k]->row[i],
				    "city_code", p->explain->code);
	return false;
}

static bool is_child(const struct place *p, const struct gr_table_row *row)
{
	if (!is(p->below, row, "wave", p->explain->out.wave))
		return false;
	if (p->below == &p->cities)
		return is(p->below, row, "level", GR_S("city"));
	return lies_in(p, gr_explain_cell(p->below, row, "code"));
}

/* Find the places that the one at hand consists of; a county has none. */
static enum gr_status find_children(struct place *p, struct gr_err *err)
{
	struct gr_slice level = gr_explain_cell(p->table, p->row, "level");

	p->children = 0;
	p->below = gr_slice_eq(level, GR_S("province")) ? &p->cities
	    : gr_slice_eq(level, GR_S("city"))          ? &p->counties
	                                                : NULL;
	if (p->below == NULL)
		return GR_OK;
	p->child = GR_NEW_ARRAY(p->explain->release->keep, p->below->rows + 1,
	    const struct gr_table_row *);
	if (p->child == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < p->below->rows; i++)
		if (is_child(p, &p->below->row[i]))
			p->child[p->children++] = &p->below->row[i];
	return GR_OK;
}

static enum gr_status add_children(struct place *p, struct gr_slice figure,
    const struct parts_of *ratio, struct gr_err *err)
{
	for (size_t i = 0; i < p->children; i++) {
		const struct gr_table_row *row = p->child[i];
		struct gr_explanation_line *line = gr_explanation_add(
		    &p->explain->out, GR_SHOW_PART, err);

		if (line == NULL)
			return err->status;
		line->field[GR_X_COLUMN] = figure;
		line->field[GR_X_PART] = gr_explain_cell(p->below, row, "code");
		line->field[GR_X_TITLE] = gr_explain_cell(p->below, row,
		    "name");
		line->field[GR_X_VALUE] = gr_release_cell(p->below, row,
		    figure);
		if (ratio->numerator.len == 0)
			continue;
		line->field[GR_X_NUMERATOR] = gr_release_cell(p->below, row,
		    ratio->numerator);
		line->field[GR_X_DENOMINATOR] = gr_release_cell(p->below, row,
		    ratio->denominator);
	}
	return GR_OK;
}

static enum gr_status figure(struct place *p, size_t column, struct gr_err *err)
{
	struct gr_slice name = p->table->header.name[column];
	struct parts_of ratio;
	enum gr_status status = ratio_of(p, name, &ratio, err);
	struct gr_explanation_line *line = status == GR_OK
	    ? gr_explanation_add(&p->explain->out, GR_SHOW_FIGURE, err)
	    : NULL;

	if (line == NULL)
		return err->status;
	line->field[GR_X_COLUMN] = name;
	line->field[GR_X_VALUE] = p->row->cell[column];
	status = describe(p, &ratio, line, err);
	if (status != GR_OK || p->row->cell[column].len == 0)
		return status;
	if (p->below != NULL)
		return add_children(p, name, &ratio, err);
	return gr_explain_members_of(&p->members, name,
	    gr_slice_starts(name, GR_S("leverage"))
	        ? gr_explain_cell(p->table, p->row, "leverage")
	        : p->row->cell[column],
	    err);
}

/* ---- a place in a wave ---- */

static enum gr_status show(struct place *p, struct gr_slice before,
    struct gr_err *err)
{
	struct gr_explanation_line *line = gr_explanation_add(&p->explain->out,
	    GR_SHOW_CARD, err);
	size_t name = gr_header_find(&p->table->header, GR_S("name"));

	if (line == NULL)
		return err->status;
	line->field[GR_X_COLUMN] = gr_explain_cell(p->table, p->row, "level");
	line->field[GR_X_VALUE] = p->row->cell[name];
	p->members.wave = p->explain->out.wave;
	p->members.before = before;
	enum gr_status status = find_children(p, err);
	for (size_t i = name + 1; status == GR_OK && i < p->table->header.n;
	     i++)
		status = figure(p, i, err);
	return status;
}

static enum gr_status read_tables(struct place *p, struct gr_err *err)
{
	static const char *const place[] = { "wave", "level", "code", "name",
		NULL };
	static const char *const unit[] = { "wave", "community_code",
		"city_code", "county_code", NULL };
	static const char *const criterion[] = { "wave", "level", "code",
		"criterion", "met", "not_met", NULL };
	const struct {
		const char *name;
		const char *const *required;
		struct gr_table *to;
	} tables[] = {
		{ "cities.csv", place, &p->cities },
		{ "counties.csv", place, &p->counties },
		{ "communities.csv", unit, &p->communities },
		{ "not-responded.csv", unit, &p->absent },
		{ "criteria.csv", criterion, &p->criteria },
	};
	enum gr_status status = GR_OK;

	for (size_t i = 0;
	     status == GR_OK && i < sizeof(tables) / sizeof(tables[0]); i++)
		status = gr_release_table(p->explain->release, tables[i].name,
		    tables[i].required, tables[i].to, err);
	return status;
}

/* The newest wave of the place below `below` (empty: any). */
static struct gr_slice wave_below(const struct place *p, struct gr_slice below)
{
	const struct gr_table *const tables[] = { &p->cities, &p->counties };
	struct gr_slice wave = { NULL, 0 };

	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < tables[k]->rows; i++) {
			const struct gr_table_row *row = &tables[k]->row[i];
			struct gr_slice of = gr_explain_cell(tables[k], row,
			    "wave");

			if (is(tables[k], row, "code", p->explain->code)
			    && (below.len == 0 || gr_slice_cmp(of, below) < 0)
			    && gr_slice_cmp(of, wave) > 0)
				wave = of;
		}
	return wave;
}

static enum gr_status show_wave(struct place *p, struct gr_slice wave,
    struct gr_err *err)
{
	const struct gr_table *const tables[] = { &p->cities, &p->counties };
	struct gr_slice before = wave_below(p, wave);
	enum gr_status status = GR_OK;

	p->explain->out.wave = wave;
	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; status == GR_OK && i < tables[k]->rows;
		     i++) {
			p->table = tables[k];
			p->row = &tables[k]->row[i];
			if (is(p->table, p->row, "wave", wave)
			    && is(p->table, p->row, "code", p->explain->code))
				status = show(p, before, err);
		}
	return status;
}

enum gr_status gr_explain_place(struct gr_explain *explain, bool *found,
    struct gr_err *err)
{
	struct place p = { .explain = explain };
	struct gr_slice wave = { NULL, 0 };
	enum gr_status status = read_tables(&p, err);

	p.members = (struct gr_explain_members){ .explain = explain,
		.communities = &p.communities,
		.absent = &p.absent };
	if (status == GR_OK && wave_below(&p, wave).len > 0)
		status = gr_explain_members_open(&p.members, err);
	while (status == GR_OK && (wave = wave_below(&p, wave)).len > 0) {
		if (explain->wave.len > 0 && !gr_slice_eq(explain->wave, wave))
			continue;
		*found = true;
		status = show_wave(&p, wave, err);
	}
	gr_explain_members_close(&p.members);
	return status;
}
