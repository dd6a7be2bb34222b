/* batch.h - an expression for many records at once.
 *
 * What an expression means is said by expr.h, record by record.  Here a whole
 * batch of records goes through each of its operations together: a cell is read
 * once however many expressions ask for it, a comparison is a loop over whole
 * numbers, and truth is three sets of rows.  Numbers of a column stand at one
 * scale in 64 bits, and the largest of the batch tells whether a step fits;
 * where it does not, the expression is evaluated record by record, which is
 * exact in 128 bits.  So both ways give the same, whatever the cells hold.
 */
#ifndef GREEN_EXPR_BATCH_H
#define GREEN_EXPR_BATCH_H

#include "expr/expr.h"
#include "expr/lanes.h"

struct gr_truths { /* a test of every row: in none of the sets, U */
	gr_rows is, is_not, na;
};

/* The result of one row. */
static inline enum gr_tri gr_truths_at(const struct gr_truths *truths,
    size_t row)
{
	static const unsigned char result[] = { GR_UNKNOWN, GR_TRUE, GR_FALSE,
		0, GR_NA };

	return (enum gr_tri)result[(truths->is >> row & 1)
	    | (truths->is_not >> row & 1) << 1 | (truths->na >> row & 1) << 2];
}

/* What a column holds in every row.  Valid until it is filled again; texts as
 * long as the cells. */
struct gr_values {
	enum gr_value_kind kind;
	gr_rows has, na;       /* a value, n/a; in neither, U */
	gr_rows empty, query;  /* the cell: nothing, `?` */
	gr_rows zero, one;     /* the cell: `0`, `1` */
	gr_rows at_least;      /* the number is a lower bound */
	gr_rows plain;         /* it has the one form of its kind: a whole
				    number, a date, or U or n/a */
	gr_rows fraction;      /* a number in its one form that is not whole */
	bool wide;             /* some number does not fit 64 bits */
	bool same;             /* all rows hold what stands in the first */
	unsigned scale;        /* of all numbers: value * 10^scale */
	uint64_t most;         /* no number's amount is larger */
	int64_t *low, *high;   /* numbers: the same array; dates: day numbers
				    of the first and the last it may be */
	struct gr_slice *text; /* NULL: texts are not kept */
	const struct gr_lanes *lanes;
	struct gr_month *month; /* of dates: some that were read last */
};

/* Values of a kind, U in every row; in `keep`.  GR_ESYS: memory ran out. */
GR_MUST_USE enum gr_status gr_values_make(struct gr_arena *keep,
    enum gr_value_kind kind, struct gr_values *out, struct gr_err *err);

/* The same of a column of texts that no expression reads: what its cells are,
 * but not which texts. */
void gr_values_make_sets(struct gr_values *out);

/* Read the cells at `position` of `n` rows (at most GR_BATCH_ROWS), which
 * `glance` has been glanced at. */
void gr_values_fill(struct gr_values *values, const struct gr_glance *glance,
    const struct gr_slice *const *row, size_t position, size_t n);

/* The cell of a row has become n/a, or is in query. */
void gr_values_void(struct gr_values *values, size_t row, bool na);

/* The same cell in all `n` rows: a parameter. */
void gr_values_repeat(struct gr_values *values, struct gr_slice cell, size_t n);

/* What the names of an expression hold, by slot (gr_env, in columns). */
struct gr_batch_env {
	const struct gr_values *now, *prev, *parameter;
};

/* Room for what is computed on the way; of one thread. */
struct gr_batch;
GR_MUST_USE enum gr_status gr_batch_new(struct gr_arena *keep,
    struct gr_batch **out, struct gr_err *err);

/* A test's truth in each of `n` rows.  False if that cannot be told here: ask
 * gr_expr_test() for each of them. */
bool gr_batch_test(struct gr_batch *batch, const struct gr_expr *expr,
    const struct gr_batch_env *env, size_t n, struct gr_truths *out);

/* The same of a number, which is no bound where it has a value; *out is valid
 * until the next that is asked of `batch`, or its columns are filled. */
bool gr_batch_number(struct gr_batch *batch, const struct gr_expr *expr,
    const struct gr_batch_env *env, struct gr_values *out);

/* `a` = not a; a and b; a or b. */
void gr_truths_not(struct gr_truths *a);
void gr_truths_and(struct gr_truths *a, const struct gr_truths *b);
void gr_truths_or(struct gr_truths *a, const struct gr_truths *b);

#endif
