/* sheet_cells.c - what a workbook knows of the cells of a row, and of a sheet */
#include "delivery/state.h"

#include "text/blank.h"

#include <stdlib.h>

enum { SPANS_SHOWN = 10 };

/* ---- merged cells ---- */

/* The blocks of a column of several rows, in their order, and the one that the
 * last row lies in. */
struct gr_merged_cells {
	struct gr_cell_range *block;
	size_t n, at;
	struct gr_buf value; /* of its first cell */
	bool begun;          /* its first row was one of the rows */
};

static int by_row(const void *a, const void *b)
{
	const struct gr_cell_range *x = a, *y = b;

	return (x->first.row > y->first.row) - (x->first.row < y->first.row);
}

static bool is_of_column(const struct gr_cell_range *range, size_t column)
{
	return range->last.row > range->first.row
	    && range->first.column <= column && column <= range->last.column;
}

static enum gr_status find_blocks(struct gr_row_maker *m, size_t k,
    struct gr_err *err)
{
	const struct gr_sheet_marks *sheet = m->d->sheet;
	struct gr_merged_cells *merged = &m->merged[k];
	size_t at = m->d->layout.role[gr_filled_role[k]];

	if (at == GR_NONE || sheet->merges == 0)
		return GR_OK;
	merged->block = calloc(sheet->merges, sizeof *merged->block);
	if (merged->block == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < sheet->merges; i++)
		if (is_of_column(&sheet->merged[i], at + 1))
			merged->block[merged->n++] = sheet->merged[i];
	qsort(merged->block, merged->n, sizeof *merged->block, by_row);
	return GR_OK;
}

enum gr_status gr_sheet_cells_merged(struct gr_row_maker *m, size_t k,
    uint64_t row, struct gr_slice *cell, struct gr_err *err)
{
	struct gr_merged_cells *merged = m->merged ? &m->merged[k] : NULL;

	if (merged == NULL)
		return GR_OK;
	for (;
	     merged->at < merged->n && merged->block[merged->at].last.row < row;
	     merged->at++)
		merged->begun = false;
	if (merged->at == merged->n
	    || row < merged->block[merged->at].first.row)
		return GR_OK;
	if (row == merged->block[merged->at].first.row) {
		gr_buf_clear(&merged->value);
		gr_buf_add(&merged->value, *cell);
		merged->begun = true;
		return gr_buf_check(&merged->value, err);
	}
	if (!merged->begun || !gr_blank_only(*cell))
		return GR_OK;
	*cell = gr_arena_copy(m->scratch, gr_buf_slice(&merged->value));
	return cell->ptr != NULL ? GR_OK : gr_err_memory(err);
}

static void free_blocks(struct gr_row_maker *m)
{
	for (size_t k = 0; m->merged != NULL && k < GR_FILLED_PLACES; k++) {
		free(m->merged[k].block);
		gr_buf_free(&m->merged[k].value);
	}
	free(m->merged);
}

/* ---- the cells of a row ---- */

enum gr_status gr_sheet_cells_begin(struct gr_row_maker *m, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (m->d->sheet == NULL)
		return GR_OK;
	m->marks = calloc(1, sizeof *m->marks);
	m->merged = calloc(GR_FILLED_PLACES, sizeof *m->merged);
	if (m->marks == NULL || m->merged == NULL)
		return gr_err_memory(err);
	for (size_t k = 0; k < GR_FILLED_PLACES && status == GR_OK; k++)
		status = find_blocks(m, k, err);
	return status;
}

/* Of a formula the value counts that it had when it was saved; where there is
 * none, or a day that never was, the cell is asked for. */
static enum gr_status take(struct gr_row_maker *m,
    const struct gr_csv_record *record, const struct gr_mark *mark,
    struct gr_err *err)
{
	static const enum gr_finding_kind kind[] = {
		[GR_MARK_FORMULA] = GR_FINDING_W05,
		[GR_MARK_NO_VALUE] = GR_FINDING_W06,
		[GR_MARK_NO_DAY] = GR_FINDING_W07,
	};
	size_t i = mark->column - 1u;

