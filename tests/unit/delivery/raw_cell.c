/* raw_cell.h: what was written is found again in the delivery. */
#include "delivery/raw_cell.h"

#include "little.h"

static struct gr_raw_cell *raw;
static struct gr_raw_record record[2];
static uint64_t heading;

static void setup(void)
{
	little_setup();
	cr_assert_eq(gr_raw_cell_new(keep, &standard, &raw, &err), GR_OK, "%s",
	    err.message);
}

static void teardown(void)
{
	gr_raw_cell_free(raw);
	little_teardown();
}

TestSuite(raw_cell, .init = setup, .fini = teardown);

static enum gr_status read_lines(uint64_t first, uint64_t second)
{
	static char path[512];

	snprintf(path, sizeof(path), "%s", scratch_path("d.csv"));
	record[0] = (struct gr_raw_record){ .line = first };
	record[1] = (struct gr_raw_record){ .line = second };
	heading = 0;
	return gr_raw_cell_read(raw, path, GR_S(""), GR_S("2021"), record, 2,
	    &heading, &err);
}

static void expect_cell(size_t i, size_t at, const char *want)
{
	cr_assert(record[i].found);
	cr_assert_lt(at, record[i].cells);
	cr_assert(gr_slice_eq(record[i].cell[at], gr_slice_of(want)), "%.*s",
	    GR_ARG(record[i].cell[at]));
}

Test(raw_cell, cells_are_as_they_were_written)
{
	scratch_text("d.csv",
	    "A title\nCode,A,B\n11,\" 1,200\n\",\n12,=SUM(A1),\"x\"\"y\"\n");
	cr_assert_eq(read_lines(5, 3), GR_OK, "%s", err.message);
	cr_assert_eq(heading, 2);
	expect_cell(0, 1, "=SUM(A1)");
	expect_cell(0, 2, "x\"y");
	expect_cell(1, 1, " 1,200\n");
	expect_cell(1, 2, "");
}

Test(raw_cell, another_character_set_and_delimiter_are_taken_back)
{
	/* "社" in GB18030, beside a heading that is known */
	scratch_text("d.csv", "Code;A;B\n11;\xc9\xe7;2\n");
	cr_assert_eq(read_lines(2, 2), GR_OK, "%s", err.message);
	expect_cell(0, 1, "社");
	expect_cell(1, 2, "2");
}

Test(raw_cell, personal_columns_and_numbers_stay_hidden)
{
	scratch_text("d.csv", "Code,A,phone\n11,13912345678 call,0451 123\n");
	cr_assert_eq(read_lines(2, 2), GR_OK, "%s", err.message);
	expect_cell(0, 1, "*********** call");
	expect_cell(0, 2, "");
}

Test(raw_cell, a_line_where_no_record_begins_is_not_found)
{
	scratch_text("d.csv", "Code,A\n11,\"1\n2\"\n");
	cr_assert_eq(read_lines(2, 3), GR_OK, "%s", err.message);
	cr_assert(record[0].found);
	cr_assert_not(record[1].found);
}

Test(raw_cell, ruling_36d_what_is_lost_to_a_quote_is_not_found)
{
	scratch_text("d.csv", "Code,A\n\"2301,1\n2302,2\n");
	cr_assert_eq(read_lines(2, 3), GR_OK, "%s", err.message);
	cr_assert_not(record[0].found);
	expect_cell(1, 1, "2");
}

Test(raw_cell, what_is_no_delivery_is_refused)
{
	scratch_text("d.csv", "one,two\n1,2\n");
	cr_assert_eq(read_lines(2, 2), GR_EDATA);
	scratch_text("d.csv", "Code,\"A\n11,2\n");
	cr_assert_eq(read_lines(2, 2), GR_EDATA);
	unlink(scratch_path("d.csv"));
	cr_assert_eq(read_lines(2, 2), GR_EDATA);
}
