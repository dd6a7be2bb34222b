/* memo.h: results are remembered within a bound, and never taken for another's.
 */
#include "base/memo.h"
#include <criterion/criterion.h>
#include <stdio.h>

static struct gr_slice key_of(unsigned i)
{
	static char text[32];

	return gr_slice_make(text,
	    (size_t)snprintf(text, sizeof text, "k%u", i));
}

Test(memo, a_new_memo_knows_nothing)
{
	struct gr_memo memo = gr_memo_make(sizeof(int));

	cr_expect_null(gr_memo_get(&memo, GR_S("a")));
	gr_memo_free(&memo);
}

Test(memo, keeps_results_by_their_text)
{
	struct gr_memo memo = gr_memo_make(sizeof(int));
	int one = 1, two = 2;

	cr_expect_not_null(gr_memo_put(&memo, GR_S("a"), &one));
	cr_expect_not_null(gr_memo_put(&memo, GR_S(""), &two));
	cr_expect_eq(*(const int *)gr_memo_get(&memo, GR_S("a")), 1);
	cr_expect_eq(*(const int *)gr_memo_get(&memo, GR_S("")), 2);
	cr_expect_null(gr_memo_get(&memo, GR_S("ab")));
	cr_expect_not_null(gr_memo_put(&memo, GR_S("a"), &two));
	cr_expect_eq(*(const int *)gr_memo_get(&memo, GR_S("a")), 2);
	gr_memo_free(&memo);
}

Test(memo, never_answers_with_the_result_of_another_text)
{
	struct gr_memo memo = gr_memo_make(sizeof(unsigned));

	for (unsigned i = 0; i < 20000; i++)
		(void)gr_memo_put(&memo, key_of(i), &i);
	for (unsigned i = 0; i < 20000; i++) {
		const unsigned *found = gr_memo_get(&memo, key_of(i));

		cr_assert(found == NULL || *found == i);
	}
	gr_memo_free(&memo);
}

Test(memo, stays_within_its_bound)
{
	struct gr_memo memo = gr_memo_make(sizeof(unsigned));

	for (unsigned i = 0; i < 100000; i++)
		(void)gr_memo_put(&memo, key_of(i), &i);
	cr_expect_leq(memo.room, GR_MEMO_MOST);
	gr_memo_free(&memo);
}

Test(memo, remembers_most_of_what_is_few)
{
	struct gr_memo memo = gr_memo_make(sizeof(unsigned));
	unsigned found = 0;

	for (unsigned round = 0; round < 40; round++)
		for (unsigned i = 0; i < 200; i++)
			if (gr_memo_get(&memo, key_of(i)) == NULL)
				(void)gr_memo_put(&memo, key_of(i), &i);
	for (unsigned i = 0; i < 200; i++)
		found += gr_memo_get(&memo, key_of(i)) != NULL;
	cr_expect_geq(found, 150, "%u of 200", found);
	gr_memo_free(&memo);
}

Test(memo, long_texts_are_not_kept)
{
	struct gr_memo memo = gr_memo_make(sizeof(int));
	char text[GR_MEMO_KEY_BYTES + 1];
	int one = 1;

	memset(text, 'a', sizeof text);
	cr_expect_null(
	    gr_memo_put(&memo, gr_slice_make(text, sizeof text), &one));
	cr_expect_not_null(
	    gr_memo_put(&memo, gr_slice_make(text, sizeof text - 1), &one));
	cr_expect_null(gr_memo_get(&memo, gr_slice_make(text, sizeof text)));
	gr_memo_free(&memo);
}
