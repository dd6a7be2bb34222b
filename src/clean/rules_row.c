/* The cells of a row: read or recalled, settled together, counted. */
#include "clean/rules_internal.h"
#include "number/dec.h"
#include "text/blank.h"
#include "text/lost.h"
#include "text/utf8.h"

#define SAMPLE_BYTES 60u

/* Whether a cell that was cleaned before stays as it is. */
static bool stays(const struct gr_column *def, struct gr_slice value)
{
	if (value.len == 0 || gr_slice_eq(value, GR_S("?")))
		return true;
	if (gr_slice_eq(value, GR_S("n/a")))
		return def->na != GR_NA_NO;
	return gr_value_is_listed(def, value) && gr_value_is_within(def, value);
}

/* Let the value outlive the buffers of the phases, which the next cell will
 * use. */
static enum gr_status keep_value(struct gr_cell_job *c)
{
	struct gr_buf *own = &c->column->value;
	struct gr_slice value = c->out->value;

	c->out->is_raw = gr_slice_eq(value, c->raw);
	if (c->out->is_raw) {
		c->out->value = c->raw;
		return GR_OK;
	}
	if (value.len > 0 && own->ptr == value.ptr)
		return GR_OK;
	gr_buf_clear(own);
	gr_buf_add(own, value);
	c->out->value = value.len > 0 ? gr_buf_slice(own) : GR_S("");
	return gr_buf_check(own, c->err);
}

static bool recall(struct gr_cell_job *c)
{
	const struct gr_remembered *m = gr_memo_get(&c->column->memo, c->raw);

	if (m == NULL)
		return false;
	*c->out = m->outcome;
	c->out->value = m->outcome.is_raw
	    ? c->raw
	    : gr_slice_make(m->value, m->outcome.value.len);
	return true;
}

static void remember(struct gr_cell_job *c)
{
	struct gr_remembered m = { .outcome = *c->out };

	if (!c->out->is_raw) {
		if (c->out->value.len > sizeof m.value)
			return;
		if (c->out->value.len > 0)
			memcpy(m.value, c->out->value.ptr, c->out->value.len);
	}
	m.outcome.value.ptr = NULL;
	(void)gr_memo_put(&c->column->memo, c->raw, &m);
}

static enum gr_status read_cell(struct gr_cell_rules *rules, size_t column,
    struct gr_slice raw, struct gr_err *err)
{
	struct gr_cell_job c = { .rules = rules,
		.column = &rules->column[column],
		.raw = raw,
		.out = &rules->outcome[column],
		.err = err };
	enum gr_status status;

	if (recall(&c))
		return GR_OK;
	*c.out = (struct gr_outcome){ .value = raw,
		.shown = GR_NO_USE,
		.decided = GR_NO_USE,
		.is_raw = true };
	if (rules->source == GR_CELL_CLEANED && stays(c.column->def, raw))
		return GR_OK;
	c.out->value = GR_S("");
	status = gr_cell_decide(&c);
	if (status == GR_OK)
		status = keep_value(&c);
	if (status == GR_OK && c.column->def->type != GR_TYPE_TEXT)
		remember(&c);
	return status;
}

/* ---- what needs the rest of the row ---- */

static enum gr_status settle_rate(struct gr_cell_job *c)
{
	size_t use = c->out->shown, numerator, denominator;
	struct gr_buf *own = &c->column->value, written = { 0 };
	const struct gr_outcome *all = c->rules->outcome;
	enum gr_reading reading;

