/* The rules of a standard's cells: compiled, checked, sorted by column. */
#include "clean/rules_internal.h"

#include <stdlib.h>

static enum gr_status refuse(const struct gr_rule *row, const char *source,
    const char *column, const char *words, struct gr_err *err)
{
	return gr_err_at(err, GR_EUSAGE, source, row->line, column, "%s",
	    words);
}

static enum gr_status check_action(const struct gr_rule *row,
    const char *source, struct gr_err *err)
{
	bool question = gr_slice_eq(row->value, GR_S("?"));

	if (row->text_phase && row->action != GR_RULE_FIX)
		return refuse(row, source, "action",
		    "a rule of the text phase can only be FIX", err);
	if (!row->text_phase && row->action == GR_RULE_ASK && !question)
		return refuse(row, source, "value",
		    "the value of a rule that asks must be ?", err);
	if (!row->text_phase && row->action != GR_RULE_ASK && question)
		return refuse(row, source, "action",
		    "a rule whose value is ? must be ASK", err);
	return GR_OK;
}

static enum gr_status compile_rule(struct gr_cell_rules *rules,
    const struct gr_rule *row, const char *source, struct gr_compiled *out,
    struct gr_err *err)
{
	enum gr_status status = gr_pattern_compile(rules->patterns,
	    row->pattern, row->text_phase ? GR_PATTERN_PART : GR_PATTERN_WHOLE,
	    source, row->line, "pattern", &out->pattern, err);

	out->row = row;
	if (status == GR_OK)
		status = check_action(row, source, err);
	if (status == GR_OK)
		status = gr_convert_compile(rules->arena, rules->standard, row,
		    out->pattern, source, &out->convert, err);
	out->keeps = status == GR_OK && !row->text_phase
	    && row->action == GR_RULE_FIX
	    && gr_pattern_is_one_group(out->pattern)
	    && gr_convert_keeps_text(out->convert);
	return status;
}

static enum gr_status compile_rules(struct gr_cell_rules *rules,
    struct gr_err *err)
{
	const struct gr_standard *standard = rules->standard;
	const char *source = gr_standard_table(standard, rules->arena,
	    "rules.csv");
	enum gr_status status = GR_OK;

	rules->rule = GR_NEW_ARRAY(rules->arena, standard->rules + 1,
	    struct gr_compiled);
	if (source == NULL || rules->rule == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < standard->rules && status == GR_OK; i++)
		status = compile_rule(rules, &standard->rule[i], source,
		    &rules->rule[i], err);
	return status;
}

static enum gr_status fill(struct gr_cell_rules *rules, bool fast,
    struct gr_err *err)
{
	enum gr_status status = gr_patterns_new(fast, &rules->patterns, err);

	if (status == GR_OK)
		status = gr_units_of_measure_new(rules->arena, rules->patterns,
		    rules->standard, &rules->units, err);
	if (status == GR_OK)
		status = compile_rules(rules, err);
	return status == GR_OK ? gr_cell_families(rules, err) : status;
}

static enum gr_status make(const struct gr_standard *standard, bool fast,
    struct gr_cell_rules **out, struct gr_err *err)
{
	struct gr_cell_rules *rules = calloc(1, sizeof *rules);
	enum gr_status status;

	*out = NULL;
	if (rules == NULL)
		return gr_err_memory(err);
	rules->standard = standard;
	rules->source = GR_CELL_RAW;
	rules->arena = gr_arena_new();
	status = rules->arena == NULL ? gr_err_memory(err)
	                              : fill(rules, fast, err);
	if (status != GR_OK) {
		gr_cell_rules_free(rules);
		rules = NULL;
	}
	*out = rules;
	return status;
}

enum gr_status gr_cell_rules_new(const struct gr_standard *standard,
    struct gr_cell_rules **out, struct gr_err *err)
{
	return make(standard, true, out, err);
}

void gr_cell_rules_expect(struct gr_cell_rules *rules,
    enum gr_cell_source source)
{
	rules->source = source;
}

void gr_cell_rules_read_plainly(struct gr_cell_rules *rules)
{
	rules->plainly = true;
}

void gr_cell_rules_leave_untold(struct gr_cell_rules *rules)
{
	rules->untold = true;
}

