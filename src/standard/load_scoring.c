/* load_scoring.c - groups.csv, criteria.csv, atoms.csv: what is attained */
#include "standard/standard_internal.h"

enum { WEIGHT_MAX = 1000000 }; /* points stay exact for any register */

static void read_groups(struct gr_loader *l, struct gr_map *seen)
{
	static const char *const required[] = { "group", NULL };
	static const char *const columns[] = { "group", "title_zh", "title_en",
		NULL };

	if (!gr_load_open(l, "groups.csv", false, required, columns))
		return;
	struct gr_group *all = gr_load_items(l, sizeof(*all));
	for (size_t i = 0; gr_load_row(l, i); i++) {
		all[i].group = gr_load_id(l, "group", seen, i);
		gr_load_titles(l, all[i].group, &all[i].title_zh,
		    &all[i].title_en);
	}
	l->std->group = all;
	l->std->groups = l->table.rows;
}

/* The position of what a cell names, or GR_NONE if the cell is empty. */
static size_t refer(struct gr_loader *l, const char *column,
    const struct gr_map *to)
{
	struct gr_slice id = gr_load_cell(l, column);
	uint64_t position = 0;

	if (id.len == 0)
		return GR_NONE;
	if (!gr_map_get(to, id, &position))
		gr_load_fail(l, column, "there is no %s '%.*s'", column,
		    GR_ARG(id));
	return (size_t)position;
}

static struct gr_criterion *read_criteria(struct gr_loader *l,
    const struct gr_map *groups, struct gr_map *seen)
{
	static const char *const required[] = { "criterion", NULL };
	static const char *const columns[] = { "criterion", "group", "title_zh",
		"title_en", "weight", "mandatory", NULL };

	if (!gr_load_open(l, "criteria.csv", true, required, columns))
		return NULL;
	struct gr_criterion *all = gr_load_items(l, sizeof(*all));
	int64_t sum = 0;
	for (size_t i = 0; gr_load_row(l, i); i++) {
		struct gr_criterion *c = &all[i];

		c->line = l->row->line;
		c->criterion = gr_load_id(l, "criterion", seen, i);
		gr_load_titles(l, c->criterion, &c->title_zh, &c->title_en);
		c->group = refer(l, "group", groups);
		c->weight = gr_load_int(l, "weight", 0, WEIGHT_MAX, 1);
		c->mandatory = gr_load_yes(l, "mandatory");
		sum += c->weight;
	}
	if (l->table.rows == 0)
		gr_load_fail(l, "criterion", "no criterion");
	else if (sum == 0)
		gr_load_fail(l, "weight", "all weights are 0");
	l->std->criterion = all;
	l->std->criteria = l->table.rows;
	return all;
}

static void read_atom(struct gr_loader *l, struct gr_atom *a,
    const struct gr_map *criteria, struct gr_map *seen, size_t i)
{
	static const char *const sources[] = { "eval", "std", NULL };
	static const char *const strengths[] = { "hard", "soft", NULL };
	static const char *const periods[] = { "any", "annual", NULL };
	bool eval_only = gr_slice_eq(gr_standard_key(l->std, "sources"),
	    GR_S("eval"));

	a->line = l->row->line;
	a->atom = gr_load_id(l, "atom", seen, i);
	gr_load_need(l, "criterion");
	a->criterion = refer(l, "criterion", criteria);
	gr_load_titles(l, a->atom, &a->title_zh, &a->title_en);
	a->source_std = gr_load_word(l, "source", sources, 0) == 1;
	a->soft = gr_load_word(l, "strength", strengths, 0) == 1;
	a->hard = !a->soft && !(eval_only && a->source_std);
	a->annual = gr_load_word(l, "period", periods, 0) == 1;
	a->applies_text = gr_load_cell(l, "applies");
	if (gr_slice_eq(a->applies_text, GR_S("always")))
		a->applies_text = GR_S("");
	if (a->applies_text.len > 0)
		a->applies = gr_load_test(l, "applies", true);
	a->test_text = gr_load_cell(l, "test");
	a->test = gr_load_test(l, "test", false);
}

/* Put the atoms in the order of their criteria, each criterion's as written. */
static void arrange(struct gr_loader *l, struct gr_criterion *criterion,
    const struct gr_atom *as_written)
{
	size_t atoms = l->table.rows, next = 0;
	struct gr_atom *all = gr_load_items(l, sizeof(*all));

	for (size_t c = 0; c < l->std->criteria && l->status == GR_OK; c++) {
		criterion[c].first_atom = next;
		for (size_t i = 0; i < atoms; i++)
			if (as_written[i].criterion == c)
				all[next++] = as_written[i];
		criterion[c].atoms = next - criterion[c].first_atom;
		if (criterion[c].atoms == 0)
			gr_load_fail(l, "criterion",
			    "the criterion '%.*s' "
			    "has no atom",
			    GR_ARG(criterion[c].criterion));
	}
	l->std->atom = all;
	l->std->atoms = atoms;
}

static void read_atoms(struct gr_loader *l, struct gr_criterion *criterion,
    const struct gr_map *criteria)
{
	static const char *const required[] = { "atom", "criterion", "test",
		NULL };
	static const char *const columns[] = { "atom", "criterion", "title_zh",
		"title_en", "source", "strength", "period", "applies", "test",
		"note", NULL };
	struct gr_map seen = gr_map_make(l->keep);

	if (!gr_load_open(l, "atoms.csv", true, required, columns))
		return;
	struct gr_atom *all = gr_load_items(l, sizeof(*all));
	for (size_t i = 0; gr_load_row(l, i); i++)
		read_atom(l, &all[i], criteria, &seen, i);
	arrange(l, criterion, all);
}

void gr_load_scoring(struct gr_loader *l)
{
	struct gr_map groups = gr_map_make(l->keep);
	struct gr_map criteria = gr_map_make(l->keep);

	read_groups(l, &groups);
	struct gr_criterion *criterion = read_criteria(l, &groups, &criteria);
	if (criterion)
		read_atoms(l, criterion, &criteria);
}
