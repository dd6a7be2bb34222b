/* convert.h: values come out canonical, and bounds and shares are held. */
#include "clean/convert.h"
#include <criterion/criterion.h>

static const struct gr_slice way[] = { { "seep", 4 }, { "hold", 4 },
	{ "drain", 5 } };

static struct gr_column column_of(enum gr_type type)
{
	return (struct gr_column){ .type = type,
		.value = way,
		.values = 3,
		.min = GR_S("1"),
		.max = GR_S("50") };
}

static void expect_listed(enum gr_type type, const char *text, bool want)
{
	struct gr_column column = column_of(type);

	cr_expect_eq(gr_value_is_listed(&column, gr_slice_of(text)), want, "%s",
	    text);
}

Test(convert, a_canonical_value_has_one_form)
{
	expect_listed(GR_TYPE_INT, "12", true);
	expect_listed(GR_TYPE_INT, ">=2", true);
	expect_listed(GR_TYPE_INT, "012", false);
	expect_listed(GR_TYPE_INT, "12.0", false);
	expect_listed(GR_TYPE_DEC, "12.5", true);
	expect_listed(GR_TYPE_DEC, "12.50", false);
	expect_listed(GR_TYPE_BOOL, "1", true);
	expect_listed(GR_TYPE_BOOL, "2", false);
	expect_listed(GR_TYPE_DATE, "2021-03", true);
	expect_listed(GR_TYPE_DATE, "2021-3", false);
}

Test(convert, a_listed_value_is_one_of_the_columns)
{
	expect_listed(GR_TYPE_ENUM, "hold", true);
	expect_listed(GR_TYPE_ENUM, "Hold", false);
	expect_listed(GR_TYPE_SET, "seep;drain", true);
	expect_listed(GR_TYPE_SET, "drain;seep", false);
	expect_listed(GR_TYPE_SET, "seep;float", false);
}

Test(convert, missing_and_in_query_are_no_values)
{
	expect_listed(GR_TYPE_TEXT, "", false);
	expect_listed(GR_TYPE_TEXT, "?", false);
	expect_listed(GR_TYPE_ENUM, "n/a", false);
}

static void expect_within(enum gr_type type, const char *min, const char *max,
    const char *text, bool want)
{
	struct gr_column column = { .type = type,
		.min = gr_slice_of(min),
		.max = gr_slice_of(max) };

	cr_expect_eq(gr_value_is_within(&column, gr_slice_of(text)), want,
	    "%s in %s..%s", text, min, max);
}

Test(convert, bounds_belong_to_what_they_bound)
{
	expect_within(GR_TYPE_INT, "1", "50", "1", true);
	expect_within(GR_TYPE_INT, "1", "50", "50", true);
	expect_within(GR_TYPE_INT, "1", "50", "0", false);
	expect_within(GR_TYPE_INT, "1", "50", "51", false);
	expect_within(GR_TYPE_DEC, "0.001", "200", "0.0009", false);
	expect_within(GR_TYPE_PCT, "0", "100", "100.01", false);
}

Test(convert, a_part_within_the_bounds_is_enough)
{
	expect_within(GR_TYPE_INT, "3", "50", ">=2", true);
	expect_within(GR_TYPE_INT, "3", "50", ">=51", false);
	expect_within(GR_TYPE_DATE, "2020-07-22", "", "2020-07", true);
	expect_within(GR_TYPE_DATE, "2020-07-22", "", "2020", true);
	expect_within(GR_TYPE_DATE, "2020-07-22", "", "2020-07-21", false);
	expect_within(GR_TYPE_DATE, "2020-07-22", "", "2020-06", false);
	expect_within(GR_TYPE_DATE, "", "2020", "2020-12-31", true);
	expect_within(GR_TYPE_DATE, "", "2020", "2021", false);
}

static void expect_rate(const char *written, const char *n, const char *d,
    enum gr_reading reading, const char *want)
{
	struct gr_buf to = { 0 };
	enum gr_reading got = gr_convert_rate(gr_slice_of(written),
	    gr_slice_of(n), gr_slice_of(d), &to);

	cr_expect_eq(got, reading, "%s by %s/%s: %d", written, n, d, got);
	cr_expect(gr_slice_eq(gr_buf_slice(&to), gr_slice_of(want)),
	    "%s by %s/%s is %.*s", written, n, d, GR_ARG(gr_buf_slice(&to)));
	gr_buf_free(&to);
}

Test(convert, a_share_is_read_as_its_counts_have_it)
{
	expect_rate("0.35", "350", "1000", GR_READING_DONE, "35");
	expect_rate("0.35", "345", "1000", GR_READING_DONE, "35");
	expect_rate("0.35", "355", "1000", GR_READING_DONE, "35");
	expect_rate("0.35", "35", "10000", GR_READING_DONE, "0.35");
	expect_rate("1", "10", "1000", GR_READING_DONE, "1");
	expect_rate("1", "1000", "1000", GR_READING_DONE, "100");
	expect_rate("35", "351", "1000", GR_READING_DONE, "35");
	expect_rate(".5", "12.5", "25", GR_READING_DONE, "50");
}

Test(convert, a_share_that_its_counts_do_not_settle_is_refused)
{
	expect_rate("0.35", "356", "1000", GR_READING_DISAGREES, "");
	expect_rate("0.35", "344", "1000", GR_READING_DISAGREES, "");
	expect_rate("0.005", "5", "100000", GR_READING_DISAGREES, "");
	expect_rate("0.35", "", "1000", GR_READING_NO_EVIDENCE, "");
	expect_rate("0.35", "?", "1000", GR_READING_NO_EVIDENCE, "");
	expect_rate("0.35", "350", "n/a", GR_READING_NO_EVIDENCE, "");
	expect_rate("0.35", "0", "0", GR_READING_NO_EVIDENCE, "");
	expect_rate("0.35", ">=2", "10", GR_READING_NO_EVIDENCE, "");
	expect_rate("x", "1", "2", GR_READING_NO_NUMBER, "");
	expect_rate("101", "1", "2", GR_READING_NO_NUMBER, "");
}

Test(convert, the_largest_counts_do_not_overflow)
{
	expect_rate("1", "999999999999999999", "999999999999999999",
	    GR_READING_DONE, "100");
	expect_rate("100", "999999999999999999", "1", GR_READING_DISAGREES, "");
}
