/* reference.h: places of cells are read and written as a spreadsheet does. */
#include <criterion/criterion.h>

#include "sheet/reference.h"

Test(reference, places)
{
	static const struct {
		const char *text;
		uint32_t row, column; /* 0: it is none */
	} table[] = { { "A1", 1, 1 }, { "$B$17", 17, 2 }, { "aa3", 3, 27 },
		{ "XFD1048576", 1048576, 16384 }, { "XFE1", 0, 0 },
		{ "A1048577", 0, 0 }, { "A0", 0, 0 }, { "A", 0, 0 },
		{ "17", 0, 0 }, { "", 0, 0 }, { "A1:B2", 0, 0 },
		{ "A1 ", 0, 0 }, { "AAAAAAAAAAAA1", 0, 0 },
		{ "A99999999999999", 0, 0 } };
	struct gr_cell_place place;

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		bool is = gr_cell_place_parse(table[i].text, &place);

		cr_assert_eq(is, table[i].row > 0, "%s", table[i].text);
		if (!is)
			continue;
		cr_assert_eq(place.row, table[i].row);
		cr_assert_eq(place.column, table[i].column);
	}
}

Test(reference, ranges)
{
	struct gr_cell_range range;

	cr_assert(gr_cell_range_parse("A2:C40", &range));
	cr_assert_eq(range.first.row, 2);
	cr_assert_eq(range.last.row, 40);
	cr_assert_eq(range.last.column, 3);
	cr_assert(gr_cell_range_parse("B7", &range));
	cr_assert_eq(range.last.row, 7);
	cr_assert_not(gr_cell_range_parse("C40:A2", &range));
	cr_assert_not(gr_cell_range_parse("A1:", &range));
	cr_assert_not(gr_cell_range_parse("A1:B2:C3", &range));
}

Test(reference, letters)
{
	static const struct {
		uint32_t column;
		const char *letters;
	} table[] = { { 1, "A" }, { 26, "Z" }, { 27, "AA" }, { 52, "AZ" },
		{ 702, "ZZ" }, { 703, "AAA" }, { 16384, "XFD" } };
	struct gr_buf out = { 0 };

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		gr_buf_clear(&out);
		gr_cell_column_print(&out, table[i].column);
		cr_assert(gr_slice_eq(gr_buf_slice(&out),
		    gr_slice_of(table[i].letters)));
	}
	gr_buf_free(&out);
}
