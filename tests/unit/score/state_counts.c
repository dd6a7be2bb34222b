/* state_counts.h: what is counted sixteen at a time is what one by one gives. */
#include "score/state_counts.h"
#include <criterion/criterion.h>

enum { FIELDS = 64, CELLS = 41 };

static struct gr_arena *keep;
static struct gr_err err;
static struct gr_slice field[FIELDS];
static size_t at[CELLS];
static struct gr_state_cells cells;
static struct gr_state_counts counts;

/* Cells that stand side by side, then apart, then backwards. */
static void setup(void)
{
	keep = gr_arena_new();
	cr_assert_not_null(keep);
	for (size_t i = 0; i < CELLS; i++)
		at[i] = i < 19 ? i + 2 : i < 25 ? 2 * i - 16 : FIELDS + 24 - i;
	for (size_t i = 0; i < FIELDS; i++)
		field[i] = GR_S("no state");
	for (size_t i = 0; i < CELLS; i++)
		field[at[i]] = GR_S("1");
	cr_assert_eq(gr_state_cells_make(keep, at, CELLS, &cells, &err), GR_OK);
	cr_assert_eq(gr_state_counts_make(keep, &cells, &counts, &err), GR_OK);
}

static void teardown(void)
{
	gr_arena_free(keep);
}

TestSuite(state_counts, .init = setup, .fini = teardown);

Test(state_counts, knows_where_each_cell_stands)
{
	for (size_t i = 0; i < CELLS; i++)
		cr_expect_eq(gr_state_cells_position(&cells, i), at[i], "%zu",
		    i);
	cr_expect_eq(gr_state_cells_read(&cells, field), CELLS);
}

Test(state_counts, what_is_no_state_is_found_wherever_it_stands)
{
	static const struct gr_slice other[] = { { NULL, 0 }, { "", 0 },
		{ "2", 1 }, { "n", 1 }, { "11", 2 }, { "1N", 2 },
		{ "n/a", 3 } };

	for (size_t k = 0; k < sizeof(other) / sizeof(*other); k++)
		for (size_t i = 0; i < CELLS; i++) {
			field[at[i]] = other[k];
			field[at[CELLS - 1]] = other[k];
			cr_expect_eq(gr_state_cells_read(&cells, field), i,
			    "%zu %zu", k, i);
			field[at[i]] = field[at[CELLS - 1]] = GR_S("U");
		}
	cr_expect_eq(gr_state_cells_read(&cells, field), CELLS);
}

Test(state_counts, are_those_of_one_by_one)
{
	static const char letters[] = "10NU";
	unsigned want[CELLS][GR_STATES] = { { 0 } };
	uint64_t random = 1;
	bool full = false;

	for (size_t r = 0; r < UINT8_MAX; r++) {
		cr_expect_not(full, "%zu", r);
		for (size_t i = 0; i < CELLS; i++) {
			random = random * UINT64_C(6364136223846793005) + 1;
			size_t state = i == 3 ? 2 : random >> 62;

			field[at[i]] = gr_slice_make(&letters[state], 1);
			want[i][state]++;
		}
		cr_assert_eq(gr_state_cells_read(&cells, field), CELLS);
		for (size_t i = 0; i < CELLS; i++)
			cr_assert_eq((char)gr_state_at(&cells, i),
			    *field[at[i]].ptr);
		full = gr_state_counts_add(&counts, &cells);
	}
	cr_expect(full);
	for (size_t i = 0; i < CELLS; i++)
		for (size_t k = 0; k < GR_STATES; k++)
			cr_expect_eq(gr_state_counts_of(&counts, i, k),
			    want[i][k], "%zu %zu", i, k);
	gr_state_counts_clear(&counts, &cells);
	cr_expect_eq(gr_state_counts_of(&counts, 3, 2), 0);
	cr_expect_not(gr_state_counts_add(&counts, &cells));
	cr_expect_eq(gr_state_counts_of(&counts, 3, 2), 1);
}

Test(state_counts, of_no_cells_are_none)
{
	cr_assert_eq(gr_state_cells_make(keep, at, 0, &cells, &err), GR_OK);
	cr_expect_eq(gr_state_cells_read(&cells, field), 0);
}
