/* sheet_text.c - a sheet as text, cell by cell as its part is gone through */
#include "base/wording.h"
#include "sheet/number_text.h"
#include "sheet/part.h"
#include "sheet/text_runs.h"
#include "sheet/workbook_internal.h"
#include "stream/spool_file.h"

enum {
	BLOCK_BYTES = 64 * 1024,
	VALUE_MAX_BYTES = 2000000,
	MERGES_MAX = 1 << 18
};

/* What the text in an element is. */
enum inside { NOWHERE, VALUE, FORMULA, RUNS };

/* The list that an element of the sheet is. */
enum list { OTHER, DATA, COLUMNS, MERGES };

enum cell_type {
	CELL_NUMBER,
	CELL_SHARED, /* a shared string */
	CELL_STRING, /* a formula's */
	CELL_INLINE,
	CELL_BOOLEAN,
	CELL_ERROR,
	CELL_DATE /* ISO 8601 */
};

struct cell {
	enum cell_type type;
	uint32_t column;
	uint64_t style;
	bool has_value, has_formula;
};

struct sheet_text {
	struct gr_workbook *book;
	struct gr_sheet_marks *marks;
	int fd;
	struct gr_buf out;
	/* where it is */
	uint32_t row, line; /* the row; the last one that has a line */
	uint32_t column;    /* the last cell's */
	uint32_t written;   /* the last in the row's line; 0: it has none */
	unsigned depth;     /* of elements around it */
	enum list list;
	bool in_row, in_cell;
	enum inside inside;
	struct cell cell;
	struct gr_buf value, formula;
	struct gr_buf number; /* as text */
	struct gr_text_runs runs;
};

static enum gr_status damaged(const struct sheet_text *t, const char *what,
    struct gr_err *err)
{
	return gr_err_at(err, GR_EDATA, t->book->name, t->row, NULL,
	    "a workbook with a damaged sheet: %s [W01]", what);
}

/* ---- out ---- */

static enum gr_status flush(struct sheet_text *t, struct gr_err *err)
{
	enum gr_status status = gr_buf_check(&t->out, err);

	if (status == GR_OK)
		status = gr_spool_file_write(t->fd, t->out.ptr, t->out.len,
		    err);
	gr_buf_clear(&t->out);
	return status;
}

static void fill(struct gr_buf *to, char c, size_t n)
{
	char *room = gr_buf_reserve(to, n);

	if (room == NULL)
		return;
	memset(room, c, n);
	to->len += n;
}

static bool needs_quotes(struct gr_slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == ',' || c == '"' || c == '\n' || c == '\r')
			return true;
	}
	return false;
}

static void put_quoted(struct gr_buf *to, struct gr_slice text)
{
	gr_buf_byte(to, '"');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"')
			gr_buf_byte(to, '"');
		gr_buf_byte(to, text.ptr[i]);
	}
	gr_buf_byte(to, '"');
}

/* A text that is not blank, in the line of its row. */
static void put_cell(struct sheet_text *t, struct gr_slice text)
{
	if (t->written == 0)
		fill(&t->out, '\n', t->row - t->line - 1);
	fill(&t->out, ',', t->cell.column - (t->written ? t->written : 1));
	if (needs_quotes(text))
		put_quoted(&t->out, text);
	else
		gr_buf_add(&t->out, text);
	t->written = t->cell.column;
	t->line = t->row;
	t->marks->rows = t->row;
	if (t->marks->width < t->cell.column)
		t->marks->width = t->cell.column;
}

/* ---- a cell ---- */

static enum gr_status mark(struct sheet_text *t, enum gr_mark_kind kind,
    struct gr_err *err)
{
	struct gr_mark one = { .row = t->row,
		.column = (uint16_t)t->cell.column,
		.kind = (uint16_t)kind };

	return gr_sheet_marks_add(t->marks, one, err);
}

static enum gr_status shared_text(struct sheet_text *t, struct gr_slice *out,
    struct gr_err *err)
{
	uint64_t i;

	if (!gr_slice_to_uint64(gr_buf_slice(&t->value), &i))
		return damaged(t, GR_WORDS("a cell that names no text"), err);
	return gr_strings_get(t->book->strings, i, out, err);
}

/* 2021-03-05T00:00:00 as a date that has no time, or with a blank. */
static struct gr_slice iso_text(struct gr_buf *value)
{
	struct gr_slice text = gr_buf_slice(value);
	size_t at = gr_slice_find(text, GR_S("T"));

