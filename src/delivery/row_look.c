/* row_look.c - which cells of a row must be looked at before they go out. */
#include "delivery/row_look.h"

#include "base/simd.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* What is behind the first byte tells quotes and blanks from the check marks and
 * the full-width signs that many cells begin with. */
static inline bool begins(struct gr_slice cell)
{
	const unsigned char *c = (const unsigned char *)cell.ptr;

	if (cell.len < 2 || c[0] < 0xe2)
		return cell.len > 0 && (c[0] == '!' || c[0] == '\\');
	if (c[0] == 0xe2)
		return (c[1] & 0xfe) == 0x80;
	return c[0] == 0xef
	    && (c[1] == 0xb8 || c[1] == 0xbb
	        || (c[1] == 0xbc && cell.len > 2 && c[2] == 0x82));
}

bool gr_row_look_begins(struct gr_slice cell)
{
	return begins(cell);
}

void gr_row_part_scalar(char *text, size_t n, char delimiter, uint64_t *set)
{
	size_t cell = 0;
	bool first = true; /* of a cell */

	for (size_t at = 0; at < n; at++) {
		if (first && begins(gr_slice_make(text + at, n - at)))
			gr_row_look_add(set, cell);
		first = text[at] == delimiter;
		if (first) {
			text[at] = '\t';
			cell++;
		}
	}
}

void gr_row_long_scalar(const struct gr_slice *cell, size_t n, size_t least,
    uint64_t *set)
{
	for (size_t i = 0; i < n; i++)
		if (cell[i].len >= least)
			gr_row_look_add(set, i);
}

#if defined(__x86_64__)

#define TARGET target("avx2,bmi,bmi2,popcnt")
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

/* Where bytes stand that a cell of gr_row_look_begins() may begin with. */
AVX2 __m256i may_begin(__m256i v)
{
	return _mm256_or_si256(_mm256_or_si256(is_byte(v, '!'),
	                           is_byte(v, '\\')),
	    _mm256_or_si256(is_byte(v, 0xe2), is_byte(v, 0xef)));
}

AVX2 void put_tabs(char *p, __m256i v, __m256i where)
{
	_mm256_storeu_si256((__m256i *)(void *)p,
	    _mm256_blendv_epi8(v, _mm256_set1_epi8('\t'), where));
}

/* Where a text is parted. */
struct place {
	size_t cell; /* that the next byte is of */
	uint64_t begins;
	uint64_t *set;
};

/* A block, where `n` bytes are left of the text. */
AVX2 void part_block(struct place *place, char *p, size_t n, __m256i delimiter)
{
	uint64_t live = n < BLOCK ? _bzhi_u64(UINT64_MAX, (unsigned)n)
	                          : UINT64_MAX;
	__m256i a = load(p), b = load(p + HALF);
	__m256i a_end = _mm256_cmpeq_epi8(a, delimiter);
	__m256i b_end = _mm256_cmpeq_epi8(b, delimiter);
	uint64_t ends = mask_of(a_end, b_end) & live;
	uint64_t hits = mask_of(may_begin(a), may_begin(b)) & live
	    & (ends << 1 | place->begins);

	for (; hits != 0; hits = _blsr_u64(hits)) {
		size_t at = (size_t)_tzcnt_u64(hits);
		uint64_t before = ends & (_blsmsk_u64(hits) >> 1);

		if (begins(gr_slice_make(p + at, n - at)))
			gr_row_look_add(place->set,
			    place->cell + (size_t)_mm_popcnt_u64(before));
	}
	put_tabs(p, a, a_end);
	put_tabs(p + HALF, b, b_end);
	place->cell += (size_t)_mm_popcnt_u64(ends);
	place->begins = ends >> (BLOCK - 1);
}

__attribute__((TARGET)) static void part_avx2(char *text, size_t n,
    char delimiter, uint64_t *set)
{
	const __m256i delimiters = _mm256_set1_epi8(delimiter);
	struct place place = { .begins = 1 };
	char rest[BLOCK];
	size_t i = 0;

	place.set = set;
	for (; i + BLOCK <= n; i += BLOCK)
		part_block(&place, text + i, n - i, delimiters);
	if (i == n)
		return;
	memset(rest, 0, sizeof rest);
	memcpy(rest, text + i, n - i);
	part_block(&place, rest, n - i, delimiters);
	memcpy(text + i, rest, n - i);
}

_Static_assert(sizeof(struct gr_slice) == 16, "two slices are a vector");

__attribute__((TARGET)) static void long_avx2(const struct gr_slice *cell,
    size_t n, size_t least, uint64_t *set)
{
	const __m256i below = _mm256_set1_epi64x((long long)least - 1);
	size_t i = 0;

	for (; i + 4 <= n; i += 4) {
		__m256i a = load((const char *)(cell + i));
		__m256i b = load((const char *)(cell + i + 2));
		/* the lengths of cells 0, 2, 1 and 3 */
		__m256i len = _mm256_permute4x64_epi64(
		    _mm256_unpackhi_epi64(a, b), 0xd8);
		uint64_t hits = (uint64_t)_mm256_movemask_pd(
		    _mm256_castsi256_pd(_mm256_cmpgt_epi64(len, below)));

		set[i / GR_ROW_LOOK_BITS] |= hits << i % GR_ROW_LOOK_BITS;
	}
	for (; i < n; i++)
		if (cell[i].len >= least)
			gr_row_look_add(set, i);
}

void gr_row_part(char *text, size_t n, char delimiter, uint64_t *set)
{
	if (gr_simd_level() >= GR_SIMD_AVX2)
		part_avx2(text, n, delimiter, set);
	else
		gr_row_part_scalar(text, n, delimiter, set);
}

void gr_row_long(const struct gr_slice *cell, size_t n, size_t least,
    uint64_t *set)
{
	if (gr_simd_level() >= GR_SIMD_AVX2)
		long_avx2(cell, n, least, set);
	else
		gr_row_long_scalar(cell, n, least, set);
}

#else

void gr_row_part(char *text, size_t n, char delimiter, uint64_t *set)
{
	gr_row_part_scalar(text, n, delimiter, set);
}

void gr_row_long(const struct gr_slice *cell, size_t n, size_t least,
    uint64_t *set)
{
	gr_row_long_scalar(cell, n, least, set);
}

#endif
