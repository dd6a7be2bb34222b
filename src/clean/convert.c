/* What the value of a rule does: the closed list of calls, and units.csv. */
#include "clean/convert_internal.h"

#define ALL_TYPES ((1u << GR_TYPES) - 1)
#define BIT(type) (1u << GR_TYPE_##type)
#define NUMBERS (BIT(INT) | BIT(DEC) | BIT(PCT))

/* A call, its arguments in order ('g' a group, 'n' a group or a whole number,
 * 'i' a whole number, 'c' a column) and the types of column it can fill. */
struct signature {
	const char *name;
	enum gr_call call;
	const char *args;
	size_t least; /* arguments that must be given */
	unsigned types;
	bool text_phase;
};

static const struct signature signature[] = { { "int", GR_CALL_INT, "g", 1,
	                                          NUMBERS | BIT(YEAR), false },
	{ "dec", GR_CALL_DEC, "g", 1, BIT(DEC) | BIT(PCT), false },
	{ "cn", GR_CALL_CN, "g", 1, NUMBERS, false },
	{ "scale", GR_CALL_SCALE, "g", 1, NUMBERS, false },
	{ "sci", GR_CALL_SCI, "gg", 2, NUMBERS, false },
	{ "unit", GR_CALL_UNIT, "gg", 1, NUMBERS, false },
	{ "percent", GR_CALL_PERCENT, "g", 1, BIT(PCT), false },
	{ "permille", GR_CALL_PERMILLE, "g", 1, BIT(PCT), false },
	{ "tenths", GR_CALL_TENTHS, "gg", 1, BIT(PCT), false },
	{ "rate", GR_CALL_RATE, "gcc", 3, BIT(PCT), false },
	{ "bound", GR_CALL_BOUND, "g", 1, BIT(INT) | BIT(DEC), false },
	{ "date", GR_CALL_DATE, "gnn", 1, BIT(DATE), false },
	{ "instant", GR_CALL_INSTANT, "ggggg", 5, BIT(DATE) | BIT(YEAR),
	    false },
	{ "serial", GR_CALL_SERIAL, "gii", 3, BIT(DATE), false },
	{ "year", GR_CALL_YEAR, "gi", 1, BIT(YEAR), false },
	{ "text", GR_CALL_TEXT, "g", 1, BIT(TEXT) | BIT(CODE) | BIT(ENUM),
	    false },
	{ "digits", GR_CALL_DIGITS, "g", 1, BIT(TEXT) | BIT(CODE), false },
	{ "partial", GR_CALL_PARTIAL, "g", 1, BIT(CODE), false },
	{ "enum", GR_CALL_ENUM, "g", 1, BIT(ENUM), false },
	{ "set", GR_CALL_SET, "g", 1, BIT(SET), false },
	{ "na_or_empty", GR_CALL_NA_OR_EMPTY, "", 0, ALL_TYPES, false },
	{ "text", GR_CALL_TEXT, "g", 1, ALL_TYPES, true },
	{ "narrow", GR_CALL_NARROW, "g", 1, ALL_TYPES, true },
	{ "ideographs", GR_CALL_IDEOGRAPHS, "g", 1, ALL_TYPES, true },
	{ "blank", GR_CALL_BLANK, "", 0, ALL_TYPES, true } };

struct compiler {
	const struct gr_standard *standard;
	const struct gr_rule *rule;
	const struct gr_pattern *pattern;
	const char *source;
	struct gr_err *err;
};

static enum gr_status refuse(const struct compiler *c, const char *words,
    struct gr_slice what)
{
	return gr_err_at(c->err, GR_EUSAGE, c->source, c->rule->line, "value",
	    "'%.*s' %s", GR_ARG(what), words);
}

static bool is_word(struct gr_slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!(s.ptr[i] >= 'a' && s.ptr[i] <= 'z') && s.ptr[i] != '_'
		    && !(i > 0 && s.ptr[i] >= '0' && s.ptr[i] <= '9'))
			return false;
	return s.len > 0;
}

