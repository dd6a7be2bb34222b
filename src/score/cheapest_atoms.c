/* cheapest_atoms.c - the cheapest set of atoms that would make a community attain. */
#include "score/cheapest_atoms.h"

struct choice {            /* criteria that may be improved */
	size_t *criterion; /* positions */
	size_t *cost;      /* atoms of each that are 0 or U */
	int64_t *weight;
	size_t n, cost_of_all;
	int64_t missing; /* weight that must still be gained */
};

static bool is_open(const struct gr_score *score, size_t atom)
{
	return score->hard[atom]
	    && (score->atom[atom] == GR_FALSE
	        || score->atom[atom] == GR_UNKNOWN);
}

static size_t cost_of(const struct gr_standard *standard,
    const struct gr_score *score, size_t criterion)
{
	const struct gr_criterion *c = &standard->criterion[criterion];
	size_t cost = 0;

	for (size_t i = 0; i < c->atoms; i++)
		cost += is_open(score, c->first_atom + i);
	return cost;
}

/* The smallest weight of met criteria that reaches the standard's points. */
static int64_t weight_needed(const struct gr_standard *standard, int64_t all)
{
	gr_i128 share = standard->points_pass.coef * all, whole = 100;

	for (unsigned i = 0; i < standard->points_pass.scale; i++)
		whole *= 10;
	return (int64_t)((share + whole - 1) / whole);
}

/* Choose what must be met in any case; put the rest up for choice. */
static void sort_out(const struct gr_standard *standard,
    const struct gr_score *score, struct gr_cheapest_atoms *needs,
    struct choice *choice)
{
	int64_t met = 0, all = 0;

	for (size_t i = 0; i < standard->criteria; i++) {
		const struct gr_criterion *c = &standard->criterion[i];

		if (score->criterion[i] == GR_NA)
			continue;
		all += c->weight;
		if (score->criterion[i] == GR_TRUE) {
			met += c->weight;
		} else if (!standard->by_points || c->mandatory) {
			needs->criterion[i] = true;
			met += c->weight;
		} else {
			choice->criterion[choice->n] = i;
			choice->weight[choice->n] = c->weight;
			choice->cost[choice->n] = cost_of(standard, score, i);
			choice->cost_of_all += choice->cost[choice->n++];
		}
	}
	if (standard->by_points)
		choice->missing = weight_needed(standard, all) - met;
}

/* Of the choice, the cheapest that gains what is missing: best[c] is the most
 * weight that c atoms buy of the first i criteria, taken[i][c] whether the i-th
 * is among them. */
static enum gr_status choose(struct gr_arena *keep, const struct choice *choice,
    struct gr_cheapest_atoms *needs, struct gr_err *err)
{
	size_t width = choice->cost_of_all + 1;
	int64_t *best = GR_NEW_ARRAY(keep, width, int64_t);
	bool *taken = GR_NEW_ARRAY(keep, width * (choice->n + 1), bool);
	size_t cost = 0;

	if (best == NULL || taken == NULL)
		return gr_err_memory(err);
	for (size_t k = choice->n; k-- > 0;) {
		for (size_t c = width; c-- > choice->cost[k];) {
			int64_t with = best[c - choice->cost[k]]
			    + choice->weight[k];

			taken[k * width + c] = with >= best[c];
			if (with >= best[c])
				best[c] = with;
		}
	}
	while (cost + 1 < width && best[cost] < choice->missing)
		cost++;
	for (size_t k = 0; k < choice->n; k++) {
		if (!taken[k * width + cost])
			continue;
		needs->criterion[choice->criterion[k]] = true;
		cost -= choice->cost[k];
	}
	return GR_OK;
}

static void list_atoms(const struct gr_standard *standard,
    const struct gr_score *score, struct gr_cheapest_atoms *needs)
{
	for (size_t i = 0; i < standard->atoms; i++) {
		size_t criterion = standard->atom[i].criterion;

		needs->atom[i] = needs->criterion[criterion]
		    && is_open(score, i);
		needs->failed += needs->atom[i] && score->atom[i] == GR_FALSE;
		needs->unknown += needs->atom[i]
		    && score->atom[i] == GR_UNKNOWN;
	}
}

enum gr_status gr_cheapest_atoms_find(struct gr_arena *keep,
    const struct gr_standard *standard, const struct gr_score *score,
    enum gr_tri participating, struct gr_cheapest_atoms *out,
    struct gr_err *err)
{
	size_t n = standard->criteria;
	struct choice choice = { .criterion = GR_NEW_ARRAY(keep, n, size_t),
		.cost = GR_NEW_ARRAY(keep, n, size_t),
		.weight = GR_NEW_ARRAY(keep, n, int64_t) };

	*out = (struct gr_cheapest_atoms){ .participation = participating
		    != GR_TRUE,
		.criterion = GR_NEW_ARRAY(keep, n, bool),
		.atom = GR_NEW_ARRAY(keep, standard->atoms, bool) };
	if (!choice.criterion || !choice.cost || !choice.weight
	    || !out->criterion || !out->atom)
		return gr_err_memory(err);
	if (score->passes == GR_TRUE)
		return GR_OK;
	sort_out(standard, score, out, &choice);
	enum gr_status status = choice.missing > 0
	    ? choose(keep, &choice, out, err)
	    : GR_OK;
	list_atoms(standard, score, out);
	return status;
}
