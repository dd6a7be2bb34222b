/* xlsx.c - a table as a workbook of one sheet, or more if it has more rows. */
#include "format/format.h"
#include "number/plain.h"
#include "sheet/table_book.h"
#include "stream/spool_file.h"
#include "text/width.h"

#include <unistd.h>

enum { WIDTH_MIN = 12, WIDTH_MAX = 40, BLOCK_BYTES = 64 * 1024 };

struct xlsx {
	struct gr_table_book *book; /* NULL: it has been saved ... */
	int fd;                     /* ... here; -1: not yet */
	uint64_t given;             /* bytes of it */
	size_t sheet;
	uint32_t row; /* the last */
};

static enum gr_status begin_sheet(struct gr_format_table *table,
    struct gr_err *err)
{
	static const char *const name[] = { "1", "2", "3", "4", "5", "6", "7",
		"8", "9", "10" };
	struct xlsx *xlsx = table->state;
	const size_t next = xlsx->row == 0 ? 0 : xlsx->sheet + 1;

	if (next >= sizeof name / sizeof *name)
		return gr_err_set(err, GR_EDATA,
		    "more rows than a workbook should have");
	enum gr_status status = gr_table_book_add(xlsx->book, name[next],
	    &xlsx->sheet, err);
	if (status != GR_OK)
		return status;
	gr_table_book_freeze(xlsx->book, xlsx->sheet,
	    (struct gr_cell_place){ 2, 1 });
	for (uint32_t i = 0; i < table->n; i++) {
		size_t wide = gr_width_of(table->heading[i]) + 2;

		wide = wide < WIDTH_MIN ? WIDTH_MIN : wide;
		gr_table_book_width(xlsx->book, xlsx->sheet, i + 1,
		    (double)(wide > WIDTH_MAX ? WIDTH_MAX : wide), false);
	}
	for (uint32_t i = 0; status == GR_OK && i < table->n; i++)
		status = gr_table_book_text(xlsx->book, xlsx->sheet,
		    (struct gr_cell_place){ 1, i + 1 }, table->heading[i],
		    GR_BOOK_HEADING, err);
	xlsx->row = 1;
	return status;
}

static enum gr_status xlsx_header(struct gr_format_table *table,
    struct gr_err *err)
{
	struct xlsx *xlsx = GR_NEW(table->keep, struct xlsx);

	if (xlsx == NULL)
		return gr_err_memory(err);
	*xlsx = (struct xlsx){ .fd = -1 };
	table->state = xlsx;
	enum gr_status status = gr_table_book_open("greenline", NULL,
	    &xlsx->book, err);
	return status == GR_OK ? begin_sheet(table, err) : status;
}

static enum gr_status end_sheet(struct gr_format_table *table,
    struct gr_err *err)
{
	const struct xlsx *xlsx = table->state;

	return gr_table_book_filter(xlsx->book, xlsx->sheet,
	    (struct gr_cell_range){ { 1, 1 },
	        { xlsx->row, (uint32_t)table->n } },
	    err);
}

static enum gr_status xlsx_row(struct gr_format_table *table,
    const struct gr_slice *cell, struct gr_err *err)
{
	struct xlsx *xlsx = table->state;
	enum gr_status status = GR_OK;

	if (xlsx->row == GR_SHEET_ROWS_MAX) {
		status = end_sheet(table, err);
		if (status == GR_OK)
			status = begin_sheet(table, err);
	}
	xlsx->row++;
	for (uint32_t i = 0; status == GR_OK && i < table->n; i++) {
		const struct gr_cell_place at = { xlsx->row, i + 1 };

		status = !gr_format_is_text(table, i)
		        && gr_number_is_plain(cell[i])
		    ? gr_table_book_number(xlsx->book, xlsx->sheet, at, cell[i],
		        GR_BOOK_NUMBER, err)
		    : gr_table_book_text(xlsx->book, xlsx->sheet, at, cell[i],
		        GR_BOOK_TEXT, err);
	}
	return status;
}

static enum gr_status xlsx_close(struct gr_format_table *table,
    struct gr_err *err)
{
	struct xlsx *xlsx = table->state;
	struct gr_table_book *book = xlsx->book;
	enum gr_status status = end_sheet(table, err);

	if (status == GR_OK)
		status = gr_spool_file_open(&xlsx->fd, err);
	if (status != GR_OK)
		return status;
	xlsx->book = NULL; /* saving closes it */
	return gr_table_book_save(book, xlsx->fd, err);
}

static enum gr_status xlsx_more(struct gr_format_table *table,
    struct gr_err *err)
{
	struct xlsx *xlsx = table->state;
	char *to = gr_buf_reserve(&table->out, BLOCK_BYTES);
	size_t got = 0;

	if (to == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_spool_file_read(xlsx->fd, xlsx->given, to,
	    BLOCK_BYTES, &got, err);
	table->out.len += got;
	xlsx->given += got;
	return status == GR_OK && got == 0 ? GR_END : status;
}

static void xlsx_drop(struct gr_format_table *table)
{
	struct xlsx *xlsx = table->state;

	if (xlsx == NULL)
		return;
	gr_table_book_close(xlsx->book);
	if (xlsx->fd >= 0)
		close(xlsx->fd);
}

const struct gr_format gr_format_xlsx = {
	.name = "xlsx",
	.has_kinds = true,
	.header = xlsx_header,
	.row = xlsx_row,
	.close = xlsx_close,
	.more = xlsx_more,
	.drop = xlsx_drop,
};
