/* delivery.c - what a delivery is, and the walk over its rows. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "number/numeral.h"
#include "text/blank.h"
#include "text/utf8.h"

#include "delivery/state.h"

/* ---- refusals ---- */

/* What the modules below say in English only, by id. */
static const struct {
	const char *rule, *zh;
} refusals[] = {
	{ "D05", "文件的字符编码无法识别，或文件已损坏、被截断" },
	{ "D08", "文件中混有两种字符编码" },
	{ "D09", "文件不是 CSV 文本" },
	{ "D10", "文件含有 NUL 字节，可能是没有字节序标记的 UTF-16" },
	{ "D14", "引号没有闭合，或闭合引号之后还有文字" },
	{ "max-record", "一条记录过长" },
	{ "max-field", "一个单元格过长" },
	{ "max-columns", "列数过多" },
};

/* Make a refusal of an error that a module below gave. */
static void explain(struct gr_delivery *d, struct gr_err *err)
{
	struct gr_refusal *refusal = d->refusal;
	const char *open = strrchr(err->message, '[');
	size_t n = open ? strcspn(open + 1, "]") : 0;
	const char *zh = NULL;

	if (refusal->rule[0])
		return;
	/* a damaged gzip has no id in brackets: it is a cut-off file */
	if (n == 0 || n >= sizeof(refusal->rule)) {
		size_t length = strlen(err->message);
		snprintf(refusal->rule, sizeof(refusal->rule), "D05");
		gr_err_add(err, " [D05]");
		open = err->message + length;
	} else {
		memcpy(refusal->rule, open + 1, n);
		refusal->rule[n] = '\0';
	}
	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++)
		if (strcmp(refusals[i].rule, refusal->rule) == 0)
			zh = refusals[i].zh;
	refusal->line = err->line;
	size_t length = open ? (size_t)(open - err->message)
	                     : strlen(err->message);
	while (length > 0 && err->message[length - 1] == ' ')
		length--;
	bool chinese = zh && d->setup->chinese;
	snprintf(refusal->message, sizeof(refusal->message),
	    chinese ? "%s（%.*s）" : "%s%.*s", chinese ? zh : "", (int)length,
	    err->message);
	gr_delivery_cut(refusal->message, sizeof(refusal->message));
}

/* ---- the walk ---- */

struct walk {
	struct gr_delivery *d;
	gr_visit_fn *visit;
	void *context;
	struct gr_decoder *decoder;
	struct gr_csv *csv;
	struct gr_row_judge judge;
	uint64_t last_filled; /* number of the last row with something */
};

static enum gr_status kind_of(struct walk *w, size_t index,
    const struct gr_csv_record *record, unsigned *kind, struct gr_err *err)
{
	const struct gr_layout *layout = &w->d->layout;
	enum gr_row_kind row;

	*kind = GR_ROW_PREAMBLE;
	if (index < layout->first)
		return GR_OK;
	*kind = GR_ROW_FIRST_HEADING;
	if (index < layout->first + layout->rows)
		return GR_OK;
	enum gr_status status = gr_row_judge_kind(&w->judge, record, &row, err);
	*kind = (unsigned)row;
	if (status == GR_OK && row == GR_ROW_OTHER_HEADING)
		return gr_delivery_refuse(w->d, err, "L05", record->line,
		    "此处是另一个列不同的表头：一个文件里有两张表",
		    "another heading with other columns: two tables in one "
		    "file");
	return status;
}

static enum gr_status walk_rows(struct walk *w, struct gr_err *err)
{
	struct gr_csv_record record;
	enum gr_status status;
	unsigned kind;
	size_t index = 0;

	while ((status = gr_csv_next(w->csv, &record, err)) == GR_OK) {
		/* an empty line is the whole of a one-column row */
		if (record.cells == 0 && w->d->layout.width == 1
		    && index >= w->d->layout.first)
			continue;
		status = kind_of(w, index, &record, &kind, err);
		if (status == GR_OK)
			status = w->visit(w->context, kind, index, &record,
			    err);
		if (status != GR_OK)
			return status;
		index++;
		if (kind != GR_ROW_BLANK)
			w->last_filled = index;
	}
	if (status == GR_END && w->last_filled == GR_SHEET_ROWS)
		return gr_delivery_refuse(w->d, err, "D18", 0,
		    "文件恰好有 %u 行，是电子表格的上限，可能被截断",
		    "has exactly %u rows, the most that a spreadsheet can "
		    "hold: probably cut off",
		    GR_SHEET_ROWS);
	return status == GR_END ? GR_OK : status;
}

enum gr_status gr_delivery_walk(struct gr_delivery *d, gr_visit_fn *visit,
    void *context, struct gr_err *err)
{
	struct walk w = { .d = d, .visit = visit, .context = context };
	enum gr_status status = gr_delivery_text(d, d->delimiter, &w.decoder,
	    &w.csv, err);

	if (status == GR_OK)
		status = gr_row_judge_begin(&w.judge, &d->layout,
		    d->setup->words, d->setup->headings, d->head, err);
	if (status == GR_OK) {
		status = walk_rows(&w, err);
		gr_row_judge_end(&w.judge);
	}
	gr_csv_close(w.csv);
	gr_decoder_close(w.decoder);
	if (status == GR_EDATA)
		explain(d, err);
	return status == GR_END ? GR_OK : status;
}

