/* table_rows.h: a table gives its rows one by one, as csv/table.h has them. */
#include "csv/table_rows.h"
#include "stream/source.h"
#include <criterion/criterion.h>
#include <string.h>

#include "kept.h"

static struct gr_table_rows *rows;

static void close_all(void)
{
	gr_table_rows_close(rows);
	rows = NULL;
	kept_close();
}

TestSuite(table_rows, .init = kept_open, .fini = close_all);

static enum gr_status open_text(const char *text)
{
	gr_table_rows_close(rows);
	rows = NULL;
	scratch_text("t.csv", text);
	return gr_table_rows_open(keep, scratch_path("t.csv"), NULL, &rows,
	    &err);
}

static void must_open(const char *text)
{
	enum gr_status status = open_text(text);

	cr_assert_eq(status, GR_OK, "%s", scratch_said(&err));
}

/* The next row, as its line and its cells. */
static const char *next(void)
{
	static char text[256];
	struct gr_table_row row;
	enum gr_status status = gr_table_rows_next(rows, &row, &err);

	if (status == GR_END)
		return "end";
	if (status != GR_OK)
		return scratch_said(&err);
	int n = snprintf(text, sizeof text, "%d%s", (int)row.line,
	    row.plain ? "p" : "");
	for (size_t i = 0; i < gr_table_rows_table(rows)->header.n; i++)
		n += snprintf(text + n, sizeof text - (size_t)n, "|%.*s",
		    GR_ARG(row.cell[i]));
	return text;
}

Test(table_rows, come_with_their_lines_and_without_the_blank_ones)
{
	must_open("\na,b\n1,2\n,\n\n3,道里区,,\n");
	cr_expect_eq(gr_table_rows_table(rows)->header.n, 2);
	cr_expect_str_eq(next(), "3p|1|2");
	cr_expect_str_eq(next(), "6p|3|道里区");
	cr_expect_str_eq(next(), "end");
}

Test(table_rows, are_plain_if_there_is_nothing_to_tidy)
{
	must_open("a,b\r\n1,x y\r\n2,\"x\"\r\n3,x\xe2\x80\x8b\r\n4,x\r\n"
	          "5,（x）\r\n6,");
	cr_expect_str_eq(next(), "2|1|x y");
	cr_expect_str_eq(next(), "3|2|x");
	cr_expect_str_eq(next(), "4|3|x\xe2\x80\x8b");
	cr_expect_str_eq(next(), "5p|4|x");
	cr_expect_str_eq(next(), "6|5|（x）");
	cr_expect_str_eq(next(), "7p|6|");
	cr_expect_str_eq(next(), "end");
}

Test(table_rows, of_other_delimiters_are_no_less_rows)
{
	must_open("a\tb\n1\t2\n");
	cr_expect_str_eq(next(), "2|1|2");
	must_open("a;b\n1;2\n");
	cr_expect_str_eq(next(), "2p|1|2");
}

Test(table_rows, that_are_ragged_are_refused_at_their_line)
{
	must_open("a,b\n1,2\n3\n");
	cr_expect_str_eq(next(), "2p|1|2");
	cr_expect_str_eq(next(),
	    "t.csv:3: b: the row has 1 cells, the header 2");
	cr_expect_eq(open_text(""), GR_EUSAGE);
	cr_expect_str_eq(scratch_said(&err), "t.csv: the file is empty");
	cr_expect_eq(gr_table_rows_open(keep, scratch_path("none.csv"), NULL,
	                 &rows, &err),
	    GR_EUSAGE);
}

/* What is the same for both readers of a source is tested with tables. */
Test(table_rows, of_a_source_may_be_taken_twice)
{
	struct gr_source *source = NULL;

	scratch_text("t.csv", "a,b\n1,2\n");
	cr_assert_eq(gr_source_open(scratch_path("t.csv"), NULL, &source, &err),
	    GR_OK);
	for (int i = 0; i < 2; i++) {
		cr_assert_eq(gr_table_rows_take(keep, source, &rows, &err),
		    GR_OK);
		cr_expect_str_eq(next(), "2p|1|2");
		cr_expect_str_eq(next(), "end");
		gr_table_rows_close(rows);
		rows = NULL;
	}
	gr_source_close(source);
}
