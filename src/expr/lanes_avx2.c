/* lanes_avx2.c - the loops over the rows of a batch, four numbers or 32 bytes
 * at a time. */
#include "expr/lanes_internal.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))
#define INLINE __attribute__((target("avx2"), always_inline)) static inline

enum { FOUR = 4, HALF = 32 };

/* ---- at first sight ---- */

INLINE gr_rows mask_of(__m256i low, __m256i high)
{
	return (gr_rows)(uint32_t)_mm256_movemask_epi8(low)
	    | (gr_rows)(uint32_t)_mm256_movemask_epi8(high) << HALF;
}

INLINE gr_rows are(__m256i low, __m256i high, char c)
{
	__m256i v = _mm256_set1_epi8(c);

	return mask_of(_mm256_cmpeq_epi8(low, v), _mm256_cmpeq_epi8(high, v));
}

/* Bytes that are '0' .. '9': those that are no more than 9 behind '0'. */
INLINE __m256i is_digit(__m256i v)
{
	__m256i behind = _mm256_sub_epi8(v, _mm256_set1_epi8('0'));

	return _mm256_cmpeq_epi8(behind,
	    _mm256_min_epu8(behind, _mm256_set1_epi8(9)));
}

AVX2 static void sort(const struct gr_glance *glance, struct gr_glances *out)
{
	const __m256i *at = (const __m256i *)(const void *)glance->of;
	__m256i low = _mm256_loadu_si256(at), high = _mm256_loadu_si256(at + 1);

	out->empty = are(low, high, GR_GLANCE_EMPTY);
	out->na = are(low, high, GR_GLANCE_NA);
	out->query = are(low, high, '?');
	out->digit = mask_of(is_digit(low), is_digit(high));
	out->zero = are(low, high, '0');
	out->one = are(low, high, '1');
	out->rest = ~(out->empty | out->na | out->query | out->digit);
}

INLINE void store(int64_t *to, __m256i v)
{
	_mm256_storeu_si256((__m256i *)(void *)to, v);
}

AVX2 static void digits(const struct gr_glance *glance, int64_t *out)
{
	const __m128i zero = _mm_set1_epi8('0');

	for (size_t i = 0; i < GR_BATCH_ROWS; i += FOUR * FOUR) {
		__m128i v = _mm_sub_epi8(
		    _mm_loadu_si128(
		        (const __m128i *)(const void *)(glance->of + i)),
		    zero);

		store(out + i, _mm256_cvtepu8_epi64(v));
		store(out + i + 4, _mm256_cvtepu8_epi64(_mm_srli_si128(v, 4)));
		store(out + i + 8, _mm256_cvtepu8_epi64(_mm_srli_si128(v, 8)));
		store(out + i + 12,
		    _mm256_cvtepu8_epi64(_mm_srli_si128(v, 12)));
	}
}

/* ---- numbers ---- */

/* The i-th four of a lane; `first` is what it holds where all are the same. */
INLINE __m256i four(struct gr_lane lane, __m256i first, size_t i)
{
	return lane.same ? first
	                 : _mm256_loadu_si256(
	                     (const __m256i *)(const void *)(lane.number + i));
}

INLINE __m256i first_of(struct gr_lane lane)
{
	return _mm256_set1_epi64x(*lane.number);
}

INLINE gr_rows bits_of(__m256i v, size_t i)
{
	return (gr_rows)(unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(v))
	    << i;
}

/* Inlined for each of the ways in which lanes can be the same, so that their
 * loops ask nothing. */
INLINE gr_rows less_by(struct gr_lane a, struct gr_lane b)
{
	__m256i x = first_of(a), y = first_of(b);
	gr_rows found = 0;

	for (size_t i = 0; i < GR_BATCH_ROWS; i += FOUR)
		found |= bits_of(
		    _mm256_cmpgt_epi64(four(b, y, i), four(a, x, i)), i);
	return found;
}

INLINE gr_rows equal_by(struct gr_lane a, struct gr_lane b)
{
	__m256i x = first_of(a), y = first_of(b);
	gr_rows found = 0;

	for (size_t i = 0; i < GR_BATCH_ROWS; i += FOUR)
		found |= bits_of(
		    _mm256_cmpeq_epi64(four(a, x, i), four(b, y, i)), i);
	return found;
}

INLINE struct gr_lane lane_of(struct gr_lane lane, bool same)
{
	return (struct gr_lane){ lane.number, same };
}

AVX2 static gr_rows less(struct gr_lane a, struct gr_lane b)
{
	if (b.same)
		return a.same ? less_by(lane_of(a, true), lane_of(b, true))
		              : less_by(lane_of(a, false), lane_of(b, true));
	return a.same ? less_by(lane_of(a, true), lane_of(b, false))
	              : less_by(lane_of(a, false), lane_of(b, false));
}

AVX2 static gr_rows equal(struct gr_lane a, struct gr_lane b)
{
	if (b.same)
		return a.same ? equal_by(lane_of(a, true), lane_of(b, true))
		              : equal_by(lane_of(a, false), lane_of(b, true));
	return a.same ? equal_by(lane_of(a, true), lane_of(b, false))
	              : equal_by(lane_of(a, false), lane_of(b, false));
}

AVX2 static void add(struct gr_lane a, struct gr_lane b, int64_t *out)
{
	__m256i x = first_of(a), y = first_of(b);

	for (size_t i = 0; i < GR_BATCH_ROWS; i += FOUR)
		store(out + i, _mm256_add_epi64(four(a, x, i), four(b, y, i)));
}

AVX2 static void subtract(struct gr_lane a, struct gr_lane b, int64_t *out)
{
	__m256i x = first_of(a), y = first_of(b);

	for (size_t i = 0; i < GR_BATCH_ROWS; i += FOUR)
		store(out + i, _mm256_sub_epi64(four(a, x, i), four(b, y, i)));
}

/* Of factors with more than 32 bits the high halves count, too, once each: what
 * is above 64 bits is not kept. */
INLINE __m256i product(__m256i x, __m256i y)
{
	__m256i cross = _mm256_add_epi64(
	    _mm256_mul_epu32(_mm256_srli_epi64(x, HALF), y),
	    _mm256_mul_epu32(x, _mm256_srli_epi64(y, HALF)));

	return _mm256_add_epi64(_mm256_mul_epu32(x, y),
	    _mm256_slli_epi64(cross, HALF));
}

AVX2 static void multiply(struct gr_lane a, struct gr_lane b, bool small,
    int64_t *out)
{
	__m256i x = first_of(a), y = first_of(b);

	for (size_t i = 0; small && i < GR_BATCH_ROWS; i += FOUR)
		store(out + i, _mm256_mul_epi32(four(a, x, i), four(b, y, i)));
	for (size_t i = 0; !small && i < GR_BATCH_ROWS; i += FOUR)
		store(out + i, product(four(a, x, i), four(b, y, i)));
}

const struct gr_lanes gr_lanes_avx2 = { sort, digits, less, equal, add,
	subtract, multiply };

#endif
