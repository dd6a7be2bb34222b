/* rate_scale.h: a delivery's rates are taken for parts of one only where all
 * look so. */
#include "clean/rate_scale.h"
#include <criterion/criterion.h>

/* Rates as "raw=value", parted by '|'. */
static bool suspects(const char *rates)
{
	struct gr_slice rest = gr_slice_of(rates), pair;
	struct gr_rate_scale scale = { 0 };
	struct gr_err err;

	while (gr_slice_split(&rest, '|', &pair)) {
		struct gr_slice value = pair, raw;

		cr_assert(gr_slice_split(&value, '=', &raw));
		cr_assert_eq(gr_rate_scale_see(&scale, raw, value, GR_S("7"),
		                 &err),
		    GR_OK);
	}
	bool is = gr_rate_scale_suspects(&scale);

	gr_rate_scale_free(&scale);
	return is;
}

Test(rate_scale, all_between_nought_and_one_is_suspicious)
{
	cr_expect(suspects("0.35=35|0.4=?"));
	cr_expect(suspects("0.35=35|１=?|0=0"));
	cr_expect(suspects("0.5=0.5|0.62=?|=|/=n/a|#REF!=?"));
}

Test(rate_scale, one_rate_or_nothing_but_noughts_is_not)
{
	cr_expect_not(suspects("0.35=35"));
	cr_expect_not(suspects("0=0|0=0"));
	cr_expect_not(suspects("/=n/a|about a third=?"));
}

Test(rate_scale, one_rate_above_or_with_its_sign_speaks_for_all)
{
	cr_expect_not(suspects("0.35=35|0.4=?|35=35"));
	cr_expect_not(suspects("0.35=35|0.4=?|0.5%=0.5"));
	cr_expect_not(suspects("0.35=35|0.4=?|120=?"));
	cr_expect_not(suspects("0.35=35|0.4=?|about 35=35"));
}

Test(rate_scale, each_delivery_is_judged_by_itself)
{
	struct gr_rate_scale scale = { 0 };
	struct gr_err err;

	cr_assert_eq(gr_rate_scale_see(&scale, GR_S("35"), GR_S("35"),
	                 GR_S("2"), &err),
	    GR_OK);
	gr_rate_scale_restart(&scale);
	for (int i = 0; i < 2; i++)
		cr_assert_eq(gr_rate_scale_see(&scale, GR_S("0.3"), GR_S("?"),
		                 i ? GR_S("6") : GR_S("5"), &err),
		    GR_OK);
	cr_expect(gr_rate_scale_suspects(&scale));
	cr_expect(gr_slice_eq(gr_buf_slice(&scale.first), GR_S("5")));
	gr_rate_scale_free(&scale);
}
