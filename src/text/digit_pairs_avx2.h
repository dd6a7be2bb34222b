/* digit_pairs_avx2.h - the tables of digit_pairs.h with vectors of 32 bytes. */
#ifndef GREEN_TEXT_DIGIT_PAIRS_AVX2_H
#define GREEN_TEXT_DIGIT_PAIRS_AVX2_H

#include "text/digit_pairs.h"
#include "text/utf8_pairs_avx2.h"

#if defined(__x86_64__)

/* Bytes from `first` on, as many as `more` behind it. */
GR_AVX2 __m256i gr_bytes_from_avx2(__m256i v, unsigned char first, char more)
{
	__m256i from = _mm256_sub_epi8(v, _mm256_set1_epi8((char)first));

	return _mm256_cmpeq_epi8(_mm256_min_epu8(from, _mm256_set1_epi8(more)),
	    from);
}

/* Where a character begins, not in ASCII, that may be a digit: in the top bits
 * of `v`, whose bytes have those of `next` behind them. */
GR_AVX2 __m256i gr_digit_begins_avx2(__m256i v, __m256i next)
{
	const struct gr_digit_pairs *t = &gr_digit_pairs;
	const __m256i lower = _mm256_set1_epi8(15);
	__m256i kind = _mm256_and_si256(
	    _mm256_and_si256(gr_utf8_look_up_avx2(t->first_lower,
	                         _mm256_and_si256(v, lower)),
	        gr_utf8_look_up_avx2(t->second_lower,
	            _mm256_and_si256(next, lower))),
	    gr_utf8_look_up_avx2(t->second_upper, gr_utf8_upper_avx2(next)));
	__m256i none = _mm256_and_si256(
	    gr_bytes_from_avx2(v, GR_DIGIT_PAIR_FIRST,
	        GR_DIGIT_PAIR_LAST - GR_DIGIT_PAIR_FIRST),
	    _mm256_cmpeq_epi8(kind, _mm256_setzero_si256()));

	return _mm256_andnot_si256(none,
	    _mm256_and_si256(v, _mm256_add_epi8(v, v)));
}

#endif

#endif
