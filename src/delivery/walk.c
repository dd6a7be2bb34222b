/* walk.c - over the rows of a delivery, and over what is damaged of it. */
#include "csv/resume.h"
#include "text/blank.h"

#include "delivery/broken.h"
#include "delivery/damage.h"
#include "delivery/state.h"

enum { PROOF_ROWS = 20 }; /* so many in a row prove a line start */

struct walk {
	struct gr_delivery *d;
	gr_visit_fn *visit;
	void *context;
	struct gr_decoder *decoder;
	struct gr_csv *csv;
	struct gr_row_judge judge;
	struct gr_broken broken; /* rows that are held */
	size_t index;            /* of the row */
	uint64_t last_filled;    /* number of the last row with something */
};

enum gr_status gr_delivery_align(struct gr_delivery *d,
    const struct gr_csv_record *record, struct gr_aligned *out,
    struct gr_err *err)
{
	if (!gr_readings_is_whole(d->readings, record))
		return gr_readings_align(d->readings, record, out, err);
	*out = (struct gr_aligned){ .cell = record->cell, .plausible = true };
	return GR_OK;
}

static bool is_below_heading(const struct walk *w)
{
	const struct gr_layout *layout = &w->d->layout;

	return w->index >= layout->first + layout->rows;
}

static enum gr_status kind_of(struct walk *w,
    const struct gr_csv_record *record, unsigned *kind, struct gr_err *err)
{
	enum gr_row_kind row;

	*kind = GR_ROW_PREAMBLE;
	if (w->index < w->d->layout.first)
		return GR_OK;
	*kind = GR_ROW_FIRST_HEADING;
	if (!is_below_heading(w))
		return GR_OK;
	enum gr_status status = gr_row_judge_kind(&w->judge, record, &row, err);
	*kind = (unsigned)row;
	return status;
}

/* Whether a record is damaged, and by what. */
static enum gr_status look_for_damage(struct walk *w, bool is_data,
    const struct gr_csv_record *record, struct gr_damage *damage,
    struct gr_err *err)
{
	const struct gr_delivery *d = w->d;
	struct gr_damage_table table = { .layout = &d->layout,
		.cells = gr_readings_cells(d->readings),
		.delimiter = d->delimiter,
		.plausible = d->setup->plausible };

	*damage = (struct gr_damage){ .line = 0 };
	if (!is_below_heading(w) || (record->breaks == 0 && !record->stray))
		return GR_OK;
	return gr_damage_find(&table, record, is_data, damage, err);
}

/* ---- behind damage ---- */

/* Line starts behind damage, as they are tried. */
struct proof {
	struct walk *w;
	bool after_heading, in_footnote; /* as the judge was before */
	size_t tries;
	size_t rows;    /* that have the heading's cells, or as few as usual */
	size_t skipped; /* that are no records, blank ones not counted */
};

/* Whether a row with the heading's cells can be one by its code, or, if that is
 * blank or there is none, by its name: what was torn apart may have as many. */
static enum gr_status can_tell_unit(const struct gr_delivery *d,
    const struct gr_csv_record *record, bool *yes, struct gr_err *err)
{
	static const enum gr_role role[] = { GR_ROLE_CODE, GR_ROLE_NAME };

	*yes = true;
	for (size_t i = 0; i < sizeof(role) / sizeof(role[0]); i++) {
		size_t at = d->layout.role[role[i]];
		if (at != GR_NONE && !gr_blank_only(record->cell[at]))
			return gr_plausible_cell(d->setup->plausible,
			    &d->layout.column[at], record->cell[at], yes, err);
	}
	return GR_OK;
}

/* What a short row says: the first one must be a row; one further on says
 * something only if the delivery's rows end so. */
static enum gr_status weigh_short(struct proof *p,
    const struct gr_csv_record *record, bool *fits, struct gr_err *err)
{
	struct gr_delivery *d = p->w->d;
	bool is_usual = d->habit_short;
	enum gr_status status = GR_OK;

	*fits = true;
	if (is_usual)
		status = gr_readings_at_end(d->readings, record, &is_usual,
		    err);
	if (status == GR_OK && !is_usual && p->rows + p->skipped == 0) {
		struct gr_aligned row;
		status = gr_readings_align(d->readings, record, &row, err);
		*fits = row.plausible;
	}
	p->rows += is_usual;
	return status;
}

