/* value.c - one answer, as its recipe draws it */
#include "synth/recipe.h"

#include "number/date.h"

uint64_t gr_synth_draw(const struct gr_synth_maker *m,
    const struct gr_recipe *r, enum gr_synth_purpose what, bool each_wave)
{
	uint64_t which = m->unit_key + (uint64_t)what * UINT64_C(0x9e3779b1);

	if (each_wave)
		which += (m->wave + 1) * UINT64_C(0x85ebca6b0001);
	return gr_draw(m->recipes->seed, r->key, which);
}

static enum gr_status fault(const struct gr_synth_maker *m,
    const struct gr_recipe *r, struct gr_err *err, const char *what)
{
	return gr_err_at(err, GR_EUSAGE, m->recipes->path, r->line, NULL,
	    "unit %.*s: %s", GR_ARG(m->unit->code), what);
}

static struct gr_slice keep_buf(const struct gr_synth_maker *m,
    struct gr_buf *buf)
{
	struct gr_slice out = buf->failed
	    ? (struct gr_slice){ NULL, 0 }
	    : gr_arena_copy(m->scratch, gr_buf_slice(buf));

	gr_buf_free(buf);
	return out;
}

/* Per mille at this wave in this unit's city. */
static uint64_t odds(const struct gr_synth_maker *m, const struct gr_recipe *r)
{
	int64_t base = (int64_t)r->odds[m->wave];

	if (r->spread > 0) {
		uint64_t h = gr_draw(m->recipes->seed, r->key ^ GR_SYNTH_CITY,
		    gr_slice_hash(m->unit->city_code));

		base += (int64_t)gr_draw_below(h, 2 * r->spread + 1)
		    - (int64_t)r->spread;
	}
	return base < 0 ? 0 : base > 1000 ? 1000 : (uint64_t)base;
}

/* The same draw in every wave: with falling odds nothing gets worse. */
static bool happens(const struct gr_synth_maker *m, const struct gr_recipe *r)
{
	return gr_draw_below(gr_synth_draw(m, r, GR_SYNTH_FAIL, r->fresh), 1000)
	    < odds(m, r);
}

static bool fails(const struct gr_synth_maker *m, const struct gr_recipe *r)
{
	struct gr_slice good = m->answers->parameter[m->recipes->good];

	return r->odds[m->wave] > 0 && !gr_slice_eq(good, GR_S("1"))
	    && happens(m, r);
}

static const struct gr_recipe_limit *low_of(const struct gr_synth_maker *m,
    const struct gr_recipe *r, bool bad)
{
	return bad && r->bad_low[m->wave].text.len > 0 ? &r->bad_low[m->wave]
	                                               : &r->low[m->wave];
}

static const struct gr_recipe_limit *high_of(const struct gr_synth_maker *m,
    const struct gr_recipe *r, bool bad)
{
	return bad && r->bad_high[m->wave].text.len > 0 ? &r->bad_high[m->wave]
	                                                : &r->high[m->wave];
}

/* An expression's value in units of 10^-decimals, rounded down. */
static enum gr_status number(const struct gr_synth_maker *m,
    const struct gr_recipe *r, const struct gr_expr *expr, unsigned decimals,
    int64_t *out, struct gr_err *err)
{
	struct gr_dec value;

	if (expr == NULL || gr_expr_number(expr, &m->env, &value) != GR_TRUE)
		return fault(m, r, err, "a limit has no value");
	while (value.scale > decimals) {
		value.coef /= 10;
		value.scale--;
	}
	while (value.scale < decimals) {
		value.coef *= 10;
		value.scale++;
	}
	*out = (int64_t)value.coef;
	return GR_OK;
}

static struct gr_slice decimal(const struct gr_synth_maker *m, gr_i128 coef,
    unsigned decimals)
{
	struct gr_buf buf = { 0 };

	gr_dec_print(&buf, (struct gr_dec){ coef, decimals });
	return keep_buf(m, &buf);
}

