/* answer_sheet.h: a filled-in sheet is read in any charset and with any delimiter, or
 * refused. */
#include "query/answer_sheet.h"

#include "scratch.h"

static struct gr_answer_sheet sheet;
static struct gr_err err;
static char path[512];

static void end(void)
{
	gr_answer_sheet_close(&sheet);
	scratch_close();
}

TestSuite(answer_sheet, .init = scratch_open, .fini = end);

static enum gr_status open_bytes(const char *bytes, size_t n)
{
	scratch_write("sheet", bytes, n);
	snprintf(path, sizeof path, "%s", scratch_path("sheet"));
	return gr_answer_sheet_open(path, &sheet, &err);
}

static void expect_cell(size_t i, const char *text)
{
	struct gr_csv_record record;

	cr_assert_eq(gr_csv_next(sheet.csv, &record, &err), GR_OK);
	cr_assert_lt(i, record.cells);
	cr_expect(gr_slice_eq(gr_slice_trim(record.cell[i]), gr_slice_of(text)),
	    "%.*s", GR_ARG(record.cell[i]));
}

#define OPEN(bytes) open_bytes(bytes, sizeof(bytes) - 1)

Test(answer_sheet, delimiters_are_what_stands_beside_the_heading)
{
	cr_assert_eq(OPEN("a;\"query\";answer\n1;q,;x\n"), GR_OK);
	expect_cell(1, "query");
	expect_cell(1, "q,");
}

Test(answer_sheet, gb18030_and_utf16_are_read)
{
	cr_assert_eq(OPEN("query,\xb4\xf0\xb8\xb4\nq1,\xca\xc7\n"), GR_OK);
	expect_cell(1, "答复");
	expect_cell(1, "是");
	gr_answer_sheet_close(&sheet);
	cr_assert_eq(OPEN("\xff\xfeq\0u\0e\0r\0y\0\t\0a\0\n\0q\0\t\0b\0\n\0"),
	    GR_OK);
	expect_cell(1, "a");
	expect_cell(1, "b");
}

Test(answer_sheet, what_is_no_text_or_not_there_is_refused)
{
	cr_assert_eq(OPEN("PK\3\4\0\0\0\0\0"), GR_EDATA);
	gr_answer_sheet_close(&sheet);
	cr_assert_eq(gr_answer_sheet_open("/nowhere/sheet", &sheet, &err),
	    GR_EDATA);
}
