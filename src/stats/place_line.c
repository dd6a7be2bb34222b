/* place_line.c - the cells of a place. */
#include "stats/place_table_internal.h"

#include "standard/area_rule.h"

/* One place: what its cells are printed from, and to. */
struct place {
	const struct gr_place_table *t;
	const struct gr_aggregate *s;
	size_t area;
	const struct gr_area *a;
	const struct gr_figures *f;
	struct gr_slice wave, name;
	struct gr_row_print *line;
};

/* ---- what names it ---- */

static void print_key(const struct place *p, const struct gr_figure *figure)
{
	const struct {
		enum gr_figure_id figure;
		struct gr_slice text;
	} keys[] = {
		{ GR_FIGURE_wave, p->wave },
		{ GR_FIGURE_level, gr_level_name[p->a->level] },
		{ GR_FIGURE_code, p->a->code },
		{ GR_FIGURE_name, p->name },
	};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (figure == &gr_figure_table[keys[i].figure])
			gr_buf_add(&p->line->text, keys[i].text);
}

/* ---- counts and what is computed from them ---- */

static int64_t value(const struct place *p, const struct gr_figure *figure)
{
	return p->f->value[figure - gr_figure_table];
}

/* An integer, or so many units of the last decimal. */
static void print_value(const struct place *p, const struct gr_figure *figure)
{
	int64_t number = value(p, figure);

	if (number == GR_NO_FIGURE)
		return;
	if (figure->decimals > 0)
		gr_dec_print_fixed(&p->line->text, number, figure->decimals);
	else
		gr_buf_int(&p->line->text, number);
}

static void print_criterion(const struct place *p,
    const struct gr_figure *figure)
{
	int64_t i = value(p, figure);

	if (i != GR_NO_FIGURE)
		gr_buf_add(&p->line->text,
		    p->t->standard->criterion[i].criterion);
}

static struct gr_rate_style style_of(const struct place *p, unsigned decimals,
    const struct gr_dec *bound)
{
	return (
	    struct gr_rate_style){ decimals, p->t->standard->rounding, bound };
}

static void print_change(const struct place *p, const struct gr_figure *figure)
{
	bool common = figure == &gr_figure_table[GR_FIGURE_change_common_pp];

	gr_rate_print_change(&p->line->text, common ? p->f->common : p->f->rate,
	    common ? p->f->common_before : p->f->rate_before,
	    style_of(p, figure->decimals, NULL));
}

/* ---- sums ---- */

static void print_dec(const struct place *p, struct gr_sum sum)
{
	gr_dec_print(&p->line->text, (struct gr_dec){ sum.coef, sum.scale });
}

static struct gr_sum sum_of(const struct place *p, const char *measure,
    struct gr_slice base)
{
	return gr_aggregate_sum(p->s, p->area, gr_slice_of(measure), base);
}

/* One sum as a share of another; both at the finer of the two scales. */
static struct gr_rate share(struct gr_sum part, struct gr_sum whole)
{
	for (; part.scale < whole.scale; part.scale++)
		part.coef *= 10;
	for (; whole.scale < part.scale; whole.scale++)
		whole.coef *= 10;
	return whole.coef > 0 ? (struct gr_rate){ part.coef, whole.coef }
	                      : (struct gr_rate){ 0, 0 };
}

static void print_share(const struct place *p, struct gr_sum part,
    struct gr_sum whole, struct gr_rate_style style)
{
	gr_rate_print(&p->line->text, share(part, whole), style);
}

/* ---- rates ---- */

static void print_rate(const struct place *p, const struct gr_figure *figure)
{
	static const struct gr_dec full = { 100, 0 };
	const struct gr_figure *part = &gr_figure_table[figure->part];
	const struct gr_figure *whole = &gr_figure_table[figure->whole];
	const struct gr_dec *bound = NULL;
	struct gr_dec target;

	if (figure->bound == GR_BOUND_FULL)
		bound = &full;
	if (figure->bound == GR_BOUND_TARGET
	    && gr_aggregate_target(p->s, p->area, &target))
		bound = &target;
	struct gr_rate_style style = style_of(p, figure->decimals, bound);

	if (part->kind == GR_KIND_SUM) {
		print_share(p, sum_of(p, part->id, GR_S("")),
		    sum_of(p, whole->id, GR_S("")), style);
		return;
	}
	struct gr_rate rate = { value(p, part), value(p, whole) };

	if (rate.part != GR_NO_FIGURE && rate.whole != GR_NO_FIGURE)
		gr_rate_print(&p->line->text, rate, style);
}

static void print_ratio(const struct place *p, size_t i)
{
	const struct gr_place_indicator *ind;

	if (i == GR_NONE)
		return;
	ind = &p->t->indicator[i];
	print_share(p, sum_of(p, "sum", ind->numerator),
	    sum_of(p, "sum", ind->denominator),
	    style_of(p, ind->ratio->decimals,
	        ind->has_threshold ? &ind->threshold : NULL));
}

/* An indicator of an area: of this wave, or the one before. */
static struct gr_rate ratio_of(const struct place *p,
    const struct gr_place_indicator *ind, size_t area)
{
	const struct gr_slice sum = GR_S("sum");

	return share(gr_aggregate_sum(p->s, area, sum, ind->numerator),
	    gr_aggregate_sum(p->s, area, sum, ind->denominator));
}

