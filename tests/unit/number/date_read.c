/* date_read.h: ruling 33: dates in tables are read by the catalogue's T rules. */
#include "number/date_read.h"
#include <criterion/criterion.h>

static void expect(const char *text, const char *want)
{
	struct gr_buf got = { 0 };
	bool read = gr_date_read(&got, gr_slice_of(text));

	if (!read) {
		cr_expect_eq(got.len, 0, "'%s': appended all the same", text);
		gr_buf_text(&got, "none");
	}
	cr_expect(gr_slice_eq(gr_buf_slice(&got), gr_slice_of(want)),
	    "'%s' is '%.*s', not '%s'", text, (int)got.len, got.ptr, want);
	gr_buf_free(&got);
}

Test(date_read, knows_the_forms_of_one_day)
{
	static const char *const form[] = { "2021-03-05", "2021/3/5",
		"2021.3.5", " 2021-3-5 ", "2021年3月5日", "2021年03月05号",
		"20210305", "20210305.0", "2021－3－5", "２０２１/3/5",
		"2021、3、5", "2021_03_05", "2021/3/5 0:00",
		"2021/3/5 14:30:00", "2021-03-05T00:00:00",
		"2021-03-05 00:00:00.000", "44260", "44260.0",
		"二〇二一年三月五日", "二零二一年3月五日", "2021-3月5日",
		"2021\xc2\xa0"
		"3 5" };

	for (size_t i = 0; i < sizeof form / sizeof *form; i++)
		expect(form[i], "2021-03-05");
	expect("13/3/2021", "2021-03-13");
	expect("3/13/2021", "2021-03-13");
	expect("二〇二一年十二月三十一日", "2021-12-31");
}

Test(date_read, keeps_a_month_and_a_year_as_they_are)
{
	expect("2021-03", "2021-03");
	expect("2021/3", "2021-03");
	expect("2021年3月", "2021-03");
	expect("2021年3月份", "2021-03");
	expect("202103", "2021-03");
	expect("2021", "2021");
	expect("2021年度", "2021");
	expect("2021年", "2021");
	expect("二〇二一年", "2021");
	expect("2020年底", "2020-12");
}

Test(date_read, gives_nothing_for_a_spreadsheets_day_0)
{
	expect("1900/1/0", "");
	expect("1899-12-30", "");
	expect("0", "");
	expect("1900-1-0 0:00", "");
}

Test(date_read, leaves_what_has_two_meanings_or_none)
{
	static const char *const none[] = { "", "soon", "3/5/2021",
		"05/03/2021", "21/3/5", "21.3.5", "3月5日", "2021.1",
		"2021/2/30", "2021-13-01", "2021年3月32日", "2021/02/29",
		"2021年3月5日至6日", "2021-3/5", "12/12/2021", "13/13/2021",
		"43465", "45292", "1", "2021-03-05T16:00:00Z",
		"2021-03-05T00:00+08:00", "2021-3-5 12", "20210300", "202100",
		"2021/0/5", "2021-3-0", "农历二〇二一年", "2021---5",
		"9999999999999999999999" };

	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		expect(none[i], "none");
}
