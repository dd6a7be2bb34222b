/* personal_power.h - a personal number that a spreadsheet has taken for one.
 *
 * Who types 13912345678 into a narrow column gets 1.39123E+10, and 230102... of
 * eighteen digits becomes a power of ten in any.  The digits that are left are
 * those of the person.
 */
#ifndef GREEN_TEXT_PERSONAL_POWER_H
#define GREEN_TEXT_PERSONAL_POWER_H

#include "text/digit_run.h"
#include "text/personal.h"

/* How many digits of the power of ten that begins with the run `w` of `text` may
 * be a person's; 0: none.  The codes of units are none in a column of codes. */
unsigned gr_personal_power(const struct gr_digit_run *w, struct gr_slice text,
    enum gr_personal_where where);

#endif
