/* changes.h: what became of a code is followed, day by day. */
#include "register/changes.h"
#include "number/date.h"
#include <criterion/criterion.h>

#include "kept.h"

#define HEAD "old_code,new_code,date,kind,note\n"

static struct gr_changes changes;

TestSuite(changes, .init = kept_open, .fini = kept_close);

static enum gr_status read_text(const char *text)
{
	scratch_text("changes.csv", text);
	return gr_changes_read(keep, scratch_path("changes.csv"), NULL,
	    &changes, &err);
}

static void expect_refused(const char *text, const char *sentence)
{
	kept_refusal(read_text(text), text, sentence);
}

/* "kind code" of a code on a day, or "same". */
static void expect_fate(const char *code, const char *date, const char *want)
{
	static const char *const kind[] = { "renamed", "merged", "split",
		"abolished" };
	struct gr_days days;
	char got[64] = "same";

	cr_assert(gr_date_parse(gr_slice_of(date), &days));
	struct gr_fate fate = gr_changes_follow(&changes, gr_slice_of(code),
	    days.first);
	if (fate.changed)
		snprintf(got, sizeof(got), "%s %.*s", kind[fate.kind],
		    GR_ARG(fate.code));
	cr_expect_str_eq(got, want, "%s on %s: %s, not %s", code, date, got,
	    want);
}

Test(changes, hold_from_their_day_on)
{
	cr_assert_eq(read_text(HEAD "1,2,2019-07-01,renamed,\n"), GR_OK);
	expect_fate("1", "2019-06-30", "same");
	expect_fate("1", "2019-07-01", "renamed 2");
	expect_fate("2", "2020-01-01", "same");
	expect_fate("3", "2020-01-01", "same");
}

Test(changes, are_followed_forward_in_time)
{
	cr_assert_eq(read_text(HEAD
	                 "1,2,2019-01-01,renamed,\n2,3,2021-01-01,merged,\n"
	                 "3,4,2022-01-01,renamed,\n2,9,2018-01-01,renamed,\n"),
	    GR_OK);
	expect_fate("1", "2020-12-31", "renamed 2");
	expect_fate("1", "2021-12-31", "merged 3");
	expect_fate("1", "2022-12-31", "merged 4");
	/* 2 was 9 before 1 became it: not followed back in time */
	expect_fate("2", "2018-12-31", "renamed 9");
}

Test(changes, end_where_there_is_no_one_successor)
{
	cr_assert_eq(read_text(HEAD
	                 "1,2,2019-01-01,renamed,\n2,21,2020-01-01,split,\n"
	                 "2,22,2020-01-01,split,\n5,,2020-01-01,abolished,\n"),
	    GR_OK);
	expect_fate("1", "2021-12-31", "split ");
	expect_fate("5", "2021-12-31", "abolished ");

	struct gr_fate fate = gr_changes_follow(&changes, GR_S("1"), INT32_MAX);
	cr_assert_eq(fate.successors, 2);
	cr_expect(gr_slice_eq(fate.last[0].new_code, GR_S("21")));
	cr_expect(gr_slice_eq(fate.last[1].new_code, GR_S("22")));
}

Test(changes, do_not_run_in_circles)
{
	cr_assert_eq(read_text(HEAD
	                 "1,2,2019-01-01,renamed,\n2,1,2019-01-01,renamed,\n"
	                 "3,3,2019-01-01,renamed,the name only\n"
	                 "4,5,2019-01-01,renamed,\n5,4,2020-01-01,renamed,\n"),
	    GR_OK);
	gr_changes_follow(&changes, GR_S("1"), INT32_MAX);
	expect_fate("3", "2020-01-01", "same");
	expect_fate("4", "2020-12-31", "renamed 4");
}

Test(changes, of_a_code_used_again_are_the_latest)
{
	cr_assert_eq(read_text(HEAD
	                 "1,2,2019-01-01,renamed,\n1,3,2021-01-01,renamed,\n"),
	    GR_OK);
	expect_fate("1", "2020-12-31", "renamed 2");
	expect_fate("1", "2021-12-31", "renamed 3");
}

Test(changes, names_the_place_of_what_is_wrong)
{
	expect_refused(HEAD ",2,2019-01-01,renamed,\n",
	    "changes.csv:2: old_code: a change must name the code that "
	    "changed");
	expect_refused(HEAD "1,2,2019-13-01,renamed,\n",
	    "changes.csv:2: date: '2019-13-01' is not a date (YYYY-MM-DD)");
	expect_refused(HEAD "1,2,2019-01-01,moved,\n",
	    "changes.csv:2: kind: 'moved' is none of renamed, merged, split, "
	    "abolished");
	expect_refused(HEAD "1,,2019-01-01,merged,\n",
	    "changes.csv:2: new_code: what is merged must have a successor");
	expect_refused(HEAD "1,2,2019-01-01,abolished,\n",
	    "changes.csv:2: new_code: what is abolished has no successor");
	expect_refused(HEAD "1,2,2019-01-01,renamed,\n1,3,2019-01-01,split,\n",
	    "changes.csv:3: old_code: 1 has another fate on the same day in "
	    "line 2");
	expect_refused(HEAD "1,2,2019-01-01,split,\n1,2,2019-01-01,split,\n",
	    "changes.csv:3: old_code: 1 has another fate on the same day in "
	    "line 2");
	expect_refused("old_code,new_code,date\n1,2,2019-01-01\n",
	    "changes.csv:1: kind: this column is missing");
}
