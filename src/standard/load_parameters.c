/* load_parameters.c - parameters.csv: thresholds by place and time */
#include "standard/standard_internal.h"

#include "base/buf.h"
#include "base/wording.h"
#include "number/date.h"
#include "standard/target.h"

static const char *const kind_word[] = { [GR_VALUE_NUMBER] = GR_WORDS("number"),
	[GR_VALUE_DATE] = GR_WORDS("date"),
	[GR_VALUE_TEXT] = GR_WORDS("text") };

/* Names found so far, by slot. */
struct names {
	struct gr_slice *name;
	struct gr_symbol *symbol;
	struct gr_map slot;
	size_t n;
};

static bool make_names(struct gr_loader *l, size_t rows, struct names *out)
{
	static const struct gr_slice built_in[GR_PARAM_BUILT_IN] = {
		[GR_PARAM_AS_OF] = { "as_of", 5 },
		[GR_PARAM_WAVE_AS_OF] = { "wave_as_of", 10 },
		[GR_PARAM_WAVE] = { "wave", 4 }
	};
	size_t room = rows + GR_PARAM_BUILT_IN;

	out->name = GR_NEW_ARRAY(l->keep, room, struct gr_slice);
	out->symbol = GR_NEW_ARRAY(l->keep, room, struct gr_symbol);
	out->slot = gr_map_make(l->keep);
	out->n = GR_PARAM_BUILT_IN;
	if (!out->name || !out->symbol)
		return gr_load_ok(l, gr_err_memory(l->err));
	for (unsigned i = 0; i < GR_PARAM_BUILT_IN; i++) {
		out->name[i] = built_in[i];
		out->symbol[i] = (struct gr_symbol){ .slot = i,
			.kind = i == GR_PARAM_WAVE ? GR_VALUE_NUMBER
			                           : GR_VALUE_DATE,
			.min = { 1, 0 },
			.max = { 9999, 0 } };
		if (!gr_load_ok(l,
		        gr_map_put(&out->slot, built_in[i], i, l->err)))
			return false;
	}
	return true;
}

/* What a value is: a number, else a date, else text. */
static struct gr_symbol symbol_of(struct gr_slice value, size_t slot)
{
	struct gr_symbol symbol = { .kind = GR_VALUE_TEXT,
		.slot = (unsigned)slot };
	struct gr_days days;

	if (gr_dec_parse(value, &symbol.min)) {
		symbol.kind = GR_VALUE_NUMBER;
		symbol.max = symbol.min;
		symbol.decimals = symbol.min.scale;
	} else if (gr_date_parse(value, &days)) {
		symbol.kind = GR_VALUE_DATE;
	}
	return symbol;
}

/* Whether a text is a number in a form that tables do not have: 60%, 1e3,
 * 1,000.  As a text it would fail at whatever reads it, far from its cause. */
static bool is_odd_number(struct gr_slice value)
{
	bool digit = false;

	for (size_t i = 0; i < value.len; i++) {
		char c = value.ptr[i];

		digit |= c >= '0' && c <= '9';
		if (c == '\0'
		    || !strchr(i == 0 ? "0123456789.+-" : "0123456789.,%eE", c))
			return false;
	}
	return digit;
}

/* A name's bounds are those of all its values, whatever their place. */
static size_t learn(struct gr_loader *l, struct names *names,
    struct gr_slice name, struct gr_slice value)
{
	uint64_t slot = names->n;
	bool known = gr_map_get(&names->slot, name, &slot);
	struct gr_symbol symbol = symbol_of(value, slot);

