/* line_ends.h: CR CR LF, only where every line has it. */
#include "csv/line_ends.h"
#include <criterion/criterion.h>
#include <string.h>

static void expect(const char *text, bool want)
{
	size_t n = strlen(text);

	for (size_t cut = 0; cut <= n; cut++) {
		struct gr_line_ends ends = { .seen = false };

		gr_line_ends_add(&ends, text, cut);
		gr_line_ends_add(&ends, text + cut, n - cut);
		cr_expect_eq(gr_line_ends_are_doubled(&ends), want, "%zu", cut);
	}
}

Test(line_ends, all_of_them_or_none)
{
	expect("a,b\r\r\n1,2\r\r\n", true);
	expect("a,b\r\r\n1,2", true);
	expect("a,b\r\r\n\r\r\n1,2\r\r\n", true);
	expect("\"a\r\nb\",c\r\r\n1,\"2\r\r\n\"\r\r\n", true);
	expect("a,b\r\r\n1,2\r\n", false);
	expect("a,b\r\r\n1,2\n", false);
	expect("a,b\r\n1,2\r\r\n", false);
	expect("a,b\r\r\n1\r2\r\r\n", false);
	expect("a,b\r\r\r\n1,2\r\r\r\n", false);
	expect("a,b\r\r1,2\r\r", false);
	expect("a,b", false);
	expect("", false);
}
