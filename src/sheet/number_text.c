/* number_text.c - a workbook's number as the text that a person sees */
#include "sheet/number_text.h"

#include "number/date.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	DIGITS = 15,
	POINT_MAX = 21,  /* digits before the point, and */
	POINT_MIN = -20, /* zeros behind it, of what is written out */
	TEXT_MAX_BYTES = 512,
	NEVER_WAS = 60, /* 29 February 1900 */
	SECONDS = 86400
};

/* The last day of the year 9999, in the two systems. */
#define LAST_OF_1900 2958465
#define LAST_OF_1904 2957003

/* 15 digits of a number and where its point is: 0.d1d2d3... * 10^point. */
struct digits {
	bool negative;
	int n, point;
	char digit[DIGITS];
};

static struct digits digits_of(double value)
{
	char text[48];
	struct digits d = { .negative = signbit(value) != 0 && value != 0 };
	const char *p = text;

	(void)snprintf(text, sizeof text, "%.*e", DIGITS - 1, fabs(value));
	for (; *p != 'e'; p++)
		if (*p != '.')
			d.digit[d.n++] = *p;
	d.point = (int)strtol(p + 1, NULL, 10) + 1;
	while (d.n > 1 && d.digit[d.n - 1] == '0')
		d.n--;
	if (value == 0)
		d.point = 1;
	return d;
}

static void zeros(struct gr_buf *to, int n)
{
	for (; n > 0; n--)
		gr_buf_byte(to, '0');
}

static void put_digits(struct gr_buf *to, const struct digits *d)
{
	if (d->negative)
		gr_buf_byte(to, '-');
	if (d->point <= 0) {
		gr_buf_text(to, "0.");
		zeros(to, -d->point);
	}
	for (int i = 0; i < d->n; i++) {
		if (i == d->point && i > 0)
			gr_buf_byte(to, '.');
		gr_buf_byte(to, d->digit[i]);
	}
	zeros(to, d->point - d->n);
}

/* As Excel writes one that is too long to be written out: 1.5E+30. */
static void put_exponent(struct gr_buf *to, const struct digits *d)
{
	struct digits mantissa = *d;

	mantissa.point = 1;
	put_digits(to, &mantissa);
	gr_buf_format(to, "E%+d", d->point - 1);
}

static void put_number(struct gr_buf *to, double value, int shift)
{
	struct digits d = digits_of(value);

	if (value != 0)
		d.point += shift;
	if (d.point > POINT_MAX || d.point < POINT_MIN)
		put_exponent(to, &d);
	else
		put_digits(to, &d);
}

/* ---- dates ---- */

static void put_time(struct gr_buf *to, int64_t seconds)
{
	gr_buf_format(to, "%02d:%02d:%02d", (int)(seconds / 3600),
	    (int)(seconds / 60 % 60), (int)(seconds % 60));
}

static void put_day(struct gr_buf *to, int32_t day, enum gr_format_kind kind)
{
	size_t from = to->len;

	gr_date_print(to, day);
	if (!to->failed && kind == GR_FORMAT_MONTH)
		to->len = from + sizeof "2021-03" - 1;
	else if (!to->failed && kind == GR_FORMAT_YEAR)
		to->len = from + sizeof "2021" - 1;
}

/* The day of 1970 that a count is. */
static int32_t day_of(int64_t count, bool of_1904)
{
	enum { DAY_0_1900 = -25569, DAY_0_1904 = -24107 };

	if (of_1904)
		return (int32_t)(count + DAY_0_1904);
	return (int32_t)(count + DAY_0_1900 + (count < NEVER_WAS));
}

static enum gr_number_outcome put_date(struct gr_buf *to, double value,
    enum gr_format_kind kind, bool of_1904)
{
	int64_t seconds = llround(value * SECONDS);
	int64_t count = seconds / SECONDS;
	bool has_time = kind == GR_FORMAT_DATE_TIME || kind == GR_FORMAT_TIME;

	if (!of_1904 && count == NEVER_WAS && kind != GR_FORMAT_TIME) {
		put_number(to, value, 0);
		return GR_NUMBER_NO_DAY;
	}
	if (kind == GR_FORMAT_TIME || (count == 0 && !of_1904 && has_time)) {
		put_time(to, seconds);
		return GR_NUMBER_PLAIN;
	}
	if (count == 0 && !of_1904) {
		gr_buf_text(to, "1900/1/0"); /* as it is shown */
		return GR_NUMBER_PLAIN;
	}
	put_day(to, day_of(count, of_1904), kind);
	if (kind == GR_FORMAT_DATE_TIME && seconds % SECONDS != 0) {
		gr_buf_byte(to, ' ');
		put_time(to, seconds % SECONDS);
	}
	return GR_NUMBER_PLAIN;
}

/* ---- any ---- */

/* Whole numbers up to 15 digits stand there as they are shown. */
static bool is_short(struct gr_slice v)
{
	size_t i = v.len > 0 && v.ptr[0] == '-';
	size_t from = i;

	if (v.len - from > DIGITS || v.len == from
	    || (v.ptr[from] == '0' && v.len > 1))
		return false;
	for (; i < v.len; i++)
		if (v.ptr[i] < '0' || v.ptr[i] > '9')
			return false;
	return true;
}

static bool parse(struct gr_slice v, double *out)
{
	char text[TEXT_MAX_BYTES], *end;

	if (v.len == 0 || v.len >= sizeof text)
		return false;
	memcpy(text, v.ptr, v.len);
	text[v.len] = '\0';
	if (strspn(text, "+-.0123456789eE") != v.len)
		return false;
	*out = strtod(text, &end);
	return *end == '\0' && isfinite(*out);
}

enum gr_number_outcome gr_number_text(struct gr_buf *to, struct gr_slice v,
    enum gr_format_kind kind, bool of_1904)
{
	double value, days = (of_1904 ? LAST_OF_1904 : LAST_OF_1900) + 1;

	if (kind == GR_FORMAT_NUMBER && is_short(v)) {
		gr_buf_add(to, v);
		return GR_NUMBER_PLAIN;
	}
	if (!parse(v, &value)) {
		gr_buf_add(to, v);
		return GR_NUMBER_NO_NUMBER;
	}
	switch (kind) {
	case GR_FORMAT_PERCENT:
		put_number(to, value, 2);
		gr_buf_byte(to, '%');
		return GR_NUMBER_PLAIN;
	case GR_FORMAT_DATE:
	case GR_FORMAT_MONTH:
	case GR_FORMAT_YEAR:
	case GR_FORMAT_TIME:
	case GR_FORMAT_DATE_TIME:
		if (value >= 0 && value < days)
			return put_date(to, value, kind, of_1904);
		put_number(to, value, 0);
		return GR_NUMBER_PLAIN;
	case GR_FORMAT_NUMBER:
		break;
	}
	put_number(to, value, 0);
	return GR_NUMBER_PLAIN;
}
