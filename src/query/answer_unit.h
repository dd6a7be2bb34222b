/* answer_unit.h - whether an answer is about the unit of a row.
 *
 * A city that sends its file again may have put a line in, and every line below
 * holds another unit then, whose cell may read just as the one that was asked
 * about: blank, or 部分.  A sheet of queries names the community as its delivery
 * does, so an answer fits only a row that still names it so.  Where the sheet,
 * or the row, has no name of it, the raw text has to be enough.
 */
#ifndef GREEN_QUERY_ANSWER_UNIT_H
#define GREEN_QUERY_ANSWER_UNIT_H

#include "query/answers.h"

/* How a row has named its unit so far: an answer may have corrected that. */
struct gr_answer_units {
	size_t at;           /* of the name, or GR_NONE */
	struct gr_buf known; /* the names, folded, a TAB behind each */
	struct gr_buf theirs;
};

void gr_answer_units_free(struct gr_answer_units *units);

/* Begin with a row, or add how it names its unit now. */
void gr_answer_units_begin(struct gr_answer_units *units,
    const struct gr_row *row);
void gr_answer_units_add(struct gr_answer_units *units,
    const struct gr_row *row);

/* Whether it may be put into the row.  GR_ESYS: memory ran out. */
GR_MUST_USE enum gr_status gr_answer_units_fit(struct gr_answer_units *units,
    const struct gr_answer *answer, bool *fits, struct gr_err *err);

#endif
