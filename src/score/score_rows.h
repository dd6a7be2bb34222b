/* score_rows.h - a batch of records, scored and laid out together.
 *
 * The rows that are at hand are judged at once (score/scoring_rows.h); when a
 * row's turn comes its results are printed from the bits that they are, and no
 * more of it is looked at than what goes on.  Ties, rows of places that have
 * settled something for themselves and all of which something cannot be told
 * so are left to score/scoring.h and score/score_row.h, row by row; both ways
 * give the same.
 */
#ifndef GREEN_SCORE_SCORE_ROWS_H
#define GREEN_SCORE_SCORE_ROWS_H

#include "score/score_row.h"
#include "score/scoring_rows.h"
#include "standard/ahead.h"

struct gr_score_rows;

/* Prepare to score rows of which `ahead`, with the tests of gr_score_tests(),
 * tells; borrows all, lives in `keep`. */
GR_MUST_USE enum gr_status gr_score_rows_make(struct gr_arena *keep,
    struct gr_ahead *ahead, struct gr_score_row *scored,
    struct gr_score_rows **out, struct gr_err *err);

/* Score the `n` rows that `ahead` has just looked at, as of `wave_as_of`.  What
 * is made for them is in `scratch`. */
GR_MUST_USE enum gr_status gr_score_rows_look(struct gr_score_rows *rows,
    struct gr_arena *scratch, const struct gr_row *row, int32_t wave_as_of,
    struct gr_err *err);

/* What a row comes to. */
struct gr_score_rows_row {
	size_t row; /* in the batch */
	enum gr_score_status status;
	bool partial; /* some atom's reason is GR_REASON_YEAR_PARTIAL */
	const struct gr_slice *field; /* valid until the next call, the bytes
				         as long as `scratch` */
};

/* Whether the row's score is known: then this is it. */
GR_MUST_USE enum gr_status gr_score_rows_row(struct gr_score_rows *rows,
    const struct gr_row *row, bool *known, struct gr_score_rows_row *out,
    struct gr_err *err);

/* Why an atom of that row is not simply 0. */
enum gr_score_reason gr_score_rows_reason(const struct gr_score_rows *rows,
    const struct gr_score_rows_row *of, size_t atom);

#endif
