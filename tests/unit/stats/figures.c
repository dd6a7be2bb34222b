/* figures.h: counts of counties become the figures of places, rates, ranks and
 * bounds. */
#include "number/date.h"
#include "stats/place_table.h"
#include "stats/result_table.h"
#include <criterion/criterion.h>

#include "little.h"

static const struct gr_slice waves[] = { { "2020", 4 }, { "2021", 4 } };

static struct gr_register reg;
static struct gr_areas areas;
static struct gr_tally *tally;
static struct gr_aggregate *statistics;

/* Five units: three in county 990101, two in 990201. */
static void setup(void)
{
	little_setup();
	scratch_text("r.csv",
	    "community_code,community_name,city_code,city_name,county_code,"
	    "county_name,street_code,street_name\n"
	    "u1,A,9901,East,990101,Old,s,S\nu2,B,9901,East,990101,Old,s,S\n"
	    "u3,C,9901,East,990101,Old,s,S\nu4,D,9902,West,990201,Quay,s,S\n"
	    "u5,E,9902,West,990201,Quay,s,S\n");
	cr_assert_eq(gr_register_read(keep, scratch_path("r.csv"), NULL, &reg,
	                 &err),
	    GR_OK, "%s", scratch_said(&err));
	cr_assert_eq(
	    gr_areas_make(keep, &reg,
	        (struct gr_areas_region){ GR_S("99"), GR_S("Land"), NULL },
	        waves, 2, &areas, &err),
	    GR_OK);
	tally = gr_tally_new(keep);
	cr_assert_not_null(tally);
}

TestSuite(figures, .init = setup, .fini = little_teardown);

static void count(const char *wave, const char *county, const char *measure,
    const char *bin, int64_t n)
{
	size_t p, b;

	cr_assert_eq(gr_tally_place(tally, gr_slice_of(wave),
	                 gr_slice_of(county), &p, &err),
	    GR_OK);
	cr_assert_eq(gr_tally_bin(tally, gr_slice_of(measure), gr_slice_of(bin),
	                 &b, &err),
	    GR_OK);
	cr_assert_eq(gr_tally_add(tally, p, b, n, &err), GR_OK);
}

static enum gr_status make(const uint64_t *attained)
{
	return gr_aggregate_make(keep, &standard, &reg, &areas, tally, attained,
	    &statistics, &err);
}

static size_t at(size_t wave, enum gr_level level, const char *code)
{
	size_t area = gr_areas_find(&areas, wave, level, gr_slice_of(code));

	cr_assert_neq(area, GR_NONE);
	return area;
}

static const struct gr_figures *of(size_t wave, enum gr_level level,
    const char *code)
{
	return gr_aggregate_figures(statistics, at(wave, level, code));
}

Test(figures, counties_add_up_to_cities_and_the_province)
{
	count("2021", "990101", "responded", "", 3);
	count("2021", "990101", "status", "attained", 2);
	count("2021", "990101", "status", "undetermined", 1);
	count("2021", "990201", "responded", "", 1);
	count("2021", "990201", "status", "attained", 1);
	cr_assert_eq(make(NULL), GR_OK, "%s", err.message);
	const struct gr_figures *city = of(1, GR_LEVEL_CITY, "9901");
	const struct gr_figures *land = of(1, GR_LEVEL_PROVINCE, "99");

	cr_expect(city->attained == 2 && city->undetermined == 1
	    && city->not_responded == 0 && city->attained_high == 3);
	cr_expect(land->attained == 3 && land->registered == 5
	    && land->not_responded == 1 && land->attained_high == 5);
	cr_expect_eq(of(0, GR_LEVEL_PROVINCE, "99")->responded, 0);
	cr_expect_eq(city->need, GR_NO_FIGURE, "no target, no need");
	cr_expect_eq(city->pilot, GR_NO_FIGURE, "no such role");
	cr_expect_eq(of(0, GR_LEVEL_CITY, "9901")->newly_attained,
	    GR_NO_FIGURE);
}

Test(figures, units_that_are_named_are_followed)
{
	/* u1 attained in both waves, u2 only then, u4 only now */
	const uint64_t attained[] = { 3, 1, 0, 2, 0 };

	count("2020", "990101", "responded", "", 2);
	count("2020", "990101", "status", "attained", 2);
	count("2021", "990101", "responded", "", 2);
	count("2021", "990101", "status", "attained", 1);
	count("2021", "990201", "responded", "", 1);
	count("2021", "990201", "status", "attained", 1);
	cr_assert_eq(make(attained), GR_OK, "%s", err.message);
	const struct gr_figures *east = of(1, GR_LEVEL_CITY, "9901");
	const struct gr_figures *land = of(1, GR_LEVEL_PROVINCE, "99");

	cr_expect(east->newly_attained == 0 && east->no_longer_attained == 1);
	cr_expect(land->newly_attained == 1 && land->no_longer_attained == 1);
}

