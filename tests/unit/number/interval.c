/* interval.h: intervals are those of known values, and of the law by brute
 * force. */
#include "number/interval.h"
#include <criterion/criterion.h>
#include <math.h>

struct known {
	int64_t passes, answers, population;
	double wilson_low, wilson_high, finite_low, finite_high;
	int64_t low, high;
};

static const struct known known[] = {
	{ 12, 100, 400, .069994, .198121, .075186, .186149, 29, 75 },
	{ 61, 75, 415, .710714, .885419, .721385, .879985, 298, 368 },
	{ 30, 48, 60, .483628, .747847, .561696, .684300, 34, 41 },
	{ 0, 20, 60, 0, .161125, 0, .115216, 0, 8 },
	{ 57, 60, 60, .862995, .982850, .95, .95, 57, 57 },
};

static void expect_near(double got, double want, size_t i, const char *what)
{
	cr_expect(fabs(got - want) < 0.0000006, "%s of case %zu: %.7f", what, i,
	    got);
}

Test(interval, gives_the_published_check_values)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		const struct known *k = &known[i];
		struct gr_interval_count count;
		struct gr_interval plain, finite;

		cr_assert(gr_interval_hypergeometric(k->passes, k->answers,
		    k->population, &count));
		cr_assert(gr_interval_wilson(k->passes, k->answers, &plain));
		cr_assert(gr_interval_wilson_finite(k->passes, k->answers,
		    k->population, &finite));
		cr_expect_eq(count.low, k->low, "case %zu", i);
		cr_expect_eq(count.high, k->high, "case %zu", i);
		expect_near(plain.low_frac, k->wilson_low, i, "Wilson low");
		expect_near(plain.high_frac, k->wilson_high, i, "Wilson high");
		expect_near(finite.low_frac, k->finite_low, i, "finite low");
		expect_near(finite.high_frac, k->finite_high, i, "finite high");
	}
}

Test(interval, refuses_numbers_that_cannot_be)
{
	struct gr_interval_count count;
	struct gr_interval interval;

	cr_expect_not(gr_interval_hypergeometric(0, 0, 5, &count));
	cr_expect_not(gr_interval_hypergeometric(3, 2, 5, &count));
	cr_expect_not(gr_interval_hypergeometric(1, 6, 5, &count));
	cr_expect_not(gr_interval_hypergeometric(-1, 2, 5, &count));
	cr_expect_not(gr_interval_wilson(0, 0, &interval));
	cr_expect_not(gr_interval_wilson_finite(0, 0, 0, &interval));
}

Test(interval, of_one_unit_that_answered_is_that_unit)
{
	struct gr_interval_count count;
	struct gr_interval interval;

	cr_assert(gr_interval_hypergeometric(1, 1, 1, &count));
	cr_expect(count.low == 1 && count.high == 1);
	cr_assert(gr_interval_wilson_finite(0, 1, 1, &interval));
	cr_expect(interval.low_frac >= 0 && interval.high_frac <= 0);
}

static double choose(int64_t n, int64_t k)
{
	double ways = 1;

	if (k < 0 || k > n)
		return 0;
	for (int64_t i = 1; i <= k; i++)
		ways = ways * (double)(n - k + i) / (double)i;
	return ways;
}

/* P(X >= f) or, from the other side, P(X <= f), from binomials. */
static double tail(int64_t f, int64_t n, int64_t population, int64_t good,
    bool upper)
{
	double sum = 0;

	for (int64_t x = upper ? f : 0; x <= (upper ? n : f); x++)
		sum += choose(good, x) * choose(population - good, n - x);
	return sum / choose(population, n);
}

Test(interval, hypergeometric_holds_exactly_what_is_not_too_unlikely)
{
	int64_t population = 13;

	for (int64_t n = 1; n <= population; n++)
		for (int64_t f = 0; f <= n; f++) {
			struct gr_interval_count got;

			cr_assert(
			    gr_interval_hypergeometric(f, n, population, &got));
			for (int64_t k = f; k <= population - (n - f); k++) {
				bool likely = tail(f, n, population, k, true)
				        > .025
				    && tail(f, n, population, k, false) > .025;
				bool held = got.low <= k && k <= got.high;

				cr_expect_eq(held, likely, "%d of %d: %d",
				    (int)f, (int)n, (int)k);
			}
		}
}

Test(interval, fractions_become_hundredths_of_a_percent)
{
	cr_expect_eq(gr_interval_pct_hundredths(0.070), 700);
	cr_expect_eq(gr_interval_pct_hundredths(0), 0);
	cr_expect_eq(gr_interval_pct_hundredths(1), 10000);
	cr_expect_eq(gr_interval_pct_hundredths(0.123456), 1235);
}
