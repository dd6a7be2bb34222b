/* One cell: the text phase, the value phase, and what they leave open. */
#include "clean/rules_internal.h"

void gr_cell_ask(struct gr_cell_job *c, size_t use, enum gr_cell_why why,
    enum gr_reading reading)
{
	struct gr_outcome *o = c->out;

	o->value = GR_S("?");
	o->is_raw = false;
	o->shown = (uint32_t)use;
	if (o->decided == GR_NO_USE)
		o->decided = (uint32_t)use;
	o->action = GR_CELL_ASK;
	o->why = why;
	o->reading = reading;
}

void gr_cell_ask_built_in(struct gr_cell_job *c, enum gr_built_in rule,
    enum gr_cell_why why)
{
	gr_cell_ask(c, gr_family_rules(c->family) + (size_t)rule, why,
	    GR_READING_DONE);
}

void gr_cell_confirm(struct gr_cell_job *c)
{
	struct gr_outcome *o = c->out;
	struct gr_buf *read = &c->column->value;
	bool outside = o->action == GR_CELL_ASK && o->why == GR_WHY_OUTSIDE;

	if (!o->confirmed)
		return;
	if (outside)
		o->value = gr_buf_slice(read);
	else if (o->action == GR_CELL_ASK || !gr_cell_is_answer(o->value))
		return;
	o->action = GR_CELL_FLAG;
	o->why = GR_WHY_CONFIRMED;
	o->reading = GR_READING_DONE;
	o->shown = (uint32_t)(gr_family_rules(c->family) + GR_BUILT_CONFIRMED);
}

/* ---- the text phase ---- */

/* Replace every match of a text rule.  *changed is left alone if there is
 * none, or if it was replaced by itself. */
static enum gr_status rewrite(const struct gr_compiled *rule,
    struct gr_slice text, struct gr_buf *to, bool *changed, struct gr_err *err)
{
	size_t start = 0, kept = 0;

	gr_buf_clear(to);
	while (start < text.len) {
		struct gr_slice part;
		size_t from, end;
		bool matched;
		enum gr_status status = gr_pattern_match(rule->pattern, text,
		    start, &matched, err);

		if (status != GR_OK || !matched) {
			if (status != GR_OK)
				return status;
			break;
		}
		part = gr_pattern_group(rule->pattern, 0);
		from = part.ptr ? (size_t)(part.ptr - text.ptr) : text.len;
		end = from + part.len;
		if (part.len == 0 || end <= start)
			break; /* nothing to replace: no way on */
		gr_buf_add(to, gr_slice_make(text.ptr + kept, from - kept));
		gr_convert_text(rule->convert, rule->pattern, to);
		start = kept = end;
	}
	gr_buf_add(to, gr_slice_skip(text, kept));
	if (!gr_slice_eq(gr_buf_slice(to), text))
		*changed = true;
	return gr_buf_check(to, err);
}

/* See which rules may match the text as it is now. */
static void sift(struct gr_cell_job *c)
{
	c->may = NULL;
	if (!c->rules->plainly && !c->inverse)
		c->may = gr_cell_sift(c->rules, c->family, c->text);
}

/* The first rule from a position on that may match; behind the last one there
 * are none. */
static size_t next_rule(const struct gr_cell_job *c, size_t from)
{
	if (c->may == NULL)
		return from;
	for (uint32_t i = 0; i < c->may->n; i++)
		if (c->may->pattern[i] >= from)
			return c->may->pattern[i];
	return SIZE_MAX;
}

static enum gr_status text_phase(struct gr_cell_job *c)
{
	struct gr_cell_rules *rules = c->rules;

	sift(c);
	for (size_t i = next_rule(c, 0); i < c->family->texts;
	     i = next_rule(c, i + 1)) {
		struct gr_buf swap;
		bool changed = false;
		enum gr_status status = rewrite(c->family->rule[i], c->text,
		    &rules->spare, &changed, c->err);

		if (status != GR_OK)
			return status;
		if (!changed)
			continue;
		c->out->texts |= (uint64_t)1 << i;
		swap = rules->text;
		rules->text = rules->spare;
		rules->spare = swap;
		c->text = gr_buf_slice(&rules->text);
		sift(c);
	}
	return GR_OK;
}

