/* new_book.c - a workbook of one sheet, made by us */
#include "sheet/new_book.h"

#include "base/buf.h"
#include "stream/spool_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { COLOUR_ASKED = 0xFFD966, COLOUR_HEADING = 0xDDEBF7 };
enum { NAME_BYTES = 64, CHARACTERS_MAX = 32767 };

/* 1980-01-01: an archive knows no day before. */
#define FIXED_TIME ((time_t)315532800)

struct gr_new_book {
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *format[GR_LOOKS];
	char author[NAME_BYTES];
	char path[NAME_BYTES]; /* of the file it will be in */
	int fd;                /* that */
	struct gr_buf text;
};

static enum gr_status failed(lxw_error error, struct gr_err *err)
{
	return error == LXW_ERROR_MEMORY_MALLOC_FAILED
	    ? gr_err_memory(err)
	    : gr_err_set(err, GR_ESYS, "a workbook cannot be written: %s",
	        lxw_strerror(error));
}

/* ---- opening ---- */

/* The library writes to a file that it opens by name: this one has none. */
static enum gr_status make_file(struct gr_new_book *book, struct gr_err *err)
{
	enum gr_status status = gr_spool_file_open(&book->fd, err);

	if (status == GR_OK)
		snprintf(book->path, sizeof book->path, "/proc/self/fd/%d",
		    book->fd);
	return status;
}

static enum gr_status make_book(struct gr_new_book *book, const char *name,
    struct gr_err *err)
{
	const char *folder = getenv("TMPDIR");
	char *own = folder != NULL && folder[0] == '/' ? strdup(folder) : NULL;
	lxw_workbook_options options = { .constant_memory = LXW_TRUE,
		.tmpdir = own };
	lxw_doc_properties properties = { .author = book->author,
		.created = FIXED_TIME };

	book->book = workbook_new_opt(book->path, &options);
	free(own);
	if (book->book == NULL)
		return gr_err_memory(err);
	workbook_set_properties(book->book, &properties);
	book->sheet = workbook_add_worksheet(book->book, name);
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
	book->fd = -1;
	snprintf(book->author, sizeof book->author, "%s", author);
	enum gr_status status = make_file(book, err);
	if (status == GR_OK)
		status = make_book(book, sheet, err);
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
	if (book->book != NULL)
		lxw_workbook_free(book->book);
	if (book->fd >= 0)
		close(book->fd);
	gr_buf_free(&book->text);
	free(book);
}

/* ---- cells ---- */

static lxw_format *format_of(struct gr_new_book *book, unsigned look)
{
	lxw_format *format = book->format[look];

	if (format != NULL || look == GR_LOOK_PLAIN)
		return format;
	format = workbook_add_format(book->book);
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

/* As the library takes it: so many characters at most, and a NUL. */
static const char *text_of(struct gr_new_book *book, struct gr_slice text,
    size_t most)
{
	size_t n = 0, at = 0;

	for (; at < text.len && n < most; n++)
		for (at++; at < text.len
		     && ((unsigned char)text.ptr[at] & 0xc0) == 0x80;
		     at++)
			;
	gr_buf_clear(&book->text);
	gr_buf_add(&book->text, gr_slice_make(text.ptr, at));
	gr_buf_byte(&book->text, '\0');
	return book->text.failed ? NULL : book->text.ptr;
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
	const char *words = text_of(book, text, CHARACTERS_MAX);

	if (is_outside(at))
		return too_large(err);
	if (words == NULL || (format == NULL && look != GR_LOOK_PLAIN))
		return gr_err_memory(err);
	lxw_row_t row = at.row - 1;
	lxw_col_t column = (lxw_col_t)(at.column - 1);
	lxw_error error = words[0] != '\0'
	    ? worksheet_write_string(book->sheet, row, column, words, format)
	    : worksheet_write_blank(book->sheet, row, column, format);
	return error == LXW_NO_ERROR ? GR_OK : failed(error, err);
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
	return error == LXW_NO_ERROR ? GR_OK : failed(error, err);
}

enum gr_status gr_new_book_comment(struct gr_new_book *book,
    struct gr_cell_place at, struct gr_slice text, struct gr_err *err)
{
	enum { WIDTH_PIXELS = 300, HEIGHT_PIXELS = 130 };
	lxw_comment_options options = { .width = WIDTH_PIXELS,
		.height = HEIGHT_PIXELS };
	const char *words = text_of(book, text, CHARACTERS_MAX);

	if (is_outside(at))
		return too_large(err);
	if (words == NULL)
		return gr_err_memory(err);
	lxw_error error = worksheet_write_comment_opt(book->sheet, at.row - 1,
	    (lxw_col_t)(at.column - 1), words, &options);
	return error == LXW_NO_ERROR ? GR_OK : failed(error, err);
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
	return error == LXW_NO_ERROR ? GR_OK : failed(error, err);
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
	enum { BLOCK_BYTES = 64 * 1024 };
	char *block = malloc(BLOCK_BYTES);
	lxw_workbook *own = book->book;
	uint64_t at = 0;
	size_t got = 1;

	book->book = NULL; /* closing frees it, whatever comes of it */
	lxw_error error = workbook_close(own);
	enum gr_status status = error == LXW_NO_ERROR ? GR_OK
	                                              : failed(error, err);
	if (status == GR_OK && block == NULL)
		status = gr_err_memory(err);
	while (status == GR_OK && got > 0) {
		status = gr_spool_file_read(book->fd, at, block, BLOCK_BYTES,
		    &got, err);
		if (status == GR_OK && got > 0)
			status = gr_spool_file_write(fd, block, got, err);
		at += got;
	}
	free(block);
	gr_new_book_close(book);
	return status;
}
