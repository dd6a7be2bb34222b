/* digit_pairs.h - which characters may be digits, by their first two bytes.
 *
 * As utf8_pairs.h has it: of a byte from E3 to E9, which nearly all ideographs
 * begin with, and the one behind it, three tables of 16 say by half a byte each
 * which kinds of digits both may begin; what all three say is one.  Other bytes
 * that begin a character beyond ASCII may each begin a digit.  For whoever looks
 * at many texts of which hardly any has digits enough; whether a character is a
 * digit, digit.h knows.
 */
#ifndef GREEN_TEXT_DIGIT_PAIRS_H
#define GREEN_TEXT_DIGIT_PAIRS_H

#include <stdbool.h>

enum { GR_DIGIT_PAIR_FIRST = 0xe3, GR_DIGIT_PAIR_LAST = 0xe9 };

struct gr_digit_pairs {
	unsigned char first_lower[16], second_upper[16], second_lower[16];
};
extern const struct gr_digit_pairs gr_digit_pairs;

/* Whether a character that begins with these two bytes may be a digit, or an
 * ASCII one is; without a second byte that is 0. */
static inline bool gr_digit_may(unsigned char first, unsigned char second)
{
	const struct gr_digit_pairs *t = &gr_digit_pairs;

	if (first < 0xc0)
		return first >= '0' && first <= '9';
	return first < GR_DIGIT_PAIR_FIRST || first > GR_DIGIT_PAIR_LAST
	    || (t->first_lower[first & 15] & t->second_upper[second >> 4]
	           & t->second_lower[second & 15])
	    != 0;
}

#endif
