/* marks.c - what a workbook knows of the cells of a sheet */
#include "sheet/marks.h"

#include "stream/spool_file.h"

#include <unistd.h>

enum { SPANS_MAX = 4096 };

enum gr_status gr_sheet_marks_make(struct gr_sheet_marks *marks,
    struct gr_err *err)
{
	*marks = (struct gr_sheet_marks){ .fd = -1, .keep = gr_arena_new() };
	return marks->keep != NULL ? GR_OK : gr_err_memory(err);
}

void gr_sheet_marks_free(struct gr_sheet_marks *marks)
{
	gr_arena_free(marks->keep);
	marks->keep = NULL;
	if (marks->fd >= 0)
		close(marks->fd);
	marks->fd = -1;
}

static enum gr_status write_held(struct gr_sheet_marks *marks,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (marks->fd < 0)
		status = gr_spool_file_open(&marks->fd, err);
	if (status == GR_OK)
		status = gr_spool_file_write(marks->fd,
		    (const char *)marks->held,
		    marks->holds * sizeof *marks->held, err);
	marks->holds = 0;
	return status;
}

enum gr_status gr_sheet_marks_add(struct gr_sheet_marks *marks,
    struct gr_mark mark, struct gr_err *err)
{
	marks->held[marks->holds++] = mark;
	marks->n++;
	return marks->holds == GR_MARKS_HELD ? write_held(marks, err) : GR_OK;
}

enum gr_status gr_sheet_marks_end(struct gr_sheet_marks *marks,
    struct gr_err *err)
{
	return marks->holds > 0 ? write_held(marks, err) : GR_OK;
}

enum gr_status gr_spans_add(struct gr_arena *keep, struct gr_spans *spans,
    uint32_t first, uint32_t last, struct gr_err *err)
{
	struct gr_span *before = spans->n > 0 ? &spans->span[spans->n - 1]
	                                      : NULL;

	spans->all += last - first + 1;
	if (before != NULL && before->last + 1 == first) {
		before->last = last;
		return GR_OK;
	}
	if (spans->n == SPANS_MAX)
		return GR_OK;
	enum gr_status status = gr_arena_grow(keep, (void **)&spans->span,
	    &spans->room, spans->n, sizeof *spans->span, err);
	if (status == GR_OK)
		spans->span[spans->n++] = (struct gr_span){ first, last };
	return status;
}

/* ---- to read them again ---- */

/* Have the cursor's mark among those that it holds. */
static enum gr_status hold(const struct gr_sheet_marks *marks,
    struct gr_marks_cursor *cursor, struct gr_err *err)
{
	size_t got;

	if (cursor->at >= cursor->from && cursor->at < cursor->to)
		return GR_OK;
	enum gr_status status = gr_spool_file_read(marks->fd,
	    cursor->at * sizeof *cursor->held, (char *)cursor->held,
	    sizeof cursor->held, &got, err);
	cursor->from = cursor->at;
	cursor->to = cursor->at + got / sizeof *cursor->held;
	if (status == GR_OK && cursor->to == cursor->from)
		return gr_err_set(err, GR_ESYS,
		    "cannot read again what was kept in $TMPDIR");
	return status;
}

enum gr_status gr_sheet_marks_next(const struct gr_sheet_marks *marks,
    struct gr_marks_cursor *cursor, uint32_t row, struct gr_mark *mark,
    struct gr_err *err)
{
	mark->row = 0;
	for (; cursor->at < marks->n; cursor->at++) {
		enum gr_status status = hold(marks, cursor, err);

		if (status != GR_OK)
			return status;
		struct gr_mark one = cursor->held[cursor->at - cursor->from];
		if (one.row > row)
			return GR_OK;
		if (one.row == row) {
			*mark = one;
			cursor->at++;
			return GR_OK;
		}
	}
	return GR_OK;
}
