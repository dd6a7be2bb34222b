/* workbook.h: sheets come as text with their marks, and what is no workbook, or
 * a damaged one, is refused by name. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buf.h"
#include "packed.h"
#include "sheet/workbook.h"

#define RELATIONS \
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static const struct part around[] = {
	{ "_rels/.rels",
	    "<Relationships><Relationship Id='a' Type='" RELATIONS
	    "officeDocument' Target='xl/workbook.xml'/></Relationships>" },
	{ "xl/_rels/workbook.xml.rels",
	    "<Relationships>"
	    "<Relationship Id='r1' Type='" RELATIONS
	    "worksheet' Target='worksheets/sheet1.xml'/>"
	    "<Relationship Id='r2' Type='" RELATIONS
	    "sharedStrings' Target='/xl/sharedStrings.xml'/>"
	    "<Relationship Id='r3' Type='" RELATIONS
	    "styles' Target='./styles.xml'/>"
	    "</Relationships>" },
	{ "xl/styles.xml",
	    "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='0.0%'/>"
	    "</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
	    "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/>"
	    "<xf numFmtId='164'/></cellXfs></styleSheet>" },
	{ "xl/sharedStrings.xml",
	    "<sst><si><t>zero</t></si><si><r><t>o</t></r><r><t>ne</t></r></si>"
	    "<si><t>two, \"three\"</t><rPh><t>no</t></rPh></si></sst>" },
};

static const char one_sheet[] =
    "<workbook><workbookPr date1904='%s'/><sheets>"
    "<sheet name='\xe8\xa1\xa8' sheetId='1' r:id='r1' "
    "xmlns:r='r'/></sheets></workbook>";

/* The text of a workbook of one sheet, or the error's message. */
static void read_book(int fd, struct gr_sheet_marks *marks, struct gr_buf *out)
{
	struct gr_workbook *book;
	struct gr_err err = { .line = 0 };
	int text = memfd_create("text", 0);
	enum gr_status status = gr_workbook_open(fd, "x.xlsx", &book, &err);

	cr_assert_eq(gr_sheet_marks_make(marks, &err), GR_OK);
	if (status == GR_OK)
		status = gr_workbook_text(book, 0, text, marks, &err);
	gr_buf_clear(out);
	if (status == GR_OK) {
		off_t n = lseek(text, 0, SEEK_END);
		char *to = gr_buf_reserve(out, (size_t)n + 1);

		cr_assert_eq(pread(text, to, (size_t)n, 0), n);
		out->len = (size_t)n;
	} else {
		gr_buf_text(out, err.message);
	}
	gr_buf_byte(out, '\0');
	gr_workbook_close(book);
	close(text);
	close(fd);
}

static int sheet(const char *text, const char *date1904)
{
	char list[512];
	const struct part more[] = { { "xl/workbook.xml", list },
		{ "xl/worksheets/sheet1.xml", text } };

	(void)snprintf(list, sizeof list, one_sheet, date1904);
	return pack(around, sizeof around / sizeof around[0], more, 2);
}

static void assert_text(const char *xml, const char *date1904, const char *want)
{
	struct gr_sheet_marks marks;
	struct gr_buf out = { 0 };

	read_book(sheet(xml, date1904), &marks, &out);
	cr_assert_str_eq(out.ptr, want, "%s\n%s", xml, out.ptr);
	gr_sheet_marks_free(&marks);
	gr_buf_free(&out);
}

#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"

