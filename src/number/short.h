/* short.h - an unsigned number as most cells have it: few digits, shortest form.
 *
 * Cells by the million hold "3" or "12.5".  Those are known, and their value
 * with them, by one look at each byte; whatever is longer, signed or written
 * with more zeros than it needs is for number/dec.h.
 */
#ifndef GREEN_NUMBER_SHORT_H
#define GREEN_NUMBER_SHORT_H

#include "base/slice.h"

#define GR_SHORT_DIGITS 12u
#define GR_SHORT_DECIMALS 6u

/* Whether `s` is one: no zero before another digit or at the end of a fraction.
 * *millionths is its value; *whole, that it has no fraction. */
static inline bool gr_short_number(struct gr_slice s, int64_t *millionths,
    bool *whole)
{
	static const int64_t unit[GR_SHORT_DECIMALS + 1] = { 1000000, 100000,
		10000, 1000, 100, 10, 1 };
	size_t point = s.len;
	int64_t value = 0;

	if (s.len - 1 > GR_SHORT_DIGITS)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		unsigned digit = (unsigned char)s.ptr[i] - (unsigned)'0';

		if (digit <= 9)
			value = value * 10 + (int64_t)digit;
		else if (s.ptr[i] == '.' && point == s.len)
			point = i;
		else
			return false;
	}
	*whole = point == s.len;
	if (point == 0 || point + 1 == s.len || (s.ptr[0] == '0' && point > 1))
		return false;
	if (*whole) {
		*millionths = value * unit[0];
		return s.len <= GR_SHORT_DIGITS;
	}
	if (s.len - point - 1 > GR_SHORT_DECIMALS || s.ptr[s.len - 1] == '0')
		return false;
	*millionths = value * unit[s.len - point - 1];
	return true;
}

#endif
