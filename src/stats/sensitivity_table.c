/* sensitivity_table.c - the lines that show scenarios and robustness. */
#include "stats/sensitivity_internal.h"

const struct gr_slice gr_scenario_column[GR_SCENARIO_COLUMNS] = {
	{ "wave", 4 },
	{ "level", 5 },
	{ "code", 4 },
	{ "scenario", 8 },
	{ "attained", 8 },
	{ "attained_low", 12 },
	{ "attained_high", 13 },
	{ "attained_rate", 13 },
	{ "meets", 5 },
	{ "rank", 4 },
	{ "rank_best", 9 },
	{ "rank_worst", 10 },
	{ "points_mean", 11 },
	{ "points_rank", 11 },
	{ "points_rank_best", 16 },
	{ "points_rank_worst", 17 },
};

const struct gr_slice gr_robustness_column[GR_ROBUSTNESS_COLUMNS] = {
	{ "wave", 4 },
	{ "level", 5 },
	{ "code", 4 },
	{ "registered", 10 },
	{ "attained", 8 },
	{ "meets", 5 },
	{ "scenarios", 9 },
	{ "robust", 6 },
	{ "changed", 7 },
	{ "cities", 6 },
	{ "cities_robust", 13 },
	{ "cities_robust_rate", 18 },
};

static void begin_line(const struct gr_sensitivity *s, size_t area,
    struct gr_row_print *line)
{
	const struct gr_area *a = &s->areas.area[area];

	gr_row_print_clear(line);
	gr_row_print_text(line, s->areas.wave[a->wave]);
	gr_row_print_text(line, gr_level_name[a->level]);
	gr_row_print_text(line, a->code);
}

static void print_meets(struct gr_row_print *line, enum gr_tri meets)
{
	if (meets != GR_NA)
		gr_buf_byte(&line->text, (char)meets);
	gr_row_print_end_cell(line);
}

/* Ranks are of cities only. */
static void print_ranks(struct gr_row_print *line, size_t rank, size_t best,
    size_t worst)
{
	const size_t all[] = { rank, best, worst };

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		if (all[i] > 0)
			gr_buf_uint(&line->text, all[i]);
		gr_row_print_end_cell(line);
	}
}

static void print_rate(const struct gr_sensitivity *s,
    struct gr_row_print *line, int64_t part, int64_t whole,
    const struct gr_dec *threshold)
{
	gr_rate_print(&line->text, (struct gr_rate){ part, whole },
	    (struct gr_rate_style){ 2, s->standard->rounding, threshold });
	gr_row_print_end_cell(line);
}

void gr_scenario_line(const struct gr_sensitivity *s, size_t area,
    size_t scenario, struct gr_row_print *line)
{
	const struct gr_outcome *o = gr_sensitivity_outcome(s, area, scenario);
	struct gr_dec target;
	bool has_target = gr_target_pct(&s->target, &s->areas, area, &target);

	begin_line(s, area, line);
	gr_row_print_text(line, s->scenario[scenario].name);
	gr_row_print_int(line, o->attained);
	gr_row_print_int(line, o->attained_low);
	gr_row_print_int(line, o->attained_high);
	print_rate(s, line, o->attained, s->areas.area[area].registered,
	    has_target ? &target : NULL);
	print_meets(line, gr_sensitivity_meets(s, area, scenario));
	print_ranks(line, o->rank, o->rank_best, o->rank_worst);
	if (o->points.whole > 0)
		gr_dec_print_fixed(&line->text,
		    gr_dec_ratio(o->points.part, o->points.whole, 0,
		        s->standard->rounding),
		    2);
	gr_row_print_end_cell(line);
	print_ranks(line, o->points_rank, o->points_rank_best,
	    o->points_rank_worst);
}

static bool changes(const struct gr_sensitivity *s, size_t area,
    size_t scenario)
{
	return gr_sensitivity_meets(s, area, scenario)
	    != gr_sensitivity_meets(s, area, 0);
}

static bool is_robust(const struct gr_sensitivity *s, size_t area)
{
	for (size_t i = 1; i < s->scenarios; i++)
		if (changes(s, area, i))
			return false;
	return true;
}

/* Of the province's line: how many of its cities are robust. */
static void print_share(const struct gr_sensitivity *s, size_t province,
    struct gr_row_print *line)
{
	const struct gr_areas *areas = &s->areas;
	int64_t cities = 0, robust = 0;

	for (size_t i = 0; i < areas->areas; i++) {
		if (areas->area[i].level != GR_LEVEL_CITY
		    || areas->area[i].province != province)
			continue;
		cities++;
		robust += is_robust(s, i);
	}
	gr_row_print_int(line, cities);
	gr_row_print_int(line, robust);
	print_rate(s, line, robust, cities, NULL);
}

void gr_robustness_line(const struct gr_sensitivity *s, size_t area,
    struct gr_row_print *line)
{
	const struct gr_area *a = &s->areas.area[area];
	enum gr_tri meets = gr_sensitivity_meets(s, area, 0);
	bool first = true;

	begin_line(s, area, line);
	gr_row_print_int(line, a->registered);
	gr_row_print_int(line, gr_sensitivity_outcome(s, area, 0)->attained);
	print_meets(line, meets);
	gr_row_print_int(line, (int64_t)s->scenarios);
	print_meets(line,
	    meets == GR_NA           ? GR_NA
	        : is_robust(s, area) ? GR_TRUE
	                             : GR_FALSE);
	for (size_t i = 1; i < s->scenarios; i++) {
		if (!changes(s, area, i))
			continue;
		if (!first)
			gr_buf_byte(&line->text, ';');
		gr_buf_add(&line->text, s->scenario[i].name);
		first = false;
	}
	gr_row_print_end_cell(line);
	if (a->level == GR_LEVEL_PROVINCE && meets != GR_NA) {
		print_share(s, area, line);
		return;
	}
	for (size_t i = 0; i < 3; i++)
		gr_row_print_text(line, GR_S(""));
}
