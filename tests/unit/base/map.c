/* map.h: every key is found, and no other, however many there are. */
#include "base/map.h"
#include <criterion/criterion.h>

#include <stdio.h>

Test(map, finds_every_key_and_no_other)
{
	struct gr_arena *arena = gr_arena_new();
	struct gr_map map = gr_map_make(arena);
	struct gr_err err;
	uint64_t value;

	cr_assert(!gr_map_get(&map, GR_S("x"), &value));
	for (uint64_t i = 0; i < 5000; i++) {
		char key[32];

		snprintf(key, sizeof key, "%ju", (uintmax_t)i * 7919);
		cr_assert_eq(gr_map_put(&map,
		                 gr_arena_copy(arena, gr_slice_of(key)), i,
		                 &err),
		    GR_OK);
	}
	for (uint64_t i = 0; i < 5000; i++) {
		char key[32];

		snprintf(key, sizeof key, "%ju", (uintmax_t)i * 7919);
		cr_assert(gr_map_get(&map, gr_slice_of(key), &value));
		cr_assert_eq(value, i);
	}
	cr_assert(!gr_map_get(&map, GR_S("7920"), &value));
	cr_assert_eq(map.used, 5000);
	gr_arena_free(arena);
}

Test(map, replaces_the_value_of_a_key_that_is_there)
{
	struct gr_arena *arena = gr_arena_new();
	struct gr_map map = gr_map_make(arena);
	struct gr_err err;
	uint64_t value;

	cr_assert_eq(gr_map_put(&map, GR_S("a"), 1, &err), GR_OK);
	cr_assert_eq(gr_map_put(&map, GR_S("a"), 2, &err), GR_OK);
	cr_assert(gr_map_get(&map, GR_S("a"), &value));
	cr_assert_eq(value, 2);
	cr_assert_eq(map.used, 1);
	gr_arena_free(arena);
}

Test(map, keeps_the_key_that_was_given_first)
{
	struct gr_arena *arena = gr_arena_new();
	struct gr_map map = gr_map_make(arena);
	struct gr_err err;
	char passing[] = "a";
	uint64_t value;

	cr_assert_eq(gr_map_put(&map, GR_S("a"), 1, &err), GR_OK);
	cr_assert_eq(gr_map_put(&map, gr_slice_of(passing), 2, &err), GR_OK);
	passing[0] = 'b';
	cr_assert(gr_map_get(&map, GR_S("a"), &value));
	cr_assert_eq(value, 2);
	cr_assert_not(gr_map_get(&map, GR_S("b"), &value));
	gr_arena_free(arena);
}
