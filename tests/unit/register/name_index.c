/* name_index.h: a unit is found by its name, and by no name that two have. */
#include "register/name_index.h"
#include <criterion/criterion.h>

#include "kept.h"

static const char register_csv[] =
    "community_code,community_name,city_code,city_name,county_code,"
    "county_name,street_code,street_name,valid_from,valid_to\n"
    "110101001001,沿江社区居委会,1101,东市,110101,向阳区,110101001,新兴街道,,\n"
    "110101001002,沿红社区,1101,东市,110101,向阳区,110101001,新兴街道,,\n"
    "110101002001,沿江社区,1101,东市,110101,向阳区,110101002,新兴镇,,\n"
    "110101002002,团结社区,1101,东市,110101,向阳区,110101002,新兴镇,,2020-12-31\n"
    "110101002003,团结大社区,1101,东市,110101,向阳区,110101002,新兴镇,,\n"
    "110201001001,沿江社区,1102,西市,110201,向阳区,110201001,新兴街道,,\n"
    "110201001002,和平居委会,1102,西市,110201,向阳区,110201001,新兴街道,,\n"
    "110201001003,和平社区,1102,西市,110201,向阳区,110201001,新兴街道,,\n"
    "110201002001,林源社区,1102,西市,110201,向阳区,110201002,"
    "某省绥棱林业有限公司,,\n";

static const char names_csv[] =
    "kind,word\ncommittee,社区居委会\ncommittee,社区\ncommittee,居委会\n"
    "city,市\ncounty,区\nstreet,街道\nstreet,镇\noffice,办事处\n";

static struct gr_register reg;
static struct gr_name_words words;
static struct gr_name_index name_index;

static void setup(void)
{
	kept_open();
	scratch_text("names.csv", names_csv);
	scratch_text("register.csv", register_csv);
	cr_assert_eq(gr_name_words_read(keep, scratch_folder, &words, &err),
	    GR_OK);
	cr_assert_eq(gr_register_read(keep, scratch_path("register.csv"), NULL,
	                 &reg, &err),
	    GR_OK);
	cr_assert_eq(gr_name_index_make(keep, &reg, &words, GR_S("某省"),
	                 &name_index, &err),
	    GR_OK);
}

TestSuite(name_index, .init = setup, .fini = kept_close);

/* The same street and the same name in so many counties. */
static void read_counties(int n)
{
	struct gr_buf text = { 0 };

	gr_buf_add(&text,
	    GR_S("community_code,community_name,city_code,city_name,"
	         "county_code,county_name,street_code,street_name\n"));
	for (int i = 0; i < n; i++) {
		char row[160];
		int len = snprintf(row, sizeof row,
		    "11%04d001001,沿江社区,11%02d,%d市,11%04d,%d区,"
		    "11%04d001,新兴街道\n",
		    1000 + i, (1000 + i) / 100, (1000 + i) / 100, 1000 + i, i,
		    1000 + i);

		gr_buf_add(&text, gr_slice_make(row, (size_t)len));
	}
	gr_buf_byte(&text, '\0');
	scratch_text("register.csv", text.ptr);
	gr_buf_free(&text);
	cr_assert_eq(gr_register_read(keep, scratch_path("register.csv"), NULL,
	                 &reg, &err),
	    GR_OK, "%s", err.message);
	cr_assert_eq(gr_name_index_make(keep, &reg, &words, GR_S("某省"),
	                 &name_index, &err),
	    GR_OK);
}

static struct gr_written in(const char *city, const char *county,
    const char *street)
{
	return (struct gr_written){
		.city = gr_slice_of(city),
		.county = gr_slice_of(county),
		.street = gr_slice_of(street),
	};
}

/* The codes found in 2021, the last five digits of each, "then:" before those
 * of another time. */
static const char *found(struct gr_written written, const char *name)
{
	static char text[256];
	struct gr_found found = { .n_now = 0 };
	struct gr_buf key = { 0 };
	int32_t day;
	size_t n = 0;

	cr_assert(gr_wave_last_day(GR_S("2021"), &day));
	cr_assert_eq(gr_name_index_find(&name_index, &written,
	                 gr_slice_of(name), day, &key, &found, &err),
	    GR_OK);
	gr_buf_free(&key);
	text[0] = '\0';
	for (size_t i = 0; i < found.n_now; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n, "%s%.9s",
		    n ? " " : "", gr_unit_code(found.now[i]).ptr + 3);
	for (size_t i = 0; i < found.n_then; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n, "%sthen:%.9s",
		    n ? " " : "", gr_unit_code(found.then[i]).ptr + 3);
	return text;
}

