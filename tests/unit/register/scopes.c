/* scopes.h: rows for places that there are, which leave them something
 * to be judged by. */
#include "register/scopes.h"
#include <criterion/criterion.h>

#include "little.h"

TestSuite(scopes, .init = little_open, .fini = little_teardown);

static void expect_checked(const char *rows, const char *want)
{
	char text[1024];
	struct gr_register reg;

	(void)snprintf(text, sizeof(text),
	    "item,scope,valid_from,valid_to,state,source\n%s", rows);
	scratch_text("r.csv",
	    "community_code,community_name,city_code,city_name,county_code,"
	    "county_name,street_code,street_name\n"
	    "1,a,9902,East,990201,Old,s,S\n2,b,9902,East,990202,New,s,S\n"
	    "3,c,9903,West,990301,Quay,s,S\n");
	little_read("scopes.csv", text);
	cr_assert_eq(gr_register_read(keep, scratch_path("r.csv"), NULL, &reg,
	                 &err),
	    GR_OK);
	enum gr_status status = gr_register_check_scopes(keep, &reg, &standard,
	    &err);
	cr_expect_eq(status, want == NULL ? GR_OK : GR_EUSAGE, "%s", rows);
	if (want != NULL && status != GR_OK)
		cr_expect_str_eq(scratch_said(&err), want);
}

Test(scopes, are_of_cities_and_counties_that_there_are)
{
	expect_checked("P,9902,,,off,No. 1\nQ,990301,2021,,soft,No. 2\n", NULL);
	expect_checked("P,9902,,,off,No. 1\nQ,9904,2021,,soft,No. 2\n",
	    "scopes.csv:3: scope: there is no city and no county '9904'");
}

Test(scopes, of_county_and_city_leave_something_on_every_day)
{
	/* P ends before Q begins, but in one county Q is out from 2022 on */
	expect_checked("P,9902,,2021-12-31,off,No. 1\n"
	               "Q,990201,2022,,off,No. 2\nP,9903,,,soft,No. 3\n",
	    NULL);
	expect_checked("P,9902,,2022-01-01,off,No. 1\n"
	               "Q,990201,2022,,off,No. 2\nP,9903,,,soft,No. 3\n",
	    "scopes.csv:3: item: leaves 990201 without a criterion");
	/* what was hard again is out when that ends */
	expect_checked("P,9902,,,off,No. 1\nP,990202,,2021,hard,No. 2\n"
	               "Q,990202,,,soft,No. 3\n",
	    "scopes.csv:4: item: leaves 990202 without a criterion");
}
