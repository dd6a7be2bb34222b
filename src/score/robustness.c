/* robustness.c - verdicts that rest on one cell. */
#include "score/robustness.h"

#include "standard/canonical.h"
#include "stream/flags.h"

enum { MOST_DIGITS = 18 }; /* of a cell (dec.h) */

struct finder {
	struct gr_arena *keep;
	const struct gr_robustness_question *q;
	struct gr_score trial;
	struct gr_robustness_cell *found;
	size_t n, room;
	struct gr_buf text;
	bool *read; /* by column: whether an atom reads it */
};

static void mark_read(struct finder *f, const struct gr_expr *expr)
{
	const unsigned *slot;
	size_t n = expr != NULL ? gr_expr_slots(expr, GR_NAME_NOW, &slot) : 0;

	for (size_t i = 0; i < n; i++)
		f->read[slot[i]] = true;
}

/* ---- one trial ---- */

static bool differs(const struct finder *f)
{
	const struct gr_standard *standard = f->q->view->standard;

	if (f->trial.status != f->q->score->status)
		return true;
	for (size_t i = 0; i < standard->criteria; i++)
		if (f->trial.criterion[i] != f->q->score->criterion[i])
			return true;
	return false;
}

/* Score the record with another text in one cell. */
static bool changes(struct finder *f, size_t column, struct gr_slice other)
{
	struct gr_view *view = f->q->view;
	struct gr_slice value = view->now[column];

	view->now[column] = other;
	struct gr_score_facts facts = gr_score_row_facts(f->q->scored,
	    f->q->row);
	gr_score_record(view->standard, &view->env, &facts, &f->trial);
	view->now[column] = value;
	return differs(f);
}

/* Keep the last trial. */
static enum gr_status keep_trial(struct finder *f, size_t column, bool flagged,
    struct gr_slice other, struct gr_err *err)
{
	size_t n = f->q->view->standard->criteria;
	enum gr_tri *criterion = GR_NEW_ARRAY(f->keep, n, enum gr_tri);
	void *found = f->found;
	enum gr_status status = gr_arena_grow(f->keep, &found, &f->room, f->n,
	    sizeof(*f->found), err);

	if (status != GR_OK)
		return status;
	f->found = found;
	struct gr_robustness_cell *to = &f->found[f->n];
	*to = (struct gr_robustness_cell){ .column = column,
		.flagged = flagged,
		.value = f->q->view->now[column],
		.other = gr_arena_copy(f->keep, other),
		.status = f->trial.status,
		.criterion = criterion };
	if (criterion == NULL || to->other.ptr == NULL)
		return gr_err_memory(err);
	memcpy(criterion, f->trial.criterion, n * sizeof(*criterion));
	f->n++;
	return GR_OK;
}

/* ---- flagged cells ---- */

static enum gr_status try_flagged(struct finder *f, struct gr_err *err)
{
	const struct gr_standard *standard = f->q->view->standard;
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < standard->columns; i++)
		if (gr_flags_of_column(f->q->flags, standard->column[i].name)
		    && changes(f, i, GR_CELL_QUERY))
			status = keep_trial(f, i, true, GR_CELL_QUERY, err);
	return status;
}

/* ---- numbers ---- */

struct interval {
	struct gr_dec low, high;
};

/* value * pct / 100, for whole numbers rounded towards the value. */
static struct gr_dec scaled(struct gr_dec value, uint64_t pct, bool whole)
{
	struct gr_dec to = { value.coef * (gr_i128)pct, value.scale + 2 };
	gr_i128 unit = 1;

	if (!whole)
		return to;
	for (unsigned i = 0; i < to.scale; i++)
		unit *= 10;
	gr_i128 up = pct < 100 && to.coef % unit != 0;
	return (struct gr_dec){ to.coef / unit + up, 0 };
}

/* What a cell may be within the margin, and within its column's bounds. */
static bool interval_of(const struct gr_column *column, struct gr_dec value,
    uint64_t margin, struct interval *out)
{
	bool whole = column->type == GR_TYPE_INT;
	struct gr_dec min, max;

	if (value.coef <= 0 || margin > 100)
		return false;
	out->low = scaled(value, 100 - margin, whole);
	out->high = scaled(value, 100 + margin, whole);
	if (gr_dec_parse(column->min, &min) && gr_dec_cmp(out->low, min) < 0)
		out->low = min;
	if (gr_dec_parse(column->max, &max) && gr_dec_cmp(out->high, max) > 0)
		out->high = max;
	return true;
}

