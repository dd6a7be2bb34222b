/* areas.h: every wave has the places that its register has, and only those. */
#include "register/areas.h"
#include <criterion/criterion.h>

#include "kept.h"

static struct gr_register reg;
static struct gr_areas areas;

static const struct gr_slice waves[] = { { "2020", 4 }, { "2021", 4 } };

TestSuite(areas, .init = kept_open, .fini = kept_close);

static struct gr_standard rules; /* none, unless a test has some */

static void make_of(const char *code, const char *units)
{
	struct gr_buf text = { 0 };

	gr_buf_text(&text,
	    "community_code,community_name,city_code,city_name,"
	    "county_code,county_name,street_code,street_name,valid_from,"
	    "valid_to\n");
	gr_buf_text(&text, units);
	scratch_write("r.csv", text.ptr, text.len);
	gr_buf_free(&text);
	cr_assert_eq(gr_register_read(keep, scratch_path("r.csv"), NULL, &reg,
	                 &err),
	    GR_OK, "%s", scratch_said(&err));
	cr_assert_eq(gr_areas_make(keep, &reg,
	                 (struct gr_areas_region){ gr_slice_of(code),
	                     GR_S("Land"), &rules },
	                 waves, 2, &areas, &err),
	    GR_OK);
}

static void make(const char *units)
{
	rules = (struct gr_standard){ .path = "." };
	make_of("90", units);
}

static const struct gr_area *area(size_t wave, enum gr_level level,
    const char *code)
{
	size_t at = gr_areas_find(&areas, wave, level, gr_slice_of(code));

	cr_assert_neq(at, GR_NONE, "%s", code);
	return &areas.area[at];
}

Test(areas, count_the_units_of_each_wave)
{
	make("1,a,91,East,911,Old,s,S,,\n"
	     "2,b,91,East,912,New,s,S,,\n"
	     "3,c,92,West,921,Quay,s,S,2021-06-01,\n");
	cr_expect_eq(areas.areas, 4 + 6);
	cr_expect_eq(area(0, GR_LEVEL_PROVINCE, "90")->registered, 2);
	cr_expect_eq(area(1, GR_LEVEL_PROVINCE, "90")->registered, 3);
	cr_expect_eq(area(0, GR_LEVEL_CITY, "91")->registered, 2);
	cr_expect_eq(area(1, GR_LEVEL_COUNTY, "921")->registered, 1);
	cr_expect_eq(gr_areas_find(&areas, 0, GR_LEVEL_CITY, GR_S("92")),
	    GR_NONE);
	cr_expect(
	    gr_slice_eq(area(1, GR_LEVEL_COUNTY, "921")->name, GR_S("Quay")));
}

Test(areas, stand_in_order_and_know_each_other)
{
	make("3,c,92,West,921,Quay,s,S,,\n"
	     "1,a,91,East,911,Old,s,S,,\n");
	const struct gr_area *county = area(1, GR_LEVEL_COUNTY, "911");

	for (size_t i = 1; i < areas.areas; i++) {
		const struct gr_area *a = &areas.area[i - 1], *b = a + 1;

		cr_expect(
		    a->wave < b->wave || gr_slice_cmp(a->code, b->code) < 0);
	}
	cr_expect(&areas.area[county->city] == area(1, GR_LEVEL_CITY, "91"));
	cr_expect(
	    &areas.area[county->province] == area(1, GR_LEVEL_PROVINCE, "90"));
	cr_expect(
	    &areas.area[county->before] == area(0, GR_LEVEL_COUNTY, "911"));
	cr_expect_eq(area(0, GR_LEVEL_COUNTY, "911")->before, GR_NONE);
}

Test(areas, notice_units_that_come_go_and_move)
{
	make("1,a,91,East,911,Old,s,S,,\n"
	     "2,b,91,East,911,Old,s,S,,2020-12-31\n"
	     "3,c,91,East,911,Old,s,S,2021-01-01,\n"
	     "4,d,91,East,911,Old,s,S,,2020-12-31\n"
	     "4,d,91,East,912,New,s,S,2021-01-01,\n"
	     "5,e,91,East,912,New,s,S,,\n");
	cr_expect_eq(area(1, GR_LEVEL_CITY, "91")->entered, 1);
	cr_expect_eq(area(1, GR_LEVEL_CITY, "91")->left, 1);
	cr_expect_eq(area(1, GR_LEVEL_COUNTY, "911")->entered, 1);
	cr_expect_eq(area(1, GR_LEVEL_COUNTY, "911")->left, 2);
	cr_expect_eq(area(1, GR_LEVEL_COUNTY, "912")->entered, 1);
	cr_expect_eq(area(1, GR_LEVEL_COUNTY, "912")->left, 0);
	cr_expect_eq(area(0, GR_LEVEL_CITY, "91")->entered, 0);
}

