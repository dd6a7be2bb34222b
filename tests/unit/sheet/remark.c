/* remark.h: a workbook with remarks reads as it did, whatever its list of styles
 * is like and whatever its cells name in it. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buf.h"
#include "packed.h"
#include "sheet/remark.h"

#define TYPE \
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define RELATION(id, type, to) \
	"<Relationship Id='" id "' Type='" TYPE type "' Target='" to "'/>"
#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"
#define DAY_IN(style) "<c s='" style "'><v>44260</v></c>"
#define STYLES(formats) "<styleSheet>" formats "</styleSheet>"
#define DAY "<xf numFmtId='14'/>"
#define OWN(code) "<numFmt numFmtId='170' formatCode='" code "'/>"

/* A workbook of two sheets. */
static struct gr_workbook *open_book(const char *styles, const char *one,
    const char *two, int *fd)
{
	const struct part part[] = {
		{ "_rels/.rels",
		    "<Relationships>" RELATION("a", "officeDocument",
		        "xl/workbook.xml") "</Relationships>" },
		{ "xl/_rels/workbook.xml.rels",
		    "<Relationships>" RELATION("r1", "worksheet", "one.xml")
		        RELATION("r2", "worksheet", "two.xml") RELATION("r3",
		            "styles", "styles.xml") "</Relationships>" },
		{ "xl/workbook.xml",
		    "<workbook><sheets><sheet name='one' id='r1'/>"
		    "<sheet name='two' id='r2'/></sheets></workbook>" },
		{ "xl/styles.xml", styles },
		{ "xl/one.xml", one },
		{ "xl/two.xml", two },
	};
	struct gr_workbook *book;
	struct gr_err err;

	*fd = pack(part, sizeof part / sizeof part[0], NULL, 0);
	cr_assert_eq(gr_workbook_open(*fd, "x.xlsx", &book, &err), GR_OK, "%s",
	    styles);
	return book;
}

static void read_sheet(struct gr_workbook *book, size_t i, struct gr_buf *out)
{
	struct gr_sheet_marks marks;
	struct gr_err err;
	int text = memfd_create("text", 0);
	enum gr_status status = gr_sheet_marks_make(&marks, &err);

	if (status == GR_OK)
		status = gr_workbook_text(book, i, text, &marks, &err);
	cr_assert_eq(status, GR_OK);
	off_t n = lseek(text, 0, SEEK_END);
	ssize_t got = pread(text, gr_buf_reserve(out, (size_t)n), (size_t)n, 0);
	cr_assert_eq(got, n);
	out->len += (size_t)n;
	close(text);
	gr_sheet_marks_free(&marks);
}

/* Both sheets' text. */
static void assert_reads(struct gr_workbook *book, const char *want,
    const char *what)
{
	struct gr_buf text = { 0 };

	read_sheet(book, 0, &text);
	read_sheet(book, 1, &text);
	gr_buf_byte(&text, '\0');
	cr_assert_str_eq(text.ptr, want, "%s: %s", what, text.ptr);
	gr_buf_free(&text);
}

/* Of the first sheet A1 and B1 are remarked on. */
static enum gr_status mark_it(struct gr_workbook *book, int fd,
    struct gr_err *err)
{
	struct gr_remark remark[] = { { 0, { 1, 1 }, GR_S("why") },
		{ 0, { 1, 2 }, GR_S("why") } };

	return gr_workbook_remark(book, remark, 2, GR_S("we"), fd, err);
}

static void assert_same(const char *styles, const char *one, const char *two,
    const char *want)
{
	struct gr_workbook *marked;
	struct gr_err err = { .line = 0 };
	int fd, out = memfd_create("marked", 0);
	struct gr_workbook *book = open_book(styles, one, two, &fd);

	assert_reads(book, want, styles);
	enum gr_status status = mark_it(book, out, &err);
	if (status == GR_OK)
		status = gr_workbook_open(out, "marked", &marked, &err);
	cr_assert_eq(status, GR_OK, "%s", err.message);
	assert_reads(marked, want, "marked");
	gr_workbook_close(marked);
	gr_workbook_close(book);
	close(out);
	close(fd);
}

