/* table.h: tables that people maintain are read, or refused at a line and a
 * column. */
#include "csv/table.h"
#include <criterion/criterion.h>
#include <string.h>

#include "kept.h"

static struct gr_table table;

TestSuite(table, .init = kept_open, .fini = kept_close);

static enum gr_status read_bytes(const char *bytes, size_t len)
{
	scratch_write("t.csv", bytes, len);
	return gr_table_read(keep, scratch_path("t.csv"), &table, &err);
}

static enum gr_status read_text(const char *text)
{
	return read_bytes(text, strlen(text));
}

static void must_read(const char *text)
{
	enum gr_status status = read_text(text);

	cr_assert_eq(status, GR_OK, "%s", scratch_said(&err));
}

static void expect_cell(size_t row, const char *column, const char *want)
{
	struct gr_slice got = gr_table_cell(&table, &table.row[row], column);

	cr_expect(gr_slice_eq(got, gr_slice_of(want)),
	    "row %zu, %s: '%.*s' is not '%s'", row, column, GR_ARG(got), want);
}

static void expect_refused(const char *text, const char *sentence)
{
	kept_refusal(read_text(text), text, sentence);
}

Test(table, reads_cells_under_their_names)
{
	must_read("a,b\n1,2\n3,4\n");
	cr_assert_eq(table.rows, 2);
	expect_cell(0, "a", "1");
	expect_cell(1, "b", "4");
	expect_cell(1, "no such column", "");
}

Test(table, line_ends_do_not_matter)
{
	must_read("a,b\r\n1,2\r\n3,4");
	cr_assert_eq(table.rows, 2);
	expect_cell(1, "b", "4");
	cr_expect_eq(table.row[1].line, 3);
}

Test(table, a_byte_order_mark_is_passed_over)
{
	must_read("\xef\xbb\xbf"
	          "a,b\n1,2\n");
	expect_cell(0, "a", "1");
}

Test(table, quoted_cells_hold_commas_quotes_and_line_breaks)
{
	must_read("a,b\n\"x,\"\"y\"\"\",\"two\nlines\"\nlast,row\n");
	cr_assert_eq(table.rows, 2);
	expect_cell(0, "a", "x,\"y\"");
	expect_cell(0, "b", "two\nlines");
	cr_expect_eq(table.row[1].line, 4, "the quoted line break counts");
}

Test(table, blank_lines_are_passed_over_and_counted)
{
	must_read("\na,b\n\n1,2\n\r\n\n3,4\n\n");
	cr_assert_eq(table.rows, 2);
	cr_expect_eq(table.row[0].line, 4);
	cr_expect_eq(table.row[1].line, 7);
}

Test(table, blank_line_inside_quotes_belongs_to_the_cell)
{
	must_read("a\n\"x\n\ny\"\nz\n");
	expect_cell(0, "a", "x\n\ny");
	cr_expect_eq(table.row[1].line, 5);
}

Test(table, blanks_round_a_cell_are_trimmed_on_request_only)
{
	must_read("a, b \n 1 ,\" 2 \"\n");
	expect_cell(0, "a", "1");
	expect_cell(0, "b", "2");
	cr_expect_eq(table.row[0].cell[0].len, 3, "the cell itself is whole");
}

/* Ruling 32: what Excel leaves behind and beside a table. */
Test(table, blank_rows_and_empty_columns_at_the_end_are_passed_over)
{
	must_read("a,b,,\n1,2,,\n,,,\n\"\",  \n3,4,,,\n , \n");
	cr_assert_eq(table.rows, 2);
	cr_expect_eq(table.header.n, 2);
	expect_cell(1, "b", "4");
	cr_expect_eq(table.row[1].line, 5);
	expect_refused("a,b,,\n1,2,,x\n",
	    "t.csv:2: 3: the row has 4 cells, the header 2");
}

/* Ruling 33: the bytes of a table are read as a delivery's are. */
Test(table, is_read_in_the_character_sets_and_delimiters_of_deliveries)
{
	must_read("a;b,c;d\n1;2;3\n");
	expect_cell(0, "b,c", "2");
	must_read("a\tb\n1\t2,5\n");
	expect_cell(0, "b", "2,5");
	must_read("a|b\n1|2\n");
	expect_cell(0, "b", "2");
	must_read("\"a,b,c,d\";b;c\n1;2;3\n");
	expect_cell(0, "c", "3");
	must_read("a,b\n1,\xc9\xe7\xc7\xf8\n");
	expect_cell(0, "b", "社区");
	cr_assert_eq(read_bytes("\xff\xfe"
	                        "a\0,\0b\0\n\0"
	                        "1\0,\0>y\n\0",
	                 18),
	    GR_OK);
	expect_cell(0, "b", "社"); /* U+793E is 3E 79 */
	must_read("a,b\r1,2\r3,4\r");
	expect_cell(1, "a", "3");
	cr_expect_eq(table.row[1].line, 3);
}

