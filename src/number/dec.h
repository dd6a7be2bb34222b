/* dec.h - exact decimals, and ratios rounded once.
 *
 * A number is coef / 10^scale in 128 bits.  Cells have at most 18 digits, so
 * that sums, and products of two of them, are exact; the expression compiler
 * refuses what could overflow.  Rounding happens only where a figure is
 * printed, from the exact ratio, half-up (negative halves away from zero) or
 * half-even.  There is no floating point here.
 */
#ifndef GREEN_NUMBER_DEC_H
#define GREEN_NUMBER_DEC_H

#include "base/buf.h"

__extension__ typedef __int128 gr_i128;

enum gr_rounding { GR_HALF_UP, GR_HALF_EVEN };

struct gr_dec {
	gr_i128 coef;
	unsigned scale; /* decimals: of a cell 0..18, of a product more */
};

/* Whole text as -?digits[.digits]; at most 18 significant digits, no exponent,
 * no sign '+'.  Zeros at the end of the fraction are dropped.  False if it is
 * anything else. */
bool gr_dec_parse(struct gr_slice text, struct gr_dec *out);

/* 10^n; n is at most 38. */
gr_i128 gr_dec_ten_to(unsigned n);

/* < 0, 0, > 0 by value; exact, whatever the scales. */
int gr_dec_cmp(struct gr_dec a, struct gr_dec b);

/* Canonical: no trailing zeros, no "-0", "0.5" with its zero. */
void gr_dec_print(struct gr_buf *buf, struct gr_dec value);

enum { GR_DEC_BYTES = 24 };

/* The same for coef / 10^decimals, decimals at most 18, to the first of the
 * GR_DEC_BYTES at `to`, all of which are written.  Returns how many they are. */
size_t gr_dec_put(char *to, int64_t coef, unsigned decimals);

/* numerator / denominator * 10^decimals, rounded once to an integer.
 * denominator != 0; |numerator| * 10^decimals must fit 127 bits. */
gr_i128 gr_dec_ratio(gr_i128 numerator, gr_i128 denominator, unsigned decimals,
    enum gr_rounding rounding);

/* The same of two decimals: numerator / denominator * 10^decimals.  False if
 * the denominator is 0 or a step would not fit 127 bits. */
bool gr_dec_quotient(struct gr_dec numerator, struct gr_dec denominator,
    unsigned decimals, enum gr_rounding rounding, gr_i128 *out);

/* The coefficient of `value` at a scale that is not less than its own: 12.5 at
 * 3 is 12500.  False if it does not fit. */
bool gr_dec_rescale(struct gr_dec value, unsigned scale, gr_i128 *coef);

/* An integer as a fixed number of decimals: 6000, 2 -> "60.00". */
void gr_dec_print_fixed(struct gr_buf *buf, gr_i128 value, unsigned decimals);

#endif