Test(remark, lists_of_styles)
{
	static const struct {
		const char *styles, *want;
	} table[] = {
		/* the two styles that there are, and one that is not */
		{ STYLES("<cellXfs count='2'><xf/>" DAY "</cellXfs>"),
		    "44260,2021-03-05,44260\n" },
		{ STYLES("<cellXfs count='3'>" DAY "<odd numFmtId='14'/>" DAY
		         "</cellXfs>"),
		    "2021-03-05,2021-03-05,44260\n" },
		{ STYLES("<cellXfs>" DAY "<odd><xf/></odd><xf/></cellXfs>"),
		    "2021-03-05,44260,44260\n" },
		{ STYLES("<cellXfs>" DAY "<odd><cellXfs/></odd></cellXfs>"),
		    "2021-03-05,44260,44260\n" },
		{ STYLES("<odd><cellXfs><xf/></cellXfs></odd><cellXfs>" DAY
		         "</cellXfs>"),
		    "2021-03-05,44260,44260\n" },
		{ STYLES("<cellXfs>" DAY "</cellXfs><cellXfs><xf/>" DAY DAY
		         "</cellXfs>"),
		    "2021-03-05,44260,44260\n" },
		{ STYLES("<cellXfs><xf><xf/></xf>" DAY "</cellXfs>"),
		    "44260,2021-03-05,44260\n" },
		{ STYLES("<x:cellXfs xmlns:x='x'><x:xf numFmtId='14'/>"
		         "</x:cellXfs>"),
		    "2021-03-05,44260,44260\n" },
		{ STYLES("<cellXfs/>"), "44260,44260,44260\n" },
		/* a format counts where formats are listed, nowhere else */
		{ STYLES(
		      "<numFmts>" OWN("yyyy-mm-dd") "</numFmts><cellXfs>"
		                                    "<xf numFmtId='170'/>" OWN(
		                                        "0") "</cellXfs>"),
		    "2021-03-05,44260,44260\n" },
		{ STYLES(OWN("yyyy-mm-dd") "<odd>" OWN(
		      "yyyy-mm-dd") "</odd>"
		                    "<cellXfs><xf numFmtId='170'/></cellXfs>"),
		    "44260,44260,44260\n" },
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		assert_same(table[i].styles,
		    SHEET("<row>" DAY_IN("0") DAY_IN("1") DAY_IN("2") "</row>"),
		    SHEET(""), table[i].want);
}

Test(remark, styles_that_are_not_there)
{
	static const char days[] = STYLES("<cellXfs>" DAY "</cellXfs>");

	/* of cells with a remark and without */
	assert_same(days,
	    SHEET("<row>" DAY_IN("0") DAY_IN("7")
	            DAY_IN("2") "</row><row>" DAY_IN("1") "</row>"),
	    SHEET(""), "2021-03-05,44260,44260\n44260\n");
	/* of a sheet without a remark */
	assert_same(days, SHEET("<row>" DAY_IN("0") "</row>"),
	    SHEET("<row>" DAY_IN("1") DAY_IN("2") DAY_IN("9") "</row>"),
	    "2021-03-05\n44260,44260,44260\n");
	/* of another's name */
	assert_same(days,
	    SHEET("<row><c xmlns:x='x' x:s='1' s='0'><v>44260</v></c></row>"),
	    SHEET(""), "2021-03-05\n");
	/* of rows and columns, which are not read */
	assert_same(days,
	    "<worksheet><cols><col min='2' max='2' style='1'/></cols><sheetData>"
	    "<row s='2' customFormat='1'>" DAY_IN("0") "</row></sheetData>"
	                                               "</worksheet>",
	    SHEET(""), "2021-03-05\n");
}

/* More than a workbook may have cannot be put there. */
Test(remark, too_many_styles)
{
	static const char *const far[] = {
		SHEET("<row>" DAY_IN("65600") "</row>"),
		SHEET("<row>" DAY_IN("18446744073709551615") "</row>"),
		SHEET("<row>" DAY_IN("18446744073709551614") "</row>"),
	};

	for (size_t i = 0; i < sizeof far / sizeof far[0]; i++) {
		struct gr_err err;
		int fd, out = memfd_create("marked", 0);
		struct gr_workbook *book = open_book(
		    STYLES("<cellXfs><xf/></cellXfs>"), far[i], SHEET(""), &fd);

		cr_assert_eq(mark_it(book, out, &err), GR_EDATA);
		cr_assert_not_null(strstr(err.message,
		                       "styles that it has not"),
		    "%s", err.message);
		gr_workbook_close(book);
		close(out);
		close(fd);
	}
}