/* ---- the value phase ---- */

/* A value that is the text: as it came, or as the last text rule left it. */
static void accept_text(struct gr_cell_job *c)
{
	struct gr_outcome *o = c->out;

	o->action = GR_CELL_AS_IS;
	if (o->texts != 0) {
		o->action = GR_CELL_FIX;
		for (o->shown = 63; (o->texts >> o->shown & 1) == 0;)
			o->shown--;
	}
}

void gr_cell_accept(struct gr_cell_job *c, size_t use, enum gr_reading reading)
{
	const struct gr_rule *row = c->family->rule[use]->row;
	struct gr_outcome *o = c->out;

	o->value = gr_buf_slice(&c->column->value);
	o->reading = reading;
	o->shown = (uint32_t)use;
	if (row->action == GR_RULE_FLAG || reading == GR_READING_FACTOR
	    || reading == GR_READING_OTHER_DAY)
		o->action = GR_CELL_FLAG;
	else if (gr_slice_eq(o->value, c->text) && !c->inverse)
		accept_text(c);
	else
		o->action = GR_CELL_FIX;
}

/* `turned`: the rule has seen the text without its '!', so what it gives is
 * the answer to the opposite question. */
static enum gr_status conclude(struct gr_cell_job *c, size_t use, bool turned)
{
	const struct gr_compiled *rule = c->family->rule[use];
	const struct gr_column *def = c->column->def;
	struct gr_buf *value = &c->column->value;
	enum gr_reading reading = GR_READING_DONE;
	enum gr_status status;

	c->out->decided = (uint32_t)use;
	if (rule->row->action == GR_RULE_ASK) {
		gr_cell_ask(c, use, GR_WHY_RULE, GR_READING_DONE);
		return GR_OK;
	}
	gr_buf_clear(value);
	status = gr_convert_run(rule->convert, rule->pattern, def,
	    c->rules->units, value, &reading, c->err);
	if (status == GR_OK)
		status = gr_buf_check(value, c->err);
	if (status != GR_OK)
		return status;
	if (turned && value->len == 1
	    && (value->ptr[0] == '0' || value->ptr[0] == '1'))
		value->ptr[0] = value->ptr[0] == '0' ? '1' : '0';
	if (reading > GR_READING_LATER)
		gr_cell_ask(c, use, GR_WHY_RULE, reading);
	else if (def->na == GR_NA_NO
	    && gr_slice_eq(gr_buf_slice(value), GR_S("n/a")))
		gr_cell_ask(c, use, GR_WHY_NA, GR_READING_DONE);
	else if (reading != GR_READING_LATER
	    && gr_cell_is_answer(gr_buf_slice(value))
	    && !gr_value_is_within(def, gr_buf_slice(value)))
		gr_cell_ask_built_in(c, GR_BUILT_OUTSIDE, GR_WHY_OUTSIDE);
	else
		gr_cell_accept(c, use, reading);
	return GR_OK;
}

/* Under an inverse header a rule is offered the text with its '!' first: only
 * a rule that speaks of it (无内涝, whatever was asked) is not turned round. */
static enum gr_status try_rule(struct gr_cell_job *c, size_t use, bool *matched,
    bool *turned)
{
	struct gr_pattern *pattern = c->family->rule[use]->pattern;
	enum gr_status status = GR_OK;

	*matched = false;
	*turned = false;
	if (c->inverse)
		status = gr_pattern_match(pattern,
		    gr_buf_slice(&c->rules->subject), 0, matched, c->err);
	if (status != GR_OK || *matched)
		return status;
	*turned = c->inverse;
	return gr_pattern_match(pattern, c->text, 0, matched, c->err);
}

static enum gr_status value_phase(struct gr_cell_job *c)
{
	struct gr_buf *subject = &c->rules->subject;
	size_t first = c->family->texts, end = gr_family_rules(c->family);

