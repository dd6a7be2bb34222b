/* headings.h: a heading means one column, or why it means none is said. */
#include "layout_standard.h"

TestSuite(headings, .init = layout_setup, .fini = layout_teardown);

static struct gr_heading find(const char *text)
{
	struct gr_heading out;
	struct gr_err err;

	cr_assert_eq(gr_headings_find(headings, keep, gr_slice_of(text), &out,
	                 &err),
	    GR_OK);
	return out;
}

static void assert_found(const char *text, size_t column)
{
	struct gr_heading h = find(text);

	cr_expect_eq(h.kind, GR_HEADING_FOUND, "%s", text);
	cr_expect_eq(h.column, column, "%s", text);
}

static void assert_kind(const char *text, enum gr_heading_kind kind)
{
	cr_expect_eq(find(text).kind, kind, "%s", text);
}

Test(headings, titles_names_and_aliases)
{
	assert_found("Code", CODE);
	assert_found("code", CODE);
	assert_found("School", NAME);
	assert_found("Homes (homes)", HOMES);
}

Test(headings, blanks_brackets_and_quotes_do_not_matter)
{
	assert_found(" Code　", CODE);
	assert_found("C o d e", CODE);
	assert_found("Homes\n（homes）", HOMES);
	assert_found("Homes【homes】", HOMES);
	assert_found("“Code”", CODE);
	assert_found("Ｃｏｄｅ", CODE);
}

Test(headings, numbers_and_ornaments_are_no_part_of_a_heading)
{
	assert_found("*Code", CODE);
	assert_found("3. Homes (homes) *", HOMES);
	assert_found("（十二）Number of homes", HOMES);
	assert_found("①Area (must be given)", AREA);
	assert_found("1、Area（ha）*", AREA);
	assert_kind("* Din", GR_HEADING_TRAP);
	assert_kind("3Homes", GR_HEADING_UNKNOWN);
	assert_kind("*", GR_HEADING_UNKNOWN);
	assert_kind("1.", GR_HEADING_UNKNOWN);
}

Test(headings, units_are_split_off)
{
	assert_found("Homes", HOMES);
	assert_found("Homes/homes", HOMES);
	assert_found("Homes (dwellings)", HOMES);
	assert_found("Number of homes", HOMES);
	assert_found("Area(square km)", AREA);
	assert_found("Area (Unit: sq km)", AREA);
	cr_assert_eq(find("Area/km2").unit.len, 0);
}

Test(headings, a_convertible_unit_is_kept_another_stops)
{
	struct gr_heading h = find("Area（ha）");

	cr_assert_eq(h.kind, GR_HEADING_FOUND);
	cr_assert(gr_slice_eq(h.unit, GR_S("ha")));
	assert_kind("Area (homes)", GR_HEADING_UNIT);
	assert_kind("Homes (in thousands)", GR_HEADING_UNIT);
}

Test(headings, answers_in_brackets_belong_to_yes_or_no_only)
{
	assert_found("Is a pilot (yes/no)", PILOT);
	assert_found("Is a pilot（是/否）", PILOT);
	assert_kind("Remark (yes/no)", GR_HEADING_UNKNOWN);
	assert_kind("Is a pilot (maybe)", GR_HEADING_UNKNOWN);
}

Test(headings, the_opposite_question)
{
	struct gr_heading h = find("No flood（yes/no）");

	cr_assert_eq(h.column, FLOOD);
	cr_assert(h.inverse);
	cr_assert_not(find("Floods").inverse);
}

Test(headings, a_trap_is_known_by_the_word_it_lacks_or_by_its_alias)
{
	assert_found("Noise kept down (yes/no)", NOISE);
	assert_kind("Noise (yes/no)", GR_HEADING_TRAP);
	assert_kind("Noise", GR_HEADING_TRAP);
	assert_kind("Din", GR_HEADING_TRAP);
	assert_kind("Nois (yes/no)", GR_HEADING_UNKNOWN);
}

Test(headings, nothing_is_matched_by_resemblance)
{
	assert_kind("", GR_HEADING_UNKNOWN);
	assert_kind("Cod", GR_HEADING_UNKNOWN);
	assert_kind("Codes", GR_HEADING_UNKNOWN);
	assert_kind("code (x)", GR_HEADING_UNKNOWN);
	assert_kind("()", GR_HEADING_UNKNOWN);
	assert_kind(")", GR_HEADING_UNKNOWN);
	assert_kind("/", GR_HEADING_UNKNOWN);
	assert_kind("Code/", GR_HEADING_UNKNOWN);
	assert_kind("Homes/people", GR_HEADING_UNKNOWN);
	assert_kind("Homes/ha", GR_HEADING_UNIT);
}

Test(headings, units_above_a_table)
{
	bool known, converts;
	struct gr_err err;

	cr_assert_eq(gr_headings_unit(headings, GR_S("homes"), &known,
	                 &converts, &err),
	    GR_OK);
	cr_assert(known && !converts);
	cr_assert_eq(gr_headings_unit(headings, GR_S("hectares"), &known,
	                 &converts, &err),
	    GR_OK);
	cr_assert(!known && converts);
	cr_assert_eq(gr_headings_unit(headings, GR_S("roubles"), &known,
	                 &converts, &err),
	    GR_OK);
	cr_assert(!known && !converts);
}
