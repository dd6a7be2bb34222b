/* quantile.h: mean and quartiles are exact. */
#include "number/quantile.h"
#include <criterion/criterion.h>

/* Quartile of units 1..n by the definition, as sixteenths would show it. */
static void expect_quartile(const struct gr_bin *bin, size_t n,
    unsigned quarters, int64_t want)
{
	int64_t got = -1;

	cr_assert(gr_bins_quartile(bin, n, quarters, GR_HALF_UP, &got));
	cr_expect_eq(got, want, "quarter %u: %d", quarters, (int)got);
}

Test(quantile, interpolates_between_order_statistics)
{
	/* R: quantile(c(100,200,400,800), type = 7) */
	struct gr_bin bin[] = { { 100, 1 }, { 200, 1 }, { 400, 1 },
		{ 800, 1 } };

	expect_quartile(bin, 4, 0, 100);
	expect_quartile(bin, 4, 1, 175);
	expect_quartile(bin, 4, 2, 300);
	expect_quartile(bin, 4, 3, 500);
	expect_quartile(bin, 4, 4, 800);
}

Test(quantile, counts_stand_for_units)
{
	/* R: quantile(c(0, rep(5000, 3), 10000, 10000), type = 7) */
	struct gr_bin bin[] = { { 0, 1 }, { 5000, 2 }, { 5000, 1 }, { 7777, 0 },
		{ 10000, 2 } };

	expect_quartile(bin, 5, 1, 5000);
	expect_quartile(bin, 5, 2, 5000);
	expect_quartile(bin, 5, 3, 8750);
}

Test(quantile, halves_are_rounded_up_or_to_even)
{
	struct gr_bin bin[] = { { 1, 1 }, { 2, 1 } };
	int64_t got;

	expect_quartile(bin, 2, 2, 2);
	cr_assert(gr_bins_quartile(bin, 2, 1, GR_HALF_EVEN, &got));
	cr_expect_eq(got, 1);
	cr_assert(gr_bins_mean(bin, 2, GR_HALF_UP, &got));
	cr_expect_eq(got, 2);
	bin[0].value = 2, bin[1].value = 3;
	cr_assert(gr_bins_mean(bin, 2, GR_HALF_EVEN, &got));
	cr_expect_eq(got, 2);
}

Test(quantile, of_one_unit_is_that_unit)
{
	struct gr_bin bin[] = { { 9375, 1 } };

	for (unsigned quarters = 0; quarters <= 4; quarters++)
		expect_quartile(bin, 1, quarters, 9375);
}

Test(quantile, of_nobody_is_none)
{
	struct gr_bin empty[] = { { 5, 0 } };
	int64_t got;

	cr_expect_not(gr_bins_quartile(NULL, 0, 2, GR_HALF_UP, &got));
	cr_expect_not(gr_bins_quartile(empty, 1, 2, GR_HALF_UP, &got));
	cr_expect_not(gr_bins_mean(NULL, 0, GR_HALF_UP, &got));
}

Test(quantile, sorts_by_value)
{
	struct gr_bin bin[] = { { 3, 1 }, { 1, 2 }, { 2, 3 } };

	gr_bins_sort(bin, 3);
	cr_expect(bin[0].value == 1 && bin[1].value == 2 && bin[2].value == 3);
	cr_expect_eq(gr_bins_count(bin, 3), 6);
}
