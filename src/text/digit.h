/* digit.h - one digit of a number, in whatever writing.
 *
 * Besides 0 to 9 there are full-width and Arabic ones, ringed and bracketed
 * ones, those of mathematics and of Suzhou, and the Chinese, everyday (一) and
 * formal (壹).  What a number looks like is another matter: here every
 * character stands for itself.
 */
#ifndef GREEN_TEXT_DIGIT_H
#define GREEN_TEXT_DIGIT_H

#include "base/slice.h"

/* Bytes of the digit that `s` begins with, '0' to '9' in *digit; 0: none. */
size_t gr_digit_next(struct gr_slice s, char *digit);

/* Whether `s` has at least `least` digits.  Most texts do not, and it costs
 * them one look at each byte. */
bool gr_digit_has(struct gr_slice s, size_t least);

#endif
