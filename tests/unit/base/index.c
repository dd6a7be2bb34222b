/* index.h: what was put is found by its hash, in the order in which it was put,
 * and little else is. */
#include "base/index.h"
#include <criterion/criterion.h>

enum { MANY = 5000 };

static uint64_t hash_of(uint64_t n)
{
	return gr_slice_hash(gr_slice_make((const char *)&n, sizeof n));
}

static void make(struct gr_arena *arena, size_t most, struct gr_index *out)
{
	struct gr_err err;

	cr_assert_eq(gr_index_make(arena, most, out, &err), GR_OK);
}

Test(index, finds_each_position_by_its_hash)
{
	struct gr_arena *arena = gr_arena_new();
	struct gr_index index;
	size_t others = 0;

	make(arena, MANY, &index);
	for (size_t i = 0; i < MANY; i++)
		gr_index_put(&index, hash_of(i), i);
	for (size_t i = 0; i < MANY; i++) {
		struct gr_index_walk walk = gr_index_walk(&index, hash_of(i));
		size_t at;

		while ((at = gr_index_next(&index, &walk)) != i) {
			cr_assert_neq(at, GR_INDEX_END);
			others++;
		}
	}
	/* 19 bits of the hash stand beside a position */
	cr_expect_lt(others, 5);
	gr_arena_free(arena);
}

Test(index, gives_what_has_one_hash_as_it_was_put)
{
	struct gr_arena *arena = gr_arena_new();
	struct gr_index index;

	make(arena, MANY, &index);
	for (size_t i = 0; i < MANY; i++)
		gr_index_put(&index, hash_of(i % 7), i);
	for (size_t i = 0; i < 7; i++) {
		struct gr_index_walk walk = gr_index_walk(&index, hash_of(i));
		size_t want = i, at;

		while ((at = gr_index_next(&index, &walk)) != GR_INDEX_END)
			if (at % 7 == i) {
				cr_assert_eq(at, want);
				want += 7;
			}
		cr_expect_geq(want, MANY);
	}
	gr_arena_free(arena);
}

Test(index, may_be_empty_or_of_one)
{
	static const struct gr_index none;
	struct gr_arena *arena = gr_arena_new();
	struct gr_index_walk walk = gr_index_walk(&none, 1);
	struct gr_index index;

	cr_expect_eq(gr_index_next(&none, &walk), GR_INDEX_END);
	make(arena, 0, &index);
	walk = gr_index_walk(&index, UINT64_MAX);
	cr_expect_eq(gr_index_next(&index, &walk), GR_INDEX_END);
	make(arena, 1, &index);
	gr_index_put(&index, UINT64_MAX, 0);
	walk = gr_index_walk(&index, UINT64_MAX);
	cr_expect_eq(gr_index_next(&index, &walk), 0);
	cr_expect_eq(gr_index_next(&index, &walk), GR_INDEX_END);
	gr_arena_free(arena);
}

Test(index, takes_six_bytes_for_a_position)
{
	struct gr_arena *arena = gr_arena_new();
	struct gr_index index;

	make(arena, 1000000, &index);
	cr_expect_lt(gr_arena_held_bytes(arena), 6100000);
	gr_arena_free(arena);
}
