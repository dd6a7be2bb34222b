/* view.h: expressions see a record's cells, its parameters, its last wave. */
#include "standard/view.h"

#include "little.h"

static struct gr_view view;
static struct gr_header header;

static void setup(void)
{
	little_setup();
	header = little_header("wave|src|line|b|id|town|shire|prev.b|a");
	cr_assert_eq(gr_view_make(keep, &standard, &header, &view, &err),
	    GR_OK);
}

static void teardown(void)
{
	gr_view_free(&view);
	little_teardown();
}

TestSuite(view, .init = setup, .fini = teardown);

static int32_t day(int month, int day_of_month)
{
	int32_t number = 0;

	cr_assert(gr_date_from_civil(2021, month, day_of_month, &number));
	return number;
}

static enum gr_status load(const char *line, const char *as_of,
    int32_t wave_as_of)
{
	struct gr_row row = little_row(line);

	return gr_view_load(&view, &row, gr_slice_of(as_of), wave_as_of, &err);
}

static void must_load(const char *line, const char *as_of, int32_t wave_as_of)
{
	cr_assert_eq(load(line, as_of, wave_as_of), GR_OK, "%s",
	    scratch_said(&err));
}

static void expect(struct gr_slice got, const char *want)
{
	cr_expect(gr_slice_eq(got, gr_slice_of(want)), "'%.*s' is not '%s'",
	    GR_ARG(got), want);
}

static void expect_least(const char *want)
{
	for (size_t i = 0; i < standard.parameter_names; i++) {
		if (gr_slice_eq(standard.parameter_name[i], GR_S("least")))
			expect(view.parameter[i], want);
	}
}

Test(view, lays_out_columns_by_name_wherever_they_stand)
{
	must_load("2021|f|3|7|X1|9902|990201|5|6", "", day(12, 31));
	expect(view.now[gr_standard_column(&standard, GR_S("a"))], "6");
	expect(view.now[gr_standard_column(&standard, GR_S("b"))], "7");
	expect(view.prev[gr_standard_column(&standard, GR_S("b"))], "5");
	expect(gr_view_role(&view, GR_ROLE_CODE), "X1");
}

Test(view, what_the_input_lacks_is_missing)
{
	must_load("2021|f|3|7|X1|9902|990201|5|6", "", day(12, 31));
	expect(gr_view_role(&view, GR_ROLE_PARTICIPATING), "");
	expect(gr_view_role(&view, GR_ROLE_PILOT), "");
}

Test(view, builds_in_the_wave_and_the_dates_it_is_seen_at)
{
	must_load("2021|f|3|7|X1|9902|990201|5|6", "2022-05-04", day(12, 31));
	expect(view.parameter[GR_PARAM_WAVE], "2021");
	expect(view.parameter[GR_PARAM_WAVE_AS_OF], "2021-12-31");
	expect(view.parameter[GR_PARAM_AS_OF], "2022-05-04");
	must_load("2020|f|3|7|X1|9902|990201|5|6", "", day(12, 31));
	expect(view.parameter[GR_PARAM_WAVE], "2020");
	expect(view.parameter[GR_PARAM_AS_OF], "");
}

Test(view, parameters_are_those_of_the_place_and_the_waves_as_of)
{
	must_load("2021|f|3|7|X1|9902|990201|5|6", "", day(12, 31));
	expect_least("2");
	must_load("2021|f|3|7|X1|9901|990101|5|6", "", day(12, 31));
	expect_least("3");
	must_load("2021|f|3|7|X1|9901|990102|5|6", "", day(12, 31));
	expect_least("4");
	must_load("2021|f|3|7|X1|9902|990201|5|6", "", day(12, 31));
	expect_least("2");
}

Test(view, parameters_begin_on_their_day)
{
	must_load("2021|f|3|7|X1|9901|990101|5|6", "", day(6, 30));
	expect_least("2");
	gr_view_free(&view);
	cr_assert_eq(gr_view_make(keep, &standard, &header, &view, &err),
	    GR_OK);
	must_load("2021|f|3|7|X1|9901|990101|5|6", "", day(7, 1));
	expect_least("3");
}

Test(view, places_are_not_confused_by_where_one_code_ends)
{
	must_load("2021|f|3|7|X1|9901|990102|5|6", "", day(12, 31));
	expect_least("4");
	must_load("2021|f|3|7|X1|9901990|102|5|6", "", day(12, 31));
	expect_least("2");
}

static void expect_refused(const char *line, const char *sentence)
{
	cr_expect_eq(load(line, "", day(12, 31)), GR_EDATA);
	cr_expect_str_eq(scratch_said(&err), sentence);
}

Test(view, refuses_cells_that_are_not_canonical)
{
	expect_refused("2021|f|3|07|X1|9901|990102|5|6",
	    "in.tsv:8: b: '07' is not a canonical value");
	expect_refused("2021|f|3|7|X1|9901|990102|five|6",
	    "in.tsv:8: prev.b: 'five' is not a canonical value");
}

Test(view, refuses_waves_that_are_no_year)
{
	expect_refused("21|f|3|7|X1|9901|990102|5|6",
	    "in.tsv:8: wave: '21' is not a year of four digits");
	expect_refused("2021-01|f|3|7|X1|9901|990102|5|6",
	    "in.tsv:8: wave: '2021-01' is not a year of four digits");
	expect_refused("|f|3|7|X1|9901|990102|5|6",
	    "in.tsv:8: wave: '' is not a year of four digits");
}
