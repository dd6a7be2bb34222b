/* read.c - the rows of a delivery, one after the other. */
#include "text/blank.h"

#include "delivery/state.h"

/* One reading of all rows. */
struct reading {
	struct gr_delivery *d;
	const struct gr_delivery_sink *sink;
	struct gr_delivery_counts *counts;
	struct gr_row_maker maker;
	uint64_t blank_line, blanks; /* blank rows not told yet, line by line */
};

static const enum gr_finding_kind skips[] = {
	[GR_ROW_NUMBERING] = GR_FINDING_L04,
	[GR_ROW_HEADING] = GR_FINDING_L05_AGAIN,
	[GR_ROW_CONTINUED] = GR_FINDING_L05_CONTINUED,
	[GR_ROW_TOTAL] = GR_FINDING_L06_TOTAL,
	[GR_ROW_SUBTOTAL] = GR_FINDING_L06_SUBTOTAL,
	[GR_ROW_OF_WHICH] = GR_FINDING_L06_PART,
	[GR_ROW_MARK] = GR_FINDING_L07,
	[GR_ROW_FOOTNOTE] = GR_FINDING_L12_FOOTNOTE,
	[GR_ROW_TEXT] = GR_FINDING_L12_TEXT,
	[GR_ROW_PREAMBLE] = GR_FINDING_L01_ABOVE,
	[GR_ROW_FIRST_HEADING] = GR_FINDING_L01_HEADING,
};

/* Blank rows are told when it is known whether they end the table (D18) or
 * stand in it (L08); a run of them is kept as its first line and length. */
static enum gr_status tell_blanks(struct reading *r, bool at_end,
    struct gr_err *err)
{
	uint64_t n = r->blanks, line = r->blank_line;
	enum gr_status status = GR_OK;

	r->blanks = 0;
	for (uint64_t i = 0; i < n && status == GR_OK && r->sink; i++)
		status = gr_delivery_tell(r->d, r->sink,
		    at_end ? GR_FINDING_D18_BLANK : GR_FINDING_L08, line + i,
		    gr_slice_make(NULL, 0), NULL, err);
	return status;
}

static enum gr_status skip_blank(struct reading *r, uint64_t line,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	r->counts->skipped++;
	if (r->sink)
		gr_row_maker_break(&r->maker);
	/* one with a line break in it interrupts the run */
	if (r->blanks > 0 && line != r->blank_line + r->blanks)
		status = tell_blanks(r, false, err);
	if (r->blanks == 0)
		r->blank_line = line;
	r->blanks++;
	return status;
}

static enum gr_status skip(struct reading *r, unsigned kind, size_t index,
    const struct gr_csv_record *record, struct gr_err *err)
{
	enum gr_finding_kind what = skips[kind];

	r->counts->skipped++;
	if (kind == GR_ROW_PREAMBLE && r->d->preamble.told[index])
		what = GR_FINDING_L02_ABOVE;
	if (kind == GR_ROW_FIRST_HEADING && r->d->layout.rows == 2)
		what = GR_FINDING_L03;
	if (kind != GR_ROW_OF_WHICH && kind != GR_ROW_MARK && r->sink)
		gr_row_maker_break(&r->maker);
	return gr_delivery_tell(r->d, r->sink, what, record->line,
	    gr_slice_make(NULL, 0), NULL, err);
}

/* Lines that a damaged quote has cost: one row, set aside. */
static enum gr_status lose(struct reading *r, uint64_t line, struct gr_err *err)
{
	const struct gr_lost *lost = &r->d->damage;
	enum gr_status status = tell_blanks(r, false, err);

	if (status != GR_OK || !r->sink)
		return status;
	if (lost->what == GR_LOST_ROW)
		return gr_row_maker_refuse(&r->maker, GR_FINDING_D14_ROW, line,
		    NULL, err);
	if (lost->what == GR_LOST_LINES)
		return gr_row_maker_refuse(&r->maker, GR_FINDING_D14_LINES,
		    line, GR_WITH(GR_NUMBER("lines", lost->lines)), err);
	if (r->d->setup->stops)
		return gr_delivery_refuse(r->d, GR_FINDING_D14_REST, line, NULL,
		    err);
	return gr_row_maker_refuse(&r->maker, GR_FINDING_D14_REST, line, NULL,
	    err);
}

static bool is_blank_row(const struct gr_csv_record *record)
{
	for (size_t i = 0; i < record->cells; i++)
		if (!gr_blank_only(record->cell[i]))
			return false;
	return true;
}

static enum gr_status visit(void *context, unsigned kind, size_t index,
    const struct gr_csv_record *record, struct gr_err *err)
{
	struct reading *r = context;

	r->counts->in++;
	if (kind == GR_ROW_DAMAGED)
		return lose(r, record->line, err);
	if (kind == GR_ROW_BLANK
	    || (kind == GR_ROW_PREAMBLE && is_blank_row(record)))
		return skip_blank(r, record->line, err);
	enum gr_status status = tell_blanks(r, false, err);
	if (status != GR_OK)
		return status;
	r->d->has_totals |= kind == GR_ROW_TOTAL || kind == GR_ROW_SUBTOTAL;
	if (kind != GR_ROW_DATA)
		return skip(r, kind, index, record, err);
	if (!r->sink)
		return GR_OK;
	r->counts->fixed += record->stray;
	return gr_row_maker_row(&r->maker, record, err);
}

enum gr_status gr_delivery_read(struct gr_delivery *d,
    const struct gr_delivery_sink *sink, struct gr_delivery_counts *counts,
    struct gr_err *err)
{
	struct reading r = { .d = d, .sink = sink, .counts = counts };
	enum gr_status status = GR_OK;

	*counts = (struct gr_delivery_counts){ .in = 0 };
	d->has_totals = false;
	if (sink)
		status = gr_row_maker_begin(&r.maker, d, sink, counts, err);
	if (status == GR_OK)
		status = gr_delivery_tell_columns(d, sink, err);
	if (status == GR_OK)
		status = gr_delivery_walk(d, visit, &r, err);
	if (status == GR_OK)
		status = tell_blanks(&r, true, err);
	if (sink)
		gr_row_maker_end(&r.maker);
	if (status == GR_OK && sink && d->has_totals)
		status = gr_delivery_check_totals(d, sink, err);
	return status;
}
