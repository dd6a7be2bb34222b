/* date.c - civil dates as day numbers. */
#include "number/date.h"

#include <assert.h>

enum { YEAR_MIN = 1, YEAR_MAX = 9999 };

static bool is_leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int64_t year, int64_t month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

/* Years are counted from March, so that the leap day is the last of its year;
 * an era is 400 years, 146097 days.  719468 days lie between 0000-03-01 and
 * 1970-01-01 (Hinnant, "chrono-compatible low-level date algorithms"). */
enum { ERA_YEARS = 400, ERA_DAYS = 146097, EPOCH_SHIFT = 719468 };

bool gr_date_from_civil(int64_t year, int64_t month, int64_t day, int32_t *out)
{
	if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12
	    || day < 1 || day > days_in_month(year, month))
		return false;

	int64_t march_year = month > 2 ? year : year - 1;
	int64_t march_month = month > 2 ? month - 3 : month + 9;
	int64_t era = march_year / ERA_YEARS;
	int64_t year_of_era = march_year % ERA_YEARS;
	int64_t day_of_year = (153 * march_month + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4
	    - year_of_era / 100 + day_of_year;

	*out = (int32_t)(era * ERA_DAYS + day_of_era - EPOCH_SHIFT);
	return true;
}

void gr_date_to_civil(int32_t day_number, int *year, int *month, int *day)
{
	int shifted = day_number + EPOCH_SHIFT;

	assert(shifted >= 0);

	int era = shifted / ERA_DAYS;
	int day_of_era = shifted % ERA_DAYS;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524
	                      - day_of_era / 146096)
	    / 365;
	int day_of_year = day_of_era
	    - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int march_month = (5 * day_of_year + 2) / 153;

	*day = day_of_year - (153 * march_month + 2) / 5 + 1;
	*month = march_month < 10 ? march_month + 3 : march_month - 9;
	*year = era * ERA_YEARS + year_of_era + (*month <= 2);
}

/* Exactly `digits` digits at the front of *rest, cut off. */
static bool take_number(struct gr_slice *rest, size_t digits, int64_t *out)
{
	if (rest->len < digits)
		return false;
	*out = 0;
	for (size_t i = 0; i < digits; i++) {
		char c = rest->ptr[i];

		if (c < '0' || c > '9')
			return false;
		*out = *out * 10 + (c - '0');
	}
	*rest = gr_slice_skip(*rest, digits);
	return true;
}

/* The same behind a '-'. */
static bool take_part(struct gr_slice *rest, int64_t *out)
{
	if (rest->ptr[0] != '-')
		return false;
	*rest = gr_slice_skip(*rest, 1);
	return take_number(rest, 2, out);
}

bool gr_date_parse(struct gr_slice text, struct gr_days *out)
{
	int64_t year, month = 1, day = 1;
	bool has_month = false, has_day = false;

	if (!take_number(&text, 4, &year))
		return false;
	if (text.len > 0) {
		has_month = true;
		if (!take_part(&text, &month))
			return false;
	}
	if (text.len > 0) {
		has_day = true;
		if (!take_part(&text, &day))
			return false;
	}
	if (text.len > 0)
		return false;

	struct gr_days days;
	if (!gr_date_from_civil(year, month, day, &days.first))
		return false;
	days.last = days.first;
	if (!has_month)
		days.last += 364 + is_leap(year);
	else if (!has_day)
		days.last += days_in_month(year, month) - 1;
	*out = days;
	return true;
}

void gr_date_print(struct gr_buf *buf, int32_t day_number)
{
	int year, month, day;

	gr_date_to_civil(day_number, &year, &month, &day);
	gr_buf_format(buf, "%04d-%02d-%02d", year, month, day);
}
