/* synth_form.c - forms: "{v}{unit}" filled with a value, as people write it */
#include "synth.h"

#include <green/date.h>
#include <green/dec.h>
#include <green/utf8.h>

static const char *const digit_zh[10] = { "零", "一", "二", "三", "四", "五",
	"六", "七", "八", "九" };

/* Below ten thousand; `inside` a longer number, so that 10 is 一十. */
static void chinese_group(struct gr_buf *out, unsigned value, bool inside)
{
	static const char *const place[4] = { "千", "百", "十", "" };
	static const unsigned size[4] = { 1000, 100, 10, 1 };
	bool started = false, gap = false;

	for (size_t i = 0; i < 4; i++) {
		unsigned digit = value / size[i] % 10;

		if (digit == 0) {
			gap = started;
			continue;
		}
		if (gap)
			gr_buf_text(out, digit_zh[0]);
		if (!(i == 2 && digit == 1 && !started && !inside))
			gr_buf_text(out, digit_zh[digit]);
		gr_buf_text(out, place[i]);
		started = true;
		gap = false;
	}
}

void gr_synth_form_chinese(struct gr_buf *out, uint64_t value)
{
	unsigned high = (unsigned)(value / 10000 % 10000);
	unsigned low = (unsigned)(value % 10000);

	if (high > 0) {
		chinese_group(out, high, false);
		gr_buf_text(out, "万");
		if (low > 0 && low < 1000)
			gr_buf_text(out, digit_zh[0]);
	}
	if (low > 0)
		chinese_group(out, low, high > 0);
	if (high == 0 && low == 0)
		gr_buf_text(out, digit_zh[0]);
}

void gr_synth_form_wide(struct gr_buf *out, struct gr_slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i], wide[4];

		if (c > ' ' && c <= '~')
			gr_buf_add(out,
			    gr_slice_make(wide,
			        gr_utf8_put(0xFF00u + (uint32_t)c - 0x20u,
			            wide)));
		else
			gr_buf_byte(out, c);
	}
}

/* ---- places, each false where the value has no such form ---- */

typedef bool place_fn(struct gr_buf *out, const struct gr_synth_form_args *a);

static bool whole(const struct gr_synth_form_args *a, uint64_t *out)
{
	return gr_slice_to_uint64(a->value, out);
}

static bool put_value(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	gr_buf_add(out, a->value);
	return true;
}

static bool put_wide(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	gr_synth_form_wide(out, a->value);
	return true;
}

static bool put_grouped(struct gr_buf *out, const struct gr_synth_form_args *a,
    const char *comma)
{
	uint64_t value;

	if (!whole(a, &value) || a->value.len < 4)
		return false;
	for (size_t i = 0; i < a->value.len; i++) {
		if (i > 0 && (a->value.len - i) % 3 == 0)
			gr_buf_text(out, comma);
		gr_buf_byte(out, a->value.ptr[i]);
	}
	return true;
}

static bool put_group(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	return put_grouped(out, a, ",");
}

static bool put_group_wide(struct gr_buf *out,
    const struct gr_synth_form_args *a)
{
	return put_grouped(out, a, "，");
}

static bool put_chinese(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	uint64_t value;

	if (!whole(a, &value) || value >= 100000000)
		return false;
	gr_synth_form_chinese(out, value);
	return true;
}

/* Digit by digit: 二〇二一. */
static bool put_chinese_digits(struct gr_buf *out, struct gr_slice digits)
{
	for (size_t i = 0; i < digits.len; i++) {
		char c = digits.ptr[i];

		if (c < '0' || c > '9')
			return false;
		gr_buf_text(out, c == '0' ? "〇" : digit_zh[c - '0']);
	}
	return true;
}

/* The value times 10^power, exactly. */
static bool put_scaled(struct gr_buf *out, const struct gr_synth_form_args *a,
    int power)
{
	struct gr_dec value;

	if (!gr_dec_parse(a->value, &value) || value.scale > 9)
		return false;
	if (power < 0)
		value.scale += (unsigned)-power;
	for (; power > 0; power--)
		value.coef *= 10;
	gr_dec_print(out, value);
	return true;
}

static bool put_wan(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	return put_scaled(out, a, -4);
}

static bool put_tenfold(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	return put_scaled(out, a, 1);
}

static bool put_hundredfold(struct gr_buf *out,
    const struct gr_synth_form_args *a)
{
	return put_scaled(out, a, 2);
}

/* All digits: 1.234E+03. */
static bool put_exponent(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	uint64_t value;

	if (!whole(a, &value) || a->value.len < 2)
		return false;
	gr_buf_byte(out, a->value.ptr[0]);
	gr_buf_byte(out, '.');
	gr_buf_add(out, gr_slice_skip(a->value, 1));
	gr_buf_format(out, "E+%02zu", a->value.len - 1);
	return true;
}

