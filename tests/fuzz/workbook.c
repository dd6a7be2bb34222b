/* Fuzz target: whatever stands in a workbook, it is read or refused, and what is
 * read has a record for each row, up to the last with something in it, each as
 * wide as the widest.  With remarks at some of its cells it reads the same.
 *
 * The first byte chooses what the rest is: the archive itself, or one of the first
 * six parts of a workbook that is sound otherwise.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

#include "csv/reader.h"
#include "sheet/remark.h"
#include "sheet/workbook.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define TYPE \
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define RELATION(id, type, to) \
	"<Relationship Id='" id "' Type='" TYPE type "' Target='" to "'/>"

static const struct part {
	const char *path, *text;
} sound[] = {
	{ "xl/worksheets/sheet1.xml",
	    "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c>"
	    "<c r='B1' s='1'><v>44260</v></c></row></sheetData></worksheet>" },
	{ "xl/sharedStrings.xml", "<sst><si><t>one</t></si></sst>" },
	{ "xl/styles.xml",
	    "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/>"
	    "</cellXfs></styleSheet>" },
	{ "xl/workbook.xml",
	    "<workbook><sheets><sheet name='a' id='r1'/>"
	    "<sheet name='b' id='r4'/></sheets></workbook>" },
	{ "xl/_rels/workbook.xml.rels",
	    "<Relationships>" RELATION("r1", "worksheet",
	        "worksheets/sheet1.xml") RELATION("r2", "sharedStrings",
	        "sharedStrings.xml") RELATION("r3", "styles", "styles.xml")
	        RELATION("r4", "worksheet", "b.xml") "</Relationships>" },
	{ "_rels/.rels",
	    "<Relationships>" RELATION("m", "officeDocument",
	        "xl/workbook.xml") "</Relationships>" },
	/* one of its cells has a style that is not there */
	{ "xl/b.xml",
	    "<worksheet><sheetData><row><c s='2'><v>1</v></c></row></sheetData>"
	    "</worksheet>" },
};

enum { PARTS = sizeof sound / sizeof sound[0], CHOSEN = 6, TEXTS = 4 };

/* Says which of them it was: the compiler makes one abort of all. */
static void must_at(bool is, int line)
{
	if (!is) {
		(void)fprintf(stderr, "fuzz: line %d is not so: %m\n", line);
		abort();
	}
}

#define must(is) must_at((is), __LINE__)

static void write_all(int fd, const void *bytes, size_t n)
{
	must(write(fd, bytes, n) == (ssize_t)n);
}

/* The workbook whose part `changed` is these bytes. */
static void pack(int fd, size_t changed, const uint8_t *data, size_t size)
{
	zip_error_t why;
	zip_error_init(&why);
	zip_source_t *all = zip_source_buffer_create(NULL, 0, 0, &why);
	zip_t *zip = zip_open_from_source(all, ZIP_TRUNCATE, &why);
	zip_stat_t stat;

	must(zip != NULL);
	zip_source_keep(all);
	for (size_t i = 0; i < PARTS; i++) {
		const void *text = i == changed ? (const void *)data
		                                : sound[i].text;
		size_t n = i == changed ? size : strlen(sound[i].text);
		zip_source_t *part = zip_source_buffer(zip, text, n, 0);

		must(zip_file_add(zip, sound[i].path, part, 0)
		    == (zip_int64_t)i);
		must(zip_set_file_compression(zip, i, ZIP_CM_STORE, 0) == 0);
	}
	must(zip_close(zip) == 0);
	must(zip_source_stat(all, &stat) == 0 && zip_source_open(all) == 0);
	char *bytes = malloc(stat.size);
	must(bytes != NULL
	    && zip_source_read(all, bytes, stat.size)
	        == (zip_int64_t)stat.size);
	write_all(fd, bytes, stat.size);
	free(bytes);
	zip_source_close(all);
	zip_source_free(all);
	zip_error_fini(&why);
}

static enum gr_status read_file(void *context, char *to, size_t room,
    size_t *got, struct gr_err *err)
{
	ssize_t n = read(*(int *)context, to, room);

	(void)err;
	must(n >= 0);
	*got = (size_t)n;
	return n > 0 ? GR_OK : GR_END;
}

/* Every row is a record, and as wide as the widest. */
static void check_text(int fd, const struct gr_sheet_marks *marks)
{
	struct gr_csv_record record;
	struct gr_csv *csv;
	struct gr_err err;
	uint64_t rows = 0;
	enum gr_status status;

	must(lseek(fd, 0, SEEK_SET) == 0);
	must(gr_csv_open(read_file, &fd, "fuzz", ',', NULL, 0, &csv, &err)
	    == GR_OK);
	gr_csv_is_sheet(csv, marks->width);
	while ((status = gr_csv_next(csv, &record, &err)) == GR_OK) {
		must(record.line == ++rows);
		must(record.cells == 0 || record.cells == marks->width);
	}
	/* a cell may be longer than a reader takes */
	must(status == GR_END ? rows == marks->rows : status == GR_EDATA);
	gr_csv_close(csv);
}

