/* finding_kind.h: every kind of the catalogue says something in both languages with its places
 * filled, and a raising that gives others than these is stopped. */
#include "stream/finding_kind.h"

#include <signal.h>
#include <stdio.h>

#include <criterion/criterion.h>

enum { MOST_PLACES = 8 };

/* Every place of a text, once, given as "<place>". */
static void give_all(const char *text, struct gr_finding_arg *with,
    char name[MOST_PLACES][32], char given[MOST_PLACES][32])
{
	size_t n = 0;

	for (const char *at = text; (at = strchr(at, '{')) != NULL; at++) {
		size_t len = strcspn(at + 1, "}");

		cr_assert_lt(len, 30u);
		snprintf(name[n], 32, "%.*s", (int)len, at + 1);
		snprintf(given[n], 32, "<%.29s>", name[n]);
		with[n] = (struct gr_finding_arg)GR_TEXT(name[n],
		    gr_slice_of(given[n]));
		n++;
		cr_assert_lt(n, (size_t)MOST_PLACES);
	}
	with[n].place = NULL;
}

static void expect_whole(enum gr_finding_kind kind, bool chinese)
{
	const struct gr_finding_row *row = &gr_finding_table[kind];
	struct gr_finding_arg with[MOST_PLACES];
	char name[MOST_PLACES][32], given[MOST_PLACES][32];
	struct gr_buf said = { 0 };

	/* the places of the other language: they must be the same */
	give_all(chinese ? row->en : row->zh, with, name, given);
	gr_finding_say(&said, kind, chinese, with);
	struct gr_slice text = gr_buf_slice(&said);
	cr_expect(text.len > 0 || row->action == GR_FIX);
	cr_expect_eq(gr_slice_find(text, GR_S("{")), SIZE_MAX, "%.*s",
	    GR_ARG(text));
	for (size_t i = 0; with[i].place; i++)
		cr_expect_neq(gr_slice_find(text, with[i].text), SIZE_MAX,
		    "%.*s has no %s", GR_ARG(text), with[i].place);
	gr_buf_free(&said);
}

Test(finding_kind, every_kind_says_it_in_both_languages)
{
	for (unsigned kind = 1; kind < GR_FINDING_KINDS; kind++) {
		expect_whole((enum gr_finding_kind)kind, true);
		expect_whole((enum gr_finding_kind)kind, false);
	}
}

Test(finding_kind, places_are_filled_by_name)
{
	struct gr_buf said = { 0 };

	gr_finding_say(&said, GR_FINDING_R08, true,
	    GR_WITH(GR_TEXT("sum", GR_S("{total}")), GR_NUMBER("total", 12)));
	cr_expect(gr_slice_eq(gr_buf_slice(&said),
	    GR_S("合计为 12，各行之和为 {total}")));
	cr_expect_eq(gr_finding_action(GR_FINDING_R08), GR_NOTE);
	cr_expect(gr_slice_eq(gr_finding_rule(GR_FINDING_R08), GR_S("R08")));
	gr_buf_free(&said);
}

Test(finding_kind, knows_the_kind_that_frames_a_detail)
{
	cr_expect_eq(gr_finding_of_rule(GR_S("D05")), GR_FINDING_D05);
	cr_expect_eq(gr_finding_of_rule(GR_S("max-field")),
	    GR_FINDING_MAX_FIELD);
	cr_expect_eq(gr_finding_of_rule(GR_S("L17")), GR_FINDING_NONE);
	cr_expect_eq(gr_finding_of_rule(GR_S("")), GR_FINDING_NONE);
}

Test(finding_kind, a_place_left_empty_is_stopped, .signal = SIGABRT)
{
	struct gr_buf said = { 0 };

	gr_finding_say(&said, GR_FINDING_R08, false,
	    GR_WITH(GR_TEXT("sum", GR_S("1"))));
}

Test(finding_kind, a_place_that_there_is_none_of_is_stopped, .signal = SIGABRT)
{
	struct gr_buf said = { 0 };

	gr_finding_say(&said, GR_FINDING_R11, false,
	    GR_WITH(GR_TEXT("sum", GR_S("1"))));
}