/* Six digits, rounded as a spreadsheet shows a long number: 2.30102E+11. */
static bool put_rounded(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	uint64_t value, unit = 1;

	if (!whole(a, &value) || a->value.len < 8)
		return false;
	for (size_t i = 6; i < a->value.len; i++)
		unit *= 10;
	value = (value + unit / 2) / unit;
	if (value > 999999)
		return false;
	gr_buf_format(out, "%u.%05uE+%zu", (unsigned)(value / 100000),
	    (unsigned)(value % 100000), a->value.len - 1);
	return true;
}

static bool put_shifted(struct gr_buf *out, const struct gr_synth_form_args *a,
    int64_t by)
{
	int64_t value;

	if (!gr_slice_to_int64(a->value, &value) || value + by < 0)
		return false;
	gr_buf_int(out, value + by);
	return true;
}

static bool put_more(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	return put_shifted(out, a, 1);
}

static bool put_less(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	return put_shifted(out, a, -1);
}

static bool put_head(struct gr_buf *out, const struct gr_synth_form_args *a,
    size_t n)
{
	if (a->value.len <= n)
		return false;
	gr_buf_add(out, gr_slice_make(a->value.ptr, n));
	return true;
}

static bool put_head6(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	return put_head(out, a, 6);
}

static bool put_head9(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	return put_head(out, a, 9);
}

static bool put_tail(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	if (a->value.len <= 2)
		return false;
	gr_buf_add(out, gr_slice_skip(a->value, 2));
	return true;
}

/* Zeros typed as the letter. */
static bool put_letters(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	bool any = false;

	for (size_t i = 0; i < a->value.len; i++) {
		bool zero = a->value.ptr[i] == '0';

		any = any || zero;
		gr_buf_byte(out, zero ? 'O' : a->value.ptr[i]);
	}
	return any;
}

