/* digit.c - one digit of a number, in whatever writing. */
#include "text/digit.h"

#include "base/simd.h"
#include "text/digit_pairs_avx2.h"
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

/* A bit each for the first bytes E3 to E9, but two for E5. */
const struct gr_digit_pairs gr_digit_pairs = {
	.first_lower = {
	    [3] = 0x01,
	    [4] = 0x02,
	    [5] = 0x0c,
	    [6] = 0x10,
	    [7] = 0x20,
	    [8] = 0x40,
	    [9] = 0x80,
	},
	.second_upper = {
	    [8] = 0x75,
	    [9] = 0x98,
	    [0xa] = 0x08,
	    [0xb] = 0x4a,
	},
	.second_lower = {
	    [0] = 0x01,
	    [2] = 0x40,
	    [3] = 0x08,
	    [4] = 0x40,
	    [5] = 0x04,
	    [8] = 0x03,
	    [9] = 0x8a,
	    [0xa] = 0x03,
	    [0xb] = 0x88,
	    [0xc] = 0x02,
	    [0xd] = 0x10,
	    [0xe] = 0x20,
	    [0xf] = 0x14,
	},
};

/* The ideographs among them, by pages of 64 from U+4000 on, a bit each. */
enum { FIRST_PAGE = 0x4000 / 64, PAGES = 6 * 64 };
#define PAGE(c) ((c) / 64 - FIRST_PAGE)
#define BIT(c) (UINT64_C(1) << (c) % 64)
static const uint64_t ideographs[PAGES] = {
	[PAGE(0x4e00)] = BIT(0x4e00) | BIT(0x4e03) | BIT(0x4e09) | BIT(0x4e24),
	[PAGE(0x4e5d)] = BIT(0x4e5d),
	[PAGE(0x4e8c)] = BIT(0x4e8c) | BIT(0x4e94),
	[PAGE(0x4f0d)] = BIT(0x4f0d),
	[PAGE(0x516b)] = BIT(0x516b) | BIT(0x516d),
	[PAGE(0x53c1)] = BIT(0x53c1) | BIT(0x53c3),
	[PAGE(0x56db)] = BIT(0x56db),
	[PAGE(0x58f9)] = BIT(0x58f9),
	[PAGE(0x5e7a)] = BIT(0x5e7a),
	[PAGE(0x634c)] = BIT(0x634c),
	[PAGE(0x67d2)] = BIT(0x67d2),
	[PAGE(0x7396)] = BIT(0x7396),
	[PAGE(0x8086)] = BIT(0x8086),
	[PAGE(0x8cb3)] = BIT(0x8cb3),
	[PAGE(0x8d30)] = BIT(0x8d30),
	[PAGE(0x9646)] = BIT(0x9646) | BIT(0x9678),
	[PAGE(0x96f6)] = BIT(0x96f6),
};

/* Whether `s` begins with another ideograph, or with one of the signs U+3000 to
 * U+3006 that stand between them. */
