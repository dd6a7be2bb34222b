/* sheets.c - a workbook's sheets, each of which may be a delivery */
#include "delivery/sheets.h"

#include "base/map.h"
#include "stream/spool_file.h"
#include "text/blank.h"
#include "text/file_name.h"

#include "delivery/state.h"

#include <stdlib.h>
#include <unistd.h>

/* A sheet's text, kept if it is a delivery. */
struct page {
	size_t sheet;
	int fd;
	struct gr_sheet_marks marks;
};

struct gr_sheets {
	struct gr_delivery whole; /* what is said of it is said of this one */
	struct gr_workbook *workbook;
	const struct gr_sheet *sheet;
	size_t sheets;
	struct page *page;
	size_t pages;
};

/* ---- opening ---- */

enum gr_status gr_sheets_open(const struct gr_delivery_setup *setup,
    struct gr_source *source, struct gr_refusal *refusal,
    struct gr_sheets **out, struct gr_err *err)
{
	struct gr_workbook *workbook;
	enum gr_status status;

	*out = NULL;
	memset(refusal, 0, sizeof *refusal);
	status = gr_workbook_of(source, &workbook, err);
	if (status == GR_ESYS || (status == GR_OK && workbook == NULL))
		return status;
	struct gr_sheets *book = calloc(1, sizeof *book);
	if (book == NULL) {
		gr_workbook_close(workbook);
		return gr_err_memory(err);
	}
	book->workbook = workbook;
	book->whole.setup = setup;
	book->whole.source = source;
	book->whole.refusal = refusal;
	if (status == GR_EDATA)
		status = gr_delivery_explain(&book->whole, err);
	if (status == GR_OK) {
		book->sheet = gr_workbook_sheets(book->workbook, &book->sheets);
		book->page = calloc(book->sheets, sizeof *book->page);
		if (book->page == NULL)
			status = gr_err_memory(err);
	}
	if (status != GR_OK) {
		gr_sheets_close(book);
		return status;
	}
	*out = book;
	return GR_OK;
}

static void drop_page(struct page *page)
{
	gr_sheet_marks_free(&page->marks);
	if (page->fd >= 0)
		close(page->fd);
}

void gr_sheets_close(struct gr_sheets *book)
{
	if (book == NULL)
		return;
	for (size_t i = 0; book->page != NULL && i < book->pages; i++)
		drop_page(&book->page[i]);
	free(book->page);
	gr_workbook_close(book->workbook);
	gr_buf_free(&book->whole.said);
	free(book);
}

/* ---- a sheet ---- */

static enum gr_status make_page(struct gr_sheets *book, size_t sheet,
    struct page *page, struct gr_err *err)
{
	page->sheet = sheet;
	page->fd = -1;
	enum gr_status status = gr_sheet_marks_make(&page->marks, err);
	if (status == GR_OK)
		status = gr_spool_file_open(&page->fd, err);
	if (status == GR_OK)
		status = gr_workbook_text(book->workbook, sheet, page->fd,
		    &page->marks, err);
	if (status == GR_EDATA)
		status = gr_delivery_explain(&book->whole, err);
	return status;
}

static enum gr_status open_page(struct gr_sheets *book, const struct page *page,
    struct gr_slice src, struct gr_refusal *refusal, struct gr_delivery **out,
    struct gr_err *err)
{
	struct gr_source *source = book->whole.source;
	int fd = dup(page->fd);
	enum gr_status status = fd >= 0
	    ? gr_source_turn(source, fd, err)
	    : gr_err_sys(err, gr_source_name(source), "cannot be read");

	*out = NULL;
	return status == GR_OK ? gr_delivery_open(book->whole.setup, source,
	           &page->marks, src, refusal, out, err)
	                       : status;
}

/* ---- which of them ---- */

/* Those that fit are kept; of the others the first one's refusal is. */
struct choice {
	struct gr_sheets *book;
	struct gr_refusal first;
	struct gr_err why;
};

static enum gr_status try_sheet(struct choice *c, size_t sheet,
    struct gr_err *err)
{
	struct gr_sheets *book = c->book;
	struct page *page = &book->page[book->pages];
	struct gr_refusal refusal = { .line = 0 };
	struct gr_delivery *delivery = NULL;
	enum gr_status status = make_page(book, sheet, page, err);

