/* table_book.c - a workbook of tables to read */
#include "sheet/table_book.h"

#include "sheet/book_file.h"
#include "sheet/exact_numbers.h"
#include "sheet/table_looks.h"

#include <stdio.h>
#include <stdlib.h>

enum { DIGITS_MAX = 15, NUMBER_BYTES = 48, SHEET_NAME_BYTES = 128 };
enum { COLOUR_BAR = 0x7FC8A9 };

struct sheet {
	lxw_worksheet *own;
	char name[SHEET_NAME_BYTES];
};

struct gr_table_book {
	struct gr_book_file file;
	struct sheet *sheet;
	size_t sheets, room;
	lxw_format *format[2 * GR_BOOK_TOTAL];
	struct gr_buf to; /* where a link leads */
};

enum gr_status gr_table_book_open(const char *author, const char *title,
    struct gr_table_book **out, struct gr_err *err)
{
	struct gr_table_book *book = calloc(1, sizeof *book);

	*out = NULL;
	if (book == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_book_file_open(&book->file, author, title,
	    err);
	if (status != GR_OK) {
		gr_table_book_close(book);
		return status;
	}
	*out = book;
	return GR_OK;
}

void gr_table_book_close(struct gr_table_book *book)
{
	if (book == NULL)
		return;
	gr_book_file_close(&book->file);
	gr_buf_free(&book->to);
	free(book->sheet);
	free(book);
}

enum gr_status gr_table_book_add(struct gr_table_book *book, const char *name,
    size_t *sheet, struct gr_err *err)
{
	if (book->sheets == book->room) {
		size_t room = book->room > 0 ? 2 * book->room : 16;
		void *more = realloc(book->sheet, room * sizeof *book->sheet);

		if (more == NULL)
			return gr_err_memory(err);
		book->sheet = more;
		book->room = room;
	}
	struct sheet *new = &book->sheet[book->sheets];
	snprintf(new->name, sizeof new->name, "%s", name);
	new->own = workbook_add_worksheet(book->file.book, new->name);
	if (new->own == NULL)
		return gr_err_set(err, GR_ESYS,
		    "a workbook cannot have the sheet '%s'", name);
	worksheet_set_paper(new->own, 9); /* A4 */
	worksheet_set_landscape(new->own);
	worksheet_fit_to_pages(new->own, 1, 0);
	(void)worksheet_set_footer(new->own, "&L&A&C&P / &N");
	*sheet = book->sheets++;
	return GR_OK;
}

const char *gr_table_book_name(const struct gr_table_book *book, size_t sheet)
{
	return book->sheet[sheet].name;
}

/* ---- cells ---- */

static enum gr_status find_format(struct gr_table_book *book,
    struct gr_cell_place at, unsigned look, lxw_format **out,
    struct gr_err *err)
{
	if (at.row == 0 || at.row > GR_SHEET_ROWS_MAX || at.column == 0
	    || at.column > GR_SHEET_COLUMNS_MAX)
		return gr_err_set(err, GR_EDATA,
		    "more rows or columns than a sheet can have");
	if (book->format[look] == NULL)
		book->format[look] = gr_table_look(book->file.book, look);
	*out = book->format[look];
	return *out != NULL ? GR_OK : gr_err_memory(err);
}

enum gr_status gr_table_book_text(struct gr_table_book *book, size_t sheet,
    struct gr_cell_place at, struct gr_slice text, unsigned look,
    struct gr_err *err)
{
	lxw_worksheet *own = book->sheet[sheet].own;
	lxw_format *format = NULL;
	enum gr_status status = find_format(book, at, look, &format, err);
	const char *words = gr_book_file_text(&book->file, text,
	    GR_BOOK_CHARACTERS_MAX);

	if (status == GR_OK && words == NULL)
		status = gr_err_memory(err);
	if (status != GR_OK)
		return status;
	if (text.len == 0 && look < GR_BOOK_HEADING)
		return GR_OK;
	return gr_book_file_look(text.len > 0
	        ? worksheet_write_string(own, at.row - 1,
	            (lxw_col_t)(at.column - 1), words, format)
	        : worksheet_write_blank(own, at.row - 1,
	            (lxw_col_t)(at.column - 1), format),
	    err);
}

bool gr_table_book_keeps(struct gr_slice number)
{
	size_t digits = 0, last = 0;
	bool began = false, point = false;

	if (number.len == 0 || number.len >= NUMBER_BYTES)
		return false;
	for (size_t i = number.ptr[0] == '-' ? 1 : 0; i < number.len; i++) {
		char c = number.ptr[i];

		if (c == '.' && !point && i + 1 < number.len) {
			point = true;
			continue;
		}
		if (c < '0' || c > '9')
			return false;
		began = began || c != '0';
		digits += began;
		/* a zero that ends a fraction is no digit to be kept */
		if (!point || c != '0')
			last = digits;
	}
	return last <= DIGITS_MAX && (began || number.ptr[0] != '-');
}

/* Of 15 digits at most the binary number is the only one that reads so. */
static double to_binary(struct gr_slice number)
{
	char copy[NUMBER_BYTES] = "";

	memcpy(copy, number.ptr, number.len);
	return strtod(copy, NULL);
}

enum gr_status gr_table_book_number(struct gr_table_book *book, size_t sheet,
    struct gr_cell_place at, struct gr_slice number, unsigned look,
    struct gr_err *err)
{
	lxw_format *format = NULL;

