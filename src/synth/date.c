/* date.c - the places of a form that show a date */
#include "synth/mess.h"

#include "number/date.h"

/* Digit by digit: 二〇二一. */
static bool put_chinese_digits(struct gr_buf *out, struct gr_slice digits)
{
	for (size_t i = 0; i < digits.len; i++) {
		char c = digits.ptr[i];

		if (c < '0' || c > '9')
			return false;
		if (c == '0')
			gr_buf_text(out, "〇");
		else
			gr_synth_form_chinese(out, (uint64_t)(c - '0'));
	}
	return true;
}

static bool civil(const struct gr_synth_form_args *a, int *y, int *m, int *d)
{
	struct gr_days days;

	if (a->value.len != 10 || !gr_date_parse(a->value, &days))
		return false;
	gr_date_to_civil(days.first, y, m, d);
	return true;
}

/* Parts of a date; `low` and `high` days are those that could be taken for a
 * month, and those that could not. */
enum date_part {
	YEAR,
	YEAR_OF_CENTURY,
	MONTH,
	MONTH_PADDED,
	DAY,
	DAY_PADDED,
	DAY_LOW,
	DAY_HIGH,
	MONTH_ZH,
	DAY_ZH
};

static bool put_date_part(struct gr_buf *out,
    const struct gr_synth_form_args *a, enum date_part part)
{
	int y, m, d;

	if (!civil(a, &y, &m, &d))
		return false;
	switch (part) {
	case YEAR:
		gr_buf_format(out, "%04d", y);
		return true;
	case YEAR_OF_CENTURY:
		gr_buf_format(out, "%02d", y % 100);
		return true;
	case MONTH:
	case MONTH_PADDED:
		gr_buf_format(out, part == MONTH ? "%d" : "%02d", m);
		return true;
	case DAY:
	case DAY_LOW:
	case DAY_HIGH:
		gr_buf_int(out, d);
		return part == DAY || (part == DAY_LOW) == (d <= 12);
	case DAY_PADDED:
		gr_buf_format(out, "%02d", d);
		return true;
	case MONTH_ZH:
		gr_synth_form_chinese(out, (uint64_t)m);
		return true;
	case DAY_ZH:
		gr_synth_form_chinese(out, (uint64_t)d);
		return true;
	}
	return false;
}

static const struct {
	const char *name;
	enum date_part part;
} date_places[] = {
	{ "y", YEAR },
	{ "yy", YEAR_OF_CENTURY },
	{ "m", MONTH },
	{ "mm", MONTH_PADDED },
	{ "d", DAY },
	{ "dd", DAY_PADDED },
	{ "dlow", DAY_LOW },
	{ "dhigh", DAY_HIGH },
	{ "mzh", MONTH_ZH },
	{ "dzh", DAY_ZH },
};

static bool put_year_zh(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	int y, m, d;

	return civil(a, &y, &m, &d)
	    && put_chinese_digits(out, gr_slice_make(a->value.ptr, 4));
}

/* Days of the 1900 system, where day 0 is 1899-12-30. */
static bool put_serial(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	struct gr_days days;

	if (a->value.len != 10 || !gr_date_parse(a->value, &days))
		return false;
	gr_buf_int(out, (int64_t)days.first + 25569);
	return true;
}

bool gr_synth_form_date(struct gr_buf *out, struct gr_slice name,
    const struct gr_synth_form_args *args)
{
	if (gr_slice_eq(name, GR_S("yzh")))
		return put_year_zh(out, args);
	if (gr_slice_eq(name, GR_S("serial")))
		return put_serial(out, args);
	for (size_t i = 0; i < sizeof(date_places) / sizeof(date_places[0]);
	     i++)
		if (gr_slice_eq(name, gr_slice_of(date_places[i].name)))
			return put_date_part(out, args, date_places[i].part);
	return false;
}
