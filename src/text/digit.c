/* digit.c - one digit of a number, in whatever writing. */
#include "text/digit.h"

#include "base/simd.h"
#include "text/utf8.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

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

/* The pages of 64 ideographs, from U+4000 on, that have one of these digits. */
enum { FIRST_PAGE = 0x4000 / 64, PAGES = 6 * 64 };
#define PAGE_OF(c) [(c) / 64 - FIRST_PAGE] = true
static const bool has_digits[PAGES] = { PAGE_OF(0x4e00), PAGE_OF(0x4e5d),
	PAGE_OF(0x4e8c), PAGE_OF(0x4f0d), PAGE_OF(0x516b), PAGE_OF(0x53c1),
	PAGE_OF(0x56db), PAGE_OF(0x58f9), PAGE_OF(0x5e7a), PAGE_OF(0x634c),
	PAGE_OF(0x67d2), PAGE_OF(0x7396), PAGE_OF(0x8086), PAGE_OF(0x8cb3),
	PAGE_OF(0x8d30), PAGE_OF(0x9646), PAGE_OF(0x96f6) };

/* Whether `s` begins with an ideograph of a page without digits. */
static bool is_no_digit(struct gr_slice s)
{
	return gr_utf8_is_hanzi(s)
	    && !has_digits[((unsigned char)s.ptr[0] - 0xe4u) * 64u
	        + ((unsigned char)s.ptr[1] & 0x3fu)];
}

size_t gr_digit_next_wide(struct gr_slice s, char *digit)
{
	size_t low = 0, high = sizeof runs / sizeof *runs;
	uint32_t c;

	if (is_no_digit(s))
		return 0;
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

/* Top bits of the bytes that are at least `least`, if none has one itself. */
static uint64_t reaches(uint64_t word, unsigned least)
{
	return word + EVERY_BYTE(0x80u - least);
}

struct gr_digit_bytes gr_digit_look_scalar(struct gr_slice s)
{
	struct gr_digit_bytes seen = { 0, 0, false };
	uint64_t words = 0;

	for (size_t i = 0; i < s.len; i += sizeof words) {
		uint64_t word = 0;
		if (s.len - i >= sizeof word)
			memcpy(&word, s.ptr + i, sizeof word);
		else
			memcpy(&word, s.ptr + i, s.len - i);
		uint64_t low = word & EVERY_BYTE(0x7f);
		uint64_t lower = low | EVERY_BYTE(0x20);

		seen.plain += top_bits(
		    reaches(low, '0') & ~reaches(low, '9' + 1) & ~word);
		seen.other += top_bits(word & word << 1);
		words |= word
		    | (reaches(lower, 'a') & ~reaches(lower, 'z' + 1));
	}
	seen.words = (words & EVERY_BYTE(0x80)) != 0;
	return seen;
}

#if defined(__x86_64__)

enum { WORD = 8, BLOCK = 16 };

#define TARGET target("avx2,bmi,bmi2,popcnt")

/* 16 bytes, of which those that `live` has a bit for count. */
__attribute__((TARGET, always_inline)) static inline void look_at(__m128i v,
    unsigned live, struct gr_digit_bytes *seen)
{
	__m128i digit = _mm_sub_epi8(v, _mm_set1_epi8('0'));
	__m128i letter = _mm_sub_epi8(_mm_or_si128(v, _mm_set1_epi8(0x20)),
	    _mm_set1_epi8('a'));
	unsigned digits = (unsigned)_mm_movemask_epi8(
	    _mm_cmpeq_epi8(_mm_min_epu8(digit, _mm_set1_epi8(9)), digit));
	unsigned letters = (unsigned)_mm_movemask_epi8(_mm_or_si128(v,
	    _mm_cmpeq_epi8(_mm_min_epu8(letter, _mm_set1_epi8('z' - 'a')),
	        letter)));
	unsigned begins = (unsigned)_mm_movemask_epi8(
	    _mm_and_si128(v, _mm_add_epi8(v, v)));

	seen->plain += (size_t)_mm_popcnt_u32(digits & live);
	seen->other += (size_t)_mm_popcnt_u32(begins & live);
	seen->words |= (letters & live) != 0;
}

/* The last 16 bytes overlap those before, which do not count twice; fewer than
 * 16 are two overlapping words of eight. */
__attribute__((TARGET)) static struct gr_digit_bytes look_avx2(
    struct gr_slice s)
{
	struct gr_digit_bytes seen = { 0, 0, false };
	const char *end = s.ptr + s.len;
	size_t i = 0;

	if (s.len < BLOCK) {
		__m128i low = _mm_loadl_epi64(
		    (const __m128i *)(const void *)s.ptr);
		__m128i high = _mm_loadl_epi64(
		    (const __m128i *)(const void *)(end - WORD));
		unsigned twice = (1u << (BLOCK - s.len)) - 1;

		look_at(_mm_unpacklo_epi64(low, high), ~(twice << WORD), &seen);
		return seen;
	}
	for (; i + BLOCK <= s.len; i += BLOCK)
		look_at(_mm_loadu_si128(
		            (const __m128i *)(const void *)(s.ptr + i)),
		    UINT32_MAX, &seen);
	if (i < s.len)
		look_at(_mm_loadu_si128(
		            (const __m128i *)(const void *)(end - BLOCK)),
		    ~0u << (BLOCK - (s.len - i)), &seen);
	return seen;
}

struct gr_digit_bytes gr_digit_look(struct gr_slice s)
{
	return s.len < WORD || gr_simd_level() < GR_SIMD_AVX2
	    ? gr_digit_look_scalar(s)
	    : look_avx2(s);
}

#else

struct gr_digit_bytes gr_digit_look(struct gr_slice s)
{
	return gr_digit_look_scalar(s);
}

#endif

/* As long as so many of the characters that are left may be digits: most names
 * have hardly more of them than a number has digits. */
bool gr_digit_has_seen(struct gr_slice s, struct gr_digit_bytes seen,
    size_t least)
{
	size_t plain = 0, may = seen.plain + seen.other, n;
	char digit;

	if (seen.plain >= least || may < least)
		return seen.plain >= least;
	for (size_t i = 0; i < s.len && plain < least && may >= least; i += n) {
		struct gr_slice rest = gr_slice_skip(s, i);
		unsigned char c = (unsigned char)*rest.ptr;

		if (c < 0xc0) {
			plain += c >= '0' && c <= '9';
			n = 1;
			continue;
		}
		n = is_no_digit(rest) ? 0 : gr_digit_next_wide(rest, &digit);
		plain += n > 0;
		may -= n == 0;
		/* of a character that is none, the bytes behind are nothing */
		n = n > 0 ? n : gr_utf8_is_hanzi(rest) ? 3 : 1;
	}
	return plain >= least;
}

bool gr_digit_has(struct gr_slice s, size_t least)
{
	return s.len >= least && gr_digit_has_seen(s, gr_digit_look(s), least);
}
