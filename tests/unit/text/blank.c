/* blank.h: blanks of every kind are folded and trimmed, and nothing else is. */
#include <criterion/criterion.h>

#include "base/simd.h"
#include "text/blank.h"
#include "text/name_fold.h"
#include "text/utf8.h"

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
	/* line ends as workbooks write them */
	gr_buf_clear(&out);
	gr_blank_fold(&out,
	    GR_S("居民_x000D_户数_X000a_ _x0009_（户）_x000d_"));
	EQ(gr_buf_slice(&out), "居民户数(户)");
	gr_buf_clear(&out);
	gr_blank_fold(&out, GR_S("c04_water_x00D_x0041__x000D_x000D"));
	EQ(gr_buf_slice(&out), "c04_water_x00D_x0041_x000D");
	gr_buf_free(&out);
}

/* What is plain is what folding leaves, character by character. */
Test(blank, plain_text_is_not_changed_by_folding)
{
	struct gr_buf out = { 0 };

	for (uint32_t c = 1; c < 0x20000; c++) {
		char bytes[4];

		if (c == 0xd800)
			c = 0xe000;
		struct gr_slice s = { bytes, gr_utf8_put(c, bytes) };
		bool plain = c < 0x80
		    ? c > ' ' && c <= 'z' && !strchr("\"()[]_", (int)c)
		    : c >= 0x4000 && c <= 0x9fff;
		cr_assert_eq(gr_blank_is_plain(s), plain, "U+%04X", c);
		if (!plain)
			continue;
		gr_buf_clear(&out);
		gr_blank_fold(&out, s);
		cr_assert(gr_slice_eq(gr_buf_slice(&out), s), "U+%04X", c);
		gr_buf_clear(&out);
		gr_place_fold(&out, s);
		cr_assert(gr_slice_eq(gr_buf_slice(&out), s), "U+%04X", c);
		cr_assert(gr_slice_eq(gr_blank_trim(s), s), "U+%04X", c);
	}
	gr_buf_free(&out);
}

Test(blank, every_byte_is_plain_to_the_vectors_as_to_their_twin)
{
	char text[70];

	for (unsigned b = 0; b < 256; b++)
		for (size_t at = 0; at < sizeof text; at++) {
			struct gr_slice s = { text, sizeof text };

			memset(text, '0', sizeof text);
			text[at] = (char)b;
			gr_simd_set(GR_SIMD_SCALAR);
			bool plain = gr_blank_is_plain(s);
			gr_simd_set(gr_simd_best());
			cr_assert_eq(gr_blank_is_plain(s), plain, "%02x, %zu",
			    b, at);
		}
}

Test(blank, text_is_plain_if_every_byte_is_wherever_it_stands)
{
	static const char *const others[] = { " ", "\t", "\"", "(", ")", "[",
		"]", "_x000D_", "~", "{", "\x7f", "　", "（", "\xe2\x80\x8b",
		"é" };
	char text[80];

	cr_expect(gr_blank_is_plain(GR_S("")));
	for (size_t len = 1; len < sizeof text - 4; len++) {
		memset(text, '0', sizeof text);
		cr_assert(gr_blank_is_plain(gr_slice_make(text, len)));
		for (size_t at = 0; at < len; at++) {
			const char *other = others[(len + at)
			    % (sizeof others / sizeof *others)];
			size_t n = strlen(other);

			if (at + n > len)
				continue;
			memset(text, '0', sizeof text);
			memcpy(text + at, other, n);
			cr_assert_not(gr_blank_is_plain(
			                  gr_slice_make(text, len)),
			    "'%s' at %zu of %zu", other, at, len);
		}
	}
}
