/* query_id.h: a query's name can be taken apart again, and no other is taken
 * for one. */
#include "query/query_id.h"
#include <criterion/criterion.h>

Test(query_id, names_can_be_taken_apart_again)
{
	struct gr_query query = { GR_S("2021"), GR_S("inbox/2021/a-b-1.csv"),
		GR_S("17"), GR_S("households"), GR_S("0a1b2c3d") };
	struct gr_query back;
	struct gr_buf name = { 0 };

	gr_query_name(&name, &query);
	cr_assert(gr_slice_eq(gr_buf_slice(&name),
	    GR_S("q2021-inbox/2021/a-b-1.csv-17-households-0a1b2c3d")));
	cr_assert(gr_query_parse(gr_buf_slice(&name), &back));
	cr_assert(gr_slice_eq(back.wave, query.wave));
	cr_assert(gr_slice_eq(back.src, query.src));
	cr_assert(gr_slice_eq(back.line, query.line));
	cr_assert(gr_slice_eq(back.column, query.column));
	cr_assert(gr_slice_eq(back.hash, query.hash));
	gr_buf_free(&name);
}

Test(query_id, of_a_name_of_0_1_the_digits_of_its_unit_are_passed_over)
{
	struct gr_query query;

	cr_assert(gr_query_parse(
	    GR_S("q2023-inbox/2023/a-b.csv-5-noise-c515bc2df2bd75ce"), &query));
	cr_expect(gr_slice_eq(query.hash, GR_S("c515bc2d")));
	cr_expect(gr_slice_eq(query.column, GR_S("noise")));
	cr_expect(gr_slice_eq(query.src, GR_S("inbox/2023/a-b.csv")));
}

Test(query_id, refuses_what_is_no_name)
{
	static const char *const wrong[] = { "", "q", "2021-a-1-c-0a1b2c3d",
		"q2021-a-1-c-0a1b2c3", "q2021-a-1-c-0a1b2c3d4e",
		"q2021-a-1-c-0a1b2c3d4e5f60718", "q2021-a-1-c-0A1B2C3D",
		"q2021-a-x-c-0a1b2c3d", "q2021-1-c-0a1b2c3d",
		"q21-a-1-c-0a1b2c3d", "qabcd-a-1-c-0a1b2c3d" };
	struct gr_query query;

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		cr_assert(!gr_query_parse(gr_slice_of(wrong[i]), &query),
		    "'%s'", wrong[i]);
}

Test(query_id, hashes_as_sha256_does)
{
	char hash[GR_QUERY_HASH_DIGITS + 1];

	gr_query_hash(GR_S(""), hash);
	cr_assert_str_eq(hash, "e3b0c442");
	gr_query_hash(GR_S("abc"), hash);
	cr_assert_str_eq(hash, "ba7816bf");
}

Test(query_id, shows_what_was_written)
{
	cr_assert(gr_slice_eq(gr_query_written(GR_S("!\\!x")), GR_S("!x")));
	cr_assert(gr_slice_eq(gr_query_written(GR_S("\\x")), GR_S("")));
	cr_assert(gr_slice_eq(gr_query_written(GR_S("\\\\x")), GR_S("\\x")));
	cr_assert(gr_slice_eq(gr_query_written(GR_S("3-5")), GR_S("3-5")));
}
