/* scan.c - where the bytes stand that a CSV splitter must look at. */
#include <string.h>

#include "base/simd.h"
#include "csv/scan_internal.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

void gr_scan_scalar(const char *text, size_t n, char delimiter, uint32_t base,
    struct gr_scan_found *found)
{
	for (size_t i = 0; i < n; i++) {
		char c = text[i];
		bool stops = c == '"' || c == '\r' || c == '\n';

		found->at[found->n] = base + (uint32_t)i;
		found->stop[found->stops] = (uint32_t)found->n;
		found->n += c == delimiter || stops;
		found->stops += stops;
	}
}

/* Whether a sign of damage stands at `p`. */
static bool is_damage(const char *p, size_t n)
{
	static const char lost[] = "\xef\xbf\xbd";
	static const char read_as_gbk[] = "\xe9\x94\x9f\xe6\x96\xa4\xe6\x8b"
	                                  "\xb7";

	return (n >= 2 && p[0] == '?' && p[1] == '?')
	    || (n >= 3 && memcmp(p, lost, 3) == 0)
	    || (n >= 9 && memcmp(p, read_as_gbk, 9) == 0);
}

bool gr_scan_damage_scalar(const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_damage(text + i, n - i))
			return true;
	return false;
}

#if defined(__x86_64__)

/* Of 64 bytes: which are a delimiter, and which stop a run of plain cells. */
struct masks {
	uint64_t delimiter, stop;
};

static inline void put(struct masks m, uint32_t base,
    struct gr_scan_found *found)
{
	uint64_t all = m.delimiter | m.stop;
	uint32_t *at = found->at + found->n;

	for (uint64_t stop = m.stop; stop; stop &= stop - 1) {
		uint64_t before = (stop & (0 - stop)) - 1;

		found->stop[found->stops++] = (uint32_t)found->n
		    + (uint32_t)__builtin_popcountll(all & before);
	}
	while (all) {
		*at++ = base + (uint32_t)__builtin_ctzll(all);
		all &= all - 1;
	}
	found->n = (size_t)(at - found->at);
}

/* 16 bytes at a time; every x86-64 has it. */
static inline struct masks masks_sse2(const char *p, __m128i delimiter)
{
	__m128i c = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i stop = _mm_or_si128(_mm_cmpeq_epi8(c, _mm_set1_epi8('"')),
	    _mm_or_si128(_mm_cmpeq_epi8(c, _mm_set1_epi8('\r')),
	        _mm_cmpeq_epi8(c, _mm_set1_epi8('\n'))));
	__m128i cell = _mm_cmpeq_epi8(c, delimiter);

	return (struct masks){ (uint32_t)_mm_movemask_epi8(cell),
		(uint32_t)_mm_movemask_epi8(stop) };
}

static void scan_sse2(const char *text, size_t n, char delimiter, uint32_t base,
    struct gr_scan_found *found)
{
	__m128i d = _mm_set1_epi8(delimiter);
	size_t i = 0;

	for (; i + 64 <= n; i += 64) {
		struct masks all = { 0, 0 };

		for (unsigned k = 0; k < 64; k += 16) {
			struct masks m = masks_sse2(text + i + k, d);

			all.delimiter |= m.delimiter << k;
			all.stop |= m.stop << k;
		}
		put(all, base + (uint32_t)i, found);
	}
	gr_scan_scalar(text + i, n - i, delimiter, base + (uint32_t)i, found);
}

#define TARGET target("avx2,bmi,bmi2,popcnt")
#define AVX2 __attribute__((TARGET, always_inline)) static inline

AVX2 struct masks masks_avx2(const char *p, __m256i delimiter)
{
	__m256i c = _mm256_loadu_si256((const __m256i *)(const void *)p);
	__m256i stop = _mm256_or_si256(_mm256_cmpeq_epi8(c,
	                                   _mm256_set1_epi8('"')),
	    _mm256_or_si256(_mm256_cmpeq_epi8(c, _mm256_set1_epi8('\r')),
	        _mm256_cmpeq_epi8(c, _mm256_set1_epi8('\n'))));
	__m256i cell = _mm256_cmpeq_epi8(c, delimiter);

	return (struct masks){ (uint32_t)_mm256_movemask_epi8(cell),
		(uint32_t)_mm256_movemask_epi8(stop) };
}

AVX2 uint32_t take_place(uint64_t *mask, uint32_t base)
{
	uint32_t place = base + (uint32_t)_tzcnt_u64(*mask);

	*mask = _blsr_u64(*mask);
	return place;
}

/* Four at a time, whether there are so many or not: `at` has the slack. */
AVX2 void put_avx2(struct masks m, uint32_t base, struct gr_scan_found *found)
{
	uint64_t all = m.delimiter | m.stop;
	uint32_t *at = found->at + found->n;

	for (uint64_t stop = m.stop; stop; stop = _blsr_u64(stop))
		found->stop[found->stops++] = (uint32_t)(found->n
		    + (size_t)_mm_popcnt_u64(all & (_blsmsk_u64(stop) >> 1)));
	found->n += (size_t)_mm_popcnt_u64(all);
	for (; all != 0; at += 4) {
		at[0] = take_place(&all, base);
		at[1] = take_place(&all, base);
		at[2] = take_place(&all, base);
		at[3] = take_place(&all, base);
	}
}

