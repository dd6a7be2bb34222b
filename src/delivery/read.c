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

struct skip {
	const char *rule, *zh, *en;
};

static const struct skip skips[] = {
	[GR_ROW_NUMBERING] = { "L04", "列号行", "numbers of the columns" },
	[GR_ROW_HEADING] = { "L05", "重复的表头", "the heading again" },
	[GR_ROW_CONTINUED] = { "L05", "续表标题",
	    "the title of a further page" },
	[GR_ROW_TOTAL] = { "L06", "合计行", "a row of sums" },
	[GR_ROW_SUBTOTAL] = { "L06", "小计行", "a row of sums" },
	[GR_ROW_OF_WHICH] = { "L06", "“其中”行", "a part of another row" },
	[GR_ROW_MARK] = { "L07", "“其中项”标记行", "a part of another row" },
	[GR_ROW_FOOTNOTE] = { "L12", "表注或签署", "a footnote or signature" },
	[GR_ROW_TEXT] = { "L12", "文字行", "a line of text" },
	[GR_ROW_PREAMBLE] = { "L01", "表头上方的文字",
	    "text above the heading" },
	[GR_ROW_FIRST_HEADING] = { "L01", "表头", "the heading" },
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
		status = gr_delivery_tell(r->d, r->sink, GR_SKIP,
		    at_end ? "D18" : "L08", line + i, gr_slice_make(NULL, 0),
		    err, at_end ? "表尾的空白行" : "空白行",
		    at_end ? "a blank row at the end" : "a blank row");
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
	const struct skip *s = &skips[kind];
	const char *rule = s->rule;

	r->counts->skipped++;
	if (kind == GR_ROW_PREAMBLE && r->d->preamble.told[index])
		rule = "L02";
	if (kind == GR_ROW_FIRST_HEADING && r->d->layout.rows == 2)
		rule = "L03";
	if (kind != GR_ROW_OF_WHICH && kind != GR_ROW_MARK && r->sink)
		gr_row_maker_break(&r->maker);
	return gr_delivery_tell(r->d, r->sink, GR_SKIP, rule, record->line,
	    gr_slice_make(NULL, 0), err, "%s", "%s",
	    r->d->setup->chinese ? s->zh : s->en);
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
