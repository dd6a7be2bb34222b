/* Unit tests of green/obligation.h and green/filing.h: names and documents. */
#include <criterion/criterion.h>
#include <green/date.h>
#include <green/filing.h>
#include <green/obligation.h>

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

/* ---- filings ---- */

static struct gr_filings filings;

static enum gr_status read_filings(const char *rows)
{
	struct gr_buf text = { 0 };

	little_read("obligations.csv",
	    "id,title_en,level,due,window_from,source,expression,note\n"
	    "R.2021,,city,2021-11-15,,filings,received_date <= $due,\n"
	    "R.2022,,city,2022-11-15,,filings,received_date <= $due,\n"
	    "P,,city,,,filings,,\n");
	gr_buf_text(&text,
	    "city_code,obligation_id,doc_title,doc_date,"
	    "received_date,value,recorded_at\n");
	gr_buf_text(&text, rows);
	scratch_write("f.csv", text.ptr, text.len);
	gr_buf_free(&text);
	return gr_filings_read(keep, scratch_path("f.csv"), &standard, &filings,
	    &err);
}

Test(obligation, a_filing_without_a_year_has_that_of_its_document)
{
	cr_assert_eq(read_filings("99,R,x,2022-03-01,,,\n"
	                          "99,R.2021,x,2022-01-05,,,\n"
	                          "99,R,x,2019,,,\n"
	                          "99,P,x,,,,\n"),
	    GR_OK, "%s", scratch_said(&err));
	cr_expect_eq(filings.filing[0].obligation, 1);
	cr_expect_eq(filings.filing[1].obligation, 0);
	cr_expect_eq(filings.filing[2].obligation, GR_NONE);
	cr_expect_eq(filings.filing[3].obligation, 2);
}

Test(obligation, a_filing_exists_from_its_receipt_on)
{
	struct gr_days day;

	cr_assert(gr_date_parse(GR_S("2021-11-15"), &day));
	cr_assert_eq(read_filings("99,P,x,2021-11-01,2021-11-15,,\n"
	                          "99,P,x,2021-11-01,2021-11-16,,\n"
	                          "99,P,x,2021-11-15,,,\n"
	                          "99,P,x,2021-11-16,,,\n"
	                          "99,P,x,,,,2021-12-01 08:30\n"),
	    GR_OK, "%s", scratch_said(&err));
	bool want[] = { true, false, true, false, true };

	for (size_t i = 0; i < 5; i++)
		cr_expect_eq(gr_filing_exists(&filings.filing[i], day.first),
		    want[i], "%zu", i);
}

static void expect_refused(const char *row, const char *said)
{
	cr_expect_eq(read_filings(row), GR_EUSAGE, "%s", row);
	cr_expect_str_eq(scratch_said(&err), said);
}

Test(obligation, filings_are_refused_at_their_place)
{
	expect_refused("99,Q,x,,,,\n",
	    "f.csv:2: obligation_id: the standard "
	    "has no obligation 'Q'");
	expect_refused("99,R.2023,x,,,,\n",
	    "f.csv:2: obligation_id: the "
	    "standard has no obligation 'R.2023'");
	expect_refused("99,P,x,5 May,,,\n",
	    "f.csv:2: doc_date: '5 May' is "
	    "not a date: write 2021-11-15");
	expect_refused("99,P,x,,,a few,\n",
	    "f.csv:2: value: 'a few' is not a "
	    "number");
	expect_refused(",P,x,,,,\n",
	    "f.csv:2: city_code: whose filing is "
	    "it?");
}
