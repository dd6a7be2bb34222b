/* area_rule.h: which province and which city has a county. */
#include "standard/area_rule.h"
#include <criterion/criterion.h>

#include "little.h"

TestSuite(area_rule, .init = little_open, .fini = little_teardown);

static void read_areas(const char *rows)
{
	char text[1024];

	(void)snprintf(text, sizeof(text),
	    "prefix,level,code,title_zh,title_en\n%s", rows);
	little_read("areas.csv", text);
}

static void expect(struct gr_slice got, const char *want)
{
	cr_expect(gr_slice_eq(got, gr_slice_of(want)), "'%.*s', not '%s'",
	    GR_ARG(got), want);
}

Test(area_rule, knows_a_province_by_its_region)
{
	expect(gr_region_prefix(GR_S("230000")), "23");
	expect(gr_region_prefix(GR_S("500000")), "50");
	expect(gr_region_prefix(GR_S("000000")), "");
	expect(gr_region_prefix(GR_S("")), "");
}

Test(area_rule, the_longest_prefix_decides)
{
	read_areas(",nation,000000,,Land\n65,province,650000,,West\n"
	           "6590,province,660000,,Corps\n11,province,110000,,Town\n"
	           "1101,city,110000,,Town\n6590,city,county,,\n");
	expect(standard.region, "000000");
	expect(standard.region_name_en, "Land");
	expect(gr_area_rule_province(&standard, GR_S("650102"))->code,
	    "650000");
	expect(gr_area_rule_province(&standard, GR_S("659001"))->code,
	    "660000");
	cr_expect_null(gr_area_rule_province(&standard, GR_S("230102")));
	expect(gr_area_rule_city(&standard, GR_S("110101"))->code, "110000");
	cr_expect(gr_area_rule_city(&standard, GR_S("659001"))->each_county);
	cr_expect_null(gr_area_rule_city(&standard, GR_S("650102")));
	expect(gr_area_rule_of(&standard, true, GR_S("110000"))->name_zh,
	    "Town");
	cr_expect_null(gr_area_rule_of(&standard, false, GR_S("650000")));
}

Test(area_rule, a_standard_of_one_province_has_none)
{
	little_read(NULL, NULL);
	cr_expect_eq(standard.area_rules, 0);
	expect(standard.region, "99");
}