static enum gr_status make_number(const struct gr_synth_maker *m,
    const struct gr_recipe *r, struct gr_slice *out, struct gr_err *err)
{
	bool bad = fails(m, r);
	int64_t low = 0, high = 0, base = 0;
	unsigned decimals = r->kind == GR_RECIPE_SHARE ? 0 : r->decimals;
	enum gr_status status = number(m, r, low_of(m, r, bad)->number,
	    decimals, &low, err);

	if (status == GR_OK)
		status = number(m, r, high_of(m, r, bad)->number, decimals,
		    &high, err);
	if (status == GR_OK && r->kind == GR_RECIPE_SHARE)
		status = number(m, r, r->base_number, r->decimals, &base, err);
	if (status != GR_OK)
		return status;
	if (high < low)
		high = low;
	int64_t value = low
	    + (int64_t)gr_draw_below(gr_synth_draw(m, r, GR_SYNTH_VALUE,
	                                 !r->steady),
	        (uint64_t)(high - low) + 1);

	if (r->kind == GR_RECIPE_SHARE)
		*out = decimal(m, (gr_i128)base * value / 1000, r->decimals);
	else
		*out = decimal(m, value, decimals);
	return GR_OK;
}

static enum gr_status make_rate(const struct gr_synth_maker *m,
    const struct gr_recipe *r, struct gr_slice *out, struct gr_err *err)
{
	int64_t part = 0, whole = 0;
	enum gr_status status = number(m, r, r->base_number, 3, &part, err);

	if (status == GR_OK)
		status = number(m, r, r->low[m->wave].number, 3, &whole, err);
	if (status != GR_OK)
		return status;
	if (whole <= 0)
		return fault(m, r, err, "a rate of nothing");
	*out = decimal(m,
	    gr_dec_ratio((gr_i128)part * 100, whole, r->decimals, GR_HALF_UP),
	    r->decimals);
	return GR_OK;
}

/* "2021-03-01", "W-03-01" (the wave's year), a column; then "+30" or "-1". */
static bool day_of(const struct gr_synth_maker *m, struct gr_slice text,
    int32_t *out)
{
	const struct gr_standard *standard = m->recipes->standard;
	struct gr_slice wave = standard->wave[m->wave];
	struct gr_days days;
	int64_t shift = 0;
	char civil[16];
	size_t sign = gr_slice_find(text, GR_S("+"));

	if (sign != SIZE_MAX) {
		if (!gr_slice_to_int64(gr_slice_skip(text, sign + 1), &shift))
			return false;
		text.len = sign;
	}
	if (gr_slice_starts(text, GR_S("W-")) && wave.len == 4
	    && text.len == 7) {
		memcpy(civil, wave.ptr, 4);
		memcpy(civil + 4, text.ptr + 1, 6);
		text = gr_slice_make(civil, 10);
	} else {
		size_t column = gr_standard_column(standard, text);

		if (column != GR_NONE)
			text = m->answers->now[column];
	}
	if (!gr_date_parse(text, &days))
		return false;
	*out = days.first + (int32_t)shift;
	return true;
}

static enum gr_status make_date(const struct gr_synth_maker *m,
    const struct gr_recipe *r, struct gr_slice *out, struct gr_err *err)
{
	bool bad = fails(m, r);
	struct gr_buf buf = { 0 };
	int32_t low, high;

	if (!day_of(m, low_of(m, r, bad)->text, &low)
	    || !day_of(m, high_of(m, r, bad)->text, &high))
		return fault(m, r, err, "a limit is no date");
	if (high < low)
		high = low;
	gr_date_print(&buf,
	    low
	        + (int32_t)gr_draw_below(gr_synth_draw(m, r, GR_SYNTH_VALUE,
	                                     !r->steady),
	            (uint64_t)(high - low) + 1));
	*out = keep_buf(m, &buf);
	return GR_OK;
}

/* "a:3|b|c:2": the text and weight of the next one (1 if none is given). */
static bool next_option(struct gr_slice *rest, struct gr_slice *text,
    uint32_t *weight)
{
	uint64_t given;

	if (!gr_slice_split(rest, '|', text))
		return false;
	*weight = 1;
	for (size_t i = text->len; i-- > 0;)
		if (text->ptr[i] == ':'
		    && gr_slice_to_uint64(gr_slice_skip(*text, i + 1),
		        &given)) {
			*weight = (uint32_t)given;
			text->len = i;
			break;
		}
	return true;
}

