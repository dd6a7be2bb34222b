/* synth_place.c - the places of a form: a value as people write it */
#include "synth.h"

#include <green/dec.h>
#include <green/utf8.h>

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

static bool put_myriadfold(struct gr_buf *out,
    const struct gr_synth_form_args *a)
{
	return put_scaled(out, a, 4);
}

/* A percentage as a part of one: 0.35; not those of one and above. */
static bool put_hundredth(struct gr_buf *out,
    const struct gr_synth_form_args *a)
{
	struct gr_dec value;

	return gr_dec_parse(a->value, &value) && value.coef > 0
	    && gr_dec_cmp(value, (struct gr_dec){ 100, 0 }) < 0
	    && put_scaled(out, a, -2);
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
	{ "x10000", put_myriadfold },
	{ "per100", put_hundredth },
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
	{ "y2", put_year2 },
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

/* "swap:A:B": the value with A, which it must have, made B. */
static bool put_swapped(struct gr_buf *out, struct gr_slice words,
    const struct gr_synth_form_args *a)
{
	struct gr_slice from, to = words;

	if (!gr_slice_split(&to, ':', &from) || from.len == 0)
		return false;
	size_t at = gr_slice_find(a->value, from);

	if (at == SIZE_MAX)
		return false;
	gr_buf_add(out, gr_slice_make(a->value.ptr, at));
	gr_buf_add(out, to);
	gr_buf_add(out, gr_slice_skip(a->value, at + from.len));
	return true;
}

bool gr_synth_form_place(struct gr_buf *out, struct gr_slice name,
    const struct gr_synth_form_args *args)
{
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (gr_slice_eq(name, gr_slice_of(places[i].name)))
			return places[i].put(out, args);
	for (size_t i = 0; i < sizeof(text_places) / sizeof(text_places[0]);
	     i++)
		if (gr_slice_eq(name, gr_slice_of(text_places[i].name))) {
			gr_buf_text(out, text_places[i].text);
			return true;
		}
	if (gr_slice_starts(name, GR_S("swap:")))
		return put_swapped(out, gr_slice_skip(name, 5), args);
	return gr_synth_form_date(out, name, args)
	    || put_field(out, name, args);
}
