/* raw_cell.c - what was written in a delivery. */
#include "delivery/raw_cell.h"

#include "delivery/kit.h"
#include "delivery/sheets.h"
#include "standard/personal_place.h"
#include "text/blank.h"

#include "delivery/state.h"

struct gr_raw_cell {
	struct gr_arena *keep;
	struct gr_delivery_kit *kit;
	struct gr_delivery_setup setup;
	struct gr_buf masked;
};

enum gr_status gr_raw_cell_new(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_raw_cell **out,
    struct gr_err *err)
{
	struct gr_raw_cell *raw = GR_NEW(keep, struct gr_raw_cell);

	*out = raw;
	if (raw == NULL)
		return gr_err_memory(err);
	raw->keep = keep;
	enum gr_status status = gr_delivery_kit_make(standard, &raw->kit, err);
	if (status != GR_OK)
		return status;
	raw->setup = (struct gr_delivery_setup){ .standard = standard,
		.words = &raw->kit->words,
		.headings = raw->kit->headings,
		.plausible = raw->kit->plausible,
		.names = &raw->kit->names,
		.limits = gr_csv_default_limits };
	return GR_OK;
}

void gr_raw_cell_free(struct gr_raw_cell *raw)
{
	if (raw == NULL)
		return;
	gr_delivery_kit_free(raw->kit);
	gr_buf_free(&raw->masked);
}

/* A copy of a record's cells; those of a code's column are no telephone
 * numbers. */
static enum gr_status keep_record(struct gr_raw_cell *raw,
    const struct gr_layout *layout, const struct gr_csv_record *from,
    struct gr_raw_record *to, struct gr_err *err)
{
	const struct gr_standard *standard = raw->setup.standard;
	struct gr_slice *cell = GR_NEW_ARRAY(raw->keep,
	    from->cells ? from->cells : 1, struct gr_slice);

	if (cell == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < from->cells; i++) {
		size_t column = i < layout->width ? layout->column[i].column
		                                  : GR_NONE;
		struct gr_slice text = from->cell[i];

		gr_buf_clear(&raw->masked);
		if (column != GR_NONE && standard->column[column].personal)
			text = GR_S("");
		else if (gr_personal_mask(text,
		             gr_personal_place_of(standard, column),
		             &raw->masked))
			text = gr_buf_slice(&raw->masked);
		cell[i] = gr_arena_copy(raw->keep, text);
		if (cell[i].ptr == NULL || raw->masked.failed)
			return gr_err_memory(err);
	}
	to->cell = cell;
	to->cells = from->cells;
	to->found = true;
	return GR_OK;
}

/* Records that are looked for, as a delivery is gone through. */
struct search {
	struct gr_raw_cell *raw;
	struct gr_delivery *d;
	struct gr_raw_record *record;
	size_t n, left;
};

/* The record under its headings; of a cell that may belong to several nothing
 * is shown. */
static enum gr_status keep_aligned(struct search *s,
    const struct gr_csv_record *from, struct gr_raw_record *to,
    struct gr_err *err)
{
	struct gr_csv_record row = *from;
	struct gr_aligned aligned;
	enum gr_status status = gr_delivery_align(s->d, from, &aligned, err);

	if (status != GR_OK)
		return status;
	if (aligned.plausible && aligned.doubt) {
		size_t cells = gr_readings_cells(s->d->readings);
		struct gr_slice *cell = GR_NEW_ARRAY(s->raw->keep, cells,
		    struct gr_slice);

		if (cell == NULL)
			return gr_err_memory(err);
		for (size_t i = 0; i < cells; i++)
			if (!aligned.doubt[i])
				cell[i] = aligned.cell[i];
		row.cell = cell;
		row.cells = cells;
	}
	return keep_record(s->raw, &s->d->layout, &row, to, err);
}

static enum gr_status find_record(void *context, unsigned kind, size_t index,
    const struct gr_csv_record *row, struct gr_err *err)
{
	struct search *s = context;
	enum gr_status status = GR_OK;

	(void)index;
	if (kind == GR_ROW_DAMAGED)
		return GR_OK;
	for (size_t i = 0; status == GR_OK && i < s->n; i++) {
		if (s->record[i].found || s->record[i].line != row->line)
			continue;
		status = keep_aligned(s, row, &s->record[i], err);
		s->left--;
	}
	return status == GR_OK && s->left == 0 ? GR_END : status;
}

/* Open the delivery that `source` holds, or the sheet of a workbook, which
 * *book is then. */
