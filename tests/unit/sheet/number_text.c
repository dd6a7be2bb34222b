/* number_text.h: a number's text is what a spreadsheet shows of it. */
#include <criterion/criterion.h>

#include "sheet/number_text.h"

struct number {
	const char *value;
	enum gr_format_kind kind;
	bool of_1904;
	const char *text;
	enum gr_number_outcome outcome;
};

static void assert_text(const struct number *want)
{
	struct gr_buf out = { 0 };
	enum gr_number_outcome outcome = gr_number_text(&out,
	    gr_slice_of(want->value), want->kind, want->of_1904);

	gr_buf_byte(&out, '\0');
	cr_assert_str_eq(out.ptr, want->text, "%s: %s, not %s", want->value,
	    out.ptr, want->text);
	cr_assert_eq(outcome, want->outcome, "%s", want->value);
	gr_buf_free(&out);
}

Test(number_text, numbers)
{
	static const struct number table[] = {
		{ "0", GR_FORMAT_NUMBER, false, "0", 0 },
		{ "-0", GR_FORMAT_NUMBER, false, "0", 0 },
		{ "230102001001", GR_FORMAT_NUMBER, false, "230102001001", 0 },
		{ "230102001001111", GR_FORMAT_NUMBER, false, "230102001001111",
		    0 },
		{ "2.30102001001111E+16", GR_FORMAT_NUMBER, false,
		    "23010200100111100", 0 },
		{ "23010200100111199", GR_FORMAT_NUMBER, false,
		    "23010200100111200", 0 },
		{ "0.10000000000000001", GR_FORMAT_NUMBER, false, "0.1", 0 },
		{ "0.33329999999999999", GR_FORMAT_NUMBER, false, "0.3333", 0 },
		{ "3.3300000000000001E-2", GR_FORMAT_NUMBER, false, "0.0333",
		    0 },
		{ "-12.5", GR_FORMAT_NUMBER, false, "-12.5", 0 },
		{ "100", GR_FORMAT_NUMBER, false, "100", 0 },
		{ "1E+3", GR_FORMAT_NUMBER, false, "1000", 0 },
		{ "007", GR_FORMAT_NUMBER, false, "7", 0 },
		{ "1.5E+30", GR_FORMAT_NUMBER, false, "1.5E+30", 0 },
		{ "1E-40", GR_FORMAT_NUMBER, false, "1E-40", 0 },
		{ "1E+999", GR_FORMAT_NUMBER, false, "1E+999",
		    GR_NUMBER_NO_NUMBER },
		{ "0x10", GR_FORMAT_NUMBER, false, "0x10",
		    GR_NUMBER_NO_NUMBER },
		{ "nan", GR_FORMAT_NUMBER, false, "nan", GR_NUMBER_NO_NUMBER },
		{ "", GR_FORMAT_NUMBER, false, "", GR_NUMBER_NO_NUMBER },
		{ "0.3333", GR_FORMAT_PERCENT, false, "33.33%", 0 },
		{ "-0.05", GR_FORMAT_PERCENT, false, "-5%", 0 },
		{ "0", GR_FORMAT_PERCENT, false, "0%", 0 },
		{ "1", GR_FORMAT_PERCENT, false, "100%", 0 },
		{ "0.00001", GR_FORMAT_PERCENT, false, "0.001%", 0 },
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		assert_text(&table[i]);
}

Test(number_text, dates)
{
	static const struct number table[] = {
		{ "44260", GR_FORMAT_DATE, false, "2021-03-05", 0 },
		{ "42798", GR_FORMAT_DATE, true, "2021-03-05", 0 },
		{ "44260.75", GR_FORMAT_DATE, false, "2021-03-05", 0 },
		{ "44260.75", GR_FORMAT_DATE_TIME, false, "2021-03-05 18:00:00",
		    0 },
		{ "44260", GR_FORMAT_DATE_TIME, false, "2021-03-05", 0 },
		{ "44260.999999999", GR_FORMAT_DATE_TIME, false, "2021-03-06",
		    0 },
		{ "44256", GR_FORMAT_MONTH, false, "2021-03", 0 },
		{ "44197", GR_FORMAT_YEAR, false, "2021", 0 },
		{ "0.5", GR_FORMAT_TIME, false, "12:00:00", 0 },
		{ "1.5", GR_FORMAT_TIME, false, "36:00:00", 0 },
		{ "0.25", GR_FORMAT_DATE_TIME, false, "06:00:00", 0 },
		{ "0", GR_FORMAT_DATE, false, "1900/1/0", 0 },
		{ "0", GR_FORMAT_DATE, true, "1904-01-01", 0 },
		{ "1", GR_FORMAT_DATE, false, "1900-01-01", 0 },
		{ "59", GR_FORMAT_DATE, false, "1900-02-28", 0 },
		{ "60", GR_FORMAT_DATE, false, "60", GR_NUMBER_NO_DAY },
		{ "60.5", GR_FORMAT_DATE_TIME, false, "60.5",
		    GR_NUMBER_NO_DAY },
		{ "60", GR_FORMAT_DATE, true, "1904-03-01", 0 },
		{ "61", GR_FORMAT_DATE, false, "1900-03-01", 0 },
		{ "2958465", GR_FORMAT_DATE, false, "9999-12-31", 0 },
		{ "2958466", GR_FORMAT_DATE, false, "2958466", 0 },
		{ "2957003", GR_FORMAT_DATE, true, "9999-12-31", 0 },
		{ "2957004", GR_FORMAT_DATE, true, "2957004", 0 },
		{ "2957004", GR_FORMAT_MONTH, true, "2957004", 0 },
		{ "2958466", GR_FORMAT_DATE, false, "2958466", 0 },
		{ "-1", GR_FORMAT_DATE, false, "-1", 0 },
		{ "text", GR_FORMAT_DATE, false, "text", GR_NUMBER_NO_NUMBER },
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		assert_text(&table[i]);
}
