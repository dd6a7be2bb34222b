/* fields_filled.c - which fields of a row hold something */
#include "stream/fields_filled.h"

#include "base/simd.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { EIGHT = 8 };

static void filled_scalar(uint8_t *to, const struct gr_slice *field, size_t n)
{
	for (size_t i = 0; i < n; i += EIGHT) {
		unsigned bits = 0;

		for (size_t k = 0; k < EIGHT && i + k < n; k++)
			bits |= (unsigned)(field[i + k].len > 0) << k;
		to[i / EIGHT] = (uint8_t)bits;
	}
}

#if defined(__x86_64__)

#define AVX2 __attribute__((target("avx2")))
#define INLINE __attribute__((target("avx2"), always_inline)) static inline

_Static_assert(sizeof(struct gr_slice) == 16, "two slices are a vector");

/* Where four fields hold nothing, the second and the third in each other's
 * place. */
INLINE __m256i four_empty(const struct gr_slice *field)
{
	const __m256i *at = (const __m256i *)(const void *)field;

	return _mm256_cmpeq_epi64(_mm256_unpackhi_epi64(_mm256_loadu_si256(at),
	                              _mm256_loadu_si256(at + 1)),
	    _mm256_setzero_si256());
}

/* The lowest byte of each of eight, in the order of the fields: those of `b` stand
 * four bytes above those of `a`; each half is put in order, and both are laid
 * over each other. */
INLINE __m128i eight_bytes(__m256i a, __m256i b)
{
	const __m256i order = _mm256_setr_epi8(0, -1, 8, -1, 4, -1, 12, -1, -1,
	    -1, -1, -1, -1, -1, -1, -1, -1, 0, -1, 8, -1, 4, -1, 12, -1, -1, -1,
	    -1, -1, -1, -1, -1);
	__m256i both = _mm256_shuffle_epi8(
	    _mm256_blend_epi32(a, _mm256_slli_epi64(b, 32), 0xaa), order);

	return _mm_or_si128(_mm256_castsi256_si128(both),
	    _mm256_extracti128_si256(both, 1));
}

AVX2 static void filled_avx2(uint8_t *to, const struct gr_slice *field,
    size_t n)
{
	size_t i = 0;

	for (; i + EIGHT <= n; i += EIGHT) {
		__m128i empty = eight_bytes(four_empty(field + i),
		    four_empty(field + i + EIGHT / 2));

		to[i / EIGHT] = (uint8_t)~_mm_movemask_epi8(empty);
	}
	filled_scalar(to + i / EIGHT, field + i, n - i);
}

void gr_fields_filled(uint8_t *to, const struct gr_slice *field, size_t n)
{
	if (gr_simd_level() >= GR_SIMD_AVX2)
		filled_avx2(to, field, n);
	else
		filled_scalar(to, field, n);
}

#else

void gr_fields_filled(uint8_t *to, const struct gr_slice *field, size_t n)
{
	filled_scalar(to, field, n);
}

#endif
