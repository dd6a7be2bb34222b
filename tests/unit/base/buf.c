/* buf.h: pieces are put together in order, and a failure stays until it is
 * cleared. */
#include "base/buf.h"
#include <criterion/criterion.h>

Test(buf, puts_pieces_together)
{
	struct gr_buf buf = { 0 };
	struct gr_err err;

	gr_buf_text(&buf, "n=");
	gr_buf_int(&buf, INT64_MIN);
	gr_buf_byte(&buf, ' ');
	gr_buf_uint(&buf, UINT64_MAX);
	gr_buf_format(&buf, " %s%03d", "x", 7);
	cr_assert_eq(gr_buf_check(&buf, &err), GR_OK);
	cr_assert(gr_slice_eq(gr_buf_slice(&buf),
	    GR_S("n=-9223372036854775808 18446744073709551615 x007")));
	gr_buf_free(&buf);
}

Test(buf, keeps_memory_over_a_clear)
{
	struct gr_buf buf = { 0 };
	const char *before;

	gr_buf_text(&buf, "a longer text than the next one");
	before = buf.ptr;
	gr_buf_clear(&buf);
	gr_buf_text(&buf, "short");
	cr_assert_eq(buf.ptr, before);
	cr_assert_eq(buf.len, 5);
	gr_buf_free(&buf);
}

Test(buf, stays_failed_until_cleared)
{
	struct gr_buf buf = { 0 };
	struct gr_err err;

	gr_buf_text(&buf, "kept");
	cr_assert_null(gr_buf_reserve(&buf, SIZE_MAX - 2));
	gr_buf_text(&buf, "lost");
	cr_assert_eq(gr_buf_check(&buf, &err), GR_ESYS);
	cr_assert_eq(buf.len, 4);
	gr_buf_clear(&buf);
	gr_buf_text(&buf, "again");
	cr_assert_eq(gr_buf_check(&buf, &err), GR_OK);
	gr_buf_free(&buf);
}

Test(buf, joins_parts_into_one_key)
{
	struct gr_buf buf = { 0 };
	struct gr_slice part[] = { GR_S("a"), GR_S(""), GR_S("b") };

	gr_buf_text(&buf, "what was there before");
	cr_assert(
	    gr_slice_eq(gr_buf_join(&buf, part, 3, '\t'), GR_S("a\t\tb")));
	cr_assert_eq(gr_buf_join(&buf, part, 0, '\t').len, 0);
	gr_buf_free(&buf);
}
