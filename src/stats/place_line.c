/* place_line.c - the cells of a place. */
#include "stats/place_table_internal.h"

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

static int64_t figure(const struct place *p, size_t offset)
{
	int64_t value;

	memcpy(&value, (const char *)p->f + offset, sizeof(value));
	return value;
}

static void print_rate(const struct place *p, size_t part, size_t whole,
    const struct gr_dec *threshold)
{
	int64_t a = figure(p, part), b = figure(p, whole);

	if (a != GR_NO_FIGURE && b != GR_NO_FIGURE)
		gr_rate_print(&p->line->text, (struct gr_rate){ a, b },
		    (struct gr_rate_style){ 2, p->t->standard->rounding,
		        threshold });
}

static void print_target_rate(const struct place *p,
    const struct gr_place_column *column)
{
	struct gr_dec target;
	bool has = gr_aggregate_target(p->s, p->area, &target);

	print_rate(p, column->a, column->b, has ? &target : NULL);
}

static void print_criterion(const struct place *p, size_t i)
{
	if (i != GR_NONE)
		gr_buf_add(&p->line->text,
		    p->t->standard->criterion[i].criterion);
}

static void print_sum(const struct place *p, struct gr_slice measure,
    struct gr_slice base)
{
	struct gr_sum sum = gr_aggregate_sum(p->s, p->area, measure, base);

	gr_dec_print(&p->line->text, (struct gr_dec){ sum.coef, sum.scale });
}

/* One sum as a share of another; both at the finer of the two scales. */
static void print_share(const struct place *p, struct gr_sum part,
    struct gr_sum whole, struct gr_rate_style style)
{
	for (; part.scale < whole.scale; part.scale++)
		part.coef *= 10;
	for (; whole.scale < part.scale; whole.scale++)
		whole.coef *= 10;
	if (whole.coef > 0)
		gr_rate_print(&p->line->text,
		    (struct gr_rate){ part.coef, whole.coef }, style);
}

static void print_population(const struct place *p, enum gr_place_kind kind)
{
	struct gr_slice all = GR_S("population");
	struct gr_slice attained = GR_S("population_attained");

	if (p->t->standard->role[GR_ROLE_POPULATION] == GR_NONE)
		return;
	if (kind == GR_PLACE_POPULATION)
		print_sum(p, all, GR_S(""));
	else if (kind == GR_PLACE_POPULATION_ATTAINED)
		print_sum(p, attained, GR_S(""));
	else
		print_share(p,
		    gr_aggregate_sum(p->s, p->area, attained, GR_S("")),
		    gr_aggregate_sum(p->s, p->area, all, GR_S("")),
		    (struct gr_rate_style){ 2, p->t->standard->rounding,
		        NULL });
}

static void print_indicator(const struct place *p, size_t i)
{
	if (i == GR_NONE)
		return;
	const struct gr_place_indicator *ind = &p->t->indicator[i];

	print_share(p,
	    gr_aggregate_sum(p->s, p->area, GR_S("sum"), ind->numerator),
	    gr_aggregate_sum(p->s, p->area, GR_S("sum"), ind->denominator),
	    (struct gr_rate_style){ ind->ratio->decimals,
	        p->t->standard->rounding,
	        ind->has_threshold ? &ind->threshold : NULL });
}

static void print_figure(const struct place *p,
    const struct gr_place_column *column)
{
	int64_t value = figure(p, column->a);

	if (value == GR_NO_FIGURE)
		return;
	if (column->kind == GR_PLACE_HUNDREDTHS)
		gr_dec_print_fixed(&p->line->text, value, 2);
	else
		gr_buf_int(&p->line->text, value);
}

