/* row_print.c - a row that is printed cell by cell. */
#include "stream/row_print.h"

#include <stdlib.h>

void gr_line_free(struct gr_line *line)
{
	gr_buf_free(&line->text);
	free(line->end);
	free(line->field);
	*line = (struct gr_line){ .cells = 0 };
}

void gr_line_clear(struct gr_line *line)
{
	gr_buf_clear(&line->text);
	line->cells = 0;
	line->failed = false;
}

static bool make_room(struct gr_line *line)
{
	size_t room = line->room ? 2 * line->room : 64;
	size_t *end = reallocarray(line->end, room, sizeof(*end));
	struct gr_slice *field;

	if (end != NULL)
		line->end = end;
	field = reallocarray(line->field, room, sizeof(*field));
	if (field != NULL)
		line->field = field;
	if (end == NULL || field == NULL)
		return false;
	line->room = room;
	return true;
}

void gr_line_end_cell(struct gr_line *line)
{
	if (line->cells == line->room && !make_room(line)) {
		line->failed = true;
		return;
	}
	line->end[line->cells++] = line->text.len;
}

void gr_line_text(struct gr_line *line, struct gr_slice text)
{
	gr_buf_add(&line->text, text);
	gr_line_end_cell(line);
}

void gr_line_int(struct gr_line *line, int64_t value)
{
	gr_buf_int(&line->text, value);
	gr_line_end_cell(line);
}

enum gr_status gr_line_fields(struct gr_line *line,
    const struct gr_slice **field, size_t *n, struct gr_err *err)
{
	enum gr_status status = gr_buf_check(&line->text, err);
	size_t from = 0;

	if (status != GR_OK)
		return status;
	if (line->failed)
		return gr_err_memory(err);
	for (size_t i = 0; i < line->cells; i++) {
		line->field[i] = gr_slice_make(
		    line->text.len > 0 ? line->text.ptr + from : "",
		    line->end[i] - from);
		from = line->end[i];
	}
	*field = line->field;
	*n = line->cells;
	return GR_OK;
}
