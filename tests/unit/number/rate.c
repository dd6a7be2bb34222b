/* rate.h: rates are printed truthfully, on the right side of a threshold, and
 * ranked exactly. */
#include "number/rate.h"
#include <criterion/criterion.h>

static struct gr_dec number(const char *text)
{
	struct gr_dec out;

	cr_assert(gr_dec_parse(gr_slice_of(text), &out));
	return out;
}

/* part / whole with two decimals, beside a threshold ("" = none). */
static void expect_rate(int64_t part, int64_t whole, const char *threshold,
    enum gr_rounding rounding, const char *want)
{
	struct gr_buf buf = { 0 };
	struct gr_dec limit = { 0 };
	bool limited = threshold[0] != '\0';

	if (limited)
		limit = number(threshold);
	gr_rate_print(&buf, (struct gr_rate){ part, whole },
	    (struct gr_rate_style){ 2, rounding, limited ? &limit : NULL });
	cr_expect(gr_slice_eq(gr_buf_slice(&buf), gr_slice_of(want)),
	    "%lld/%lld beside %s is '%.*s', not '%s'", (long long)part,
	    (long long)whole, threshold, GR_ARG(gr_buf_slice(&buf)), want);
	gr_buf_free(&buf);
}

Test(rate, rounds_half_up_to_two_decimals)
{
	expect_rate(41, 66, "", GR_HALF_UP, "62.12");
	expect_rate(61, 16000, "", GR_HALF_UP, "0.38");
	expect_rate(1, 16, "", GR_HALF_UP, "6.25");
	expect_rate(61, 160, "", GR_HALF_UP, "38.13");
	expect_rate(0, 7, "", GR_HALF_UP, "0.00");
	expect_rate(7, 7, "", GR_HALF_UP, "100.00");
}

Test(rate, rounds_half_even_when_the_standard_says_so)
{
	expect_rate(61, 160, "", GR_HALF_EVEN, "38.12");
	expect_rate(3, 160, "", GR_HALF_EVEN, "1.88");
}

Test(rate, of_nothing_is_empty)
{
	expect_rate(0, 0, "60", GR_HALF_UP, "");
}

Test(rate, adds_no_digit_where_rounding_does_not_mislead)
{
	expect_rate(241, 402, "60", GR_HALF_UP, "59.95");
	expect_rate(3, 5, "60", GR_HALF_UP, "60.00");
	expect_rate(6001, 10000, "60", GR_HALF_UP, "60.01");
	expect_rate(600001, 1000000, "60", GR_HALF_UP, "60.00");
}

Test(rate, adds_digits_until_the_threshold_is_not_crossed)
{
	expect_rate(2401, 4002, "60", GR_HALF_UP, "59.995");
	expect_rate(599999, 1000000, "60", GR_HALF_UP, "59.9999");
	expect_rate(59999999, 100000000, "60", GR_HALF_UP, "59.999999");
	expect_rate(99999, 100000, "100", GR_HALF_UP, "99.999");
	expect_rate(29999, 100000, "30", GR_HALF_UP, "29.999");
	expect_rate(3, 10, "30", GR_HALF_UP, "30.00");
}

Test(rate, keeps_to_its_side_of_a_threshold_with_more_decimals)
{
	expect_rate(333331, 1000000, "33.333", GR_HALF_UP, "33.333");
	expect_rate(1, 3, "33.333", GR_HALF_UP, "33.333");
	expect_rate(333329, 1000000, "33.333", GR_HALF_UP, "33.33");
}

static void expect_change(struct gr_rate now, struct gr_rate before,
    const char *want)
{
	struct gr_buf buf = { 0 };

	gr_rate_print_change(&buf, now, before,
	    (struct gr_rate_style){ 2, GR_HALF_UP, NULL });
	cr_expect(gr_slice_eq(gr_buf_slice(&buf), gr_slice_of(want)),
	    "'%.*s' is not '%s'", GR_ARG(gr_buf_slice(&buf)), want);
	gr_buf_free(&buf);
}