/* What a data row says of the line start that it stands behind. */
static enum gr_status weigh(struct proof *p, const struct gr_csv_record *record,
    enum gr_csv_fit *fit, struct gr_err *err)
{
	struct gr_delivery *d = p->w->d;
	size_t cells = gr_readings_cells(d->readings);
	bool is_short = record->cells < cells, fits = true;
	enum gr_status status = GR_OK;

	if (is_short)
		status = weigh_short(p, record, &fits, err);
	else if (record->cells == cells && p->rows == 0)
		status = can_tell_unit(d, record, &fits, err);
	else if (record->cells > cells) {
		fits = d->habit_long;
		if (fits)
			status = gr_readings_at_end(d->readings, record, &fits,
			    err);
	}
	p->rows += fits && !is_short;
	if (!fits)
		*fit = GR_CSV_DIFFERS;
	else if (p->rows >= PROOF_ROWS)
		*fit = GR_CSV_FITS;
	return status;
}

static enum gr_status prove(void *context, const struct gr_csv_record *record,
    size_t nth, enum gr_csv_fit *fit, struct gr_err *err)
{
	struct proof *p = context;
	struct gr_row_judge *judge = &p->w->judge;
	struct gr_damage damage;
	unsigned kind;

	if (nth == 0) {
		p->tries++;
		p->rows = p->skipped = 0;
		judge->after_heading = p->after_heading;
		judge->in_footnote = p->in_footnote;
	}
	if (!record) {
		/* all that is left: something, or the damage was at the end */
		*fit = p->rows + p->skipped > 0 || p->tries == 1
		    ? GR_CSV_FITS
		    : GR_CSV_DIFFERS;
		return GR_OK;
	}
	if (record->cells == 0)
		return GR_OK;
	enum gr_status status = kind_of(p->w, record, &kind, err);
	/* further damage is its own; but the first one must be a row, or a
	 * remark, and not the end of what was torn apart */
	bool is_first = p->rows + p->skipped == 0;
	if (status == GR_OK)
		status = look_for_damage(p->w, is_first || kind == GR_ROW_DATA,
		    record, &damage, err);
	if (status != GR_OK)
		return status;
	if (damage.line > 0) {
		if (is_first)
			*fit = GR_CSV_DIFFERS;
		return GR_OK;
	}
	if (kind == GR_ROW_DATA)
		return weigh(p, record, fit, err);
	p->skipped += kind != GR_ROW_BLANK;
	return GR_OK;
}

/* Tell of what is lost as one row, of the lines that were given up. */
static enum gr_status visit_damage(struct walk *w, enum gr_lost_what what,
    uint64_t line, uint64_t lines, struct gr_err *err)
{
	struct gr_csv_record none = { .line = line };

	w->d->damage = (struct gr_lost){ what, lines };
	enum gr_status status = w->visit(w->context, GR_ROW_DAMAGED, w->index,
	    &none, err);
	w->last_filled = ++w->index;
	return status;
}

/* Go on behind a damaged quote, if it can be told where.  GR_END: it cannot. */
static enum gr_status pass_damage(struct walk *w, struct gr_err *err)
{
	struct proof proof = { .w = w,
		.after_heading = w->judge.after_heading,
		.in_footnote = w->judge.in_footnote };
	struct gr_csv_span span;
	enum gr_status status = gr_csv_resume(w->csv, prove, &proof, &span,
	    err);

	if (status != GR_OK)
		return status;
	w->judge.after_heading = false;
	w->judge.in_footnote = false;
	status = visit_damage(w, span.found ? GR_LOST_LINES : GR_LOST_REST,
	    span.line, span.lines, err);
	return status == GR_OK && !span.found ? GR_END : status;
}

/* ---- the rows ---- */

