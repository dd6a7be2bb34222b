/* register.h: units and codes have their periods, and a wrong register is
 * refused. */
#include "register/register.h"
#include <criterion/criterion.h>

#include "kept.h"

#define HEAD \
	"community_code,community_name,city_code,city_name,county_code," \
	"county_name,street_code,street_name"
#define PLACE ",2301,A,230102,B,230102001,C"

static struct gr_register reg;

TestSuite(reg, .init = kept_open, .fini = kept_close);

static enum gr_status read_text(const char *text)
{
	scratch_text("register.csv", text);
	return gr_register_read(keep, scratch_path("register.csv"), &reg, &err);
}

static void must_read(const char *text)
{
	enum gr_status status = read_text(text);

	cr_assert_eq(status, GR_OK, "%s", scratch_said(&err));
}

static void expect_refused(const char *text, const char *sentence)
{
	kept_refusal(read_text(text), text, sentence);
}

static const char *name_in(const char *code, const char *wave)
{
	const struct gr_unit *unit = gr_register_find(&reg, gr_slice_of(code),
	    gr_slice_of(wave));
	static char text[64];

	if (!unit)
		return "none";
	snprintf(text, sizeof(text), "%.*s", GR_ARG(unit->name));
	return text;
}

Test(reg, holds_units_by_code_whatever_the_order_of_lines)
{
	must_read(HEAD "\n3,c" PLACE "\n1,a" PLACE "\n2,b" PLACE "\n");
	cr_assert_eq(reg.units, 3);
	for (size_t i = 0; i < 3; i++)
		cr_expect_eq(reg.unit[i].code.ptr[0], "123"[i]);
	cr_expect_eq(reg.unit[0].line, 3);
	cr_expect_eq(reg.unit[0].valid_from, INT32_MIN);
	cr_expect_eq(reg.unit[0].valid_to, INT32_MAX);
	cr_expect_str_eq(name_in("2", "2020"), "b");
	cr_expect_str_eq(name_in("4", "2020"), "none");
	cr_expect_str_eq(name_in("", "2020"), "none");
}

Test(reg, finds_the_name_a_code_had_on_the_last_day_of_a_wave)
{
	must_read(HEAD ",valid_from,valid_to\n"
	               "1,new" PLACE ",2021-12-31,\n"
	               "1,old" PLACE ",,2021-12-30\n"
	               "2,gone" PLACE ",2020-01-01,2020-12-31\n");
	cr_expect_str_eq(name_in("1", "2020"), "old");
	cr_expect_str_eq(name_in("1", "2021"), "new");
	cr_expect_str_eq(name_in("2", "2020"), "gone");
	cr_expect_str_eq(name_in("2", "2021"), "none");
	cr_expect_str_eq(name_in("2", "2019"), "none");
	cr_expect_str_eq(name_in("1", "20x0"), "none");

	size_t n;
	const struct gr_unit *unit = gr_register_periods(&reg, GR_S("1"), &n);
	cr_assert_eq(n, 2);
	cr_expect(gr_slice_eq(unit->name, GR_S("old")));
	cr_expect_null(gr_register_periods(&reg, GR_S("9"), &n));
	cr_expect_eq(n, 0);
}

Test(reg, takes_a_month_or_a_year_for_all_its_days)
{
	must_read(HEAD ",valid_from,valid_to\n1,a" PLACE ",2021,2022-11\n");
	cr_expect_str_eq(name_in("1", "2020"), "none");
	cr_expect_str_eq(name_in("1", "2021"), "a");
	cr_expect_str_eq(name_in("1", "2022"), "none");
}

Test(reg, refuses_what_is_not_a_register)
{
	expect_refused("community_code,community_name\n1,a\n",
	    "register.csv:1: city_code: this column is missing");
	expect_refused(HEAD "\n ,a" PLACE "\n",
	    "register.csv:2: community_code: a unit must have a code");
	expect_refused(HEAD "\n1," PLACE "\n",
	    "register.csv:2: community_name: a unit must have a name");
	expect_refused(HEAD "\n1,a" PLACE "\n2,b" PLACE "\n1,c" PLACE "\n",
	    "register.csv:4: community_code: 1 is in line 2 too, for the same "
	    "day");
	expect_refused(HEAD ",valid_from\n1,a" PLACE ",2021-02-30\n",
	    "register.csv:2: valid_from: '2021-02-30' is not a date "
	    "(YYYY-MM-DD)");
	expect_refused(HEAD ",valid_from,valid_to\n1,a" PLACE
	                    ",2021-02-02,2021-02-01\n",
	    "register.csv:2: valid_to: the period ends before it begins");
	expect_refused(HEAD ",valid_from,valid_to\n1,a" PLACE ",2021-01-01,\n"
	                    "1,b" PLACE ",,2021-01-01\n",
	    "register.csv:3: community_code: 1 is in line 2 too, for the same "
	    "day");
	expect_refused(HEAD "\n1,\"a\nb\"" PLACE "\n",
	    "register.csv:2: community_name: a line break, a tab or another "
	    "control character");
}

Test(reg, may_be_empty)
{
	must_read(HEAD "\n");
	cr_expect_eq(reg.units, 0);
	cr_expect_str_eq(name_in("1", "2020"), "none");
}