Test(rate, change_is_of_the_exact_rates_and_halves_go_away_from_zero)
{
	expect_change((struct gr_rate){ 2, 3 }, (struct gr_rate){ 1, 3 },
	    "33.33");
	expect_change((struct gr_rate){ 1, 3 }, (struct gr_rate){ 2, 3 },
	    "-33.33");
	expect_change((struct gr_rate){ 1, 800 }, (struct gr_rate){ 0, 800 },
	    "0.13");
	expect_change((struct gr_rate){ 0, 800 }, (struct gr_rate){ 1, 800 },
	    "-0.13");
	expect_change((struct gr_rate){ 1, 2 }, (struct gr_rate){ 2, 4 },
	    "0.00");
	expect_change((struct gr_rate){ 1, 2 }, (struct gr_rate){ 0, 0 }, "");
}

Test(rate, need_is_the_smallest_count_that_reaches_the_target)
{
	cr_expect_eq(gr_rate_need(66, number("60")), 40);
	cr_expect_eq(gr_rate_need(31, number("60")), 19);
	cr_expect_eq(gr_rate_need(5, number("60")), 3);
	cr_expect_eq(gr_rate_need(402, number("60")), 242);
	cr_expect_eq(gr_rate_need(0, number("60")), 0);
	cr_expect_eq(gr_rate_need(1, number("60")), 1);
	cr_expect_eq(gr_rate_need(1000, number("33.35")), 334);
	for (int64_t n = 0; n < 2000; n++)
		cr_assert_eq(gr_rate_need(n, number("60")), (3 * n + 4) / 5);
}

Test(rate, ties_share_a_rank_and_the_next_one_skips)
{
	struct gr_rate rate[] = {
		{ 3, 5 },
		{ 1, 3 },
		{ 6, 10 },
		{ 0, 0 },
		{ 9, 10 },
	};
	size_t want[] = { 2, 4, 2, 0, 1 };

	for (size_t i = 0; i < 5; i++)
		cr_expect_eq(gr_rate_rank(rate, 5, i), want[i], "%zu", i);
}

Test(rate, rank_range_holds_every_rank_that_is_possible)
{
	/* All fillings of three places with 1, 2 and 0 open cases. */
	int low[] = { 2, 1, 2 }, open[] = { 1, 2, 0 };
	struct gr_rate lows[3], highs[3];
	size_t seen_best[3] = { 9, 9, 9 }, seen_worst[3] = { 0 };

	for (size_t i = 0; i < 3; i++) {
		lows[i] = (struct gr_rate){ low[i], 4 };
		highs[i] = (struct gr_rate){ low[i] + open[i], 4 };
	}
	for (int a = 0; a <= open[0]; a++)
		for (int b = 0; b <= open[1]; b++) {
			struct gr_rate now[] = {
				{ low[0] + a, 4 },
				{ low[1] + b, 4 },
				{ low[2], 4 },
			};

			for (size_t i = 0; i < 3; i++) {
				size_t rank = gr_rate_rank(now, 3, i);

				if (rank < seen_best[i])
					seen_best[i] = rank;
				if (rank > seen_worst[i])
					seen_worst[i] = rank;
			}
		}
	for (size_t i = 0; i < 3; i++) {
		size_t best, worst;

		gr_rate_rank_range(lows, highs, 3, i, &best, &worst);
		cr_expect_eq(best, seen_best[i], "best of %zu", i);
		cr_expect_eq(worst, seen_worst[i], "worst of %zu", i);
	}
}

Test(rate, change_does_not_round_onto_its_target)
{
	const struct gr_dec ten = { 10, 0 };
	const struct gr_rate_style style = { 2, GR_HALF_UP, &ten };
	struct gr_buf buf = { 0 };

	gr_rate_print_change(&buf, (struct gr_rate){ 29999, 100000 },
	    (struct gr_rate){ 1, 5 }, style);
	gr_buf_byte(&buf, ' ');
	gr_rate_print_change(&buf, (struct gr_rate){ 3, 10 },
	    (struct gr_rate){ 1, 5 }, style);
	gr_buf_byte(&buf, ' ');
	gr_rate_print_change(&buf, (struct gr_rate){ 1, 10 },
	    (struct gr_rate){ 3, 5 }, style);
	cr_expect(gr_slice_eq(gr_buf_slice(&buf), GR_S("9.999 10.00 -50.00")),
	    "%.*s", GR_ARG(gr_buf_slice(&buf)));
	gr_buf_free(&buf);
}
