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

Test(filings, a_filing_without_a_year_has_that_of_its_document)
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

static void expect_refused(const char *row, const char *said)
{
	cr_expect_eq(read_filings(row), GR_EUSAGE, "%s", row);
	cr_expect_str_eq(scratch_said(&err), said);
}

Test(filings, filings_are_refused_at_their_place)
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