static enum gr_status visit_row(struct walk *w, unsigned kind,
    const struct gr_csv_record *record, struct gr_err *err)
{
	enum gr_status status = w->visit(w->context, kind, w->index, record,
	    err);

	w->index++;
	if (kind != GR_ROW_BLANK)
		w->last_filled = w->index;
	return status;
}

/* Rows that were held, and are what they seem. */
static enum gr_status visit_held(struct walk *w, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < w->broken.n && status == GR_OK; i++)
		status = visit_row(w, w->broken.piece[i].kind,
		    &w->broken.piece[i].record, err);
	gr_broken_let_go(&w->broken);
	return status;
}

/* Hold a row that may be a piece of a broken record, or visit it. */
static enum gr_status hold_or_visit(struct walk *w, unsigned kind,
    const struct gr_csv_record *record, struct gr_err *err)
{
	struct gr_readings *readings = w->d->readings;
	bool holds = false, whole = false;
	enum gr_status status = GR_OK;

	if (w->broken.n > 0)
		status = gr_broken_goes_on(&w->broken, readings, kind, record,
		    &holds, err);
	if (status == GR_OK && !holds)
		status = visit_held(w, err);
	if (status == GR_OK && !holds && is_below_heading(w))
		holds = gr_broken_may_begin(readings, kind, record);
	if (status != GR_OK || !holds)
		return status == GR_OK ? visit_row(w, kind, record, err)
		                       : status;
	status = gr_broken_hold(&w->broken, readings, kind, record, &whole,
	    err);
	if (status != GR_OK || !whole)
		return status;
	status = visit_damage(w, GR_LOST_BROKEN, w->broken.piece[0].record.line,
	    gr_broken_lines(&w->broken), err);
	gr_broken_let_go(&w->broken);
	return status;
}

static enum gr_status walk_row(struct walk *w,
    const struct gr_csv_record *record, struct gr_err *err)
{
	struct gr_damage damage;
	unsigned kind;
	enum gr_status status = kind_of(w, record, &kind, err);

	if (status == GR_OK)
		status = look_for_damage(w, kind == GR_ROW_DATA, record,
		    &damage, err);
	if (status != GR_OK)
		return status;
	if (damage.line == 0 && kind != GR_ROW_OTHER_HEADING)
		return hold_or_visit(w, kind, record, err);
	/* what is held lies before it */
	status = visit_held(w, err);
	if (status != GR_OK)
		return status;
	if (damage.line > 0 && record->breaks > 0) {
		gr_csv_distrust(w->csv, damage.line);
		return pass_damage(w, err);
	}
	if (damage.line > 0)
		return visit_damage(w, GR_LOST_ROW, damage.line, 1, err);
	return gr_delivery_refuse(w->d, GR_FINDING_L05_OTHER, record->line,
	    NULL, err);
}

static enum gr_status walk_rows(struct walk *w, struct gr_err *err)
{
	struct gr_csv_record record;
	enum gr_status status = GR_OK;

	while (status == GR_OK) {
		status = gr_csv_next(w->csv, &record, err);
		if (status == GR_EDATA && gr_csv_has_damage(w->csv)
		    && is_below_heading(w)) {
			status = visit_held(w, err);
			if (status == GR_OK)
				status = pass_damage(w, err);
			if (status == GR_END)
				return GR_OK; /* what was read stands */
			continue;
		}
		if (status != GR_OK)
			break;
		/* an empty line is the whole of a one-column row */
		if (record.cells == 0 && w->d->layout.width == 1
		    && w->index >= w->d->layout.first)
			continue;
		status = walk_row(w, &record, err);
		if (status == GR_END)
			return GR_OK; /* the visitor has seen enough */
	}
	if (status != GR_END)
		return status;
	status = visit_held(w, err);
	if (status == GR_OK && w->last_filled == GR_SHEET_ROWS)
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
		gr_broken_end(&w.broken);
	}
	gr_csv_close(w.csv);
	gr_decoder_close(w.decoder);
	if (status == GR_EDATA)
		status = gr_delivery_explain(d, err);
	return status;
}
