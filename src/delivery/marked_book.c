/* marked_book.c - a delivery as a workbook, with what is asked at its cells */
#include "delivery/marked_book.h"

#include "base/wording.h"
#include "delivery/every_row.h"
#include "sheet/new_book.h"
#include "sheet/remark.h"
#include "text/file_name.h"

#include <stdlib.h>

/* ---- a workbook ---- */

/* Which sheet streams call so; n: none. */
static size_t find_sheet(const struct gr_sheet *sheet, size_t n,
    struct gr_slice called)
{
	struct gr_buf name = { 0 };
	size_t i = 0;

	for (; i < n; i++) {
		gr_buf_clear(&name);
		(void)gr_file_name_call(&name, sheet[i].name);
		if (!name.failed && gr_slice_eq(gr_buf_slice(&name), called))
			break;
	}
	gr_buf_free(&name);
	return i;
}

/* Where it is: of what concerns the workbook as a whole, which has no sheet, the
 * first cell of the first sheet that is shown; false: nowhere. */
static bool find_place(const struct gr_sheet *sheet, size_t n,
    const struct gr_asked_place *place, struct gr_remark *out)
{
	size_t at = 0;
	struct gr_cell_place cell = { 1, 1 };

	if (place->sheet.len == 0) {
		while (at + 1 < n && sheet[at].hidden)
			at++;
	} else {
		at = find_sheet(sheet, n, place->sheet);
		cell = (struct gr_cell_place){ (uint32_t)place->line,
			place->column };
	}
	*out = (struct gr_remark){ at, cell, place->text };
	return at < n && place->line >= 1 && place->line <= GR_SHEET_ROWS_MAX;
}

static enum gr_status mark_workbook(const struct gr_delivery_setup *setup,
    struct gr_workbook *book, const struct gr_asked_place *place, size_t n,
    int fd, struct gr_err *err)
{
	struct gr_remark *remark = malloc(n * sizeof *remark);
	size_t sheets, m = 0;
	const struct gr_sheet *sheet = gr_workbook_sheets(book, &sheets);

	if (remark == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < n; i++)
		m += find_place(sheet, sheets, &place[i], &remark[m]);
	enum gr_status status = m > 0
	    ? gr_workbook_remark(book, remark, m,
	        gr_slice_of(gr_wording_in(setup->chinese, "data check")), fd,
	        err)
	    : gr_err_set(err, GR_EDATA, "none of its sheets was read");
	free(remark);
	return status;
}

/* ---- a CSV ---- */

struct making {
	const struct gr_standard *standard;
	const struct gr_layout *layout;
	struct gr_new_book *book;
	const struct gr_asked_place *place, *end; /* not shown yet */
	uint32_t row, heading;                    /* the last of each */
	struct gr_buf text;
};

enum { NUMBER_DIGITS = 15, WIDTH_DIGITS = 14, HEADING_POINTS = 45 };

/* A number that a workbook gives back just as it is written. */
static bool is_number(struct gr_slice text)
{
	size_t i = text.len > 0 && text.ptr[0] == '-', digits = 0, point = 0;
	size_t from = i;

	for (; i < text.len; i++) {
		if (text.ptr[i] == '.' && point == 0 && digits > 0)
			point = i;
		else if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
			digits++;
		else
			return false;
	}
	if (digits == 0 || digits > NUMBER_DIGITS)
		return false;
	if (text.ptr[from] == '0' && digits > 1 && point != from + 1)
		return false;
	if (point > 0
	    && (text.ptr[text.len - 1] == '0' || point + 1 == text.len))
		return false;
	return from == 0 || text.ptr[from] != '0' || point > 0; /* -0 */
}

static enum gr_type type_of(const struct making *m, size_t i)
{
	size_t column = i < m->layout->width ? m->layout->column[i].column
	                                     : GR_NONE;

	return column != GR_NONE ? m->standard->column[column].type
	                         : GR_TYPE_TEXT;
}

static enum gr_status put_cell(struct making *m, struct gr_cell_place at,
    struct gr_slice text, unsigned look, struct gr_err *err)
{
	enum gr_type type = type_of(m, at.column - 1);

	if (m->heading == 0 || at.row <= m->heading) {
		return text.len > 0 || look != GR_LOOK_PLAIN
		    ? gr_new_book_text(m->book, at, text, look, err)
		    : GR_OK;
	}
	if ((type != GR_TYPE_INT && type != GR_TYPE_DEC) || !is_number(text))
		return text.len > 0 || look != GR_LOOK_PLAIN
		    ? gr_new_book_text(m->book, at, text, look | GR_LOOK_TEXT,
		        err)
		    : GR_OK;
	gr_buf_clear(&m->text);
	gr_buf_add(&m->text, text);
	gr_buf_byte(&m->text, '\0');
	return m->text.failed ? gr_err_memory(err)
	                      : gr_new_book_number(m->book, at,
	                          strtod(m->text.ptr, NULL), look, err);
}