/* Try a number; *kept if it was kept.  One that a cell could not hold is
 * passed over. */
static enum gr_status try_number(struct finder *f, size_t column,
    struct gr_dec number, bool want_status, bool *kept, struct gr_err *err)
{
	struct gr_dec back;

	gr_buf_clear(&f->text);
	gr_dec_print(&f->text, number);
	if (f->text.len == 0 || f->text.len > MOST_DIGITS + 1
	    || !gr_dec_parse(gr_buf_slice(&f->text), &back))
		return gr_buf_check(&f->text, err);
	struct gr_slice other = gr_buf_slice(&f->text);
	if (gr_slice_eq(other, f->q->view->now[column])
	    || !changes(f, column, other)
	    || (want_status && f->trial.status == f->q->score->status))
		return GR_OK;
	*kept = true;
	return keep_trial(f, column, false, other, err);
}

/* The numbers that an atom compares a cell with, where they lie within the
 * interval: equality holds there and nowhere else. */
static enum gr_status try_neighbours(struct finder *f, size_t column,
    const struct gr_atom *atom, const struct interval *in, bool want_status,
    bool *kept, struct gr_err *err)
{
	const unsigned *slot;
	size_t n = gr_expr_slots(atom->test, GR_NAME_NOW, &slot);
	bool reads = false;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < n; i++)
		reads |= slot[i] == column;
	for (size_t i = 0; status == GR_OK && reads && !*kept && i < n; i++) {
		struct gr_dec other;

		if (slot[i] == column
		    || !gr_dec_parse(f->q->view->now[slot[i]], &other)
		    || gr_dec_cmp(other, in->low) < 0
		    || gr_dec_cmp(other, in->high) > 0)
			continue;
		status = try_number(f, column, other, want_status, kept, err);
	}
	return status;
}

static enum gr_status try_column(struct finder *f, size_t column,
    const struct interval *in, bool want_status, bool *kept, struct gr_err *err)
{
	const struct gr_standard *standard = f->q->view->standard;
	enum gr_status status = try_number(f, column, in->low, want_status,
	    kept, err);

	if (status == GR_OK && !*kept)
		status = try_number(f, column, in->high, want_status, kept,
		    err);
	for (size_t i = 0; status == GR_OK && !*kept && i < standard->atoms;
	     i++)
		status = try_neighbours(f, column, &standard->atom[i], in,
		    want_status, kept, err);
	return status;
}

/* Counts, amounts and shares: what a survey can be a little wrong about. */
static bool is_amount(enum gr_type type)
{
	return type == GR_TYPE_INT || type == GR_TYPE_DEC
	    || type == GR_TYPE_PCT;
}

static enum gr_status try_numbers(struct finder *f, struct gr_err *err)
{
	const struct gr_standard *standard = f->q->view->standard;
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < standard->columns; i++) {
		struct gr_dec value;
		struct interval in;
		bool kept = false;

		if (!f->read[i] || !is_amount(standard->column[i].type)
		    || !gr_dec_parse(f->q->view->now[i], &value)
		    || !interval_of(&standard->column[i], value,
		        f->q->margin_pct, &in))
			continue;
		status = try_column(f, i, &in, true, &kept, err);
		if (status == GR_OK && !kept && !f->q->status_only)
			status = try_column(f, i, &in, false, &kept, err);
	}
	return status;
}

enum gr_status gr_robustness_find(struct gr_arena *keep,
    const struct gr_robustness_question *question,
    const struct gr_robustness_cell **out, size_t *n, struct gr_err *err)
{
	const struct gr_standard *standard = question->view->standard;
	struct finder f = { .keep = keep,
		.q = question,
		.read = GR_NEW_ARRAY(keep, standard->columns + 1, bool) };

	if (f.read == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < standard->atoms; i++) {
		mark_read(&f, standard->atom[i].test);
		mark_read(&f, standard->atom[i].applies);
	}
	enum gr_status status = gr_score_make(keep, standard, &f.trial, err);

	if (status == GR_OK)
		status = try_flagged(&f, err);
	if (status == GR_OK)
		status = try_numbers(&f, err);
	gr_buf_free(&f.text);
	*out = f.found;
	*n = f.n;
	return status;
}
