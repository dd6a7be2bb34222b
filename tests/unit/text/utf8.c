/* utf8.h: well-formed UTF-8 is told from any other, to the byte. */
#include "text/utf8.h"
#include "base/simd.h"
#include <criterion/criterion.h>

Test(utf8, accepts_every_code_point_and_reads_it_back)
{
	for (uint32_t code = 0; code <= 0x10FFFF; code++) {
		char text[4];
		uint32_t back = 0;
		size_t n;

		if (code == 0xD800)
			code = 0xE000;
		n = gr_utf8_put(code, text);
		cr_assert_eq(gr_utf8_next(gr_slice_make(text, n), &back), n);
		cr_assert_eq(back, code);
		cr_assert_eq(gr_utf8_next(gr_slice_make(text, n - 1), &back), 0,
		    "a cut character is none");
	}
}

Test(utf8, names_the_first_bad_byte)
{
	const struct {
		struct gr_slice text;
		size_t bad;
	} row[] = {
		{ GR_S("plain ascii, long enough for words"), SIZE_MAX },
		{ GR_S("社区社区社区"), SIZE_MAX },
		{ GR_S("12345678\xC0\x80"), 8 }, /* overlong NUL */
		{ GR_S("ab\xED\xA0\x80"), 2 },   /* surrogate */
		{ GR_S("\xF4\x90\x80\x80"), 0 }, /* above 10FFFF */
		{ GR_S("社\xE7\xA4"), 3 },       /* cut */
		{ GR_S("\x80"), 0 }, { GR_S("\xE0\x80\x80"), 0 }, /* overlong */
		{ GR_S("\xC9\xE7\xC7\xF8"), 0 },                  /* GB18030 */
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		cr_assert_eq(gr_utf8_bad(row[i].text), row[i].bad, "row %zu",
		    i);
}

Test(utf8, names_the_same_byte_with_vectors_and_without)
{
	static const char *const piece[] = { "a", "社", "区", "é", "\U0001F331",
		"0123456789", "社区名称是否", "\xE7\xA4", "\x80",
		"\xED\xA0\x80", "\xC0", "\xF4\x90", "\xE0\x9F", "\xFF" };
	enum { GOOD = 7, ALL = sizeof piece / sizeof *piece, MOST = 160 };
	uint32_t state = 3;

	for (unsigned round = 0; round < 40000; round++) {
		char text[MOST + 20];
		size_t n = 0, kinds = round % 16 == 0 ? ALL : GOOD;

		while (n < MOST - round % 130) {
			state = state * 1664525u + 1013904223u;
			const char *p = piece[(state >> 12) % 4096 == 0
			        ? GOOD + (state >> 24) % (ALL - GOOD)
			        : (state >> 16) % kinds];
			memcpy(text + n, p, strlen(p));
			n += strlen(p);
		}
		struct gr_slice s = { text, n - round % 3 };
		gr_simd_set(GR_SIMD_SCALAR);
		size_t want = gr_utf8_bad(s);
		gr_simd_set(GR_SIMD_AVX512);
		cr_assert_eq(gr_utf8_bad(s), want, "round %u", round);
	}
}

Test(utf8, a_step_is_a_character_or_one_bad_byte)
{
	const struct {
		struct gr_slice text;
		size_t bytes;
		uint32_t code;
	} row[] = {
		{ GR_S("ab"), 1, 'a' },
		{ GR_S("社x"), 3, 0x793E },
		{ GR_S("\xF0\x9F\x8C\xB1"), 4, 0x1F331 },
		{ GR_S("\0"), 1, 0 }, /* a character as any other */
		{ GR_S("\x80 "), 1, GR_UTF8_NONE },
		{ GR_S("\xE7\xA4"), 1, GR_UTF8_NONE },     /* cut */
		{ GR_S("\xED\xA0\x80"), 1, GR_UTF8_NONE }, /* surrogate */
		{ GR_S(""), 1, GR_UTF8_NONE },
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		uint32_t code = 7;

		cr_expect_eq(gr_utf8_step(row[i].text, &code), row[i].bytes,
		    "row %zu", i);
		cr_expect_eq(code, row[i].code, "row %zu", i);
		cr_expect_eq(gr_utf8_step(row[i].text, NULL), row[i].bytes,
		    "row %zu", i);
	}
}

Test(utf8, knows_where_the_last_character_begins)
{
	const struct {
		struct gr_slice text;
		size_t bytes;
	} row[] = {
		{ GR_S("ab"), 1 }, { GR_S("a社"), 3 }, { GR_S("社a"), 1 },
		{ GR_S("\xF0\x9F\x8C\xB1"), 4 }, { GR_S("é"), 2 },
		{ GR_S("\x80"), 1 },
		{ GR_S("a\x80\x80\x80\x80\x80"), 4 }, /* no more than that */
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		cr_expect_eq(gr_utf8_last(row[i].text), row[i].bytes, "row %zu",
		    i);
}

Test(utf8, counts_characters)
{
	cr_expect_eq(gr_utf8_count(GR_S("")), 0);
	cr_expect_eq(gr_utf8_count(GR_S("abc")), 3);
	cr_expect_eq(gr_utf8_count(GR_S("社区a\xF0\x9F\x8C\xB1")), 4);
	cr_expect_eq(gr_utf8_count(gr_slice_make(NULL, 0)), 0);
}

Test(utf8, cuts_between_characters)
{
	const struct gr_slice text = GR_S("社区ab");
	static const size_t want[] = { 0, 0, 0, 3, 3, 3, 6, 7, 8, 8 };

	for (size_t most = 0; most < sizeof want / sizeof *want; most++) {
		struct gr_slice cut = gr_utf8_cut(text, most);

		cr_expect_eq(cut.ptr, text.ptr);
		cr_expect_eq(cut.len, want[most], "at most %zu: %zu", most,
		    cut.len);
	}
	cr_expect_eq(gr_utf8_cut(GR_S("\x80\x80"), 1).len, 0,
	    "no character ends there");
}
