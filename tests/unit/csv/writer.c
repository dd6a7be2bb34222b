/* writer.h: cells are quoted where they must be, and none is run by a
 * spreadsheet. */
#include "csv/writer.h"
#include <criterion/criterion.h>

static void expect_row(const struct gr_slice *cell, size_t n, const char *want)
{
	struct gr_buf buf = { 0 };

	gr_csv_row(&buf, cell, n);
	cr_expect(gr_slice_eq(gr_buf_slice(&buf), gr_slice_of(want)),
	    "'%.*s' is not '%s'", GR_ARG(gr_buf_slice(&buf)), want);
	gr_buf_free(&buf);
}

Test(writer, joins_plain_cells_by_commas)
{
	struct gr_slice cell[] = { GR_S("鹤岗市"), GR_S(""), GR_S("62.12") };

	expect_row(cell, 3, "鹤岗市,,62.12\n");
}

Test(writer, quotes_what_would_be_read_otherwise)
{
	struct gr_slice cell[] = { GR_S("a,b"), GR_S("say \"so\""),
		GR_S("two\nlines"), GR_S(" blank ") };

	expect_row(cell, 4,
	    "\"a,b\",\"say \"\"so\"\"\",\"two\nlines\", blank \n");
}

Test(writer, a_row_of_one_empty_cell_is_not_a_blank_line)
{
	struct gr_slice cell[] = { GR_S("") };

	expect_row(cell, 1, "\"\"\n");
}

Test(writer, what_begins_like_a_formula_is_guarded)
{
	static const char *const bad[] = { "=SUM(A1)", "+cmd", "-cmd", "@x",
		"\t=1", "\rx", " =1", "　=1", "＝1", "＋x", "－x", "＠x",
		"\xc2\xa0-x", "\x01=1", "\x7f=1", "\xc2\x80=1",
		"\xc2\x9f\xc2\x85 \x1b@x", "\xe2\x80\xae+x", "\xd8\x9c=1",
		"\xe2\x81\xa6\xef\xbb\xbf＝1", "-1-1", "+1+1", "--1", "-", "=",
		"-1." };

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		cr_expect(gr_csv_is_formula(gr_slice_of(bad[i])), "%s", bad[i]);
}

Test(writer, what_is_harmless_is_left_alone)
{
	static const char *const good[] = { "", "-12.5", "+5", "-0", "12",
		">=2", "3-5", "a=b", "n/a", "?", "2021-03-05", "'=1", "　",
		"\xc2\x9b", "\xc2\x85x=1", "é=1" };

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		cr_expect_not(gr_csv_is_formula(gr_slice_of(good[i])), "%s",
		    good[i]);
}

Test(writer, the_guard_stands_inside_the_quotes)
{
	struct gr_slice cell[] = { GR_S("=A1,\"x\""), GR_S("-1") };

	expect_row(cell, 2, "\"'=A1,\"\"x\"\"\",-1\n");
}

Test(writer, numbers_are_digits_with_a_sign_and_a_point)
{
	cr_expect(gr_csv_is_number(GR_S("007")));
	cr_expect(gr_csv_is_number(GR_S("-0.50")));
	cr_expect_not(gr_csv_is_number(GR_S("1e5")));
	cr_expect_not(gr_csv_is_number(GR_S(".5")));
	cr_expect_not(gr_csv_is_number(GR_S("5.")));
	cr_expect_not(gr_csv_is_number(GR_S("1.2.3")));
	cr_expect_not(gr_csv_is_number(GR_S("-")));
	cr_expect_not(gr_csv_is_number(GR_S("")));
}
