/* Tests of scan.h: every kind of scan finds the same bytes. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include <green/scan.h>

enum { MOST = 400 };

Test(scan, delimiters_quotes_and_line_ends_are_found)
{
	uint32_t at[16];

	cr_assert_eq(gr_scan("a,b\"\r\n;", 7, ',', 100, at), 4);
	cr_assert_eq(at[0], 101);
	cr_assert_eq(at[1], 103);
	cr_assert_eq(at[2], 104);
	cr_assert_eq(at[3], 105);
	cr_assert_eq(gr_scan("", 0, ',', 0, at), 0);
}

Test(scan, all_kinds_agree_at_every_length_and_alignment)
{
	static const char bytes[] = ",\"\r\nab\t;\xe4\xff ";
	char text[MOST + 64];
	uint32_t fast[MOST], slow[MOST], state = 7;

	for (size_t i = 0; i < sizeof(text); i++) {
		state = state * 1664525u + 1013904223u;
		text[i] = bytes[(state >> 20) % (sizeof(bytes) - 1)];
	}
	for (size_t from = 0; from < 33; from++)
		for (size_t n = 0; n < MOST - 40; n++) {
			size_t a = gr_scan(text + from, n, ';', 5, fast);
			size_t b = gr_scan_scalar(text + from, n, ';', 5,
			    slow);
			cr_assert_eq(a, b);
			cr_assert_eq(memcmp(fast, slow, a * sizeof(*fast)), 0);
		}
}