static void check_marks(const struct gr_sheet_marks *marks)
{
	struct gr_marks_cursor *cursor = calloc(1, sizeof *cursor);
	struct gr_mark mark;
	struct gr_err err;
	uint64_t n = 0;

	must(cursor != NULL);
	for (uint32_t row = 1; n < marks->n && row <= GR_SHEET_ROWS_MAX; row++)
		do {
			must(
			    gr_sheet_marks_next(marks, cursor, row, &mark, &err)
			    == GR_OK);
			must(mark.row == 0 || mark.row == row);
			n += mark.row != 0;
		} while (mark.row != 0);
	must(n == marks->n);
	free(cursor);
}

static bool is_same(int a, int b)
{
	enum { BLOCK = 4096 };
	char x[BLOCK], y[BLOCK];
	ssize_t n, at = 0;

	do {
		n = pread(a, x, BLOCK, at);
		must(n >= 0);
		if (pread(b, y, BLOCK, at) != n || memcmp(x, y, (size_t)n) != 0)
			return false;
		at += n;
	} while (n > 0);
	return true;
}

/* The text of a sheet is what it was: of the marked one, with a comment. */
static void check_same(struct gr_workbook *copy, size_t i, int was, bool marked,
    size_t merges)
{
	int text = memfd_create("text", MFD_CLOEXEC);
	struct gr_sheet_marks now;
	struct gr_err err;

	must(text >= 0 && gr_sheet_marks_make(&now, &err) == GR_OK);
	must(gr_workbook_text(copy, i, text, &now, &err) == GR_OK);
	must(is_same(was, text));
	must(!marked || (now.comments && now.merges == merges));
	gr_sheet_marks_free(&now);
	close(text);
}

/* The sheet `i` with remarks: in the first cell, the last one, and where there is
 * none.  It reads the same, and so does each of the first sheets, whose texts are
 * in `was`; -1: it could not be read. */
static void check_remarks(struct gr_workbook *book, size_t i, const int *was,
    size_t n, const struct gr_sheet_marks *marks)
{
	uint32_t row = marks->rows, column = marks->width;
	struct gr_remark remark[] = { { i, { 1, 1 }, GR_S("a <&> b") },
		{ i, { row > 0 ? row : 1, column > 0 ? column : 1 },
		    GR_S("again") },
		{ i,
		    { row < GR_SHEET_ROWS_MAX ? row + 1 : row,
		        column < GR_SHEET_COLUMNS_MAX ? column + 1 : column },
		    GR_S("none") } };
	int fd = memfd_create("remarked", MFD_CLOEXEC);
	struct gr_workbook *copy;
	struct gr_err err;

	must(fd >= 0);
	errno = ENOENT; /* of something before */
	enum gr_status status = gr_workbook_remark(book, remark, 3,
	    GR_S("fuzz"), fd, &err);
	must(status == GR_OK || status == GR_EDATA);
	if (status == GR_OK) {
		must(gr_workbook_open(fd, "remarked", &copy, &err) == GR_OK);
		for (size_t k = 0; k < n; k++)
			if (was[k] >= 0)
				check_same(copy, k, was[k], k == i,
				    marks->merges);
		gr_workbook_close(copy);
	}
	close(fd);
}

/* Each of the first sheets, as far as it can be read. */
static void check_sheets(struct gr_workbook *book, size_t n)
{
	struct gr_sheet_marks marks[TEXTS];
	int text[TEXTS];
	struct gr_err err;

	if (n > TEXTS)
		n = TEXTS;
	for (size_t i = 0; i < n; i++) {
		text[i] = memfd_create("text", MFD_CLOEXEC);
		must(text[i] >= 0
		    && gr_sheet_marks_make(&marks[i], &err) == GR_OK);
		errno = ENOENT;
		enum gr_status status = gr_workbook_text(book, i, text[i],
		    &marks[i], &err);
		must(status == GR_OK || status == GR_EDATA);
		if (status == GR_OK) {
			check_text(text[i], &marks[i]);
			check_marks(&marks[i]);
		} else {
			close(text[i]);
			text[i] = -1;
		}
	}
	for (size_t i = 0; i < n; i++)
		if (text[i] >= 0)
			check_remarks(book, i, text, n, &marks[i]);
	for (size_t i = 0; i < n; i++) {
		gr_sheet_marks_free(&marks[i]);
		if (text[i] >= 0)
			close(text[i]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gr_workbook *book;
	struct gr_err err;
	size_t n = 0;

	if (size == 0)
		return 0;
	int fd = memfd_create("workbook", MFD_CLOEXEC);
	must(fd >= 0);
	if (data[0] % (CHOSEN + 1) == CHOSEN)
		write_all(fd, data + 1, size - 1);
	else
		pack(fd, data[0] % (CHOSEN + 1), data + 1, size - 1);
	errno = ENOENT;
	enum gr_status status = gr_workbook_open(fd, "fuzz", &book, &err);
	must(status == GR_OK || status == GR_EDATA);
	if (status == GR_OK)
		(void)gr_workbook_sheets(book, &n);
	check_sheets(book, n);
	gr_workbook_close(book);
	close(fd);
	return 0;
}
