/* Numbers as people write them, complete forms with one meaning only. */
#include "number/numeral.h"
#include "text/utf8.h"

#define MAX_DIGITS 18
#define NO_DIGIT (-1)

enum kind { DIGIT, TENS, UNIT, MYRIAD, POINT, OTHER };

struct sign { /* a character of a Chinese numeral */
	uint32_t code;
	enum kind kind;
	int value; /* digit, tens, or power of ten */
};

static const struct sign sign[] = { { 0x3007, DIGIT, 0 }, { 0x96f6, DIGIT, 0 },
	{ 0x25cb, DIGIT, 0 }, { 0x4e00, DIGIT, 1 }, { 0x58f9, DIGIT, 1 },
	{ 0x5f0c, DIGIT, 1 }, { 0x4e8c, DIGIT, 2 }, { 0x8d30, DIGIT, 2 },
	{ 0x8cb3, DIGIT, 2 }, { 0x4e24, DIGIT, 2 }, { 0x5169, DIGIT, 2 },
	{ 0x4e09, DIGIT, 3 }, { 0x53c1, DIGIT, 3 }, { 0x53c3, DIGIT, 3 },
	{ 0x56db, DIGIT, 4 }, { 0x8086, DIGIT, 4 }, { 0x4e94, DIGIT, 5 },
	{ 0x4f0d, DIGIT, 5 }, { 0x516d, DIGIT, 6 }, { 0x9646, DIGIT, 6 },
	{ 0x9678, DIGIT, 6 }, { 0x4e03, DIGIT, 7 }, { 0x67d2, DIGIT, 7 },
	{ 0x516b, DIGIT, 8 }, { 0x634c, DIGIT, 8 }, { 0x4e5d, DIGIT, 9 },
	{ 0x7396, DIGIT, 9 }, { 0x5341, UNIT, 1 }, { 0x62fe, UNIT, 1 },
	{ 0x767e, UNIT, 2 }, { 0x4f70, UNIT, 2 }, { 0x5343, UNIT, 3 },
	{ 0x4edf, UNIT, 3 }, { 0x5eff, TENS, 20 }, { 0x5345, TENS, 30 },
	{ 0x534c, TENS, 40 }, { 0x4e07, MYRIAD, 4 }, { 0x842c, MYRIAD, 4 },
	{ 0x4ebf, MYRIAD, 8 }, { 0x5104, MYRIAD, 8 }, { 0x70b9, POINT, 0 },
	{ 0x9ede, POINT, 0 } };

static const int64_t power_of_ten[] = { 1, 10, 100, 1000, 10000 };

