/* tally_part.h: what several processes have counted adds up. */
#include "stream/tally_part.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

static struct gr_arena *keep;
static struct gr_err err;

static void setup(void)
{
	keep = gr_arena_new();
	cr_assert_not_null(keep);
}

static void teardown(void)
{
	gr_arena_free(keep);
}

TestSuite(tally_part, .init = setup, .fini = teardown);

static struct gr_tally *make(void)
{
	struct gr_tally *tally = gr_tally_new(keep);

	cr_assert_not_null(tally);
	return tally;
}

static void add(struct gr_tally *tally, const char *code, const char *name,
    int64_t count)
{
	size_t place, bin;

	cr_assert_eq(gr_tally_place(tally, GR_S("2021"), gr_slice_of(code),
	                 &place, &err),
	    GR_OK);
	cr_assert_eq(gr_tally_bin(tally, GR_S("criterion"), gr_slice_of(name),
	                 &bin, &err),
	    GR_OK);
	cr_assert_eq(gr_tally_add(tally, place, bin, count, &err), GR_OK);
}

static int64_t count_of(struct gr_tally *tally, const char *code,
    const char *name)
{
	size_t place;

	cr_assert_eq(gr_tally_place(tally, GR_S("2021"), gr_slice_of(code),
	                 &place, &err),
	    GR_OK);
	return gr_tally_count(tally, place,
	    gr_tally_find(tally, GR_S("criterion"), gr_slice_of(name)));
}

Test(tally_part, parts_add_up_whatever_order_their_names_came_in)
{
	struct gr_tally *a = make(), *b = make(), *sum = make();
	struct gr_buf given = { 0 };
	struct gr_slice rest, behind;

	add(a, "230102", "C01=1", 3);
	add(a, "230103", "C02=1", 5);
	add(b, "230103", "C03=0", -1);
	add(b, "230103", "C02=1", 7);
	add(b, "230102", "C01=1", 0);
	gr_tally_give(a, &given);
	gr_tally_give(b, &given);
	gr_tally_give(make(), &given);
	gr_tally_give_text(&given, GR_S("behind"));
	rest = gr_buf_slice(&given);
	for (int i = 0; i < 3; i++)
		cr_assert_eq(gr_tally_join(sum, &rest, &err), GR_OK);
	cr_assert_eq(gr_tally_take_text(&rest, &behind, &err), GR_OK);
	cr_expect(gr_slice_eq(behind, GR_S("behind")));
	cr_expect_eq(count_of(sum, "230102", "C01=1"), 3);
	cr_expect_eq(count_of(sum, "230103", "C02=1"), 12);
	cr_expect_eq(count_of(sum, "230103", "C03=0"), -1);
	gr_buf_free(&given);
}

Test(tally_part, what_does_not_fit_is_an_error)
{
	struct gr_tally *a = make(), *sum = make();
	struct gr_buf given = { 0 };
	struct gr_slice rest;

	add(a, "230102", "C01=1", INT64_MAX);
	add(sum, "230102", "C01=1", 1);
	gr_tally_give(a, &given);
	rest = gr_buf_slice(&given);
	cr_expect_eq(gr_tally_join(sum, &rest, &err), GR_EDATA);
	gr_buf_free(&given);
}

/* In memory of its own, so that what is read behind it is seen. */
Test(tally_part, one_that_is_cut_off_anywhere_is_none)
{
	struct gr_tally *a = make();
	struct gr_buf given = { 0 };

	add(a, "230102", "C01=1", 3);
	add(a, "230103", "C02=1", 5);
	gr_tally_give(a, &given);
	for (size_t n = 0; n < given.len; n++) {
		char *cut = malloc(n + 1);

		cr_assert_not_null(cut);
		memcpy(cut, given.ptr, n);
		struct gr_slice rest = gr_slice_make(cut, n);
		cr_expect_eq(gr_tally_join(make(), &rest, &err), GR_ESYS,
		    "cut off at %zu", n);
		free(cut);
	}
	gr_buf_free(&given);
}
