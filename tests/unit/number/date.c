/* date.h: civil dates are read with their precision, and no others. */
#include "number/date.h"
#include <criterion/criterion.h>

static int32_t day(int64_t year, int64_t month, int64_t day_of_month)
{
	int32_t number = 0;

	cr_assert(gr_date_from_civil(year, month, day_of_month, &number));
	return number;
}

Test(date, counts_days_from_1970)
{
	cr_expect_eq(day(1970, 1, 1), 0);
	cr_expect_eq(day(1969, 12, 31), -1);
	cr_expect_eq(day(2000, 3, 1), 11017);
	cr_expect_eq(day(2021, 3, 5), 18691);
	cr_expect_eq(day(1, 1, 1), -719162);
	cr_expect_eq(day(9999, 12, 31), 2932896);
}

Test(date, gives_every_day_of_ten_thousand_years_its_own_number_and_back)
{
	int32_t expected = day(1, 1, 1);

	for (int year = 1; year <= 9999; year++) {
		for (int month = 1; month <= 12; month++) {
			int32_t number;
			for (int d = 1;
			     gr_date_from_civil(year, month, d, &number); d++) {
				int y, m, dd;

				gr_date_to_civil(number, &y, &m, &dd);
				if (number != expected++ || y != year
				    || m != month || dd != d)
					cr_assert_fail("%d-%d-%d", year, month,
					    d);
			}
		}
	}
	cr_expect_eq(expected, day(9999, 12, 31) + 1);
}

Test(date, refuses_days_that_do_not_exist)
{
	static const int64_t bad[][3] = {
		{ 2021, 2, 29 },
		{ 2100, 2, 29 },
		{ 1900, 2, 29 },
		{ 2021, 4, 31 },
		{ 2021, 13, 1 },
		{ 2021, 0, 1 },
		{ 2021, 1, 0 },
		{ 2021, 1, 32 },
		{ 0, 1, 1 },
		{ 10000, 1, 1 },
		{ -1, 1, 1 },
		{ INT64_MAX, 1, 1 },
		{ 2021, INT64_MIN, 1 },
		{ 2021, 1, INT64_MAX },
	};
	int32_t number = 7;

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		cr_expect_not(gr_date_from_civil(bad[i][0], bad[i][1],
		                  bad[i][2], &number),
		    "case %zu", i);
	cr_expect_eq(number, 7);
	cr_expect(gr_date_from_civil(2024, 2, 29, &number));
	cr_expect(gr_date_from_civil(2000, 2, 29, &number));
}

static void expect_days(const char *text, int32_t first, int32_t last)
{
	struct gr_days days = { 0, 0 };

	cr_assert(gr_date_parse(gr_slice_of(text), &days), "'%s'", text);
	cr_expect_eq(days.first, first, "'%s'", text);
	cr_expect_eq(days.last, last, "'%s'", text);
}

Test(date, stands_for_all_days_of_its_precision)
{
	expect_days("2021-03-05", day(2021, 3, 5), day(2021, 3, 5));
	expect_days("2021-03", day(2021, 3, 1), day(2021, 3, 31));
	expect_days("2021-12", day(2021, 12, 1), day(2021, 12, 31));
	expect_days("2021-02", day(2021, 2, 1), day(2021, 2, 28));
	expect_days("2024-02", day(2024, 2, 1), day(2024, 2, 29));
	expect_days("2021", day(2021, 1, 1), day(2021, 12, 31));
	expect_days("2024", day(2024, 1, 1), day(2024, 12, 31));
}

Test(date, reads_only_the_canonical_form)
{
	static const char *const bad[] = {
		"",
		"2",
		"21-03-05",
		"2021-3-5",
		"2021/03/05",
		"2021-",
		"2021-03-",
		"2021-03-05 ",
		" 2021",
		"2021-03-05T00:00",
		"20210305",
		"2021-02-29",
		"2021-13",
		"2021-00",
		"0000",
		"2021-03-00",
		"-021",
		"2021-0a",
		"02021",
	};
	struct gr_days days = { 3, 4 };

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		cr_expect_not(gr_date_parse(gr_slice_of(bad[i]), &days), "'%s'",
		    bad[i]);
	cr_expect_eq(days.first, 3);
	cr_expect_eq(days.last, 4);
}

Test(date, prints_four_digits_of_year)
{
	struct gr_buf buf = { 0 };

	gr_date_print(&buf, day(2021, 3, 5));
	gr_buf_byte(&buf, ' ');
	gr_date_print(&buf, day(33, 11, 9));
	cr_expect(gr_slice_eq(gr_buf_slice(&buf),
	              GR_S("2021-03-05 0033-11-09")),
	    "%.*s", GR_ARG(gr_buf_slice(&buf)));
	gr_buf_free(&buf);
}
