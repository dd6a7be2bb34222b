/* place.c - the places of a form: a value as people write it */
#include "synth/mess.h"

#include "text/utf8.h"

/* Each false where the value has no such form. */
typedef bool place_fn(struct gr_buf *out, const struct gr_synth_form_args *a);

static bool put_value(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	gr_buf_add(out, a->value);
	return true;
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

/* Without the last three characters. */
static bool put_chopped(struct gr_buf *out, const struct gr_synth_form_args *a)
{
	struct gr_slice s = a->value;

	for (int i = 0; i < 3; i++) {
		if (s.len == 0)
			return false;
		s.len -= gr_utf8_last(s);
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
	{ "unit", put_unit },
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
	return gr_synth_form_number(out, name, args)
	    || gr_synth_form_date(out, name, args)
	    || put_field(out, name, args);
}
