/* derive.h - a derived indicator's cell: a ratio of a record's own answers.
 *
 * Derived columns are for display and statistics and never decide a test, so
 * they are rounded, once, from the exact ratio.  A ratio says no more than its
 * answers do: what is missing stays missing, what is in query stays in query.
 */
#ifndef GREEN_SCORE_DERIVE_H
#define GREEN_SCORE_DERIVE_H

#include "expr/batch.h"
#include "standard/rows.h"

/* A cell never needs more bytes than this. */
#define GR_DERIVED_BYTES ((size_t)48)

/* Append the canonical cell of `ratio` to *to: a decimal; `?` if an answer that
 * it reads is in query; empty if one is missing or known only as a bound, or
 * if the denominator is 0; `n/a` if one does not apply.  False: the quotient
 * has too many digits to be exact. */
bool gr_derive(const struct gr_ratio *ratio, const struct gr_env *env,
    enum gr_rounding rounding, struct gr_buf *to);

/* A derived column of a batch of rows.  The cells to be printed are those of
 * `of`: out[0], out[step], ... are those of row 0, 1, ...; `query` are rows in
 * which an answer that the ratio reads is in query. */
struct gr_derive_rows {
	gr_rows of, query;
	struct gr_values above, below; /* numerator, denominator */
	int64_t number[GR_BATCH_ROWS]; /* of `above` */
	struct gr_slice *out;
	size_t step;
};

/* Take the numerator in; its numbers are copied. */
void gr_derive_above(struct gr_derive_rows *rows,
    const struct gr_values *above);

/* Print the cells to *to, which is moved behind them: GR_DERIVED_BYTES each are
 * enough.  The rows of `of` that have to be derived alone are returned. */
gr_rows gr_derive_rows(const struct gr_ratio *ratio, enum gr_rounding rounding,
    const struct gr_derive_rows *rows, char **to);

#endif
