/* row_kind.h: a row that is no record is known for what it is. */
#include "layout_standard.h"

#include "delivery/row_kind.h"

static struct gr_slice head_cell[] = { S("Code"), S("Name"), S("County"),
	S("Homes") };
static struct gr_slice title_cell[] = { S("Part"), S(""), S("Other"), S("") };
static const struct gr_kept_row head[] = { { title_cell, 4, 1 },
	{ head_cell, 4, 2 } };
static struct gr_layout layout;
static struct gr_row_judge judge;

static void setup(void)
{
	struct gr_err err;
	bool identified;

	layout_setup();
	cr_assert_eq(gr_layout_find(headings, &standard, keep, head, 2, &layout,
	                 &identified, &err),
	    GR_OK);
	cr_assert_eq(layout.first, 1);
	cr_assert_eq(gr_row_judge_begin(&judge, &layout, &words, headings, head,
	                 &err),
	    GR_OK);
}

static void teardown(void)
{
	gr_row_judge_end(&judge);
	layout_teardown();
}

TestSuite(row_kind, .init = setup, .fini = teardown);

static void assert_kind(const char *text, enum gr_row_kind want)
{
	struct gr_slice cell[16], rest = gr_slice_of(text), part;
	struct gr_csv_record record = { .cell = cell, .line = 9 };
	enum gr_row_kind got;
	struct gr_err err;

	while (gr_slice_split(&rest, '|', &part))
		cell[record.cells++] = part;
	cr_assert_eq(gr_row_judge_kind(&judge, &record, &got, &err), GR_OK);
	cr_expect_eq(got, want, "%s: %d", text, (int)got);
}

Test(row_kind, a_row_with_a_code_is_a_record_whatever_its_name)
{
	assert_kind("2301|Oak|x|5", GR_ROW_DATA);
	assert_kind("2301|Total|x|5", GR_ROW_DATA);
	assert_kind("２３０１|Note: x||", GR_ROW_DATA);
	assert_kind("2.3E+11|Total||", GR_ROW_DATA);
}

Test(row_kind, blanks)
{
	assert_kind("", GR_ROW_BLANK);
	assert_kind("| |　|", GR_ROW_BLANK);
}

Test(row_kind, numbering_only_below_a_heading)
{
	assert_kind("甲|A|1|2", GR_ROW_NUMBERING);
	assert_kind("2301|Oak|x|5", GR_ROW_DATA);
	assert_kind("A|B|1|2", GR_ROW_DATA);
	assert_kind("Code|Name|County|Homes", GR_ROW_HEADING);
	assert_kind("(1)|(2)|(3)|(4)", GR_ROW_NUMBERING);
	assert_kind("Code|Name|County|Homes", GR_ROW_HEADING);
	assert_kind("甲|1|2|3 = 1 + 2", GR_ROW_NUMBERING);
}

Test(row_kind, numbers_that_do_not_count_up_are_no_numbering)
{
	assert_kind("|3|5|9", GR_ROW_DATA);
}

Test(row_kind, headings_and_titles_again)
{
	assert_kind("Code|Na me|County|Homes", GR_ROW_HEADING);
	assert_kind("Part||Other|", GR_ROW_HEADING);
	assert_kind("Continued (2)|||", GR_ROW_CONTINUED);
	assert_kind("续表|||", GR_ROW_CONTINUED);
	assert_kind("Name|Code|County|Homes", GR_ROW_OTHER_HEADING);
	assert_kind("Code|Name|County|Area", GR_ROW_OTHER_HEADING);
	assert_kind("|Name|an old oak|tall", GR_ROW_DATA);
}

Test(row_kind, the_heading_again_in_other_words)
{
	assert_kind("Code|School|County|Number of homes", GR_ROW_HEADING);
	assert_kind("Code|School|County|Homes|", GR_ROW_HEADING);
	assert_kind("Code|School|County", GR_ROW_OTHER_HEADING);
	assert_kind("Code|School|County|Homes|Area", GR_ROW_OTHER_HEADING);
}

