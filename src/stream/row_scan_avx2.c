/* row_scan_avx2.c - the kernel of row_scan.h with vectors of 32 bytes. */
#include "stream/row_scan_internal.h"
#include "text/utf8_pairs.h"
#include "text/utf8_pairs_avx2.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#define AVX2 \
	__attribute__((target("avx2,bmi,bmi2"), always_inline)) static inline

enum { BLOCK = 64, HALF = 32 };

AVX2 __m256i load(const char *p)
{
	return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

AVX2 __m256i is_byte(__m256i v, char c)
{
	return _mm256_cmpeq_epi8(v, _mm256_set1_epi8(c));
}

AVX2 uint64_t mask_of(__m256i low, __m256i high)
{
	return (uint64_t)(uint32_t)_mm256_movemask_epi8(low)
	    | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << HALF;
}

AVX2 uint32_t take_place(uint64_t *mask, uint32_t base)
{
	uint32_t place = base + (uint32_t)_tzcnt_u64(*mask);

	*mask = _blsr_u64(*mask);
	return place;
}

/* Eight at a time, whether there are so many or not: `at` has the slack. */
AVX2 void put_places(struct gr_row_scan *scan, uint64_t mask, uint32_t base)
{
	uint32_t *at = scan->at + scan->found;

	scan->found += (size_t)_mm_popcnt_u64(mask);
	for (; mask != 0; at += 8) {
		at[0] = take_place(&mask, base);
		at[1] = take_place(&mask, base);
		at[2] = take_place(&mask, base);
		at[3] = take_place(&mask, base);
		at[4] = take_place(&mask, base);
		at[5] = take_place(&mask, base);
		at[6] = take_place(&mask, base);
		at[7] = take_place(&mask, base);
	}
}

AVX2 void put_lines(struct gr_row_scan *scan, uint64_t ends, uint64_t lf)
{
	for (; lf != 0; lf = _blsr_u64(lf))
		scan->end[scan->lines++] = (uint32_t)(scan->found
		    + (size_t)_mm_popcnt_u64(ends & (_blsmsk_u64(lf) >> 1)));
}

__attribute__((target("avx2,bmi,bmi2"))) void gr_row_scan_avx2(
    struct gr_row_scan *scan, const char *text, size_t from, size_t to)
{
	size_t before = from < GR_UTF8_BEFORE ? from : GR_UTF8_BEFORE;
	char tail[BLOCK] = { 0 };
	uint64_t odd = 0;
	bool high_before = true, known = scan->known;
	__m256i last;

	if (before > 0)
		memcpy(tail + HALF - before, text + from - before, before);
	last = load(tail);
	for (size_t i = from; i < to; i += BLOCK) {
		const char *p = text + i;
		uint64_t live = UINT64_MAX;

		if (to - i < BLOCK) {
			memset(tail, ' ', BLOCK);
			memcpy(tail, p, to - i);
			live = _bzhi_u64(live, (unsigned)(to - i));
			p = tail;
		}
		__m256i a = load(p), b = load(p + HALF);
		__m256i a_lf = is_byte(a, '\n'), b_lf = is_byte(b, '\n');
		uint64_t lf = mask_of(a_lf, b_lf);
		uint64_t ends = mask_of(_mm256_or_si256(a_lf, is_byte(a, '\t')),
		    _mm256_or_si256(b_lf, is_byte(b, '\t')));
		bool high = mask_of(a, b) != 0;

		odd |= mask_of(_mm256_or_si256(is_byte(a, '\0'),
		                   is_byte(a, '\r')),
		    _mm256_or_si256(is_byte(b, '\0'), is_byte(b, '\r')));
		if ((high || high_before) && !known)
			odd |= ~mask_of(is_byte(gr_utf8_wrong_avx2(last, a), 0),
			           is_byte(gr_utf8_wrong_avx2(a, b), 0))
			    & live;
		last = b;
		high_before = high;
		put_lines(scan, ends, lf);
		put_places(scan, ends, (uint32_t)i);
	}
	scan->odd |= odd != 0;
}

_Static_assert(sizeof(struct gr_slice) == 16, "two slices are a vector");

AVX2 void put(struct gr_slice *to, __m256i two)
{
	_mm256_storeu_si256((__m256i *)(void *)to, two);
}

/* Four fields at a time: the begin of each is one behind the end before. */
__attribute__((target("avx2,bmi,bmi2"))) void gr_row_split_avx2(
    const char *base, const char *from, const uint32_t *at, size_t n,
    struct gr_slice *field)
{
	const __m256i bases = _mm256_set1_epi64x((long long)(uintptr_t)base);
	__m256i before = _mm256_set1_epi64x((long long)(uintptr_t)from);
	size_t i = 0;

	for (; i + 4 <= n; i += 4) {
		__m256i end = _mm256_add_epi64(bases,
		    _mm256_cvtepu32_epi64(_mm_loadu_si128(
		        (const __m128i *)(const void *)(at + i))));
		__m256i behind = _mm256_permute4x64_epi64(
		    _mm256_add_epi64(end, _mm256_set1_epi64x(1)), 0x93);
		__m256i begin = _mm256_blend_epi32(behind, before, 0x03);
		__m256i len = _mm256_sub_epi64(end, begin);
		__m256i even = _mm256_unpacklo_epi64(begin, len);
		__m256i odd = _mm256_unpackhi_epi64(begin, len);

		put(field + i, _mm256_permute2x128_si256(even, odd, 0x20));
		put(field + i + 2, _mm256_permute2x128_si256(even, odd, 0x31));
		before = behind;
	}
	if (i > 0)
		from = base + at[i - 1] + 1;
	for (; i < n; i++) {
		field[i] = gr_slice_make(from, (size_t)(base + at[i] - from));
		from = base + at[i] + 1;
	}
}

#endif
