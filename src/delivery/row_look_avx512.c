/* row_look_avx512.c - the kernel of row_look.h with vectors of 64 bytes. */
#include "delivery/row_look_masks.h"
#include "text/digit_pairs.h"

#if defined(__x86_64__)

#define TARGET target("avx512f,avx512bw,avx512vl,bmi,bmi2,popcnt")
#define AVX512 __attribute__((TARGET, always_inline)) static inline

enum { BLOCK = 64 };

AVX512 uint64_t is_byte(__m512i v, unsigned char c)
{
	return _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8((char)c));
}

/* Bytes from `first` on, as many as `more` behind it. */
AVX512 uint64_t is_from(__m512i v, unsigned char first, char more)
{
	return _mm512_cmple_epu8_mask(_mm512_sub_epi8(v,
	                                  _mm512_set1_epi8((char)first)),
	    _mm512_set1_epi8(more));
}

/* Where bytes stand that a cell of gr_row_look_begins() may begin with. */
AVX512 uint64_t may_begin(__m512i v)
{
	return is_byte(v, '!') | is_byte(v, '\\') | is_byte(v, 0xe2)
	    | is_byte(v, 0xef);
}

AVX512 __m512i look_up(const unsigned char *table, __m512i at)
{
	__m512i t = _mm512_broadcast_i32x4(
	    _mm_loadu_si128((const __m128i *)(const void *)table));

	return _mm512_shuffle_epi8(t,
	    _mm512_and_si512(at, _mm512_set1_epi8(15)));
}

/* Where a digit stands, or a character begins that may be one: gr_digit_may() of
 * each byte and the one behind it. */
AVX512 uint64_t may_digit(__m512i v, __m512i next)
{
	const struct gr_digit_pairs *t = &gr_digit_pairs;
	uint64_t some = _mm512_test_epi8_mask(
	    _mm512_and_si512(look_up(t->first_lower, v),
	        look_up(t->second_lower, next)),
	    look_up(t->second_upper, _mm512_srli_epi16(next, 4)));
	uint64_t of_three = is_from(v, GR_DIGIT_PAIR_FIRST,
	    GR_DIGIT_PAIR_LAST - GR_DIGIT_PAIR_FIRST);
	uint64_t begins = _mm512_cmpge_epu8_mask(v,
	    _mm512_set1_epi8((char)0xc0));

	return is_from(v, '0', 9) | (begins & (some | ~of_three));
}

AVX512 uint64_t live_of(size_t n)
{
	return n < BLOCK ? _bzhi_u64(UINT64_MAX, (unsigned)n) : UINT64_MAX;
}

__attribute__((TARGET)) void gr_row_part_avx512(char *text, size_t n,
    char delimiter, uint64_t *begins, uint64_t *digits)
{
	const __m512i delimiters = _mm512_set1_epi8(delimiter);
	struct gr_row_place place = { .first = 1 };

	place.begins = begins;
	place.digits = digits;
	for (size_t i = 0; i < n; i += BLOCK) {
		char *p = text + i;
		uint64_t live = live_of(n - i);
		__m512i v = _mm512_maskz_loadu_epi8(live, p);
		__m512i next = _mm512_maskz_loadu_epi8(live_of(n - i - 1),
		    p + 1);
		uint64_t ends = _mm512_cmpeq_epi8_mask(v, delimiters) & live;

		gr_row_put_begins(&place, p, n - i,
		    may_begin(v) & (ends << 1 | place.first), ends);
		gr_row_put_digits(&place, may_digit(v, next) & live & ~ends,
		    ends);
		_mm512_mask_storeu_epi8(p, ends, _mm512_set1_epi8('\t'));
		place.cell += (size_t)_mm_popcnt_u64(ends);
		place.first = ends >> (BLOCK - 1);
	}
}

#endif