Test(table, quotes_that_keep_text_from_being_a_number_are_taken_off)
{
	must_read("a,b\n=\"0123\", \xe2\x80\x8b x\xef\xbb\xbf y\xc2\xa0\n"
	          "\"=\"\"4\"\"\",\xe3\x80\x80=\n");
	cr_assert_eq(gr_table_tidy(&table, &err), GR_OK);
	expect_cell(0, "a", "0123");
	expect_cell(0, "b", "x y");
	expect_cell(1, "a", "4");
	expect_cell(1, "b", "=");
}

Test(table, a_row_of_marks_alone_is_blank)
{
	must_read("a,b\n=\"\",\xe2\x80\x8b\n1,=\"\"\n\"=\"\"\"\"\",\n");
	cr_assert_eq(table.rows, 3);
	cr_assert_eq(gr_table_tidy(&table, &err), GR_OK);
	cr_assert_eq(table.rows, 1);
	expect_cell(0, "a", "1");
	cr_expect_eq(table.row[0].line, 3);
}

Test(table, damage_costs_its_lines_where_it_is_allowed)
{
	static const struct gr_table_loss want[] = { { 3, 1, 1 }, { 4, 1, 3 },
		{ 6, 1, 0 }, { 10, 2, 1 }, { 12, 1, 0 } };
	struct gr_table_losses losses;

	scratch_text("t.csv",
	    "a,b\n1,2\nx\n1,2,3\n3,4\n\"x,y\n5,6\n7,\"a\nb\"\n"
	    "\"x,\n\"\n\"y");
	cr_assert_eq(gr_table_read_damaged(keep, scratch_path("t.csv"), &table,
	                 &losses, &err),
	    GR_OK);
	cr_assert_eq(table.rows, 4);
	expect_cell(3, "a", "7");
	cr_assert_eq(losses.n, sizeof(want) / sizeof(*want));
	for (size_t i = 0; i < losses.n; i++) {
		cr_expect_eq(losses.loss[i].line, want[i].line);
		cr_expect_eq(losses.loss[i].lines, want[i].lines);
		cr_expect_eq(losses.loss[i].cells, want[i].cells);
	}
}

Test(table, what_is_no_text_costs_its_lines_where_damage_is_allowed)
{
	static const char text[] = "\xef\xbb\xbf"
	                           "a,b\n\xe6\x8a\xa5,2\n\xff,2\n1,x\0y\n"
	                           "\xb1\xa8\xb8\xe6,\"z\n\"\n5,6\n\xe6\x8a";
	static const uint64_t want[][2] = { { 3, 1 }, { 4, 1 }, { 5, 2 },
		{ 8, 1 } };
	struct gr_table_losses losses;

	scratch_write("t.csv", text, sizeof(text) - 1);
	cr_assert_eq(gr_table_read_damaged(keep, scratch_path("t.csv"), &table,
	                 &losses, &err),
	    GR_OK);
	cr_expect_not(losses.no_heading);
	cr_assert_eq(table.rows, 2);
	expect_cell(0, "a", "报");
	expect_cell(1, "b", "6");
	cr_assert_eq(losses.n, 4);
	for (size_t i = 0; i < losses.n; i++) {
		cr_expect_eq(losses.loss[i].line, want[i][0]);
		cr_expect_eq(losses.loss[i].lines, want[i][1]);
		cr_expect_eq(losses.loss[i].cells, GR_NONE);
	}
}

Test(table, without_a_heading_it_has_no_rows_where_damage_is_allowed)
{
	static const char *const text[] = { "", "\n", "a,a\n1,2\n",
		"a,\xff\n1,2\n", "%PDF-1.7\n", "\"a,b\n1,2\n" };
	struct gr_table_losses losses;

	for (size_t i = 0; i < sizeof(text) / sizeof(*text); i++) {
		scratch_text("t.csv", text[i]);
		cr_assert_eq(gr_table_read_damaged(keep, scratch_path("t.csv"),
		                 &table, &losses, &err),
		    GR_OK, "%s", text[i]);
		cr_expect(losses.no_heading, "%s", text[i]);
		cr_expect_eq(table.rows, 0);
		cr_expect_eq(table.header.n, 0);
	}
}

Test(table, dates_are_brought_into_one_form_where_they_have_one_meaning)
{
	static const char *const columns[] = { "b", "none", NULL };

	must_read("a,b\n2021/1/1,2021/1/1\n1,44197\n1,soon\n1,\n");
	cr_assert_eq(gr_table_dates(&table, columns, &err), GR_OK);
	expect_cell(0, "a", "2021/1/1");
	expect_cell(0, "b", "2021-01-01");
	expect_cell(1, "b", "2021-01-01");
	expect_cell(2, "b", "soon");
	expect_cell(3, "b", "");
}

