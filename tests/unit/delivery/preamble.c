/* preamble.h: what is said above the table holds for its rows, if it is clear.
 */
#include "layout_standard.h"

#include "delivery/preamble.h"

TestSuite(preamble, .init = layout_setup, .fini = layout_teardown);

static struct gr_preamble preamble;

/* One title row of these cells, over a heading of code and name. */
static void read_title(const char *text)
{
	static struct gr_slice heading[] = { S("Code"), S("Name") };
	struct gr_slice cell[16], rest = gr_slice_of(text), part;
	struct gr_kept_row row[2] = { { cell, 0, 1 }, { heading, 2, 2 } };
	struct gr_layout layout;
	struct gr_err err;
	bool identified;

	while (gr_slice_split(&rest, '|', &part))
		cell[row[0].cells++] = part;
	cr_assert_eq(gr_layout_find(headings, &standard, keep, row, 2, &layout,
	                 &identified, &err),
	    GR_OK);
	cr_assert_eq(layout.first, 1);
	cr_assert_eq(gr_preamble_read(headings, &standard, &words, &layout, row,
	                 keep, &preamble, &err),
	    GR_OK);
}

static void assert_given(size_t i, size_t column, const char *value)
{
	cr_assert_gt(preamble.n, i);
	cr_expect_eq(preamble.given[i].column, column);
	cr_expect(gr_slice_eq(preamble.given[i].value, gr_slice_of(value)),
	    "%.*s", GR_ARG(preamble.given[i].value));
}

Test(preamble, keys_and_values_in_one_cell_or_two)
{
	read_title("Reported-on：x　reported: 2021-03-05　Remark:a b c|County："
	           "|North");
	cr_assert_eq(preamble.n, 3);
	assert_given(0, REPORTED, "2021-03-05");
	assert_given(1, REMARK, "a b c");
	assert_given(2, COUNTY, "North");
	cr_assert(preamble.told[0]);
}

Test(preamble, what_identifies_a_record_or_a_person_is_not_taken)
{
	read_title("Code: 2301　Name: Oak　Phone: 13812345678　Homes: 7");
	cr_assert_eq(preamble.n, 0);
	cr_assert_not(preamble.told[0]);
}

Test(preamble, an_empty_form_says_nothing)
{
	read_title("reported:　　年　　月　　日|Remark:");
	cr_assert_eq(preamble.n, 0);
}

Test(preamble, personal_numbers_are_masked_and_marks_escaped)
{
	read_title("Remark: call 13812345678");
	assert_given(0, REMARK, "call ***********");
	read_title("Remark: !x");
	assert_given(0, REMARK, "\\!x");
}

Test(preamble, units_must_be_the_dictionarys)
{
	read_title("Unit: homes、sqkm");
	cr_assert_eq(preamble.bad_unit.len, 0);
	cr_assert(preamble.told[0]);
	read_title("Unit: homes, hectares");
	cr_assert(gr_slice_eq(preamble.bad_unit, GR_S("hectares")));
	cr_assert_eq(preamble.bad_unit_line, 1);
	read_title("Unit: roubles");
	cr_assert_eq(preamble.bad_unit.len, 0);
}

static void assert_bad_unit(const char *title, const char *unit)
{
	read_title(title);
	cr_expect(gr_slice_eq(preamble.bad_unit, gr_slice_of(unit)), "%s: %.*s",
	    title, GR_ARG(preamble.bad_unit));
}

Test(preamble, units_however_they_are_announced)
{
	assert_bad_unit("Unit: homes, ha", "ha");
	assert_bad_unit("（Unit：homes，ha）", "ha");
	assert_bad_unit("A survey　【Unit：ha】", "ha");
	assert_bad_unit("Unit（homes、ha）", "ha");
	assert_bad_unit("Surface-unit: ha", "");
	assert_bad_unit("SurfaceUnit: ha", "ha");
	assert_bad_unit("(Unit: homes)", "");
	assert_bad_unit("Unit of all: ha", "");
}
