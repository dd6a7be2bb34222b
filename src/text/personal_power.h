/* personal_power.h - a personal number that a program has written as a power.
 *
 * Who types 13912345678 into a narrow column gets 1.39123E+10, and 230102... of
 * eighteen digits becomes a power of ten in any.  Other programs fill it up with
 * zeros, put the point elsewhere, or write D+10 or ×10^10.  The digits that are
 * left are those of the person.
 */
#ifndef GREEN_TEXT_PERSONAL_POWER_H
#define GREEN_TEXT_PERSONAL_POWER_H

#include "text/digit_run.h"
#include "text/personal.h"

/* How many digits of the power of ten that begins with the run `w` of `text` may
 * be a person's; 0: none.  The codes of units are none in a column of codes, and
 * what stands behind a point has no power of its own. */
unsigned gr_personal_power(const struct gr_digit_run *w, struct gr_slice text,
    enum gr_personal_where where, bool behind_point);

#endif