static inline bool is_no_digit(struct gr_slice s)
{
	const unsigned char *p = (const unsigned char *)s.ptr;

	if (!gr_utf8_is_hanzi(s))
		return s.len >= 3 && p[0] == 0xe3 && p[1] == 0x80
		    && p[2] >= 0x80 && p[2] <= 0x86;
	return (ideographs[(p[0] - 0xe4u) * 64u + (p[1] & 0x3fu)]
	               >> (p[2] & 0x3fu)
	           & 1)
	    == 0;
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

/* Whether a character beyond ASCII begins here that may be a digit. */
static bool begins_digit(struct gr_slice s, size_t at)
{
	unsigned char first = (unsigned char)s.ptr[at];

	return first >= 0xc0
	    && gr_digit_may(first,
	        at + 1 < s.len ? (unsigned char)s.ptr[at + 1] : 0);
}

struct gr_digit_bytes gr_digit_look_scalar(struct gr_slice s)
{
	struct gr_digit_bytes seen = { 0, 0, false };
	uint64_t words = 0;

	for (size_t i = 0; i < s.len; i += sizeof words) {
		size_t n = s.len - i < sizeof words ? s.len - i : sizeof words;
		uint64_t word = 0;

		memcpy(&word, s.ptr + i, n);
		uint64_t low = word & EVERY_BYTE(0x7f);
		uint64_t lower = low | EVERY_BYTE(0x20);

		seen.plain += top_bits(
		    reaches(low, '0') & ~reaches(low, '9' + 1) & ~word);
		for (size_t k = 0; top_bits(word & word << 1) > 0 && k < n; k++)
			seen.other += begins_digit(s, i + k);
		words |= word
		    | (reaches(lower, 'a') & ~reaches(lower, 'z' + 1));
	}
	seen.words = (words & EVERY_BYTE(0x80)) != 0;
	return seen;
}

#if defined(__x86_64__)

enum { WORD = 8, HALF = 16, BLOCK = 32 };

#define TARGET target("avx2,bmi,bmi2,popcnt")

#define AVX2 __attribute__((TARGET, always_inline)) static inline

/* 32 bytes, of which those that `live` has a bit for count. */
AVX2 void look_at(__m256i v, __m256i next, uint32_t live,
    struct gr_digit_bytes *seen)
{
	__m256i letter = gr_bytes_from_avx2(
	    _mm256_or_si256(v, _mm256_set1_epi8(0x20)), 'a', 'z' - 'a');
	uint32_t digits = (uint32_t)_mm256_movemask_epi8(
	    gr_bytes_from_avx2(v, '0', 9));
	uint32_t words = (uint32_t)_mm256_movemask_epi8(
	    _mm256_or_si256(v, letter));
	uint32_t begins = (uint32_t)_mm256_movemask_epi8(
	    gr_digit_begins_avx2(v, next));

	seen->plain += (size_t)_mm_popcnt_u32(digits & live);
	seen->other += (size_t)_mm_popcnt_u32(begins & live);
	seen->words |= (words & live) != 0;
}

AVX2 __m256i load(const char *p)
{
	return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

AVX2 __m128i load_half(const char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

AVX2 __m128i load_word(const char *p)
{
	return _mm_loadl_epi64((const __m128i *)(const void *)p);
}

/* What is behind each byte of the last ones: behind the very last, 0. */
AVX2 __m128i behind_half(__m128i v)
{
	return _mm_srli_si128(v, 1);
}

AVX2 __m256i behind(__m256i v)
{
	return _mm256_alignr_epi8(_mm256_permute2x128_si256(v, v, 0x81), v, 1);
}

/* The first and the last `n` bytes of fewer than two `n`, of which those that
 * are both do not count twice. */
AVX2 uint32_t live_of(size_t len, unsigned n)
{
	return ~((UINT32_MAX >> (BLOCK - (2 * n - len))) << n);
}

/* The same of 8 to 15 bytes; of those that are only first, one is behind each. */
AVX2 void look_at_words(struct gr_slice s, struct gr_digit_bytes *seen)
{
	__m128i last = load_word(s.ptr + s.len - WORD);
	__m128i first = load_word(s.ptr);
	__m128i next = s.len > WORD ? load_word(s.ptr + 1) : behind_half(first);

	look_at(_mm256_zextsi128_si256(_mm_unpacklo_epi64(first, last)),
	    _mm256_zextsi128_si256(_mm_unpacklo_epi64(next, behind_half(last))),
	    live_of(s.len, WORD) & UINT16_MAX, seen);
}

/* The same of 16 to 31. */
AVX2 void look_at_halves(struct gr_slice s, struct gr_digit_bytes *seen)
{
	__m128i last = load_half(s.ptr + s.len - HALF);
	__m128i first = load_half(s.ptr);
	__m128i next = s.len > HALF ? load_half(s.ptr + 1) : behind_half(first);

	look_at(_mm256_set_m128i(last, first),
	    _mm256_set_m128i(behind_half(last), next), live_of(s.len, HALF),
	    seen);
}

/* The last 32 bytes overlap those before; fewer are two pieces that overlap. */
__attribute__((TARGET)) static struct gr_digit_bytes look_avx2(
    struct gr_slice s)
{
	struct gr_digit_bytes seen = { 0, 0, false };
	size_t i = 0;

	if (s.len < HALF)
		look_at_words(s, &seen);
	else if (s.len < BLOCK)
		look_at_halves(s, &seen);
	else {
		__m256i last = load(s.ptr + s.len - BLOCK);

		for (; i + BLOCK < s.len; i += BLOCK)
			look_at(load(s.ptr + i), load(s.ptr + i + 1),
			    UINT32_MAX, &seen);
		look_at(last, behind(last), UINT32_MAX << (BLOCK - (s.len - i)),
		    &seen);
	}
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

/* As long as so many of the characters that are left may be digits: hardly any
 * name has enough of them. */
bool gr_digit_has_seen(struct gr_slice s, struct gr_digit_bytes seen,
    size_t least)
{
	size_t plain = seen.plain, may = seen.plain + seen.other;
	char digit;

	for (size_t i = 0; i < s.len && plain < least && may >= least; i++) {
		bool is_one;

		if (!begins_digit(s, i))
			continue;
		is_one = gr_digit_next_wide(gr_slice_skip(s, i), &digit) > 0;
		plain += is_one;
		may -= !is_one;
	}
	return plain >= least;
}

bool gr_digit_has(struct gr_slice s, size_t least)
{
	return s.len >= least && gr_digit_has_seen(s, gr_digit_look(s), least);
}
