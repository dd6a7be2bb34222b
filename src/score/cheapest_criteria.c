/* cheapest_criteria.c - the fewest criteria that a community would have to meet. */
#include "score/cheapest_criteria.h"

struct trial {
	const struct gr_standard *standard;
	const enum gr_tri *criterion; /* as it is */
	bool *fix;
	int64_t met, all; /* weights, with the fixes */
};

static bool lacks(const struct trial *t, size_t i)
{
	return !t->fix[i]
	    && (t->criterion[i] == GR_FALSE || t->criterion[i] == GR_UNKNOWN);
}

static void take(struct trial *t, size_t i, size_t *n)
{
	t->fix[i] = true;
	t->met += t->standard->criterion[i].weight;
	++*n;
}

static bool suffices(const struct trial *t)
{
	struct gr_dec points = { (gr_i128)100 * t->met, 0 };
	struct gr_dec needed = { t->standard->points_pass.coef * t->all,
		t->standard->points_pass.scale };

	return gr_dec_cmp(points, needed) >= 0;
}

/* The heaviest criterion that is lacking, or GR_NONE. */
static size_t heaviest(const struct trial *t)
{
	const struct gr_criterion *c = t->standard->criterion;
	size_t found = GR_NONE;

	for (size_t i = 0; i < t->standard->criteria; i++)
		if (lacks(t, i)
		    && (found == GR_NONE || c[i].weight > c[found].weight))
			found = i;
	return found;
}

bool gr_cheapest_criteria_find(const struct gr_standard *standard,
    const enum gr_tri *criterion, bool *fix, size_t *n)
{
	struct trial t = { standard, criterion, fix, 0, 0 };
	bool applies = false;

	*n = 0;
	for (size_t i = 0; i < standard->criteria; i++) {
		const struct gr_criterion *c = &standard->criterion[i];

		fix[i] = false;
		if (criterion[i] == GR_NA)
			continue;
		applies = true;
		t.all += c->weight;
		if (criterion[i] == GR_TRUE)
			t.met += c->weight;
		else if (!standard->by_points || c->mandatory)
			take(&t, i, n);
	}
	while (standard->by_points && !suffices(&t)) {
		size_t next = heaviest(&t);

		if (next == GR_NONE)
			return false;
		take(&t, next, n);
	}
	return applies; /* of nothing, nothing makes it attain */
}