static void print_fixed(const struct place *p,
    const struct gr_place_column *column)
{
	static const struct gr_dec hundred = { 100, 0 };
	struct gr_buf *text = &p->line->text;

	switch (column->kind) {
	case GR_PLACE_WAVE:
		gr_buf_add(text, p->wave);
		break;
	case GR_PLACE_LEVEL:
		gr_buf_add(text, gr_level_name[p->a->level]);
		break;
	case GR_PLACE_CODE:
		gr_buf_add(text, p->a->code);
		break;
	case GR_PLACE_NAME:
		gr_buf_add(text, p->name);
		break;
	case GR_PLACE_COUNT:
	case GR_PLACE_HUNDREDTHS:
		print_figure(p, column);
		break;
	case GR_PLACE_RATE:
		print_rate(p, column->a, column->b, NULL);
		break;
	case GR_PLACE_TARGET_RATE:
		print_target_rate(p, column);
		break;
	case GR_PLACE_FULL_RATE:
		print_rate(p, column->a, column->b, &hundred);
		break;
	case GR_PLACE_CHANGE:
		gr_rate_print_change(text, p->f->rate, p->f->rate_before,
		    (struct gr_rate_style){ 2, p->t->standard->rounding,
		        NULL });
		break;
	case GR_PLACE_SHORT:
		print_criterion(p, p->f->shortest[column->a]);
		break;
	case GR_PLACE_LEVERAGE:
		print_criterion(p, p->f->leverage);
		break;
	case GR_PLACE_POPULATION:
	case GR_PLACE_POPULATION_ATTAINED:
	case GR_PLACE_POPULATION_RATE:
		print_population(p, column->kind);
		break;
	case GR_PLACE_COVERAGE:
		print_indicator(p, p->t->coverage);
		break;
	}
	gr_row_print_end_cell(p->line);
}

/* Its rate, the two sums, the records that had both, those that had not, what
 * is missing, and what would be if a record that is open fell short by one. */
static void line_indicator(const struct place *p, size_t i)
{
	const struct gr_place_indicator *ind = &p->t->indicator[i];
	struct gr_slice sum = GR_S("sum"), records = GR_S("indicator");
	int64_t open = gr_aggregate_count(p->s, p->area, records, ind->open)
	    + p->f->not_responded;
	struct gr_sum gap = gr_aggregate_sum(p->s, p->area, sum, ind->gap);
	gr_i128 one = 1;

	if (i != p->t->coverage) {
		print_indicator(p, i);
		gr_row_print_end_cell(p->line);
	}
	print_sum(p, sum, ind->numerator);
	gr_row_print_end_cell(p->line);
	print_sum(p, sum, ind->denominator);
	gr_row_print_end_cell(p->line);
	gr_row_print_int(p->line,
	    gr_aggregate_count(p->s, p->area, records, ind->covered));
	gr_row_print_int(p->line, open);
	print_sum(p, sum, ind->gap);
	gr_row_print_end_cell(p->line);
	for (unsigned k = 0; k < gap.scale; k++)
		one *= 10;
	if (open > 0)
		gap.coef += one;
	gr_dec_print(&p->line->text, (struct gr_dec){ gap.coef, gap.scale });
	gr_row_print_end_cell(p->line);
}

/* How many by a day, for certain and at most.  Who has not answered may be a
 * pilot since then, but has not responded. */
static void line_due(const struct place *p, size_t measure, int32_t day)
{
	enum gr_role role = gr_place_table_dated[measure].role;
	int64_t certain, at_most, open = 0;

	if (p->t->standard->role[role] == GR_NONE) {
		gr_row_print_end_cell(p->line);
		gr_row_print_end_cell(p->line);
		return;
	}
	gr_aggregate_by(p->s, p->area,
	    gr_slice_of(gr_place_table_dated[measure].name), day, &certain,
	    &at_most);
	if (role == GR_ROLE_PILOT_DATE)
		open = p->f->pilot_undetermined + p->f->not_responded;
	if (role == GR_ROLE_PARTICIPATING_DATE)
		open = p->f->participating_undetermined + p->f->not_responded;
	gr_row_print_int(p->line, certain);
	gr_row_print_int(p->line, at_most + open);
}

static struct gr_slice name_of(const struct gr_place_table *t,
    const struct gr_area *area, bool chinese)
{
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
	for (size_t i = 0; i < GR_PLACE_FIXED; i++)
		print_fixed(&p, &gr_place_table_fixed[i]);
	for (size_t i = 0; i < t->standard->indicators; i++)
		line_indicator(&p, i);
	for (size_t i = 0; i < t->dues; i++)
		for (size_t k = 0; k < GR_PLACE_DATED; k++)
			line_due(&p, k, t->due[i]);
	for (size_t i = 0; i < t->standard->columns; i++)
		if (t->standard->column[i].sum) {
			print_sum(&p, GR_S("sum"), t->standard->column[i].name);
			gr_row_print_end_cell(line);
		}
}
