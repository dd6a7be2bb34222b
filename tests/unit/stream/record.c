/* record.h: a header knows its columns, and one that no stream has is refused.
 */
#include "stream/record.h"
#include <criterion/criterion.h>

static enum gr_status make(const struct gr_slice *name, size_t n,
    struct gr_err *err)
{
	struct gr_arena *arena = gr_arena_new();
	struct gr_header header;
	enum gr_status status = gr_header_make(arena, name, n, &header, err);

	gr_arena_free(arena);
	return status;
}

Test(record, knows_where_a_column_stands)
{
	struct gr_arena *arena = gr_arena_new();
	struct gr_header header;
	struct gr_err err;
	struct gr_slice name[] = { GR_S("wave"), GR_S("src"), GR_S("line") };

	cr_assert_eq(gr_header_make(arena, name, 3, &header, &err), GR_OK);
	cr_assert_eq(gr_header_find(&header, GR_S("line")), GR_LINE);
	cr_assert_eq(gr_header_find(&header, GR_S("lines")), GR_NONE);
	gr_arena_free(arena);
}

Test(record, refuses_headers_that_no_stream_has)
{
	struct gr_slice twice[] = { GR_S("a"), GR_S("b"), GR_S("a") };
	struct gr_slice empty[] = { GR_S("a"), GR_S("") };
	struct gr_slice hash[] = { GR_S("#end"), GR_S("b") };
	struct gr_err err;

	cr_assert_eq(make(twice, 3, &err), GR_EDATA);
	cr_assert_str_eq(err.message, "the header names column 'a' twice");
	cr_assert_eq(make(empty, 2, &err), GR_EDATA);
	cr_assert_str_eq(err.message, "column 2 of the header has no name");
	cr_assert_eq(make(hash, 2, &err), GR_EDATA);
	cr_assert_eq(make(hash, 0, &err), GR_EDATA);
}
