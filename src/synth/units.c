/* units.c - whom a wave asks: the register, and more of the same */
#include "synth/synth.h"

#include "number/date.h"

enum {
	FIRST_STREET = 600, /* invented streets begin here in each county */
	STREET_UNITS = 199, /* of residents' committees: 001 to 199 */
	STREETS = 400
};

/* How many units are invented in a county that ends after `done` registered
 * ones and began after `before`: shares that add up exactly. */
static uint64_t share(const struct gr_synth *s, uint64_t before, uint64_t done)
{
	uint64_t all = s->reg.units;

	if (s->communities <= all)
		return 0;
	uint64_t extra = s->communities - all;

	return extra * done / all - extra * before / all;
}

static bool ends_county(const struct gr_synth *s, size_t at)
{
	return at == s->reg.units
	    || !gr_slice_eq(gr_unit_county(&s->reg.unit[at])->code,
	        gr_unit_county(&s->reg.unit[at - 1])->code);
}

static enum gr_status invent(struct gr_synth *s, struct gr_synth_cursor *c,
    struct gr_err *err)
{
	const struct gr_synth_unit like = gr_synth_unit_of(
	    &s->reg.unit[c->at - 1]);
	uint64_t street = c->made / STREET_UNITS;
	struct gr_synth_form_args args = { .unit = &like,
		.number = street + 1 };
	size_t code, name;

	if (street >= STREETS || like.county_code.len != 6)
		return gr_err_set(err, GR_EUSAGE,
		    "--communities: no codes are left in county %.*s",
		    GR_ARG(like.county_code));
	gr_buf_clear(&c->text);
	gr_buf_format(&c->text, "%.*s%03u%03u", GR_ARG(like.county_code),
	    (unsigned)(FIRST_STREET + street),
	    (unsigned)(c->made % STREET_UNITS + 1));
	code = c->text.len;
	(void)gr_synth_form_expand(&c->text,
	    gr_mess_text(&s->mess, "made.street"), &args);
	name = c->text.len;
	args.number = c->made + 1;
	(void)gr_synth_form_expand(&c->text,
	    gr_mess_text(&s->mess, "made.name"), &args);
	enum gr_status status = gr_buf_check(&c->text, err);

	c->unit = like;
	c->unit.code = gr_slice_make(c->text.ptr, code);
	c->unit.street_code = gr_slice_make(c->text.ptr, code - 3);
	c->unit.street_name = gr_slice_make(c->text.ptr + code, name - code);
	c->unit.name = gr_slice_make(c->text.ptr + name, c->text.len - name);
	c->unit.valid_from = INT32_MIN;
	c->unit.valid_to = INT32_MAX;
	c->made++;
	return status;
}

enum gr_status gr_synth_next(struct gr_synth *s, struct gr_synth_cursor *c,
    const struct gr_synth_unit **out, struct gr_err *err)
{
	if (c->made < c->to_make) {
		*out = &c->unit;
		return invent(s, c, err);
	}
	if (c->at == s->reg.units) {
		gr_buf_free(&c->text);
		return GR_END;
	}
	c->unit = gr_synth_unit_of(&s->reg.unit[c->at++]);
	*out = &c->unit;
	c->made = c->to_make = 0;
	if (ends_county(s, c->at)) {
		c->to_make = share(s, c->before, c->at);
		c->before = c->at;
	}
	return GR_OK;
}

static enum gr_status put_unit(struct gr_synth_file *file,
    const struct gr_synth_unit *u, bool dated, struct gr_err *err)
{
	struct gr_buf from = { 0 }, to = { 0 };

	if (u->valid_from != INT32_MIN)
		gr_date_print(&from, u->valid_from);
	if (u->valid_to != INT32_MAX)
		gr_date_print(&to, u->valid_to);
	const struct gr_slice cell[] = { u->code, u->name, u->city_code,
		u->city_name, u->county_code, u->county_name, u->street_code,
		u->street_name, gr_buf_slice(&from), gr_buf_slice(&to) };
	enum gr_status status = gr_buf_check(&from, err);

	if (status == GR_OK)
		status = gr_buf_check(&to, err);
	if (status == GR_OK)
		status = gr_synth_file_row(file, cell, dated ? 10 : 8, err);
	gr_buf_free(&from);
	gr_buf_free(&to);
	return status;
}

enum gr_status gr_synth_register(struct gr_synth *s, struct gr_err *err)
{
	static const char *const heading[] = { "community_code",
		"community_name", "city_code", "city_name", "county_code",
		"county_name", "street_code", "street_name", "valid_from",
		"valid_to" };
	const struct gr_synth_format format = { .delimiter = ',' };
	struct gr_synth_cursor cursor = { .at = 0 };
	struct gr_synth_file *file = NULL;
	const struct gr_synth_unit *unit;
	struct gr_slice cell[10];
	struct gr_buf path = { 0 };
	bool dated = false;

	for (size_t i = 0; i < s->reg.units; i++)
		dated = dated || s->reg.unit[i].valid_from != INT32_MIN
		    || s->reg.unit[i].valid_to != INT32_MAX;
	for (size_t i = 0; i < 10; i++)
		cell[i] = gr_slice_of(heading[i]);
	gr_buf_format(&path, "%s/register.csv%c", s->out, '\0');
	enum gr_status status = gr_buf_check(&path, err);

	if (status == GR_OK)
		status = gr_synth_file_open(path.ptr, &format, &file, err);
	if (status == GR_OK)
		status = gr_synth_file_row(file, cell, dated ? 10 : 8, err);
	while (status == GR_OK
	    && (status = gr_synth_next(s, &cursor, &unit, err)) == GR_OK)
		status = put_unit(file, unit, dated, err);
	if (status == GR_END) {
		status = gr_synth_file_close(file, err);
		file = NULL;
	}
	gr_buf_free(&cursor.text);
	gr_synth_file_abandon(file);
	gr_buf_free(&path);
	return status;
}
