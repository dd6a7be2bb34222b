/* shown.h: what would steer a terminal is told from what may be shown. */
#include "text/shown.h"

#include <criterion/criterion.h>

static void expect_plain(const char *text, size_t plain)
{
	size_t n = gr_shown_plain(gr_slice_of(text));

	cr_expect_eq(n, plain, "'%s': %zu, not %zu", text, n, plain);
}

Test(shown, text_in_any_script_is_shown)
{
	expect_plain("", 0);
	expect_plain("哈尔滨 — 1,000 m² \U0001F600 é",
	    strlen("哈尔滨 — 1,000 m² \U0001F600 é"));
	expect_plain("\xc2\xa0\xe2\x80\x8b\xef\xbb\xbf", 8);
}

Test(shown, what_steers_is_not)
{
	static const char *const bad[] = { "\x01", "\x1b[31m", "\n", "\t", "\r",
		"\x7f", "\xc2\x80", "\xc2\x85", "\xc2\x9b[5m", "\xc2\x9f",
		"\xd8\x9c", "\xe2\x80\x8e", "\xe2\x80\x8f", "\xe2\x80\xa8",
		"\xe2\x80\xa9", "\xe2\x80\xaa", "\xe2\x80\xae", "\xe2\x81\xa6",
		"\xe2\x81\xa9" };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		char text[16] = "字";

		expect_plain(bad[i], 0);
		strcat(text, bad[i]);
		expect_plain(text, 3);
	}
}

Test(shown, bytes_that_are_no_character_are_not)
{
	expect_plain("a\xff", 1);
	expect_plain("a\x9b[5m", 1);
	expect_plain("a\xe5\x93", 1);
}