	if (at == SIZE_MAX)
		return text;
	if (gr_slice_starts(gr_slice_skip(text, at + 1), GR_S("00:00:00")))
		return gr_slice_make(text.ptr, at);
	value->ptr[at] = ' ';
	return text;
}

static enum gr_status number_text(struct sheet_text *t, struct gr_slice *out,
    struct gr_err *err)
{
	enum gr_format_kind kind = gr_format_at(&t->book->formats,
	    t->cell.style);
	enum gr_status status = GR_OK;

	gr_buf_clear(&t->number);
	if (gr_number_text(&t->number, gr_buf_slice(&t->value), kind,
	        t->book->of_1904)
	    == GR_NUMBER_NO_DAY)
		status = mark(t, GR_MARK_NO_DAY, err);
	*out = gr_buf_slice(&t->number);
	return status == GR_OK ? gr_buf_check(&t->number, err) : status;
}

static enum gr_status text_of(struct sheet_text *t, struct gr_slice *out,
    struct gr_err *err)
{
	*out = gr_buf_slice(&t->value);
	if (t->value.failed || t->runs.text.failed)
		return gr_err_memory(err);
	if (t->cell.type != CELL_INLINE && t->value.len == 0)
		return GR_OK;
	switch (t->cell.type) {
	case CELL_SHARED:
		return shared_text(t, out, err);
	case CELL_STRING:
		gr_text_unescape(&t->value, 0);
		*out = gr_buf_slice(&t->value);
		return GR_OK;
	case CELL_INLINE:
		gr_text_unescape(&t->runs.text, 0);
		t->marks->phonetic += t->runs.phonetic;
		*out = gr_buf_slice(&t->runs.text);
		return GR_OK;
	case CELL_BOOLEAN:
		*out = gr_slice_eq(*out, GR_S("0")) ? GR_S("FALSE")
		                                    : GR_S("TRUE");
		return GR_OK;
	case CELL_DATE:
		*out = iso_text(&t->value);
		return GR_OK;
	case CELL_NUMBER:
		return number_text(t, out, err);
	case CELL_ERROR:
		break;
	}
	return GR_OK;
}

/* A formula without a value is shown as it stands. */
static enum gr_status end_cell(struct sheet_text *t, struct gr_err *err)
{
	struct gr_slice text;
	enum gr_status status = text_of(t, &text, err);

	t->in_cell = false;
	t->inside = NOWHERE;
	if (status != GR_OK)
		return status;
	if (t->cell.has_formula && !t->cell.has_value) {
		text = gr_buf_slice(&t->formula);
		status = mark(t, GR_MARK_NO_VALUE, err);
	} else if (t->cell.has_formula && text.len > 0) {
		t->marks->formulas++;
		status = mark(t, GR_MARK_FORMULA, err);
	}
	if (status == GR_OK && text.len > 0)
		put_cell(t, text);
	return status;
}

static enum cell_type type_of(const char *type)
{
	static const struct {
		const char *name;
		enum cell_type type;
	} known[] = { { "s", CELL_SHARED }, { "str", CELL_STRING },
		{ "inlineStr", CELL_INLINE }, { "b", CELL_BOOLEAN },
		{ "e", CELL_ERROR }, { "d", CELL_DATE } };

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strcmp(type, known[i].name) == 0)
			return known[i].type;
	return CELL_NUMBER;
}

static uint64_t style_of(const char *text)
{
	uint64_t style = 0;

	(void)gr_slice_to_uint64(gr_slice_of(text), &style);
	return style;
}

static enum gr_status begin_cell(struct sheet_text *t,
    const char *const *attribute, struct gr_err *err)
{
	struct gr_cell_place place = { t->row, t->column + 1 };

	if (!t->in_row)
		return damaged(t, GR_WORDS("a cell that is in no row"), err);
	t->cell = (struct cell){ .type = CELL_NUMBER };
	for (; attribute[0] != NULL; attribute += 2) {
		const char *name = attribute[0], *value = attribute[1];

		if (name[0] == '\0' || name[1] != '\0')
			continue; /* none of ours */
		if (name[0] == 'r' && !gr_cell_place_parse(value, &place))
			return damaged(t, GR_WORDS("a cell that is nowhere"),
			    err);
		if (name[0] == 's')
			t->cell.style = style_of(value);
		if (name[0] == 't')
			t->cell.type = type_of(value);
	}
	if (place.row != t->row || place.column <= t->column
	    || place.column > GR_SHEET_COLUMNS_MAX)
		return damaged(t, GR_WORDS("cells that are out of their order"),
		    err);
	t->column = t->cell.column = place.column;
	t->in_cell = true;
	gr_buf_clear(&t->value);
	gr_buf_clear(&t->formula);
	if (t->cell.type == CELL_INLINE)
		gr_text_runs_begin(&t->runs);
	return GR_OK;
}

