/* dec.c - exact decimals in 128 bits. */
#include "number/dec.h"

#include <assert.h>

__extension__ typedef unsigned __int128 gr_u128;

enum {
	CELL_DIGITS = 18, /* what a cell may hold */
	I128_DIGITS = 39  /* what 127 bits can need */
};

/* |value|, right for the most negative one too. */
static gr_u128 magnitude(gr_i128 value)
{
	return value < 0 ? -(gr_u128)value : (gr_u128)value;
}

gr_i128 gr_dec_ten_to(unsigned n)
{
	enum { STEP = 18 };
	static const int64_t power[STEP + 1] = { 1, 10, 100, 1000, 10000,
		100000, 1000000, 10000000, 100000000, 1000000000, 10000000000,
		100000000000, 1000000000000, 10000000000000, 100000000000000,
		1000000000000000, 10000000000000000, 100000000000000000,
		1000000000000000000 };
	gr_i128 all = 1;

	assert(n < I128_DIGITS);
	for (; n > STEP; n -= STEP)
		all *= power[STEP];
	return all * power[n];
}

static bool power_of_ten(unsigned exponent, gr_i128 *out)
{
	if (exponent >= I128_DIGITS)
		return false;
	*out = gr_dec_ten_to(exponent);
	return true;
}

/* The digits of a cell, as they are read.  Zeros at the end of the fraction
 * are held back, so that they count neither as digits nor as decimals. */
struct digits {
	int64_t coef; /* 18 digits fit 63 bits */
	unsigned significant, scale, held;
};

static bool take_digit(struct digits *d, int digit, bool fraction)
{
	if ((d->coef != 0 || digit != 0) && ++d->significant > CELL_DIGITS)
		return false;
	if (fraction && ++d->scale > CELL_DIGITS)
		return false;
	d->coef = d->coef * 10 + digit;
	return true;
}

/* Nearly every cell is a short whole number. */
static bool parse_short(struct gr_slice text, struct gr_dec *out)
{
	int64_t coef = 0;

	if (text.len == 0 || text.len > CELL_DIGITS)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		unsigned digit = (unsigned char)text.ptr[i] - (unsigned)'0';

		if (digit > 9)
			return false;
		coef = coef * 10 + (int64_t)digit;
	}
	*out = (struct gr_dec){ coef, 0 };
	return true;
}

bool gr_dec_parse(struct gr_slice text, struct gr_dec *out)
{
	struct digits d = { 0 };
	bool negative = text.len > 0 && text.ptr[0] == '-';
	bool any = false, fraction = false;

	if (parse_short(text, out))
		return true;
	for (size_t i = negative; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '.' && any && !fraction && i + 1 < text.len) {
			fraction = true;
			continue;
		}
		if (c < '0' || c > '9')
			return false;
		any = true;
		if (fraction && c == '0') {
			d.held++;
			continue;
		}
		for (; d.held > 0; d.held--) {
			if (!take_digit(&d, 0, true))
				return false;
		}
		if (!take_digit(&d, c - '0', fraction))
			return false;
	}
	if (!any)
		return false;
	out->coef = negative ? -d.coef : d.coef;
	out->scale = d.scale;
	return true;
}

bool gr_dec_rescale(struct gr_dec value, unsigned scale, gr_i128 *coef)
{
	gr_i128 factor;

	assert(scale >= value.scale);
	if (value.coef == 0) {
		*coef = 0;
		return true;
	}
	return power_of_ten(scale - value.scale, &factor)
	    && !__builtin_mul_overflow(value.coef, factor, coef);
}

int gr_dec_cmp(struct gr_dec a, struct gr_dec b)
{
	unsigned scale = a.scale > b.scale ? a.scale : b.scale;
	gr_i128 left, right;

	if (a.scale == b.scale)
		return (a.coef > b.coef) - (a.coef < b.coef);
	/* What does not fit 128 bits at the other's scale is further from zero
	 * than the other, so its sign decides; only one can be rescaled. */
	if (!gr_dec_rescale(a, scale, &left))
		return a.coef < 0 ? -1 : 1;
	if (!gr_dec_rescale(b, scale, &right))
		return b.coef < 0 ? 1 : -1;
	return (left > right) - (left < right);
}

/* The digits of |value|, at least `least` of them, at the end of `to`. */
static struct gr_slice to_digits(gr_i128 value, unsigned least,
    char to[I128_DIGITS + 1])
{
	gr_u128 rest = magnitude(value);
	size_t at = I128_DIGITS + 1;

	assert(least <= I128_DIGITS);
	while (rest > 0 || I128_DIGITS + 1 - at < least) {
		to[--at] = (char)('0' + (int)(rest % 10));
		rest /= 10;
	}
	return gr_slice_make(to + at, I128_DIGITS + 1 - at);
}

