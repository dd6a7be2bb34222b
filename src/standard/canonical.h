/* canonical.h - what a cell of a stream may hold from clean on (DESIGN 3).
 *
 * Between programs a cell is a canonical value, empty for no answer, `n/a` for
 * what does not apply, `?` for what is in query, and nothing else.  Only
 * ingest and clean are tolerant; a program behind them that meets anything
 * else has been given a damaged stream and must say so, not guess.
 */
#ifndef GREEN_STANDARD_CANONICAL_H
#define GREEN_STANDARD_CANONICAL_H

#include "standard/column.h"

#define GR_CELL_QUERY GR_S("?")
#define GR_CELL_NA GR_S("n/a")

/* What ingest writes for the cells of a stopped column; clean puts them in
 * query. */
#define GR_CELL_STOPPED GR_S("\\x")

/* What amend writes before a raw cell that its sender has confirmed: clean
 * keeps its value if it has exactly one reading. */
#define GR_CELL_CONFIRMED GR_S("\\=")

/* Whether ingest has marked that the unit at the cell's end was written there,
 * though it is what the heading would have added: '\' before a digit or a
 * character that is not ASCII. */
static inline bool gr_cell_has_own_unit(struct gr_slice cell)
{
	unsigned char next;

	if (gr_slice_starts(cell, GR_CELL_CONFIRMED))
		cell = gr_slice_skip(cell, GR_CELL_CONFIRMED.len);
	if (gr_slice_starts(cell, GR_S("!")))
		cell = gr_slice_skip(cell, 1);
	next = cell.len > 1 ? (unsigned char)cell.ptr[1] : 0;

	return next != 0 && cell.ptr[0] == '\\'
	    && ((next >= '0' && next <= '9') || next >= 0x80);
}

static inline bool gr_cell_is_query(struct gr_slice cell)
{
	return cell.len == 1 && cell.ptr[0] == '?';
}

static inline bool gr_cell_is_na(struct gr_slice cell)
{
	return gr_slice_eq(cell, GR_CELL_NA);
}

/* A value: neither empty nor n/a nor `?`. */
static inline bool gr_cell_is_answer(struct gr_slice cell)
{
	return cell.len > 0 && !gr_cell_is_query(cell) && !gr_cell_is_na(cell);
}

/* Whether the column can hold this text: empty, `n/a`, `?` or a value in its
 * type's one form.  Limits (min, max, whether n/a is allowed) are rules, not
 * form, and are not looked at; nor are the texts of an enum. */
bool gr_cell_is_canonical(const struct gr_column *column, struct gr_slice cell);

#endif
