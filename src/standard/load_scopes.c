/* load_scopes.c - scopes.csv: what a city or county has settled for itself */
#include "standard/standard_internal.h"

#include "standard/scope.h"

/* The criterion or the atom that a row is about. */
static void read_item(struct gr_loader *l, struct gr_scope *scope)
{
	const struct gr_standard *std = l->std;

	scope->item = gr_load_need(l, "item");
	scope->atom = GR_NONE;
	for (size_t i = 0; i < std->criteria; i++)
		if (gr_slice_eq(std->criterion[i].criterion, scope->item)) {
			scope->criterion = i;
			return;
		}
	for (size_t i = 0; i < std->atoms; i++)
		if (gr_slice_eq(std->atom[i].atom, scope->item)) {
			scope->criterion = std->atom[i].criterion;
			scope->atom = i;
			return;
		}
	gr_load_fail(l, "item", "there is no criterion and no atom '%.*s'",
	    GR_ARG(scope->item));
}

static bool meet(const struct gr_scope *a, const struct gr_scope *b)
{
	return a->valid_from <= b->valid_to && b->valid_from <= a->valid_to;
}

static void check_overlap(struct gr_loader *l, const struct gr_scope *all,
    size_t n)
{
	const struct gr_scope *new = &all[n];

	if (new->valid_from > new->valid_to)
		gr_load_fail(l, "valid_to", "before valid_from");
	for (size_t i = 0; i < n; i++)
		if (gr_slice_eq(all[i].item, new->item)
		    && gr_slice_eq(all[i].scope, new->scope)
		    && meet(&all[i], new))
			gr_load_fail(l, "valid_from",
			    "line %llu settles the same for the same place and "
			    "days",
			    (unsigned long long)all[i].line);
}

static void read_scope(struct gr_loader *l, struct gr_scope *all, size_t i)
{
	static const char *const states[] = { "off", "soft", "hard", NULL };
	struct gr_scope *scope = &all[i];

	scope->line = l->row->line;
	read_item(l, scope);
	scope->scope = gr_load_need(l, "scope");
	if (gr_slice_eq(scope->scope, l->std->region))
		gr_load_fail(l, "scope",
		    "'%.*s' is all of it: then the standard itself is another",
		    GR_ARG(scope->scope));
	scope->valid_from = gr_load_day(l, "valid_from", false, INT32_MIN);
	scope->valid_to = gr_load_day(l, "valid_to", true, INT32_MAX);
	scope->state = (enum gr_scope_state)gr_load_word(l, "state", states,
	    GR_NONE);
	scope->source = gr_load_need(l, "source");
	if (l->status == GR_OK)
		check_overlap(l, all, i);
}

/* `hard` ends what is off or soft in the place around, or of the criterion
 * around; by itself it would silently do nothing. */
static void check_ends(struct gr_loader *l, const struct gr_scope *all,
    const struct gr_scope *hard)
{
	for (size_t i = 0; i < l->table.rows; i++) {
		const struct gr_scope *outer = &all[i];
		bool about = outer->criterion == hard->criterion
		    && (outer->atom == hard->atom || outer->atom == GR_NONE
		        || hard->atom == GR_NONE);

		if (about && outer->state != GR_SCOPE_HARD && meet(outer, hard))
			return;
	}
	gr_load_fail(l, "state",
	    "nothing takes '%.*s' out, so that nothing is hard again",
	    GR_ARG(hard->item));
}

/* What the rows of one place do by themselves, on the first day of each: where
 * they take out too much, they do it in any city. */
static void check_place(struct gr_loader *l, const struct gr_scope *scope,
    const struct gr_scope **decides)
{
	gr_scope_find(l->std, scope->scope, GR_S(""), scope->valid_from,
	    decides);
	if (l->status == GR_OK)
		gr_load_ok(l,
		    gr_scope_check(l->std, decides, scope->scope, l->err));
}

static void check_all(struct gr_loader *l, const struct gr_scope *all)
{
	const struct gr_scope **decides = GR_NEW_ARRAY(l->keep, l->std->atoms,
	    const struct gr_scope *);

	if (decides == NULL) {
		gr_load_ok(l, gr_err_memory(l->err));
		return;
	}
	for (size_t i = 0; gr_load_row(l, i); i++) {
		if (all[i].state == GR_SCOPE_HARD)
			check_ends(l, all, &all[i]);
		check_place(l, &all[i], decides);
	}
	/* what ends leaves what it covered */
	for (size_t i = 0; gr_load_row(l, i); i++) {
		struct gr_scope after = all[i];

		if (after.valid_to == INT32_MAX)
			continue;
		after.valid_from = after.valid_to + 1;
		check_place(l, &after, decides);
	}
}

/* Whether some place may judge by rules of its own. */
static bool is_local(const struct gr_standard *std)
{
	for (size_t i = 0; i < std->parameters; i++)
		if (std->parameter[i].scope.len > 0
		    && std->parameter_judges[std->parameter[i].slot])
			return true;
	return std->scopes > 0;
}

void gr_load_scopes(struct gr_loader *l)
{
	static const char *const required[] = { "item", "scope", "state",
		"source", NULL };
	static const char *const columns[] = { "item", "scope", "valid_from",
		"valid_to", "state", "source", "note", NULL };

	if (gr_load_open(l, "scopes.csv", false, required, columns)) {
		struct gr_scope *all = gr_load_items(l, sizeof(*all));

		for (size_t i = 0; gr_load_row(l, i); i++)
			read_scope(l, all, i);
		l->std->scope = all;
		l->std->scopes = l->table.rows;
		check_all(l, all);
	}
	if (l->status == GR_OK)
		l->std->local = is_local(l->std);
}
