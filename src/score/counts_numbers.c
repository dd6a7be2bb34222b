/* counts_numbers.c - count what is a number of a scored record: sums, and the
 * terms of indicators. */
#include "score/counts_internal.h"

void gr_counting_add_any(struct gr_counting *at, size_t bin, int64_t count)
{
	if (at->status == GR_OK)
		at->status = gr_tally_add(at->m->tally, at->place, bin, count,
		    at->err);
}

/* ---- the columns that are numbers ---- */

/* Nearly every cell is a short whole number. */
static bool read_whole(struct gr_slice cell, int64_t *out)
{
	enum { DIGITS_MOST = 9 };
	uint32_t value = 0;

	if (cell.len - 1 >= DIGITS_MOST)
		return false;
	for (size_t i = 0; i < cell.len; i++) {
		unsigned digit = (unsigned char)cell.ptr[i] - (unsigned)'0';

		if (digit > 9)
			return false;
		value = value * 10 + digit;
	}
	*out = value;
	return true;
}

/* As an expression sees it: a bound and what cannot be read say nothing. */
static void read_other(struct gr_slice cell, struct gr_counted_number *to)
{
	struct gr_dec value;

	if (gr_slice_eq(cell, GR_S("n/a"))) {
		to->state = GR_NA;
	} else if (gr_dec_parse(cell, &value)) {
		to->state = GR_TRUE;
		to->coef = (int64_t)value.coef; /* a cell has 18 digits */
		to->scale = value.scale;
	} else {
		to->state = GR_UNKNOWN;
	}
}

void gr_counting_read_numbers(struct gr_counting *at)
{
	struct gr_counts *m = at->m;

	for (size_t i = 0; i < m->numbers; i++) {
		struct gr_counted_number *number = &m->number[i];
		struct gr_slice cell = at->row->field[number->at];

		if (read_whole(cell, &number->coef)) {
			number->state = GR_TRUE;
			number->scale = 0;
		} else {
			read_other(cell, number);
		}
	}
}

static struct gr_dec value_of(const struct gr_counted_number *number)
{
	return (struct gr_dec){ number->coef, number->scale };
}

/* ---- sums ---- */

/* The bin of a sum at a scale, named when it is first used. */
static size_t bin_of(struct gr_counting *at, struct gr_counted_sum *sum,
    unsigned scale)
{
	size_t *bin = &sum->bin[scale];
	struct gr_slice name;

	if (*bin != GR_NONE || at->status != GR_OK)
		return *bin;
	at->status = gr_counts_sum_bin(at->m->keep, sum->base, scale, &name,
	    at->err);
	if (at->status == GR_OK)
		at->status = gr_tally_bin(at->m->tally, sum->measure, name, bin,
		    at->err);
	return *bin;
}

static void add_sum(struct gr_counting *at, struct gr_counted_sum *sum,
    struct gr_dec value)
{
	if (value.coef == 0)
		return;
	while (value.scale > 0 && value.coef % 10 == 0) {
		value.coef /= 10;
		value.scale--;
	}
	if (value.scale >= GR_SCALES || value.coef != (int64_t)value.coef) {
		if (at->status == GR_OK)
			at->status = gr_err_at(at->err, GR_EDATA,
			    at->row->source, at->row->line, NULL,
			    "a term of the sum %.*s does not fit 64 bits",
			    GR_ARG(sum->base));
		return;
	}
	gr_counting_add_any(at, bin_of(at, sum, value.scale),
	    (int64_t)value.coef);
}

void gr_counting_add_number(struct gr_counting *at, struct gr_counted_sum *sum,
    size_t i)
{
	const struct gr_counted_number *number = &at->m->number[i];

	if (number->state != GR_TRUE)
		return;
	if (number->scale > 0)
		add_sum(at, sum, value_of(number));
	else
		gr_counting_add(at, sum->bin[0], number->coef);
}

void gr_counting_add_sums(struct gr_counting *at)
{
	struct gr_counts *m = at->m;

	for (size_t i = 0; i < m->sums; i++) {
		struct gr_counted_sum *sum = &m->sum[i];

		if (m->number[sum->number].state != GR_TRUE)
			continue;
		gr_counting_add_number(at, sum, sum->number);
		at->count[sum->counted]++;
	}
}

/* ---- indicators ---- */