Test(workbook, cells)
{
	assert_text(SHEET("<row r='1'><c r='A1' t='s'><v>0</v></c>"
	                  "<c r='C1' t='s'><v>1</v></c></row>"
	                  "<row r='4'><c r='B4' t='s'><v>2</v></c></row>"),
	    "0", "zero,,one\n\n\n,\"two, \"\"three\"\"\"\n");
	assert_text(SHEET(
	                "<row><c><v>1.5</v></c><c s='1'><v>44260</v></c>"
	                "<c s='2'><v>0.3333</v></c><c t='b'><v>1</v></c>"
	                "<c t='b'><v>0</v></c><c t='e'><v>#N/A</v></c></row>"),
	    "false", "1.5,2021-03-05,33.33%,TRUE,FALSE,#N/A\n");
	assert_text(SHEET("<row><c s='1'><v>44260</v></c></row>"), "on",
	    "2025-03-06\n");
	assert_text(SHEET("<row><c t='inlineStr'><is><r><t>a</t></r><r><t>b"
	                  "</t></r></is></c><c t='str'><f>A1</f><v>x_x000A_y"
	                  "</v></c><c t='d'><v>2021-03-05T00:00:00</v></c>"
	                  "</row>"),
	    "0", "ab,\"x\ny\",2021-03-05\n");
	assert_text(SHEET("<row r='1048576'><c r='XFD1048576'/></row>"), "0",
	    "");
	assert_text("<x:worksheet xmlns:x='x'><x:sheetData><x:row><x:c><x:v>7"
	            "</x:v></x:c></x:row></x:sheetData></x:worksheet>",
	    "0", "7\n");
	assert_text(SHEET("<row><c><v></v></c></row>"), "0", "");
	/* what is called so where the place of a picture is said */
	assert_text(
	    "<worksheet><sheetData><row r='1048576'><c r='A1048576'/></row>"
	    "<row_/></sheetData><controls><x:from xmlns:x='x'><x:col>0"
	    "</x:col><x:row>7</x:row></x:from></controls><mergeCell/>"
	    "<col hidden='1'/></worksheet>",
	    "0", "");
}

Test(workbook, marks)
{
	static const char xml[] =
	    "<worksheet><cols><col min='2' max='2' hidden='1'/>"
	    "<col min='3' max='16384' hidden='true'/></cols><sheetData>"
	    "<row><c><f>1+1</f><v>2</v></c><c><f t='shared' si='0'/></c>"
	    "<c><f>B2</f></c></row>"
	    "<row hidden='1'><c s='1'><v>60</v></c></row>"
	    "<row r='9' hidden='1'/></sheetData>"
	    "<mergeCells><mergeCell ref='A1:A2'/></mergeCells></worksheet>";
	static const struct gr_mark want[] = { { 1, 1, GR_MARK_FORMULA },
		{ 1, 2, GR_MARK_NO_VALUE }, { 1, 3, GR_MARK_NO_VALUE },
		{ 2, 1, GR_MARK_NO_DAY } };
	struct gr_marks_cursor *cursor = calloc(1, sizeof *cursor);
	struct gr_sheet_marks marks;
	struct gr_buf out = { 0 };
	struct gr_err err;
	struct gr_mark mark;

	read_book(sheet(xml, "0"), &marks, &out);
	cr_assert_str_eq(out.ptr, "2,=,=B2\n60\n");
	for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
		cr_assert_eq(gr_sheet_marks_next(&marks, cursor, want[i].row,
		                 &mark, &err),
		    GR_OK);
		cr_assert_eq(memcmp(&mark, &want[i], sizeof mark), 0, "%zu", i);
	}
	cr_assert_eq(marks.rows, 2);
	cr_assert_eq(marks.width, 3);
	cr_assert_eq(marks.hidden_rows.all, 1);
	cr_assert_eq(marks.hidden_columns.n, 1);
	cr_assert_eq(marks.hidden_columns.all, 2);
	cr_assert_eq(marks.merges, 1);
	cr_assert_eq(marks.merged[0].last.row, 2);
	cr_assert_eq(marks.formulas, 1);
	free(cursor);
	gr_sheet_marks_free(&marks);
	gr_buf_free(&out);
}

/* Texts that do not fit in memory are found again, near and far. */
Test(workbook, many_strings)
{
	enum { STRINGS = 300000, ROWS = 500 };
	struct gr_buf strings = { 0 }, rows = { 0 }, want = { 0 }, out = { 0 };
	struct gr_sheet_marks marks;
	char list[512];

	gr_buf_text(&strings, "<sst>");
	for (int i = 0; i < STRINGS; i++)
		gr_buf_format(&strings, "<si><t>%s%d</t></si>",
		    i % 7 == 0 ? "" : "a longer text ", i);
	gr_buf_text(&strings, "</sst>");
	gr_buf_byte(&strings, '\0');
	gr_buf_text(&rows, "<worksheet><sheetData>");
	for (unsigned i = 0; i < ROWS; i++) {
		unsigned at = i * 7919u % STRINGS;

		gr_buf_format(&rows, "<row><c t='s'><v>%u</v></c></row>", at);
		gr_buf_format(&want, "%s%u\n",
		    at % 7 == 0 ? "" : "a longer text ", at);
	}
	gr_buf_text(&rows, "</sheetData></worksheet>");
	gr_buf_byte(&rows, '\0');
	gr_buf_byte(&want, '\0');
	(void)snprintf(list, sizeof list, one_sheet, "0");
	const struct part more[] = { { "xl/sharedStrings.xml", strings.ptr },
		{ "xl/workbook.xml", list },
		{ "xl/worksheets/sheet1.xml", rows.ptr } };
	read_book(pack(around, 3, more, 3), &marks, &out);
	cr_assert_str_eq(out.ptr, want.ptr);
	gr_sheet_marks_free(&marks);
	gr_buf_free(&strings);
	gr_buf_free(&rows);
	gr_buf_free(&want);
	gr_buf_free(&out);
}

