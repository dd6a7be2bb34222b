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

/* The same as gr_digit_next() of a text that begins beyond ASCII, with the first
 * byte of a character. */
size_t gr_digit_next_wide(struct gr_slice s, char *digit);

/* Bytes of the digit that `s` begins with, '0' to '9' in *digit; 0: none. */
static inline size_t gr_digit_next(struct gr_slice s, char *digit)
{
	if (s.len == 0)
		return 0;
	if ((unsigned char)s.ptr[0] >= 0xc0)
		return gr_digit_next_wide(s, digit);
	*digit = s.ptr[0];
	return *digit >= '0' && *digit <= '9';
}

/* What a look at each byte says of a text's digits. */
struct gr_digit_bytes {
	size_t plain; /* 0 to 9 */
	size_t other; /* beginnings of others, beyond ASCII, that may be digits
			 (digit_pairs.h) */
	bool words;   /* a letter, or a byte beyond ASCII */
};

struct gr_digit_bytes gr_digit_look(struct gr_slice s);
struct gr_digit_bytes gr_digit_look_scalar(struct gr_slice s); /* its twin */

/* Whether `s` has at least `least` digits.  Most texts do not, and it costs
 * them one look at each byte. */
bool gr_digit_has(struct gr_slice s, size_t least);

/* The same of a text that was looked at. */
bool gr_digit_has_seen(struct gr_slice s, struct gr_digit_bytes seen,
    size_t least);

#endif
