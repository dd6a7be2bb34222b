/* numeral.h: numbers are read as people write them, or not at all. */
#include "number/numeral.h"
#include <criterion/criterion.h>

typedef bool reader(struct gr_slice, struct gr_dec *);

static void reads(reader *read, const char *text, const char *want)
{
	struct gr_dec got = { 0, 0 };
	struct gr_buf shown = { 0 };

	cr_assert(read(gr_slice_of(text), &got), "refused '%s'", text);
	gr_dec_print(&shown, got);
	cr_expect(gr_slice_eq(gr_buf_slice(&shown), gr_slice_of(want)),
	    "'%s' gives %.*s, not %s", text, GR_ARG(gr_buf_slice(&shown)),
	    want);
	gr_buf_free(&shown);
}

static void refuses(reader *read, const char *text)
{
	struct gr_dec got;

	cr_expect_not(read(gr_slice_of(text), &got), "accepted '%s'", text);
}

Test(numeral, plain_numbers_pass_over_commas_and_zeros)
{
	reads(gr_numeral_plain, "1234", "1234");
	reads(gr_numeral_plain, "1,234", "1234");
	reads(gr_numeral_plain, "1,234,567.80", "1234567.8");
	reads(gr_numeral_plain, "007", "7");
	reads(gr_numeral_plain, ".35", "0.35");
	reads(gr_numeral_plain, "-12.5", "-12.5");
	reads(gr_numeral_plain, "999999999999999999", "999999999999999999");
}

Test(numeral, plain_numbers_refuse_what_is_not_all_number)
{
	static const char *const bad[] = { "", "-", ".", "1.", ",1", "1,",
		"1,,2", "1.2.3", "1e3", "+1", " 1", "1 ", "1234户", "十",
		"1000000000000000000", "0x10", "1-2" };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		refuses(gr_numeral_plain, bad[i]);
}

Test(numeral, complete_chinese_numerals_are_exact)
{
	static const char *const pair[][2] = { { "〇", "0" }, { "零", "0" },
		{ "一", "1" }, { "两", "2" }, { "贰", "2" }, { "十", "10" },
		{ "十二", "12" }, { "二十", "20" }, { "二十一", "21" },
		{ "廿", "20" }, { "廿五", "25" }, { "卅一", "31" },
		{ "一百零五", "105" }, { "一百一十五", "115" },
		{ "三百五十", "350" }, { "一千二百", "1200" },
		{ "一千零二十", "1020" }, { "一千零二", "1002" },
		{ "壹仟贰佰叁拾肆", "1234" }, { "一万", "10000" },
		{ "十万", "100000" }, { "一万零五", "10005" },
		{ "一万二千", "12000" }, { "一百二十万", "1200000" },
		{ "三亿五千万", "350000000" }, { "一万亿", "1000000000000" },
		{ "九千九百九十九万九千九百九十九", "99999999" },
		{ "三点五", "3.5" }, { "零点五", "0.5" },
		{ "十二点三四", "12.34" }, { "一点二万", "12000" },
		{ "一二〇〇", "1200" }, { "二〇", "20" },
		{ "二〇二一", "2021" }, { "萬", NULL } };

	for (size_t i = 0; pair[i][1] != NULL; i++)
		reads(gr_numeral_chinese, pair[i][0], pair[i][1]);
}

Test(numeral, chinese_numerals_with_two_readings_are_refused)
{
	static const char *const bad[] = { "", "一千二", "一万五", "三百五",
		"三五", "二三", "百", "万", "一百零", "零五百", "一百百",
		"一十百", "一二百", "一亿亿", "一万万", "十十", "点五", "三点",
		"三点五万万", "一千零零二", "二十零五", "约十", "十户", "两三",
		"多", "二十1" };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		refuses(gr_numeral_chinese, bad[i]);
}

Test(numeral, words_of_scale_multiply_exactly)
{
	static const char *const pair[][2] = { { "1.2万", "12000" },
		{ "2000万", "20000000" }, { "0.00012万", "1.2" },
		{ "3千", "3000" }, { "3千万", "30000000" },
		{ "1.5亿", "150000000" }, { "3万5千", "35000" },
		{ "1万2000", "12000" }, { "1,234万", "12340000" },
		{ "2百", "200" }, { NULL, NULL } };

	for (size_t i = 0; pair[i][0] != NULL; i++)
		reads(gr_numeral_scaled, pair[i][0], pair[i][1]);
}

Test(numeral, words_of_scale_in_any_other_way_are_refused)
{
	static const char *const bad[] = { "", "12", "万", "1万2", "1.5万2千",
		"3千5百万", "1万2.5千", "1万12千", "3万5千户", "1万万",
		"999999999999999999万", "一万" };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		refuses(gr_numeral_scaled, bad[i]);
}

Test(numeral, any_of_the_three_kinds_is_read)
{
	reads(gr_numeral_read, "1,200", "1200");
	reads(gr_numeral_read, "1.2万", "12000");
	reads(gr_numeral_read, "一千二百", "1200");
	refuses(gr_numeral_read, "1200多");
}

Test(numeral, positions_read_years_of_any_spelling)
{
	static const char *const year[] = { "2021", "二〇二一", "二零二一",
		"二○二一" };
	int64_t got;

	for (size_t i = 0; i < sizeof year / sizeof *year; i++) {
		cr_assert(gr_numeral_digits(gr_slice_of(year[i]), &got));
		cr_expect_eq(got, 2021);
	}
	cr_expect_not(gr_numeral_digits(gr_slice_of("二十"), &got));
	cr_expect_not(gr_numeral_digits(gr_slice_of(""), &got));
	cr_expect_not(
	    gr_numeral_digits(gr_slice_of("1234567890123456789"), &got));
}

Test(numeral, text_that_is_not_utf8_is_no_number)
{
	refuses(gr_numeral_read, "\xff");
	refuses(gr_numeral_read, "\xe4\xb8");
	refuses(gr_numeral_chinese, "\xe5\x8d\x81\xff");
}