/* The sign that a text begins with, in *out; its bytes, or 0 at the end. */
static size_t next_sign(struct gr_slice text, struct sign *out)
{
	uint32_t code = 0;
	size_t bytes = gr_utf8_next(text, &code);

	*out = (struct sign){ code, OTHER, 0 };
	for (size_t i = 0; bytes > 0 && i < sizeof sign / sizeof *sign; i++)
		if (sign[i].code == code)
			*out = sign[i];
	return bytes;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool gr_numeral_shift(struct gr_dec number, int power, struct gr_dec *out)
{
	const gr_i128 limit = gr_dec_ten_to(MAX_DIGITS);

	for (; power < 0; power++)
		number.scale++;
	for (; power > 0; power--) {
		if (number.scale > 0)
			number.scale--;
		else
			number.coef *= 10;
		if (number.coef >= limit || number.coef <= -limit)
			return false;
	}
	while (number.scale > 0 && number.coef % 10 == 0) {
		number.coef /= 10;
		number.scale--;
	}
	if (number.scale > MAX_DIGITS)
		return false;
	*out = number;
	return true;
}

bool gr_numeral_plain(struct gr_slice text, struct gr_dec *out)
{
	char buffer[64]; /* a longer number has too many digits */
	size_t n = 0;

	if (text.len < sizeof buffer / 2 && gr_dec_parse(text, out))
		return true;
	for (size_t i = 0; i < text.len; i++) {
		bool before = i > 0 && is_digit(text.ptr[i - 1]);

		if (text.ptr[i] == ',' && before && i + 1 < text.len
		    && is_digit(text.ptr[i + 1]))
			continue;
		if (n + 2 > sizeof buffer)
			return false;
		if (text.ptr[i] == '.' && !before)
			buffer[n++] = '0';
		buffer[n++] = text.ptr[i];
	}
	return gr_dec_parse(gr_slice_make(buffer, n), out);
}

/* ---- Chinese numerals ---- */

struct chinese {
	int64_t total, myriads; /* closed sections */
	int64_t section;        /* the open one, below ten thousand */
	int digit;              /* read and not yet multiplied, or NO_DIGIT */
	int last;               /* power of the section's last unit, 4 = none */
	bool zero;              /* a 零 stands just before */
	bool opened;            /* something stands before the section */
	bool has_myriad, has_yi;
};

static bool take_chinese_digit(struct chinese *c, int value)
{
	if (c->digit != NO_DIGIT)
		return false;
	if (value != 0) {
		c->digit = value;
		return true;
	}
	if (c->zero || c->last == 1 || (c->section == 0 && !c->opened))
		return false;
	c->zero = true;
	return true;
}

static bool take_unit(struct chinese *c, int power)
{
	if (c->digit == NO_DIGIT) { /* 十二: the one is left unsaid */
		if (power != 1 || c->section != 0 || c->zero || c->opened)
			return false;
		c->digit = 1;
	}
	if (power >= c->last)
		return false;
	c->section += c->digit * power_of_ten[power];
	c->last = power;
	c->digit = NO_DIGIT;
	c->zero = false;
	return true;
}

static bool take_tens(struct chinese *c, int value)
{
	if (c->digit != NO_DIGIT || c->last <= 1)
		return false;
	c->section += value;
	c->last = 1;
	c->zero = false;
	return true;
}

/* Add the ones.  Without 十 or 零 before them they could mean hundreds or
 * thousands: 一千二 is said for 1200. */
static bool take_ones(struct chinese *c)
{
	if (c->digit == NO_DIGIT)
		return !c->zero;
	if (!c->zero && c->last != 1 && (c->section != 0 || c->opened))
		return false;
	c->section += c->digit;
	c->digit = NO_DIGIT;
	c->zero = false;
	return true;
}

static bool take_myriad(struct chinese *c, int power)
{
	bool yi = power == 8;

	if (!take_ones(c) || (yi ? c->has_yi : c->has_myriad))
		return false;
	if (yi) {
		if (c->myriads + c->section == 0)
			return false;
		c->total = (c->myriads + c->section) * 100000000;
		c->myriads = 0;
		c->has_yi = true;
		c->has_myriad = false;
	} else {
		if (c->section == 0)
			return false;
		c->myriads = c->section * 10000;
		c->has_myriad = true;
	}
	c->section = 0;
	c->last = 4;
	c->opened = true;
	return true;
}

static bool take_sign(struct chinese *c, const struct sign *s)
{
	switch (s->kind) {
	case DIGIT:
		return take_chinese_digit(c, s->value);
	case UNIT:
		return take_unit(c, s->value);
	case TENS:
		return take_tens(c, s->value);
	case MYRIAD:
		return take_myriad(c, s->value);
	case POINT:
	case OTHER:
		break;
	}
	return false;
}

/* Digits by position; *zeros counts those that are 0. */
static bool read_positions(struct gr_slice text, int64_t *out, size_t *digits,
    size_t *zeros)
{
	struct sign s;
	int64_t value = 0;

	*digits = *zeros = 0;
	while (text.len > 0) {
		size_t bytes = 1;

		if (is_digit(text.ptr[0]))
			s = (struct sign){ 0, DIGIT, text.ptr[0] - '0' };
		else
			bytes = next_sign(text, &s);
		if (bytes == 0 || s.kind != DIGIT || ++*digits > MAX_DIGITS)
			return false;
		*zeros += s.value == 0;
		value = value * 10 + s.value;
		text = gr_slice_skip(text, bytes);
	}
	*out = value;
	return *digits > 0;
}

bool gr_numeral_digits(struct gr_slice text, int64_t *out)
{
	size_t digits, zeros;
	int64_t value;

	if (!read_positions(text, &value, &digits, &zeros))
		return false;
	*out = value;
	return true;
}

static bool chinese_whole(struct gr_slice text, int64_t *out)
{
	struct chinese c = { .digit = NO_DIGIT, .last = 4 };
	size_t digits, zeros;
	struct sign s;

	if (text.len == 0 || is_digit(text.ptr[0]))
		return false;
	if (read_positions(text, out, &digits, &zeros)
	    && (digits > 2 || digits == zeros || (digits == 2 && zeros > 0)))
		return true;
	while (text.len > 0) {
		size_t bytes = next_sign(text, &s);

		if (bytes == 0 || !take_sign(&c, &s))
			return false;
		text = gr_slice_skip(text, bytes);
	}
	if (!take_ones(&c))
		return false;
	*out = c.total + c.myriads + c.section;
	return true;
}

/* The words of scale that `text` consists of, rising as in 千万: their power of
 * ten, 0 if there is none, -1 if there is something else. */
static int scale_power(struct gr_slice text)
{
	int sum = 0, last = 0;
	struct sign s;

	while (text.len > 0) {
		size_t bytes = next_sign(text, &s);

		if (bytes == 0 || (s.kind != UNIT && s.kind != MYRIAD)
		    || s.value <= last)
			return -1;
		sum += s.value;
		last = s.value;
		text = gr_slice_skip(text, bytes);
	}
	return sum;
}

/* The bytes of the signs of one kind that `text` begins with. */
static size_t run_of_digits(struct gr_slice text)
{
	size_t n = 0;
	struct sign s;

	for (;;) {
		size_t bytes = next_sign(gr_slice_skip(text, n), &s);

		if (bytes == 0 || s.kind != DIGIT)
			return n;
		n += bytes;
	}
}

/* 三点五, 三点五万: `point` is the offset of the 点. */
static bool chinese_fraction(struct gr_slice text, size_t point,
    struct gr_dec *out)
{
	struct gr_slice tail = gr_slice_skip(text, point + 3);
	size_t n = run_of_digits(tail), digits, zeros;
	int power = scale_power(gr_slice_skip(tail, n));
	int64_t whole, part;
	struct gr_dec value;

	tail.len = n;
	if (power < 0 || !read_positions(tail, &part, &digits, &zeros)
	    || !chinese_whole(gr_slice_make(text.ptr, point), &whole))
		return false;
	value = (struct gr_dec){ whole, 0 };
	if (!gr_numeral_shift(value, (int)digits, &value))
		return false;
	value.coef += part;
	return gr_numeral_shift(value, power - (int)digits, out);
}

bool gr_numeral_chinese(struct gr_slice text, struct gr_dec *out)
{
	size_t at = 0;
	int64_t whole;
	struct sign s;

	if (chinese_whole(text, &whole)) {
		*out = (struct gr_dec){ whole, 0 };
		return true;
	}
	for (size_t bytes; at < text.len; at += bytes) {
		bytes = next_sign(gr_slice_skip(text, at), &s);
		if (bytes == 0)
			return false;
		if (s.kind == POINT)
			return chinese_fraction(text, at, out);
	}
	return false;
}

/* ---- digits before words of scale ---- */

struct term {
	struct gr_dec number;
	size_t digits; /* bytes of the number */
	int power;     /* of the words behind it */
};

static bool next_term(struct gr_slice *rest, struct term *out)
{
	struct gr_slice number = *rest, words;
	size_t n = 0;

	while (n < rest->len
	    && (is_digit(rest->ptr[n]) || rest->ptr[n] == '.'
	        || rest->ptr[n] == ','))
		n++;
	number.len = n;
	words = gr_slice_skip(*rest, n);
	for (n = 0; n < words.len && !is_digit(words.ptr[n]); n++)
		continue;
	*rest = gr_slice_skip(words, n);
	words.len = n;
	out->digits = number.len;
	out->power = scale_power(words);
	return out->power >= 0 && gr_numeral_plain(number, &out->number);
}

/* Whether a term may follow one of `power`: 5千 after 3万, or bare digits that
 * fill the places (1万2000, not 1万2). */
static bool may_follow(const struct term *term, int power)
{
	gr_i128 limit = 1;

	if (term->number.scale != 0)
		return false;
	if (term->power == 0)
		return term->digits == (size_t)power;
	for (int i = term->power; i < power; i++)
		limit *= 10;
	return term->power < power && term->number.coef < limit;
}

bool gr_numeral_scaled(struct gr_slice text, struct gr_dec *out)
{
	struct gr_dec sum, value;
	struct term term;
	int power;

	if (!next_term(&text, &term) || term.power == 0
	    || !gr_numeral_shift(term.number, term.power, &sum))
		return false;
	if (text.len > 0 && term.number.scale != 0)
		return false;
	for (power = term.power; text.len > 0; power = term.power) {
		if (power == 0 || !next_term(&text, &term)
		    || !may_follow(&term, power)
		    || !gr_numeral_shift(term.number, term.power, &value))
			return false;
		sum.coef += value.coef;
	}
	*out = sum;
	return true;
}

bool gr_numeral_read(struct gr_slice text, struct gr_dec *out)
{
	return gr_numeral_plain(text, out) || gr_numeral_scaled(text, out)
	    || gr_numeral_chinese(text, out);
}
