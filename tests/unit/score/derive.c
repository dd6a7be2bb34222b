/* derive.h: a ratio's cell is defined wherever its parts are, and nowhere else.
 */
#include "score/derive.h"
#include <criterion/criterion.h>

#include "letters.h"

static struct gr_arena *keep;
static struct gr_slice now[2], last[2];
static const struct gr_env env = { .now = now, .prev = last };

static const struct letters letters = { .first = 'x',
	.n = 2,
	.min = { -999999999999999999, 0 },
	.max = { 999999999999999999, 0 },
	.decimals = 18 };

static const struct gr_expr *number(const char *text)
{
	return letters_compile(keep, &letters, false, text);
}

static void setup(void)
{
	keep = gr_arena_new();
	cr_assert_not_null(keep);
}

static void teardown(void)
{
	gr_arena_free(keep);
}

TestSuite(derive, .init = setup, .fini = teardown);

static void expect_ratio(const char *above, const char *below,
    unsigned decimals, const char *x, const char *y, const char *want)
{
	struct gr_ratio ratio = { .numerator = number(above),
		.denominator = number(below),
		.decimals = decimals };
	struct gr_buf buf = { 0 };

	now[0] = gr_slice_of(x);
	now[1] = gr_slice_of(y);
	cr_assert(gr_derive(&ratio, &env, GR_HALF_UP, &buf));
	cr_expect(gr_slice_eq(gr_buf_slice(&buf), gr_slice_of(want)),
	    "%s of %s: '%.*s' is not '%s'", x, y, GR_ARG(gr_buf_slice(&buf)),
	    want);
	gr_buf_free(&buf);
}

Test(derive, is_rounded_once_and_canonical)
{
	expect_ratio("100 * x", "y", 2, "1", "3", "33.33");
	expect_ratio("100 * x", "y", 2, "2", "3", "66.67");
	expect_ratio("100 * x", "y", 2, "1", "2", "50");
	expect_ratio("100 * x", "y", 2, "1", "8", "12.5");
	expect_ratio("100 * x", "y", 0, "1", "8", "13");
	expect_ratio("x", "y", 2, "12.5", "0.25", "50");
	expect_ratio("x", "y", 2, "-1", "8", "-0.13");
	expect_ratio("x", "y", 2, "0", "8", "0");
	expect_ratio("x", "y", 1, "0.04", "1", "0");
	expect_ratio("x", "y", 1, "-0.04", "1", "0");
}

Test(derive, half_even_is_the_standards_option)
{
	struct gr_ratio ratio = { .numerator = number("x"),
		.denominator = number("y"),
		.decimals = 2 };
	struct gr_buf buf = { 0 };

	now[0] = GR_S("1");
	now[1] = GR_S("8");
	cr_assert(gr_derive(&ratio, &env, GR_HALF_EVEN, &buf));
	cr_expect(gr_slice_eq(gr_buf_slice(&buf), GR_S("0.12")));
	gr_buf_free(&buf);
}

Test(derive, says_no_more_than_its_answers_do)
{
	expect_ratio("x", "y", 2, "", "3", "");
	expect_ratio("x", "y", 2, "3", "", "");
	expect_ratio("x", "y", 2, "?", "3", "?");
	expect_ratio("x", "y", 2, "", "?", "?");
	expect_ratio("x", "y", 2, "n/a", "?", "?");
	expect_ratio("x", "y", 2, "n/a", "", "");
	expect_ratio("x", "y", 2, "n/a", "3", "n/a");
	expect_ratio("x", "y", 2, "3", "n/a", "n/a");
	expect_ratio("x", "y", 2, ">=2", "3", "");
	expect_ratio("x", "y", 2, "3", "0", "");
	expect_ratio("x", "y", 2, "0", "0", "");
	expect_ratio("x", "y - 3", 2, "1", "3", "");
}

Test(derive, reads_last_waves_answers_too)
{
	last[0] = GR_S("?");
	expect_ratio("x - prev(x)", "y", 1, "3", "2", "?");
	last[0] = GR_S("");
	expect_ratio("x - prev(x)", "y", 1, "3", "2", "");
	last[0] = GR_S("2");
	expect_ratio("x - prev(x)", "y", 1, "3", "2", "0.5");
}

Test(derive, refuses_what_it_cannot_divide_exactly)
{
	struct gr_ratio ratio = { .numerator = number("x * x"),
		.denominator = number("y"),
		.decimals = 9 };
	struct gr_buf buf = { 0 };

	now[0] = GR_S("999999999999999999");
	now[1] = GR_S("7");
	cr_expect_not(gr_derive(&ratio, &env, GR_HALF_UP, &buf));
	gr_buf_free(&buf);
}
