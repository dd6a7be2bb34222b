#include "csv/gb18030_pairs.h"

#include "base/simd.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <stdbool.h>
#include <stdint.h>

#define TARGET target("avx2,bmi,bmi2")
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

/* 80, FE and FF do not begin such a code. */
AVX2 __m256i no_lead(__m256i v)
{
	return _mm256_or_si256(is_byte(v, 0x80),
	    _mm256_cmpeq_epi8(_mm256_max_epu8(v, _mm256_set1_epi8((char)0xfe)),
	        v));
}

/* Bytes below 40, 7F and FF do not end one. */
AVX2 __m256i no_trail(__m256i v)
{
	return _mm256_or_si256(_mm256_or_si256(is_byte(v, GR_GB18030_NO_TRAIL),
	                           is_byte(v, 0xff)),
	    _mm256_cmpeq_epi8(_mm256_min_epu8(v, _mm256_set1_epi8(0x3f)), v));
}

/* Each second bit of every run of bits, from its first on. */
AVX2 uint64_t first_of_pairs(uint64_t bits)
{
	const uint64_t even = 0x5555555555555555;
	uint64_t starts = bits & ~(bits << 1);
	/* a run to whose first bit one is added is gone, up to its end */
	uint64_t from_even = bits & ~(bits + (starts & even));

	return (from_even & even) | (bits & ~from_even & ~even);
}

__attribute__((TARGET)) static size_t pairs_avx2(const char *text, size_t n)
{
	uint64_t inside = 0; /* whether the next byte ends a code */
	size_t i = 0;

	for (; i + BLOCK <= n; i += BLOCK) {
		__m256i a = load(text + i), b = load(text + i + HALF);
		uint64_t leads = first_of_pairs(mask_of(a, b) & ~inside);
		uint64_t trails = leads << 1 | inside;

		if ((leads & mask_of(no_lead(a), no_lead(b))) != 0
		    || (trails & mask_of(no_trail(a), no_trail(b))) != 0)
			break;
		inside = leads >> (BLOCK - 1);
	}
	return i - (size_t)inside;
}

size_t gr_gb18030_pairs(const char *text, size_t n)
{
	return gr_simd_level() >= GR_SIMD_AVX2 ? pairs_avx2(text, n) : 0;
}

#else

size_t gr_gb18030_pairs(const char *text, size_t n)
{
	(void)text;
	(void)n;
	return 0;
}

#endif
