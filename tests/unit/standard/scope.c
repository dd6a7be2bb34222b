/* scope.h: which row decides, what it comes to, and what is refused. */
#include "standard/scope.h"
#include "standard/view.h"
#include <criterion/criterion.h>

#include "little.h"

TestSuite(scope, .init = little_open, .fini = little_teardown);

static const struct gr_scope *decides[16];

static void read_scopes(const char *rows)
{
	char text[1024];

	(void)snprintf(text, sizeof(text),
	    "item,scope,valid_from,valid_to,state,source\n%s", rows);
	little_read("scopes.csv", text);
}

/* What a place has settled on a day, in words. */
static void expect_basis(const char *city, const char *county, int32_t day,
    const char *want)
{
	struct gr_slice own[16], common[16];
	struct gr_buf text = { 0 };

	cr_assert_leq(standard.parameter_names, 16);
	for (size_t i = 0; i < 16; i++)
		own[i] = common[i] = GR_S("");
	gr_standard_parameters(&standard, gr_slice_of(city),
	    gr_slice_of(county), day, own);
	gr_standard_parameters(&standard, GR_S(""), GR_S(""), day, common);
	gr_scope_find(&standard, gr_slice_of(city), gr_slice_of(county), day,
	    decides);
	gr_scope_print(&text, &standard, decides, own, common);
	cr_expect(gr_slice_eq(gr_buf_slice(&text), gr_slice_of(want)),
	    "%s %s: '%.*s', not '%s'", city, county,
	    GR_ARG(gr_buf_slice(&text)), want);
	gr_buf_free(&text);
}

enum { DAY_2020 = 18627, DAY_2021 = 18992 }; /* 31 December */

Test(scope, without_rows_nothing_is_local_but_parameters)
{
	little_read(NULL, NULL);
	cr_expect(standard.local);
	expect_basis("9902", "990201", DAY_2021, "");
	expect_basis("9901", "990101", DAY_2021, "least=3");
	expect_basis("9901", "990102", DAY_2021, "least=4");
	expect_basis("9901", "990101", DAY_2020, "");
}

Test(scope, a_standard_where_nothing_is_local_says_so)
{
	little_read("parameters.csv",
	    "name,scope,valid_from,valid_to,value\nleast,,,,2\n"
	    "attained_target_pct,,,,60\nattained_target_pct,9901,,,70\n");
	cr_expect_not(standard.local, "the target judges no record");
}

Test(scope, the_county_comes_before_its_city_then_the_atom_before_its_criterion)
{
	read_scopes("P,9902,2021,,off,No. 1\n"
	            "P.1,9902,2021,,soft,No. 2\n"
	            "P,990202,2021,,hard,No. 3\n"
	            "P.2,990203,2021,,off,No. 4\n"
	            "P.1,990204,,,hard,No. 5\n"
	            "Q,990205,,,soft,No. 6\n");
	expect_basis("9902", "990200", DAY_2020, "");
	expect_basis("9902", "990200", DAY_2021, "P.1:soft;P.2:off");
	expect_basis("9902", "990202", DAY_2021, "");
	expect_basis("9902", "990203", DAY_2021, "P.1:soft;P.2:off");
	expect_basis("9902", "990204", DAY_2021, "P.2:off");
	expect_basis("9902", "990205", DAY_2021, "P.1:soft;P.2:off;Q:soft");
	expect_basis("9903", "990200", DAY_2021, "");
	/* the county's word on the criterion is above the city's on an atom */
	gr_scope_find(&standard, GR_S("9902"), GR_S("990202"), DAY_2021,
	    decides);
	cr_expect_eq(decides[0]->line, 4);
	cr_expect(gr_slice_eq(decides[0]->source, GR_S("No. 3")));
}

Test(scope, days_are_those_of_the_row_the_last_among_them)
{
	read_scopes("Q,9902,2020-12-31,2021-06,off,No. 1\n");
	expect_basis("9902", "", DAY_2020 - 1, "");
	expect_basis("9902", "", DAY_2020, "Q:off");
	expect_basis("9902", "", DAY_2021 - 184, "Q:off"); /* 30 June */
	expect_basis("9902", "", DAY_2021 - 183, "");
}

Test(scope, soft_says_nothing_of_what_is_soft_anyway)
{
	read_scopes("P.2,9902,,,soft,No. 1\nP,9903,,,soft,No. 1\n"
	            "P.2,9904,,,off,No. 1\n");
	expect_basis("9902", "", DAY_2021, "");
	expect_basis("9903", "", DAY_2021, "P:soft");
	expect_basis("9904", "", DAY_2021, "P.2:off");
}

static void expect_place(const char *city, const char *county,
    enum gr_status want)
{
	gr_scope_find(&standard, gr_slice_of(city), gr_slice_of(county),
	    DAY_2021, decides);
	cr_expect_eq(gr_scope_check(&standard, decides, gr_slice_of(county),
	                 &err),
	    want, "%s %s", city, county);
}

Test(scope, city_and_county_together_may_not_take_all_out)
{
	read_scopes("P,9902,,,off,No. 1\nQ,990202,,,soft,No. 2\n"
	            "Q,990301,,,off,No. 3\n");
	expect_place("9902", "990201", GR_OK);
	expect_place("9903", "990301", GR_OK);
	expect_place("9902", "990202", GR_EUSAGE);
	cr_expect(strstr(scratch_said(&err),
	    "scopes.csv:3: item: leaves 990202 without a criterion"));
}