	if (symbol.kind == GR_VALUE_TEXT && is_odd_number(value)) {
		gr_load_fail(l, "value", "'%.*s' is no number: write 1234.5",
		    GR_ARG(value));
	} else if (known && slot < GR_PARAM_BUILT_IN) {
		gr_load_fail(l, "name", "'%.*s' is built in", GR_ARG(name));
	} else if (!known) {
		names->name[names->n] = name;
		names->symbol[names->n++] = symbol;
		gr_load_ok(l, gr_map_put(&names->slot, name, slot, l->err));
	} else if (names->symbol[slot].kind != symbol.kind) {
		gr_load_fail(l, "value",
		    "'%.*s' is a %s, other rows of "
		    "'%.*s' hold a %s",
		    GR_ARG(value), kind_word[symbol.kind], GR_ARG(name),
		    kind_word[names->symbol[slot].kind]);
	} else if (symbol.kind == GR_VALUE_NUMBER) {
		struct gr_symbol *all = &names->symbol[slot];

		if (gr_dec_cmp(symbol.min, all->min) < 0)
			all->min = symbol.min;
		if (gr_dec_cmp(symbol.max, all->max) > 0)
			all->max = symbol.max;
		if (symbol.decimals > all->decimals)
			all->decimals = symbol.decimals;
	}
	return (size_t)slot;
}

/* Numbers go to expressions as canonical cells. */
static struct gr_slice canonical(struct gr_loader *l, struct gr_slice value)
{
	struct gr_buf text = { 0 };
	struct gr_dec number;

	if (!gr_dec_parse(value, &number))
		return value;
	gr_dec_print(&text, number);
	if (gr_load_ok(l, gr_buf_check(&text, l->err))) {
		value = gr_arena_copy(l->keep, gr_buf_slice(&text));
		if (!value.ptr)
			gr_load_ok(l, gr_err_memory(l->err));
	}
	gr_buf_free(&text);
	return value;
}

static void check_overlap(struct gr_loader *l, const struct gr_parameter *all,
    size_t n)
{
	const struct gr_parameter *new = &all[n];

	if (new->valid_from > new->valid_to)
		gr_load_fail(l, "valid_to", "before valid_from");
	for (size_t i = 0; i < n; i++)
		if (all[i].slot == new->slot
		    && gr_slice_eq(all[i].scope, new->scope)
		    && all[i].valid_from <= new->valid_to &&new->valid_from
		        <= all[i].valid_to)
			gr_load_fail(l, "valid_from",
			    "line %llu gives the "
			    "same parameter for the same place and days",
			    (unsigned long long)all[i].line);
}

static void read_parameter(struct gr_loader *l, struct names *names,
    struct gr_parameter *all, size_t i)
{
	struct gr_slice name = gr_load_need(l, "name");
	struct gr_slice value = gr_load_need(l, "value");
	struct gr_dec number, pct;

	if (!gr_dec_parse(value, &number))
		value = gr_load_date(l, value);
	if (l->status == GR_OK && !gr_load_is_name(name))
		gr_load_fail(l, "name",
		    "'%.*s' is no name: a letter, then "
		    "letters, digits and '_'",
		    GR_ARG(name));
	if (gr_slice_eq(name, gr_target_parameter)
	    && !gr_target_is_pct(value, &pct))
		gr_load_fail(l, "value", "'%.*s' is no number from 0 on",
		    GR_ARG(value));
	if (l->status != GR_OK)
		return;
	all[i] = (struct gr_parameter){ .slot = learn(l, names, name, value),
		.scope = gr_load_cell(l, "scope"),
		.value = canonical(l, value),
		.note = gr_load_cell(l, "note"),
		.valid_from = gr_load_day(l, "valid_from", false, INT32_MIN),
		.valid_to = gr_load_day(l, "valid_to", true, INT32_MAX),
		.line = l->row->line };
	check_overlap(l, all, i);
}

void gr_load_parameters(struct gr_loader *l)
{
	static const char *const required[] = { "name", "value", NULL };
	static const char *const columns[] = { "name", "scope", "valid_from",
		"valid_to", "value", "note", NULL };
	struct names names;

	bool open = gr_load_open(l, "parameters.csv", false, required, columns);
	size_t rows = open ? l->table.rows : 0;
	if (l->status != GR_OK || !make_names(l, rows, &names))
		return;
	if (open) {
		struct gr_parameter *all = gr_load_items(l, sizeof(*all));

		for (size_t i = 0; gr_load_row(l, i); i++)
			read_parameter(l, &names, all, i);
		l->parameters_table = l->table;
		l->std->parameter = all;
		l->std->parameters = rows;
	}
	l->std->parameter_name = names.name;
	l->std->parameter_symbol = names.symbol;
	l->std->parameter_names = names.n;
}
