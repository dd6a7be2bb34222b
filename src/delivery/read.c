/* read.c - the rows of a delivery, one after the other. */
#include "text/blank.h"

#include "delivery/meter.h"

/* One reading of all rows. */
struct reading {
	struct gr_delivery *d;
	const struct gr_delivery_sink *sink;
	struct gr_delivery_counts *counts;
	struct gr_row_maker maker;
	struct run {        /* rows skipped for one rule, not told yet */
		bool blank; /* what they are is known when they end */
		enum gr_finding_kind what;
		uint64_t line, last, n;
	} run;
};

static const enum gr_finding_kind skips[] = {
	[GR_ROW_NUMBERING] = GR_FINDING_L04,
	[GR_ROW_HEADING] = GR_FINDING_L05_AGAIN,
	[GR_ROW_CONTINUED] = GR_FINDING_L05_CONTINUED,
	[GR_ROW_TOTAL] = GR_FINDING_L06_TOTAL,
	[GR_ROW_SUBTOTAL] = GR_FINDING_L06_SUBTOTAL,
	[GR_ROW_AVERAGE] = GR_FINDING_L06_AVERAGE,
	[GR_ROW_OF_WHICH] = GR_FINDING_L06_PART,
	[GR_ROW_MARK] = GR_FINDING_L07,
	[GR_ROW_FOOTNOTE] = GR_FINDING_L12_FOOTNOTE,
	[GR_ROW_TEXT] = GR_FINDING_L12_TEXT,
	[GR_ROW_PREAMBLE] = GR_FINDING_L01_ABOVE,
	[GR_ROW_FIRST_HEADING] = GR_FINDING_L01_HEADING,
};

/* One finding for rows skipped one after the other for one rule (ruling 40).
 * Blank ones end the table (D18) or stand in it (L08). */
static enum gr_status tell_run(struct reading *r, bool at_end,
    struct gr_err *err)
{
	struct run run = r->run;
	struct gr_buf number = { 0 };
	struct gr_event event;
	enum gr_status status;

	r->run = (struct run){ .n = 0 };
	if (run.n == 0 || !r->sink)
		return GR_OK;
	if (run.blank)
		run.what = at_end ? GR_FINDING_D18_BLANK : GR_FINDING_L08;
	status = gr_delivery_event(r->d, run.what, run.line, NULL, &event, err);
	if (status == GR_OK && run.n > 1) {
		gr_buf_uint(&number, run.n);
		event.value = gr_buf_slice(&number);
		gr_finding_say(&r->d->said, GR_FINDING_RUN,
		    r->d->setup->chinese,
		    GR_WITH(GR_NUMBER("rows", run.n),
		        GR_NUMBER("line", run.last)));
		event.message = gr_buf_slice(&r->d->said);
		status = gr_buf_check(&r->d->said, err);
	}
	if (status == GR_OK)
		status = gr_buf_check(&number, err);
	if (status == GR_OK)
		status = r->sink->event(r->sink->context, &event, err);
	gr_buf_free(&number);
	return status;
}

/* Go on with a run, or begin one; a total is a finding of its own, and so is a
 * row of the heading. */
static enum gr_status skip_row(struct reading *r, struct run row,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;
	bool alone = gr_slice_eq(gr_finding_rule(row.what), GR_S("L06"))
	    || row.what == GR_FINDING_L01_HEADING || row.what == GR_FINDING_L03;

	r->counts->skipped++;
	if (r->run.n > 0
	    && (r->run.blank != row.blank
	        || (!row.blank && (alone || r->run.what != row.what))))
		status = tell_run(r, false, err);
	if (r->run.n == 0)
		r->run = row;
	r->run.last = row.line;
	r->run.n++;
	return status;
}

static enum gr_status skip_blank(struct reading *r, uint64_t line,
    struct gr_err *err)
{
	if (r->sink)
		gr_row_maker_break(&r->maker);
	return skip_row(r,
	    (struct run){ .blank = true, .what = GR_FINDING_L08, .line = line },
	    err);
}

