/* short.h: of numbers in their shortest form, and of nothing else, the value. */
#include "number/short.h"
#include <criterion/criterion.h>

#include "number/dec.h"

/* What number/dec.h says of the same text. */
static bool by_dec(struct gr_slice text, int64_t *millionths)
{
	struct gr_buf printed = { 0 };
	struct gr_dec value;
	gr_i128 coef;
	bool is = gr_dec_parse(text, &value) && value.coef >= 0
	    && value.scale <= GR_SHORT_DECIMALS
	    && text.len <= GR_SHORT_DIGITS + (value.scale > 0)
	    && gr_dec_rescale(value, GR_SHORT_DECIMALS, &coef);

	if (is) {
		gr_dec_print(&printed, value);
		is = gr_slice_eq(gr_buf_slice(&printed), text);
		*millionths = (int64_t)coef;
	}
	gr_buf_free(&printed);
	return is;
}

static void hold(const char *text)
{
	int64_t want = -1;
	struct gr_slice s = gr_slice_of(text);
	const char *point = strchr(text, '.');
	struct gr_short got, twin;
	bool is = gr_short_number(s, &got);

	cr_expect_eq(is, by_dec(s, &want), "'%s'", text);
	cr_expect_eq(is, gr_short_by_byte(s, &twin), "'%s'", text);
	if (!is)
		return;
	cr_expect_eq(got.millionths, want, "'%s'", text);
	cr_expect_eq(got.digits, point ? (size_t)(point - text) : s.len);
	cr_expect_eq(got.decimals, point ? strlen(point + 1) : 0, "'%s'", text);
	cr_expect_eq(twin.millionths, want, "'%s'", text);
	cr_expect(twin.digits == got.digits && twin.decimals == got.decimals);
}

Test(short, is_what_decimals_are_in_their_shortest_form)
{
	static const char sign[] = "0159.-";
	static const char *const long_ones[] = { "123456789012",
		"1234567890123", "12345678901.5", "123456.123456", "0.000001",
		"0.0000001", "100000000000", "0.5", "00.5", "1.50", "",
		"12345678", "123456.7", "1.234567", "0.000001", "1.0000001",
		"12.34.56", "1234567x", "1234567/", "1234567:", "x2345678",
		"\xe6\x98\xaf", "12\xb5", "1.2\xae", "\xae" };

	/* every text of up to five of these signs */
	for (size_t n = 0; n < 6 * 6 * 6 * 6 * 6; n++)
		for (size_t len = 1; len <= 5; len++) {
			char text[8] = "";
			size_t rest = n;

			for (size_t i = 0; i < len; i++, rest /= 6)
				text[i] = sign[rest % 6];
			if (rest == 0)
				hold(text);
		}
	for (size_t i = 0; i < sizeof long_ones / sizeof *long_ones; i++)
		hold(long_ones[i]);
}