Test(table, a_header_alone_is_a_table_without_rows)
{
	must_read("a,b\n");
	cr_expect_eq(table.rows, 0);
}

Test(table, many_columns_and_rows_are_held)
{
	struct gr_buf text = { 0 };

	for (unsigned row = 0; row < 300; row++)
		for (unsigned i = 0; i < 500; i++)
			gr_buf_format(&text, "c%u%s", row * 1000 + i,
			    i < 499 ? "," : "\n");
	cr_assert_eq(read_bytes(text.ptr, text.len), GR_OK);
	cr_assert_eq(table.rows, 299);
	expect_cell(298, "c499", "c299499");
	gr_buf_free(&text);
}

Test(table, what_is_no_table_is_refused_with_its_place)
{
	expect_refused("", "t.csv: the file is empty");
	expect_refused("\n\n", "t.csv: the file is empty");
	expect_refused("a,b\n1\n",
	    "t.csv:2: b: the row has 1 cells, the header 2");
	expect_refused("a,b\n1,2\n1,2,3\n",
	    "t.csv:3: 3: the row has 3 cells, the header 2");
	expect_refused("a,b\n1,2\n3,\"4\n5,6\n",
	    "t.csv:3: the quote that opens here is never closed [D14]");
	expect_refused("a,b\n\"1\" ,2\n",
	    "t.csv:2: a cell that opens with a quote here has text behind its "
	    "closing quote [D14]");
	expect_refused("a,,b\n", "t.csv:1: column 2 of the header has no name");
	expect_refused("a,b,a\n", "t.csv:1: the header names column 'a' twice");
	expect_refused("#a,b\n",
	    "t.csv:1: the header's column '#a' begins with '#'");
}

Test(table, bytes_that_are_no_text_are_refused)
{
	expect_refused("a,b\n1,\xff\xff\n",
	    "t.csv:2: byte 7 (0xFF): neither UTF-8 nor GB18030; another "
	    "character set, or cut off [D05]; please save the table as CSV in UTF-8");
	expect_refused("PK\003\004 and more",
	    "t.csv:1: this is a zip archive or an xlsx workbook, not a CSV "
	    "text [D09]; please save the table as CSV in UTF-8");
	cr_expect_eq(read_bytes("a,b\n1,x\0y\n", 10), GR_EUSAGE);
	cr_expect_str_eq(scratch_said(&err),
	    "t.csv:2: byte 8 (0x00): a NUL byte is no text [D10]; please save the table as CSV in UTF-8");
}

Test(table, a_missing_file_is_named)
{
	cr_expect_eq(gr_table_read(keep, scratch_path("none.csv"), &table,
	                 &err),
	    GR_EUSAGE);
	cr_expect_str_eq(scratch_said(&err),
	    "none.csv: cannot be opened: No such file or directory");
}

Test(table, a_folder_is_no_table)
{
	cr_expect_eq(gr_table_read(keep, scratch_folder, &table, &err),
	    GR_EUSAGE);
	cr_expect_str_eq(scratch_said(&err),
	    ": cannot be opened: Is a directory");
}

Test(table, known_columns_are_checked)
{
	static const char *const need[] = { "a", "b", NULL };
	static const char *const may[] = { "c", NULL };

	must_read("c,b,a\n1,2,3\n");
	cr_expect_eq(gr_table_columns(&table, need, may, &err), GR_OK);
	must_read("a,c\n1,2\n");
	cr_expect_eq(gr_table_columns(&table, need, may, &err), GR_EUSAGE);
	cr_expect_str_eq(scratch_said(&err),
	    "t.csv:1: b: this column is missing");
	must_read("a,b,d\n1,2,3\n");
	cr_expect_eq(gr_table_columns(&table, need, NULL, &err), GR_OK,
	    "without a list of others any may be there");
	cr_expect_eq(gr_table_columns(&table, need, may, &err), GR_EUSAGE);
	cr_expect_str_eq(scratch_said(&err),
	    "t.csv:1: d: no such column in this table");
}

Test(table, cells_that_no_stream_could_hold_are_found)
{
	must_read("a,b\n1,2\n");
	cr_expect_eq(gr_table_plain(&table, &err), GR_OK);
	must_read("a,b\n1,2\n3,\"4\n5\"\n");
	cr_expect_eq(gr_table_plain(&table, &err), GR_EUSAGE);
	cr_expect_str_eq(scratch_said(&err),
	    "t.csv:3: b: a line break, a tab "
	    "or another control character");
}

Test(table, errors_carry_the_row_and_column)
{
	must_read("a,b\n1,2\n");
	cr_expect_eq(gr_table_error(&table, &table.row[0], "b", &err,
	                 "'%s' is too many by %d", "2", 1),
	    GR_EUSAGE);
	cr_expect_str_eq(scratch_said(&err),
	    "t.csv:2: b: '2' is too many by 1");
}
