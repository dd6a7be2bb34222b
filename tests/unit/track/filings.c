/* filings.h: documents that were filed are read, and told from what is none. */
#include "track/filings.h"
#include "number/date.h"
#include <criterion/criterion.h>

#include "little.h"

TestSuite(filings, .init = little_setup, .fini = little_teardown);

static struct gr_filings filings;

static enum gr_status read_filings(const char *rows)
{
	struct gr_buf text = { 0 };

	little_read("obligations.csv",
	    "id,title_en,level,due,window_from,source,expression,note\n"
	    "R.2021,,city,2021-11-15,,filings,received_date <= $due,\n"
	    "R.2022,,city,2022-11-15,2022-07-01,filings,"
	    "received_date <= $due,\n"
	    "S,,city,,,stats,,\n"
	    "P,,city,,,filings,,\n");
	gr_buf_text(&text,
	    "city_code,obligation_id,doc_title,doc_date,"
	    "received_date,value,recorded_at\n");
	gr_buf_text(&text, rows);
	scratch_write("f.csv", text.ptr, text.len);
	gr_buf_free(&text);
	return gr_filings_read(keep, scratch_path("f.csv"), &standard, false,
	    &filings, &err);
}

Test(filings, a_filing_without_a_year_has_that_of_its_document)
{
	cr_assert_eq(read_filings("99,R,x,2022-08-01,,,\n"
	                          "99,R.2021,x,2022-01-05,,,\n"
	                          "99,R,x,2019,,,\n"
	                          "99,P,x,,,,\n"),
	    GR_OK, "%s", scratch_said(&err));
	cr_expect_eq(filings.filing[0].obligation, 1);
	cr_expect_eq(filings.filing[1].obligation, 0);
	cr_expect_eq(filings.filing[2].obligation, GR_NONE);
	cr_expect_eq(filings.filing[3].obligation, 3);
}

Test(filings, a_filing_exists_from_its_receipt_on)
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

/* What is said of a row: "RULE column: message", one behind the other. */
static void expect_faults(const char *row, const char *said)
{
	struct gr_buf text = { 0 };

	cr_assert_eq(read_filings(row), GR_OK, "%s", scratch_said(&err));
	for (size_t i = 0; i < filings.faults; i++) {
		const struct gr_filing_fault *f = &filings.fault[i];

		gr_buf_format(&text, "%s%.*s %s: %.*s", i > 0 ? "; " : "",
		    GR_ARG(gr_finding_rule(f->kind)), f->column,
		    GR_ARG(f->message));
	}
	gr_buf_byte(&text, '\0');
	cr_expect_str_eq(text.ptr, said, "%s: %s", row, text.ptr);
	gr_buf_free(&text);
}

Test(filings, what_cannot_be_is_told_and_the_rest_is_read)
{
	expect_faults("99,Q,x,,,,\n",
	    "F01 obligation_id: no obligation is called 'Q': not counted");
	expect_faults("99,R.2023,x,,,,\n",
	    "F01 obligation_id: no obligation is called 'R.2023': not "
	    "counted");
	expect_faults("99,S,x,,,,\n",
	    "F01 obligation_id: 'S' is judged by the figures and not by "
	    "documents: not counted");
	expect_faults("99,R,x,2019-02-03,,,\n",
	    "F01 obligation_id: nothing is due under 'R' in 2019: not "
	    "counted");
	expect_faults("99,R,x,,2021-11-01,,\n",
	    "F03 doc_date: 'R' names no year and the document has no date, so "
	    "its year is not known: not counted");
	expect_faults("99,R.2021,x,,,,\n",
	    "F03 received_date: 'R.2021' is judged by this date, and it is "
	    "not given");
	expect_faults("99,P,x,2021-11-02,2021-11-01,,\n",
	    "F04 received_date: received before the document was written "
	    "(2021-11-02)");
	expect_faults("99,P,x,2021-11,2021-11-01,,\n", "");
	expect_faults("99,R,x,2022-06-30,2022-07-02,,\n",
	    "F05 doc_date: written before the period of 'R.2022' begins "
	    "(2022-07-01): not counted");
	expect_faults("99,R,x,2022,2022-07-02,,\n", "");
	expect_faults("99,P,x,5 May,,,\n",
	    "F06 doc_date: no date that can be read: taken as not given");
	expect_faults("99,P,x,,,a few,\n",
	    "F06 value: no number: taken as not given");
	expect_faults("99,P,x,,,,\n99,P,x,,,,2021-01-01\n",
	    "F07 obligation_id: the same document as in line 2, counted once");
	expect_faults("99,P,x,,,1,\n98,P,x,,,1,\n99,P,y,,,1,\n99,P,x,,,2,\n",
	    "");
	expect_faults(" ,,,,,,\n,P,x,,,,\n", "");
	cr_expect_eq(filings.filings, 1);
	cr_expect_eq(filings.filing[0].line, 3);
}
