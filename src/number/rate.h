/* rate.h - rates as they are printed, and the order they give.
 *
 * A rate is a pair of exact numbers until it is printed.  Rounding must never
 * move the reader to the other side of a target: 2401 of 4002 is below 60
 * percent and "60.00" says it is not, so digits are added until the printed
 * figure tells the truth ("59.995").  Order and ties are decided by
 * cross-multiplication, never on printed figures.
 */
#ifndef GREEN_NUMBER_RATE_H
#define GREEN_NUMBER_RATE_H

#include "number/dec.h"

struct gr_rate {
	gr_i128 part, whole; /* whole >= 0; whole 0: there is no rate */
};

struct gr_rate_style {
	unsigned decimals;
	enum gr_rounding rounding;
	const struct gr_dec *threshold_pct; /* not to be crossed; or NULL */
};

/* 100 * part / whole; nothing if whole is 0.  |part| and whole < 10^20. */
void gr_rate_print(struct gr_buf *buf, struct gr_rate rate,
    struct gr_rate_style style);

/* `now` - `before` in percentage points, from the exact rates, rounded once;
 * nothing if either is no rate.  The threshold is one of points.  Parts and
 * wholes < 10^17, with a threshold < 10^15. */
void gr_rate_print_change(struct gr_buf *buf, struct gr_rate now,
    struct gr_rate before, struct gr_rate_style style);

/* < 0, 0, > 0; both are rates, parts and wholes < 10^18. */
int gr_rate_cmp(struct gr_rate a, struct gr_rate b);

/* ceil(whole * pct / 100): the smallest count that reaches the target.
 * whole >= 0, pct >= 0. */
int64_t gr_rate_need(int64_t whole, struct gr_dec pct);

/* Rank of rate[i] among n, highest first: 1 + how many are higher, so that
 * ties share a rank and the next one skips.  What is no rate has no rank (0)
 * and counts for none. */
size_t gr_rate_rank(const struct gr_rate *rate, size_t n, size_t i);

/* The ranks that i can take when every rate lies between low and high: *best
 * with its own high against the others' lows, *worst the reverse; 0 and 0 for
 * what is no rate. */
void gr_rate_rank_range(const struct gr_rate *low, const struct gr_rate *high,
    size_t n, size_t i, size_t *best, size_t *worst);

#endif
