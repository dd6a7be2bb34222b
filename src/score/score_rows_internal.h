/* score_rows_internal.h - what score_rows.c judges and score_rows_row.c lays out.
 *
 * Results stand in their order, criteria, atoms, groups, in blocks of 64: of a
 * row two words a block hold them, two bits a result: 1 is `low`, 0 is `high`,
 * N both, U neither. */
#ifndef GREEN_SCORE_SCORE_ROWS_INTERNAL_H
#define GREEN_SCORE_SCORE_ROWS_INTERNAL_H

#include "score/score_row_internal.h"
#include "score/score_rows.h"

enum {
	GR_SCORED_BLOCK = 64,
	GR_SCORED_FOUR_BYTES = 8, /* four results, a TAB behind each */
	GR_SCORED_NAME_BYTES = 16 /* copied of a name at once */
};

struct gr_score_rows {
	const struct gr_view *view;
	struct gr_ahead *ahead;
	struct gr_score_row *scored;
	struct gr_scoring_rows scoring;
	size_t results, blocks;
	uint64_t *criteria, *counted; /* by block: those that are criteria, and
					 atoms that count */
	bool even;                    /* every criterion weighs 1 */
	enum gr_tri *criterion;       /* of a row, under the points rule */
	char (*four)[GR_SCORED_FOUR_BYTES]; /* by the bits of four results */
	char (*name)
	    [GR_SCORED_NAME_BYTES]; /* of atoms, as much as there is room */
	size_t *annual; /* atoms that can have one, annuals of them */
	size_t annuals;
	size_t text_bytes;   /* a row's texts need no more */
	size_t result_bytes; /* and its results */
	/* of the rows that were looked at */
	gr_rows usual;
	uint64_t *low, *high; /* by block, then row */
	char *result;         /* by row */
	struct gr_slice built_in[GR_PARAM_BUILT_IN];
	struct gr_arena *scratch;
	char *room;
	size_t left; /* bytes of it */
};

#endif
