/* json.c - a table as JSON: an array of objects, a line each. */
#include "format/format.h"
#include "number/plain.h"

struct json {
	size_t rows;
};

static void add_text(struct gr_buf *out, struct gr_slice text)
{
	gr_buf_byte(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		const unsigned char c = (unsigned char)text.ptr[i];

		if (c == '"' || c == '\\')
			gr_buf_byte(out, '\\');
		if (c < ' ')
			gr_buf_format(out, "\\u%04x", (unsigned)c);
		else
			gr_buf_byte(out, (char)c);
	}
	gr_buf_byte(out, '"');
}

static enum gr_status json_header(struct gr_format_table *table,
    struct gr_err *err)
{
	table->state = GR_NEW(table->keep, struct json);
	if (table->state == NULL)
		return gr_err_memory(err);
	gr_buf_byte(&table->out, '[');
	return GR_OK;
}

/* A number stands as it was written, digit by digit. */
static enum gr_status json_row(struct gr_format_table *table,
    const struct gr_slice *cell, struct gr_err *err)
{
	struct json *json = table->state;
	struct gr_buf *out = &table->out;

	(void)err;
	gr_buf_text(out, json->rows++ > 0 ? ",\n{" : "\n{");
	for (size_t i = 0; i < table->n; i++) {
		gr_buf_text(out, i > 0 ? ", " : "");
		add_text(out, table->heading[i]);
		gr_buf_text(out, ": ");
		if (cell[i].len == 0)
			gr_buf_text(out, "null");
		else if (!gr_format_is_text(table, i)
		    && gr_number_is_plain(cell[i]))
			gr_buf_add(out, cell[i]);
		else
			add_text(out, cell[i]);
	}
	gr_buf_byte(out, '}');
	return GR_OK;
}

static enum gr_status json_close(struct gr_format_table *table,
    struct gr_err *err)
{
	(void)err;
	gr_buf_text(&table->out, "\n]\n");
	return GR_OK;
}

const struct gr_format gr_format_json = {
	.name = "json",
	.has_kinds = true,
	.header = json_header,
	.row = json_row,
	.close = json_close,
};