/* name(arguments), with *name and *args set; anything else is a literal. */
static bool is_call(struct gr_slice value, struct gr_slice *name,
    struct gr_slice *args)
{
	size_t open = gr_slice_find(value, GR_S("("));

	if (open == SIZE_MAX || !gr_slice_ends(value, GR_S(")")))
		return false;
	*name = gr_slice_make(value.ptr, open);
	*args = gr_slice_trim(
	    gr_slice_make(value.ptr + open + 1, value.len - open - 2));
	return is_word(*name);
}

/* Whether a rule is for a column. */
static bool concerns(const struct gr_rule *rule, const struct gr_column *column,
    size_t position)
{
	if (rule->by_type)
		return (rule->types & (1u << column->type)) != 0;
	for (size_t i = 0; i < rule->columns; i++)
		if (rule->column[i] == position)
			return true;
	return false;
}

static enum gr_status check_types(const struct compiler *c,
    const struct signature *s)
{
	const struct gr_rule *rule = c->rule;

	for (size_t i = 0; i < c->standard->columns; i++) {
		const struct gr_column *column = &c->standard->column[i];

		if (concerns(rule, column, i)
		    && (s->types & (1u << column->type)) == 0)
			return gr_err_at(c->err, GR_EUSAGE, c->source,
			    rule->line, "value",
			    "%s() does not suit the type of column '%.*s'",
			    s->name, GR_ARG(column->name));
		if (concerns(rule, column, i) && s->call == GR_CALL_SET
		    && column->values > GR_SET_MAX)
			return gr_err_at(c->err, GR_EUSAGE, c->source,
			    rule->line, "value",
			    "column '%.*s' has more than %d values",
			    GR_ARG(column->name), GR_SET_MAX);
	}
	return GR_OK;
}

static enum gr_status check_literal(const struct compiler *c,
    struct gr_slice text)
{
	if (c->rule->text_phase || text.len == 0
	    || gr_slice_eq(text, GR_S("n/a")) || gr_slice_eq(text, GR_S("?")))
		return GR_OK;
	for (size_t i = 0; i < c->standard->columns; i++) {
		const struct gr_column *column = &c->standard->column[i];

		if (concerns(c->rule, column, i)
		    && !(gr_value_is_listed(column, text)
		        && gr_value_is_within(column, text)))
			return gr_err_at(c->err, GR_EUSAGE, c->source,
			    c->rule->line, "value",
			    "'%.*s' is no value of column '%.*s'", GR_ARG(text),
			    GR_ARG(column->name));
	}
	return GR_OK;
}

static enum gr_status compile_arg(const struct compiler *c, char kind,
    struct gr_slice text, struct gr_call_arg *out)
{
	bool number = gr_slice_to_int64(text, &out->number);

	switch (kind) {
	case 'i':
		return number ? GR_OK : refuse(c, "is no whole number", text);
	case 'c':
		out->column = gr_standard_column(c->standard, text);
		if (out->column == GR_NONE)
			return refuse(c, "is no column", text);
		return GR_OK;
	default:
		if (kind == 'n' && number)
			return GR_OK;
		out->group = gr_pattern_group_number(c->pattern, text);
		if (out->group == 0)
			return refuse(c, "is no group of the pattern", text);
		return GR_OK;
	}
}

static enum gr_status compile_args(const struct compiler *c,
    const struct signature *s, struct gr_slice args, struct gr_convert *out)
{
	struct gr_slice part;

	while (args.len > 0 && gr_slice_split(&args, ',', &part)) {
		enum gr_status status;

		if (out->args == strlen(s->args))
			return refuse(c, "has too many arguments",
			    gr_slice_of(s->name));
		status = compile_arg(c, s->args[out->args], gr_slice_trim(part),
		    &out->arg[out->args]);
		if (status != GR_OK)
			return status;
		out->args++;
	}
	if (out->args < s->least)
		return refuse(c, "has too few arguments", gr_slice_of(s->name));
	return check_types(c, s);
}

