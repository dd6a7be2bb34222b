/* flags.h: a flag is there once, and no other is taken for it. */
#include "stream/flags.h"
#include <criterion/criterion.h>

Test(flags, has_the_pair_and_no_other)
{
	struct gr_slice flags = GR_S("households:N08;a:A06;ab:Y03");

	cr_expect(gr_flags_has(flags, GR_S("a"), GR_S("A06")));
	cr_expect(gr_flags_has(flags, GR_S("households"), GR_S("N08")));
	cr_expect_not(gr_flags_has(flags, GR_S("b"), GR_S("Y03")));
	cr_expect_not(gr_flags_has(flags, GR_S("a"), GR_S("Y03")));
	cr_expect_not(gr_flags_has(flags, GR_S("a"), GR_S("A0")));
	cr_expect_not(gr_flags_has(GR_S(""), GR_S(""), GR_S("")));
}

Test(flags, has_one_of_a_column_or_by_a_rule)
{
	struct gr_slice flags = GR_S("households:N08;a:A06");

	cr_expect(gr_flags_of_column(flags, GR_S("a")));
	cr_expect(gr_flags_of_column(flags, GR_S("households")));
	cr_expect_not(gr_flags_of_column(flags, GR_S("house")));
	cr_expect_not(gr_flags_of_column(GR_S(""), GR_S("")));
	cr_expect(gr_flags_by_rule(flags, GR_S("N08")));
	cr_expect_not(gr_flags_by_rule(flags, GR_S("08")));
	cr_expect_not(gr_flags_by_rule(flags, GR_S("a")));
}

Test(flags, adds_once_in_order)
{
	struct gr_buf flags = { 0 };

	gr_flags_add(&flags, GR_S("b"), GR_S("N08"));
	gr_flags_add(&flags, GR_S("a"), GR_S("A06"));
	gr_flags_add(&flags, GR_S("b"), GR_S("N08"));
	cr_expect(gr_slice_eq(gr_buf_slice(&flags), GR_S("b:N08;a:A06")));
	gr_buf_free(&flags);
}
