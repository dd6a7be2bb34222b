/* What needs the rest of the row: rates, the year, a name that is lost, and
 * answers that are missing. */
#include "clean/rules_internal.h"
#include "text/lost.h"

/* The value in a column, empty where the input has none. */
static struct gr_slice value_of(const struct gr_cell_rules *rules,
    size_t column, const struct gr_slice *value)
{
	return column == GR_NONE || rules->column[column].field == GR_NONE
	    ? GR_S("")
	    : value[rules->column[column].field];
}

static enum gr_status settle_rate(struct gr_cell_job *c,
    const struct gr_slice *value)
{
	size_t use = c->out->shown, numerator, denominator;
	struct gr_buf *own = &c->column->value, written = { 0 };
	enum gr_reading reading;

	gr_convert_rate_columns(c->family->rule[use]->convert, &numerator,
	    &denominator);
	gr_buf_add(&written, c->out->value);
	if (gr_buf_check(&written, c->err) != GR_OK) {
		gr_buf_free(&written);
		return GR_ESYS;
	}
	gr_buf_clear(own);
	reading = gr_convert_rate(gr_buf_slice(&written),
	    value_of(c->rules, numerator, value),
	    value_of(c->rules, denominator, value), own);
	gr_buf_free(&written);
	if (gr_buf_check(own, c->err) != GR_OK)
		return GR_ESYS;
	if (reading != GR_READING_DONE)
		gr_cell_ask(c, use, GR_WHY_RULE, reading);
	else if (!gr_value_is_within(c->column->def, gr_buf_slice(own)))
		gr_cell_ask_built_in(c, GR_BUILT_OUTSIDE, GR_WHY_OUTSIDE);
	else
		gr_cell_accept(c, use, reading);
	gr_cell_confirm(c);
	return GR_OK;
}

static void settle_year(struct gr_cell_job *c, struct gr_slice wave)
{
	struct gr_slice value = c->out->value;

	if (wave.len == 0 || c->out->action == GR_CELL_ASK
	    || gr_slice_eq(value, GR_S("?")))
		return;
	if (value.len == 0)
		c->out->value = wave;
	else if (!gr_slice_eq(value, wave))
		gr_cell_ask_built_in(c, GR_BUILT_YEAR, GR_WHY_OTHER_YEAR);
}

/* Whether a record that does not give the code gives the name: then match
 * looks for the unit, and asks if it is not found (K15). */
static bool is_named(const struct gr_cell_rules *rules,
    const struct gr_slice *value)
{
	return value_of(rules, rules->standard->role[GR_ROLE_NAME], value).len
	    > 0;
}

/* The same the other way round, of a code that is whole. */
static bool is_coded(const struct gr_cell_rules *rules,
    const struct gr_slice *value)
{
	struct gr_slice code = value_of(rules,
	    rules->standard->role[GR_ROLE_CODE], value);

	return code.len > 0 && !gr_slice_eq(code, GR_S("?"))
	    && code.ptr[code.len - 1] != '~';
}

/* A name of which nothing is left is none: its unit stands by its code, and
 * ingest has told it. */
static void settle_name(struct gr_cell_job *c)
{
	if (c->out->action != GR_CELL_ASK && c->out->value.len == 0)
		return;
	c->out->value = GR_S("");
	c->out->is_raw = false;
	c->out->shown = c->out->decided;
	c->out->action = GR_CELL_FIX;
}

/* M01; of what was cleaned before, only where the cell had been written. */
static void settle_missing(struct gr_cell_job *c, const struct gr_slice *value)
{
	const struct gr_column *def = c->column->def;

	if (c->out->value.len > 0 || def->requirement != 'R'
	    || (c->rules->source == GR_CELL_CLEANED && c->raw.len == 0)
	    || (def->role == GR_ROLE_CODE && is_named(c->rules, value)))
		return;
	gr_cell_ask_built_in(c, GR_BUILT_MISSING, GR_WHY_MISSING);
	c->out->value = GR_S("");
}

bool gr_cell_is_watched(const struct gr_cell_column *column)
{
	return column->def->role == GR_ROLE_SURVEY_YEAR
	    || column->def->role == GR_ROLE_NAME
	    || column->def->requirement == 'R';
}

bool gr_cell_is_settled(const struct gr_cell_rules *rules,
    const struct gr_cell_column *column, struct gr_slice wave,
    struct gr_slice raw, struct gr_slice value)
{
	const struct gr_column *def = column->def;

	if (def->role == GR_ROLE_SURVEY_YEAR)
		return wave.len == 0 || gr_slice_eq(value, wave);
	if (def->role == GR_ROLE_NAME && rules->source == GR_CELL_RAW
	    && gr_text_is_lost(raw))
		return false;
	return value.len > 0 || def->requirement != 'R';
}

enum gr_status gr_cell_settle(struct gr_cell_rules *rules,
    struct gr_cell_column *column, struct gr_slice wave, struct gr_slice raw,
    const struct gr_slice *value, struct gr_outcome *out, struct gr_err *err)
{
	struct gr_cell_job c = { .rules = rules,
		.column = column,
		.family = column->family,
		.raw = raw,
		.text = raw,
		.out = out,
		.err = err };

	if (out->reading == GR_READING_LATER)
		return settle_rate(&c, value);
	if (column->def->role == GR_ROLE_NAME && rules->source == GR_CELL_RAW
	    && gr_text_is_lost(raw) && is_coded(rules, value)) {
		settle_name(&c);
		return GR_OK;
	}
	if (column->def->role == GR_ROLE_SURVEY_YEAR)
		settle_year(&c, wave);
	else
		settle_missing(&c, value);
	return GR_OK;
}
