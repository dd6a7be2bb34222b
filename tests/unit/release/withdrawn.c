/* withdrawn.h: which row of the list counts for a file, and on which day. */
#include "release/withdrawn.h"

#include "kept.h"

static struct gr_withdrawn list;

TestSuite(withdrawn, .init = kept_open, .fini = kept_close);

static void read_list(const char *text)
{
	scratch_text("withdrawn.csv", text);
	cr_assert_eq(gr_withdrawn_read(keep, scratch_folder, &list, &err),
	    GR_OK, "%s", scratch_said(&err));
}

Test(withdrawn, without_a_list_nothing_is)
{
	cr_assert_eq(gr_withdrawn_read(keep, "/nonexistent", &list, &err),
	    GR_OK);
	cr_expect_eq(list.n, 0);
}

Test(withdrawn, of_two_rows_the_earlier_counts_from_its_day_on)
{
	read_list("src,date,who,why,note\n"
	          "inbox/2022/a.csv,2022-03-01,X,Y,\n"
	          "inbox/2022/a.csv,2022-02-01,X,Y,earlier\n"
	          "inbox/2022/a.csv,2022-02-01,X,Y,the same day\n");
	cr_assert_eq(list.n, 3);
	cr_expect_eq(list.row[0].twice, &list.row[1]);
	cr_expect_null(list.row[1].twice);
	cr_expect_eq(list.row[2].twice, &list.row[1]);
	cr_expect(!gr_withdrawal_holds(&list.row[1], GR_S("2022-01-31")));
	cr_expect(gr_withdrawal_holds(&list.row[1], GR_S("2022-02-01")));
	cr_expect(!gr_withdrawal_holds(&list.row[0], GR_S("2022-12-31")));
}

Test(withdrawn, a_file_is_named_as_streams_call_it_or_as_it_is_called)
{
	read_list("src,date,who,why\n"
	          "inbox/2022/100%25.csv,2022-03-01,X,Y\n"
	          "inbox/2022/100%.csv,2022-03-01,X,Y\n");
	cr_expect(
	    gr_withdrawal_names(&list.row[0], GR_S("inbox/2022/100%25.csv")));
	cr_expect(
	    gr_withdrawal_names(&list.row[1], GR_S("inbox/2022/100%25.csv")));
	cr_expect(
	    !gr_withdrawal_names(&list.row[1], GR_S("inbox/2022/100.csv")));
}