	if (i >= m->d->layout.width)
		return GR_OK;
	const struct gr_file_column *c = &m->d->layout.column[i];
	if (c->column == GR_NONE || c->state != GR_COLUMN_READ
	    || m->output[c->column] == GR_NONE)
		return GR_OK;
	if (mark->kind != GR_MARK_FORMULA)
		m->field[m->output[c->column]] = GR_CELL_STOPPED;
	return gr_row_maker_tell(m, kind[mark->kind], record->line, c->column,
	    record->cell[i], err);
}

enum gr_status gr_sheet_cells_mark(struct gr_row_maker *m,
    const struct gr_csv_record *record, struct gr_err *err)
{
	struct gr_mark mark;
	enum gr_status status = GR_OK;

	while (m->marks != NULL && status == GR_OK) {
		status = gr_sheet_marks_next(m->d->sheet, m->marks,
		    (uint32_t)record->line, &mark, err);
		if (status != GR_OK || mark.row == 0)
			break;
		status = take(m, record, &mark, err);
	}
	return status;
}

void gr_sheet_cells_end(struct gr_row_maker *m)
{
	free_blocks(m);
	free(m->marks);
}

/* ---- the sheet ---- */

static void put_place(struct gr_buf *to, uint32_t n, bool letters)
{
	if (letters)
		gr_cell_column_print(to, n);
	else
		gr_buf_uint(to, n);
}

/* 3, 7:9, 12 and so on. */
static void put_spans(struct gr_buf *to, const struct gr_spans *spans,
    bool letters)
{
	for (size_t i = 0; i < spans->n && i < SPANS_SHOWN; i++) {
		const struct gr_span *span = &spans->span[i];

		gr_buf_text(to, i > 0 ? ", " : "");
		put_place(to, span->first, letters);
		if (span->last == span->first)
			continue;
		gr_buf_byte(to, ':');
		put_place(to, span->last, letters);
	}
	if (spans->n > SPANS_SHOWN)
		gr_buf_text(to, ", …");
}

static enum gr_status tell_spans(struct gr_delivery *d,
    const struct gr_delivery_sink *sink, const struct gr_spans *spans,
    bool letters, struct gr_err *err)
{
	struct gr_buf which = { 0 };

	if (spans->n == 0)
		return GR_OK;
	put_spans(&which, spans, letters);
	enum gr_status status = gr_buf_check(&which, err);
	if (status == GR_OK)
		status = gr_delivery_tell(d, sink,
		    letters ? GR_FINDING_W08_COLUMNS : GR_FINDING_W08_ROWS, 0,
		    GR_S(""),
		    GR_WITH(GR_NUMBER("n", spans->all),
		        GR_TEXT("which", gr_buf_slice(&which))),
		    err);
	gr_buf_free(&which);
	return status;
}

enum gr_status gr_sheet_cells_tell(struct gr_delivery *d,
    const struct gr_delivery_sink *sink, struct gr_err *err)
{
	const struct gr_sheet_marks *sheet = d->sheet;
	enum gr_status status = GR_OK;

	if (sheet == NULL)
		return GR_OK;
	status = tell_spans(d, sink, &sheet->hidden_rows, false, err);
	if (status == GR_OK)
		status = tell_spans(d, sink, &sheet->hidden_columns, true, err);
	if (status == GR_OK && sheet->comments)
		status = gr_delivery_tell(d, sink, GR_FINDING_W09_COMMENTS, 0,
		    GR_S(""), NULL, err);
	if (status == GR_OK && sheet->phonetic > 0)
		status = gr_delivery_tell(d, sink, GR_FINDING_W09_PHONETIC, 0,
		    GR_S(""), GR_WITH(GR_NUMBER("n", sheet->phonetic)), err);
	return status;
}
