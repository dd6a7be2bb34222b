/* digit_run.h - the digits ahead in a text, and what stands between them.
 *
 * People group the digits of a number, and part the groups with anything that
 * is no letter.  A run is the digits from the start of a group on, up to where
 * something stands that is no part of a number, each with what parts it from
 * the one before.
 */
#ifndef GREEN_TEXT_DIGIT_RUN_H
#define GREEN_TEXT_DIGIT_RUN_H

#include "base/slice.h"

enum {
	GR_DIGIT_RUN_LONG = 11, /* digits that may be a whole number */
	GR_DIGIT_RUN_MOST = 64  /* that are looked at together */
};

/* What stands before a digit.  Where the writing changes, as in 张三138, a
 * group may end or go on. */
enum gr_digit_gap {
	GR_GAP_JOINED,
	GR_GAP_CHANGE,
	GR_GAP_POINT,
	GR_GAP_LIST,
	GR_GAP_OTHER
};

struct gr_digit_run {
	/* '0' to '9', or an X, which ends an identity number */
	char digit[GR_DIGIT_RUN_MOST];
	size_t at[GR_DIGIT_RUN_MOST], end[GR_DIGIT_RUN_MOST]; /* in the text */
	enum gr_digit_gap gap[GR_DIGIT_RUN_MOST]; /* the first: joined */
	unsigned n;
	bool more; /* the last one's group goes on */
};

/* The run from the start of a group at `from` on, which is a digit. */
void gr_digit_run_look(struct gr_digit_run *w, struct gr_slice text,
    size_t from);

/* Let the ends of a run be parted from it where they are ideographs. */
void gr_digit_run_loosen(struct gr_digit_run *w, struct gr_slice text);

/* Make one group of those that are parted into thousands, 13,912,345,678; false
 * if they are not. */
bool gr_digit_run_join_thousands(struct gr_digit_run *w);

/* Make one group of digits that all stand apart; false if they do not. */
bool gr_digit_run_close_up(struct gr_digit_run *w);

/* Where the group of the digit at `from` ends. */
unsigned gr_digit_run_group(const struct gr_digit_run *w, unsigned from);

/* Whether a character is neither letter nor digit: it may stand between the
 * groups of a number. */
bool gr_digit_run_is_mark(uint32_t c);

#endif
