#include "text/utf8.h"
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
