/* text.c - a table to read at a terminal: aligned, numbers to the right. */
#include "csv/writer.h"
#include "format/bar.h"
#include "format/format.h"
#include "stream/record.h"
#include "text/width.h"

struct shape { /* of a column */
	size_t width;
	bool numbers, others; /* it has cells that are numbers, or are not */
};

struct text {
	struct shape *shape; /* by column */
	struct gr_bar_scale scale;
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
	struct text *text = GR_NEW(table->keep, struct text);

	if (text == NULL)
		return gr_err_memory(err);
	text->shape = GR_NEW_ARRAY(table->keep, table->n, struct shape);
	if (text->shape == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < table->n; i++)
		widen(&text->shape[i], table->heading[i]);
	table->state = text;
	return GR_OK;
}

/* The target of a row. */
static struct gr_slice target_of(const struct gr_format_table *table,
    const struct gr_slice *cell)
{
	return table->bars_to_of == GR_NONE ? table->bars_to
	                                    : cell[table->bars_to_of];
}

static enum gr_status text_scan(struct gr_format_table *table,
    const struct gr_slice *cell, struct gr_err *err)
{
	struct text *text = table->state;
	struct shape *shape = text->shape;

	(void)err;
	for (size_t i = 0; i < table->n; i++) {
		bool number = gr_csv_is_number(cell[i]);

		widen(&shape[i], cell[i]);
		shape[i].numbers |= number;
		shape[i].others |= cell[i].len > 0 && !number;
	}
	if (table->bars) {
		gr_bar_see(&text->scale, cell[table->bars_of]);
		gr_bar_see(&text->scale, target_of(table, cell));
	}
	return GR_OK;
}

/* Cells two blanks apart. */
static void put_cells(struct gr_format_table *table,
    const struct gr_slice *cell)
{
	const struct text *text = table->state;
	const struct shape *shape = text->shape;
	struct gr_buf *line = &table->out;

	for (size_t i = 0; i < table->n; i++) {
		if (i > 0)
			gr_buf_text(line, "  ");
		gr_width_pad(line, cell[i], shape[i].width,
		    shape[i].numbers && !shape[i].others);
	}
	if (table->bars)
		gr_buf_text(line, "  ");
}

/* Nothing stands behind the last cell or bar. */
static void end_line(struct gr_format_table *table)
{
	struct gr_buf *line = &table->out;

	while (line->len > 0 && line->ptr[line->len - 1] == ' ')
		line->len--;
	gr_buf_byte(line, '\n');
}

static enum gr_status text_row(struct gr_format_table *table,
    const struct gr_slice *cell, struct gr_err *err)
{
	const struct text *text = table->state;

	(void)err;
	put_cells(table, cell);
	if (table->bars)
		gr_bar_print(&table->out, &text->scale, cell[table->bars_of],
		    target_of(table, cell));
	end_line(table);
	return GR_OK;
}

/* Bars take what the cells leave of the line. */
static void fit_bars(const struct gr_format_table *table)
{
	struct text *text = table->state;
	size_t cells = 0, room;

	text->scale.width = GR_BAR_WIDTH;
	if (table->bars_fit == 0)
		return;
	for (size_t i = 0; i < table->n; i++)
		cells += text->shape[i].width + 2;
	room = table->bars_fit > cells ? table->bars_fit - cells : 0;
	if (room < GR_BAR_LEAST)
		text->scale.width = GR_BAR_LEAST;
	else if (table->bars_fill || room < GR_BAR_WIDTH)
		text->scale.width = (int)room;
}

static enum gr_status text_header(struct gr_format_table *table,
    struct gr_err *err)
{
	const struct text *text = table->state;

	(void)err;
	fit_bars(table);
	put_cells(table, table->heading);
	if (table->bars)
		gr_bar_heading(&table->out, &text->scale);
	end_line(table);
	return GR_OK;
}

const struct gr_format gr_format_text = {
	.name = "text",
	.draws_bars = true,
	.open = text_open,
	.scan = text_scan,
	.header = text_header,
	.row = text_row,
};
