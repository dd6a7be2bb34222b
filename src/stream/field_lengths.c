/* field_lengths.c - how long the fields of a row are */
#include "stream/field_lengths.h"

#include "base/simd.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { EIGHT = 8 };

static bool lengths_scalar(uint8_t *to, const struct gr_slice *field, size_t n)
{
	size_t any = 0;

	for (size_t i = 0; i < n; i++) {
		to[i] = (uint8_t)field[i].len;
		any |= field[i].len;
	}
	return any < GR_LENGTHS_LESS;
}

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

/* The lengths of four fields, the second and the third in each other's place. */
INLINE __m256i four_lengths(const struct gr_slice *field)
{
	const __m256i *at = (const __m256i *)(const void *)field;

	return _mm256_unpackhi_epi64(_mm256_loadu_si256(at),
	    _mm256_loadu_si256(at + 1));
}

/* The lowest byte of each of eight, in the order of the fields: those of `b` stand
 * four bytes above those of `a`, which have nothing there that counts; each half
 * is put in order, and both are laid over each other. */
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

AVX2 static bool lengths_avx2(uint8_t *to, const struct gr_slice *field,
    size_t n)
{
	const __m256i more = _mm256_set1_epi64x(~(int64_t)INT8_MAX);
	__m256i any = _mm256_setzero_si256();
	size_t i = 0;

	for (; i + EIGHT <= n; i += EIGHT) {
		__m256i a = four_lengths(field + i);
		__m256i b = four_lengths(field + i + EIGHT / 2);

		any = _mm256_or_si256(any, _mm256_or_si256(a, b));
		_mm_storel_epi64((__m128i *)(void *)(to + i),
		    eight_bytes(a, b));
	}
	return lengths_scalar(to + i, field + i, n - i)
	    && _mm256_testz_si256(any, more) != 0;
}

AVX2 static void filled_avx2(uint8_t *to, const struct gr_slice *field,
    size_t n)
{
	const __m256i none = _mm256_setzero_si256();
	size_t i = 0;

	for (; i + EIGHT <= n; i += EIGHT) {
		__m256i a = four_lengths(field + i);
		__m256i b = four_lengths(field + i + EIGHT / 2);
		__m128i empty = eight_bytes(_mm256_cmpeq_epi64(a, none),
		    _mm256_cmpeq_epi64(b, none));

		to[i / EIGHT] = (uint8_t)~_mm_movemask_epi8(empty);
	}
	filled_scalar(to + i / EIGHT, field + i, n - i);
}

bool gr_field_lengths(uint8_t *to, const struct gr_slice *field, size_t n)
{
	return gr_simd_level() >= GR_SIMD_AVX2 ? lengths_avx2(to, field, n)
	                                       : lengths_scalar(to, field, n);
}

void gr_fields_filled(uint8_t *to, const struct gr_slice *field, size_t n)
{
	if (gr_simd_level() >= GR_SIMD_AVX2)
		filled_avx2(to, field, n);
	else
		filled_scalar(to, field, n);
}

#else

bool gr_field_lengths(uint8_t *to, const struct gr_slice *field, size_t n)
{
	return lengths_scalar(to, field, n);
}

void gr_fields_filled(uint8_t *to, const struct gr_slice *field, size_t n)
{
	filled_scalar(to, field, n);
}

#endif
