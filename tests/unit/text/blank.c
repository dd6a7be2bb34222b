/* blank.h: blanks of every kind are folded and trimmed, and nothing else is. */
#include <criterion/criterion.h>

#include "text/blank.h"

#define EQ(slice, text) \
	cr_assert(gr_slice_eq(slice, GR_S(text)), "%.*s", GR_ARG(slice))

Test(blank, every_kind_of_blank_is_trimmed)
{
	EQ(gr_blank_trim(GR_S(" \t\r\n　\xc2\xa0"
	                      "a b\xe2\x80\x8b\xee\x97\xa5")),
	    "a b");
	EQ(gr_blank_trim(GR_S("　")), "");
	EQ(gr_blank_trim(GR_S("")), "");
	EQ(gr_blank_trim(GR_S("\xff ")), "\xff");
	EQ(gr_blank_trim(GR_S("社　")), "社");
}

Test(blank, only_blanks)
{
	cr_assert(gr_blank_only(GR_S("")));
	cr_assert(gr_blank_only(GR_S(" 　\xef\xbb\xbf")));
	cr_assert_not(gr_blank_only(GR_S(" .")));
	cr_assert_not(gr_blank_only(GR_S("\x80")));
}

Test(blank, a_pair_of_quotes_round_all_of_it)
{
	EQ(gr_blank_unquote(GR_S("“a”")), "a");
	EQ(gr_blank_unquote(GR_S("　“a b” ")), "a b");
	EQ(gr_blank_unquote(GR_S("＂a＂")), "a");
	EQ(gr_blank_unquote(GR_S("\"a\"")), "a");
	EQ(gr_blank_unquote(GR_S("“a”和“b”")), "“a”和“b”");
	EQ(gr_blank_unquote(GR_S("“a")), "“a");
	EQ(gr_blank_unquote(GR_S("\"")), "\"");
	EQ(gr_blank_unquote(GR_S("“”")), "");
}

Test(blank, folding_takes_typing_habits_away)
{
	struct gr_buf out = { 0 };

	gr_blank_fold(&out, GR_S("居 民　户数【户】Ａ［１］％\xff"));
	EQ(gr_buf_slice(&out), "居民户数(户)A(1)%\xff");
	gr_buf_free(&out);
}