static enum gr_status open_delivery(struct gr_raw_cell *raw,
    struct gr_source *source, struct gr_slice sheet, struct gr_sheets **book,
    struct gr_delivery **delivery, struct gr_err *err)
{
	struct gr_slice src = gr_slice_of(gr_source_name(source));
	struct gr_refusal refusal;
	size_t n, i;
	enum gr_status status = gr_sheets_open(&raw->setup, source, &refusal,
	    book, err);

	if (status != GR_OK)
		return status;
	if (*book == NULL)
		return gr_delivery_open(&raw->setup, source, NULL, src,
		    &refusal, delivery, err);
	status = gr_sheets_choose(*book, &n, err);
	if (status == GR_OK)
		status = gr_sheets_find(*book, sheet, &i, err);
	return status == GR_OK
	    ? gr_sheets_delivery(*book, i, src, delivery, err)
	    : status;
}

enum gr_status gr_raw_cell_read(struct gr_raw_cell *raw, const char *path,
    struct gr_slice sheet, struct gr_slice wave, struct gr_raw_record *record,
    size_t n, uint64_t *heading, struct gr_err *err)
{
	struct gr_source *source = NULL;
	struct gr_sheets *book = NULL;
	struct gr_delivery *delivery = NULL;
	enum gr_status status = gr_source_open(path, NULL, &source, err);

	raw->setup.wave = wave;
	if (status == GR_OK)
		status = open_delivery(raw, source, sheet, &book, &delivery,
		    err);
	if (status == GR_OK) {
		struct search search = { raw, delivery, record, n, n };

		*heading = gr_delivery_heading_row(delivery)->line;
		if (n > 0)
			status = gr_delivery_walk(delivery, find_record,
			    &search, err);
	}
	gr_delivery_close(delivery);
	gr_sheets_close(book);
	gr_source_close(source);
	return status;
}

/* ---- rows of a code ---- */

struct code_search {
	struct gr_delivery *d;
	struct gr_slice code, sheet;
	gr_raw_cell_found_fn *found;
	void *context;
};

static enum gr_status find_code(void *context, unsigned kind, size_t index,
    const struct gr_csv_record *row, struct gr_err *err)
{
	const struct code_search *s = context;
	size_t at = s->d->layout.role[GR_ROLE_CODE];
	struct gr_aligned aligned;

	(void)index;
	if (kind != GR_ROW_DATA || at == GR_NONE)
		return GR_OK;
	enum gr_status status = gr_delivery_align(s->d, row, &aligned, err);
	if (status != GR_OK || !aligned.plausible
	    || !gr_slice_eq(gr_blank_trim(aligned.cell[at]), s->code))
		return status;
	return s->found(s->context, s->sheet, row->line, err);
}

static enum gr_status search_sheet(struct gr_sheets *book, size_t i,
    struct code_search *search, struct gr_err *err)
{
	struct gr_buf called = { 0 };
	enum gr_status status = gr_sheets_delivery(book, i, GR_S(""),
	    &search->d, err);

	gr_sheets_call(book, i, &called);
	if (status == GR_OK)
		status = gr_buf_check(&called, err);
	search->sheet = gr_slice_skip(gr_buf_slice(&called), 1);
	if (status == GR_OK)
		status = gr_delivery_walk(search->d, find_code, search, err);
	gr_delivery_close(search->d);
	gr_buf_free(&called);
	return status;
}

enum gr_status gr_raw_cell_search(struct gr_raw_cell *raw, const char *path,
    struct gr_slice wave, struct gr_slice code, gr_raw_cell_found_fn *found,
    void *context, struct gr_err *err)
{
	struct code_search search = { .code = code,
		.sheet = GR_S(""),
		.found = found,
		.context = context };
	struct gr_source *source = NULL;
	struct gr_sheets *book = NULL;
	struct gr_refusal refusal;
	size_t sheets = 0;
	enum gr_status status = gr_source_open(path, NULL, &source, err);

	raw->setup.wave = wave;
	if (status == GR_OK)
		status = gr_sheets_open(&raw->setup, source, &refusal, &book,
		    err);
	if (status == GR_OK && book != NULL)
		status = gr_sheets_choose(book, &sheets, err);
	for (size_t i = 0; status == GR_OK && i < sheets; i++)
		status = search_sheet(book, i, &search, err);
	if (status == GR_OK && book == NULL) {
		status = gr_delivery_open(&raw->setup, source, NULL, GR_S(""),
		    &refusal, &search.d, err);
		if (status == GR_OK)
			status = gr_delivery_walk(search.d, find_code, &search,
			    err);
		gr_delivery_close(search.d);
	}
	gr_sheets_close(book);
	gr_source_close(source);
	return status;
}
