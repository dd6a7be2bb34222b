/* totals.c - do the rows of sums equal the sums of their rows? */
#include <stdlib.h>

#include "number/numeral.h"
#include "text/blank.h"

#include "delivery/state.h"

enum {
	DECIMALS = 6,    /* sums are kept in millionths */
	MOST_TOTALS = 64 /* rows of sums that wait for the end */
};

struct sum {
	gr_i128 millionths;
	bool bad; /* some cell was no plain number */
};

/* A row of sums whose rows are not all known yet. */
struct total {
	uint64_t line;
	struct sum *claim; /* by column; bad: none was made */
	struct sum *block; /* what stood above it since the last sum */
};

struct totals {
	struct gr_delivery *d;
	const struct gr_delivery_sink *sink;
	struct gr_arena *keep;
	struct gr_buf fold;
	bool failed; /* memory ran out in between */
	size_t *at;  /* file columns that are added up */
	size_t n;
	struct sum *all, *block;
	size_t live; /* columns of which a sum of all or of a block is known */
	uint64_t rows, block_rows;
	bool heads; /* subtotals stand above their rows */
	bool any;   /* a row of sums was met */
	struct total pending[MOST_TOTALS]; /* totals of everything */
	size_t totals;
	struct total head; /* the subtotal above the current block */
};

/* A cell as millionths; blank adds nothing. */
static bool read_cell(struct totals *t, const struct gr_csv_record *record,
    size_t at, gr_i128 *out, bool *blank)
{
	struct gr_dec number;

	*out = 0;
	*blank = at >= record->cells || gr_blank_only(record->cell[at]);
	if (*blank)
		return true;
	if (!gr_numeral_read(gr_blank_folded(&t->fold, record->cell[at],
	                         &t->failed),
	        &number)
	    || number.scale > DECIMALS)
		return false;
	*out = number.coef;
	for (unsigned i = number.scale; i < DECIMALS; i++)
		*out *= 10;
	return true;
}

/* What is in doubt, or lost, makes a sum that is not known. */
static void add_row(struct totals *t, const struct gr_csv_record *record,
    const bool *doubt)
{
	bool blank;

	t->live = 0;
	for (size_t i = 0; i < t->n; i++) {
		gr_i128 value = 0;
		/* nobody compares with these any more */
		if (t->all[i].bad && t->block[i].bad)
			continue;
		bool good = record && !(doubt && doubt[t->at[i]])
		    && read_cell(t, record, t->at[i], &value, &blank);
		t->all[i].millionths += value;
		t->block[i].millionths += value;
		t->all[i].bad |= !good;
		t->block[i].bad |= !good;
		t->live += !t->all[i].bad || !t->block[i].bad;
	}
	t->rows++;
	t->block_rows++;
}

static void clear_block(struct totals *t)
{
	memset(t->block, 0, t->n * sizeof(*t->block));
	t->block_rows = 0;
}

/* What a row of sums claims, and what stands above it. */
static enum gr_status claim(struct totals *t,
    const struct gr_csv_record *record, struct total *out, struct gr_err *err)
{
	bool blank;

	out->line = record->line;
	if (!out->claim) {
		out->claim = GR_NEW_ARRAY(t->keep, t->n + 1, struct sum);
		out->block = GR_NEW_ARRAY(t->keep, t->n + 1, struct sum);
	}
	if (!out->claim || !out->block)
		return gr_err_memory(err);
	for (size_t i = 0; i < t->n; i++) {
		struct sum *c = &out->claim[i];
		c->bad = !read_cell(t, record, t->at[i], &c->millionths, &blank)
		    || blank;
	}
	if (t->n > 0)
		memcpy(out->block, t->block, t->n * sizeof(*t->block));
	if (t->block_rows == 0)
		for (size_t i = 0; i < t->n; i++)
			out->block[i].bad = true;
	return GR_OK;
}

static void print(struct gr_buf *to, gr_i128 millionths)
{
	gr_dec_print(to, (struct gr_dec){ millionths, DECIMALS });
}

static enum gr_status tell(struct totals *t, const struct total *total,
    size_t i, gr_i128 sum, struct gr_err *err)
{
	struct gr_delivery *d = t->d;
	size_t column = d->layout.column[t->at[i]].column;
	struct gr_buf claimed = { 0 }, added = { 0 };

	print(&claimed, total->claim[i].millionths);
	print(&added, sum);
	enum gr_status status = gr_buf_check(&claimed, err);
	if (status == GR_OK)
		status = gr_buf_check(&added, err);
	if (status == GR_OK)
		status = gr_delivery_tell(d, t->sink, GR_FINDING_R08,
		    total->line, d->setup->standard->column[column].name,
		    GR_WITH(GR_TEXT("total", gr_buf_slice(&claimed)),
		        GR_TEXT("sum", gr_buf_slice(&added))),
		    err);
	gr_buf_free(&claimed);
	gr_buf_free(&added);
	return status;
}

/* Compare with `sum`, and with `other` (may be NULL): one that fits is enough,
 * since a total may be of all rows or of those above it. */