Test(figures, sums_of_several_units_are_one_exact_sum)
{
	count("2021", "990101", "sum", "a", 3);
	count("2021", "990101", "sum", "a/1000", 7);
	count("2021", "990201", "sum", "a/10", -25);
	cr_assert_eq(make(NULL), GR_OK);
	struct gr_sum sum = gr_aggregate_sum(statistics,
	    at(1, GR_LEVEL_PROVINCE, "99"), GR_S("sum"), GR_S("a"));

	cr_expect(sum.coef == 507 && sum.scale == 3);
	sum = gr_aggregate_sum(statistics, at(1, GR_LEVEL_CITY, "9902"),
	    GR_S("sum"), GR_S("a"));
	cr_expect(sum.coef * 10 == -25 * (gr_i128)(sum.scale == 3 ? 1000 : 10));
}

Test(figures, dates_are_by_a_day_for_certain_or_at_most)
{
	int64_t certain, at_most;
	int32_t day;

	cr_assert(gr_date_from_civil(2021, 6, 30, &day));
	count("2021", "990101", "responded_by", "2021-06-30", 1);
	count("2021", "990101", "responded_by", "2021-07-01", 1);
	count("2021", "990101", "responded_by", "2021-06", 2);
	count("2021", "990101", "responded_by", "2021", 4);
	count("2021", "990101", "responded_by", "?", 8);
	cr_assert_eq(make(NULL), GR_OK);
	gr_aggregate_by(statistics, at(1, GR_LEVEL_CITY, "9901"),
	    GR_S("responded_by"), day, &certain, &at_most);
	cr_expect_eq(certain, 3);
	cr_expect_eq(at_most, 15);
}

Test(figures, more_records_than_units_is_an_error)
{
	count("2021", "990201", "responded", "", 3);
	cr_expect_eq(make(NULL), GR_EDATA);
}

Test(figures, points_that_are_no_number_are_an_error)
{
	count("2021", "990201", "points", "many", 1);
	cr_expect_eq(make(NULL), GR_EDATA);
}

Test(figures, the_line_of_a_place_has_a_cell_for_every_column)
{
	struct gr_place_table *table;
	struct gr_row_print line = { .cells = 0 };
	const struct gr_slice *name, *field;
	size_t names, fields;

	little_read("indicators.csv",
	    "name,title_en,numerator,denominator,decimals,threshold\n"
	    "x,,a,b,1,50\n");
	cr_assert_eq(make(NULL), GR_OK);
	cr_assert_eq(gr_place_table_new(keep, &standard, &table, &err), GR_OK);
	name = gr_place_table_names(table, &names);
	for (size_t i = 0; i < areas.areas; i++) {
		gr_place_table_line(table, statistics, &areas, i, true, &line);
		cr_assert_eq(gr_row_print_fields(&line, &field, &fields, &err),
		    GR_OK);
		cr_expect_eq(fields, names);
		for (size_t k = 0; k < fields; k++)
			cr_expect(gr_slice_find(field[k], GR_S("nan"))
			        == SIZE_MAX,
			    "%.*s", GR_ARG(name[k]));
	}
	gr_row_print_free(&line);
}

Test(figures, a_share_of_nothing_is_empty)
{
	struct gr_result_table table;
	struct gr_row_print line = { .cells = 0 };
	const struct gr_slice *field;
	size_t n;

	count("2021", "990101", "criterion", "P=0", 1);
	count("2021", "990101", "criterion", "P=1", 2);
	count("2021", "990101", "criterion", "Q=N", 3);
	cr_assert_eq(make(NULL), GR_OK);
	cr_assert_eq(gr_result_table_make(keep, &standard, "criteria", &table,
	                 &err),
	    GR_OK);
	cr_assert_eq(table.ids, 2);
	gr_result_table_line(&table, statistics, &areas,
	    at(1, GR_LEVEL_CITY, "9901"), 0, &line);
	cr_assert_eq(gr_row_print_fields(&line, &field, &n, &err), GR_OK);
	cr_assert_eq(n, GR_RESULT_COLUMNS);
	cr_expect(gr_slice_eq(field[3], GR_S("P")));
	cr_expect(gr_slice_eq(field[8], GR_S("33.33")));
	gr_result_table_line(&table, statistics, &areas,
	    at(1, GR_LEVEL_CITY, "9901"), 1, &line);
	cr_assert_eq(gr_row_print_fields(&line, &field, &n, &err), GR_OK);
	cr_expect(gr_slice_eq(field[6], GR_S("3")));
	cr_expect_eq(field[8].len, 0);
	gr_row_print_free(&line);
}