Test(row_kind, sums_by_the_whole_word_alone_or_behind_a_place)
{
	assert_kind("|Total||3", GR_ROW_TOTAL);
	assert_kind("|T o t a l：||3", GR_ROW_TOTAL);
	assert_kind("Total|||3", GR_ROW_TOTAL);
	assert_kind("|道里区小计||3", GR_ROW_SUBTOTAL);
	assert_kind("|Oak City Total||3", GR_ROW_TOTAL);
	assert_kind("|小计划||3", GR_ROW_DATA);
	assert_kind("|My Total||3", GR_ROW_DATA);
	assert_kind("|Totals||3", GR_ROW_DATA);
	assert_kind("|Oak|Total|3", GR_ROW_TOTAL);
	assert_kind("|Oak City Total (3 of 4)：||3", GR_ROW_TOTAL);
	assert_kind("|(Total)||3", GR_ROW_DATA);
}

Test(row_kind, parts_of_sums)
{
	assert_kind("|Of which: new||3", GR_ROW_OF_WHICH);
	assert_kind("|其中：新||3", GR_ROW_OF_WHICH);
	assert_kind("|# new||3", GR_ROW_MARK);
	assert_kind("|＃新||3", GR_ROW_MARK);
	assert_kind("#N/A|Oak|x|3", GR_ROW_DATA);
	assert_kind("#####|Oak|x|3", GR_ROW_DATA);
	assert_kind("|#REF!|x|3", GR_ROW_DATA);
}

Test(row_kind, footnotes_and_their_further_lines)
{
	assert_kind("Note: all of it, as of May|||", GR_ROW_FOOTNOTE);
	assert_kind("2. more|of it||", GR_ROW_FOOTNOTE);
	assert_kind("and more|||", GR_ROW_FOOTNOTE);
	assert_kind("|Oak|x|5", GR_ROW_DATA);
	assert_kind("and more|||", GR_ROW_TEXT);
}

Test(row_kind, a_line_of_text_has_one_cell_that_names_no_unit)
{
	assert_kind("A survey of the North", GR_ROW_TEXT);
	assert_kind("||North|", GR_ROW_DATA);
	assert_kind("第 1 页，共 2 页|||", GR_ROW_TEXT);
	assert_kind("|Oak||", GR_ROW_DATA);
	assert_kind("|||5", GR_ROW_DATA);
	assert_kind("A survey|||5", GR_ROW_DATA);
	assert_kind("，Oak，North，5", GR_ROW_DATA);
	assert_kind("为230102的|||", GR_ROW_DATA);
	assert_kind("2301|||", GR_ROW_DATA);
}

Test(row_kind, a_name_that_begins_like_a_footnote_is_a_name)
{
	assert_kind("|Notehall|x|5", GR_ROW_DATA);
	assert_kind("|Notehall: x|x|5", GR_ROW_FOOTNOTE);
	assert_kind("|注山|x|5", GR_ROW_DATA);
}

Test(row_kind, what_a_code_looks_like)
{
	cr_assert(gr_cell_is_code(GR_S("230102001001")));
	cr_assert(gr_cell_is_code(GR_S(" '2301 ")));
	cr_assert(gr_cell_is_code(GR_S("AB-12")));
	cr_assert(gr_cell_is_code(GR_S("２３０１")));
	cr_assert_not(gr_cell_is_code(GR_S("")));
	cr_assert_not(gr_cell_is_code(GR_S("12")));
	cr_assert_not(gr_cell_is_code(GR_S("（１）")));
	cr_assert_not(gr_cell_is_code(GR_S("Total")));
	cr_assert(gr_cell_is_code(GR_S("230102 001 001")));
	cr_assert_not(gr_cell_is_code(GR_S("2. more of it")));
	cr_assert_not(gr_cell_is_code(GR_S("2021年")));
	cr_assert_not(gr_cell_is_code(GR_S("—/")));
}
