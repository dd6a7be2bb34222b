/* synth.h: what is drawn depends on its seed alone, and fits where it is put.
 */
#include <criterion/criterion.h>

#include "synth/synth.h"

static void shows(const char *form, const struct gr_synth_form_args *args,
    const char *want)
{
	struct gr_buf buf = { 0 };

	cr_assert(gr_synth_form_expand(&buf, gr_slice_of(form), args),
	    "'%s' cannot be made", form);
	cr_expect(gr_slice_eq(gr_buf_slice(&buf), gr_slice_of(want)),
	    "'%s' gives %.*s, not %s", form, GR_ARG(gr_buf_slice(&buf)), want);
	gr_buf_free(&buf);
}

static void cannot(const char *form, const char *value)
{
	struct gr_synth_form_args args = { .value = gr_slice_of(value) };
	struct gr_buf buf = { 0 };

	gr_buf_text(&buf, "before");
	cr_expect_not(gr_synth_form_expand(&buf, gr_slice_of(form), &args),
	    "'%s' made of '%s'", form, value);
	cr_expect(gr_slice_eq(gr_buf_slice(&buf), GR_S("before")),
	    "something is left behind");
	gr_buf_free(&buf);
}

static void writes(const char *form, const char *value, const char *want)
{
	struct gr_synth_form_args args = { .value = gr_slice_of(value) };

	shows(form, &args, want);
}

Test(synth, draws_are_the_same_on_every_machine)
{
	cr_expect_eq(gr_draw(1, 2, 3), gr_draw(1, 2, 3));
	cr_expect_neq(gr_draw(1, 2, 3), gr_draw(2, 2, 3));
	cr_expect_neq(gr_draw(1, 2, 3), gr_draw(1, 3, 2));
	cr_expect_eq(gr_draw_below(UINT64_MAX, 10), 9);
	cr_expect_eq(gr_draw_below(0, 10), 0);
}

Test(synth, every_value_of_a_scaled_draw_is_about_as_likely)
{
	unsigned count[7] = { 0 };

	for (uint64_t i = 0; i < 70000; i++)
		count[gr_draw_below(gr_draw(9, i, 0), 7)]++;
	for (size_t i = 0; i < 7; i++)
		cr_expect(count[i] > 9500 && count[i] < 10500,
		    "%zu comes %u times in 70000", i, count[i]);
}

Test(synth, a_weighted_draw_never_takes_what_weighs_nothing)
{
	const uint32_t weight[] = { 0, 3, 0, 1 }, none[] = { 0, 0 };
	unsigned count[4] = { 0 };

	for (uint64_t i = 0; i < 4000; i++)
		count[gr_draw_weighted(gr_draw(5, i, 1), weight, 4)]++;
	cr_expect_eq(count[0] + count[2], 0);
	cr_expect(count[1] > 2800 && count[1] < 3200);
	cr_expect_eq(gr_draw_weighted(7, none, 2), GR_NONE);
}

Test(synth, chinese_numerals_have_their_zeros)
{
	static const struct {
		uint64_t value;
		const char *want;
	} row[] = {
		{ 0, "零" },
		{ 2, "二" },
		{ 10, "十" },
		{ 12, "十二" },
		{ 20, "二十" },
		{ 105, "一百零五" },
		{ 110, "一百一十" },
		{ 1005, "一千零五" },
		{ 1200, "一千二百" },
		{ 10000, "一万" },
		{ 10010, "一万零一十" },
		{ 21005, "二万一千零五" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct gr_buf buf = { 0 };

		gr_synth_form_chinese(&buf, row[i].value);
		cr_expect(gr_slice_eq(gr_buf_slice(&buf),
		              gr_slice_of(row[i].want)),
		    "%ju gives %.*s", (uintmax_t)row[i].value,
		    GR_ARG(gr_buf_slice(&buf)));
		gr_buf_free(&buf);
	}
}

Test(synth, numbers_are_written_as_people_do)
{
	writes("{wide}", "12.5", "１２．５");
	writes("{group}", "1234567", "1,234,567");
	writes("{wan}万", "12340", "1.234万");
	writes("{exp}", "1234", "1.234E+03");
	writes("{more}-{x10}", "9", "10-90");
	writes("{x10000}", "12.5", "125000");
	writes("{per100}", "35.5", "0.355");
	cannot("{per100}", "100");
	cannot("{per100}", "0");
	cannot("{group}", "999");
	cannot("{less}", "0");
	cannot("{zh}", "12.5");
}

Test(synth, a_long_code_loses_the_digits_that_a_spreadsheet_hides)
{
	writes("{exp6}", "230183501001", "2.30184E+11");
	writes("{exp}", "230102001001", "2.30102001001E+11");
	writes("{head9}|{head6}000000", "230102001001",
	    "230102001|"
	    "230102000000");
	writes("{letters}", "230102", "23O1O2");
	cannot("{exp6}", "1234");
	cannot("{letters}", "1234");
}

Test(synth, dates_are_written_as_people_do)
{
	writes("{y}年{m}月{d}日", "2021-03-05", "2021年3月5日");
	writes("{yy}/{mm}/{dd}", "2021-03-05", "21/03/05");
	writes("{serial}", "2021-03-05", "44260");
	writes("{yzh}年{mzh}月{dzh}日", "2021-11-20", "二〇二一年十一月二十日");
	cannot("{y}", "2021-03");
	cannot("{dhigh}", "2021-03-12");
	cannot("{dlow}", "2021-03-13");
}

Test(synth, texts_and_sets_are_written_as_people_do)
{
	writes("{list}", "渗;蓄;排", "渗、蓄、排");
	writes("{joined}", "渗;蓄;排", "渗蓄排");
	writes("{spaced}", "居民户数", "居 民 户 数");
	writes("{chop3}", "森林社区居委会", "森林社区");
	writes("a{nl}b{ideo}", "", "a\nb　");
	writes("{swap:邨:村}", "和平邨社区", "和平村社区");
	cannot("{swap:邨:村}", "和平村社区");
	cannot("{swap::村}", "和平村社区");
	cannot("{chop3}", "二字");
	cannot("{no such place}", "1");
	cannot("{city}", "1");
}

Test(synth, a_row_fits_the_values_that_it_names)
{
	struct gr_mess_row row = { .when = GR_S("") };

	cr_expect(gr_synth_form_fits(&row, GR_S("0")));
	cr_expect_not(gr_synth_form_fits(&row, GR_S("")));
	cr_expect_not(gr_synth_form_fits(&row, GR_S("n/a")));
	row.when = GR_S("1|>=10");
	cr_expect(gr_synth_form_fits(&row, GR_S("1")));
	cr_expect(gr_synth_form_fits(&row, GR_S("10.5")));
	cr_expect_not(gr_synth_form_fits(&row, GR_S("9")));
	cr_expect_not(gr_synth_form_fits(&row, GR_S("")));
	row.when = GR_S("missing|*社区");
	cr_expect(gr_synth_form_fits(&row, GR_S("")));
	cr_expect(gr_synth_form_fits(&row, GR_S("森林社区")));
	cr_expect_not(gr_synth_form_fits(&row, GR_S("社区居委会")));
}
