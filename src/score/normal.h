/* normal.h - what green-normalise finds in records: checks, n/a, derived
 * columns, last wave's cells.
 *
 * Of most records there is nothing to say: no check is broken, no cell has to
 * become another.  Which these are is told of all rows of a batch at once, with
 * their derived cells; the others, and rows that were not looked at ahead, are
 * asked about one by one.  Both ways come to the same.
 */
#ifndef GREEN_SCORE_NORMAL_H
#define GREEN_SCORE_NORMAL_H

#include "score/previous_wave.h"
#include "standard/ahead.h"

/* What the dictionary makes of a cell (DESIGN 9.11). */
enum gr_cell_fate {
	GR_FATE_KEEP,
	GR_FATE_NOT_APPLICABLE, /* empty, and its `na` holds */
	GR_FATE_QUERY           /* n/a, and its `na` does not hold */
};

struct gr_normal {
	struct gr_view view;
	struct gr_ahead *ahead; /* the checks, and behind them the `na` of each
				   column */
	const struct gr_previous *previous;
	struct gr_buf text;           /* the derived cells of a record */
	const struct gr_slice *blank; /* the cells of a unit that had none */
	/* of the rows that were looked at */
	gr_rows usual; /* of which there is nothing to say */
	gr_rows query; /* that have a cell in query */
	const struct gr_slice *last[GR_BATCH_ROWS];
	struct gr_slice *derived; /* by row, and column */
};

/* Prepare for rows under `header`; borrows all, lives in `keep`.  Free with
 * _free. */
GR_MUST_USE enum gr_status gr_normal_make(struct gr_arena *keep,
    const struct gr_standard *standard, const struct gr_header *header,
    const struct gr_previous *previous, struct gr_normal *out,
    struct gr_err *err);
void gr_normal_free(struct gr_normal *normal);

/* The names of a normalised stream, in `keep`: those of the input, of derived
 * columns, of last wave's cells. */
GR_MUST_USE enum gr_status gr_normal_names(struct gr_arena *keep,
    const struct gr_normal *normal, const struct gr_slice **name, size_t *n,
    struct gr_err *err);

/* Look at rows that will come, see gr_ahead_look().  What is made for them is in
 * `scratch`. */
GR_MUST_USE enum gr_status gr_normal_look(struct gr_normal *normal,
    struct gr_arena *scratch, const struct gr_row *row, size_t n,
    struct gr_slice as_of, int32_t wave_as_of, struct gr_err *err);

/* Whether there is nothing to say of a row: then these are its derived cells,
 * and those of its unit's last wave with its status behind them. */
bool gr_normal_is_usual(const struct gr_normal *normal,
    const struct gr_row *row, const struct gr_slice **derived,
    const struct gr_slice **last);

/* ---- a record by itself ---- */

/* It is this row's turn: load it and its unit's last wave, which *last is set
 * to.  GR_EDATA at the row's place, as gr_view_load(); or --previous is not of
 * an earlier wave. */
GR_MUST_USE enum gr_status gr_normal_load(struct gr_normal *normal,
    const struct gr_row *row, struct gr_slice as_of, int32_t wave_as_of,
    const struct gr_slice **last, struct gr_err *err);

/* Another value for a cell of that record. */
void gr_normal_set(struct gr_normal *normal, struct gr_row *row, size_t column,
    struct gr_slice value);

/* Whether it breaks the i-th check. */
bool gr_normal_breaks(const struct gr_normal *normal, size_t check);

/* What becomes of its cell of the i-th column. */
enum gr_cell_fate gr_normal_fate(const struct gr_normal *normal, size_t i);

/* Its derived cells to out[0 .. deriveds - 1], in `scratch`.  GR_EUSAGE at
 * derived.csv: one has too many digits to be exact. */
GR_MUST_USE enum gr_status gr_normal_derive(struct gr_normal *normal,
    struct gr_arena *scratch, struct gr_slice *out, struct gr_err *err);

#endif