static const struct signature *find_signature(struct gr_slice name,
    bool text_phase)
{
	for (size_t i = 0; i < sizeof signature / sizeof *signature; i++)
		if (signature[i].text_phase == text_phase
		    && gr_slice_eq(name, gr_slice_of(signature[i].name)))
			return &signature[i];
	return NULL;
}

enum gr_status gr_convert_compile(struct gr_arena *keep,
    const struct gr_standard *standard, const struct gr_rule *rule,
    const struct gr_pattern *pattern, const char *source,
    const struct gr_convert **out, struct gr_err *err)
{
	struct compiler c = { standard, rule, pattern, source, err };
	struct gr_convert *convert = GR_NEW(keep, struct gr_convert);
	const struct signature *s;
	struct gr_slice name, args;

	if (convert == NULL)
		return gr_err_memory(err);
	*out = convert;
	convert->standard = standard;
	if (!is_call(rule->value, &name, &args)) {
		convert->call = GR_CALL_LITERAL;
		convert->literal = rule->value;
		return check_literal(&c, rule->value);
	}
	s = find_signature(name, rule->text_phase);
	if (s == NULL)
		return refuse(&c,
		    rule->text_phase ? "is no call of the text phase"
		                     : "is no call of the value phase",
		    name);
	convert->call = s->call;
	return compile_args(&c, s, args, convert);
}

bool gr_convert_keeps_number(const struct gr_convert *convert, bool *whole)
{
	*whole = convert->call == GR_CALL_INT;
	return (convert->call == GR_CALL_INT || convert->call == GR_CALL_DEC
	           || convert->call == GR_CALL_PERCENT
	           || convert->call == GR_CALL_SCALE)
	    && convert->arg[0].group == 1;
}

bool gr_convert_keeps_text(const struct gr_convert *convert)
{
	return convert->call == GR_CALL_TEXT && convert->arg[0].group == 1;
}

void gr_convert_rate_columns(const struct gr_convert *convert,
    size_t *numerator, size_t *denominator)
{
	*numerator = convert->arg[1].column;
	*denominator = convert->arg[2].column;
}

/* ---- units.csv ---- */

struct gr_units_of_measure {
	const struct gr_unit_of_measure *rule;
	struct gr_pattern **pattern;
	size_t n;
};

enum gr_status gr_units_of_measure_new(struct gr_arena *keep,
    struct gr_patterns *set, const struct gr_standard *standard,
    const struct gr_units_of_measure **out, struct gr_err *err)
{
	struct gr_units_of_measure *units = GR_NEW(keep,
	    struct gr_units_of_measure);
	const char *source = gr_standard_table(standard, keep, "units.csv");

	if (units == NULL || source == NULL)
		return gr_err_memory(err);
	units->rule = standard->unit;
	units->pattern = GR_NEW_ARRAY(keep, standard->units + 1,
	    struct gr_pattern *);
	if (units->pattern == NULL)
		return gr_err_memory(err);
	for (; units->n < standard->units; units->n++) {
		const struct gr_unit_of_measure *rule = &units->rule[units->n];
		enum gr_status status = gr_pattern_compile(set, rule->pattern,
		    GR_PATTERN_WHOLE, source, rule->line, "pattern",
		    &units->pattern[units->n], err);

		if (status != GR_OK)
			return status;
	}
	*out = units;
	return GR_OK;
}

enum gr_status gr_units_of_measure_find(const struct gr_units_of_measure *units,
    struct gr_slice written, struct gr_slice column_unit,
    const struct gr_unit_of_measure **out, struct gr_err *err)
{
	*out = NULL;
	for (size_t i = 0; i < units->n; i++) {
		enum gr_status status;
		bool matched;

		if (!gr_slice_eq(units->rule[i].column_unit, column_unit))
			continue;
		status = gr_pattern_match(units->pattern[i], written, 0,
		    &matched, err);
		if (status != GR_OK)
			return status;
		if (matched) {
			*out = &units->rule[i];
			return GR_OK;
		}
	}
	return GR_OK;
}