struct gr_dec gr_counts_shortfall(struct gr_dec part, struct gr_dec whole)
{
	unsigned scale = part.scale > whole.scale ? part.scale : whole.scale;
	gr_i128 a, b;

	/* The expression's compiler has seen to it that sums fit. */
	if (!gr_dec_rescale(part, scale, &a)
	    || !gr_dec_rescale(whole, scale, &b) || a >= b)
		return (struct gr_dec){ 0, 0 };
	return (struct gr_dec){ b - a, scale };
}

/* The state of both sides, and the gap between them if they have one. */
static void judge(enum gr_tri part, enum gr_tri whole,
    struct gr_indicator_terms *terms)
{
	if (part == GR_TRUE && whole == GR_TRUE) {
		terms->state = GR_TRUE;
		terms->gap = gr_counts_shortfall(terms->numerator,
		    terms->denominator);
	} else if (part == GR_UNKNOWN || whole == GR_UNKNOWN) {
		terms->state = GR_UNKNOWN;
	} else {
		terms->state = GR_NA;
	}
}

struct gr_indicator_terms gr_counts_terms(const struct gr_ratio *indicator,
    const struct gr_env *env)
{
	struct gr_indicator_terms out = { .state = GR_NA };
	enum gr_tri a = gr_expr_number(indicator->numerator, env,
	    &out.numerator);
	enum gr_tri b = gr_expr_number(indicator->denominator, env,
	    &out.denominator);

	judge(a, b, &out);
	return out;
}

static enum gr_tri side_of(const struct gr_counts *m,
    const struct gr_counted_side *side, struct gr_dec *out)
{
	struct gr_env env = { m->cell[GR_NAME_NOW], m->cell[GR_NAME_PREV],
		m->cell[GR_NAME_PARAMETER] };

	if (side->number == GR_NONE)
		return gr_expr_number(side->expr, &env, out);
	*out = value_of(&m->number[side->number]);
	return m->number[side->number].state;
}

static void add_terms(struct gr_counting *at, struct gr_counted_ratio *pair,
    const struct gr_indicator_terms *terms)
{
	switch (terms->state) {
	case GR_TRUE:
		add_sum(at, &pair->numerator, terms->numerator);
		add_sum(at, &pair->denominator, terms->denominator);
		add_sum(at, &pair->gap, terms->gap);
		at->count[pair->covered]++;
		break;
	case GR_UNKNOWN:
		at->count[pair->open]++;
		break;
	case GR_NA:
	case GR_FALSE:
		at->count[pair->not_applicable]++;
		break;
	}
}

static void add_indicator(struct gr_counting *at, struct gr_counted_ratio *pair)
{
	struct gr_indicator_terms terms;
	enum gr_tri part = side_of(at->m, &pair->part, &terms.numerator);
	enum gr_tri whole = side_of(at->m, &pair->whole, &terms.denominator);

	judge(part, whole, &terms);
	add_terms(at, pair, &terms);
}

static const struct gr_counted_number *whole_number(const struct gr_counts *m,
    const struct gr_counted_side *side)
{
	const struct gr_counted_number *number = side->number == GR_NONE
	    ? NULL
	    : &m->number[side->number];

	return number != NULL && number->state == GR_TRUE && number->scale == 0
	    ? number
	    : NULL;
}

/* Both sides are names of whole numbers: the same in 64 bits.  False if they
 * are not. */
static bool add_whole(struct gr_counting *at, struct gr_counted_ratio *pair)
{
	const struct gr_counted_number *part, *whole;

	part = whole_number(at->m, &pair->part);
	whole = whole_number(at->m, &pair->whole);
	if (part == NULL || whole == NULL)
		return false;
	gr_counting_add(at, pair->numerator.bin[0], part->coef);
	gr_counting_add(at, pair->denominator.bin[0], whole->coef);
	if (whole->coef > part->coef)
		gr_counting_add(at, pair->gap.bin[0], whole->coef - part->coef);
	at->count[pair->covered]++;
	return true;
}

void gr_counting_add_indicators(struct gr_counting *at)
{
	struct gr_counts *m = at->m;

	for (size_t i = 0; i < m->reads; i++)
		m->cell[m->read[i].class][m->read[i].slot] =
		    at->row->field[m->read[i].at];
	for (size_t i = 0; i < m->standard->indicators; i++)
		if (!add_whole(at, &m->indicator[i]))
			add_indicator(at, &m->indicator[i]);
}
