/* personal.h - mobile and identity numbers in free text, made unreadable.
 *
 * A telephone number that somebody put into a remark must reach no output, no
 * finding and no set-aside file, so it is masked before anything else sees the
 * cell.  A number is a run of digits, plain or full-width, with single blanks
 * or dashes where people put them; only runs that stand alone and have the form
 * of a mobile (11 digits from 13 to 19, with or without 86) or of an identity
 * number (18 characters with a possible birthday, or 15) are masked.
 */
#ifndef GREEN_DELIVERY_PERSONAL_H
#define GREEN_DELIVERY_PERSONAL_H

#include "base/buf.h"

/* Append `text` to `to` with every digit of such a number as '*'.  False, and
 * nothing is appended, if it holds none.  `code`: the cell is a statistical
 * code, where 15 digits are no identity number. */
bool gr_personal_mask(struct gr_slice text, bool code, struct gr_buf *to);

#endif
