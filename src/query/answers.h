/* answers.h - queries that came back, and the cells they belong to.
 *
 * Sheets are read by answer_sheet.h; an empty answer is none, and two different
 * ones to one query are none either.  Answers are few; they are held in memory,
 * in the arena.
 */
#ifndef GREEN_QUERY_ANSWERS_H
#define GREEN_QUERY_ANSWERS_H

#include "base/arena.h"
#include "base/map.h"
#include "query/answer_sheet.h"

enum gr_answer_state {
	GR_ANSWER_OPEN,     /* its cell has not been met */
	GR_ANSWER_CONFLICT, /* another answer says something else */
	GR_ANSWER_MET       /* its cell has been met, whatever came of it */
};

struct gr_answer {
	struct gr_query query;
	struct gr_slice text;
	struct gr_slice community; /* as its sheet names it, or "" */
	struct gr_slice called;    /* the sheet in streams, set by who asked for
				   it to be read */
	uint64_t line;
	enum gr_answer_state state;
	size_t next; /* another of the same record, or SIZE_MAX */
};

struct gr_answers {
	struct gr_arena *keep;
	struct gr_answer *answer;
	size_t n, room;
	struct gr_map record; /* wave, src, line -> the newest answer */
	struct gr_buf key;
};

/* Whether an answer says that what was written is so: 情况属实 or 确认
 * (confirmed), and behind a colon the reason (DESIGN 9.42). */
enum gr_confirmation {
	GR_CONFIRMS_NOT, /* it states a value */
	GR_CONFIRMS,
	GR_CONFIRMS_BARELY /* without a reason: of no use */
};

enum gr_confirmation gr_answer_confirms(struct gr_slice text);

struct gr_answers gr_answers_make(struct gr_arena *keep);
void gr_answers_free(struct gr_answers *answers);

/* Told of what a sheet has that cannot be used. */
typedef enum gr_status gr_unusable_fn(void *context,
    const struct gr_sheet_row *row, struct gr_err *err);

/* Read one sheet.  GR_EDATA: it is not there. */
GR_MUST_USE enum gr_status gr_answers_read(struct gr_answers *answers,
    const char *path, gr_unusable_fn *told, void *context, struct gr_err *err);

/* Position of the first answer to a record, or SIZE_MAX; go on by `next`. */
size_t gr_answers_find(struct gr_answers *answers, struct gr_slice wave,
    struct gr_slice src, struct gr_slice line);

#endif
