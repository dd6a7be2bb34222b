/* utf8_pairs_avx2.h - the tables of utf8_pairs.h with vectors of 32 bytes. */
#ifndef GREEN_TEXT_UTF8_PAIRS_AVX2_H
#define GREEN_TEXT_UTF8_PAIRS_AVX2_H

#include "text/utf8_pairs.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define GR_AVX2 \
	__attribute__((target("avx2,bmi,bmi2"), always_inline)) static inline

GR_AVX2 __m256i gr_utf8_look_up_avx2(const unsigned char *table, __m256i at)
{
	__m256i t = _mm256_broadcastsi128_si256(
	    _mm_loadu_si128((const __m128i *)(const void *)table));

	return _mm256_shuffle_epi8(t, at);
}

GR_AVX2 __m256i gr_utf8_upper_avx2(__m256i v)
{
	return _mm256_and_si256(_mm256_srli_epi16(v, 4), _mm256_set1_epi8(15));
}

/* Not 0 where a byte of `v` is wrong behind those before it. */
GR_AVX2 __m256i gr_utf8_wrong_avx2(__m256i before, __m256i v)
{
	const struct gr_utf8_pairs *t = &gr_utf8_pairs;
	__m256i seam = _mm256_permute2x128_si256(before, v, 0x21);
	__m256i one = _mm256_alignr_epi8(v, seam, 15);
	__m256i two = _mm256_alignr_epi8(v, seam, 14);
	__m256i three = _mm256_alignr_epi8(v, seam, 13);
	__m256i said = _mm256_and_si256(
	    _mm256_and_si256(gr_utf8_look_up_avx2(t->first_upper,
	                         gr_utf8_upper_avx2(one)),
	        gr_utf8_look_up_avx2(t->first_lower,
	            _mm256_and_si256(one, _mm256_set1_epi8(15)))),
	    gr_utf8_look_up_avx2(t->second_upper, gr_utf8_upper_avx2(v)));
	__m256i asked = _mm256_or_si256(_mm256_subs_epu8(two,
	                                    _mm256_set1_epi8(0xe0 - 0x80)),
	    _mm256_subs_epu8(three, _mm256_set1_epi8(0xf0 - 0x80)));

	return _mm256_xor_si256(said,
	    _mm256_and_si256(asked, _mm256_set1_epi8((char)GR_UTF8_INSIDE)));
}

#endif

#endif
