/* sheet_file.c - one city's sheet of queries, as it is written out */
#include "query/sheet_file.h"

#include "base/wording.h"
#include "csv/writer.h"
#include "query/query_id.h"
#include "sheet/new_book.h"
#include "stream/sink.h"
#include "stream/spool_file.h"

#include <stdlib.h>
#include <unistd.h>

enum { HEADING_ROW = 2 }; /* below what there is to say of all */

struct gr_sheet_file {
	const char *folder;
	struct gr_slice city_code;
	bool chinese;
	struct gr_buf text;
	struct gr_new_book *book;
	uint32_t row; /* the last */
};

/* gr_csv_row() ends a row as published tables do; these are for Excel. */
static void put_row(struct gr_buf *text, const struct gr_slice *cell)
{
	gr_csv_row(text, cell, GR_SHEET_COLUMNS);
	if (text->len > 0)
		text->len--;
	gr_buf_text(text, "\r\n");
}

static void fill_heading(struct gr_slice *cell, bool chinese)
{
	static const char *const heading[GR_SHEET_COLUMNS] = {
		"query",
		GR_WORDS_AS("heading of a sheet", "city"),
		GR_WORDS_AS("heading of a sheet", "county"),
		GR_WORDS_AS("heading of a sheet", "community"),
		GR_WORDS_AS("heading of a sheet", "heading"),
		GR_WORDS_AS("heading of a sheet", "where"),
		GR_WORDS_AS("heading of a sheet", "written"),
		GR_WORDS_AS("heading of a sheet", "reason"),
	};

	cell[GR_SHEET_AT_QUERY] = gr_slice_of(heading[GR_SHEET_AT_QUERY]);
	for (size_t i = 1; i < GR_SHEET_AT_ANSWER; i++)
		cell[i] = gr_slice_of(gr_wording_in(chinese, heading[i]));
	cell[GR_SHEET_AT_ANSWER] = gr_slice_of(
	    chinese ? GR_QUERY_ANSWER_ZH : GR_QUERY_ANSWER_EN);
}

/* ---- the workbook ---- */

static enum gr_status add_row(struct gr_sheet_file *file,
    const struct gr_slice *cell, unsigned look, unsigned answer_look,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	file->row++;
	for (uint32_t i = 0; i < GR_SHEET_COLUMNS && status == GR_OK; i++) {
		const struct gr_cell_place at = { file->row, i + 1 };

		unsigned own = i == GR_SHEET_AT_ANSWER ? answer_look : look;
		if (i == GR_SHEET_AT_QUERY) /* for programs */
			own &= ~(unsigned)GR_LOOK_WRAPPED;
		status = gr_new_book_text(file->book, at, cell[i], own, err);
	}
	return status;
}

static enum gr_status begin_book(struct gr_sheet_file *file,
    const struct gr_slice *heading, struct gr_err *err)
{
	static const double width[GR_SHEET_COLUMNS] = { 12, 12, 14, 18, 24, 10,
		24, 44, 26 };
	const struct gr_cell_place first = { 1, 1 };
	const struct gr_cell_place below = { HEADING_ROW + 1, 1 };
	enum gr_status status = gr_new_book_open(file->chinese ? "数据核实单"
	                                                       : "queries",
	    gr_wording_in(file->chinese, "data check"), &file->book, err);

	if (status != GR_OK)
		return status;
	for (uint32_t i = 0; i < GR_SHEET_COLUMNS; i++)
		gr_new_book_width(file->book, i + 1, width[i]);
	gr_new_book_freeze(file->book, below);
	gr_new_book_lock(file->book);
	status = gr_new_book_text(file->book, first,
	    gr_slice_of(gr_wording_in(file->chinese,
	        "Fill in the last column, and send this file back: the right "
	        "content of the cell, or, if what was written is so, "
	        "\"confirmed: \" and the reason.")),
	    GR_LOOK_PLAIN, err);
	file->row = HEADING_ROW - 1;
	return status == GR_OK
	    ? add_row(file, heading, GR_LOOK_HEADING, GR_LOOK_HEADING, err)
	    : status;
}

