/* formats.h: a format's code tells a date, a time and a share from a number. */
#include <criterion/criterion.h>

#include "sheet/formats.h"

Test(formats, codes)
{
	static const struct {
		const char *code;
		enum gr_format_kind kind;
	} table[] = {
		{ "General", GR_FORMAT_NUMBER },
		{ "GENERAL", GR_FORMAT_NUMBER },
		{ "@", GR_FORMAT_NUMBER },
		{ "0", GR_FORMAT_NUMBER },
		{ "#,##0.00", GR_FORMAT_NUMBER },
		{ "0.00E+00", GR_FORMAT_NUMBER },
		{ "##0.0e+0", GR_FORMAT_NUMBER },
		{ "0\"\xe5\xa4\xa9\"", GR_FORMAT_NUMBER },
		{ "[Red]0.0;[Blue]-0.0", GR_FORMAT_NUMBER },
		{ "[DBNum1]0", GR_FORMAT_NUMBER },
		{ "\"day\"0", GR_FORMAT_NUMBER },
		{ "0\\d", GR_FORMAT_NUMBER },
		{ "_d0_m", GR_FORMAT_NUMBER },
		{ "*y0", GR_FORMAT_NUMBER },
		{ "0;yyyy", GR_FORMAT_NUMBER },
		{ "", GR_FORMAT_NUMBER },
		{ "\"never closed", GR_FORMAT_NUMBER },
		{ "[never closed", GR_FORMAT_NUMBER },
		{ "\\", GR_FORMAT_NUMBER },
		{ "0%", GR_FORMAT_PERCENT },
		{ "0.0%", GR_FORMAT_PERCENT },
		{ "0.00%;[Red]-0.00%", GR_FORMAT_PERCENT },
		{ "0\"%\"", GR_FORMAT_NUMBER },
		{ "yyyy-mm-dd", GR_FORMAT_DATE },
		{ "YYYY/M/D", GR_FORMAT_DATE },
		{ "m\"\xe6\x9c\x88\"d\"\xe6\x97\xa5\"", GR_FORMAT_DATE },
		{ "[$-804]yyyy\"\xe5\xb9\xb4\"m\"\xe6\x9c\x88\"d\"\xe6\x97\xa5\";@",
		    GR_FORMAT_DATE },
		{ "[$-F800]dddd, mmmm dd, yyyy", GR_FORMAT_DATE },
		{ "e/m/d", GR_FORMAT_DATE },
		{ "d-mmm", GR_FORMAT_DATE },
		{ "mmm", GR_FORMAT_DATE },
		{ "yyyy\"\xe5\xb9\xb4\"m\"\xe6\x9c\x88\"", GR_FORMAT_MONTH },
		{ "mmm-yy", GR_FORMAT_MONTH },
		{ "yyyy", GR_FORMAT_YEAR },
		{ "yyyy-mm-dd hh:mm", GR_FORMAT_DATE_TIME },
		{ "m/d/yy h:mm AM/PM", GR_FORMAT_DATE_TIME },
		{ "h:mm", GR_FORMAT_TIME },
		{ "mm:ss.0", GR_FORMAT_TIME },
		{ "[h]:mm:ss", GR_FORMAT_TIME },
		{ "[mm]", GR_FORMAT_TIME },
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		cr_assert_eq(gr_format_of_code(gr_slice_of(table[i].code)),
		    table[i].kind, "%s", table[i].code);
}

Test(formats, numbers_of_their_own)
{
	static const struct {
		unsigned number;
		enum gr_format_kind kind;
	} table[] = { { 0, GR_FORMAT_NUMBER }, { 4, GR_FORMAT_NUMBER },
		{ 9, GR_FORMAT_PERCENT }, { 10, GR_FORMAT_PERCENT },
		{ 14, GR_FORMAT_DATE }, { 17, GR_FORMAT_MONTH },
		{ 20, GR_FORMAT_TIME }, { 22, GR_FORMAT_DATE_TIME },
		{ 31, GR_FORMAT_DATE }, { 46, GR_FORMAT_TIME },
		{ 49, GR_FORMAT_NUMBER }, { 57, GR_FORMAT_MONTH },
		{ 58, GR_FORMAT_DATE }, { 163, GR_FORMAT_NUMBER } };

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		cr_assert_eq(gr_format_of_number(table[i].number),
		    table[i].kind, "%u", table[i].number);
}
