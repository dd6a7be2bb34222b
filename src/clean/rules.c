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
	if (status == GR_OK && row->text_phase)
		out->look_always = !gr_pattern_first_bytes(out->pattern,
		    out->look);
	if (status == GR_OK)
		status = gr_convert_compile(rules->arena, rules->standard, row,
		    out->pattern, source, &out->convert, err);
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

/* ---- each column's rules, in the order they are tried ---- */

static bool names_column(const struct gr_rule *row, size_t column)
{
	for (size_t i = 0; i < row->columns; i++)
		if (row->column[i] == column)
			return true;
	return false;
}

static bool is_for(const struct gr_rule *row, const struct gr_column *def,
    size_t column)
{
	return row->by_type ? (row->types & (1u << def->type)) != 0
	                    : names_column(row, column);
}

static void add_use(struct gr_cell_rules *rules, size_t column,
    struct gr_compiled *rule, enum gr_built_in built_in)
{
	rules->use[rules->uses++] = (struct gr_use){ .rule = rule,
		.built_in = built_in,
		.column = column };
}

/* Add the value rules of a column: those that name it, or those of its type. */
static size_t add_values(struct gr_cell_rules *rules, size_t column,
    bool by_type)
{
	size_t before = rules->uses;

	for (size_t i = 0; i < rules->standard->rules; i++) {
		const struct gr_rule *row = rules->rule[i].row;

		if (!row->text_phase && row->by_type == by_type
		    && is_for(row, &rules->standard->column[column], column))
			add_use(rules, column, &rules->rule[i], 0);
	}
	return rules->uses - before;
}

static void add_texts(struct gr_cell_rules *rules, size_t column,
    struct gr_cell_column *out)
{
	for (size_t i = 0; i < rules->standard->rules; i++) {
		struct gr_compiled *rule = &rules->rule[i];

		if (!rule->row->text_phase
		    || !is_for(rule->row, out->def, column))
			continue;
		add_use(rules, column, rule, 0);
		out->texts++;
		out->look_always |= rule->look_always;
		for (size_t k = 0; k < sizeof(out->look); k++)
			out->look[k] |= rule->look[k];
	}
}

static enum gr_status check_columns(const struct gr_cell_rules *rules,
    struct gr_err *err)
{
	const struct gr_standard *standard = rules->standard;

	for (size_t column = 0; column < standard->columns; column++) {
		const struct gr_column *def = &standard->column[column];
		size_t texts = 0;

		for (size_t i = 0; i < standard->rules; i++)
			texts += rules->rule[i].row->text_phase
			    && is_for(rules->rule[i].row, def, column);
		if (texts > GR_TEXT_RULES)
			return gr_err_set(err, GR_EUSAGE,
			    "%s/rules.csv has "
			    "more than %u text rules for column '%.*s'",
			    standard->path, GR_TEXT_RULES, GR_ARG(def->name));
	}
	return GR_OK;
}

static void add_column(struct gr_cell_rules *rules, size_t column)
{
	struct gr_cell_column *out = &rules->column[column];

	out->def = &rules->standard->column[column];
	out->use = &rules->use[rules->uses];
	out->memo = gr_memo_make(sizeof(struct gr_remembered));
	add_texts(rules, column, out);
	out->values = add_values(rules, column, false);
	out->values += add_values(rules, column, true);
	for (int i = 0; i < GR_BUILT_INS; i++)
		add_use(rules, column, NULL, (enum gr_built_in)i);
}

/* Of all columns together; most rules are for a few of them. */
static size_t count_uses(const struct gr_cell_rules *rules)
{
	const struct gr_standard *standard = rules->standard;
	size_t n = 0;

	for (size_t column = 0; column < standard->columns; column++) {
		n += GR_BUILT_INS;
		for (size_t i = 0; i < standard->rules; i++)
			n += is_for(rules->rule[i].row,
			    &standard->column[column], column);
	}
	return n;
}

static enum gr_status add_columns(struct gr_cell_rules *rules,
    struct gr_err *err)
{
	size_t n = rules->standard->columns;

	rules->use = GR_NEW_ARRAY(rules->arena, count_uses(rules) + 1,
	    struct gr_use);
	rules->column = GR_NEW_ARRAY(rules->arena, n + 1,
	    struct gr_cell_column);
	rules->outcome = GR_NEW_ARRAY(rules->arena, n + 1, struct gr_outcome);
	if (rules->use == NULL || rules->column == NULL
	    || rules->outcome == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < n; i++)
		add_column(rules, i);
	return GR_OK;
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
	if (status == GR_OK)
		status = check_columns(rules, err);
	/* a check alone reads no cell */
	if (status == GR_OK && fast)
		status = add_columns(rules, err);
	return status;
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
	for (size_t i = 0;
	     rules->column != NULL && i < rules->standard->columns; i++) {
		gr_buf_free(&rules->column[i].value);
		gr_memo_free(&rules->column[i].memo);
	}
	gr_buf_free(&rules->text);
	gr_buf_free(&rules->spare);
	gr_buf_free(&rules->subject);
	gr_patterns_free(rules->patterns);
	gr_arena_free(rules->arena);
	free(rules);
}
