/* cheapest_atoms.h: the cheapest set of atoms is found, and none is cheaper. */
#include "score/cheapest_atoms.h"
#include <criterion/criterion.h>

enum { CRITERIA = 7, EACH = 4, ATOMS = CRITERIA * EACH };

static struct gr_arena *keep;
static struct gr_atom atoms[ATOMS];
static struct gr_criterion criteria[CRITERIA];
static struct gr_standard standard;
static struct gr_score score;
static struct gr_cheapest_atoms needs;
static struct gr_err err;
static uint32_t drawn;

static uint32_t draw(uint32_t below)
{
	drawn = drawn * 1664525u + 1013904223u;
	return (drawn >> 16) % below;
}

static void setup(void)
{
	keep = gr_arena_new();
	cr_assert_not_null(keep);
	standard = (struct gr_standard){ .atom = atoms,
		.atoms = ATOMS,
		.criterion = criteria,
		.criteria = CRITERIA };
	for (size_t i = 0; i < CRITERIA; i++)
		criteria[i] = (struct gr_criterion){ .first_atom = i * EACH,
			.atoms = EACH,
			.weight = 1,
			.group = GR_NONE };
	for (size_t i = 0; i < ATOMS; i++)
		atoms[i] = (struct gr_atom){ .criterion = i / EACH,
			.hard = true };
	cr_assert_eq(gr_score_make(keep, &standard, &score, &err), GR_OK);
	for (size_t i = 0; i < ATOMS; i++)
		score.atom[i] = GR_TRUE;
}

static void teardown(void)
{
	gr_arena_free(keep);
}

TestSuite(cheapest_atoms, .init = setup, .fini = teardown);

/* Criteria from atoms, and whether that passes. */
static void judge(void)
{
	for (size_t i = 0; i < CRITERIA; i++) {
		score.criterion[i] = GR_NA;
		for (size_t k = 0; k < EACH; k++)
			if ((score.hard[i * EACH + k] =
			            atoms[i * EACH + k].hard))
				score.criterion[i] = gr_tri_and(
				    score.criterion[i],
				    score.atom[i * EACH + k]);
	}
	score.passes = gr_score_passes(&standard, score.criterion);
}

static void find(enum gr_tri participating)
{
	judge();
	cr_assert_eq(gr_cheapest_atoms_find(keep, &standard, &score,
	                 participating, &needs, &err),
	    GR_OK);
}

Test(cheapest_atoms, one_that_attains_needs_nothing)
{
	find(GR_TRUE);
	cr_assert_not(needs.participation);
	cr_assert_eq(needs.failed + needs.unknown, 0);
}

Test(cheapest_atoms, taking_part_is_needed_whatever_is_met)
{
	find(GR_FALSE);
	cr_assert(needs.participation);
	find(GR_UNKNOWN);
	cr_assert(needs.participation);
	cr_assert_eq(needs.failed + needs.unknown, 0);
}

Test(cheapest_atoms, all_open_hard_atoms_where_every_criterion_counts)
{
	atoms[5].hard = false;
	score.atom[5] = GR_FALSE;
	score.atom[6] = GR_FALSE;
	score.atom[7] = GR_UNKNOWN;
	score.atom[8] = GR_UNKNOWN;
	score.atom[12] = GR_NA;
	find(GR_TRUE);
	cr_assert_eq(needs.failed, 1);
	cr_assert_eq(needs.unknown, 2);
	cr_assert(needs.atom[6] && needs.atom[7] && needs.atom[8]);
	cr_assert_not(needs.atom[5]);
	cr_assert(needs.criterion[1] && needs.criterion[2]);
	cr_assert_not(needs.criterion[3]);
}

Test(cheapest_atoms, of_equal_choices_the_first_criterion_is_taken)
{
	standard.by_points = true;
	standard.points_pass = (struct gr_dec){ 80, 0 };
	score.atom[4] = GR_FALSE;
	score.atom[12] = GR_FALSE;
	find(GR_TRUE);
	cr_assert_eq(needs.failed, 1);
	cr_assert(needs.criterion[1]);
	cr_assert_not(needs.criterion[3]);
}

/* Atoms that a set of criteria costs, or SIZE_MAX if it does not pass. */
static size_t cost_of(unsigned set)
{
	enum gr_tri would[CRITERIA];
	size_t cost = 0;

	for (size_t i = 0; i < CRITERIA; i++) {
		would[i] = score.criterion[i];
		if ((set >> i & 1u) == 0)
			continue;
		if (would[i] == GR_NA || would[i] == GR_TRUE)
			return SIZE_MAX;
		would[i] = GR_TRUE;
		for (size_t k = i * EACH; k < (i + 1) * EACH; k++)
			cost += score.atom[k] == GR_FALSE
			    || score.atom[k] == GR_UNKNOWN;
	}
	return gr_score_passes(&standard, would) == GR_TRUE ? cost : SIZE_MAX;
}

static void random_case(void)
{
	static const enum gr_tri state[] = { GR_TRUE, GR_TRUE, GR_FALSE,
		GR_UNKNOWN, GR_NA };

	standard.by_points = draw(4) > 0;
	standard.points_pass = (struct gr_dec){ (gr_i128)(400 + draw(601)), 1 };
	for (size_t i = 0; i < CRITERIA; i++) {
		criteria[i].weight = 1 + draw(5);
		criteria[i].mandatory = draw(5) == 0;
	}
	for (size_t i = 0; i < ATOMS; i++)
		score.atom[i] = state[draw(5)];
}

Test(cheapest_atoms, no_smaller_set_of_atoms_would_do)
{
	for (int round = 0; round < 2000; round++) {
		size_t best = SIZE_MAX;
		unsigned chosen = 0;

		random_case();
		find(GR_TRUE);
		for (unsigned set = 0; set < 1u << CRITERIA; set++) {
			size_t cost = cost_of(set);

			best = cost < best ? cost : best;
		}
		for (size_t i = 0; i < CRITERIA; i++)
			chosen |= (unsigned)needs.criterion[i] << i;
		cr_assert_eq(cost_of(chosen), best, "round %d", round);
		cr_assert_eq(needs.failed + needs.unknown, best, "round %d",
		    round);
	}
}
