/* normal_rows.c - the rows of a batch of which there is nothing to say. */
#include "score/normal.h"

#include "score/derive.h"

/* ---- last wave ---- */

/* Each row's unit, and its cells. */
static void find_last(struct gr_normal *normal, const struct gr_row *row,
    size_t n)
{
	size_t code = normal->view.standard->role[GR_ROLE_CODE];
	size_t at = code == GR_NONE ? GR_NONE : normal->view.at[code];

	for (size_t i = 0; i < n; i++) {
		const struct gr_slice *last = at == GR_NONE
		    ? NULL
		    : gr_previous_wave_find(normal->previous, row[i].field[at]);

		normal->last[i] = last != NULL ? last : normal->blank;
	}
}

/* Said of the first row, if it is so. */
static bool is_too_late(const struct gr_previous *previous,
    const struct gr_row *row)
{
	return previous->wave.len > 0
	    && gr_slice_cmp(previous->wave, row->field[GR_WAVE]) >= 0;
}

/* ---- checks and n/a ---- */

/* Rows that may break a check. */
static gr_rows breaking(const struct gr_normal *normal)
{
	gr_rows some = 0;

	for (size_t i = 0; i < normal->view.standard->checks; i++) {
		const struct gr_truths *truths = gr_ahead_truths(normal->ahead,
		    i);

		some |= truths != NULL ? truths->is_not : UINT64_MAX;
	}
	return some;
}

/* Rows whose cell of a column may have another fate than to be kept. */
static gr_rows changing(const struct gr_normal *normal, size_t i,
    const struct gr_values *cells)
{
	const struct gr_standard *standard = normal->view.standard;
	const struct gr_truths *truths;

	switch (standard->column[i].na) {
	case GR_NA_YES:
		return 0;
	case GR_NA_NO:
		return cells->na;
	case GR_NA_WHEN:
		break;
	}
	truths = gr_ahead_truths(normal->ahead, standard->checks + i);
	return truths == NULL
	    ? cells->na | cells->empty
	    : (cells->na & truths->is_not) | (cells->empty & truths->is);
}

static gr_rows find_changing(struct gr_normal *normal)
{
	gr_rows some = 0;

	normal->query = 0;
	for (size_t i = 0; i < normal->view.standard->columns; i++) {
		const struct gr_values *cells;

		if (normal->view.at[i] == GR_NONE)
			continue;
		cells = gr_ahead_values(normal->ahead, GR_NAME_NOW, i);
		some |= changing(normal, i, cells);
		normal->query |= cells->query;
	}
	return some;
}

/* ---- derived columns ---- */

static gr_rows in_query(const struct gr_normal *normal,
    const struct gr_expr *expr)
{
	const unsigned *slot;
	gr_rows query = 0;

	for (unsigned class = GR_NAME_NOW; class <= GR_NAME_PREV; class ++) {
		size_t n = gr_expr_slots(expr, (enum gr_name_class) class,
		    &slot);

		for (size_t i = 0; i < n; i++)
			query |= gr_ahead_values(normal->ahead,
			    (enum gr_name_class) class, slot[i])
			             ->query;
	}
	return query;
}

/* The cells of a derived column; the rows of which it cannot be told here. */
static gr_rows derive_column(struct gr_normal *normal, size_t i, char **to)
{
	const struct gr_standard *standard = normal->view.standard;
	const struct gr_ratio *ratio = &standard->derived[i];
	struct gr_derive_rows rows = { .of = normal->usual,
		.query = in_query(normal, ratio->numerator)
		    | in_query(normal, ratio->denominator),
		.out = normal->derived + i,
		.step = standard->deriveds };
	struct gr_values above;

	if (!gr_ahead_number(normal->ahead, ratio->numerator, &above))
		return UINT64_MAX;
	/* the next number is computed where this one stands */
	gr_derive_above(&rows, &above);
	if (!gr_ahead_number(normal->ahead, ratio->denominator, &rows.below))
		return UINT64_MAX;
	return gr_derive_rows(ratio, standard->rounding, &rows, to);
}

static enum gr_status derive(struct gr_normal *normal, struct gr_arena *scratch,
    size_t n, struct gr_err *err)
{
	size_t cells = n * normal->view.standard->deriveds;
	char *to = gr_arena_bytes(scratch, cells * GR_DERIVED_BYTES + 1);

	normal->derived = gr_arena_room(scratch, cells + 1,
	    sizeof(*normal->derived));
	if (to == NULL || normal->derived == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < normal->view.standard->deriveds; i++)
		normal->usual &= ~derive_column(normal, i, &to);
	return GR_OK;
}

/* ---- all of it ---- */

enum gr_status gr_normal_look(struct gr_normal *normal,
    struct gr_arena *scratch, const struct gr_row *row, size_t n,
    struct gr_slice as_of, int32_t wave_as_of, struct gr_err *err)
{
	enum gr_status status;

	find_last(normal, row, n);
	status = gr_ahead_look(normal->ahead, NULL, row, n, normal->last, as_of,
	    wave_as_of, err);
	normal->usual = 0;
	if (status != GR_OK || gr_ahead_seen(normal->ahead) == 0
	    || is_too_late(normal->previous, row))
		return status;
	normal->usual = gr_ahead_canonical(normal->ahead) & ~breaking(normal)
	    & ~find_changing(normal);
	return derive(normal, scratch, n, err);
}

bool gr_normal_is_usual(const struct gr_normal *normal,
    const struct gr_row *row, const struct gr_slice **derived,
    const struct gr_slice **last)
{
	size_t i = gr_ahead_turn(normal->ahead, row);

	if (i == gr_ahead_seen(normal->ahead) || !(normal->usual >> i & 1))
		return false;
	*derived = normal->derived + i * normal->view.standard->deriveds;
	*last = normal->last[i];
	return true;
}
