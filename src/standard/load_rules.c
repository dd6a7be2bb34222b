/* load_rules.c - rules.csv and units.csv: how cells are read */
#include "standard/standard_internal.h"

#include "base/buf.h"
#include "standard/area_rule.h"

enum { FACTOR_MAX = 1000000000 };

/* Value rules by their pattern: the last one, and to each the one before. */
struct seen_patterns {
	struct gr_map last;
	size_t *before;
};

/* The types a rule is for, as bits; an empty cell or '*' is all of them. */
static unsigned read_types(struct gr_loader *l)
{
	size_t n;
	const struct gr_slice *word = gr_load_list(l, "type", &n);
	unsigned types = 0;

	if (n == 0 || (n == 1 && gr_slice_eq(word[0], GR_S("*"))))
		return (1u << GR_TYPES) - 1;
	for (size_t i = 0; i < n; i++)
		types |= 1u << gr_load_type(l, "type", word[i]);
	return types;
}

/* Named columns must be of the types that are named beside them. */
static void check_types(struct gr_loader *l, const struct gr_rule *r)
{
	for (size_t i = 0; l->status == GR_OK && i < r->columns; i++) {
		const struct gr_column *column = &l->std->column[r->column[i]];

		if (!(r->types & 1u << column->type))
			gr_load_fail(l, "type",
			    "the column '%.*s' is of another type",
			    GR_ARG(column->name));
	}
}

/* Whether two value rules say the same of the same cells. */
static bool is_same(const struct gr_rule *a, const struct gr_rule *b)
{
	if (a->types != b->types || a->columns != b->columns
	    || a->action != b->action || !gr_slice_eq(a->value, b->value))
		return false;
	for (size_t i = 0; i < a->columns; i++)
		if (a->column[i] != b->column[i])
			return false;
	return true;
}

/* The same row twice.  Of two that read the same pattern otherwise the first
 * decides: so a rule is put before one that stays. */
static void check_rule_once(struct gr_loader *l, const struct gr_rule *all,
    size_t n, struct seen_patterns *seen)
{
	uint64_t last = GR_NONE;

	if (all[n].text_phase)
		return;
	(void)gr_map_get(&seen->last, all[n].pattern, &last);
	seen->before[n] = (size_t)last;
	for (size_t i = (size_t)last; i != GR_NONE; i = seen->before[i])
		if (is_same(&all[i], &all[n]))
			gr_load_fail(l, "pattern",
			    "line %llu says the same of the same cells",
			    (unsigned long long)all[i].line);
	gr_load_ok(l, gr_map_put(&seen->last, all[n].pattern, n, l->err));
}

static void check_unit_once(struct gr_loader *l,
    const struct gr_unit_of_measure *all, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (gr_slice_eq(all[i].pattern, all[n].pattern)
		    && gr_slice_eq(all[i].column_unit, all[n].column_unit))
			gr_load_fail(l, "pattern",
			    "line %llu converts the same unit",
			    (unsigned long long)all[i].line);
}

/* ---- $region: what the codes of the region begin with ---- */

static void add_prefix(struct gr_buf *to, struct gr_slice prefix)
{
	bool plain = gr_slice_is_digits(prefix);

	gr_buf_format(to, plain ? "%.*s" : "\\Q%.*s\\E", GR_ARG(prefix));
}

/* That of its code, or those of its provinces. */
static void add_region(struct gr_buf *to, const struct gr_standard *std)
{
	bool first = true;

	if (std->area_rules == 0)
		add_prefix(to, gr_region_prefix(std->region));
	for (size_t i = 0; i < std->area_rules; i++) {
		if (!std->area_rule[i].province)
			continue;
		gr_buf_text(to, first ? "(?:" : "|");
		add_prefix(to, std->area_rule[i].prefix);
		first = false;
	}
	if (!first)
		gr_buf_byte(to, ')');
}

/* A pattern, in which `$region` cannot mean anything else: nothing follows an
 * end. */
