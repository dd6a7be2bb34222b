/* utf8_pairs.h - which bytes of UTF-8 may follow one another, as small tables.
 *
 * As by Keiser and Lemire ("Validating UTF-8 in less than one instruction per
 * byte", 2021): of each two neighbours, three tables of 16 say by the halves of
 * the first and the upper half of the second which errors both may be part of;
 * what all three say is one.  A table of 16 is one vector instruction.  For
 * kernels: whoever wants to know whether a text is UTF-8 asks utf8.h.
 */
#ifndef GREEN_TEXT_UTF8_PAIRS_H
#define GREEN_TEXT_UTF8_PAIRS_H

/* No error by itself: two bytes of continuation, right where the byte two
 * places before is E0 or more, or that of three places F0 or more, and nowhere
 * else. */
#define GR_UTF8_INSIDE 0x80

enum { GR_UTF8_BEFORE = 3 }; /* so many bytes before one have a say */

struct gr_utf8_pairs {
	unsigned char first_upper[16], first_lower[16], second_upper[16];
};
extern const struct gr_utf8_pairs gr_utf8_pairs;

#endif