/* ---- rows and what stands around them ---- */

static enum gr_status begin_row(struct sheet_text *t,
    const char *const *attribute, struct gr_err *err)
{
	const char *number = gr_part_attribute(attribute, "r");
	uint64_t row = (uint64_t)t->row + 1;

	if (number != NULL && !gr_slice_to_uint64(gr_slice_of(number), &row))
		return damaged(t, GR_WORDS("a row without a number"), err);
	if (row > GR_SHEET_ROWS_MAX)
		return gr_err_at(err, GR_EDATA, t->book->name, 0, NULL,
		    "a sheet of more than %d rows [W02]", GR_SHEET_ROWS_MAX);
	if (row <= t->row)
		return damaged(t, GR_WORDS("rows that are out of their order"),
		    err);
	t->row = (uint32_t)row;
	t->column = t->written = 0;
	t->in_row = true;
	if (!gr_part_is_on(gr_part_attribute(attribute, "hidden")))
		return GR_OK;
	return gr_spans_add(t->marks->keep, &t->marks->hidden_rows, t->row,
	    t->row, err);
}

static enum gr_status end_row(struct sheet_text *t, struct gr_err *err)
{
	t->in_row = false;
	if (t->written > 0)
		gr_buf_byte(&t->out, '\n');
	return t->out.len >= BLOCK_BYTES ? flush(t, err) : GR_OK;
}

static enum gr_status add_columns(struct sheet_text *t,
    const char *const *attribute, struct gr_err *err)
{
	uint64_t min = style_of(gr_part_attribute(attribute, "min"));
	uint64_t max = style_of(gr_part_attribute(attribute, "max"));

	if (!gr_part_is_on(gr_part_attribute(attribute, "hidden")))
		return GR_OK;
	if (min == 0 || max < min || max > GR_SHEET_COLUMNS_MAX)
		return damaged(t, GR_WORDS("columns that are none"), err);
	return gr_spans_add(t->marks->keep, &t->marks->hidden_columns,
	    (uint32_t)min, (uint32_t)max, err);
}

static enum gr_status add_merge(struct sheet_text *t,
    const char *const *attribute, struct gr_err *err)
{
	struct gr_sheet_marks *marks = t->marks;
	const char *ref = gr_part_attribute(attribute, "ref");
	struct gr_cell_range range;

	if (ref == NULL || !gr_cell_range_parse(ref, &range))
		return damaged(t, GR_WORDS("a merged block that is nowhere"),
		    err);
	if (marks->merges == MERGES_MAX)
		return gr_err_at(err, GR_EDATA, t->book->name, 0, NULL,
		    "a sheet of more than %d merged blocks [W02]", MERGES_MAX);
	enum gr_status status = gr_arena_grow(marks->keep,
	    (void **)&marks->merged, &marks->merged_room, marks->merges,
	    sizeof *marks->merged, err);
	if (status == GR_OK)
		marks->merged[marks->merges++] = range;
	return status;
}

/* ---- the part ---- */

static enum gr_status start_in_cell(struct sheet_text *t, const char *name)
{
	if (strcmp(name, "v") == 0) {
		t->inside = VALUE;
		t->cell.has_value = true;
	} else if (strcmp(name, "f") == 0) {
		t->inside = FORMULA;
		t->cell.has_formula = true;
		gr_buf_byte(&t->formula, '=');
	} else if (strcmp(name, "is") == 0) {
		t->inside = RUNS;
		t->cell.has_value = true;
	} else if (t->inside == RUNS) {
		gr_text_runs_start(&t->runs, name);
	}
	return GR_OK;
}

static enum list list_of(const char *name)
{
	if (strcmp(name, "sheetData") == 0)
		return DATA;
	if (strcmp(name, "cols") == 0)
		return COLUMNS;
	return strcmp(name, "mergeCells") == 0 ? MERGES : OTHER;
}