	if (c->inverse) {
		gr_buf_clear(subject);
		gr_buf_byte(subject, '!');
		gr_buf_add(subject, c->text);
		if (gr_buf_check(subject, c->err) != GR_OK)
			return GR_ESYS;
	}
	for (size_t use = next_rule(c, first); use < end;
	     use = next_rule(c, use + 1)) {
		bool matched, turned;
		enum gr_status status = try_rule(c, use, &matched, &turned);

		if (status != GR_OK)
			return status;
		if (matched)
			return conclude(c, use, turned);
	}
	if (c->column->def->type != GR_TYPE_TEXT) {
		gr_cell_ask_built_in(c, GR_BUILT_UNREAD, GR_WHY_UNREAD);
		return GR_OK;
	}
	c->out->value = c->text;
	accept_text(c);
	return GR_OK;
}

/* ---- one cell ---- */

/* Take ingest's escapes off.  True if the column was stopped there. */
static bool unescape(struct gr_cell_job *c)
{
	c->text = c->raw;
	if (c->rules->source == GR_CELL_CLEANED)
		return false;
	if (gr_slice_starts(c->text, GR_CELL_CONFIRMED)) {
		c->out->confirmed = true;
		c->text = gr_slice_skip(c->text, GR_CELL_CONFIRMED.len);
	}
	if (gr_slice_eq(c->text, GR_CELL_STOPPED))
		return true;
	if (gr_slice_starts(c->text, GR_S("!"))) {
		c->inverse = true;
		c->text = gr_slice_skip(c->text, 1);
	}
	if (gr_slice_starts(c->text, GR_S("\\!"))
	    || gr_slice_starts(c->text, GR_S("\\\\"))
	    || gr_cell_has_own_unit(c->text))
		c->text = gr_slice_skip(c->text, 1);
	return false;
}

enum gr_status gr_cell_decide(struct gr_cell_job *c)
{
	const struct gr_column *def = c->column->def;
	const bool is_text = def->type == GR_TYPE_TEXT;
	enum gr_status status = GR_OK;

	if (unescape(c)) {
		c->out->value = GR_S("?");
		return GR_OK;
	}
	if (c->text.len > (is_text ? GR_CELL_TEXT_BYTES : GR_CELL_BYTES)) {
		c->out->value = c->text;
		if (!is_text)
			gr_cell_ask_built_in(c, GR_BUILT_UNREAD, GR_WHY_UNREAD);
		return GR_OK;
	}
	status = text_phase(c);
	if (status != GR_OK)
		return status;
	if (c->text.len == 0)
		accept_text(c);
	else if (c->inverse && def->type != GR_TYPE_BOOL)
		gr_cell_ask_built_in(c, GR_BUILT_UNREAD, GR_WHY_UNREAD);
	else
		status = value_phase(c);
	if (status == GR_OK && c->out->reading != GR_READING_LATER)
		gr_cell_confirm(c);
	return status;
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

/* Whether a cell that was cleaned before stays as it is. */
static bool stays(const struct gr_column *def, struct gr_slice value)
{
	if (value.len == 0 || gr_slice_eq(value, GR_S("?")))
		return true;
	if (gr_slice_eq(value, GR_S("n/a")))
		return def->na != GR_NA_NO;
	return gr_value_is_listed(def, value) && gr_value_is_within(def, value);
}

enum gr_status gr_cell_read(struct gr_cell_rules *rules,
    struct gr_cell_column *column, struct gr_slice raw, struct gr_outcome *out,
    struct gr_err *err)
{
	struct gr_cell_job c = { .rules = rules,
		.column = column,
		.family = column->family,
		.raw = raw,
		.out = out,
		.err = err };
	enum gr_status status;

	*out = (struct gr_outcome){ .value = raw,
		.shown = GR_NO_USE,
		.decided = GR_NO_USE,
		.is_raw = true };
	if (rules->source == GR_CELL_CLEANED && stays(column->def, raw))
		return GR_OK;
	out->value = GR_S("");
	status = gr_cell_decide(&c);
	if (status == GR_OK)
		status = keep_value(&c);
	if (status == GR_OK && column->def->type != GR_TYPE_TEXT
	    && !rules->plainly)
		gr_recall_put(&column->family->recall, raw, out);
	return status;
}
