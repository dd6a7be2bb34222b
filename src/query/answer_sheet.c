/* answer_sheet.c - a filled-in sheet of queries, row by row */
#include "query/answer_sheet.h"

#include "base/wording.h"
#include "csv/delimiter.h"
#include "csv/resume.h"
#include "sheet/workbook.h"
#include "text/blank.h"

#define ROWS_ABOVE 20 /* a heading */

/* ---- the heading ---- */

static bool is_title(struct gr_slice cell, struct gr_slice a, struct gr_slice b)
{
	return gr_slice_eq(cell, a) || gr_slice_eq(cell, b);
}

static bool is_query_title(struct gr_slice cell)
{
	return is_title(cell, GR_S("query"), GR_S("Query"));
}

/* The only column of a title in either language; *n: how many there are. */
static size_t only_column(const struct gr_csv_record *record, struct gr_slice a,
    struct gr_slice b, size_t *n)
{
	size_t at = SIZE_MAX;

	*n = 0;
	for (size_t i = 0; i < record->cells; i++)
		if (is_title(gr_slice_trim(record->cell[i]), a, b)) {
			at = i;
			++*n;
		}
	return *n == 1 ? at : SIZE_MAX;
}

static size_t place_column(const struct gr_csv_record *record,
    const char *title)
{
	size_t n;

	return only_column(record, gr_slice_of(gr_wording_in(true, title)),
	    gr_slice_of(gr_wording_in(false, title)), &n);
}

/* Where a sheet has what, if `record` is its heading.  *some: it would be, had
 * it not too few or too many of a column. */
static bool find_columns(const struct gr_csv_record *record,
    struct gr_sheet_columns *at, bool *some)
{
	size_t queries, answers;
	struct gr_sheet_columns found = { .cells = record->cells };

	found.query = only_column(record, GR_S("query"), GR_S("Query"),
	    &queries);
	found.answer = only_column(record, GR_S(GR_QUERY_ANSWER_ZH),
	    GR_S(GR_QUERY_ANSWER_EN), &answers);
	*some = queries + answers > 0;
	if (queries != 1 || answers != 1)
		return false;
	found.community = place_column(record,
	    GR_WORDS_AS("heading of a sheet", "community"));
	*at = found;
	return true;
}

static bool is_quote_or_blank(char c)
{
	return c == '"' || c == ' ';
}

/* The delimiter of the first line that has "query" for a cell. */
static char delimiter_of(struct gr_slice start)
{
	struct gr_slice line, cell;

	for (size_t i = 0; i <= ROWS_ABOVE && gr_delimiter_line(&start, &line);
	     i++) {
		char delimiter = gr_delimiter_of(line);

		while (gr_slice_split(&line, delimiter, &cell)) {
			while (cell.len > 0 && is_quote_or_blank(*cell.ptr))
				cell = gr_slice_skip(cell, 1);
			while (cell.len > 0
			    && is_quote_or_blank(cell.ptr[cell.len - 1]))
				cell.len--;
			if (is_query_title(cell))
				return delimiter;
		}
	}
	return ',';
}

/* ---- damage ---- */

static struct gr_slice cell_at(const struct gr_csv_record *record, size_t at)
{
	return at < record->cells ? gr_slice_trim(record->cell[at]) : GR_S("");
}

/* "q2023-", as the names of queries begin. */
static bool begins_name(struct gr_slice text)
{
	if (text.len < 6 || text.ptr[0] != 'q' || text.ptr[5] != '-')
		return false;
	for (size_t i = 1; i < 5; i++)
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
	return true;
}

/* Whether a quote that was not closed has swallowed a query: more cells begin
 * like one than the record has. */
static bool has_swallowed(const struct gr_answer_sheet *sheet,
    const struct gr_csv_record *record)
{
	struct gr_slice text = record->text;
	struct gr_query query;
	size_t n = 0;
	bool at_start = true;

	if (record->breaks == 0)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '\n' || c == '\r' || c == sheet->text.delimiter) {
			at_start = true;
		} else if (!is_quote_or_blank(c)) {
			n += at_start && begins_name(gr_slice_skip(text, i));
			at_start = false;
		}
	}
	bool own = sheet->at.cells > 0
	    && gr_query_parse(cell_at(record, sheet->at.query), &query);
	return n > own;
}

/* Rows follow again where one is a query, or the heading that was not found
 * yet. */
