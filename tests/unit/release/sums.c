/* sums.h: a line as sha256sum(1) prints it. */
#include "release/sums.h"

#include <criterion/criterion.h>

Test(sums, a_name_that_is_odd_is_escaped_and_said_to_be)
{
	struct gr_buf lines = { 0 };

	gr_sums_add(&lines, GR_S("12ab"), GR_S("queries/230100.csv"));
	gr_sums_add(&lines, GR_S("12ab"), GR_S("a\\b\nc\rd"));
	cr_assert(gr_slice_eq(gr_buf_slice(&lines),
	    GR_S("12ab  queries/230100.csv\n\\12ab  a\\\\b\\nc\\rd\n")));
	gr_buf_free(&lines);
}
