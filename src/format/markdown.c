/* markdown.c - a table for a page of text: GitHub's form of it. */
#include "format/format.h"

/* What would be markup, or end the cell, is not. */
static void add_text(struct gr_buf *out, struct gr_slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		const char c = text.ptr[i];

		if (c == '<')
			gr_buf_text(out, "&lt;");
		else if (c == '&')
			gr_buf_text(out, "&amp;");
		else if ((unsigned char)c < ' ')
			gr_buf_byte(out, ' ');
		else {
			if (strchr("\\|*_`[]~$", c) != NULL)
				gr_buf_byte(out, '\\');
			gr_buf_byte(out, c);
		}
	}
}

static enum gr_status markdown_row(struct gr_format_table *table,
    const struct gr_slice *cell, struct gr_err *err)
{
	(void)err;
	gr_buf_byte(&table->out, '|');
	for (size_t i = 0; i < table->n; i++) {
		gr_buf_byte(&table->out, ' ');
		add_text(&table->out, cell[i]);
		gr_buf_text(&table->out, " |");
	}
	gr_buf_byte(&table->out, '\n');
	return GR_OK;
}

/* Columns of numbers stand right. */
static enum gr_status markdown_header(struct gr_format_table *table,
    struct gr_err *err)
{
	enum gr_status status = markdown_row(table, table->heading, err);

	gr_buf_byte(&table->out, '|');
	for (size_t i = 0; i < table->n; i++)
		gr_buf_text(&table->out,
		    table->kind != NULL && table->kind[i] == GR_FORMAT_NUMBERS
		        ? " ---: |"
		        : " --- |");
	gr_buf_byte(&table->out, '\n');
	return status;
}

const struct gr_format gr_format_markdown = {
	.name = "markdown",
	.has_kinds = true,
	.header = markdown_header,
	.row = markdown_row,
};
