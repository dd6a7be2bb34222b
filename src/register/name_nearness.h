/* name_nearness.h - whether one name can be a slip for another.
 *
 * People mistype a character, leave one out, or write a number otherwise than
 * the register does (13, 十三, 第十三).  What is near is told to them as a
 * question; nothing is ever matched by it.
 */
#ifndef GREEN_REGISTER_NAME_NEARNESS_H
#define GREEN_REGISTER_NAME_NEARNESS_H

#include "number/dec.h"
#include "register/unit_name.h"

/* Whether one name can be a slip for the other; both folded. */
bool gr_name_is_near(const struct gr_name_words *words, struct gr_slice a,
    struct gr_slice b);

/* How far two stems are from each other that are near: 0 if only a number is
 * written otherwise; SIZE_MAX if only what another suffix would leave is near. */
size_t gr_name_nearness(struct gr_slice a, struct gr_slice b);

/* The changes that a near name may have: one, and one more in every four
 * characters of the stem; always fewer than these. */
size_t gr_name_changes(struct gr_slice stem);

/* The number that a stem begins with, behind a 第, and what follows it. */
bool gr_name_number(struct gr_slice stem, struct gr_dec *number,
    struct gr_slice *rest);

#endif
