/* answer_unit.h - whether an answer is about the unit of a row.
 *
 * A city that sends its file again may have put a line in, and every line below
 * holds another unit then, whose cell may read just as the one that was asked
 * about: blank, or 部分.  So an answer fits only a row that names the unit as
 * the delivery did when it was asked: by the name of its query, or, for sheets
 * that were sent out when that did not say it, by the sheet's own columns.
 */
#ifndef GREEN_QUERY_ANSWER_UNIT_H
#define GREEN_QUERY_ANSWER_UNIT_H

#include "query/answers.h"

/* How a row has named its unit so far: an answer may have corrected that. */
struct gr_answer_units {
	struct gr_query_unit at;
	struct gr_buf known; /* the hashes, one behind the other */
	struct gr_buf ours, theirs;
};

void gr_answer_units_free(struct gr_answer_units *units);

/* Begin with a row, or add how it names its unit now. */
void gr_answer_units_begin(struct gr_answer_units *units,
    const struct gr_row *row);
void gr_answer_units_add(struct gr_answer_units *units,
    const struct gr_row *row);

enum gr_answer_fit {
	GR_ANSWER_FITS,
	GR_ANSWER_MISPLACED, /* it is about another unit */
	GR_ANSWER_NOBODYS    /* nothing says which one it is about */
};

GR_MUST_USE enum gr_status gr_answer_units_fit(struct gr_answer_units *units,
    const struct gr_answer *answer, const struct gr_row *row,
    enum gr_answer_fit *fit, struct gr_err *err);

#endif
