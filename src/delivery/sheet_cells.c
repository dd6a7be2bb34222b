/* sheet_cells.c - what a workbook knows of the cells of a row, and of a sheet */
#include "delivery/state.h"

#include <stdlib.h>

enum { SPANS_SHOWN = 10 };

/* ---- the cells of a row ---- */

enum gr_status gr_sheet_cells_begin(struct gr_row_maker *m, struct gr_err *err)
{
	if (m->d->sheet == NULL)
		return GR_OK;
	m->marks = calloc(1, sizeof *m->marks);
	return m->marks != NULL ? GR_OK : gr_err_memory(err);
}

/* Of a formula the value counts that it had when it was saved; where there is
 * none, or a day that never was, the cell is asked for. */
static enum gr_status take(struct gr_row_maker *m,
    const struct gr_csv_record *record, const struct gr_mark *mark,
    struct gr_err *err)
{
	static const enum gr_finding_kind kind[] = {
		[GR_MARK_FORMULA] = GR_FINDING_X05,
		[GR_MARK_NO_VALUE] = GR_FINDING_X06,
		[GR_MARK_NO_DAY] = GR_FINDING_X07,
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
		    letters ? GR_FINDING_X08_COLUMNS : GR_FINDING_X08_ROWS, 0,
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
		status = gr_delivery_tell(d, sink, GR_FINDING_X09_COMMENTS, 0,
		    GR_S(""), NULL, err);
	if (status == GR_OK && sheet->phonetic > 0)
		status = gr_delivery_tell(d, sink, GR_FINDING_X09_PHONETIC, 0,
		    GR_S(""), GR_WITH(GR_NUMBER("n", sheet->phonetic)), err);
	return status;
}