static bool put_unit(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	struct gr_slice unit = a->column ? a->column->unit : GR_S("");

	/* "次/年" is said as "次". */
	size_t per = gr_slice_find(unit, GR_S("/"));

	gr_buf_add(out, per == SIZE_MAX ? unit : gr_slice_make(unit.ptr, per));
	return unit.len > 0;
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

static bool put_set(struct gr_buf *out, const struct gr_synth_form_args *a,
    const char *between)
{
	struct gr_slice rest = a->value, part;

	for (bool first = true; gr_slice_split(&rest, ';', &part);
	     first = false) {
		if (!first)
			gr_buf_text(out, between);
		gr_buf_add(out, part);
	}
	return true;
}

static bool put_set_list(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	return put_set(out, a, "、");
}

static bool put_set_comma(struct gr_buf *out,
    const struct gr_synth_form_args *a)
{
	return put_set(out, a, "，");
}

static bool put_set_joined(struct gr_buf *out,
    const struct gr_synth_form_args *a)
{
	return put_set(out, a, "");
}

/* A space between any two characters. */
static bool put_spaced(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	struct gr_slice rest = a->value;
	uint32_t code;

	for (size_t n; (n = gr_utf8_next(rest, &code)) > 0;
	     rest = gr_slice_skip(rest, n)) {
		if (rest.ptr != a->value.ptr)
			gr_buf_byte(out, ' ');
		gr_buf_add(out, gr_slice_make(rest.ptr, n));
	}
	return a->value.len > 0;
}

static bool put_neighbour(struct gr_buf *out,
    const struct gr_synth_form_args *a)
{
	if (a->other == NULL)
		return false;
	gr_buf_add(out, a->other->name);
	return true;
}

static bool put_number(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	gr_buf_uint(out, a->number);
	return true;
}

/* The last two digits of a year of the last century. */
static bool put_year2(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	uint64_t year;

	if (!whole(a, &year) || year < 1900 || year > 1999)
		return false;
	gr_buf_add(out, gr_slice_skip(a->value, 2));
	return true;
}

static bool put_tail6(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	if (a->value.len <= 6)
		return false;
	gr_buf_add(out, gr_slice_skip(a->value, 6));
	return true;
}

/* Without the last three characters. */
static bool put_chopped(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	struct gr_slice s = a->value;

	for (int i = 0; i < 3; i++) {
		while (s.len > 0 && (s.ptr[s.len - 1] & 0xC0) == 0x80)
			s.len--;
		if (s.len == 0)
			return false;
		s.len--;
	}
	gr_buf_add(out, s);
	return s.len > 0;
}

/* Characters that a table cannot show, or that its reader would trim. */
static const struct {
	const char *name;
	const char *text;
} text_places[] = {
	{ "nl", "\n" },
	{ "tab", "\t" },
	{ "sp", " " },
	{ "nbsp", "\xC2\xA0" },
	{ "zwsp", "\xE2\x80\x8B" },
	{ "ideo", "\xE3\x80\x80" },
};

static const struct {
	const char *name;
	place_fn *put;
} places[] = {
	{ "v", put_value },
	{ "wide", put_wide },
	{ "group", put_group },
	{ "groupwide", put_group_wide },
	{ "zh", put_chinese },
	{ "wan", put_wan },
	{ "x10", put_tenfold },
	{ "x100", put_hundredfold },
	{ "exp", put_exponent },
	{ "exp6", put_rounded },
	{ "more", put_more },
	{ "less", put_less },
	{ "head6", put_head6 },
	{ "head9", put_head9 },
	{ "tail", put_tail },
	{ "tail6", put_tail6 },
	{ "letters", put_letters },
	{ "unit", put_unit },
	{ "yzh", put_year_zh },
	{ "y2", put_year2 },
	{ "serial", put_serial },
	{ "list", put_set_list },
	{ "comma", put_set_comma },
	{ "joined", put_set_joined },
	{ "spaced", put_spaced },
	{ "chop3", put_chopped },
	{ "neighbour", put_neighbour },
	{ "n", put_number },
};

/* Names of the unit's places, and the wave. */
static bool put_field(struct gr_buf *out, struct gr_slice name,
    const struct gr_synth_form_args *a)
{
	struct gr_slice text = { NULL, 0 };

	if (gr_slice_eq(name, GR_S("wave")))
		text = a->wave;
	else if (a->unit == NULL)
		return false;
	else if (gr_slice_eq(name, GR_S("city")))
		text = a->unit->city_name;
	else if (gr_slice_eq(name, GR_S("county")))
		text = a->unit->county_name;
	else if (gr_slice_eq(name, GR_S("street")))
		text = a->unit->street_name;
	gr_buf_add(out, text);
	return text.len > 0;
}

static bool put_place(struct gr_buf *out, struct gr_slice name,
    const struct gr_synth_form_args *args)
{
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (gr_slice_eq(name, gr_slice_of(places[i].name)))
			return places[i].put(out, args);
	for (size_t i = 0; i < sizeof(date_places) / sizeof(date_places[0]);
	     i++)
		if (gr_slice_eq(name, gr_slice_of(date_places[i].name)))
			return put_date_part(out, args, date_places[i].part);
	for (size_t i = 0; i < sizeof(text_places) / sizeof(text_places[0]);
	     i++)
		if (gr_slice_eq(name, gr_slice_of(text_places[i].name))) {
			gr_buf_text(out, text_places[i].text);
			return true;
		}
	return put_field(out, name, args);
}

bool gr_synth_form_expand(struct gr_buf *out, struct gr_slice form,
    const struct gr_synth_form_args *args)
{
	size_t start = out->len;

	while (form.len > 0) {
		size_t open = gr_slice_find(form, GR_S("{"));
		size_t close = gr_slice_find(form, GR_S("}"));

		if (open == SIZE_MAX || close == SIZE_MAX || close < open) {
			gr_buf_add(out, form);
			break;
		}
		gr_buf_add(out, gr_slice_make(form.ptr, open));
		if (!put_place(out,
		        gr_slice_make(form.ptr + open + 1, close - open - 1),
		        args)) {
			out->len = start;
			return false;
		}
		form = gr_slice_skip(form, close + 1);
	}
	return true;
}

/* One alternative of `when`: a literal, "missing", "any", ">=5", "<=5",
 * "*tail": whatever ends so. */
static bool meets(struct gr_slice part, struct gr_slice value)
{
	bool least = gr_slice_starts(part, GR_S(">="));
	struct gr_dec have, want;

	if (gr_slice_eq(part, GR_S("missing")))
		return value.len == 0;
	if (gr_slice_eq(part, GR_S("any")))
		return true;
	if (part.len > 1 && part.ptr[0] == '*')
		return gr_slice_ends(value, gr_slice_skip(part, 1));
	if (!least && !gr_slice_starts(part, GR_S("<=")))
		return gr_slice_eq(part, value);
	if (!gr_dec_parse(value, &have)
	    || !gr_dec_parse(gr_slice_skip(part, 2), &want))
		return false;
	int order = gr_dec_cmp(have, want);

	return least ? order >= 0 : order <= 0;
}

bool gr_synth_form_fits(const struct gr_mess_row *row, struct gr_slice value)
{
	struct gr_slice rest = row->when, part;

	if (rest.len == 0)
		return value.len > 0 && !gr_slice_eq(value, GR_S("n/a"));
	while (gr_slice_split(&rest, '|', &part))
		if (meets(part, value))
			return true;
	return false;
}
