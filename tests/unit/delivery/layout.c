/* layout.h: the heading's row is found, and each of its columns, or it is
 * refused. */
#include "layout_standard.h"

enum { MOST_ROWS = 24 };

TestSuite(layout, .init = layout_setup, .fini = layout_teardown);

static struct gr_layout layout;
static bool identified;

/* Rows written as "a|b|c", the last one NULL. */
static void find(const char *const *text)
{
	static struct gr_kept_row row[MOST_ROWS];
	struct gr_err err;
	size_t n = 0;

	for (; text[n]; n++) {
		struct gr_slice rest = gr_slice_of(text[n]), part;
		struct gr_slice *cell = GR_NEW_ARRAY(keep, 16, struct gr_slice);
		row[n] = (struct gr_kept_row){ .cell = cell, .line = n + 1 };
		while (gr_slice_split(&rest, '|', &part))
			cell[row[n].cells++] = part;
	}
	cr_assert_eq(gr_layout_find(headings, &standard, keep, row, n, &layout,
	                 &identified, &err),
	    GR_OK);
}

#define FIND(...) find((const char *const[]){ __VA_ARGS__, NULL })

Test(layout, the_row_with_most_known_columns_is_the_heading)
{
	FIND("Schools of 2021", "Remark|School: Oak", "Code|Name|Homes|x",
	    "1|2|3|4");
	cr_assert(identified);
	cr_assert_eq(layout.first, 2);
	cr_assert_eq(layout.rows, 1);
	cr_assert_eq(layout.width, 4);
	cr_assert_eq(layout.known, 3);
	cr_assert_eq(layout.role[GR_ROLE_CODE], 0);
	cr_assert_eq(layout.file_column[HOMES], 2);
	cr_assert_eq(layout.file_column[AREA], GR_NONE);
	cr_assert_eq(layout.column[3].state, GR_COLUMN_UNKNOWN);
}

Test(layout, without_code_or_name_there_is_no_heading)
{
	FIND("Homes|Remark", "1|2");
	cr_assert_not(identified);
	cr_assert_eq(layout.known, 2);
	FIND("a|b", "1|2");
	cr_assert_eq(layout.known, 0);
}

Test(layout, headings_below_the_first_twenty_rows_are_not_seen)
{
	const char *text[MOST_ROWS] = { NULL };

	for (size_t i = 0; i < 20; i++)
		text[i] = "x|y";
	text[20] = "Code|Name";
	find(text);
	cr_assert_not(identified);
	find(text + 1);
	cr_assert(identified);
	cr_assert_eq(layout.first, 19);
}

Test(layout, two_rows_are_joined_under_merged_cells)
{
	FIND("Code|Name|Noise is||Remark", "||kept down|loud|", "1|2|3|4|5");
	cr_assert_eq(layout.rows, 2);
	cr_assert_eq(layout.file_column[NOISE], 2);
	cr_assert_eq(layout.column[3].state, GR_COLUMN_UNKNOWN);
	cr_assert(gr_slice_eq(layout.column[3].header, GR_S("Noise isloud")));
}

Test(layout, units_and_answers_may_stand_below_their_titles)
{
	FIND("Code|Name|Area|Is a pilot|Homes", "Unit||ha|yes/no|homes",
	    "1|2|3|4|5");
	cr_assert_eq(layout.rows, 2);
	cr_assert(gr_slice_eq(layout.column[2].unit, GR_S("ha")));
	cr_assert(gr_slice_eq(layout.column[2].header, GR_S("Area(ha)")));
	cr_assert_eq(layout.column[3].state, GR_COLUMN_READ);
	FIND("Code|Name|Area|Homes", "||(ha)|", "1|2|3|4");
	cr_assert_eq(layout.rows, 2);
	cr_assert(gr_slice_eq(layout.column[2].unit, GR_S("ha")));
	FIND("Code|Name|Area|Homes", "||ha|ha", "1|2|3|4");
	cr_assert_eq(layout.column[3].state, GR_COLUMN_UNIT);
}

Test(layout, a_row_of_data_is_no_row_of_units)
{
	FIND("Code|Name|Area|Homes", "||3|4", "1|2|3|4");
	cr_assert_eq(layout.rows, 1);
	FIND("Code|Name|Area|Homes", "1|Oak|ha|homes", "1|2|3|4");
	cr_assert_eq(layout.rows, 1);
}

Test(layout, a_title_is_no_upper_row)
{
	FIND("Survey||", "Code|Name|Homes", "1|2|3");
	cr_assert_eq(layout.first, 1);
	cr_assert_eq(layout.rows, 1);
	FIND("||", "Code|Name|Homes", "1|2|3");
	cr_assert_eq(layout.first, 1);
}

Test(layout, two_columns_of_one_name_stop_each_other)
{
	FIND("Code|Name|Homes|Number of homes", "1|2|3|4");
	cr_assert_eq(layout.column[2].state, GR_COLUMN_DOUBLE);
	cr_assert_eq(layout.column[3].state, GR_COLUMN_DOUBLE);
	FIND("Code|Code|Name", "1|2|3");
	cr_assert_eq(layout.role[GR_ROLE_CODE], GR_NONE);
	cr_assert_eq(layout.role[GR_ROLE_NAME], 2);
}

Test(layout, a_lower_name_alone_gives_way_to_a_whole_one)
{
	FIND("Code|Name|Homes|Old part|Old", "|||Homes|Pilot", "1|2|3|4|5",
	    "Code|Name");
	cr_assert_eq(layout.column[2].state, GR_COLUMN_READ);
}

Test(layout, traps_units_and_inverse_questions)
{
	FIND("Code|Noise (yes/no)|Area (homes)|Area (ha)|No flood (yes/no)",
	    "1|2|3|4|5");
	cr_assert_eq(layout.column[1].state, GR_COLUMN_TRAP);
	cr_assert_eq(layout.column[2].state, GR_COLUMN_DOUBLE);
	cr_assert(layout.column[4].inverse);
	FIND("Code|Area (homes)", "1|2");
	cr_assert_eq(layout.column[1].state, GR_COLUMN_UNIT);
	FIND("Code|Area (ha)", "1|2");
	cr_assert(gr_slice_eq(layout.column[1].unit, GR_S("ha")));
	FIND("Code|Noise|Noise is kept down", "1|2|3");
	cr_assert_eq(layout.column[1].state, GR_COLUMN_UNKNOWN);
	cr_assert_eq(layout.column[2].state, GR_COLUMN_READ);
}

Test(layout, empty_headings_at_the_end_are_no_columns)
{
	FIND("Code|Name|| ", "1|2|3|4");
	cr_assert_eq(layout.width, 2);
}
