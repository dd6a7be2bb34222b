/* short.h - an unsigned number as most cells have it: few digits, shortest form.
 *
 * Cells by the million hold "3" or "12.5".  Those are known, and their value
 * with them, by a few operations on all their bytes at once if they are no more
 * than eight, else by one look at each; whatever is longer, signed or written
 * with more zeros than it needs is for number/dec.h.
 */
#ifndef GREEN_NUMBER_SHORT_H
#define GREEN_NUMBER_SHORT_H

#include <assert.h>

#include "base/word.h"

#define GR_SHORT_DIGITS 12u
#define GR_SHORT_DECIMALS 6u

struct gr_short {
	int64_t millionths; /* its value */
	uint32_t digits;    /* before the point: 1 to 12 */
	uint32_t decimals;  /* behind it */
};

static inline int64_t gr_short_unit(size_t decimals)
{
	static const int64_t unit[GR_SHORT_DECIMALS + 1] = { 1000000, 100000,
		10000, 1000, 100, 10, 1 };

	return unit[decimals];
}

/* ---- up to eight bytes, as one word ---- */

#define GR_SHORT_EACH UINT64_C(0x0101010101010101)

/* The value of digits that stand in the upper bytes, the last one highest, with
 * nothing below; false if there is anything else. */
static inline bool gr_short_eight(uint64_t digits, int64_t *value)
{
	if (((digits + 0x76 * GR_SHORT_EACH) | digits) & 0x80 * GR_SHORT_EACH)
		return false;
	digits = (digits * 10 + (digits >> 8)) & UINT64_C(0x00ff00ff00ff00ff);
	digits = (digits * 100 + (digits >> 16)) & UINT64_C(0x0000ffff0000ffff);
	*value = (int64_t)((digits * 10000 + (digits >> 32)) & UINT32_MAX);
	return true;
}

/* `word` is that of `s`. */
static inline bool gr_short_by_word(uint64_t word, struct gr_slice s,
    struct gr_short *out)
{
	uint64_t point = word ^ '.' * GR_SHORT_EACH;
	size_t len = s.len;

	point = (point - GR_SHORT_EACH) & ~point & 0x80 * GR_SHORT_EACH;
	out->digits = (uint32_t)len;
	out->decimals = 0;
	if (point != 0) {
		uint64_t before = (point & -point) >> 7;

		out->digits = (uint32_t)__builtin_ctzll(point) / 8;
		out->decimals = (uint32_t)--len - out->digits;
		if (out->digits == 0 || out->decimals - 1 >= GR_SHORT_DECIMALS
		    || s.ptr[len] == '0')
			return false;
		word = (word & (before - 1)) | (word >> 8 & ~(before - 1));
	}
	if (s.ptr[0] == '0' && out->digits > 1)
		return false;
	assert(len > 0); /* a point has digits before it */
	word = (word << (8 - len) * 8) ^ ('0' * GR_SHORT_EACH << (8 - len) * 8);
	if (!gr_short_eight(word, &out->millionths))
		return false;
	out->millionths *= gr_short_unit(out->decimals);
	return true;
}

/* ---- longer ones, and the twin of that ---- */

static inline bool gr_short_by_byte(struct gr_slice s, struct gr_short *out)
{
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
	out->digits = (uint32_t)point;
	out->decimals = point == s.len ? 0 : (uint32_t)(s.len - point - 1);
	if (point == 0 || point + 1 == s.len || (s.ptr[0] == '0' && point > 1)
	    || out->digits > GR_SHORT_DIGITS
	    || out->decimals > GR_SHORT_DECIMALS
	    || (out->decimals > 0 && s.ptr[s.len - 1] == '0'))
		return false;
	out->millionths = value * gr_short_unit(out->decimals);
	return true;
}

/* Whether `s` is one: no zero before another digit or at the end of a
 * fraction. */
static inline bool gr_short_number(struct gr_slice s, struct gr_short *out)
{
	return s.len - 1 < GR_WORD_BYTES
	    ? gr_short_by_word(gr_word_of(s), s, out)
	    : gr_short_by_byte(s, out);
}

#endif