static void assert_refused(int fd, const char *rule)
{
	struct gr_sheet_marks marks;
	struct gr_buf out = { 0 };

	read_book(fd, &marks, &out);
	cr_assert_not_null(strstr(out.ptr, rule), "%s: %s", rule, out.ptr);
	gr_sheet_marks_free(&marks);
	gr_buf_free(&out);
}

Test(workbook, refused_sheets)
{
	static const struct {
		const char *xml, *rule;
	} table[] = {
		{ SHEET("<row r='2'/><row r='2'/>"), "[W01]" },
		{ SHEET("<row r='1048577'/>"), "[W02]" },
		{ SHEET("<row><c r='B1'/><c r='A1'/></row>"), "[W01]" },
		{ SHEET("<row><c r='B2'/></row>"), "[W01]" },
		{ SHEET("<row><c r='XFE1'/></row>"), "[W01]" },
		{ SHEET("<row r='x'/>"), "[W01]" },
		{ SHEET("<row><c t='s'><v>3</v></c></row>"), "[W01]" },
		{ SHEET("<row><c t='s'><v>-1</v></c></row>"), "[W01]" },
		{ SHEET("<row>"), "[W01]" },
		{ "<worksheet><sheetData>", "[W01]" },
		{ "no xml", "[W01]" },
		{ "", "[W01]" },
		{ "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "[W01]" },
		{ "<a>&b;</a>", "[W01]" },
		{ "<w><mergeCells><mergeCell ref='A1:'/></mergeCells></w>",
		    "[W01]" },
		{ "<w><cols><col min='0' max='1' hidden='1'/></cols></w>",
		    "[W01]" },
		{ SHEET("<row><row/></row>"), "none can be" },
		{ SHEET("<row><odd><c/></odd></row>"), "none can be" },
		{ SHEET("<c/>"), "none can be" },
		{ SHEET("<odd><c/></odd>"), "in no row" },
		{ "<w><c/><sheetData/></w>", "in no row" },
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		assert_refused(sheet(table[i].xml, "0"), table[i].rule);
}

Test(workbook, refused_packages)
{
	static const struct {
		struct part part;
		const char *says;
	} table[] = {
		{ { "xl/workbook.bin", "x" }, ".xlsb" },
		{ { "content.xml", "<x/>" }, "OpenDocument" },
		{ { "word/document.xml", "<x/>" }, "text document" },
		{ { "a.csv", "x" }, "zip archive" },
		{ { "xl/workbook.xml", "<workbook/>" }, "without a sheet" },
		{ { "xl/workbook.xml", "<w><sheet name='a' id='r9'/></w>" },
		    "'a' is not to be found" },
	};
	int nothing = memfd_create("nothing", 0);

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		assert_refused(pack(&table[i].part, 1, NULL, 0), table[i].says);
	cr_assert_eq(write(nothing, "PK\3\4 and so on", 13), 13);
	assert_refused(nothing, "[W01]");
}

/* Names are the same but for case and the way of the stroke. */
Test(workbook, names_of_parts)
{
	static const struct part twice[] = { { "xl/a.xml", "x" },
		{ "XL\\A.xml", "x" } };
	char list[512];
	const struct part parts[] = { { "XL\\Workbook.xml", list },
		{ "xl\\_rels\\WORKBOOK.xml.rels", around[1].text },
		{ "xl\\worksheets\\Sheet1.xml",
		    SHEET("<row><c><v>5</v></c></row>") } };
	struct gr_sheet_marks marks;
	struct gr_buf out = { 0 };

	(void)snprintf(list, sizeof list, one_sheet, "0");
	read_book(pack(parts, 3, NULL, 0), &marks, &out);
	cr_assert_str_eq(out.ptr, "5\n");
	gr_sheet_marks_free(&marks);
	gr_buf_free(&out);
	assert_refused(pack(twice, 2, NULL, 0), "two parts");
}
