/* width.h: columns of a terminal are counted, and no text is cut inside a
 * character. */
#include "text/width.h"
#include <criterion/criterion.h>

static void expect_pad(const char *text, size_t width, bool right,
    const char *want)
{
	struct gr_buf buf = { 0 };

	gr_width_pad(&buf, gr_slice_of(text), width, right);
	cr_expect(gr_slice_eq(gr_buf_slice(&buf), gr_slice_of(want)),
	    "'%.*s' is not '%s'", GR_ARG(gr_buf_slice(&buf)), want);
	gr_buf_free(&buf);
}

Test(width, chinese_characters_are_two_wide)
{
	cr_expect_eq(gr_width_of(GR_S("鹤岗市")), 6);
	cr_expect_eq(gr_width_of(GR_S("（%）")), 5);
	cr_expect_eq(gr_width_of(GR_S("abc")), 3);
	cr_expect_eq(gr_width_of(GR_S("")), 0);
}

Test(width, combining_marks_take_nothing)
{
	cr_expect_eq(gr_width_of(GR_S("e\xcc\x81")), 1);
}

Test(width, pads_on_the_side_that_is_asked)
{
	expect_pad("鹤岗", 6, false, "鹤岗  ");
	expect_pad("7", 3, true, "  7");
	expect_pad("long", 2, true, "long");
}

Test(width, controls_and_broken_bytes_are_shown_not_sent)
{
	expect_pad("a\x1b[31m", 0, false, "a\xef\xbf\xbd[31m");
	expect_pad("\xc2\x9b\xe2\x80\xae", 0, false,
	    "\xef\xbf\xbd\xef\xbf\xbd");
	expect_pad("\xff", 0, false, "\xef\xbf\xbd");
	cr_expect_eq(gr_width_of(GR_S("a\x1b[31m")), 6);
}
