/* lanes.h - the loops over the rows of a batch, each with its vector kernel.
 *
 * A batch has 64 rows, so that a set of them is one word and an array of their
 * numbers has one length: every loop goes through all 64, whether there are so
 * many rows or not, and whoever asks keeps to the rows that there are.  What
 * stands in the others may be anything; sums and products of it wrap round.
 */
#ifndef GREEN_EXPR_LANES_H
#define GREEN_EXPR_LANES_H

#include "base/slice.h"

enum { GR_BATCH_ROWS = 64 };

typedef uint64_t gr_rows; /* a set of rows of the batch: bit i is row i */

/* The first `n` rows. */
static inline gr_rows gr_rows_first(size_t n)
{
	return n < GR_BATCH_ROWS ? ((gr_rows)1 << n) - 1 : UINT64_MAX;
}

/* What a cell is at first sight: the one character that it is, or one of these,
 * which no cell of a stream has. */
enum {
	GR_GLANCE_EMPTY = 0,
	GR_GLANCE_NA = '\t',  /* n/a */
	GR_GLANCE_LONG = '\n' /* more than one byte */
};

struct gr_glance { /* of a column's cells, by row */
	unsigned char of[GR_BATCH_ROWS];
};

struct gr_glances { /* the same as sets */
	gr_rows empty, na, query;
	gr_rows digit, zero, one; /* it is one digit, 0, 1 */
	gr_rows rest;             /* in none of them */
};

/* Glance at the cells 0 .. columns - 1 of `n` rows, at most GR_BATCH_ROWS. */
typedef void gr_glance_fn(const struct gr_slice *const *row, size_t n,
    size_t columns, struct gr_glance *out);
gr_glance_fn gr_glance;

/* All that this machine has, the scalar one first: NULL behind the last. */
gr_glance_fn *gr_glance_kind(size_t i);

/* Turn a square of bits over: bit i of word k becomes bit k of word i. */
void gr_rows_turn(gr_rows word[GR_BATCH_ROWS]);

/* Numbers of a column: 64 of them, or one that all rows have. */
struct gr_lane {
	const int64_t *number;
	bool same;
};

struct gr_lanes {
	void (*sort)(const struct gr_glance *glance, struct gr_glances *out);
	/* each byte as a digit */
	void (*digits)(const struct gr_glance *glance, int64_t *out);
	/* rows in which a is less than b; in which they are equal */
	gr_rows (*less)(struct gr_lane a, struct gr_lane b);
	gr_rows (*equal)(struct gr_lane a, struct gr_lane b);
	/* out may be what a or b is; of `small` factors neither has more than
	 * 31 bits */
	void (*add)(struct gr_lane a, struct gr_lane b, int64_t *out);
	void (*subtract)(struct gr_lane a, struct gr_lane b, int64_t *out);
	void (*multiply)(struct gr_lane a, struct gr_lane b, bool small,
	    int64_t *out);
};

/* Those for base/simd.h's level as it is now. */
const struct gr_lanes *gr_lanes_now(void);

/* All that this machine has, the scalar ones first: NULL behind the last. */
const struct gr_lanes *gr_lanes_kind(size_t i);

#endif
