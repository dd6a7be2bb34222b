/* robustness.h - verdicts that rest on one cell.
 *
 * Two questions are asked of each cell that a test reads.  If it was flagged:
 * what if its reading had been put in query instead?  If it is a number: what
 * if it were up to a margin larger or smaller?  Where an answer changes a
 * criterion, the verdict rests on that cell, and the reader is told so.
 */
#ifndef GREEN_SCORE_ROBUSTNESS_H
#define GREEN_SCORE_ROBUSTNESS_H

#include "score/score_row.h"

struct gr_robustness_cell {
	size_t column;                /* of the standard */
	bool flagged;                 /* else within the margin */
	struct gr_slice value, other; /* what it is; what it might be */
	enum gr_score_status status;  /* what the verdict would be */
	const enum gr_tri *criterion; /* by criterion: what it would be */
};

struct gr_robustness_question {
	struct gr_view *view; /* has loaded the record; its cells are
					   changed and put back */
	struct gr_score_row *scored;
	const struct gr_row *row;
	const struct gr_score *score; /* of the record */
	struct gr_slice flags;        /* its flags, `column:rule;...` */
	uint64_t margin_pct;
	bool status_only; /* of a number, only what alters the status */
};

/* Every cell whose change alters a criterion or the status: flagged ones first,
 * then numbers, by column; of a number the change that alters the status, else
 * the smaller one.  Everything lives in `keep`. */
GR_MUST_USE enum gr_status gr_robustness_find(struct gr_arena *keep,
    const struct gr_robustness_question *question,
    const struct gr_robustness_cell **out, size_t *n, struct gr_err *err);

#endif