/* What is called a row elsewhere, as of the place of a picture, is none. */
static enum gr_status start_in_data(struct sheet_text *t, unsigned depth,
    const char *name, const char *const *attribute, struct gr_err *err)
{
	bool cell = strcmp(name, "c") == 0, row = strcmp(name, "row") == 0;

	if ((cell && depth != 3) || (row && depth != 2))
		return damaged(t, GR_WORDS("a row or a cell where none can be"),
		    err);
	if (cell)
		return begin_cell(t, attribute, err);
	return row ? begin_row(t, attribute, err) : GR_OK;
}

static enum gr_status on_start(void *context, const char *name,
    const char *const *attribute, struct gr_err *err)
{
	struct sheet_text *t = context;
	unsigned depth = t->depth++;

	if (t->in_cell)
		return start_in_cell(t, name);
	if (depth == 1)
		t->list = list_of(name);
	if (t->list == DATA)
		return start_in_data(t, depth, name, attribute, err);
	if (strcmp(name, "c") == 0)
		return begin_cell(t, attribute, err); /* which refuses it */
	if (depth != 2)
		return GR_OK;
	if (t->list == COLUMNS && strcmp(name, "col") == 0)
		return add_columns(t, attribute, err);
	if (t->list == MERGES && strcmp(name, "mergeCell") == 0)
		return add_merge(t, attribute, err);
	return GR_OK;
}

static enum gr_status on_text(void *context, struct gr_slice text,
    struct gr_err *err)
{
	struct sheet_text *t = context;

	switch (t->inside) {
	case VALUE:
		gr_buf_add(&t->value, text);
		break;
	case FORMULA:
		gr_buf_add(&t->formula, text);
		break;
	case RUNS:
		gr_text_runs_add(&t->runs, text);
		break;
	case NOWHERE:
		break;
	}
	if (t->value.len <= VALUE_MAX_BYTES && t->formula.len <= VALUE_MAX_BYTES
	    && t->runs.text.len <= VALUE_MAX_BYTES)
		return GR_OK;
	return gr_err_at(err, GR_EDATA, t->book->name, t->row, NULL,
	    "a cell of more than %d bytes [W02]", VALUE_MAX_BYTES);
}

static enum gr_status on_end(void *context, const char *name,
    struct gr_err *err)
{
	struct sheet_text *t = context;
	unsigned depth = --t->depth;

	if (!t->in_cell)
		return t->in_row && depth == 2 ? end_row(t, err) : GR_OK;
	if (depth == 3)
		return end_cell(t, err);
	if (strcmp(name, "is") == 0 || t->inside != RUNS)
		t->inside = NOWHERE;
	else
		gr_text_runs_end(&t->runs, name);
	return GR_OK;
}

/* What lies beyond the last cell is nothing to tell. */
static void clip(struct gr_spans *spans, uint32_t last)
{
	while (spans->n > 0 && spans->span[spans->n - 1].last > last) {
		struct gr_span *end = &spans->span[spans->n - 1];
		uint32_t from = end->first > last ? end->first - 1 : last;

		spans->all -= end->last - from;
		end->last = from;
		spans->n -= from < end->first;
	}
}

enum gr_status gr_workbook_text(struct gr_workbook *workbook, size_t i, int fd,
    struct gr_sheet_marks *marks, struct gr_err *err)
{
	static const struct gr_part_calls calls = { on_start, on_end, on_text };
	struct sheet_text t = { .book = workbook, .marks = marks, .fd = fd };
	struct gr_string_facts facts = gr_strings_facts(workbook->strings);
	enum gr_status status = gr_part_read(workbook->package,
	    workbook->sheet[i].member, &calls, &t, err);

	if (status == GR_OK)
		status = flush(&t, err);
	if (status == GR_OK)
		status = gr_sheet_marks_end(marks, err);
	clip(&marks->hidden_rows, marks->rows);
	clip(&marks->hidden_columns, marks->width);
	marks->phonetic += facts.phonetic;
	marks->comments = workbook->sheet[i].comments;
	gr_buf_free(&t.out);
	gr_buf_free(&t.value);
	gr_buf_free(&t.formula);
	gr_buf_free(&t.number);
	gr_text_runs_free(&t.runs);
	return status;
}