static enum gr_status fits(void *context, const struct gr_csv_record *record,
    size_t nth, enum gr_csv_fit *fit, struct gr_err *err)
{
	const struct gr_answer_sheet *sheet = context;
	struct gr_sheet_columns at;
	struct gr_query query;
	bool some;

	(void)nth, (void)err;
	*fit = GR_CSV_DIFFERS;
	if (record == NULL || has_swallowed(sheet, record))
		return GR_OK;
	if (sheet->at.cells > 0
	        ? gr_query_parse(cell_at(record, sheet->at.query), &query)
	        : find_columns(record, &at, &some))
		*fit = GR_CSV_FITS;
	return GR_OK;
}

/* Go on behind a damaged quote. */
static enum gr_status pass_damage(struct gr_answer_sheet *sheet,
    struct gr_sheet_row *row, struct gr_err *err)
{
	struct gr_csv_span span;
	enum gr_status status = gr_csv_resume(sheet->text.csv, fits, sheet,
	    &span, err);

	sheet->ended = !span.found;
	row->what = span.found ? GR_SHEET_LINES : GR_SHEET_REST;
	row->line = span.line;
	row->lines = span.lines;
	return status;
}

/* Look for the heading; GR_END: there is none, *row says why. */
static enum gr_status find_heading(struct gr_answer_sheet *sheet,
    struct gr_sheet_row *row, struct gr_err *err)
{
	struct gr_csv_record record;
	enum gr_status status;
	bool some = false;

	*row = (struct gr_sheet_row){ .what = GR_SHEET_NONE };
	for (size_t above = 0; above <= ROWS_ABOVE; above++) {
		status = gr_csv_next(sheet->text.csv, &record, err);
		if (status != GR_OK)
			return status;
		if (has_swallowed(sheet, &record)) {
			gr_csv_distrust(sheet->text.csv, record.line);
			return GR_EDATA;
		}
		if (find_columns(&record, &sheet->at, &some))
			return GR_OK;
		if (!some || row->what == GR_SHEET_HEADING)
			continue;
		row->what = GR_SHEET_HEADING;
		row->line = record.line;
	}
	return GR_END;
}

/* ---- open and close ---- */

static char comma(struct gr_slice start)
{
	(void)start;
	return ',';
}

/* Look for the heading on the i-th sheet of a workbook. */
static enum gr_status try_sheet(struct gr_answer_sheet *out,
    struct gr_workbook *workbook, size_t i, struct gr_err *err)
{
	struct gr_sheet_marks marks;
	struct gr_sheet_row row;
	enum gr_status status = gr_sheet_marks_make(&marks, err);

	gr_supplied_close(&out->text);
	out->text = (struct gr_supplied){ .csv = NULL };
	if (status == GR_OK)
		status = gr_workbook_turn(workbook, i, out->source, &marks,
		    err);
	if (status == GR_OK)
		status = gr_supplied_open(out->source, comma, &out->text, err);
	if (status == GR_OK)
		gr_csv_is_sheet(out->text.csv, marks.width);
	gr_sheet_marks_free(&marks);
	return status == GR_OK ? find_heading(out, &row, err) : status;
}

/* The first sheet that has the heading, or the first one of all. */
static enum gr_status open_workbook(struct gr_answer_sheet *out,
    struct gr_workbook *workbook, struct gr_err *err)
{
	size_t n;
	enum gr_status status = GR_END;

	(void)gr_workbook_sheets(workbook, &n);
	for (size_t i = 0; i < n && status == GR_END; i++)
		status = try_sheet(out, workbook, i, err);
	if (status == GR_END)
		status = try_sheet(out, workbook, 0, err);
	return status == GR_END ? GR_OK : status;
}

static enum gr_status open_text(struct gr_answer_sheet *out, struct gr_err *err)
{
	struct gr_workbook *workbook;
	enum gr_status status = gr_workbook_of(out->source, &workbook, err);

	if (status == GR_OK)
		status = workbook != NULL ? open_workbook(out, workbook, err)
		                          : gr_supplied_open(out->source,
		                              delimiter_of, &out->text, err);
	gr_workbook_close(workbook);
	return status;
}

enum gr_status gr_answer_sheet_open(const char *path,
    struct gr_answer_sheet *out, struct gr_err *err)
{
	*out = (struct gr_answer_sheet){ .source = NULL };
	enum gr_status status = gr_source_open(path, NULL, &out->source, err);

	if (status != GR_OK)
		return status;
	status = open_text(out, &out->unread);
	if (status == GR_OK || status == GR_EDATA)
		return GR_OK; /* what cannot be read is told as a row */
	*err = out->unread;
	return status;
}

void gr_answer_sheet_close(struct gr_answer_sheet *sheet)
{
	gr_supplied_close(&sheet->text);
	gr_source_close(sheet->source);
	gr_buf_free(&sheet->answer);
}