static enum gr_status skip(struct reading *r, unsigned kind, size_t index,
    const struct gr_csv_record *record, struct gr_err *err)
{
	enum gr_finding_kind what = skips[kind];

	if (kind == GR_ROW_PREAMBLE && r->d->preamble.told[index])
		what = GR_FINDING_L02_ABOVE;
	if (kind == GR_ROW_FIRST_HEADING && r->d->layout.rows == 2)
		what = GR_FINDING_L03;
	if (kind != GR_ROW_OF_WHICH && kind != GR_ROW_MARK && r->sink)
		gr_row_maker_break(&r->maker);
	return skip_row(r, (struct run){ .what = what, .line = record->line },
	    err);
}

/* Lines that damage has cost: one row, set aside. */
static enum gr_status lose(struct reading *r, uint64_t line, struct gr_err *err)
{
	const struct gr_lost *lost = &r->d->damage;
	enum gr_status status = tell_run(r, false, err);

	if (status != GR_OK || !r->sink)
		return status;
	if (lost->what == GR_LOST_ROW)
		return gr_row_maker_refuse(&r->maker, GR_FINDING_D14_ROW, line,
		    NULL, err);
	if (lost->what == GR_LOST_LINES)
		return gr_row_maker_refuse(&r->maker, GR_FINDING_D14_LINES,
		    line, GR_WITH(GR_NUMBER("lines", lost->lines)), err);
	if (lost->what == GR_LOST_BROKEN)
		return gr_row_maker_refuse(&r->maker, GR_FINDING_D16_LINES,
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
	if (kind == GR_ROW_TOTAL || kind == GR_ROW_SUBTOTAL)
		r->d->sums = (struct gr_sums){ r->d->sums.n + 1, index,
			r->d->sums.last };
	if (kind != GR_ROW_DATA)
		return skip(r, kind, index, record, err);
	enum gr_status status = tell_run(r, false, err);
	if (status != GR_OK)
		return status;
	if (!r->sink)
		return GR_OK;
	r->counts->fixed += record->stray;
	return gr_row_maker_row(&r->maker, record, err);
}

static enum gr_status read_rows(struct gr_delivery *d,
    const struct gr_delivery_sink *sink, struct gr_delivery_counts *counts,
    struct gr_err *err)
{
	struct reading r = { .d = d, .sink = sink, .counts = counts };
	enum gr_status status = GR_OK;

	*counts = (struct gr_delivery_counts){ .in = 0 };
	d->sums = (struct gr_sums){ .n = 0 };
	if (sink)
		status = gr_row_maker_begin(&r.maker, d, sink, counts, err);
	if (status == GR_OK)
		status = gr_delivery_tell_columns(d, sink, err);
	if (status == GR_OK)
		status = gr_sheet_cells_tell(d, sink, err);
	if (status == GR_OK)
		status = gr_delivery_walk(d, visit, &r, err);
	if (status == GR_OK)
		status = tell_run(&r, true, err);
	if (status == GR_OK && sink)
		status = gr_row_maker_tell_many(&r.maker, err);
	if (sink)
		gr_row_maker_end(&r.maker);
	if (status == GR_OK && sink && d->sums.n > 0)
		status = gr_delivery_check_totals(d, sink, err);
	return status;
}

enum gr_status gr_delivery_read(struct gr_delivery *d,
    const struct gr_delivery_sink *sink, struct gr_delivery_counts *counts,
    struct gr_err *err)
{
	struct gr_meter meter = { d, sink, 0 };
	const struct gr_delivery_sink measured = gr_meter_sink(&meter);
	enum gr_status status = read_rows(d,
	    sink && !d->is_measured ? &measured : sink, counts, err);

	/* nothing has gone out yet, and nothing is to go out in vain */
	if (status == GR_OK && !sink && gr_meter_is_needed(d, counts->in))
		status = read_rows(d, &measured, counts, err);
	d->is_measured |= status == GR_OK && !sink;
	return status;
}
