/* load_uses.c - what the expressions of a standard read: the columns whose
 * last wave is asked for, and the parameters; a row of parameters.csv for a
 * place or a time that nothing reads is refused */
#include "standard/standard_internal.h"

#include "standard/target.h"

enum { SHARED_MIN = 3 }; /* letters that a name and its misspelling share */

/* What is read, by position of the column and by slot of the parameter. */
struct uses {
	bool *prev, *parameter;
	size_t parameters;
};

static void mark(struct uses *uses, const struct gr_expr *expr)
{
	const unsigned *slot;
	size_t n = expr ? gr_expr_slots(expr, GR_NAME_PREV, &slot) : 0;

	for (size_t i = 0; i < n; i++)
		uses->prev[slot[i]] = true;
	n = expr ? gr_expr_slots(expr, GR_NAME_PARAMETER, &slot) : 0;
	for (size_t i = 0; i < n; i++) /* beyond: $due and $window_from */
		if (slot[i] < uses->parameters)
			uses->parameter[slot[i]] = true;
}

static void mark_ratios(struct uses *uses, const struct gr_ratio *ratio,
    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		mark(uses, ratio[i].numerator);
		mark(uses, ratio[i].denominator);
	}
}

static void mark_atoms(struct uses *uses, const struct gr_standard *std)
{
	for (size_t i = 0; i < std->atoms; i++) {
		mark(uses, std->atom[i].applies);
		mark(uses, std->atom[i].test);
	}
}

static void mark_all(struct uses *uses, const struct gr_standard *std)
{
	size_t target = gr_target_slot(std);

	mark_atoms(uses, std);
	for (size_t i = 0; i < std->columns; i++)
		mark(uses, std->column[i].na_when);
	for (size_t i = 0; i < std->checks; i++)
		mark(uses, std->check[i].test);
	mark_ratios(uses, std->derived, std->deriveds);
	mark_ratios(uses, std->indicator, std->indicators);
	for (size_t i = 0; i < std->obligations; i++)
		mark(uses, std->obligation[i].test);
	if (target != GR_NONE)
		uses->parameter[target] = true;
}

/* ---- parameters that nothing reads ---- */

/* The middles of two names, without the beginning and the end that they
 * share. */
static void strip(struct gr_slice *a, struct gr_slice *b)
{
	while (a->len > 0 && b->len > 0 && a->ptr[0] == b->ptr[0]) {
		*a = gr_slice_skip(*a, 1);
		*b = gr_slice_skip(*b, 1);
	}
	while (a->len > 0 && b->len > 0
	    && a->ptr[a->len - 1] == b->ptr[b->len - 1]) {
		a->len--;
		b->len--;
	}
}

static bool has_digit(struct gr_slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] >= '0' && s.ptr[i] <= '9')
			return true;
	return false;
}

/* Whether one name is the other with a letter more, less, another, or two
 * changed about.  Names that differ in a digit are numbered, not misspelt, and
 * of short ones nobody can tell. */
static bool is_slip(struct gr_slice a, struct gr_slice b)
{
	size_t whole = a.len;

	strip(&a, &b);
	if (whole - a.len < SHARED_MIN || has_digit(a) || has_digit(b))
		return false;
	return (a.len <= 1 && b.len <= 1)
	    || (a.len == 2 && b.len == 2 && a.ptr[0] == b.ptr[1]
	        && a.ptr[1] == b.ptr[0]);
}

/* The name of slot `i` if it is read, else empty; behind the last slot the
 * target's, which the statistics read. */
static struct gr_slice read_name(const struct gr_standard *std,
    const struct uses *uses, size_t i)
{
	if (i == std->parameter_names)
		return gr_target_parameter;
	return uses->parameter[i] ? std->parameter_name[i] : GR_S("");
}

/* The name that is read and differs least; empty if all differ by more than
 * half. */