static enum gr_status compare(struct totals *t, const struct total *total,
    const struct sum *sum, const struct sum *other, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < t->n && status == GR_OK; i++) {
		const struct sum *c = &total->claim[i];
		if (c->bad || sum[i].bad || c->millionths == sum[i].millionths)
			continue;
		if (other && !other[i].bad
		    && c->millionths == other[i].millionths)
			continue;
		status = tell(t, total, i, sum[i].millionths, err);
	}
	return status;
}

/* The block under a subtotal has ended. */
static enum gr_status close_head(struct totals *t, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (t->head.line > 0 && t->block_rows > 0)
		status = compare(t, &t->head, t->block, NULL, err);
	t->head.line = 0;
	return status;
}

static enum gr_status add_aligned(struct totals *t,
    const struct gr_csv_record *record, struct gr_err *err)
{
	struct gr_csv_record row = *record;
	struct gr_aligned aligned;
	enum gr_status status = gr_delivery_align(t->d, record, &aligned, err);

	if (status != GR_OK)
		return status;
	row.cell = aligned.cell;
	row.cells = gr_readings_cells(t->d->readings);
	add_row(t, aligned.plausible ? &row : NULL, aligned.doubt);
	return GR_OK;
}

/* Whether no sum is known of any column, nor will be: what is said of a number in
 * most columns, once in some thousand rows, is no plain number.  Behind a row of
 * sums a new block begins, of which only the next one says anything, or, if
 * they stand above their rows, the last one does, too. */
static bool is_settled(const struct totals *t, size_t index)
{
	const struct gr_sums *sums = &t->d->sums;

	return t->live == 0 && index > (t->heads ? sums->last : sums->before);
}

static enum gr_status visit(void *context, unsigned kind, size_t index,
    const struct gr_csv_record *record, struct gr_err *err)
{
	struct totals *t = context;
	enum gr_status status = GR_OK;

	if (kind == GR_ROW_DATA)
		status = add_aligned(t, record, err);
	if (kind == GR_ROW_DAMAGED)
		add_row(t, NULL, NULL);
	if (kind == GR_ROW_DATA || kind == GR_ROW_DAMAGED)
		return status == GR_OK && is_settled(t, index) ? GR_END
		                                               : status;
	if (kind != GR_ROW_TOTAL && kind != GR_ROW_SUBTOTAL)
		return GR_OK;
	if (kind == GR_ROW_SUBTOTAL && !t->any && t->rows == 0)
		t->heads = true;
	status = close_head(t, err);
	if (status == GR_OK && kind == GR_ROW_TOTAL) {
		if (t->totals < MOST_TOTALS)
			status = claim(t, record, &t->pending[t->totals++],
			    err);
		/* one above everything says nothing about subtotals */
		t->any |= t->rows > 0;
	} else if (status == GR_OK) {
		t->any = true;
		status = claim(t, record, &t->head, err);
		if (status == GR_OK && !t->heads) {
			status = compare(t, &t->head, t->head.block, NULL, err);
			t->head.line = 0;
		}
	}
	clear_block(t);
	return status;
}

static enum gr_status choose_columns(struct totals *t, struct gr_err *err)
{
	const struct gr_layout *layout = &t->d->layout;
	const struct gr_standard *s = t->d->setup->standard;

	t->at = GR_NEW_ARRAY(t->keep, layout->width + 1, size_t);
	t->all = GR_NEW_ARRAY(t->keep, layout->width + 1, struct sum);
	t->block = GR_NEW_ARRAY(t->keep, layout->width + 1, struct sum);
	if (!t->at || !t->all || !t->block)
		return gr_err_memory(err);
	for (size_t i = 0; i < layout->width; i++) {
		const struct gr_file_column *c = &layout->column[i];
		if (c->state != GR_COLUMN_READ)
			continue;
		const struct gr_column *column = &s->column[c->column];
		if ((column->type == GR_TYPE_INT || column->type == GR_TYPE_DEC)
		    && column->role != GR_ROLE_REVISION)
			t->at[t->n++] = i;
	}
	return GR_OK;
}

enum gr_status gr_delivery_check_totals(struct gr_delivery *d,
    const struct gr_delivery_sink *sink, struct gr_err *err)
{
	struct totals *t = calloc(1, sizeof(*t));
	enum gr_status status = GR_OK;

	if (!t)
		return gr_err_memory(err);
	t->d = d;
	t->sink = sink;
	t->keep = gr_arena_new();
	status = t->keep ? choose_columns(t, err) : gr_err_memory(err);
	if (status == GR_OK && t->n > 0)
		status = gr_delivery_walk(d, visit, t, err);
	if (status == GR_OK)
		gr_source_finish(d->source);
	if (status == GR_OK && t->failed)
		status = gr_err_memory(err);
	if (status == GR_OK)
		status = close_head(t, err);
	for (size_t i = 0; i < t->totals && status == GR_OK; i++)
		status = compare(t, &t->pending[i], t->all, t->pending[i].block,
		    err);
	gr_buf_free(&t->fold);
	gr_arena_free(t->keep);
	free(t);
	return status;
}