void gr_dec_print_fixed(struct gr_buf *buf, gr_i128 value, unsigned decimals)
{
	char space[I128_DIGITS + 1];
	struct gr_slice all = to_digits(value, decimals + 1, space);
	size_t whole = all.len - decimals;

	if (value < 0)
		gr_buf_byte(buf, '-');
	gr_buf_add(buf, gr_slice_make(all.ptr, whole));
	if (decimals > 0) {
		gr_buf_byte(buf, '.');
		gr_buf_add(buf, gr_slice_skip(all, whole));
	}
}

/* The digits of a number, two at a time, before `end`; where they begin. */
static char *put_digits(char *end, uint64_t number)
{
	static const char pairs[] = "00010203040506070809"
	                            "10111213141516171819"
	                            "20212223242526272829"
	                            "30313233343536373839"
	                            "40414243444546474849"
	                            "50515253545556575859"
	                            "60616263646566676869"
	                            "70717273747576777879"
	                            "80818283848586878889"
	                            "90919293949596979899";

	for (; number >= 100; number /= 100) {
		end -= 2;
		memcpy(end, pairs + number % 100 * 2, 2);
	}
	if (number >= 10) {
		end -= 2;
		memcpy(end, pairs + number * 2, 2);
	} else {
		*--end = (char)('0' + (int)number);
	}
	return end;
}

size_t gr_dec_put(char *to, int64_t coef, unsigned decimals)
{
	/* 19 digits, zeros before them, sign and point; and as many again, so
	 * that a copy of so many bytes can begin at any of them */
	char text[2 * GR_DEC_BYTES] = { 0 }, *const end = text + GR_DEC_BYTES,
	              *at = end;
	uint64_t rest = coef < 0 ? 0 - (uint64_t)coef : (uint64_t)coef;

	assert(decimals <= CELL_DIGITS);
	if (rest < 10 && coef >= 0 && decimals == 0) {
		*to = (char)('0' + (int)rest);
		return 1;
	}
	for (; decimals > 0 && rest % 10 == 0; decimals--)
		rest /= 10;
	if (decimals > 0) {
		for (; decimals > 0; decimals--, rest /= 10)
			*--at = (char)('0' + (int)(rest % 10));
		*--at = '.';
	}
	at = put_digits(at, rest);
	if (coef < 0)
		*--at = '-';
	memcpy(to, at, GR_DEC_BYTES);
	return (size_t)(end - at);
}

void gr_dec_print(struct gr_buf *buf, struct gr_dec value)
{
	if (value.coef <= INT64_MAX && value.coef >= -INT64_MAX
	    && value.scale <= CELL_DIGITS) {
		char text[GR_DEC_BYTES];
		size_t n = gr_dec_put(text, (int64_t)value.coef, value.scale);

		gr_buf_add(buf, gr_slice_make(text, n));
		return;
	}
	while (value.scale > 0 && value.coef % 10 == 0) {
		value.coef /= 10;
		value.scale--;
	}
	gr_dec_print_fixed(buf, value.coef, value.scale);
}

/* a / b, rounded once to an integer.  Signs are put aside, so that halves
 * move by magnitude. */
static gr_i128 divide(gr_i128 a, gr_i128 b, enum gr_rounding rounding)
{
	gr_u128 n = magnitude(a), d = magnitude(b);
	gr_u128 quotient = n / d, rest = n % d;
	gr_u128 other = d - rest; /* 2 * rest could overflow */

	if (rest > other
	    || (rest == other && (rounding == GR_HALF_UP || quotient % 2 == 1)))
		quotient++;
	return (a < 0) != (b < 0) ? -(gr_i128)quotient : (gr_i128)quotient;
}

gr_i128 gr_dec_ratio(gr_i128 numerator, gr_i128 denominator, unsigned decimals,
    enum gr_rounding rounding)
{
	gr_i128 scaled = 0;
	bool fits = gr_dec_rescale((struct gr_dec){ numerator, 0 }, decimals,
	    &scaled);

	assert(denominator != 0);
	assert(fits);
	(void)fits;
	return divide(scaled, denominator, rounding);
}

bool gr_dec_quotient(struct gr_dec numerator, struct gr_dec denominator,
    unsigned decimals, enum gr_rounding rounding, gr_i128 *out)
{
	/* n / 10^a over d / 10^b is n * 10^b over d * 10^a: what both have in
	 * common goes first, to stay within 128 bits. */
	unsigned up = denominator.scale + decimals, down = numerator.scale;
	unsigned common = up < down ? up : down;
	gr_i128 n, d;

	if (denominator.coef == 0)
		return false;
	if (!gr_dec_rescale((struct gr_dec){ numerator.coef, 0 }, up - common,
	        &n)
	    || !gr_dec_rescale((struct gr_dec){ denominator.coef, 0 },
	        down - common, &d))
		return false;
	*out = divide(n, d, rounding);
	return true;
}
