/* digit.h: a digit is one in every writing, and nothing else is. */
#include <criterion/criterion.h>

#include "text/digit.h"
#include "text/digit_pairs.h"
#include "text/utf8.h"

static void expect_digits(const char *text, const char *want)
{
	struct gr_slice s = gr_slice_of(text);
	size_t n = 0;
	char digit;

	for (; s.len > 0; n++) {
		size_t bytes = gr_digit_next(s, &digit);

		cr_assert_gt(bytes, 0, "%s at %zu", text, n);
		cr_expect_eq(digit, want[n], "%s at %zu: %c", text, n, digit);
		s = gr_slice_skip(s, bytes);
	}
	cr_expect_eq(n, strlen(want));
}

Test(digit, in_every_writing)
{
	expect_digits("0123456789", "0123456789");
	expect_digits("０１２３４５６７８９", "0123456789");
	expect_digits("〇一二三四五六七八九", "0123456789");
	expect_digits("零壹贰叁肆伍陆柒捌玖", "0123456789");
	expect_digits("○幺两參貳陸", "012326");
	expect_digits("⓪①②③④⑤⑥⑦⑧⑨", "0123456789");
	expect_digits("⑴⑵⑼⒈⒐❶❾➀➊", "129191911");
	expect_digits("⁰¹²³⁴⁹₀₉", "01234909");
	expect_digits("٠٩۰۹०९๐๙᠐᠙", "0909090909");
	expect_digits("〡〩㈠㈨㊀㊈", "191919");
	expect_digits("𝟎𝟗𝟘𝟡𝟢𝟫𝟬𝟵𝟶𝟿", "0909090909");
}

Test(digit, nothing_else_is_one)
{
	static const char *const none[] = { "", "a", "/", ":", "十", "百", "点",
		"½", "\xef\xbc", "\xff", "⑩", "Ⅷ", "O" };
	char digit;

	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		cr_expect_eq(gr_digit_next(gr_slice_of(none[i]), &digit), 0,
		    "%s", none[i]);
}

Test(digit, counted_in_a_text)
{
	cr_expect(gr_digit_has(gr_slice_of("a1b2c3"), 3));
	cr_expect_not(gr_digit_has(gr_slice_of("a1b2c3"), 4));
	cr_expect(gr_digit_has(gr_slice_of("第一、②、3"), 3));
	cr_expect_not(gr_digit_has(gr_slice_of("哈尔滨市道里区一号"), 2));
	cr_expect(gr_digit_has(gr_slice_of(""), 0));
}

/* By one byte at a time. */
static struct gr_digit_bytes look_slowly(struct gr_slice s)
{
	struct gr_digit_bytes seen = { 0, 0, false };

	for (size_t i = 0; i < s.len; i++) {
		unsigned char b = (unsigned char)s.ptr[i];

		seen.plain += b >= '0' && b <= '9';
		seen.other += b >= 0xc0
		    && gr_digit_may(b,
		        i + 1 < s.len ? (unsigned char)s.ptr[i + 1] : 0);
		seen.words |= b >= 0x80 || (b >= 'a' && b <= 'z')
		    || (b >= 'A' && b <= 'Z');
	}
	return seen;
}

static void expect_seen(struct gr_digit_bytes got, struct gr_digit_bytes want,
    unsigned b)
{
	cr_assert_eq(got.plain, want.plain, "%u", b);
	cr_assert_eq(got.other, want.other, "%u", b);
	cr_assert_eq(got.words, want.words, "%u", b);
}

Test(digit, a_look_at_each_byte_tells_digits_letters_and_others)
{
	char text[40];

	for (unsigned b = 0; b < 256; b++)
		for (size_t n = 1; n < sizeof text; n++)
			for (size_t at = 0; at < n; at++) {
				memset(text, at % 2 == 0 ? '5' : '-', n);
				text[at] = (char)b;
				struct gr_slice s = { text, n };
				struct gr_digit_bytes got = gr_digit_look(s),
				                      want = look_slowly(s);
				expect_seen(got, want, b);
				expect_seen(gr_digit_look_scalar(s), want, b);
			}
}

/* Neighbours are seen as such wherever the pieces of a text meet. */
Test(digit, a_look_knows_the_byte_behind_each)
{
	static const unsigned char bytes[] = { 0xe4, 0xb8, 0x80, 0xe5, 0x9b,
		0xef, 0xbc, 0x90, '5', 'a' };
	unsigned long seed = 20231;
	char text[100];

	for (int round = 0; round < 20000; round++) {
		size_t n = (size_t)round % sizeof text + 1;
		struct gr_slice s = { text, n };

		for (size_t i = 0; i < n; i++) {
			seed = (seed * 1103515245 + 12345) & 0x7fffffff;
			text[i] = (char)bytes[(seed >> 16) % sizeof bytes];
		}
		expect_seen(gr_digit_look(s), look_slowly(s), (unsigned)round);
		expect_seen(gr_digit_look_scalar(s), look_slowly(s),
		    (unsigned)round);
	}
}

Test(digit, whatever_is_one_may_be_one_by_its_first_two_bytes)
{
	unsigned may = 0, common = 0x9fff - 0x4e00 + 1;
	char digit, text[8];

	for (uint32_t c = 0; c < 0x110000; c++) {
		size_t n = gr_utf8_put(c, text);
		bool yes = gr_digit_may((unsigned char)text[0],
		    n > 1 ? (unsigned char)text[1] : 0);

		if (gr_digit_next(gr_slice_make(text, n), &digit) > 0)
			cr_assert(yes, "%x", c);
		may += yes && c >= 0x4e00 && c <= 0x9fff;
	}
	cr_expect_lt(may, common / 10);
}