__attribute__((TARGET)) static void scan_avx2(const char *text, size_t n,
    char delimiter, uint32_t base, struct gr_scan_found *found)
{
	__m256i d = _mm256_set1_epi8(delimiter);
	size_t i = 0;

	for (; i + 64 <= n; i += 64) {
		struct masks low = masks_avx2(text + i, d),
		             high = masks_avx2(text + i + 32, d);

		put_avx2((struct masks){ low.delimiter | high.delimiter << 32,
		             low.stop | high.stop << 32 },
		    base + (uint32_t)i, found);
	}
	gr_scan_scalar(text + i, n - i, delimiter, base + (uint32_t)i, found);
}

/* Where the first two bytes of a sign of damage stand. */
static unsigned mask_damage(const char *p)
{
	__m128i a = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i b = _mm_loadu_si128((const __m128i *)(const void *)(p + 1));
	__m128i hit = _mm_or_si128(
	    _mm_and_si128(_mm_cmpeq_epi8(a, _mm_set1_epi8('?')),
	        _mm_cmpeq_epi8(b, _mm_set1_epi8('?'))),
	    _mm_or_si128(_mm_and_si128(_mm_cmpeq_epi8(a, _mm_set1_epi8('\xef')),
	                     _mm_cmpeq_epi8(b, _mm_set1_epi8('\xbf'))),
	        _mm_and_si128(_mm_cmpeq_epi8(a, _mm_set1_epi8('\xe9')),
	            _mm_cmpeq_epi8(b, _mm_set1_epi8('\x94')))));
	return (unsigned)_mm_movemask_epi8(hit);
}

static bool damage_sse2(const char *text, size_t n)
{
	size_t i = 0;

	for (; i + 17 <= n; i += 16)
		for (unsigned mask = mask_damage(text + i); mask;
		     mask &= mask - 1) {
			size_t at = i + (size_t)__builtin_ctz(mask);
			if (is_damage(text + at, n - at))
				return true;
		}
	return gr_scan_damage_scalar(text + i, n - i);
}

AVX2 __m256i is_pair(__m256i a, char first, __m256i b, char second)
{
	return _mm256_and_si256(_mm256_cmpeq_epi8(a, _mm256_set1_epi8(first)),
	    _mm256_cmpeq_epi8(b, _mm256_set1_epi8(second)));
}

/* The same as mask_damage(), 32 bytes at a time. */
AVX2 __m256i pairs_avx2(const char *p)
{
	__m256i a = _mm256_loadu_si256((const __m256i *)(const void *)p);
	__m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(p + 1));

	return _mm256_or_si256(is_pair(a, '?', b, '?'),
	    _mm256_or_si256(is_pair(a, '\xef', b, '\xbf'),
	        is_pair(a, '\xe9', b, '\x94')));
}

/* As good as no block has such a pair. */
__attribute__((TARGET)) static bool damage_avx2(const char *text, size_t n)
{
	size_t i = 0;

	for (; i + 65 <= n; i += 64) {
		__m256i any = _mm256_or_si256(pairs_avx2(text + i),
		    pairs_avx2(text + i + 32));
		size_t rest = n - i < 72 ? n - i : 72;

		/* a sign that begins in the block ends within eight bytes */
		if (!_mm256_testz_si256(any, any)
		    && damage_sse2(text + i, rest))
			return true;
	}
	return damage_sse2(text + i, n - i);
}

bool gr_scan_damage(const char *text, size_t n)
{
	enum gr_simd level = gr_simd_level();

	return level >= GR_SIMD_AVX2 ? damage_avx2(text, n)
	    : level >= GR_SIMD_SSE2  ? damage_sse2(text, n)
	                             : gr_scan_damage_scalar(text, n);
}

void gr_scan(const char *text, size_t n, char delimiter, uint32_t base,
    struct gr_scan_found *found)
{
	enum gr_simd level = gr_simd_level();

	if (level >= GR_SIMD_AVX512)
		gr_scan_avx512(text, n, delimiter, base, found);
	else if (level >= GR_SIMD_AVX2)
		scan_avx2(text, n, delimiter, base, found);
	else if (level >= GR_SIMD_SSE2)
		scan_sse2(text, n, delimiter, base, found);
	else
		gr_scan_scalar(text, n, delimiter, base, found);
}

gr_scan_fn *gr_scan_kind(size_t i)
{
	gr_scan_fn *const kind[] = { gr_scan_scalar, scan_sse2,
		gr_simd_best() >= GR_SIMD_AVX2 ? scan_avx2 : NULL,
		gr_simd_best() >= GR_SIMD_AVX512 ? gr_scan_avx512 : NULL };

	return i < sizeof(kind) / sizeof(*kind) ? kind[i] : NULL;
}

#else

bool gr_scan_damage(const char *text, size_t n)
{
	return gr_scan_damage_scalar(text, n);
}

void gr_scan(const char *text, size_t n, char delimiter, uint32_t base,
    struct gr_scan_found *found)
{
	gr_scan_scalar(text, n, delimiter, base, found);
}

gr_scan_fn *gr_scan_kind(size_t i)
{
	return i == 0 ? gr_scan_scalar : NULL;
}

#endif
