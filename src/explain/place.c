/* place.c - the figures of a place, opened one level. */
#include "explain/explain_internal.h"

#include <stdio.h>

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

/* The column of a part of a figure; of an indicator, the one beside it. */
static struct gr_slice column_of(struct place *p, enum gr_figure_id part,
    struct gr_slice stem, struct gr_err *err)
{
	struct gr_slice pattern = gr_figure_column(&gr_figure_table[part]);
	char *text = GR_NEW_ARRAY(p->explain->release->keep,
	    pattern.len + stem.len, char);

	if (text == NULL) {
		(void)gr_err_memory(err);
		return (struct gr_slice){ NULL, 0 };
	}
	return gr_slice_make(text, gr_figure_fill(pattern, stem, text));
}

/* The columns of a rate; none if the release does not have them. */
static enum gr_status ratio_of(struct place *p,
    const struct gr_opened_figure *opened, struct parts_of *out,
    struct gr_err *err)
{
	const struct gr_header *header = &p->table->header;
	const struct gr_figure *figure = opened->figure;

	*out = (struct parts_of){ { NULL, 0 }, { NULL, 0 } };
	if (figure->kind != GR_KIND_RATE && figure->kind != GR_KIND_RATIO)
		return GR_OK;
	struct gr_slice part = column_of(p, figure->part, opened->stem, err);
	struct gr_slice whole = column_of(p, figure->whole, opened->stem, err);

	if (part.ptr == NULL || whole.ptr == NULL)
		return err->status;
	if (gr_header_find(header, part) != GR_NONE
	    && gr_header_find(header, whole) != GR_NONE)
		*out = (struct parts_of){ part, whole };
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
		line->field[GR_X_NOTE] = gr_slice_of(
		    gr_figure_table[GR_FIGURE_failure_share].formula);
		return line->field[GR_X_DENOMINATOR].ptr ? GR_OK : err->status;
	}
	return GR_OK;
}

static enum gr_status describe(struct place *p, const struct gr_figure *figure,
    const struct parts_of *ratio, struct gr_explanation_line *line,
    struct gr_err *err)
{
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
	if (figure->formula != NULL)
		line->field[GR_X_NOTE] = gr_slice_of(figure->formula);
	return figure->who == GR_WHO_LACKING ? share_of(p, line, err) : GR_OK;
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

/* The figure that a column is.  A column that the table of figures does not
 * have is shown as it stands, and opens to nothing. */
static struct gr_opened_figure opened_of(const struct place *p, size_t column)
{
	static const struct gr_figure unknown = { .id = "" };
	struct gr_opened_figure out = {
		.column = p->table->header.name[column],
		.criterion = p->row->cell[column],
	};

	out.figure = gr_standard_figure(p->explain->standard, out.column,
	    &out.stem);
	if (out.figure == NULL)
		out.figure = &unknown;
	if (out.figure->who == GR_WHO_ONLY_LACKING)
		out.criterion = gr_explain_cell(p->table, p->row, "leverage");
	return out;
}

static enum gr_status figure(struct place *p, size_t column, struct gr_err *err)
{
	struct gr_opened_figure opened = opened_of(p, column);
	struct parts_of ratio;
	enum gr_status status = ratio_of(p, &opened, &ratio, err);
	struct gr_explanation_line *line = status == GR_OK
	    ? gr_explanation_add(&p->explain->out, GR_SHOW_FIGURE, err)
	    : NULL;

	if (line == NULL)
		return err->status;
	line->field[GR_X_COLUMN] = opened.column;
	line->field[GR_X_VALUE] = p->row->cell[column];
	status = describe(p, opened.figure, &ratio, line, err);
	if (status != GR_OK || p->row->cell[column].len == 0)
		return status;
	if (p->below != NULL)
		return add_children(p, opened.column, &ratio, err);
	return gr_explain_members_of(&p->members, &opened, err);
}

/* ---- what it has settled ---- */

/* The city that the communities of a county say they lie in. */
static struct gr_slice city_of(const struct place *p)
{
	const struct gr_table *const tables[] = { &p->communities, &p->absent };

	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < tables[k]->rows; i++)
			if (is(tables[k], &tables[k]->row[i], "county_code",
			        p->explain->code))
				return gr_explain_cell(tables[k],
				    &tables[k]->row[i], "city_code");
	return GR_S("");
}

/* Of a county, its own and its city's; of a city, its own and its counties';
 * of the province, all. */
static enum gr_status settled(struct place *p, struct gr_err *err)
{
	bool county = p->below == NULL;
	struct gr_slice *code = GR_NEW_ARRAY(p->explain->release->keep,
	    p->children + 2, struct gr_slice);
	struct gr_explain_settlers of = { .code = code,
		.all = p->below == &p->cities };
	int32_t day;

	if (code == NULL)
		return gr_err_memory(err);
	code[of.n++] = p->explain->code;
	if (county)
		code[of.n++] = city_of(p);
	for (size_t i = 0; i < p->children; i++)
		code[of.n++] = gr_explain_cell(p->below, p->child[i], "code");
	return gr_explain_day(p->explain, p->explain->out.wave, &day)
	    ? gr_explain_settled(p->explain, &of, day, err)
	    : GR_OK;
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
	if (status == GR_OK)
		status = settled(p, err);
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
