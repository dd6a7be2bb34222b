/* The columns of a standard, sorted into families that are read alike. */
#include "clean/rules_internal.h"
#include "number/dec.h"

/* ---- which rules are for a column, in the order they are tried ---- */

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

/* The order in which rules are tried: of texts all, of values a column's own,
 * then those of its type. */
enum { TEXTS, OWN, TYPED, LISTS };

static int list_of(const struct gr_rule *row)
{
	if (row->text_phase)
		return TEXTS;
	return row->by_type ? TYPED : OWN;
}

/* Of the rules for a column, how many are of each list; they themselves go to
 * to[]. */
static void list_rules(struct gr_cell_rules *rules, size_t column,
    struct gr_compiled **to[LISTS], size_t n[LISTS])
{
	const struct gr_column *def = &rules->standard->column[column];

	for (size_t i = 0; i < rules->standard->rules; i++) {
		const struct gr_rule *row = rules->rule[i].row;

		if (is_for(row, def, column)) {
			int list = list_of(row);

			to[list][n[list]++] = &rules->rule[i];
		}
	}
}

/* To a place that is not behind the one they come from. */
static void copy_rules(struct gr_compiled **to, struct gr_compiled *const *from,
    size_t n)
{
	for (size_t i = 0; i < n; i++)
		to[i] = from[i];
}

static bool same_rules(const struct gr_family *a, const struct gr_family *b)
{
	if (a->texts != b->texts || a->values != b->values)
		return false;
	for (size_t i = 0; i < gr_family_rules(a); i++)
		if (a->rule[i] != b->rule[i])
			return false;
	return true;
}

static enum gr_status find_rules(struct gr_cell_rules *rules, size_t column,
    struct gr_compiled **room, struct gr_family *out, struct gr_err *err)
{
	const struct gr_standard *standard = rules->standard;
	size_t n[LISTS] = { 0 }, each = standard->rules;
	struct gr_compiled **list[LISTS] = { room, room + each,
		room + 2 * each };

	out->def = &standard->column[column];
	out->rule = room;
	list_rules(rules, column, list, n);
	out->texts = n[TEXTS];
	if (out->texts > GR_TEXT_RULES)
		return gr_err_set(err, GR_EUSAGE,
		    "%s/rules.csv has "
		    "more than %u text rules for column '%.*s'",
		    standard->path, GR_TEXT_RULES, GR_ARG(out->def->name));
	copy_rules(room + n[TEXTS], list[OWN], n[OWN]);
	copy_rules(room + n[TEXTS] + n[OWN], list[TYPED], n[TYPED]);
	out->values = n[OWN] + n[TYPED];
	return GR_OK;
}

/* ---- families ---- */

static bool same_values(const struct gr_column *a, const struct gr_column *b)
{
	if (a->values != b->values)
		return false;
	for (size_t i = 0; i < a->values; i++)
		if (!gr_slice_eq(a->value[i], b->value[i]))
			return false;
	return true;
}

static bool are_alike(const struct gr_family *a, const struct gr_family *b)
{
	return same_rules(a, b) && a->def->type == b->def->type
	    && (a->def->na == GR_NA_NO) == (b->def->na == GR_NA_NO)
	    && gr_slice_eq(a->def->min, b->def->min)
	    && gr_slice_eq(a->def->max, b->def->max)
	    && gr_slice_eq(a->def->unit, b->def->unit)
	    && same_values(a->def, b->def);
}

/* A bound in millionths, rounded by no value; false if it is too large or too
 * fine. */
static bool bound(struct gr_slice text, int64_t none, int64_t *out)
{
	struct gr_dec value;
	gr_i128 millionths;

	*out = none;
	if (text.len == 0)
		return true;
	if (!gr_dec_parse(text, &value) || value.scale > 6
	    || !gr_dec_rescale(value, 6, &millionths) || millionths > INT64_MAX
	    || millionths < INT64_MIN)
		return false;
	*out = (int64_t)millionths;
	return true;
}