/* ---- the year ---- */

struct years {
	struct gr_delivery *d;
	size_t column; /* of the file; GR_NONE: given above */
	uint64_t rows;
	struct gr_buf fold;
	bool failed;   /* memory ran out in between */
	uint64_t line; /* of the first row */
	int64_t found;
};

/* Whether a cell names another year than the wave.  What cannot be read does
 * not say so. */
static bool other_year(struct years *y, struct gr_slice cell)
{
	struct gr_slice text;
	int64_t year, wave;

	text = gr_blank_folded(&y->fold, gr_blank_unquote(cell), &y->failed);
	while (text.len > 0 && !gr_numeral_digits(text, &year)) {
		/* without a word behind it: 2021年, 2021年度 */
		text.len -= gr_utf8_last(text);
	}
	if (text.len == 0 || year < 1000 || year > 9999
	    || !gr_slice_to_int64(y->d->setup->wave, &wave))
		return false;
	y->found = year;
	return year != wave;
}

static enum gr_status visit_year(void *context, unsigned kind, size_t index,
    const struct gr_csv_record *record, struct gr_err *err)
{
	struct years *y = context;

	(void)index;
	if (kind != GR_ROW_DATA)
		return GR_OK;
	if (y->rows++ == 0)
		y->line = record->line;
	if (y->column == GR_NONE)
		return y->rows < 2 ? GR_OK : GR_END;
	struct gr_slice cell = y->column < record->cells
	    ? record->cell[y->column]
	    : gr_slice_make(NULL, 0);
	if (other_year(y, cell))
		return GR_OK;
	if (y->failed)
		return gr_err_memory(err);
	y->rows = 0; /* one that agrees settles it */
	return GR_END;
}

/* Ruling 12: two rows or more, all of another year. */
static enum gr_status check_year(struct gr_delivery *d, struct gr_err *err)
{
	size_t role = d->setup->standard->role[GR_ROLE_SURVEY_YEAR];
	struct years y = { .d = d,
		.column = d->layout.role[GR_ROLE_SURVEY_YEAR] };
	bool given = false;

	for (size_t i = 0; i < d->preamble.n; i++)
		given |= d->preamble.given[i].column == role
		    && other_year(&y, d->preamble.given[i].value);
	enum gr_status status = y.failed ? gr_err_memory(err) : GR_OK;
	if (status == GR_OK && (y.column != GR_NONE || given))
		status = gr_delivery_walk(d, visit_year, &y, err);
	gr_buf_free(&y.fold);
	if (status == GR_OK && y.rows >= 2)
		return gr_delivery_refuse(d, err, "R05", y.line,
		    "所有各行的调查年度都不是 %.*s（如 %" PRId64
		    "）：文件放错了波次",
		    "no row is of the year %.*s (but of %" PRId64 ", say): the "
		    "delivery belongs to another wave",
		    GR_ARG(d->setup->wave), y.found);
	return status;
}

/* ---- opening ---- */

static enum gr_status find_out(struct gr_delivery *d, struct gr_err *err)
{
	enum gr_status status = gr_charset_decide(d->source, &d->facts, err);

	if (status == GR_OK)
		status = gr_delivery_heading(d, err);
	if (status == GR_OK)
		status = gr_preamble_read(d->setup->headings,
		    d->setup->standard, d->setup->words, &d->layout, d->head,
		    d->keep, &d->preamble, err);
	if (status != GR_OK)
		return status;
	if (d->preamble.bad_unit.len > 0)
		return gr_delivery_refuse(d, err, "L02",
		    d->preamble.bad_unit_line,
		    "表上方的单位“%.*s”与字典的单位不符",
		    "the unit '%.*s' above the table contradicts the "
		    "dictionary",
		    GR_ARG(d->preamble.bad_unit));
	return check_year(d, err);
}

enum gr_status gr_delivery_open(const struct gr_delivery_setup *setup,
    struct gr_source *source, struct gr_slice src, struct gr_refusal *refusal,
    struct gr_delivery **out, struct gr_err *err)
{
	struct gr_delivery *d = calloc(1, sizeof(*d));
	struct gr_err ignored;

	*out = NULL;
	memset(refusal, 0, sizeof(*refusal));
	if (!d)
		return gr_err_memory(err);
	d->setup = setup;
	d->source = source;
	d->src = src;
	d->refusal = refusal;
	enum gr_status status = gr_source_rewind(source, &ignored);
	if (status == GR_EUSAGE)
		status = gr_source_spool(source, err);
	else if (status != GR_OK)
		*err = ignored;
	if (status == GR_OK)
		status = find_out(d, err);
	if (status == GR_EDATA)
		explain(d, err);
	if (status != GR_OK) {
		gr_delivery_close(d);
		return status;
	}
	*out = d;
	return GR_OK;
}

const struct gr_layout *gr_delivery_layout(const struct gr_delivery *d)
{
	return &d->layout;
}

void gr_delivery_close(struct gr_delivery *delivery)
{
	if (!delivery)
		return;
	gr_arena_free(delivery->keep);
	free(delivery);
}
