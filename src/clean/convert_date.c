/* Conversions to dates and years. */
#include "clean/convert_internal.h"

#include "number/date.h"
#include "number/numeral.h"

#define LAST_SERIAL 2958465 /* 9999-12-31 */

static bool small_number(struct gr_slice text, int64_t *out)
{
	struct gr_dec value;

	if (!gr_numeral_read(text, &value) || value.scale > 0 || value.coef < 0
	    || value.coef > 99)
		return false;
	*out = (int64_t)value.coef;
	return true;
}

enum gr_reading gr_convert_date(const struct gr_convert *c,
    const struct gr_slice *arg, struct gr_buf *to)
{
	int64_t part[3] = { 0, 1, 1 };
	size_t known = 1;
	int32_t day;

	if (!gr_numeral_digits(arg[0], &part[0]) || part[0] < 1
	    || part[0] > 9999)
		return GR_READING_NO_YEAR;
	for (; known < c->args; known++) {
		if (c->arg[known].group == 0)
			part[known] = c->arg[known].number;
		else if (arg[known].len == 0)
			break;
		else if (!small_number(arg[known], &part[known]))
			return GR_READING_NO_DAY;
	}
	if (!gr_date_from_civil(part[0], part[1], part[2], &day))
		return GR_READING_NO_DAY;
	gr_buf_format(to, "%04d", (int)part[0]);
	for (size_t i = 1; i < known; i++)
		gr_buf_format(to, "-%02d", (int)part[i]);
	return GR_READING_DONE;
}

/* Day 0 is 1899-12-30 from 61 on: the spreadsheets' calendar has a 29 February
 * 1900 that never was. */
enum gr_reading gr_convert_serial(const struct gr_convert *c,
    struct gr_slice text, struct gr_buf *to)
{
	int64_t serial;
	int32_t zero;

	if (!gr_slice_to_int64(text, &serial))
		return GR_READING_NO_NUMBER;
	if (serial < 61 || serial < c->arg[1].number
	    || serial > c->arg[2].number || serial > LAST_SERIAL
	    || !gr_date_from_civil(1899, 12, 30, &zero))
		return GR_READING_OUTSIDE;
	gr_date_print(to, zero + (int32_t)serial);
	return GR_READING_DONE;
}

enum gr_reading gr_convert_year(const struct gr_convert *c,
    struct gr_slice text, struct gr_buf *to)
{
	int64_t year;

	if (!gr_numeral_digits(text, &year))
		return GR_READING_NO_YEAR;
	if (c->args > 1 && year < 100)
		year += c->arg[1].number * 100;
	if (year < 1000 || year > 9999)
		return GR_READING_NO_YEAR;
	gr_buf_int(to, year);
	return GR_READING_DONE;
}
