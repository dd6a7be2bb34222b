/* text.c - a table to read at a terminal: aligned, numbers to the right. */
#include "csv/writer.h"
#include "format/format.h"
#include "text/width.h"

struct shape { /* of a column */
	size_t width;
	bool numbers, others; /* it has cells that are numbers, or are not */
};

static void widen(struct shape *shape, struct gr_slice cell)
{
	size_t width = gr_width_of(cell);

	if (width > shape->width)
		shape->width = width;
}

static enum gr_status text_open(struct gr_format_table *table,
    struct gr_err *err)
{
	struct shape *shape = GR_NEW_ARRAY(table->keep, table->n, struct shape);

	if (shape == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < table->n; i++)
		widen(&shape[i], table->heading[i]);
	table->state = shape;
	return GR_OK;
}

static enum gr_status text_scan(struct gr_format_table *table,
    const struct gr_slice *cell, struct gr_err *err)
{
	struct shape *shape = table->state;

	(void)err;
	for (size_t i = 0; i < table->n; i++) {
		bool number = gr_csv_is_number(cell[i]);

		widen(&shape[i], cell[i]);
		shape[i].numbers |= number;
		shape[i].others |= cell[i].len > 0 && !number;
	}
	return GR_OK;
}

/* Cells two blanks apart; nothing behind the last one. */
static enum gr_status text_row(struct gr_format_table *table,
    const struct gr_slice *cell, struct gr_err *err)
{
	const struct shape *shape = table->state;
	struct gr_buf *line = &table->out;

	(void)err;
	for (size_t i = 0; i < table->n; i++) {
		if (i > 0)
			gr_buf_text(line, "  ");
		gr_width_pad(line, cell[i], shape[i].width,
		    shape[i].numbers && !shape[i].others);
	}
	while (line->len > 0 && line->ptr[line->len - 1] == ' ')
		line->len--;
	gr_buf_byte(line, '\n');
	return GR_OK;
}

static enum gr_status text_header(struct gr_format_table *table,
    struct gr_err *err)
{
	return text_row(table, table->heading, err);
}

const struct gr_format gr_format_text = {
	.name = "text",
	.open = text_open,
	.scan = text_scan,
	.header = text_header,
	.row = text_row,
};
