/* csv.c - a table as it is published: RFC 4180. */
#include "csv/writer.h"
#include "format/format.h"

static enum gr_status csv_header(struct gr_format_table *table,
    struct gr_err *err)
{
	(void)err;
	if (table->bom)
		gr_buf_text(&table->out, "\xEF\xBB\xBF");
	gr_csv_row(&table->out, table->heading, table->n);
	return GR_OK;
}

static enum gr_status csv_row(struct gr_format_table *table,
    const struct gr_slice *cell, struct gr_err *err)
{
	(void)err;
	gr_csv_row(&table->out, cell, table->n);
	return GR_OK;
}

const struct gr_format gr_format_csv = {
	.name = "csv",
	.has_bom = true,
	.header = csv_header,
	.row = csv_row,
};
