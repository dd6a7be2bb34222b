/* arena.h: memory is zeroed, aligned, reused after a reset, and its lack is an
 * error. */
#include "base/arena.h"
#include <criterion/criterion.h>

Test(arena, gives_zeroed_aligned_memory)
{
	struct gr_arena *arena = gr_arena_new();

	for (size_t n = 1; n < 200; n += 7) {
		unsigned char *at = gr_arena_alloc(arena, n, 1);

		cr_assert_not_null(at);
		cr_assert_eq((uintptr_t)at % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < n; i++)
			cr_assert_eq(at[i], 0);
		memset(at, 0xFF, n);
	}
	gr_arena_free(arena);
}

Test(arena, zeroes_again_after_a_reset)
{
	struct gr_arena *arena = gr_arena_new();
	char *at = gr_arena_alloc(arena, 100, 1);

	memset(at, 'x', 100);
	gr_arena_reset(arena);
	at = gr_arena_alloc(arena, 100, 1);
	for (size_t i = 0; i < 100; i++)
		cr_assert_eq(at[i], 0);
	gr_arena_free(arena);
}

Test(arena, holds_no_more_after_many_equal_batches)
{
	struct gr_arena *arena = gr_arena_new();
	size_t held = 0;

	for (int batch = 0; batch < 50; batch++) {
		for (int i = 0; i < 1000; i++)
			cr_assert_not_null(gr_arena_alloc(arena, 33, 7));
		gr_arena_reset(arena);
		if (batch == 10)
			held = gr_arena_held_bytes(arena);
	}
	cr_assert_eq(gr_arena_held_bytes(arena), held);
	gr_arena_free(arena);
}

Test(arena, refuses_a_size_that_overflows)
{
	struct gr_arena *arena = gr_arena_new();

	cr_assert_null(gr_arena_alloc(arena, SIZE_MAX / 2, 3));
	cr_assert_null(gr_arena_alloc(arena, SIZE_MAX, 1));
	gr_arena_free(arena);
}

Test(arena, copies_with_a_nul_behind)
{
	struct gr_arena *arena = gr_arena_new();
	struct gr_slice copy = gr_arena_copy(arena, GR_S("abc"));

	cr_assert_str_eq(copy.ptr, "abc");
	cr_assert_eq(copy.len, 3);
	cr_assert_not_null(gr_arena_copy(arena, GR_S("")).ptr);
	gr_arena_free(arena);
}

Test(arena, puts_a_name_behind_a_folder)
{
	struct gr_arena *arena = gr_arena_new();
	const char *path = gr_arena_path(arena, "a/b", GR_S("c.csv"));

	cr_assert_str_eq(path, "a/b/c.csv");
	cr_assert_str_eq(gr_arena_path(arena, "a", GR_S("")), "a/");
	cr_assert_str_eq(path, "a/b/c.csv");
	gr_arena_free(arena);
}

Test(arena, grows_an_array_and_keeps_what_it_holds)
{
	struct gr_arena *arena = gr_arena_new();
	struct gr_err err;
	void *items = NULL;
	size_t room = 0;

	for (size_t used = 0; used < 1000; used++) {
		cr_assert_eq(gr_arena_grow(arena, &items, &room, used,
		                 sizeof(size_t), &err),
		    GR_OK);
		((size_t *)items)[used] = used;
	}
	for (size_t i = 0; i < 1000; i++)
		cr_assert_eq(((size_t *)items)[i], i);
	gr_arena_free(arena);
}

Test(arena, keeps_texts_close_together)
{
	struct gr_arena *arena = gr_arena_new();
	const char *first = gr_arena_copy(arena, GR_S("abc")).ptr;

	cr_expect_eq(gr_arena_copy(arena, GR_S("de")).ptr, first + 4);
	cr_expect_eq(gr_arena_bytes(arena, 2), first + 7);
	cr_expect_eq(
	    (uintptr_t)gr_arena_room(arena, 1, 1) % _Alignof(max_align_t), 0);
	gr_arena_free(arena);
}

Test(arena, takes_back_what_was_given_last_and_nothing_else)
{
	struct gr_arena *arena = gr_arena_new();
	char *first = gr_arena_bytes(arena, 10);

	gr_arena_give_back(arena, first + 4, first + 10);
	cr_expect_eq(gr_arena_bytes(arena, 2), first + 4);
	gr_arena_give_back(arena, first, first + 4);
	cr_expect_eq(gr_arena_bytes(arena, 1), first + 6);
	gr_arena_free(arena);
}

Test(arena, goes_on_filling_a_block_behind_what_is_large)
{
	struct gr_arena *arena = gr_arena_new();
	const char *first = gr_arena_bytes(arena, 1);

	cr_assert_not_null(gr_arena_room(arena, 1, (size_t)1 << 20));
	cr_expect_eq(gr_arena_bytes(arena, 1), first + 1);
	gr_arena_free(arena);
}

Test(arena, extends_an_array_and_leaves_no_copy_behind)
{
	struct gr_arena *arena = gr_arena_new();
	uint32_t *a = NULL, *b = NULL;
	size_t a_room = 0, b_room = 0;
	struct gr_err err;

	for (uint32_t i = 0; i < 100000; i++) {
		void *items = a, *others = b;

		cr_assert_eq(gr_arena_extend(arena, &items, &a_room, i,
		                 sizeof(*a), &err),
		    GR_OK);
		cr_assert_eq(gr_arena_extend(arena, &others, &b_room, i,
		                 sizeof(*b), &err),
		    GR_OK);
		a = items;
		b = others;
		a[i] = i;
		b[i] = ~i;
		if (i % 1000 == 0)
			cr_assert_not_null(gr_arena_alloc(arena, 1, 1));
	}
	for (uint32_t i = 0; i < 100000; i++)
		cr_assert(a[i] == i && b[i] == ~i);
	cr_expect_leq(gr_arena_held_bytes(arena),
	    (a_room + b_room) * sizeof(*a) + 8192);
	gr_arena_free(arena);
}

Test(arena, refuses_to_extend_beyond_what_can_be)
{
	struct gr_arena *arena = gr_arena_new();
	size_t room = SIZE_MAX / 2 + 1;
	void *items = NULL;
	struct gr_err err;

	cr_expect_eq(gr_arena_extend(arena, &items, &room, room, 1, &err),
	    GR_ESYS);
	gr_arena_free(arena);
}

Test(arena, has_what_was_made_in_one_that_joined_it)
{
	for (int both = 0; both < 4; both++) {
		struct gr_arena *arena = gr_arena_new(),
		                *other = gr_arena_new();
		size_t held;
		char *a = both & 1 ? gr_arena_alloc(arena, 70000, 1) : NULL;
		char *b = both & 2 ? gr_arena_alloc(other, 70000, 1) : NULL;

		held = gr_arena_held_bytes(arena) + gr_arena_held_bytes(other);
		gr_arena_join(arena, other);
		cr_expect_eq(gr_arena_held_bytes(arena), held);
		if (a)
			a[69999] = 'a';
		if (b)
			b[69999] = 'b';
		cr_expect_not_null(gr_arena_alloc(arena, 100, 1));
		gr_arena_free(arena);
	}
}