static struct gr_slice make_pick(const struct gr_synth_maker *m,
    const struct gr_recipe *r)
{
	struct gr_slice rest = low_of(m, r, fails(m, r))->text, text;
	uint64_t sum = 0;
	uint32_t weight;

	for (struct gr_slice all = rest; next_option(&all, &text, &weight);)
		sum += weight;
	uint64_t left = gr_draw_below(
	    gr_synth_draw(m, r, GR_SYNTH_VALUE, !r->steady), sum > 0 ? sum : 1);

	while (next_option(&rest, &text, &weight)) {
		if (left < weight)
			return text;
		left -= weight;
	}
	return (struct gr_slice){ NULL, 0 };
}

/* Each item with even odds, and at least the first. */
static struct gr_slice make_set(const struct gr_synth_maker *m,
    const struct gr_recipe *r)
{
	struct gr_slice rest = low_of(m, r, fails(m, r))->text, text;
	uint64_t bits = gr_synth_draw(m, r, GR_SYNTH_VALUE, !r->steady) | 1;
	struct gr_buf buf = { 0 };

	for (; gr_slice_split(&rest, '|', &text); bits >>= 1) {
		if ((bits & 1) == 0)
			continue;
		if (buf.len > 0)
			gr_buf_byte(&buf, ';');
		gr_buf_add(&buf, text);
	}
	return keep_buf(m, &buf);
}

static struct gr_slice make_digits(const struct gr_synth_maker *m,
    const struct gr_recipe *r)
{
	struct gr_slice form = r->low[m->wave].text;
	uint64_t h = gr_synth_draw(m, r, GR_SYNTH_VALUE, false);
	struct gr_buf buf = { 0 };

	for (size_t i = 0; i < form.len; i++) {
		if (form.ptr[i] != '#') {
			gr_buf_byte(&buf, form.ptr[i]);
			continue;
		}
		h = gr_draw(h, r->key, i);
		gr_buf_byte(&buf, (char)('0' + gr_draw_below(h, 10)));
	}
	return keep_buf(m, &buf);
}

static enum gr_status make_register(const struct gr_synth_maker *m,
    const struct gr_recipe *r, struct gr_slice *out, struct gr_err *err)
{
	const struct gr_synth_unit *u = m->unit;
	const struct {
		const char *name;
		struct gr_slice value;
	} field[] = {
		{ "community_code", u->code },
		{ "community_name", u->name },
		{ "city_code", u->city_code },
		{ "city_name", u->city_name },
		{ "county_code", u->county_code },
		{ "county_name", u->county_name },
		{ "street_code", u->street_code },
		{ "street_name", u->street_name },
	};

	for (size_t i = 0; i < sizeof(field) / sizeof(field[0]); i++)
		if (gr_slice_eq(r->base, gr_slice_of(field[i].name))) {
			*out = field[i].value;
			return GR_OK;
		}
	return fault(m, r, err, "the register has no such column");
}

enum gr_status gr_synth_value(const struct gr_synth_maker *m,
    const struct gr_recipe *r, struct gr_slice *out, struct gr_err *err)
{
	bool one;

	switch (r->kind) {
	case GR_RECIPE_NUMBER:
	case GR_RECIPE_SHARE:
		return make_number(m, r, out, err);
	case GR_RECIPE_RATE:
		return make_rate(m, r, out, err);
	case GR_RECIPE_DATE:
		return make_date(m, r, out, err);
	case GR_RECIPE_REGISTER:
		return make_register(m, r, out, err);
	case GR_RECIPE_BOOL:
		one = gr_slice_eq(r->low[m->wave].text, GR_S("1"));
		*out = one != fails(m, r) ? GR_S("1") : GR_S("0");
		return GR_OK;
	case GR_RECIPE_CHANCE:
		*out = happens(m, r) ? GR_S("1") : GR_S("0");
		return GR_OK;
	case GR_RECIPE_PICK:
		*out = make_pick(m, r);
		return GR_OK;
	case GR_RECIPE_SET:
		*out = make_set(m, r);
		return GR_OK;
	case GR_RECIPE_DIGITS:
		*out = make_digits(m, r);
		return GR_OK;
	case GR_RECIPE_FIXED:
	case GR_RECIPE_KINDS:
		break;
	}
	*out = r->low[m->wave].text;
	return GR_OK;
}