static struct gr_slice nearest(const struct gr_standard *std,
    const struct uses *uses, struct gr_slice name)
{
	struct gr_slice best = GR_S("");
	size_t least = name.len / 2;

	for (size_t i = 0; i <= std->parameter_names; i++) {
		struct gr_slice read = read_name(std, uses, i);
		struct gr_slice a = read, b = name;

		strip(&a, &b);
		size_t apart = a.len > b.len ? a.len : b.len;

		if (read.len > 0 && apart <= least
		    && (best.len == 0 || apart < least)) {
			least = apart;
			best = read;
		}
	}
	return best;
}

/* A row that holds everywhere and always may wait for its atom, which a
 * standard has left out; one for a place or a time changes what is read, and
 * without that it would silently do nothing. */
static bool may_wait(const struct gr_standard *std, const struct uses *uses,
    size_t slot)
{
	for (size_t i = 0; i <= std->parameter_names; i++) {
		struct gr_slice read = read_name(std, uses, i);

		if (read.len > 0 && is_slip(read, std->parameter_name[slot]))
			return false;
	}
	for (size_t i = 0; i < std->parameters; i++) {
		const struct gr_parameter *p = &std->parameter[i];

		if (p->slot == slot && p->scope.len == 0
		    && p->valid_from == INT32_MIN && p->valid_to == INT32_MAX)
			return true;
	}
	return false;
}

static void refuse_unread(struct gr_loader *l, const struct uses *uses)
{
	const struct gr_standard *std = l->std;

	l->table = l->parameters_table;
	for (size_t i = 0; i < std->parameters && gr_load_row(l, i); i++) {
		size_t slot = std->parameter[i].slot;
		struct gr_slice name = std->parameter_name[slot];

		if (uses->parameter[slot] || may_wait(std, uses, slot))
			continue;
		struct gr_slice near = nearest(std, uses, name);

		if (near.len > 0)
			gr_load_fail(l, "name",
			    "nothing reads '%.*s': is '%.*s' meant?",
			    GR_ARG(name), GR_ARG(near));
		else
			gr_load_fail(l, "name",
			    "nothing reads '%.*s': no expression has '$%.*s'",
			    GR_ARG(name), GR_ARG(name));
	}
}

/* What is a place's own stands beside what holds everywhere else, by which all
 * places can be compared. */
static void need_common(struct gr_loader *l)
{
	const struct gr_standard *std = l->std;

	for (size_t i = 0; i < std->parameters && gr_load_row(l, i); i++) {
		size_t slot = std->parameter[i].slot, k = 0;

		while (k < std->parameters
		    && (std->parameter[k].slot != slot
		        || std->parameter[k].scope.len > 0))
			k++;
		if (k == std->parameters)
			gr_load_fail(l, "scope",
			    "'%.*s' has no row without a scope, for all other "
			    "places",
			    GR_ARG(std->parameter_name[slot]));
	}
}

void gr_load_uses(struct gr_loader *l)
{
	struct gr_standard *std = l->std;

	if (l->status != GR_OK)
		return;
	struct uses uses = {
		.prev = GR_NEW_ARRAY(l->keep, std->columns, bool),
		.parameter = GR_NEW_ARRAY(l->keep, std->parameter_names, bool),
		.parameters = std->parameter_names,
	};
	struct uses judging = {
		.prev = GR_NEW_ARRAY(l->keep, std->columns, bool),
		.parameter = GR_NEW_ARRAY(l->keep, std->parameter_names, bool),
		.parameters = std->parameter_names,
	};
	if (!uses.prev || !uses.parameter || !judging.prev
	    || !judging.parameter) {
		gr_load_ok(l, gr_err_memory(l->err));
		return;
	}
	mark_all(&uses, std);
	mark_atoms(&judging, std);
	std->prev_used = uses.prev;
	std->parameter_judges = judging.parameter;
	refuse_unread(l, &uses);
	need_common(l);
}