/* Find the rule that takes a plain number of digits as it is. */
static void find_plain(struct gr_family *family)
{
	enum gr_type type = family->def->type;

	family->plain = GR_NO_USE;
	if ((type != GR_TYPE_INT && type != GR_TYPE_DEC && type != GR_TYPE_PCT)
	    || !bound(family->def->min, INT64_MIN, &family->least)
	    || !bound(family->def->max, INT64_MAX, &family->most))
		return;
	for (size_t i = family->texts; i < gr_family_rules(family); i++) {
		const struct gr_compiled *rule = family->rule[i];

		if (rule->row->action != GR_RULE_FIX
		    || !gr_pattern_takes_all(rule->pattern)
		    || !gr_convert_keeps_number(rule->convert, &family->whole))
			continue;
		family->whole |= type == GR_TYPE_INT;
		family->plain = (uint32_t)i;
		return;
	}
}

static struct gr_family *join_family(struct gr_cell_rules *rules,
    const struct gr_family *found, struct gr_err *err)
{
	struct gr_family *out = &rules->family[rules->families];
	size_t n = gr_family_rules(found);

	for (size_t i = 0; i < rules->families; i++)
		if (are_alike(&rules->family[i], found))
			return &rules->family[i];
	*out = *found;
	out->rule = GR_NEW_ARRAY(rules->arena, n + 1, struct gr_compiled *);
	if (out->rule == NULL) {
		(void)gr_err_memory(err);
		return NULL;
	}
	copy_rules(out->rule, found->rule, n);
	find_plain(out);
	rules->families++;
	return out;
}

enum gr_status gr_cell_families(struct gr_cell_rules *rules, struct gr_err *err)
{
	const struct gr_standard *standard = rules->standard;
	size_t n = standard->columns;
	struct gr_compiled **list = GR_NEW_ARRAY(rules->arena,
	    LISTS * standard->rules + 1, struct gr_compiled *);
	enum gr_status status = GR_OK;

	rules->family = GR_NEW_ARRAY(rules->arena, n + 1, struct gr_family);
	rules->column = GR_NEW_ARRAY(rules->arena, n + 1,
	    struct gr_cell_column);
	if (list == NULL || rules->family == NULL || rules->column == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < n && status == GR_OK; i++) {
		struct gr_cell_column *column = &rules->column[i];
		struct gr_family found = { 0 };

		column->def = &standard->column[i];
		column->field = GR_NONE;
		status = find_rules(rules, i, list, &found, err);
		if (status != GR_OK)
			break;
		column->family = join_family(rules, &found, err);
		if (column->family == NULL)
			status = GR_ESYS;
	}
	return status;
}

void gr_cell_families_free(struct gr_cell_rules *rules)
{
	for (size_t i = 0; i < rules->families; i++) {
		if (rules->family[i].owns_sieve)
			gr_sieve_free(rules->family[i].sieve);
		gr_recall_free(&rules->family[i].recall);
	}
	for (size_t i = 0;
	     rules->column != NULL && i < rules->standard->columns; i++)
		gr_buf_free(&rules->column[i].value);
}

/* The sieve of another family by the same rules; NULL: there is none yet. */
static struct gr_sieve *other_sieve(const struct gr_cell_rules *rules,
    const struct gr_family *family)
{
	for (size_t i = 0; i < rules->families; i++)
		if (rules->family[i].owns_sieve
		    && same_rules(&rules->family[i], family))
			return rules->family[i].sieve;
	return NULL;
}

void gr_cell_make_sieve(struct gr_cell_rules *rules, struct gr_family *family)
{
	size_t n = gr_family_rules(family);
	struct gr_pattern **pattern;

	family->sieved = true;
	family->sieve = other_sieve(rules, family);
	if (family->sieve != NULL)
		return;
	pattern = GR_NEW_ARRAY(rules->arena, n + 1, struct gr_pattern *);
	for (size_t i = 0; pattern != NULL && i < n; i++)
		pattern[i] = family->rule[i]->pattern;
	if (pattern != NULL)
		family->sieve = gr_pattern_sieve(rules->patterns, pattern, n);
	family->owns_sieve = family->sieve != NULL;
}
