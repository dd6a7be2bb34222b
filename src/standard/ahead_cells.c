/* ahead_cells.c - the cells of the rows that are coming */
#include "standard/ahead_internal.h"
#include "standard/canonical.h"

/* Years of four digits, told from numbers. */
static gr_rows years(const struct gr_values *v)
{
	static const int64_t from = 1000, behind = 10000;
	const struct gr_lane number = { v->low, false };

	if (v->scale != 0)
		return 0;
	return v->plain & v->has
	    & ~v->lanes->less(number, (struct gr_lane){ &from, true })
	    & v->lanes->less(number, (struct gr_lane){ &behind, true });
}

/* Rows whose cell is known to be canonical from how it was read. */
static gr_rows known(enum gr_type type, const struct gr_values *v)
{
	gr_rows none = v->empty | v->query | v->na;

	switch (type) {
	case GR_TYPE_BOOL:
		return none | v->zero | v->one;
	case GR_TYPE_INT:
	case GR_TYPE_DATE:
		return v->plain;
	case GR_TYPE_DEC:
	case GR_TYPE_PCT:
		return v->plain | v->fraction;
	case GR_TYPE_YEAR:
		return none | years(v);
	case GR_TYPE_SET:
		return none;
	case GR_TYPE_TEXT:
	case GR_TYPE_CODE:
	case GR_TYPE_ENUM:
	case GR_TYPES:
		break;
	}
	return UINT64_MAX;
}

/* Note the rows whose cell of the column is not canonical. */
static void find_odd(struct gr_ahead *ahead, const struct gr_column *column,
    const struct gr_values *value, const struct gr_slice *const *field,
    size_t at)
{
	gr_rows left = gr_rows_first(ahead->n) & ~known(column->type, value);

	for (; left != 0; left &= left - 1) {
		size_t i = (size_t)__builtin_ctzll(left);

		if (!gr_cell_is_canonical(column, field[i][at]))
			ahead->odd |= (gr_rows)1 << i;
	}
}

static void fill_column(struct gr_ahead *ahead, enum gr_name_class class,
    size_t i, const struct gr_slice *const *field)
{
	const struct gr_column *column = &ahead->view->standard->column[i];
	struct gr_values *value = &ahead->value[class][i];
	size_t at = gr_ahead_position(ahead, class, i);

	gr_values_fill(value, &ahead->glance[at], field, at, ahead->n);
	find_odd(ahead, column, value, field, at);
}

static void fill_columns(struct gr_ahead *ahead,
    const struct gr_slice *const *field)
{
	gr_glance(field, ahead->n, ahead->view->header->n, ahead->glance);
	for (size_t i = 0; i < ahead->view->standard->columns; i++) {
		if (gr_ahead_position(ahead, GR_NAME_NOW, i) != GR_NONE)
			fill_column(ahead, GR_NAME_NOW, i, field);
		if (gr_ahead_position(ahead, GR_NAME_PREV, i) != GR_NONE)
			fill_column(ahead, GR_NAME_PREV, i, field);
	}
}

/* ---- what another has read ---- */

/* Whether these are the rows that it looked at last: each row's line stands
 * where it stood.  The rows that it saw may be gone. */
static bool has_read(const struct gr_ahead *before,
    const struct gr_ahead *ahead)
{
	if (before == NULL || before->n != ahead->n || before->spoilt
	    || before->view->standard != ahead->view->standard)
		return false;
	return memcmp(before->line, ahead->line,
	           ahead->n * sizeof(*ahead->line))
	    == 0;
}

static void fill_alone(struct gr_ahead *ahead, enum gr_name_class class,
    size_t i, const struct gr_slice *const *field)
{
	const struct gr_slice *cell[GR_BATCH_ROWS];
	size_t at = gr_ahead_position(ahead, class, i);

	for (size_t k = 0; k < ahead->n; k++)
		cell[k] = field[k] + at;
	gr_glance(cell, ahead->n, 1, &ahead->glance[at]);
	fill_column(ahead, class, i, field);
}

/* The columns of this wave as they are there; those that are not, and what is
 * of the last wave, are read. */
static void take_over(struct gr_ahead *ahead, const struct gr_ahead *before,
    const struct gr_slice *const *field)
{
	const struct gr_values *there = gr_ahead_now(before);

	ahead->shared = true;
	ahead->odd = before->odd;
	for (size_t i = 0; i < ahead->view->standard->columns; i++) {
		if (gr_ahead_position(ahead, GR_NAME_PREV, i) != GR_NONE)
			fill_alone(ahead, GR_NAME_PREV, i, field);
		if (gr_ahead_position(ahead, GR_NAME_NOW, i) == GR_NONE)
			continue;
		if (gr_ahead_position(before, GR_NAME_NOW, i) != GR_NONE
		    && (before->read[GR_NAME_NOW][i]
		        || !ahead->read[GR_NAME_NOW][i])) {
			ahead->now[i] = there[i];
			continue;
		}
		fill_alone(ahead, GR_NAME_NOW, i, field);
		ahead->now[i] = ahead->value[GR_NAME_NOW][i];
	}
}

/* What was kept of the last wave has been found to be canonical. */
static void fill_prev(struct gr_ahead *ahead,
    const struct gr_slice *const *prev)
{
	gr_glance(prev, ahead->n, ahead->prevs, ahead->prev_glance);
	for (size_t k = 0; k < ahead->prevs; k++) {
		size_t slot = ahead->prev[k];

		if (ahead->read[GR_NAME_PREV][slot])
			gr_values_fill(&ahead->value[GR_NAME_PREV][slot],
			    &ahead->prev_glance[k], prev, k, ahead->n);
	}
}

void gr_ahead_fill(struct gr_ahead *ahead, const struct gr_ahead *before,
    const struct gr_slice *const *prev)
{
	const struct gr_slice *field[GR_BATCH_ROWS];

	for (size_t i = 0; i < ahead->n; i++) {
		field[i] = ahead->row[i].field;
		ahead->line[i] = field[i][GR_LINE].ptr;
	}
	ahead->odd = 0;
	ahead->shared = ahead->spoilt = false;
	if (has_read(before, ahead))
		take_over(ahead, before, field);
	else
		fill_columns(ahead, field);
	if (prev != NULL)
		fill_prev(ahead, prev);
}