	gr_convert_rate_columns(c->column->use[use].rule->convert, &numerator,
	    &denominator);
	gr_buf_add(&written, c->out->value);
	if (gr_buf_check(&written, c->err) != GR_OK) {
		gr_buf_free(&written);
		return GR_ESYS;
	}
	gr_buf_clear(own);
	reading = gr_convert_rate(gr_buf_slice(&written), all[numerator].value,
	    all[denominator].value, own);
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
static bool is_named(const struct gr_cell_rules *rules)
{
	size_t name = rules->standard->role[GR_ROLE_NAME];

	return name != GR_NONE && rules->outcome[name].value.len > 0;
}

/* The same the other way round, of a code that is whole. */
static bool is_coded(const struct gr_cell_rules *rules)
{
	size_t at = rules->standard->role[GR_ROLE_CODE];
	struct gr_slice code = at == GR_NONE ? GR_S("")
	                                     : rules->outcome[at].value;

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
static void settle_missing(struct gr_cell_job *c)
{
	const struct gr_column *def = c->column->def;

	if (c->out->value.len > 0 || def->requirement != 'R'
	    || (c->rules->source == GR_CELL_CLEANED && c->raw.len == 0)
	    || (def->role == GR_ROLE_CODE && is_named(c->rules)))
		return;
	gr_cell_ask_built_in(c, GR_BUILT_MISSING, GR_WHY_MISSING);
	c->out->value = GR_S("");
}

static enum gr_status settle(struct gr_cell_rules *rules, size_t column,
    struct gr_slice wave, struct gr_slice raw, struct gr_err *err)
{
	struct gr_cell_job c = { .rules = rules,
		.column = &rules->column[column],
		.raw = raw,
		.text = raw,
		.out = &rules->outcome[column],
		.err = err };

	if (c.out->reading == GR_READING_LATER)
		return settle_rate(&c);
	if (c.column->def->role == GR_ROLE_NAME && rules->source == GR_CELL_RAW
	    && gr_text_is_lost(raw) && is_coded(rules)) {
		settle_name(&c);
		return GR_OK;
	}
	if (c.column->def->role == GR_ROLE_SURVEY_YEAR)
		settle_year(&c, wave);
	else
		settle_missing(&c);
	return GR_OK;
}

/* ---- counting, and the row ---- */

static enum gr_status count_use(struct gr_cell_rules *rules, struct gr_use *use,
    struct gr_slice raw, struct gr_err *err)
{
	if (use->rule != NULL)
		use->rule->fired++;
	if (use->fired++ > 0)
		return GR_OK;
	use->sample = gr_arena_copy(rules->arena,
	    gr_utf8_cut(raw, SAMPLE_BYTES));
	return use->sample.ptr ? GR_OK : gr_err_memory(err);
}

static enum gr_status count(struct gr_cell_rules *rules, size_t column,
    struct gr_slice raw, struct gr_err *err)
{
	struct gr_use *use = rules->column[column].use;
	const struct gr_outcome *o = &rules->outcome[column];
	enum gr_status status = GR_OK;

	for (size_t i = 0;
	     o->texts != 0 && i < GR_TEXT_RULES && status == GR_OK; i++)
		if (o->texts >> i & 1)
			status = count_use(rules, &use[i], raw, err);
	if (status == GR_OK && o->decided != GR_NO_USE)
		status = count_use(rules, &use[o->decided], raw, err);
	if (status == GR_OK && o->action == GR_CELL_ASK
	    && o->shown != o->decided)
		status = count_use(rules, &use[o->shown], raw, err);
	if (o->action == GR_CELL_FIX && o->shown != GR_NO_USE)
		use[o->shown].fixed++;
	return status;
}

static void show(const struct gr_cell_column *column,
    const struct gr_outcome *o, struct gr_cell *out)
{
	*out = (struct gr_cell){ .value = o->value,
		.action = o->action,
		.why = o->why,
		.reading = o->reading };
	out->unconfirmed = o->confirmed && o->why != GR_WHY_CONFIRMED;
	if (o->action == GR_CELL_AS_IS || o->shown == GR_NO_USE)
		return;
	out->rule = gr_cell_rules_use_id(&column->use[o->shown]);
	if (column->use[o->shown].rule != NULL)
		out->note = column->use[o->shown].rule->row->note;
}

enum gr_status gr_cell_rules_row(struct gr_cell_rules *rules,
    struct gr_slice wave, const size_t *column, size_t n,
    const struct gr_slice *raw, struct gr_cell *cell, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < n && status == GR_OK; i++)
		status = read_cell(rules, column[i], raw[i], err);
	for (size_t i = 0; i < n && status == GR_OK; i++) {
		status = settle(rules, column[i], wave, raw[i], err);
		if (status == GR_OK)
			status = count(rules, column[i], raw[i], err);
		if (status == GR_OK)
			show(&rules->column[column[i]],
			    &rules->outcome[column[i]], &cell[column[i]]);
	}
	return status;
}

/* ---- what can be an answer ---- */

static bool is_numeric(enum gr_type type)
{
	return type == GR_TYPE_INT || type == GR_TYPE_DEC
	    || type == GR_TYPE_PCT;
}

/* Of what a rule asks about: a plain number must be one that the column can
 * have; a conversion may have failed for want of what is not known here, or of
 * digits, but the words must be those of an answer. */
static bool is_asked_answer(const struct gr_column *def,
    const struct gr_outcome *o, struct gr_slice text)
{
	struct gr_dec number;

	switch (o->reading) {
	case GR_READING_NO_NUMBER:
	case GR_READING_NO_UNIT:
	case GR_READING_NO_DAY:
	case GR_READING_NO_YEAR:
	case GR_READING_OUTSIDE:
	case GR_READING_NOT_LISTED:
		return false;
	case GR_READING_DONE:
	case GR_READING_FACTOR:
	case GR_READING_LATER:
	case GR_READING_NOT_WHOLE:
	case GR_READING_DIGITS_LOST:
	case GR_READING_NO_EVIDENCE:
	case GR_READING_DISAGREES:
	case GR_READING_OTHER_DAY:
	case GR_READING_NO_ZONE:
		break;
	}
	text = gr_blank_trim(text);
	if (!gr_dec_parse(text, &number))
		return true;
	return is_numeric(def->type) && gr_value_is_within(def, text);
}

enum gr_status gr_cell_rules_can_answer(struct gr_cell_rules *rules,
    size_t column, struct gr_slice text, bool *can, struct gr_err *err)
{
	const struct gr_column *def = rules->column[column].def;
	const struct gr_outcome *o = &rules->outcome[column];
	enum gr_status status = read_cell(rules, column, text, err);

	*can = false;
	if (status != GR_OK)
		return status;
	if (o->action != GR_CELL_ASK || o->why == GR_WHY_NA)
		*can = true;
	else if (o->why == GR_WHY_RULE)
		*can = is_asked_answer(def, o, text);
	else if (o->why == GR_WHY_UNREAD && rules->column[column].values == 0)
		/* a column without rules has its own values at least */
		*can = gr_value_is_listed(def, text)
		    && gr_value_is_within(def, text);
	return GR_OK;
}
