/* delivery.c - what a delivery is, and of which year. */
#include <stdlib.h>

#include "number/numeral.h"
#include "text/blank.h"
#include "text/utf8.h"

#include "delivery/state.h"

/* ---- the year ---- */

struct years {
	struct gr_delivery *d;
	size_t column; /* of the file; GR_NONE: given above */
	uint64_t rows;
	struct gr_buf fold;
	bool failed;   /* memory ran out in between */
	uint64_t line; /* of the first row */
	int64_t found;
};

/* Whether a cell names another year than the wave.  What cannot be read does
 * not say so. */
static bool other_year(struct years *y, struct gr_slice cell)
{
	struct gr_slice text;
	int64_t year, wave;

	text = gr_blank_folded(&y->fold, gr_blank_unquote(cell), &y->failed);
	while (text.len > 0 && !gr_numeral_digits(text, &year)) {
		/* without a word behind it: 2021年, 2021年度 */
		text.len -= gr_utf8_last(text);
	}
	if (text.len == 0 || year < 1000 || year > 9999
	    || !gr_slice_to_int64(y->d->setup->wave, &wave))
		return false;
	y->found = year;
	return year != wave;
}

static enum gr_status visit_year(void *context, unsigned kind, size_t index,
    const struct gr_csv_record *record, struct gr_err *err)
{
	struct years *y = context;
	struct gr_aligned row;

	(void)index;
	if (kind != GR_ROW_DATA)
		return GR_OK;
	enum gr_status status = gr_delivery_align(y->d, record, &row, err);
	/* a row of which it is not known what it says does not settle it */
	if (status != GR_OK || !row.plausible
	    || (y->column != GR_NONE && row.doubt && row.doubt[y->column]))
		return status;
	if (y->rows++ == 0)
		y->line = record->line;
	if (y->column == GR_NONE)
		return y->rows < 2 ? GR_OK : GR_END;
	if (other_year(y, row.cell[y->column]))
		return GR_OK;
	if (y->failed)
		return gr_err_memory(err);
	y->rows = 0; /* one that agrees settles it */
	return GR_END;
}

/* Ruling 12: two rows or more, all of another year. */
static enum gr_status check_year(struct gr_delivery *d, struct gr_err *err)
{
	size_t role = d->setup->standard->role[GR_ROLE_SURVEY_YEAR];
	struct years y = { .d = d,
		.column = d->layout.role[GR_ROLE_SURVEY_YEAR] };
	bool given = false;

	for (size_t i = 0; i < d->preamble.n; i++)
		given |= d->preamble.given[i].column == role
		    && other_year(&y, d->preamble.given[i].value);
	enum gr_status status = y.failed ? gr_err_memory(err) : GR_OK;
	if (status == GR_OK && (y.column != GR_NONE || given))
		status = gr_delivery_walk(d, visit_year, &y, err);
	gr_buf_free(&y.fold);
	if (status == GR_OK && y.rows >= 2)
		return gr_delivery_refuse(d, GR_FINDING_R05_DELIVERY, y.line,
		    GR_WITH(GR_TEXT("wave", d->setup->wave),
		        GR_NUMBER("year", (uint64_t)y.found)),
		    err);
	return status;
}

/* ---- opening ---- */

/* Ruling 31: some heading must be one of an answer, whatever else is wrong
 * with it, unless the standard asks nothing. */
static enum gr_status check_answers(struct gr_delivery *d, struct gr_err *err)
{
	const struct gr_standard *s = d->setup->standard;
	bool asks = false;

	for (size_t i = 0; i < s->columns; i++)
		if (gr_standard_is_answer(s, i)) {
			asks = true;
			if (d->layout.file_column[i] != GR_NONE)
				return GR_OK;
		}
	return asks ? gr_delivery_refuse(d, GR_FINDING_R14,
	           gr_delivery_heading_row(d)->line, NULL, err)
	            : GR_OK;
}

static enum gr_status find_out(struct gr_delivery *d, struct gr_err *err)
{
	enum gr_status status = gr_charset_decide(d->source, &d->facts, err);

	if (status == GR_OK)
		status = gr_delivery_heading(d, err);
	if (status == GR_OK)
		status = check_answers(d, err);
	if (status == GR_OK)
		status = gr_preamble_read(d->setup->headings,
		    d->setup->standard, d->setup->words, &d->layout, d->head,
		    d->keep, &d->preamble, err);
	if (status != GR_OK)
		return status;
	if (d->preamble.bad_unit.len > 0)
		return gr_delivery_refuse(d, GR_FINDING_L02_UNIT,
		    d->preamble.bad_unit_line,
		    GR_WITH(GR_TEXT("unit", d->preamble.bad_unit)), err);
	status = gr_readings_new(d->keep, &d->layout,
	    gr_delivery_heading_row(d)->cells, d->setup->plausible,
	    &d->readings, err);
	if (status == GR_OK)
		status = gr_delivery_habit(d, err);
	return status == GR_OK ? check_year(d, err) : status;
}

enum gr_status gr_delivery_open(const struct gr_delivery_setup *setup,
    struct gr_source *source, const struct gr_sheet_marks *sheet,
    struct gr_slice src, struct gr_refusal *refusal, struct gr_delivery **out,
    struct gr_err *err)
{
	struct gr_delivery *d = calloc(1, sizeof(*d));

	*out = NULL;
	memset(refusal, 0, sizeof(*refusal));
	if (!d)
		return gr_err_memory(err);
	d->setup = setup;
	d->source = source;
	d->sheet = sheet;
	d->src = src;
	d->refusal = refusal;
	enum gr_status status = gr_source_restart(source, err);
	if (status == GR_OK)
		status = find_out(d, err);
	if (status == GR_EDATA)
		status = gr_delivery_explain(d, err);
	if (status != GR_OK) {
		gr_delivery_close(d);
		return status;
	}
	*out = d;
	return GR_OK;
}

const struct gr_layout *gr_delivery_layout(const struct gr_delivery *d)
{
	return &d->layout;
}

void gr_delivery_close(struct gr_delivery *delivery)
{
	if (!delivery)
		return;
	gr_arena_free(delivery->keep);
	gr_buf_free(&delivery->said);
	free(delivery);
}