/* What is asked at a cell, if it is: all of it, joined. */
static bool take_asked(struct making *m, uint64_t line, uint32_t column)
{
	bool any = false;

	gr_buf_clear(&m->text);
	while (m->place < m->end && m->place->line <= line
	    && m->place->column <= column) {
		if (any)
			gr_buf_byte(&m->text, '\n');
		gr_buf_add(&m->text, m->place->text);
		any = true;
		m->place++;
	}
	return any;
}

static enum gr_status put_asked(struct making *m, struct gr_cell_place at,
    struct gr_slice text, unsigned look, struct gr_err *err)
{
	enum gr_status status = gr_new_book_comment(m->book, at,
	    gr_buf_slice(&m->text), err);

	return status == GR_OK
	    ? put_cell(m, at, text, look | GR_LOOK_ASKED, err)
	    : status;
}

static enum gr_status put_row(void *context, uint64_t line,
    const struct gr_slice *cell, size_t cells, enum gr_row_place place,
    struct gr_err *err)
{
	struct making *m = context;
	unsigned look = place == GR_ROW_IN_HEADING
	    ? GR_LOOK_HEADING | GR_LOOK_WRAPPED
	    : GR_LOOK_PLAIN;
	enum gr_status status = GR_OK;

	m->row++;
	if (place == GR_ROW_IN_HEADING) {
		m->heading = m->row;
		gr_new_book_height(m->book, m->row, HEADING_POINTS);
	}
	for (uint32_t i = 1; status == GR_OK
	     && (i <= cells || (m->place < m->end && m->place->line <= line));
	     i++) {
		struct gr_cell_place at = { m->row, i };
		struct gr_slice text = i <= cells ? cell[i - 1] : GR_S("");

		if (take_asked(m, line, i))
			status = put_asked(m, at, text, look, err);
		else if (i <= cells)
			status = put_cell(m, at, text, look, err);
	}
	return status;
}

static enum gr_status offer_choices(struct making *m, bool chinese,
    struct gr_err *err)
{
	static const char *const zh[] = { "是", "否", NULL };
	static const char *const en[] = { "yes", "no", NULL };
	enum gr_status status = GR_OK;

	for (uint32_t i = 1;
	     i <= m->layout->width && status == GR_OK && m->row > m->heading;
	     i++) {
		const struct gr_cell_range cells = { { m->heading + 1, i },
			{ m->row, i } };

		if (type_of(m, i - 1) == GR_TYPE_BOOL)
			status = gr_new_book_choices(m->book, cells,
			    chinese ? zh : en, err);
	}
	return status;
}

static enum gr_status make_rows(struct making *m, struct gr_delivery *delivery,
    bool chinese, struct gr_err *err)
{
	for (uint32_t i = 1; i <= m->layout->width; i++)
		gr_new_book_width(m->book, i, WIDTH_DIGITS);
	enum gr_status status = gr_every_row(delivery, put_row, m, err);
	if (status == GR_OK && m->place < m->end) /* behind the last row */
		status = put_row(m, UINT64_MAX, NULL, 0, GR_ROW_BELOW, err);
	gr_new_book_freeze(m->book,
	    (struct gr_cell_place){ m->heading + 1, 1 });
	return status == GR_OK ? offer_choices(m, chinese, err) : status;
}

static enum gr_status make_book(const struct gr_delivery_setup *setup,
    struct gr_source *source, const struct gr_asked_place *place, size_t n,
    int fd, struct gr_err *err)
{
	struct gr_refusal refusal;
	struct gr_delivery *delivery = NULL;
	struct making m = { .standard = setup->standard,
		.place = place,
		.end = place + n };
	enum gr_status status = gr_delivery_open(setup, source, NULL, GR_S(""),
	    &refusal, &delivery, err);

	if (status == GR_OK) {
		m.layout = gr_delivery_layout(delivery);
		status = gr_new_book_open(setup->chinese ? "上报表"
		                                         : "delivery",
		    gr_wording_in(setup->chinese, "data check"), &m.book, err);
	}
	if (status == GR_OK)
		status = make_rows(&m, delivery, setup->chinese, err);
	if (status == GR_OK)
		status = gr_new_book_save(m.book, fd, err);
	else
		gr_new_book_close(m.book);
	gr_delivery_close(delivery);
	gr_buf_free(&m.text);
	return status;
}

enum gr_status gr_marked_book(const struct gr_delivery_setup *setup,
    const char *path, const struct gr_asked_place *place, size_t n, int fd,
    struct gr_err *err)
{
	struct gr_source *source = NULL;
	struct gr_workbook *book = NULL;
	enum gr_status status = gr_source_open(path, NULL, &source, err);

	if (status == GR_OK)
		status = gr_workbook_of(source, &book, err);
	if (status == GR_OK)
		status = book != NULL
		    ? mark_workbook(setup, book, place, n, fd, err)
		    : make_book(setup, source, place, n, fd, err);
	gr_workbook_close(book);
	gr_source_close(source);
	return status;
}
