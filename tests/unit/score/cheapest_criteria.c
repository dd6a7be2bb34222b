/* cheapest_criteria.h: the fewest criteria are found, held against all sets. */
#include "score/cheapest_criteria.h"
#include <criterion/criterion.h>

enum { N = 5 };

static struct gr_criterion criteria[N];
static struct gr_standard standard = { .criterion = criteria, .criteria = N };

static void set_up(bool by_points, int pass)
{
	for (size_t i = 0; i < N; i++)
		criteria[i] = (struct gr_criterion){ .weight = 1 };
	standard.by_points = by_points;
	standard.points_pass = (struct gr_dec){ pass, 0 };
}

/* The size of the smallest set that passes, by trying all; N + 1: none. */
static size_t by_force(const enum gr_tri *criterion)
{
	size_t best = N + 1;

	for (unsigned set = 0; set < 1u << N; set++) {
		enum gr_tri trial[N];
		size_t size = 0;

		for (size_t i = 0; i < N; i++) {
			bool lacks = criterion[i] == GR_FALSE
			    || criterion[i] == GR_UNKNOWN;
			bool fixed = set >> i & 1;

			trial[i] = lacks && fixed ? GR_TRUE : criterion[i];
			size += fixed;
		}
		if (size < best && gr_score_passes(&standard, trial) == GR_TRUE)
			best = size;
	}
	return best;
}

static void check_all(void)
{
	static const enum gr_tri state[] = { GR_TRUE, GR_FALSE, GR_NA,
		GR_UNKNOWN };

	for (unsigned code = 0; code < 1u << 2 * N; code++) {
		enum gr_tri criterion[N], fixed[N];
		bool fix[N];
		size_t n, best;

		for (size_t i = 0; i < N; i++)
			criterion[i] = state[code >> 2 * i & 3];
		best = by_force(criterion);
		if (!gr_cheapest_criteria_find(&standard, criterion, fix, &n)) {
			cr_assert_eq(best, N + 1, "case %u", code);
			continue;
		}
		cr_assert_eq(n, best, "case %u: %zu, not %zu", code, n, best);
		for (size_t i = 0; i < N; i++)
			fixed[i] = fix[i] ? GR_TRUE : criterion[i];
		cr_assert_eq(gr_score_passes(&standard, fixed), GR_TRUE);
	}
}

Test(cheapest_criteria, are_all_that_is_lacking_where_everything_must_be_met)
{
	set_up(false, 0);
	check_all();
}

Test(cheapest_criteria, are_the_fewest_that_give_the_points)
{
	static const int64_t weight[N] = { 3, 1, 4, 1, 5 };

	for (int pass = 0; pass <= 100; pass += 20) {
		set_up(true, pass);
		check_all();
		for (size_t i = 0; i < N; i++)
			criteria[i].weight = weight[i];
		check_all();
		criteria[1].mandatory = criteria[4].mandatory = true;
		check_all();
	}
}

Test(cheapest_criteria, of_equal_weights_those_that_stand_first)
{
	const enum gr_tri criterion[N] = { GR_TRUE, GR_FALSE, GR_FALSE,
		GR_UNKNOWN, GR_FALSE };
	bool fix[N];
	size_t n;

	set_up(true, 60);
	cr_assert(gr_cheapest_criteria_find(&standard, criterion, fix, &n));
	cr_expect_eq(n, 2);
	cr_expect(fix[1] && fix[2]);
	cr_expect_not(fix[3] || fix[4]);
}

Test(cheapest_criteria, that_no_set_of_criteria_can_give_are_told)
{
	const enum gr_tri criterion[N] = { GR_FALSE, GR_FALSE, GR_TRUE, GR_TRUE,
		GR_TRUE };
	bool fix[N];
	size_t n;

	set_up(true, 101);
	cr_expect_not(gr_cheapest_criteria_find(&standard, criterion, fix, &n));
}