static enum gr_cell_way way_of(const struct gr_cell_rules *rules,
    const struct gr_cell_column *column)
{
	if (rules->plainly)
		return GR_WAY_RULES;
	if (rules->source == GR_CELL_CLEANED)
		return GR_WAY_RECALL;
	if (column->def->type == GR_TYPE_TEXT)
		return GR_WAY_TEXT;
	if (column->def->role == GR_ROLE_CODE)
		return GR_WAY_CODE;
	return column->family->plain == GR_NO_USE ? GR_WAY_RECALL
	                                          : GR_WAY_NUMBER;
}

/* Up to how many bytes a text of the column may stand in front: there is only
 * what does not depend on the row, and where most cells hold others, to look
 * there first does not pay. */
static size_t longest_of(const struct gr_cell_column *column)
{
	if (column->def->role == GR_ROLE_SURVEY_YEAR
	    || column->def->role == GR_ROLE_NAME)
		return 0;
	if (column->way == GR_WAY_NUMBER)
		return 1;
	return column->way == GR_WAY_RECALL ? GR_WORD_BYTES : 0;
}

static enum gr_status place_column(struct gr_cell_rules *rules,
    struct gr_cell_column *c, struct gr_cell_seat *seat, struct gr_err *err)
{
	struct gr_family *family = c->family;

	c->way = way_of(rules, c);
	c->watched = gr_cell_is_watched(c);
	c->use = GR_NEW_ARRAY(rules->arena,
	    gr_family_rules(family) + GR_BUILT_INS, struct gr_use);
	if (family->front == NULL) {
		family->front = GR_NEW(rules->arena, struct gr_front);
		if (family->front != NULL)
			gr_front_begin(family->front);
	}
	*seat = (struct gr_cell_seat){ .front = family->front,
		.met = GR_NEW_ARRAY(rules->arena, GR_FRONT_EMPTY + 1, uint64_t),
		.column = c,
		.field = (uint32_t)c->field,
		.longest = (uint32_t)longest_of(c),
		.numbers = c->way == GR_WAY_NUMBER ? family : NULL };
	if (c->use == NULL || family->front == NULL || seat->met == NULL)
		return gr_err_memory(err);
	if (!c->watched && c->way != GR_WAY_RULES)
		seat->pass = UINT64_C(1) << GR_FRONT_EMPTY;
	if (!c->watched && c->way == GR_WAY_RECALL)
		seat->recall = &family->recall;
	return GR_OK;
}

enum gr_status gr_cell_rules_place(struct gr_cell_rules *rules,
    const size_t *column, const size_t *field, size_t n, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	rules->seat = GR_NEW_ARRAY(rules->arena, n + 1, struct gr_cell_seat);
	rules->open = GR_NEW_ARRAY(rules->arena, n + 1, struct gr_open_cell);
	rules->told = GR_NEW_ARRAY(rules->arena, n + 1, struct gr_cell);
	if (rules->seat == NULL || rules->open == NULL || rules->told == NULL)
		return gr_err_memory(err);
	for (rules->cells = 0; rules->cells < n && status == GR_OK;) {
		size_t i = rules->cells++;
		struct gr_cell_column *c = &rules->column[column[i]];

		c->cell = i;
		c->field = field[i];
		status = place_column(rules, c, &rules->seat[i], err);
	}
	return status;
}

bool gr_cell_rules_fit(const struct gr_cell_rules *rules,
    const struct gr_standard *standard, enum gr_cell_source source,
    const size_t *column, const size_t *field, size_t n)
{
	bool fits = rules->standard == standard && rules->source == source
	    && rules->cells == n;

	for (size_t i = 0; fits && i < n; i++)
		fits = rules->seat[i].column == &rules->column[column[i]]
		    && rules->seat[i].field == field[i];
	return fits;
}

enum gr_status gr_cell_rules_check(const struct gr_standard *standard,
    struct gr_err *err)
{
	struct gr_cell_rules *rules;
	enum gr_status status = make(standard, false, &rules, err);

	gr_cell_rules_free(rules);
	return status;
}

void gr_cell_rules_free(struct gr_cell_rules *rules)
{
	if (rules == NULL)
		return;
	gr_cell_families_free(rules);
	gr_buf_free(&rules->text);
	gr_buf_free(&rules->spare);
	gr_buf_free(&rules->subject);
	gr_patterns_free(rules->patterns);
	gr_arena_free(rules->arena);
	free(rules);
}