Test(name_index, finds_by_street_and_stem_where_the_rest_agrees)
{
	cr_expect_str_eq(found(in("东市", "向阳区", "新兴街道"), "沿江社区"),
	    "101001001");
	cr_expect_str_eq(found(in("西市", "向阳区", "新兴街道"), "沿江"),
	    "201001001");
	cr_expect_str_eq(found(in("", "向阳区", "新兴街道"), "沿江"),
	    "101001001 201001001");
	cr_expect_str_eq(found(in("东市", "向阳区", "新兴镇"), "沿江"),
	    "101002001");
	cr_expect_str_eq(found(in("东市", "向阳区", ""), "沿江"), "");
	cr_expect_str_eq(found(in("东市", "阳区", "新兴镇"), "沿江"), "");
	cr_expect_str_eq(found(in("东市", "向阳区", "新兴镇"), "沿红"), "");

	struct gr_written coded = in("", "", "新兴街道");
	coded.county_code = GR_S("110201");
	cr_expect_str_eq(found(coded, "沿江"), "201001001");
}

Test(name_index, reads_places_with_a_word_left_out_or_parents_before)
{
	cr_expect_str_eq(
	    found(in("某省西市", "西市向阳区", "向阳区新兴街道办事处"), "沿江"),
	    "201001001");
	cr_expect_str_eq(found(in("西", "向阳", "新兴街道"), "沿江"),
	    "201001001");
	/* "新兴" may be the 街道 or the 镇 */
	cr_expect_str_eq(found(in("东市", "向阳区", "新兴"), "沿江"),
	    "101001001 101002001");
	cr_expect_str_eq(found(in("东市", "向阳区", "新兴"), "沿红"),
	    "101001002");
}

Test(name_index, finds_a_street_whose_own_name_begins_with_the_region)
{
	cr_expect_str_eq(found(in("西市", "向阳区", "某省绥棱林业有限公司"),
	                     "林源"),
	    "201002001");
}

Test(name_index, prefers_the_same_suffix_where_stems_are_equal)
{
	cr_expect_str_eq(found(in("西市", "向阳区", "新兴街道"), "和平居委会"),
	    "201001002");
	cr_expect_str_eq(found(in("西市", "向阳区", "新兴街道"), "和平社区"),
	    "201001003");
	cr_expect_str_eq(found(in("西市", "向阳区", "新兴街道"), "和平"),
	    "201001002 201001003");
}

Test(name_index, tells_units_of_another_time_apart)
{
	cr_expect_str_eq(found(in("东市", "向阳区", "新兴镇"), "团结社区"),
	    "then:101002002");
}

Test(name_index, of_one_street_in_many_counties_that_which_is_written_is_found)
{
	enum { COUNTIES = 5000 }; /* more than a query remembers */
	static const int some[] = { 0, 1, 63, 64, 127, 4095, 4096, 4999 };
	struct gr_found all = { .n_now = 0 };
	struct gr_written nowhere = in("", "", "新兴街道");
	struct gr_buf key = { 0 };

	read_counties(COUNTIES);
	for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
		char county[16], code[16], want[16];
		struct gr_written by_code = nowhere;

		snprintf(county, sizeof county, "%d区", some[i]);
		snprintf(code, sizeof code, "11%04d", 1000 + some[i]);
		snprintf(want, sizeof want, "%.3s001001", code + 3);
		cr_expect_str_eq(found(in("", county, "新兴街道"), "沿江"),
		    want, "%s", county);
		by_code.county_code = gr_slice_of(code);
		cr_expect_str_eq(found(by_code, "沿江社区"), want, "%s", code);
	}
	cr_assert_eq(gr_name_index_find(&name_index, &nowhere, GR_S("沿江社区"),
	                 0, &key, &all, &err),
	    GR_OK);
	cr_expect_eq(all.n_now, COUNTIES);
	gr_buf_free(&key);
}