Test(areas, a_county_and_a_city_may_share_a_code)
{
	make("1,a,91,East,91,East,s,S,,\n");
	cr_expect_eq(area(0, GR_LEVEL_CITY, "91")->registered, 1);
	cr_expect_eq(area(0, GR_LEVEL_COUNTY, "91")->registered, 1);
	cr_expect(
	    area(0, GR_LEVEL_CITY, "91") < area(0, GR_LEVEL_COUNTY, "91"));
}

Test(areas, an_empty_register_leaves_the_province)
{
	make("");
	cr_expect_eq(areas.areas, 2);
	cr_expect_eq(area(1, GR_LEVEL_PROVINCE, "90")->registered, 0);
}

static const struct gr_area_rule nation_rules[] = {
	{ .prefix = { "11", 2 },
	    .code = { "110000", 6 },
	    .name_zh = { "Town", 4 },
	    .province = true },
	{ .prefix = { "41", 2 },
	    .code = { "410000", 6 },
	    .name_zh = { "South", 5 },
	    .province = true },
	{ .prefix = { "1101", 4 },
	    .code = { "110000", 6 },
	    .name_zh = { "Town", 4 } },
	{ .prefix = { "4190", 4 },
	    .code = { "county", 6 },
	    .each_county = true },
};

static void make_nation(const char *units)
{
	rules = (struct gr_standard){ .path = ".",
		.area_rule = nation_rules,
		.area_rules = sizeof nation_rules / sizeof *nation_rules };
	make_of("000000", units);
}

Test(areas, of_a_nation_are_its_provinces_and_it_above_them)
{
	make_nation("1,a,110100,Within,110101,East,s,S,,\n"
	            "2,b,410100,Plain,410102,Hill,s,S,,\n"
	            "3,c,419000,None,419001,Spring,s,S,,\n"
	            "4,d,419000,None,419002,Lake,s,S,2021-06-01,\n");
	cr_expect_eq(area(0, GR_LEVEL_NATION, "000000")->registered, 3);
	cr_expect_eq(area(1, GR_LEVEL_NATION, "000000")->registered, 4);
	cr_expect_eq(area(1, GR_LEVEL_NATION, "000000")->entered, 1);
	cr_expect_eq(area(1, GR_LEVEL_PROVINCE, "110000")->registered, 1);
	cr_expect_eq(area(1, GR_LEVEL_PROVINCE, "410000")->registered, 3);
	cr_expect(gr_slice_eq(area(1, GR_LEVEL_PROVINCE, "410000")->name,
	    GR_S("South")));
	cr_expect_eq(areas.area[0].level, GR_LEVEL_NATION);
}

Test(areas, counties_of_odd_codes_are_counted_where_a_rule_says)
{
	make_nation("1,a,110100,Within,110101,East,s,S,,\n"
	            "2,b,410100,Plain,410102,Hill,s,S,,\n"
	            "3,c,419000,None,419001,Spring,s,S,,\n");
	const struct gr_area *town = area(1, GR_LEVEL_COUNTY, "110101");
	const struct gr_area *spring = area(1, GR_LEVEL_COUNTY, "419001");

	cr_expect(&areas.area[town->city] == area(1, GR_LEVEL_CITY, "110000"));
	cr_expect_eq(gr_areas_find(&areas, 1, GR_LEVEL_CITY, GR_S("110100")),
	    GR_NONE);
	cr_expect(
	    &areas.area[spring->city] == area(1, GR_LEVEL_CITY, "419001"));
	cr_expect(gr_slice_eq(areas.area[spring->city].name, GR_S("Spring")));
	cr_expect(&areas.area[spring->province]
	    == area(1, GR_LEVEL_PROVINCE, "410000"));
	cr_expect(
	    &areas.area[spring->nation] == area(1, GR_LEVEL_NATION, "000000"));
	cr_expect(&areas.area[areas.area[spring->city].province]
	    == area(1, GR_LEVEL_PROVINCE, "410000"));
}

Test(areas, a_county_of_no_province_is_counted_in_none_and_refused)
{
	struct gr_buf text = { 0 };

	gr_buf_text(&text,
	    "community_code,community_name,city_code,city_name,"
	    "county_code,county_name,street_code,street_name\n"
	    "1,a,230100,North,230102,Ice,s,S\n");
	scratch_write("r.csv", text.ptr, text.len);
	gr_buf_free(&text);
	cr_assert_eq(gr_register_read(keep, scratch_path("r.csv"), NULL, &reg,
	                 &err),
	    GR_OK);
	rules = (struct gr_standard){ .path = ".",
		.area_rule = nation_rules,
		.area_rules = sizeof nation_rules / sizeof *nation_rules };
	cr_expect_eq(gr_areas_make(keep, &reg,
	                 (struct gr_areas_region){ GR_S("000000"), GR_S("Land"),
	                     &rules },
	                 waves, 2, &areas, &err),
	    GR_EDATA);
	cr_expect(strstr(scratch_said(&err), "'230102'") != NULL, "%s",
	    scratch_said(&err));
}