	if (status == GR_OK)
		status = open_page(book, page, GR_S(""), &refusal, &delivery,
		    err);
	else
		refusal = *book->whole.refusal;
	gr_delivery_close(delivery);
	if (status == GR_OK) {
		book->pages++;
		return GR_OK;
	}
	drop_page(page);
	if (status != GR_EDATA)
		return status;
	if (c->first.rule[0] == '\0') {
		c->first = refusal;
		c->why = *err;
	}
	return GR_OK;
}

static bool is_same_layout(const struct gr_layout *a, const struct gr_layout *b)
{
	if (a->width != b->width)
		return false;
	for (size_t i = 0; i < a->width; i++)
		if (a->column[i].column != b->column[i].column
		    || a->column[i].inverse != b->column[i].inverse
		    || !gr_slice_eq(a->column[i].unit, b->column[i].unit))
			return false;
	return true;
}

/* The units of the sheets, as they are written. */
struct units {
	struct gr_delivery *d;
	struct gr_arena *keep;
	struct gr_map sheet_of;
	uint64_t sheet;
	struct gr_buf key;
	bool twice;
};

static void add_part(struct units *u, const struct gr_aligned *row,
    enum gr_role role)
{
	size_t at = u->d->layout.role[role];

	if (at != GR_NONE)
		gr_buf_add(&u->key, gr_blank_trim(row->cell[at]));
	gr_buf_byte(&u->key, '\t');
}

static enum gr_status visit_unit(void *context, unsigned kind, size_t index,
    const struct gr_csv_record *record, struct gr_err *err)
{
	static const enum gr_role place[] = { GR_ROLE_CITY_NAME,
		GR_ROLE_COUNTY_NAME, GR_ROLE_STREET, GR_ROLE_NAME };
	struct units *u = context;
	struct gr_aligned row;
	uint64_t sheet;

	(void)index;
	if (kind != GR_ROW_DATA)
		return GR_OK;
	enum gr_status status = gr_delivery_align(u->d, record, &row, err);
	if (status != GR_OK || !row.plausible)
		return status;
	gr_buf_clear(&u->key);
	add_part(u, &row, GR_ROLE_CODE);
	if (u->key.len <= 1)
		for (size_t i = 0; i < sizeof place / sizeof place[0]; i++)
			add_part(u, &row, place[i]);
	struct gr_slice key = gr_buf_slice(&u->key);
	if (u->key.failed)
		return gr_err_memory(err);
	if (gr_map_get(&u->sheet_of, key, &sheet)) {
		u->twice |= sheet != u->sheet;
		return u->twice ? GR_END : GR_OK;
	}
	key = gr_arena_copy(u->keep, key);
	return key.ptr != NULL ? gr_map_put(&u->sheet_of, key, u->sheet, err)
	                       : gr_err_memory(err);
}

/* *apart: the sheets that fit have one layout, and no unit is on two. */
static enum gr_status are_apart(struct gr_sheets *book, struct units *u,
    bool *apart, struct gr_err *err)
{
	struct gr_refusal refusal;
	struct gr_delivery *first = NULL;
	enum gr_status status = GR_OK;

	*apart = true;
	for (size_t i = 0; i < book->pages && *apart && status == GR_OK; i++) {
		struct gr_delivery *d;

		u->sheet = i;
		status = open_page(book, &book->page[i], GR_S(""), &refusal, &d,
		    err);
		u->d = d;
		if (status == GR_OK && first != NULL)
			*apart = is_same_layout(&first->layout, &d->layout);
		if (status == GR_OK && *apart)
			status = gr_delivery_walk(d, visit_unit, u, err);
		*apart &= !u->twice;
		if (first == NULL)
			first = d;
		else
			gr_delivery_close(d);
	}
	gr_delivery_close(first);
	return status;
}

