/* ahead_internal.h - what the files of ahead.h share.
 *
 * ahead.c knows what is read, and asks the tests; ahead_cells.c reads the cells
 * of rows, or takes over what another has read of the same.
 */
#ifndef GREEN_STANDARD_AHEAD_INTERNAL_H
#define GREEN_STANDARD_AHEAD_INTERNAL_H

#include "standard/ahead.h"

struct gr_ahead {
	struct gr_view *view;
	const struct gr_expr *const *test;
	size_t tests;
	struct gr_batch *batch;
	/* by slot; read are those that the input or `prev` has */
	struct gr_values *value[GR_NAME_PARAMETER + 1];
	/* the same, but for columns of this wave that another has read, which
	 * are as they stand there; NULL: nobody has */
	struct gr_values *now;
	bool shared;                     /* `now` holds for the rows at hand */
	const char *line[GR_BATCH_ROWS]; /* where each row's line stands */
	bool spoilt; /* some cell of these rows was changed to a value */
	bool *read[GR_NAME_PARAMETER + 1]; /* by an expression */
	struct gr_glance *glance;          /* by position in the input */
	const size_t *prev; /* columns, whose cells come beside the rows */
	struct gr_glance *prev_glance;
	size_t prevs;
	gr_rows odd; /* rows with a cell that is not canonical */
	bool *told;  /* by test: `truths` says it */
	struct gr_truths *truths;
	const struct gr_row *row; /* that were looked at, n of them */
	size_t n, turn;           /* n: the row whose turn it is is none */
	/* the parameters of each place among the rows, one after the other,
	 * and whose are a row's */
	struct gr_slice *parameter;
	const struct gr_slice *of_row[GR_BATCH_ROWS];
	struct gr_buf built_in;
};

/* Where the input has what a slot names. */
static inline size_t gr_ahead_position(const struct gr_ahead *ahead,
    enum gr_name_class class, size_t slot)
{
	return class == GR_NAME_PREV ? ahead->view->prev_at[slot]
	                             : ahead->view->at[slot];
}

static inline struct gr_values *gr_ahead_now(const struct gr_ahead *ahead)
{
	return ahead->shared ? ahead->now : ahead->value[GR_NAME_NOW];
}

/* ---- ahead_cells.c ---- */

/* Read the cells of the n rows, but for what `before` has read (NULL: nothing);
 * `prev` as in gr_ahead_look(). */
void gr_ahead_fill(struct gr_ahead *ahead, const struct gr_ahead *before,
    const struct gr_slice *const *prev);

#endif
