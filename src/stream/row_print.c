/* row_print.c - a row that is printed cell by cell. */
#include "stream/row_print.h"

#include <stdlib.h>

void gr_row_print_free(struct gr_row_print *line)
{
	gr_buf_free(&line->text);
	free(line->end);
	free(line->field);
	*line = (struct gr_row_print){ .cells = 0 };
}

void gr_row_print_clear(struct gr_row_print *line)
{
	gr_buf_clear(&line->text);
	line->cells = 0;
	line->failed = false;
}

static bool make_room(struct gr_row_print *line)
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

void gr_row_print_end_cell(struct gr_row_print *line)
{
	if (line->cells == line->room && !make_room(line)) {
		line->failed = true;
		return;
	}
	line->end[line->cells++] = line->text.len;
}

void gr_row_print_text(struct gr_row_print *line, struct gr_slice text)
{
	gr_buf_add(&line->text, text);
	gr_row_print_end_cell(line);
}

void gr_row_print_int(struct gr_row_print *line, int64_t value)
{
	gr_buf_int(&line->text, value);
	gr_row_print_end_cell(line);
}

enum gr_status gr_row_print_fields(struct gr_row_print *line,
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
