/* plain.h - a number in its plain form, as programs and spreadsheets write it.
 *
 * A minus perhaps, digits without a zero in front, perhaps a point with digits
 * behind it: what every reader takes for the same number.  A code that begins
 * with 0 is none, and neither is +5 nor 1e3.
 */
#ifndef GREEN_NUMBER_PLAIN_H
#define GREEN_NUMBER_PLAIN_H

#include "base/slice.h"

static inline bool gr_number_is_plain(struct gr_slice text)
{
	bool minus = text.len > 0 && text.ptr[0] == '-';
	struct gr_slice digits = gr_slice_skip(text, minus ? 1 : 0);
	size_t point = 0;

	while (point < digits.len && digits.ptr[point] >= '0'
	    && digits.ptr[point] <= '9')
		point++;
	if (point == 0 || (point > 1 && digits.ptr[0] == '0'))
		return false;
	if (point == digits.len)
		return true;
	return digits.ptr[point] == '.'
	    && gr_slice_is_digits(gr_slice_skip(digits, point + 1));
}

#endif