/* ---- rows ---- */

/* A spreadsheet may have put a line break into a cell. */
static void flatten(struct gr_buf *to, struct gr_slice text)
{
	gr_buf_clear(to);
	for (size_t i = 0; i < text.len; i++)
		gr_buf_byte(to,
		    text.ptr[i] == '\n' || text.ptr[i] == '\r'
		            || text.ptr[i] == '\t'
		        ? ' '
		        : text.ptr[i]);
}

static bool has_surplus(const struct gr_answer_sheet *sheet,
    const struct gr_csv_record *record)
{
	for (size_t i = sheet->at.cells; i < record->cells; i++)
		if (!gr_blank_only(record->cell[i]))
			return true;
	return false;
}

/* Whether the text ends in a row of a query that has not all its cells: what is
 * missing may be more than spreadsheets leave away. */
static bool is_cut(const struct gr_answer_sheet *sheet,
    const struct gr_csv_record *record)
{
	struct gr_slice name = cell_at(record, sheet->at.query);

	return record->cells < sheet->at.cells
	    && !gr_slice_ends(record->text, GR_S("\n"))
	    && !gr_slice_ends(record->text, GR_S("\r"))
	    && gr_slice_starts(name, GR_S("q"));
}

/* Make a row of a record below the heading.  *is_row: it is a query, or has to
 * be told of. */
static enum gr_status take(struct gr_answer_sheet *sheet,
    const struct gr_csv_record *record, struct gr_sheet_row *row, bool *is_row,
    struct gr_err *err)
{
	flatten(&sheet->answer, cell_at(record, sheet->at.answer));
	*row = (struct gr_sheet_row){ .line = record->line,
		.name = cell_at(record, sheet->at.query),
		.answer = gr_slice_trim(gr_buf_slice(&sheet->answer)),
		.community = sheet->at.community == SIZE_MAX
		    ? GR_S("")
		    : cell_at(record, sheet->at.community) };
	bool is_query = gr_query_parse(row->name, &row->query);
	bool is_answer = row->answer.len > 0;

	if (!is_query) {
		row->query.wave = GR_S("");
		row->what = GR_SHEET_NAME;
	}
	/* a remark behind, or an answer that was cut at a delimiter */
	if ((is_query || is_answer) && has_surplus(sheet, record)) {
		row->what = GR_SHEET_CELLS;
		is_answer = true;
	}
	if (is_cut(sheet, record)) {
		row->what = GR_SHEET_CUT;
		is_answer = true;
	}
	*is_row = is_query || is_answer;
	return gr_buf_check(&sheet->answer, err);
}

/* Read on to the next row.  GR_EDATA: damage. */
static enum gr_status read_on(struct gr_answer_sheet *sheet,
    struct gr_sheet_row *row, struct gr_err *err)
{
	struct gr_sheet_columns at;
	struct gr_csv_record record;
	bool is_row = false, some;
	enum gr_status status = GR_OK;

	if (sheet->at.cells == 0) {
		status = find_heading(sheet, row, err);
		sheet->ended = status == GR_END;
		if (status != GR_OK)
			return sheet->ended ? GR_OK : status;
	}
	while (!is_row && status == GR_OK) {
		status = gr_csv_next(sheet->text.csv, &record, err);
		if (status == GR_OK && has_swallowed(sheet, &record)) {
			gr_csv_distrust(sheet->text.csv, record.line);
			return GR_EDATA;
		}
		if (status != GR_OK)
			return status;
		/* sheets that were put one below the other */
		if (find_columns(&record, &at, &some))
			sheet->at = at;
		else
			status = take(sheet, &record, row, &is_row, err);
	}
	return status;
}

enum gr_status gr_answer_sheet_next(struct gr_answer_sheet *sheet,
    struct gr_sheet_row *row, struct gr_err *err)
{
	*row = (struct gr_sheet_row){ .lines = 0 };
	if (sheet->ended)
		return GR_END;
	if (sheet->text.csv == NULL) {
		sheet->ended = true;
		row->what = GR_SHEET_UNREAD;
		row->line = sheet->unread.line;
		row->detail = sheet->unread.message;
		row->detail_zh = sheet->unread.chinese;
		return GR_OK;
	}
	enum gr_status status = read_on(sheet, row, err);
	if (status == GR_EDATA && gr_csv_has_damage(sheet->text.csv))
		return pass_damage(sheet, row, err);
	if (status == GR_EDATA) { /* a limit of what is read */
		*row = (struct gr_sheet_row){ .what = GR_SHEET_REST,
			.line = err->line };
		sheet->ended = true;
		return GR_OK;
	}
	return status;
}