static struct gr_slice read_pattern(struct gr_loader *l)
{
	const struct gr_slice word = GR_S("$region");
	struct gr_slice rest = gr_load_need(l, "pattern");
	size_t at = gr_slice_find(rest, word);
	struct gr_buf text = { 0 };

	if (at == SIZE_MAX)
		return rest;
	for (; at != SIZE_MAX; at = gr_slice_find(rest, word)) {
		gr_buf_add(&text, gr_slice_make(rest.ptr, at));
		add_region(&text, l->std);
		rest = gr_slice_skip(rest, at + word.len);
	}
	gr_buf_add(&text, rest);
	rest = gr_arena_copy(l->keep, gr_buf_slice(&text));
	if (text.failed || rest.ptr == NULL)
		gr_load_ok(l, gr_err_memory(l->err));
	gr_buf_free(&text);
	return rest;
}

static void read_rule(struct gr_loader *l, struct gr_rule *r)
{
	static const char *const phases[] = { "text", "value", NULL };
	static const char *const actions[] = { "FIX", "FLAG", "ASK", NULL };

	r->line = l->row->line;
	/* An id is the catalogue's, and its forms may need several rows. */
	struct gr_map alone = gr_map_make(l->keep);
	r->rule = gr_load_id(l, "rule", &alone, 0);
	r->text_phase = gr_load_word(l, "phase", phases, GR_NONE) == 0;
	r->column = gr_load_columns(l, "columns", &r->columns);
	r->by_type = r->columns == 0;
	r->types = read_types(l);
	check_types(l, r);
	r->pattern = read_pattern(l);
	size_t action = gr_load_word(l, "action", actions, GR_NONE);
	r->action = action == 0 ? GR_RULE_FIX
	    : action == 1       ? GR_RULE_FLAG
	                        : GR_RULE_ASK;
	r->value = gr_load_cell(l, "value");
	r->note = gr_load_cell(l, "note");
}

static void read_rules(struct gr_loader *l)
{
	static const char *const columns[] = { "rule", "phase", "type",
		"columns", "pattern", "action", "value", "note", NULL };

	if (!gr_load_open(l, "rules.csv", true, columns, columns))
		return;
	struct gr_rule *all = gr_load_items(l, sizeof(*all));
	struct seen_patterns seen = { gr_map_make(l->keep),
		gr_load_items(l, sizeof(*seen.before)) };
	for (size_t i = 0; gr_load_row(l, i); i++) {
		read_rule(l, &all[i]);
		if (l->status == GR_OK)
			check_rule_once(l, all, i, &seen);
	}
	l->std->rule = all;
	l->std->rules = l->table.rows;
}

static void read_unit(struct gr_loader *l, struct gr_unit_of_measure *u)
{
	u->line = l->row->line;
	u->unit = gr_load_need(l, "unit");
	u->pattern = gr_load_need(l, "pattern");
	u->column_unit = gr_load_need(l, "column_unit");
	u->numerator = gr_load_int(l, "numerator", 1, FACTOR_MAX, 1);
	u->denominator = gr_load_int(l, "denominator", 1, FACTOR_MAX, 1);
}

static void read_units(struct gr_loader *l)
{
	static const char *const required[] = { "unit", "pattern",
		"column_unit", "numerator", "denominator", NULL };
	static const char *const columns[] = { "unit", "pattern", "column_unit",
		"numerator", "denominator", "note", NULL };

	if (!gr_load_open(l, "units.csv", false, required, columns))
		return;
	struct gr_unit_of_measure *all = gr_load_items(l, sizeof(*all));
	for (size_t i = 0; gr_load_row(l, i); i++) {
		read_unit(l, &all[i]);
		check_unit_once(l, all, i);
	}
	l->std->unit = all;
	l->std->units = l->table.rows;
}

void gr_load_rules(struct gr_loader *l)
{
	read_rules(l);
	read_units(l);
}
