/* personal.h - telephone, identity and card numbers, made unreadable.
 *
 * A number that somebody put into a remark, a heading or the name of a file
 * must reach no output, no finding and no message, so it is masked before
 * anything else sees the text.  What counts is the digits, in whatever writing
 * (digit.h) and whatever stands between them: personal.def has the kinds there
 * are, and how people group each of them.  Only what stands alone is such a
 * number; a longer run of digits is one only if it is nothing but such numbers,
 * written without a gap.
 */
#ifndef GREEN_TEXT_PERSONAL_H
#define GREEN_TEXT_PERSONAL_H

#include "base/arena.h"
#include "base/buf.h"
#include "text/digit.h"

/* The least that a number has. */
#define GR_PERSONAL_DIGITS 7

enum gr_personal_where {
	GR_PERSONAL_TEXT,
	GR_PERSONAL_NUMBER, /* of a measure: what reads as a decimal is one */
	GR_PERSONAL_CODE /* 12, 15 or 17 digits of the region are a unit's code */
};

/* Where a text stands. */
struct gr_personal_place {
	enum gr_personal_where kind;
	struct gr_slice region; /* first digits of its codes; "" if unknown */
};

extern const struct gr_personal_place gr_personal_anywhere; /* a text */

/* Whether a text can hold such a number at all: most have too few digits. */
bool gr_personal_may(struct gr_slice text);

/* Append `text` to `to` with every digit of such a number as '*'.  False, and
 * nothing is appended, if it holds none. */
bool gr_personal_mask(struct gr_slice text, struct gr_personal_place place,
    struct gr_buf *to);

/* Append `text`, masked if it must be; whether it was. */
bool gr_personal_add(struct gr_buf *to, struct gr_slice text,
    struct gr_personal_place place);

/* Mask *text where it must be: a copy in `keep` then, else as it is. */
GR_MUST_USE enum gr_status gr_personal_hide(struct gr_arena *keep,
    struct gr_slice *text, struct gr_personal_place place, struct gr_err *err);

#endif
