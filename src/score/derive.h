/* derive.h - a derived indicator's cell: a ratio of a record's own answers.
 *
 * Derived columns are for display and statistics and never decide a test, so
 * they are rounded, once, from the exact ratio.  A ratio says no more than its
 * answers do: what is missing stays missing, what is in query stays in query.
 */
#ifndef GREEN_SCORE_DERIVE_H
#define GREEN_SCORE_DERIVE_H

#include "standard/rows.h"

/* A cell never needs more bytes than this. */
#define GR_DERIVED_BYTES ((size_t)48)

/* Append the canonical cell of `ratio` to *to: a decimal; `?` if an answer that
 * it reads is in query; empty if one is missing or known only as a bound, or
 * if the denominator is 0; `n/a` if one does not apply.  False: the quotient
 * has too many digits to be exact. */
bool gr_derive(const struct gr_ratio *ratio, const struct gr_env *env,
    enum gr_rounding rounding, struct gr_buf *to);

#endif
