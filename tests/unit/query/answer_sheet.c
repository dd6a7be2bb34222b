/* answer_sheet.h: a filled-in sheet is read as it was saved; what cannot be
 * used costs its line, or the sheet, and is given to be told. */
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

/* All rows of a sheet in a line: "2:pupils=300 3:?" */
static const char *rows_of(const char *bytes, size_t n)
{
	static const char *const mark[] = { [GR_SHEET_NAME] = "name",
		[GR_SHEET_CELLS] = "cells",
		[GR_SHEET_CUT] = "cut",
		[GR_SHEET_LINES] = "lines",
		[GR_SHEET_REST] = "rest",
		[GR_SHEET_HEADING] = "heading",
		[GR_SHEET_NONE] = "none",
		[GR_SHEET_UNREAD] = "unread" };
	static char said[1024];
	struct gr_sheet_row row;
	size_t used = 0;

	said[0] = '\0';
	cr_assert_eq(open_bytes(bytes, n), GR_OK, "%s", err.message);
	while (gr_answer_sheet_next(&sheet, &row, &err) == GR_OK) {
		used += (size_t)snprintf(said + used, sizeof said - used,
		    "%s%d:", used > 0 ? " " : "", (int)row.line);
		if (row.what == GR_SHEET_QUERY)
			used += (size_t)snprintf(said + used,
			    sizeof said - used, "%.*s=%.*s",
			    GR_ARG(row.query.column), GR_ARG(row.answer));
		else if (row.what == GR_SHEET_LINES)
			used += (size_t)snprintf(said + used,
			    sizeof said - used, "lines(%d)", (int)row.lines);
		else
			used += (size_t)snprintf(said + used,
			    sizeof said - used, "%s", mark[row.what]);
	}
	gr_answer_sheet_close(&sheet);
	sheet = (struct gr_answer_sheet){ .source = NULL };
	return said;
}

#define Q(line, column) "q2023-inbox/2023/a.csv-" #line "-" column "-0a1b2c3d"
#define HEAD "query,city,reason,answer\n"
#define GB "query,\xb4\xf0\xb8\xb4\n" Q(1, "x") ",\xca\xc7\n"

static const struct {
	const char *bytes;
	size_t n;
	const char *rows;
} table[] = {
#define ROW(bytes, rows) \
	{ \
		bytes, sizeof(bytes) - 1, rows \
	}
	ROW(HEAD Q(1, "a") ",N,no,300\n" Q(2, "b") ",N,no,\n", "2:a=300 3:b="),
	/* as it was saved */
	ROW(GB, "2:x=是"),
	ROW("a;\"query\";answer\n1;" Q(1, "x") ";1,5\n", "2:x=1,5"),
	ROW("query|answer\n" Q(1, "x") "|7\n", "2:x=7"),
	ROW("query\1answer\n" Q(1, "x") "\1"
	                                "7\n",
	    "2:x=7"),
	ROW("\xef\xbb\xbfquery\tanswer\r\r\n" Q(1, "x") "\t7\r\r\n", "2:x=7"),
	ROW("Queries, of Northmark; 2023\n\nquery;answer\n" Q(1, "x") ";7\n",
	    "4:x=7"),
	ROW("\xff\xfeq\0u\0e\0r\0y\0\t\0a\0n\0s\0w\0e\0r\0\n\0"
	    "q\0"
	    "2\0"
	    "0\0"
	    "2\0"
	    "3\0-\0a\0-\0"
	    "1\0-\0x\0-\0"
	    "0\0a\0"
	    "1\0b\0"
	    "2\0c\0"
	    "3\0d\0\t\0"
	    "7\0\n\0",
	    "2:x=7"),
	/* as people change it */
	ROW("answer,query\n\"two\nlines\"," Q(1, "x") "\n", "2:x=two lines"),
	ROW(HEAD "\n,,,\n" Q(1, "a") ",N,no,300\n\nfilled in by: Li\n",
	    "4:a=300"),
	ROW(HEAD Q(1, "a") ",N\n", "2:a="),
	ROW(HEAD Q(1, "a") ",N,no,1\nanswer,query\n2," Q(2, "b") "\n",
	    "2:a=1 4:b=2"),
	/* a line is lost */
	ROW(HEAD Q(1, "a") ",N,no,1\n" Q(2, "b") ",N,\"no,2\n" Q(3,
	        "c") ",N,no,3\n",
	    "2:a=1 3:lines(1) 4:c=3"),
	ROW(HEAD Q(1, "a") ",N,\"no\" so,1\n" Q(2, "b") ",N,no,2\n",
	    "2:lines(1) 3:b=2"),
	ROW(HEAD Q(1, "a") ",N,no,1\n" Q(2, "b") ",N,no,\"2\n", "2:a=1 3:rest"),
	/* also if another quote ends what was not closed */
	ROW(HEAD Q(1, "a") ",N,no,\"1\n" Q(2, "b") ",N,no,2\"\n" Q(3,
	        "c") ",N,no,3\n",
	    "2:lines(1) 3:b=2\" 4:c=3"),
	ROW("\"never closed\n" HEAD Q(1, "a") ",N,no,1\n", "1:lines(1) 3:a=1"),
	/* nobody can tell whose it is, or what of it is the answer */
	ROW(HEAD "q1,N,no,1\n,N,no,2\nq1,N,no,\n" Q(3, "c") ",N,no,3\n",
	    "2:name 3:name 5:c=3"),
	ROW(HEAD Q(1, "a") ",N,no,1,200\n" Q(2, "b") ",N,no,2,,\n",
	    "2:cells 3:b=2"),
	/* the text was cut off */
	ROW(HEAD Q(1, "a") ",N,no,1\n" Q(2, "b") ",N,n", "2:a=1 3:cut"),
	ROW(HEAD Q(1, "a") ",N,no,1\nq2023-inbox/20", "2:a=1 3:cut"),
	ROW(HEAD Q(1, "a") ",N,no,1\nfilled in by: Li", "2:a=1"),
	ROW(HEAD Q(1, "a") ",N,no,1", "2:a=1"),
	/* the sheet is */
	ROW("query,answer,answer\n" Q(1, "a") ",1,2\n", "1:heading"),
	ROW("minutes\nquery\n" Q(1, "a") "\n", "2:heading"),
	ROW("name,age\nLi,7\n", "0:none"),
	ROW("", "0:none"),
	ROW("\xd0\xcf\x11\xe0\0\0\0\0", "1:unread"),
	ROW("PK\3\4\0\0\0\0\0", "0:unread"),
	ROW(HEAD Q(1, "a") ",N,no,1\0\n", "2:unread"),
	ROW("query,答复\n" Q(1, "a") ",\xca\xc7\xca\xc7\n", "2:unread"),
};

Test(answer_sheet, what_can_be_used_is_and_the_rest_is_told_with_its_line)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		const char *rows = rows_of(table[i].bytes, table[i].n);

		cr_expect_str_eq(rows, table[i].rows, "%s\n%s\nis not\n%s",
		    table[i].bytes, rows, table[i].rows);
	}
}

Test(answer_sheet, what_is_not_there_is_refused)
{
	cr_assert_eq(gr_answer_sheet_open("/nowhere/sheet", &sheet, &err),
	    GR_EDATA);
}
