/* new_book.c - a workbook of one sheet, made by us */
#include "sheet/new_book.h"

#include "sheet/book_file.h"

#include <stdio.h>
#include <stdlib.h>

enum { COLOUR_ASKED = 0xFFD966, COLOUR_HEADING = 0xDDEBF7 };
enum { NAME_BYTES = 64 };

struct gr_new_book {
	struct gr_book_file file;
	lxw_worksheet *sheet;
	lxw_format *format[GR_LOOKS];
	char author[NAME_BYTES];
};

/* ---- opening ---- */

static enum gr_status make_sheet(struct gr_new_book *book, const char *name,
    struct gr_err *err)
{
	book->sheet = workbook_add_worksheet(book->file.book, name);
	if (book->sheet == NULL)
		return gr_err_memory(err);
	worksheet_set_comments_author(book->sheet, book->author);
	return GR_OK;
}

enum gr_status gr_new_book_open(const char *sheet, const char *author,
    struct gr_new_book **out, struct gr_err *err)
{
	struct gr_new_book *book = calloc(1, sizeof *book);

	*out = NULL;
	if (book == NULL)
		return gr_err_memory(err);
	snprintf(book->author, sizeof book->author, "%s", author);
	enum gr_status status = gr_book_file_open(&book->file, author, NULL,
	    err);
	if (status == GR_OK)
		status = make_sheet(book, sheet, err);
	if (status != GR_OK) {
		gr_new_book_close(book);
		return status;
	}
	*out = book;
	return GR_OK;
}

void gr_new_book_close(struct gr_new_book *book)
{
	if (book == NULL)
		return;
	gr_book_file_close(&book->file);
	free(book);
}

/* ---- cells ---- */

static lxw_format *format_of(struct gr_new_book *book, unsigned look)
{
	lxw_format *format = book->format[look];

	if (format != NULL || look == GR_LOOK_PLAIN)
		return format;
	format = workbook_add_format(book->file.book);
	book->format[look] = format;
	if (format == NULL)
		return NULL;
	if (look & GR_LOOK_HEADING) {
		format_set_bold(format);
		format_set_bg_color(format, COLOUR_HEADING);
		format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
	}
	if (look & GR_LOOK_ASKED)
		format_set_bg_color(format, COLOUR_ASKED);
	if (look & GR_LOOK_OPEN) {
		format_set_unlocked(format);
		format_set_border(format, LXW_BORDER_THIN);
	}
	if (look & GR_LOOK_WRAPPED) {
		format_set_text_wrap(format);
		format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	}
	if (look & GR_LOOK_TEXT)
		format_set_num_format_index(format, 0x31); /* @ */
	return format;
}

static bool is_outside(struct gr_cell_place at)
{
	return at.row == 0 || at.row > GR_SHEET_ROWS_MAX || at.column == 0
	    || at.column > GR_SHEET_COLUMNS_MAX;
}

static enum gr_status too_large(struct gr_err *err)
{
	return gr_err_set(err, GR_EDATA,
	    "more rows or columns than a sheet can have");
}

enum gr_status gr_new_book_text(struct gr_new_book *book,
    struct gr_cell_place at, struct gr_slice text, unsigned look,
    struct gr_err *err)
{
	lxw_format *format = format_of(book, look);
	const char *words = gr_book_file_text(&book->file, text,
	    GR_BOOK_CHARACTERS_MAX);

	if (is_outside(at))
		return too_large(err);
	if (words == NULL || (format == NULL && look != GR_LOOK_PLAIN))
		return gr_err_memory(err);
	lxw_row_t row = at.row - 1;
	lxw_col_t column = (lxw_col_t)(at.column - 1);
	lxw_error error = words[0] != '\0'
	    ? worksheet_write_string(book->sheet, row, column, words, format)
	    : worksheet_write_blank(book->sheet, row, column, format);
	return gr_book_file_look(error, err);
}

enum gr_status gr_new_book_number(struct gr_new_book *book,
    struct gr_cell_place at, double number, unsigned look, struct gr_err *err)
{
	lxw_format *format = format_of(book, look);

	if (is_outside(at))
		return too_large(err);
	if (format == NULL && look != GR_LOOK_PLAIN)
		return gr_err_memory(err);
	lxw_error error = worksheet_write_number(book->sheet, at.row - 1,
	    (lxw_col_t)(at.column - 1), number, format);
	return gr_book_file_look(error, err);
}

enum gr_status gr_new_book_comment(struct gr_new_book *book,
    struct gr_cell_place at, struct gr_slice text, struct gr_err *err)
{
	enum { WIDTH_PIXELS = 300, HEIGHT_PIXELS = 130 };
	lxw_comment_options options = { .width = WIDTH_PIXELS,
		.height = HEIGHT_PIXELS };
	const char *words = gr_book_file_text(&book->file, text,
	    GR_BOOK_CHARACTERS_MAX);

	if (is_outside(at))
		return too_large(err);
	if (words == NULL)
		return gr_err_memory(err);
	lxw_error error = worksheet_write_comment_opt(book->sheet, at.row - 1,
	    (lxw_col_t)(at.column - 1), words, &options);
	return gr_book_file_look(error, err);
}

enum gr_status gr_new_book_choices(struct gr_new_book *book,
    struct gr_cell_range cells, const char *const *word, struct gr_err *err)
{
	enum { WORDS_MAX = 7, WORD_BYTES = 32 };
	char copy[WORDS_MAX][WORD_BYTES], *list[WORDS_MAX + 1] = { NULL };
	lxw_data_validation choices = { .validate = LXW_VALIDATION_TYPE_LIST,
		.ignore_blank = LXW_VALIDATION_ON,
		.dropdown = LXW_VALIDATION_ON,
		.show_error = LXW_VALIDATION_OFF };

	if (is_outside(cells.first) || is_outside(cells.last))
		return too_large(err);
	for (size_t i = 0; i < WORDS_MAX && word[i] != NULL; i++) {
		snprintf(copy[i], sizeof copy[i], "%s", word[i]);
		list[i] = copy[i];
	}
	choices.value_list = list;
	lxw_error error = worksheet_data_validation_range(book->sheet,
	    cells.first.row - 1, (lxw_col_t)(cells.first.column - 1),
	    cells.last.row - 1, (lxw_col_t)(cells.last.column - 1), &choices);
	return gr_book_file_look(error, err);
}

/* ---- the sheet ---- */

void gr_new_book_height(struct gr_new_book *book, uint32_t row, double points)
{
	(void)worksheet_set_row(book->sheet, row - 1, points, NULL);
}

void gr_new_book_width(struct gr_new_book *book, uint32_t column, double digits)
{
	(void)worksheet_set_column(book->sheet, (lxw_col_t)(column - 1),
	    (lxw_col_t)(column - 1), digits, NULL);
}

void gr_new_book_freeze(struct gr_new_book *book, struct gr_cell_place at)
{
	worksheet_freeze_panes(book->sheet, at.row - 1,
	    (lxw_col_t)(at.column - 1));
}

void gr_new_book_lock(struct gr_new_book *book)
{
	lxw_protection may = { .format_columns = LXW_TRUE,
		.format_rows = LXW_TRUE,
		.autofilter = LXW_TRUE };

	worksheet_protect(book->sheet, NULL, &may);
}

enum gr_status gr_new_book_save(struct gr_new_book *book, int fd,
    struct gr_err *err)
{
	enum gr_status status = gr_book_file_save(&book->file, fd, err);

	gr_new_book_close(book);
	return status;
}