/* The names of the sheets that fit. */
static enum gr_status name_pages(const struct gr_sheets *book,
    struct gr_buf *to, struct gr_err *err)
{
	for (size_t i = 0; i < book->pages; i++) {
		if (i > 0)
			gr_buf_text(to, ", ");
		gr_buf_add(to, book->sheet[book->page[i].sheet].name);
	}
	return gr_buf_check(to, err);
}

static enum gr_status check_apart(struct gr_sheets *book, struct gr_err *err)
{
	struct units units = { .keep = gr_arena_new() };
	struct gr_buf names = { 0 };
	bool apart;

	if (units.keep == NULL)
		return gr_err_memory(err);
	units.sheet_of = gr_map_make(units.keep);
	enum gr_status status = are_apart(book, &units, &apart, err);
	if (status == GR_OK && !apart)
		status = name_pages(book, &names, err);
	if (status == GR_OK && !apart)
		status = gr_delivery_refuse(&book->whole,
		    GR_FINDING_W10_SEVERAL, 0,
		    GR_WITH(GR_TEXT("sheets", gr_buf_slice(&names))), err);
	gr_arena_free(units.keep);
	gr_buf_free(&units.key);
	gr_buf_free(&names);
	return status;
}

enum gr_status gr_sheets_choose(struct gr_sheets *book, size_t *n,
    struct gr_err *err)
{
	struct choice choice = { .book = book };
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < book->sheets && status == GR_OK; i++)
		status = try_sheet(&choice, i, err);
	*n = book->pages;
	if (status != GR_OK)
		return status;
	memset(book->whole.refusal, 0, sizeof *book->whole.refusal);
	if (book->pages == 0) {
		*book->whole.refusal = choice.first;
		*err = choice.why;
		return GR_EDATA;
	}
	return book->pages > 1 ? check_apart(book, err) : GR_OK;
}

enum gr_status gr_sheets_delivery(struct gr_sheets *book, size_t i,
    struct gr_slice src, struct gr_delivery **out, struct gr_err *err)
{
	return open_page(book, &book->page[i], src, book->whole.refusal, out,
	    err);
}

void gr_sheets_call(const struct gr_sheets *book, size_t i, struct gr_buf *to)
{
	gr_buf_byte(to, '#');
	(void)gr_file_name_call(to, book->sheet[book->page[i].sheet].name);
}

enum gr_status gr_sheets_find(const struct gr_sheets *book,
    struct gr_slice called, size_t *i, struct gr_err *err)
{
	struct gr_buf name = { 0 };
	bool found = false;

	for (*i = 0; *i < book->pages && !found; *i += !found) {
		gr_buf_clear(&name);
		gr_sheets_call(book, *i, &name);
		found = !name.failed
		    && gr_slice_eq(gr_slice_skip(gr_buf_slice(&name), 1),
		        called);
	}
	enum gr_status status = gr_buf_check(&name, err);
	gr_buf_free(&name);
	if (status != GR_OK || found)
		return status;
	return gr_err_at(err, GR_EDATA, gr_source_name(book->whole.source), 0,
	    NULL, "has no sheet '%.*s' that is a delivery", GR_ARG(called));
}

enum gr_status gr_sheets_tell(struct gr_sheets *book,
    const struct gr_delivery_sink *sink, struct gr_err *err)
{
	struct gr_slice by = gr_workbook_converter(book->workbook);
	enum gr_status status = GR_OK;
	size_t k = 0;

	if (by.len > 0)
		status = gr_delivery_tell(&book->whole, sink, GR_FINDING_W12, 0,
		    GR_S(""), GR_WITH(GR_TEXT("program", by)), err);
	for (size_t i = 0; i < book->sheets && status == GR_OK; i++) {
		struct gr_slice name = book->sheet[i].name;
		bool fits = k < book->pages && book->page[k].sheet == i;

		k += fits;
		if (!fits)
			status = gr_delivery_tell(&book->whole, sink,
			    GR_FINDING_W10_OTHER, 0, GR_S(""),
			    GR_WITH(GR_TEXT("sheet", name)), err);
		else if (book->sheet[i].hidden)
			status = gr_delivery_tell(&book->whole, sink,
			    GR_FINDING_W08_SHEET, 0, GR_S(""),
			    GR_WITH(GR_TEXT("sheet", name)), err);
	}
	return status;
}
