/* areas.h: every wave has the places that its register has, and only those. */
#include "register/areas.h"
#include <criterion/criterion.h>

#include "kept.h"

static struct gr_register reg;
static struct gr_areas areas;

static const struct gr_slice waves[] = { { "2020", 4 }, { "2021", 4 } };

TestSuite(areas, .init = kept_open, .fini = kept_close);

static void make(const char *units)
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
	cr_assert_eq(gr_areas_make(keep, &reg, GR_S("90"), GR_S("Land"), waves,
	                 2, &areas, &err),
	    GR_OK);
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
