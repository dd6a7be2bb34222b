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

/* A number with zeros before it, up to so many digits, which it does not
 * exceed. */
static void put_padded(struct gr_buf *to, int64_t number, size_t digits)
{
	char text[4];

	for (size_t i = digits; i-- > 0; number /= 10)
		text[i] = (char)('0' + number % 10);
	gr_buf_add(to, gr_slice_make(text, digits));
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
	put_padded(to, part[0], 4);
	for (size_t i = 1; i < known; i++) {
		gr_buf_byte(to, '-');
		put_padded(to, part[i], 2);
	}
	return GR_READING_DONE;
}

/* Take n digits, then the mark if it stands there, off *text. */
static bool take_digits(struct gr_slice *text, size_t most, char mark,
    int64_t *out)
{
	size_t n = 0;

	while (n < text->len && n < most && text->ptr[n] >= '0'
	    && text->ptr[n] <= '9')
		n++;
	if (n == 0 || !gr_slice_to_int64(gr_slice_make(text->ptr, n), out))
		return false;
	*text = gr_slice_skip(*text, n);
	if (text->len > 0 && text->ptr[0] == mark)
		*text = gr_slice_skip(*text, 1);
	return true;
}

/* Minutes after midnight; seconds and their parts change no day. */
static bool clock_minutes(struct gr_slice text, int64_t *out)
{
	int64_t hour, minute;

	if (!take_digits(&text, 2, ':', &hour)
	    || !take_digits(&text, 2, ':', &minute) || hour > 23 || minute > 59)
		return false;
	*out = hour * 60 + minute;
	return true;
}

/* Z, UTC, +08:00, -0530, GMT+8: minutes that its clocks are ahead of UTC. */
static bool zone_minutes(struct gr_slice text, int64_t *out)
{
	int64_t hour, minute = 0, sign;

	if (gr_slice_starts(text, GR_S("UTC"))
	    || gr_slice_starts(text, GR_S("GMT")))
		text = gr_slice_skip(text, 3);
	*out = 0;
	if (text.len == 0 || gr_slice_eq(text, GR_S("Z"))
	    || gr_slice_eq(text, GR_S("z")))
		return true;
	sign = text.ptr[0] == '+' ? 1 : -1;
	text = gr_slice_skip(text,
	    gr_slice_starts(text, GR_S("\xe2\x88\x92")) ? 3 : 1); /* − */
	if (!take_digits(&text, 2, ':', &hour) || hour > 14
	    || (text.len > 0
	        && (!take_digits(&text, 2, ':', &minute) || minute > 59)))
		return false;
	*out = sign * (hour * 60 + minute);
	return true;
}

enum gr_reading gr_convert_instant(const struct gr_convert *c,
    const struct gr_slice *arg, const struct gr_column *column,
    struct gr_buf *to)
{
	enum { MINUTES = 24 * 60 };
	const struct gr_standard *standard = c->standard;
	int64_t part[3], clock, zone;
	int32_t day, moved = 0;

	if (!standard->has_utc_offset)
		return GR_READING_NO_ZONE;
	for (size_t i = 0; i < 3; i++)
		if (!gr_numeral_digits(arg[i], &part[i]))
			return GR_READING_NO_DAY;
	if (!gr_date_from_civil(part[0], part[1], part[2], &day)
	    || !clock_minutes(arg[3], &clock) || !zone_minutes(arg[4], &zone))
		return GR_READING_NO_DAY;
	clock += standard->utc_offset_minutes - zone;
	if (clock < 0)
		moved = -1 - (int32_t)((-clock - 1) / MINUTES);
	else
		moved = (int32_t)(clock / MINUTES);
	size_t from = to->len;
	gr_date_print(to, day + moved);
	if (column->type == GR_TYPE_YEAR && to->len >= from + 4) {
		int64_t year;

		to->len = from + 4;
		moved = !gr_slice_to_int64(gr_slice_make(to->ptr + from, 4),
		            &year)
		    || year != part[0];
	}
	return moved != 0 ? GR_READING_OTHER_DAY : GR_READING_DONE;
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
