/* delivery.c - what a delivery is, and the walk over its rows. */
#include <stdio.h>
#include <stdlib.h>

#include "number/numeral.h"
#include "text/blank.h"
#include "text/utf8.h"

#include "delivery/state.h"

/* ---- refusals ---- */

/* Make a refusal of an error that a module below gave: in English, its rule in
 * brackets behind it. */
static enum gr_status explain(struct gr_delivery *d, struct gr_err *err)
{
	struct gr_refusal *refusal = d->refusal;
	const char *open = strrchr(err->message, '[');
	size_t n = open ? strcspn(open + 1, "]") : 0;
	size_t length = open ? (size_t)(open - err->message)
	                     : strlen(err->message);

	if (refusal->rule[0])
		return GR_EDATA;
	/* a damaged gzip has no id in brackets: it is a cut-off file */
	if (n == 0 || n >= sizeof(refusal->rule)) {
		length = strlen(err->message);
		snprintf(refusal->rule, sizeof(refusal->rule), "D05");
		gr_err_add(err, " [D05]");
	} else {
		memcpy(refusal->rule, open + 1, n);
		refusal->rule[n] = '\0';
	}
	refusal->line = err->line;
	while (length > 0 && err->message[length - 1] == ' ')
		length--;
	struct gr_slice detail = gr_slice_make(err->message, length);
	enum gr_finding_kind kind = gr_finding_of_rule(
	    gr_slice_of(refusal->rule));
	if (kind == GR_FINDING_NONE) {
		gr_delivery_refusal_say(refusal, detail);
		return GR_EDATA;
	}
	gr_buf_clear(&d->said);
	gr_finding_say(&d->said, kind, d->setup->chinese,
	    GR_WITH(GR_TEXT("detail", detail)));
	gr_delivery_refusal_say(refusal, gr_buf_slice(&d->said));
	return d->said.failed ? gr_err_memory(err) : GR_EDATA;
}

/* ---- the walk ---- */

struct walk {
	struct gr_delivery *d;
	gr_visit_fn *visit;
	void *context;
	struct gr_decoder *decoder;
	struct gr_csv *csv;
	struct gr_row_judge judge;
	uint64_t last_filled; /* number of the last row with something */
};

static enum gr_status kind_of(struct walk *w, size_t index,
    const struct gr_csv_record *record, unsigned *kind, struct gr_err *err)
{
	const struct gr_layout *layout = &w->d->layout;
	enum gr_row_kind row;

	*kind = GR_ROW_PREAMBLE;
	if (index < layout->first)
		return GR_OK;
	*kind = GR_ROW_FIRST_HEADING;
	if (index < layout->first + layout->rows)
		return GR_OK;
	enum gr_status status = gr_row_judge_kind(&w->judge, record, &row, err);
	*kind = (unsigned)row;
	if (status == GR_OK && row == GR_ROW_OTHER_HEADING)
		return gr_delivery_refuse(w->d, GR_FINDING_L05_OTHER,
		    record->line, NULL, err);
	return status;
}

static enum gr_status walk_rows(struct walk *w, struct gr_err *err)
{
	struct gr_csv_record record;
	enum gr_status status;
	unsigned kind;
	size_t index = 0;

	while ((status = gr_csv_next(w->csv, &record, err)) == GR_OK) {
		/* an empty line is the whole of a one-column row */
		if (record.cells == 0 && w->d->layout.width == 1
		    && index >= w->d->layout.first)
			continue;
		status = kind_of(w, index, &record, &kind, err);
		if (status == GR_OK)
			status = w->visit(w->context, kind, index, &record,
			    err);
		if (status != GR_OK)
			return status;
		index++;
		if (kind != GR_ROW_BLANK)
			w->last_filled = index;
	}
	if (status == GR_END && w->last_filled == GR_SHEET_ROWS)
		return gr_delivery_refuse(w->d, GR_FINDING_D18_SHEET, 0,
		    GR_WITH(GR_NUMBER("rows", GR_SHEET_ROWS)), err);
	return status == GR_END ? GR_OK : status;
}

enum gr_status gr_delivery_walk(struct gr_delivery *d, gr_visit_fn *visit,
    void *context, struct gr_err *err)
{
	struct walk w = { .d = d, .visit = visit, .context = context };
	enum gr_status status = gr_delivery_text(d, d->delimiter, &w.decoder,
	    &w.csv, err);

	if (status == GR_OK)
		status = gr_row_judge_begin(&w.judge, &d->layout,
		    d->setup->words, d->setup->headings, d->head, err);
	if (status == GR_OK) {
		status = walk_rows(&w, err);
		gr_row_judge_end(&w.judge);
	}
	gr_csv_close(w.csv);
	gr_decoder_close(w.decoder);
	if (status == GR_EDATA)
		status = explain(d, err);
	return status == GR_END ? GR_OK : status;
}

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

	(void)index;
	if (kind != GR_ROW_DATA)
		return GR_OK;
	if (y->rows++ == 0)
		y->line = record->line;
	if (y->column == GR_NONE)
		return y->rows < 2 ? GR_OK : GR_END;
	struct gr_slice cell = y->column < record->cells
	    ? record->cell[y->column]
	    : gr_slice_make(NULL, 0);
	if (other_year(y, cell))
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

static enum gr_status find_out(struct gr_delivery *d, struct gr_err *err)
{
	enum gr_status status = gr_charset_decide(d->source, &d->facts, err);

	if (status == GR_OK)
		status = gr_delivery_heading(d, err);
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
	return check_year(d, err);
}

enum gr_status gr_delivery_open(const struct gr_delivery_setup *setup,
    struct gr_source *source, struct gr_slice src, struct gr_refusal *refusal,
    struct gr_delivery **out, struct gr_err *err)
{
	struct gr_delivery *d = calloc(1, sizeof(*d));
	struct gr_err ignored;

	*out = NULL;
	memset(refusal, 0, sizeof(*refusal));
	if (!d)
		return gr_err_memory(err);
	d->setup = setup;
	d->source = source;
	d->src = src;
	d->refusal = refusal;
	enum gr_status status = gr_source_rewind(source, &ignored);
	if (status == GR_EUSAGE)
		status = gr_source_spool(source, err);
	else if (status != GR_OK)
		*err = ignored;
	if (status == GR_OK)
		status = find_out(d, err);
	if (status == GR_EDATA)
		status = explain(d, err);
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