	if (!gr_table_book_keeps(number))
		return gr_table_book_text(book, sheet, at, number,
		    look & GR_BOOK_TOTAL, err);
	enum gr_status status = find_format(book, at, look, &format, err);
	return status == GR_OK
	    ? gr_book_file_look(worksheet_write_number(book->sheet[sheet].own,
	                            at.row - 1, (lxw_col_t)(at.column - 1),
	                            to_binary(number), format),
	        err)
	    : status;
}

enum gr_status gr_table_book_link(struct gr_table_book *book, size_t sheet,
    struct gr_cell_place at, struct gr_slice text, size_t to,
    struct gr_cell_place there, struct gr_err *err)
{
	lxw_format *format = NULL;
	enum gr_status status = find_format(book, at, GR_BOOK_LINK, &format,
	    err);

	gr_buf_clear(&book->to);
	gr_buf_format(&book->to, "internal:'%s'!", book->sheet[to].name);
	gr_cell_column_print(&book->to, there.column);
	gr_buf_uint(&book->to, there.row);
	gr_buf_byte(&book->to, '\0');
	if (status == GR_OK)
		status = gr_buf_check(&book->to, err);
	if (status == GR_OK)
		status = gr_book_file_look(
		    worksheet_write_url(book->sheet[sheet].own, at.row - 1,
		        (lxw_col_t)(at.column - 1), book->to.ptr, format),
		    err);
	return status == GR_OK
	    ? gr_table_book_text(book, sheet, at, text, GR_BOOK_LINK, err)
	    : status;
}

/* ---- sheets ---- */

void gr_table_book_width(struct gr_table_book *book, size_t sheet,
    uint32_t column, double digits, bool folded)
{
	lxw_row_col_options options = { .hidden = folded ? LXW_TRUE : LXW_FALSE,
		.level = folded ? 1 : 0 };

	(void)worksheet_set_column_opt(book->sheet[sheet].own,
	    (lxw_col_t)(column - 1), (lxw_col_t)(column - 1), digits, NULL,
	    &options);
}

void gr_table_book_height(struct gr_table_book *book, size_t sheet,
    uint32_t row, double points)
{
	(void)worksheet_set_row(book->sheet[sheet].own, row - 1, points, NULL);
}

void gr_table_book_freeze(struct gr_table_book *book, size_t sheet,
    struct gr_cell_place at)
{
	lxw_worksheet *own = book->sheet[sheet].own;

	worksheet_freeze_panes(own, at.row - 1, (lxw_col_t)(at.column - 1));
	if (at.row > 1)
		(void)worksheet_repeat_rows(own, 0, at.row - 2);
}

enum gr_status gr_table_book_filter(struct gr_table_book *book, size_t sheet,
    struct gr_cell_range cells, struct gr_err *err)
{
	return gr_book_file_look(
	    worksheet_autofilter(book->sheet[sheet].own, cells.first.row - 1,
	        (lxw_col_t)(cells.first.column - 1), cells.last.row - 1,
	        (lxw_col_t)(cells.last.column - 1)),
	    err);
}

enum gr_status gr_table_book_bars(struct gr_table_book *book, size_t sheet,
    struct gr_cell_range cells, double full, struct gr_err *err)
{
	lxw_conditional_format bars = { .type = LXW_CONDITIONAL_DATA_BAR,
		.min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
		.min_value = 0,
		.max_rule_type = full > 0 ? LXW_CONDITIONAL_RULE_TYPE_NUMBER
		                          : LXW_CONDITIONAL_RULE_TYPE_MAXIMUM,
		.max_value = full,
		.bar_color = COLOUR_BAR,
		.bar_solid = LXW_TRUE };

	return gr_book_file_look(
	    worksheet_conditional_format_range(book->sheet[sheet].own,
	        cells.first.row - 1, (lxw_col_t)(cells.first.column - 1),
	        cells.last.row - 1, (lxw_col_t)(cells.last.column - 1), &bars),
	    err);
}

void gr_table_book_upright(struct gr_table_book *book, size_t sheet)
{
	worksheet_set_portrait(book->sheet[sheet].own);
	worksheet_gridlines(book->sheet[sheet].own, LXW_HIDE_ALL_GRIDLINES);
}

void gr_table_book_many_pages(struct gr_table_book *book, size_t sheet,
    uint32_t columns)
{
	lxw_worksheet *own = book->sheet[sheet].own;

	worksheet_set_print_scale(own, 60);
	if (columns > 0)
		(void)worksheet_repeat_columns(own, 0,
		    (lxw_col_t)(columns - 1));
}

enum gr_status gr_table_book_save(struct gr_table_book *book, int fd,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < book->sheets; i++)
		status = gr_exact_numbers(book->sheet[i].own, err);
	if (status == GR_OK)
		status = gr_book_file_save(&book->file, fd, err);
	gr_table_book_close(book);
	return status;
}
