/* habit.c - whether a delivery leaves off, or adds, blank cells at row ends.
 *
 * Spreadsheets and scripts leave off what is blank at the end of a row, or write
 * a separator behind the last cell, all through a file.  Among the first rows
 * that shows, if all of them can be read so and lie as such rows do
 * (row_ends.h).
 */
#include "text/blank.h"
#include "text/utf8.h"

#include "delivery/state.h"

enum { HEADINGS_MAX = 300 /* bytes; what is longer is not two headings */ };

struct habit {
	struct gr_delivery *d;
	struct gr_row_ends ends;
};

static enum gr_status visit(void *context, unsigned kind, size_t index,
    const struct gr_csv_record *record, struct gr_err *err)
{
	struct habit *h = context;
	bool at_end = true;
	enum gr_status status = GR_OK;

	(void)index;
	if (kind != GR_ROW_DATA)
		return GR_OK;
	if (record->cells != h->ends.cells)
		status = gr_readings_at_end(h->d->readings, record, &at_end,
		    err);
	if (status != GR_OK)
		return status;
	return gr_row_ends_add(&h->ends, record->cells,
	           gr_record_is_filled(record), at_end)
	    ? GR_OK
	    : GR_END;
}

static enum gr_status is_known(struct gr_delivery *d, struct gr_slice heading,
    bool *yes, struct gr_err *err)
{
	struct gr_heading found;
	enum gr_status status = GR_OK;

	*yes = false;
	if (gr_utf8_count(heading) < 2)
		return GR_OK;
	status = gr_headings_find(d->setup->headings, d->keep, heading, &found,
	    err);
	*yes = status == GR_OK && found.kind != GR_HEADING_UNKNOWN;
	return status;
}

/* Whether a heading that is not known begins or ends with one that is: two
 * have become one. */
static enum gr_status is_joined(struct gr_delivery *d, struct gr_slice header,
    bool *yes, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	*yes = false;
	if (header.len > HEADINGS_MAX)
		return GR_OK;
	for (size_t n = 0; status == GR_OK && !*yes;) {
		n += gr_utf8_step(gr_slice_skip(header, n), NULL);
		if (n >= header.len)
			break;
		struct gr_slice rest = gr_slice_skip(header, n);
		if (gr_utf8_count(rest) < 2 || n < 2)
			continue;
		status = is_known(d, gr_slice_make(header.ptr, n), yes, err);
		if (status == GR_OK && !*yes)
			status = is_known(d, rest, yes, err);
	}
	return status;
}

/* If all rows are longer, it is the heading that is damaged where one of its
 * cells is two: no row can be read, and one word says so. */
static enum gr_status refuse_joined(struct gr_delivery *d, struct gr_err *err)
{
	const struct gr_layout *layout = &d->layout;
	enum gr_status status = GR_OK;
	bool joined = false;

	for (size_t i = 0; i < layout->width && status == GR_OK; i++) {
		struct gr_slice header = layout->column[i].header;

		if (layout->column[i].column == GR_NONE)
			status = is_joined(d, header, &joined, err);
		if (status == GR_OK && joined)
			return gr_delivery_refuse(d, GR_FINDING_D17_HEADING,
			    gr_delivery_heading_row(d)->line,
			    GR_WITH(GR_TEXT("heading", header)), err);
	}
	return status;
}

/* Whether the heading may be what is damaged if all rows are shorter: a heading is blank, or two are parts of
 * one. */
static enum gr_status has_parted(struct gr_delivery *d, bool *yes,
    struct gr_err *err)
{
	const struct gr_layout *layout = &d->layout;
	struct gr_buf both = { 0 };
	enum gr_status status = GR_OK;

	*yes = false;
	for (size_t i = 0; i < layout->width && status == GR_OK && !*yes; i++) {
		const struct gr_file_column *c = &layout->column[i];
		*yes = gr_blank_only(c->header);
		if (*yes || i + 1 == layout->width
		    || (c->column != GR_NONE && c[1].column != GR_NONE))
			continue;
		gr_buf_clear(&both);
		gr_buf_add(&both, c->header);
		gr_buf_add(&both, c[1].header);
		status = gr_buf_check(&both, err);
		if (status == GR_OK)
			status = is_known(d, gr_buf_slice(&both), yes, err);
	}
	gr_buf_free(&both);
	return status;
}

enum gr_status gr_delivery_habit(struct gr_delivery *d, struct gr_err *err)
{
	struct habit h = { .d = d,
		.ends = { .cells = gr_readings_cells(d->readings) } };
	struct gr_row_habit habit;
	bool parted = false;

	/* behind damage, short rows prove a line start until it is known */
	d->habit_short = true;
	enum gr_status status = gr_delivery_walk(d, visit, &h, err);
	d->habit_short = false;
	if (status != GR_OK)
		return status;
	habit = gr_row_ends_habit(&h.ends);
	if (h.ends.many == h.ends.rows && h.ends.many >= GR_ROW_ENDS_HABIT)
		status = refuse_joined(d, err);
	if (status == GR_OK && habit.is_short && h.ends.few == h.ends.rows)
		status = has_parted(d, &parted, err);
	if (status != GR_OK)
		return status;
	habit.is_short &= !parted;
	d->habit_long = habit.is_long;
	d->habit_short = habit.is_short;
	return gr_readings_habit(d->readings, &habit, err);
}
