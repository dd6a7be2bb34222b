/* row_scan_avx512.c - the kernel of row_scan.h with vectors of 64 bytes. */
#include "stream/row_scan_internal.h"
#include "text/utf8_pairs.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#define TARGET target("avx512f,avx512bw,avx512vl,avx512vbmi2,bmi,bmi2,popcnt")
#define AVX512 __attribute__((TARGET, always_inline)) static inline

enum { BLOCK = 64, PLACES = 16, FIELDS = 8 };

AVX512 __mmask64 is_byte(__m512i v, char c)
{
	return _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8(c));
}

AVX512 __m512i look_up(const unsigned char *table, __m512i at)
{
	__m512i t = _mm512_broadcast_i32x4(
	    _mm_loadu_si128((const __m128i *)(const void *)table));

	return _mm512_shuffle_epi8(t, at);
}

AVX512 __m512i upper(__m512i v)
{
	return _mm512_and_si512(_mm512_srli_epi16(v, 4), _mm512_set1_epi8(15));
}

/* Where a byte of `v` is wrong behind those before it. */
AVX512 __mmask64 wrong(__m512i before, __m512i v)
{
	const struct gr_utf8_pairs *t = &gr_utf8_pairs;
	__m512i seam = _mm512_alignr_epi64(v, before, 6);
	__m512i one = _mm512_alignr_epi8(v, seam, 15);
	__m512i two = _mm512_alignr_epi8(v, seam, 14);
	__m512i three = _mm512_alignr_epi8(v, seam, 13);
	__m512i said = _mm512_and_si512(
	    _mm512_and_si512(look_up(t->first_upper, upper(one)),
	        look_up(t->first_lower,
	            _mm512_and_si512(one, _mm512_set1_epi8(15)))),
	    look_up(t->second_upper, upper(v)));
	__m512i asked = _mm512_or_si512(_mm512_subs_epu8(two,
	                                    _mm512_set1_epi8(0xe0 - 0x80)),
	    _mm512_subs_epu8(three, _mm512_set1_epi8(0xf0 - 0x80)));

	return _mm512_cmpneq_epi8_mask(said,
	    _mm512_and_si512(asked, _mm512_set1_epi8((char)GR_UTF8_INSIDE)));
}

/* Sixteen of the places that are packed as bytes. */
AVX512 void put_some(uint32_t *at, __m128i places, __m512i base)
{
	_mm512_storeu_si512(at,
	    _mm512_add_epi32(base, _mm512_cvtepu8_epi32(places)));
}

/* Mostly no more than half of the bytes; `at` has the slack. */
AVX512 void put_places(struct gr_row_scan *scan, uint64_t mask, size_t base)
{
	const __m512i all = _mm512_set_epi8(63, 62, 61, 60, 59, 58, 57, 56, 55,
	    54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38,
	    37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21,
	    20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2,
	    1, 0);
	__m512i bases = _mm512_set1_epi32((int)(uint32_t)base);
	__m512i places = _mm512_maskz_compress_epi8(mask, all);
	uint32_t *at = scan->at + scan->found;
	size_t n = (size_t)_mm_popcnt_u64(mask);

	put_some(at, _mm512_castsi512_si128(places), bases);
	put_some(at + PLACES, _mm512_extracti32x4_epi32(places, 1), bases);
	if (n > 2 * PLACES) {
		put_some(at + 2 * PLACES, _mm512_extracti32x4_epi32(places, 2),
		    bases);
		put_some(at + 3 * PLACES, _mm512_extracti32x4_epi32(places, 3),
		    bases);
	}
	scan->found += n;
}

AVX512 void put_lines(struct gr_row_scan *scan, uint64_t ends, uint64_t lf)
{
	for (; lf != 0; lf = _blsr_u64(lf))
		scan->end[scan->lines++] = (uint32_t)(scan->found
		    + (size_t)_mm_popcnt_u64(ends & (_blsmsk_u64(lf) >> 1)));
}

__attribute__((TARGET)) void gr_row_scan_avx512(struct gr_row_scan *scan,
    const char *text, size_t from, size_t to)
{
	size_t before = from < GR_UTF8_BEFORE ? from : GR_UTF8_BEFORE;
	char head[BLOCK] = { 0 };
	uint64_t odd = 0;
	bool high_before = true, known = scan->known;
	__m512i last;

	if (before > 0)
		memcpy(head + BLOCK - before, text + from - before, before);
	last = _mm512_loadu_si512(head);
	for (size_t i = from; i < to; i += BLOCK) {
		__mmask64 live = to - i < BLOCK
		    ? _bzhi_u64(UINT64_MAX, (unsigned)(to - i))
		    : UINT64_MAX;
		__m512i v = _mm512_mask_loadu_epi8(_mm512_set1_epi8(' '), live,
		    text + i);
		__mmask64 lf = is_byte(v, '\n'), ends = lf | is_byte(v, '\t');
		bool high = _mm512_movepi8_mask(v) != 0;

		odd |= is_byte(v, '\0') | is_byte(v, '\r');
		if ((high || high_before) && !known)
			odd |= wrong(last, v) & live;
		last = v;
		high_before = high;
		put_lines(scan, ends, lf);
		put_places(scan, ends, i);
	}
	scan->odd |= odd != 0;
}

_Static_assert(sizeof(struct gr_slice) == 16, "four slices are a vector");

/* Eight fields from where they begin and how long they are; of fewer, `n`. */
AVX512 void put_fields(struct gr_slice *to, __m512i begin, __m512i len,
    unsigned n)
{
	const __m512i low = _mm512_set_epi64(11, 3, 10, 2, 9, 1, 8, 0);
	const __m512i high = _mm512_set_epi64(15, 7, 14, 6, 13, 5, 12, 4);
	uint32_t live = _bzhi_u32(UINT32_MAX, 2 * n);

	_mm512_mask_storeu_epi64(to, (__mmask8)live,
	    _mm512_permutex2var_epi64(begin, low, len));
	_mm512_mask_storeu_epi64(to + FIELDS / 2, (__mmask8)(live >> FIELDS),
	    _mm512_permutex2var_epi64(begin, high, len));
}

/* The begin of each field is one behind the end before. */
__attribute__((TARGET)) void gr_row_split_avx512(const char *base,
    const char *from, const uint32_t *at, size_t n, struct gr_slice *field)
{
	const __m512i bases = _mm512_set1_epi64((long long)(uintptr_t)base);
	__m512i before = _mm512_set1_epi64((long long)(uintptr_t)from);

	for (size_t i = 0; i < n; i += FIELDS) {
		unsigned some = n - i < FIELDS ? (unsigned)(n - i) : FIELDS;
		__m256i places = _mm256_maskz_loadu_epi32(
		    (__mmask8)_bzhi_u32(UINT32_MAX, some), at + i);
		__m512i end = _mm512_add_epi64(bases,
		    _mm512_cvtepu32_epi64(places));
		__m512i behind = _mm512_add_epi64(end, _mm512_set1_epi64(1));
		__m512i begin = _mm512_alignr_epi64(behind, before, 7);

		put_fields(field + i, begin, _mm512_sub_epi64(end, begin),
		    some);
		before = behind;
	}
}

#endif