static void print_ratio_change(const struct place *p, size_t i)
{
	const struct gr_place_indicator *ind = &p->t->indicator[i];

	if (p->a->before != GR_NONE)
		gr_rate_print_change(&p->line->text, ratio_of(p, ind, p->area),
		    ratio_of(p, ind, p->a->before),
		    style_of(p, ind->ratio->decimals,
		        ind->has_change_target ? &ind->change_target : NULL));
}

/* ---- families ---- */

/* The records that lack one of an indicator's numbers, and the units that have
 * not responded. */
static int64_t open_of(const struct place *p, size_t i)
{
	const struct gr_figure *open =
	    &gr_figure_table[GR_FIGURE_indicator_open];

	return gr_aggregate_count(p->s, p->area, gr_slice_of(open->measure),
	           p->t->indicator[i].open)
	    + gr_aggregate_counts(p->s, p->area, open->of);
}

/* What would be missing if a record that is open fell short by one. */
static void print_gap_high(const struct place *p,
    const struct gr_place_column *column)
{
	struct gr_sum gap = sum_of(p, column->figure->measure, column->bin);
	gr_i128 one = 1;

	for (unsigned k = 0; k < gap.scale; k++)
		one *= 10;
	if (open_of(p, column->indicator) > 0)
		gap.coef += one;
	print_dec(p, gap);
}

static void print_part(const struct place *p,
    const struct gr_place_column *column)
{
	const struct gr_figure *figure = column->figure;

	if (figure->kind == GR_KIND_RATIO)
		print_ratio(p, column->indicator);
	else if (figure->kind == GR_KIND_DIFFERENCE)
		print_ratio_change(p, column->indicator);
	else if (figure == &gr_figure_table[GR_FIGURE_indicator_open])
		gr_buf_int(&p->line->text, open_of(p, column->indicator));
	else if (figure == &gr_figure_table[GR_FIGURE_indicator_gap_high])
		print_gap_high(p, column);
	else if (figure->kind == GR_KIND_COUNT)
		gr_buf_int(&p->line->text,
		    gr_aggregate_count(p->s, p->area,
		        gr_slice_of(figure->measure), column->bin));
	else
		print_dec(p, sum_of(p, figure->measure, column->bin));
}

/* How many by a day, for certain or at most. */
static void print_by_day(const struct place *p,
    const struct gr_place_column *column)
{
	const struct gr_figure *figure = column->figure;
	int64_t certain, at_most;

	gr_aggregate_by(p->s, p->area, gr_slice_of(figure->measure),
	    column->day, &certain, &at_most);
	gr_buf_int(&p->line->text,
	    figure->at_most
	        ? at_most + gr_aggregate_counts(p->s, p->area, figure->open)
	        : certain);
}

static void print_of_place(const struct place *p,
    const struct gr_place_column *column)
{
	const struct gr_figure *figure = column->figure;

	switch (figure->kind) {
	case GR_KIND_TEXT:
	case GR_KIND_YEAR:
		print_key(p, figure);
		break;
	case GR_KIND_COUNT:
	case GR_KIND_ESTIMATE:
	case GR_KIND_POINTS:
	case GR_KIND_RANK:
		print_value(p, figure);
		break;
	case GR_KIND_RATE:
		print_rate(p, figure);
		break;
	case GR_KIND_RATIO:
		print_ratio(p, column->indicator);
		break;
	case GR_KIND_DIFFERENCE:
		print_change(p, figure);
		break;
	case GR_KIND_SUM:
		print_dec(p, sum_of(p, figure->id, GR_S("")));
		break;
	case GR_KIND_CRITERION:
		print_criterion(p, figure);
		break;
	}
}

static void print_cell(const struct place *p,
    const struct gr_place_column *column)
{
	switch (column->figure->family) {
	case GR_FAMILY_PLACE:
		print_of_place(p, column);
		break;
	case GR_FAMILY_INDICATOR:
		print_part(p, column);
		break;
	case GR_FAMILY_DAY:
		print_by_day(p, column);
		break;
	case GR_FAMILY_SUMMED:
		print_dec(p, sum_of(p, column->figure->measure, column->bin));
		break;
	case GR_FAMILY_RESULT:
		break;
	}
}

static struct gr_slice name_of(const struct gr_place_table *t,
    const struct gr_area *area, bool chinese)
{
	const struct gr_area_rule *rule = area->level == GR_LEVEL_COUNTY
	    ? NULL
	    : gr_area_rule_of(t->standard, area->level == GR_LEVEL_PROVINCE,
	        area->code);

	if (!chinese && area->level != GR_LEVEL_NATION && rule != NULL)
		return rule->name_en;
	for (size_t i = 0; !chinese && i < t->standard->places; i++)
		if (gr_slice_eq(t->standard->place[i].code, area->code)
		    && t->standard->place[i].name_en.len > 0)
			return t->standard->place[i].name_en;
	return area->name;
}

void gr_place_table_line(const struct gr_place_table *t,
    const struct gr_aggregate *statistics, const struct gr_areas *areas,
    size_t area, bool chinese, struct gr_row_print *line)
{
	const struct gr_area *a = &areas->area[area];
	const struct place p = { .t = t,
		.s = statistics,
		.area = area,
		.a = a,
		.f = gr_aggregate_figures(statistics, area),
		.wave = areas->wave[a->wave],
		.name = name_of(t, a, chinese),
		.line = line };

	gr_row_print_clear(line);
	for (size_t i = 0; i < t->columns; i++) {
		if (!t->column[i].empty)
			print_cell(&p, &t->column[i]);
		gr_row_print_end_cell(line);
	}
}