static enum gr_status add_to_book(struct gr_sheet_file *file,
    const struct gr_slice *cell, enum gr_sheet_answer answer,
    struct gr_err *err)
{
	static const char *const zh[] = { "是", "否", NULL };
	static const char *const en[] = { "yes", "no", NULL };
	enum gr_status status = add_row(file, cell, GR_LOOK_WRAPPED,
	    GR_LOOK_WRAPPED
	        | (answer == GR_SHEET_ANSWER_NONE
	                ? 0u
	                : GR_LOOK_OPEN | GR_LOOK_TEXT),
	    err);
	const struct gr_cell_place at = { file->row, GR_SHEET_AT_ANSWER + 1 };
	const struct gr_cell_range cells = { at, at };

	return status == GR_OK && answer == GR_SHEET_ANSWER_YES_NO
	    ? gr_new_book_choices(file->book, cells, file->chinese ? zh : en,
	        err)
	    : status;
}

/* ---- both ---- */

enum gr_status gr_sheet_file_new(const char *folder, struct gr_slice city_code,
    bool chinese, struct gr_sheet_file **out, struct gr_err *err)
{
	struct gr_sheet_file *file = calloc(1, sizeof *file);
	struct gr_slice heading[GR_SHEET_COLUMNS];

	*out = file;
	if (file == NULL)
		return gr_err_memory(err);
	file->folder = folder;
	file->city_code = city_code;
	file->chinese = chinese;
	fill_heading(heading, chinese);
	gr_buf_text(&file->text, "\xEF\xBB\xBF");
	put_row(&file->text, heading);
	return begin_book(file, heading, err);
}

void gr_sheet_file_free(struct gr_sheet_file *file)
{
	if (file == NULL)
		return;
	gr_buf_free(&file->text);
	gr_new_book_close(file->book);
	free(file);
}

enum gr_status gr_sheet_file_add(struct gr_sheet_file *file,
    const struct gr_slice *cell, enum gr_sheet_answer answer,
    struct gr_err *err)
{
	put_row(&file->text, cell);
	enum gr_status status = gr_buf_check(&file->text, err);
	/* a sheet holds no more; the CSV has them all */
	return status == GR_OK && file->row < GR_SHEET_ROWS_MAX
	    ? add_to_book(file, cell, answer, err)
	    : status;
}

static enum gr_status open_file(const struct gr_sheet_file *file,
    const char *ending, struct gr_sink **sink, struct gr_err *err)
{
	struct gr_buf path = { 0 };

	gr_buf_format(&path, "%s/%.*s.%s", file->folder,
	    GR_ARG(file->city_code), ending);
	gr_buf_byte(&path, '\0');
	enum gr_status status = gr_buf_check(&path, err);
	if (status == GR_OK)
		status = gr_sink_open(path.ptr, sink, err);
	gr_buf_free(&path);
	return status;
}

static enum gr_status save_book(struct gr_sheet_file *file, struct gr_err *err)
{
	struct gr_new_book *book = file->book;
	struct gr_sink *sink = NULL;
	int fd;
	enum gr_status status = gr_spool_file_open(&fd, err);

	if (status != GR_OK)
		return status;
	file->book = NULL; /* saving closes it */
	status = gr_new_book_save(book, fd, err);
	if (status == GR_OK)
		status = open_file(file, "xlsx", &sink, err);
	if (status == GR_OK)
		status = gr_sink_end(sink, gr_sink_copy(sink, fd, err), err);
	close(fd);
	return status;
}

enum gr_status gr_sheet_file_save(struct gr_sheet_file *file,
    struct gr_err *err)
{
	struct gr_sink *sink = NULL;
	enum gr_status status = open_file(file, "csv", &sink, err);

	if (status == GR_OK)
		status = gr_sink_end(sink,
		    gr_sink_write(sink, gr_buf_slice(&file->text), err), err);
	return status == GR_OK ? save_book(file, err) : status;
}
