/* scoring_rows.h - atoms, criteria and groups of a batch of records at once.
 *
 * What scoring.h says of one record, as sets of rows: each connective is a few
 * words of bits for all of them.  A record of which it is not known which
 * submission stands, or whose place has settled something for itself, is for
 * scoring.h.
 */
#ifndef GREEN_SCORE_SCORING_ROWS_H
#define GREEN_SCORE_SCORING_ROWS_H

#include "expr/batch.h"
#include "score/scoring.h"

struct gr_scoring_rows {
	/* what is known: by atom, its test, and when it applies (NULL: always);
	 * see gr_score_facts */
	const struct gr_truths **test, **applies;
	bool year_open;
	gr_rows early_survey;
	/* what it comes to */
	struct gr_truths *criterion, *atom, *group; /* one after the other */
	gr_rows *reason;                            /* by atom: rows that have
							   the one there can be */
	gr_rows reasons;                            /* rows with any */
	struct gr_truths passes; /* U under the points rule */
};

GR_MUST_USE enum gr_status gr_scoring_rows_make(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_scoring_rows *out,
    struct gr_err *err);

/* The reason of all rows that have one: of one wave, it is the same. */
enum gr_score_reason gr_scoring_rows_reason(const struct gr_scoring_rows *rows);

void gr_scoring_rows(const struct gr_standard *standard,
    struct gr_scoring_rows *rows);

#endif
