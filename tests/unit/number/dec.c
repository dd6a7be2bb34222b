/* dec.h: decimals are exact, and rounded once. */
#include "number/dec.h"
#include <criterion/criterion.h>

static struct gr_dec parsed(const char *text)
{
	struct gr_dec value = { 0 };

	cr_assert(gr_dec_parse(gr_slice_of(text), &value), "'%s'", text);
	return value;
}

static void expect_buf(struct gr_buf *buf, const char *want, const char *what)
{
	cr_expect(gr_slice_eq(gr_buf_slice(buf), gr_slice_of(want)),
	    "%s: '%.*s' is not '%s'", what, GR_ARG(gr_buf_slice(buf)), want);
	gr_buf_free(buf);
}

static void expect_printed(struct gr_dec value, const char *want)
{
	struct gr_buf buf = { 0 };

	gr_dec_print(&buf, value);
	expect_buf(&buf, want, "printed");
}

static void expect_fixed(gr_i128 value, unsigned decimals, const char *want)
{
	struct gr_buf buf = { 0 };

	gr_dec_print_fixed(&buf, value, decimals);
	expect_buf(&buf, want, "fixed");
}

Test(dec, prints_what_it_read_in_canonical_form)
{
	static const char *const pairs[][2] = {
		{ "0", "0" },
		{ "-0", "0" },
		{ "-0.0", "0" },
		{ "12", "12" },
		{ "12.5", "12.5" },
		{ "12.50", "12.5" },
		{ "12.00", "12" },
		{ "007", "7" },
		{ "0.5", "0.5" },
		{ "-0.05", "-0.05" },
		{ "100", "100" },
		{ "10.01", "10.01" },
		{ "999999999999999999", "999999999999999999" },
		{ "-0.000000000000000001", "-0.000000000000000001" },
		{ "123456789.123456789", "123456789.123456789" },
		{ "000000000000000000000001", "1" },
		{ "1.00000000000000000000000", "1" },
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		expect_printed(parsed(pairs[i][0]), pairs[i][1]);
}

Test(dec, reads_nothing_but_plain_decimals)
{
	static const char *const bad[] = {
		"",
		"-",
		".",
		".5",
		"5.",
		"-.5",
		"+1",
		"1e5",
		"1.2.3",
		" 1",
		"1 ",
		"1,5",
		"--1",
		"1-",
		"1.-5",
		"0x1",
		"1234567890123456789",
		"0.1234567890123456789",
		"1.234567890123456789",
		"0.0000000000000000001",
		"\xEF\xBC\x91",
	};
	struct gr_dec value = { 77, 0 };

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		cr_expect_not(gr_dec_parse(gr_slice_of(bad[i]), &value), "'%s'",
		    bad[i]);
	cr_expect_not(gr_dec_parse(gr_slice_make("1\0002", 3), &value));
	cr_expect(value.coef == 77, "a refused text left its trace");
}

Test(dec, compares_by_value_and_not_by_digits)
{
	cr_expect_eq(gr_dec_cmp(parsed("1.5"), parsed("1.50")), 0);
	cr_expect_lt(gr_dec_cmp(parsed("1.5"), parsed("15")), 0);
	cr_expect_gt(gr_dec_cmp(parsed("0.1"), parsed("0.09")), 0);
	cr_expect_lt(gr_dec_cmp(parsed("-2"), parsed("-1.999")), 0);
	cr_expect_lt(gr_dec_cmp(parsed("-0.1"), parsed("0")), 0);
	cr_expect_gt(gr_dec_cmp(parsed("999999999999999999"),
	                 parsed("0.000000000000000001")),
	    0);
}

Test(dec, compares_products_that_have_no_common_scale_in_128_bits)
{
	struct gr_dec small = { 1, 36 }, zero = { 0, 0 };
	struct gr_dec large = { parsed("999999999999999999").coef, 0 };
	struct gr_dec negative = { -large.coef, 0 };

	cr_expect_gt(gr_dec_cmp(large, small), 0);
	cr_expect_lt(gr_dec_cmp(small, large), 0);
	cr_expect_lt(gr_dec_cmp(negative, small), 0);
	cr_expect_gt(gr_dec_cmp(small, negative), 0);
	cr_expect_gt(gr_dec_cmp(small, zero), 0);
	cr_expect_lt(gr_dec_cmp(zero, small), 0);
}

Test(dec, prints_products_beyond_64_bits)
{
	gr_i128 nines = 999999999999999999;

	expect_printed((struct gr_dec){ nines * nines, 0 },
	    "999999999999999998000000000000000001");
	expect_printed((struct gr_dec){ -nines * nines, 36 },
	    "-0.999999999999999998000000000000000001");
}

struct ratio {
	int64_t numerator, denominator;
	unsigned decimals;
	const char *half_up, *half_even; /* without the point */
};

Test(dec, rounds_a_ratio_once_in_both_manners)
{
	/* 1/16, 5/8 and 61/160 are statistics.md's exact ties; 241/402 and
	 * 2401/4002 are the shares that seem to reach 60 percent. */
	static const struct ratio cases[] = {
		{ 100, 16, 1, "63", "62" },
		{ 500, 8, 0, "63", "62" },
		{ 6100, 160, 2, "3813", "3812" },
		{ 24100, 402, 2, "5995", "5995" },
		{ 24100, 402, 1, "600", "600" },
		{ 240100, 4002, 2, "6000", "6000" },
		{ 240100, 4002, 3, "59995", "59995" },
		{ 28175, 1000, 2, "2818", "2818" },
		{ 28165, 1000, 2, "2817", "2816" },
		{ 105, 100, 1, "11", "10" },
		{ 35, 100, 1, "4", "4" },
		{ 1, 2, 0, "1", "0" },
		{ 3, 2, 0, "2", "2" },
		{ -1, 2, 0, "-1", "0" },
		{ -3, 2, 0, "-2", "-2" },
		{ 3, -2, 0, "-2", "-2" },
		{ -3, -2, 0, "2", "2" },
		{ -5, 2, 0, "-3", "-2" },
		{ 0, 7, 2, "000", "000" },
		{ 2, 3, 2, "067", "067" },
		{ 1, 3, 2, "033", "033" },
		{ 7, 7, 2, "100", "100" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct ratio *c = &cases[i];
		gr_i128 up = gr_dec_ratio(c->numerator, c->denominator,
		    c->decimals, GR_HALF_UP);
		gr_i128 even = gr_dec_ratio(c->numerator, c->denominator,
		    c->decimals, GR_HALF_EVEN);

		cr_expect_eq((long)up, strtol(c->half_up, NULL, 10),
		    "%zu: half up %ld", i, (long)up);
		cr_expect_eq((long)even, strtol(c->half_even, NULL, 10),
		    "%zu: half even %ld", i, (long)even);
	}
}

Test(dec, does_not_overflow_where_twice_the_rest_would)
{
	gr_i128 large = (gr_i128)1 << 126;

	cr_expect(gr_dec_ratio(large, large + 1, 0, GR_HALF_UP) == 1);
	cr_expect(gr_dec_ratio(large / 2, large, 0, GR_HALF_UP) == 1);
	cr_expect(gr_dec_ratio(large / 2, large, 0, GR_HALF_EVEN) == 0);
}

Test(dec, divides_decimals_of_different_scales)
{
	gr_i128 got = 0;

	cr_expect(gr_dec_quotient(parsed("12.5"), parsed("0.05"), 0, GR_HALF_UP,
	    &got));
	cr_expect(got == 250);
	cr_expect(
	    gr_dec_quotient(parsed("0.005"), parsed("2"), 2, GR_HALF_UP, &got));
	cr_expect(got == 0);
	cr_expect(gr_dec_quotient(parsed("-0.125"), parsed("1"), 2, GR_HALF_UP,
	    &got));
	cr_expect(got == -13);
	cr_expect(
	    gr_dec_quotient(parsed("2"), parsed("3"), 4, GR_HALF_EVEN, &got));
	cr_expect(got == 6667);
}

Test(dec, says_when_a_quotient_has_no_exact_path)
{
	struct gr_dec large = { (gr_i128)1 << 120, 0 };
	gr_i128 got = 5;

	cr_expect_not(gr_dec_quotient(large, parsed("3"), 9, GR_HALF_UP, &got));
	cr_expect_not(
	    gr_dec_quotient(parsed("1"), parsed("0"), 2, GR_HALF_UP, &got));
	cr_expect(got == 5);
}

Test(dec, prints_integers_as_a_fixed_number_of_decimals)
{
	expect_fixed(6000, 2, "60.00");
	expect_fixed(5, 2, "0.05");
	expect_fixed(-5, 2, "-0.05");
	expect_fixed(0, 2, "0.00");
	expect_fixed(-1234, 0, "-1234");
	expect_fixed(100, 1, "10.0");
}

Test(dec, has_every_power_of_ten_that_fits)
{
	char want[64] = "1";

	for (unsigned n = 0; n <= 38; n++) {
		struct gr_buf buf = { 0 };

		want[n] = n == 0 ? '1' : '0';
		want[n + 1] = '\0';
		gr_dec_print(&buf, (struct gr_dec){ gr_dec_ten_to(n), 0 });
		cr_expect(gr_slice_eq(gr_buf_slice(&buf), gr_slice_of(want)),
		    "10^%u", n);
		gr_buf_free(&buf);
	}
}
