/* digit.c - one digit of a number, in whatever writing. */
#include "text/digit.h"

#include "text/utf8.h"

/* Characters in a row that stand for digits in a row; sorted.  Of ten or more
 * each tenth begins again (the five alphabets of mathematics). */
static const struct {
	uint32_t first;
	unsigned char n, value;
} runs[] = { { '0', 10, 0 }, { 0xb2, 2, 2 }, { 0xb9, 1, 1 }, { 0x660, 10, 0 },
	{ 0x6f0, 10, 0 }, { 0x7c0, 10, 0 }, { 0x966, 10, 0 }, { 0x9e6, 10, 0 },
	{ 0xa66, 10, 0 }, { 0xae6, 10, 0 }, { 0xb66, 10, 0 }, { 0xbe6, 10, 0 },
	{ 0xc66, 10, 0 }, { 0xce6, 10, 0 }, { 0xd66, 10, 0 }, { 0xde6, 10, 0 },
	{ 0xe50, 10, 0 }, { 0xed0, 10, 0 }, { 0xf20, 10, 0 }, { 0x1040, 10, 0 },
	{ 0x1090, 10, 0 }, { 0x17e0, 10, 0 }, { 0x1810, 10, 0 },
	{ 0x1946, 10, 0 }, { 0x19d0, 10, 0 }, { 0x1a80, 10, 0 },
	{ 0x1a90, 10, 0 }, { 0x1b50, 10, 0 }, { 0x1bb0, 10, 0 },
	{ 0x1c40, 10, 0 }, { 0x1c50, 10, 0 }, { 0x2070, 1, 0 },
	{ 0x2074, 6, 4 }, { 0x2080, 10, 0 },
	{ 0x2460, 9, 1 }, /* ringed, bracketed, with a point */
	{ 0x2474, 9, 1 }, { 0x2488, 9, 1 }, { 0x24ea, 1, 0 }, { 0x24f5, 9, 1 },
	{ 0x24ff, 1, 0 }, { 0x25cb, 1, 0 }, { 0x25ef, 1, 0 },
	{ 0x2776, 9, 1 }, /* ringed, white on black */
	{ 0x2780, 9, 1 }, { 0x278a, 9, 1 }, { 0x3007, 1, 0 },
	{ 0x3021, 9, 1 }, /* of Suzhou */
	{ 0x3220, 9, 1 }, { 0x3280, 9, 1 }, { 0x4e00, 1, 1 }, { 0x4e03, 1, 7 },
	{ 0x4e09, 1, 3 }, { 0x4e24, 1, 2 }, { 0x4e5d, 1, 9 }, { 0x4e8c, 1, 2 },
	{ 0x4e94, 1, 5 }, { 0x4f0d, 1, 5 }, { 0x516b, 1, 8 }, { 0x516d, 1, 6 },
	{ 0x53c1, 1, 3 }, { 0x53c3, 1, 3 }, { 0x56db, 1, 4 }, { 0x58f9, 1, 1 },
	{ 0x5e7a, 1, 1 }, { 0x634c, 1, 8 }, { 0x67d2, 1, 7 }, { 0x7396, 1, 9 },
	{ 0x8086, 1, 4 }, { 0x8cb3, 1, 2 }, { 0x8d30, 1, 2 }, { 0x9646, 1, 6 },
	{ 0x9678, 1, 6 }, { 0x96f6, 1, 0 }, { 0xa620, 10, 0 },
	{ 0xa8d0, 10, 0 }, { 0xa900, 10, 0 }, { 0xa9d0, 10, 0 },
	{ 0xa9f0, 10, 0 }, { 0xaa50, 10, 0 }, { 0xabf0, 10, 0 },
	{ 0xff10, 10, 0 }, { 0x104a0, 10, 0 }, { 0x1d7ce, 50, 0 },
	{ 0x1f100, 1, 0 }, { 0x1f101, 10, 0 }, { 0x1fbf0, 10, 0 } };

size_t gr_digit_next(struct gr_slice s, char *digit)
{
	size_t low = 0, high = sizeof runs / sizeof *runs;
	uint32_t c;

	if (s.len == 0)
		return 0;
	if ((unsigned char)s.ptr[0] < 0x80) {
		*digit = s.ptr[0];
		return *digit >= '0' && *digit <= '9';
	}
	size_t n = gr_utf8_next(s, &c);
	if (n == 0)
		return 0;
	while (high - low > 1) {
		size_t middle = (low + high) / 2;

		if (runs[middle].first <= c)
			low = middle;
		else
			high = middle;
	}
	uint32_t at = c - runs[low].first;
	if (at >= runs[low].n)
		return 0;
	*digit = (char)('0' + (runs[low].value + at) % 10);
	return n;
}

#define EVERY_BYTE(b) (UINT64_MAX / 255 * (b))

/* How many of eight bytes have their top bit. */
static size_t top_bits(uint64_t word)
{
	return (size_t)(((word & EVERY_BYTE(0x80)) >> 7) * EVERY_BYTE(1) >> 56);
}

/* How many bytes are 0 to 9, and how many begin a character beyond ASCII, eight
 * at a time: a byte less '0' stays below its top bit if ten more is too many. */
static void count(struct gr_slice s, size_t *plain, size_t *other)
{
	size_t i = 0;

	*plain = *other = 0;
	for (; i + 8 <= s.len; i += 8) {
		uint64_t word, less;
		memcpy(&word, s.ptr + i, 8);
		less = word ^ EVERY_BYTE('0');
		*plain += 8
		    - top_bits(
		        ((less & EVERY_BYTE(0x7f)) + EVERY_BYTE(0x80 - 10))
		        | less);
		*other += top_bits(word & word << 1);
	}
	for (; i < s.len; i++) {
		unsigned char b = (unsigned char)s.ptr[i];

		*plain += (unsigned char)(b - '0') < 10;
		*other += b >= 0xc0;
	}
}

bool gr_digit_has(struct gr_slice s, size_t least)
{
	size_t plain, other;
	char digit;

	if (s.len < least)
		return false;
	count(s, &plain, &other);
	if (plain >= least || plain + other < least)
		return plain >= least;
	for (plain = 0; s.len > 0 && plain < least;) {
		size_t n = gr_digit_next(s, &digit);

		plain += n > 0;
		s = gr_slice_skip(s, n > 0 ? n : 1);
	}
	return plain >= least;
}
