/* obligation.h: the names in an obligation's test are known, or refused. */
#include "standard/obligation.h"
#include "track/obligation_status.h"
#include <criterion/criterion.h>

#include "little.h"

TestSuite(obligation, .init = little_setup, .fini = little_teardown);

static struct gr_symbol symbol(const char *name)
{
	struct gr_symbol out = { .slot = 0 };

	cr_expect(gr_obligation_symbol(&standard, GR_NAME_NOW,
	              gr_slice_of(name), &out),
	    "%s", name);
	return out;
}

static void read_indicators(void)
{
	little_read("indicators.csv",
	    "name,title_en,numerator,denominator,decimals,threshold\n"
	    "a_of_b,,a,b,2,\nfirst_b,,b,a,2,\n");
}

Test(obligation, every_slot_has_one_name)
{
	read_indicators();
	size_t n = gr_obligation_names(&standard);

	for (size_t i = 0; i < n; i++) {
		struct gr_obligation_name name = gr_obligation_name(&standard,
		    i);
		struct gr_buf text = { 0 };
		struct gr_symbol back;

		if (name.first)
			gr_buf_text(&text, "first_");
		gr_buf_add(&text, name.stem);
		if (name.stem.len > 0)
			gr_buf_byte(&text, '_');
		gr_buf_add(&text, name.name);
		cr_assert(gr_obligation_symbol(&standard, GR_NAME_NOW,
		              gr_buf_slice(&text), &back),
		    "%.*s", GR_ARG(gr_buf_slice(&text)));
		cr_expect_eq(back.slot, i);
		gr_buf_free(&text);
	}
}

Test(obligation, figures_are_numbers_and_documents_have_dates)
{
	read_indicators();
	cr_expect_eq(symbol("attained").kind, GR_VALUE_NUMBER);
	cr_expect_eq(symbol("a_of_b_gap").kind, GR_VALUE_NUMBER);
	cr_expect_eq(symbol("doc_date").kind, GR_VALUE_DATE);
	cr_expect_eq(symbol("value").kind, GR_VALUE_NUMBER);
	cr_expect_eq(symbol("newest_value").kind, GR_VALUE_NUMBER);
	cr_expect_eq(symbol("doc_title").kind, GR_VALUE_TEXT);
	cr_expect(
	    gr_obligation_name(&standard, symbol("first_attained").slot).first);
	cr_expect(
	    gr_obligation_name(&standard, symbol("pilot_by").slot).by_due);
	cr_expect_not(
	    gr_obligation_name(&standard, symbol("first_b_gap").slot).first);
}

Test(obligation, what_is_no_figure_is_unknown)
{
	static const char *const no[] = { "", "attainedx", "first_",
		"first_first_attained", "first_doc_date", "a_of_b_gap", "a" };
	struct gr_symbol out;

	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		cr_expect_not(gr_obligation_symbol(&standard, GR_NAME_NOW,
		                  gr_slice_of(no[i]), &out),
		    "%s", no[i]);
	cr_expect_not(gr_obligation_symbol(&standard, GR_NAME_PREV,
	    GR_S("attained"), &out));
}

Test(obligation, parameters_are_the_standards_and_two_days)
{
	struct gr_symbol out;

	cr_assert(gr_obligation_symbol(&standard, GR_NAME_PARAMETER,
	    GR_S("least"), &out));
	cr_expect_eq(out.kind, GR_VALUE_NUMBER);
	cr_assert(gr_obligation_symbol(&standard, GR_NAME_PARAMETER,
	    GR_S("due"), &out));
	cr_expect_eq(out.kind, GR_VALUE_DATE);
	cr_expect_eq(out.slot, gr_obligation_due_slot(&standard));
	cr_expect_lt(gr_obligation_window_slot(&standard),
	    gr_obligation_parameters(&standard));
	cr_expect_not(gr_obligation_symbol(&standard, GR_NAME_PARAMETER,
	    GR_S("dew"), &out));
}

Test(obligation, the_order_is_that_of_the_ids)
{
	little_read("obligations.csv",
	    "id,title_en,level,due,window_from,source,expression,note\n"
	    "O2.2022,,city,,,stats,,\nO10,,city,,,stats,,\n"
	    "O2.2021,,city,,,stats,,\n");
	size_t *order;

	cr_assert_eq(gr_obligation_order(keep, &standard, &order, &err), GR_OK);
	cr_expect_eq(order[0], 1);
	cr_expect_eq(order[1], 2);
	cr_expect_eq(order[2], 0);
}

Test(obligation, obligations_bind_their_level)
{
	struct gr_obligation city = { .city = true };
	struct gr_obligation both = { .city = true, .province = true };

	cr_expect(gr_obligation_binds(&city, false));
	cr_expect_not(gr_obligation_binds(&city, true));
	cr_expect(gr_obligation_binds(&both, true));
}

/* ---- kinds and statuses ---- */

Test(obligation, names_are_those_of_a_kind)
{
	cr_expect_str_eq(gr_obligation_kind_name[GR_OBLIGATION_stats], "stats");
	cr_expect_str_eq(gr_obligation_kind_name[GR_OBLIGATION_filings],
	    "filings");
	cr_expect_null(gr_obligation_kind_name[GR_OBLIGATION_KINDS]);
	cr_expect_eq(
	    gr_obligation_name(&standard, symbol("attained").slot).kind,
	    GR_OBLIGATION_stats);
	cr_expect_eq(
	    gr_obligation_name(&standard, symbol("doc_date").slot).kind,
	    GR_OBLIGATION_filings);
}

Test(obligation, every_status_and_outlook_has_a_word_of_its_own)
{
	for (unsigned i = 0; i < GR_OBLIGATION_STATUSES; i++) {
		struct gr_slice word = gr_obligation_status_name(i);

		cr_expect_gt(word.len, 0, "%u", i);
		for (unsigned k = 0; k < i; k++)
			cr_expect_not(gr_slice_eq(word,
			                  gr_obligation_status_name(k)),
			    "%u", i);
	}
	cr_expect_eq(gr_obligation_outlook_name(GR_OUTLOOK_NONE).len, 0);
	for (unsigned i = GR_OUTLOOK_CERTAIN; i < GR_OUTLOOKS; i++)
		for (unsigned k = 0; k < i; k++)
			cr_expect_not(gr_slice_eq(gr_obligation_outlook_name(i),
			                  gr_obligation_outlook_name(k)),
			    "%u", i);
}
