/* row_look_avx2.c - the kernel of row_look.h, 64 bytes at a time. */
#include "delivery/row_look_masks.h"
#include "text/digit_pairs_avx2.h"

#if defined(__x86_64__)

#define TARGET target("avx2,bmi,bmi2,popcnt")
#define AVX2 __attribute__((TARGET, always_inline)) static inline

enum { BLOCK = 64, HALF = 32 };

AVX2 __m256i load(const char *p)
{
	return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

AVX2 __m256i is_byte(__m256i v, unsigned char c)
{
	return _mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)c));
}

AVX2 uint64_t mask_of(__m256i low, __m256i high)
{
	return (uint64_t)(uint32_t)_mm256_movemask_epi8(low)
	    | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << HALF;
}

/* Where bytes stand that a cell of gr_row_look_begins() may begin with. */
AVX2 __m256i may_begin(__m256i v)
{
	return _mm256_or_si256(_mm256_or_si256(is_byte(v, '!'),
	                           is_byte(v, '\\')),
	    _mm256_or_si256(is_byte(v, 0xe2), is_byte(v, 0xef)));
}

/* Where a digit stands, or a character begins that may be one: gr_digit_may() of
 * each byte and the one behind it; only the top bits count. */
AVX2 __m256i may_digit(__m256i v, __m256i next)
{
	return _mm256_or_si256(gr_bytes_from_avx2(v, '0', 9),
	    gr_digit_begins_avx2(v, next));
}

AVX2 void put_tabs(char *p, __m256i v, __m256i where)
{
	_mm256_storeu_si256((__m256i *)(void *)p,
	    _mm256_blendv_epi8(v, _mm256_set1_epi8('\t'), where));
}

/* A block, and the byte behind it, where `n` bytes are left of the text. */
AVX2 void part_block(struct gr_row_place *place, char *p, size_t n,
    __m256i delimiter)
{
	uint64_t live = n < BLOCK ? _bzhi_u64(UINT64_MAX, (unsigned)n)
	                          : UINT64_MAX;
	__m256i a = load(p), b = load(p + HALF);
	__m256i a_end = _mm256_cmpeq_epi8(a, delimiter);
	__m256i b_end = _mm256_cmpeq_epi8(b, delimiter);
	uint64_t ends = mask_of(a_end, b_end) & live;
	uint64_t may = mask_of(may_digit(a, load(p + 1)),
	    may_digit(b, load(p + HALF + 1)));

	gr_row_put_begins(place, p, n,
	    mask_of(may_begin(a), may_begin(b)) & live
	        & (ends << 1 | place->first),
	    ends);
	gr_row_put_digits(place, may & live & ~ends, ends);
	put_tabs(p, a, a_end);
	put_tabs(p + HALF, b, b_end);
	place->cell += (size_t)_mm_popcnt_u64(ends);
	place->first = ends >> (BLOCK - 1);
}

__attribute__((TARGET)) void gr_row_part_avx2(char *text, size_t n,
    char delimiter, uint64_t *begins, uint64_t *digits)
{
	const __m256i delimiters = _mm256_set1_epi8(delimiter);
	struct gr_row_place place = { .first = 1 };
	char rest[BLOCK + HALF] = { 0 };
	size_t i = 0;

	place.begins = begins;
	place.digits = digits;
	for (; i + BLOCK < n; i += BLOCK)
		part_block(&place, text + i, n - i, delimiters);
	memcpy(rest, text + i, n - i);
	part_block(&place, rest, n - i, delimiters);
	memcpy(text + i, rest, n - i);
}

#endif
