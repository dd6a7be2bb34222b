/* glance_avx512.c - the glance of lanes.h with vectors of 64 bytes.
 *
 * Fields of a row mostly stand side by side in a line, where what a cell is can
 * be told from the four bytes before each TAB, for all cells in a vector at once.
 * The glances of 16 rows are turned into those of columns. */
#include "expr/lanes_internal.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define TARGET target("avx512f,avx512bw,avx512vl,avx512vbmi2,bmi,bmi2,popcnt")
#define AVX512 __attribute__((TARGET, always_inline)) static inline

enum { BLOCK = 64, EIGHT = 8, ROWS = 16, COLUMNS = 192 };

_Static_assert(sizeof(struct gr_slice) == 16, "four slices are a vector");

/* ---- a line ---- */

/* Of eight fields and the one behind them: whether each next one begins one byte
 * behind the end. */
AVX512 unsigned are_beside(const struct gr_slice *field)
{
	const __m512i even = _mm512_set_epi64(14, 12, 10, 8, 6, 4, 2, 0);
	const __m512i odd = _mm512_set_epi64(15, 13, 11, 9, 7, 5, 3, 1);
	__m512i a = _mm512_loadu_si512(field),
	        b = _mm512_loadu_si512(field + 4);
	__m512i next = _mm512_permutex2var_epi64(_mm512_loadu_si512(field + 1),
	    even, _mm512_loadu_si512(field + 5));
	__m512i end = _mm512_add_epi64(_mm512_permutex2var_epi64(a, even, b),
	    _mm512_permutex2var_epi64(a, odd, b));

	return _mm512_cmpeq_epi64_mask(next,
	    _mm512_add_epi64(end, _mm512_set1_epi64(1)));
}

/* How many of `n` fields, from the first on, stand side by side. */
AVX512 size_t beside(const struct gr_slice *field, size_t n)
{
	size_t i = 0;

	for (; i + EIGHT < n; i += EIGHT) {
		unsigned yes = are_beside(field + i);

		if (yes != 0xff)
			return i + 1 + (size_t)__builtin_ctz(~yes);
	}
	while (i + 1 < n
	    && (uintptr_t)field[i + 1].ptr
	        == (uintptr_t)field[i].ptr + field[i].len + 1)
		i++;
	return i + 1;
}

AVX512 __mmask64 are(__m512i v, char c)
{
	return _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8(c));
}

/* At every place, what the cell is that ends before it; `before` is the 64 bytes
 * that come before `v`. */
AVX512 __m512i ends_at(__m512i before, __m512i v)
{
	__m512i seam = _mm512_alignr_epi64(v, before, 6);
	__m512i one = _mm512_alignr_epi8(v, seam, 15);
	__m512i two = _mm512_alignr_epi8(v, seam, 14);
	__m512i three = _mm512_alignr_epi8(v, seam, 13);
	__m512i four = _mm512_alignr_epi8(v, seam, 12);
	__mmask64 na = are(one, 'a') & are(two, '/') & are(three, 'n')
	    & are(four, '\t');
	__m512i is = _mm512_mask_mov_epi8(_mm512_set1_epi8(GR_GLANCE_LONG),
	    are(two, '\t'), one);

	is = _mm512_mask_mov_epi8(is, na, _mm512_set1_epi8(GR_GLANCE_NA));
	return _mm512_mask_mov_epi8(is, are(one, '\t'),
	    _mm512_set1_epi8(GR_GLANCE_EMPTY));
}

/* The glances of the `n` fields that stand side by side in `len` bytes; false if
 * there is another byte than a TAB between two.  Up to BLOCK more are written. */
AVX512 bool glance_line(const char *text, size_t len, size_t n,
    unsigned char *to)
{
	const __m512i tabs = _mm512_set1_epi8('\t');
	__m512i before = tabs;
	size_t found = 0;

	/* the place behind the last byte is an end, too */
	for (size_t i = 0; i <= len && found <= n; i += BLOCK) {
		size_t left = len - i;
		__mmask64 live = left < BLOCK
		    ? _bzhi_u64(UINT64_MAX, (unsigned)left)
		    : UINT64_MAX;
		__m512i v = _mm512_mask_loadu_epi8(tabs, live, text + i);
		__mmask64 ends = are(v, '\t');

		if (left < BLOCK - 1)
			ends = _bzhi_u64(ends, (unsigned)left + 1);
		_mm512_storeu_si512(to + found,
		    _mm512_maskz_compress_epi8(ends, ends_at(before, v)));
		found += (size_t)_mm_popcnt_u64(ends);
		before = v;
	}
	return found == n;
}

AVX512 void glance_row(const struct gr_slice *cell, size_t columns,
    unsigned char *to)
{
	for (size_t i = 0, n; i < columns; i += n) {
		const struct gr_slice *last;

		n = beside(cell + i, columns - i);
		last = &cell[i + n - 1];
		if (n >= EIGHT
		    && glance_line(cell[i].ptr,
		        (size_t)(last->ptr - cell[i].ptr) + last->len, n,
		        to + i))
			continue;
		for (size_t k = 0; k < n; k++)
			to[i + k] = gr_glance_at(cell[i + k]);
	}
}

/* ---- rows and columns ---- */

/* The lower and upper bytes of 16 rows, each with those of the row eight behind
 * it: four times, and rows are columns. */
AVX512 void shuffle(const __m128i *row, __m128i *to)
{
#pragma GCC unroll 8
	for (size_t i = 0; i < ROWS / 2; i++) {
		to[2 * i] = _mm_unpacklo_epi8(row[i], row[i + ROWS / 2]);
		to[2 * i + 1] = _mm_unpackhi_epi8(row[i], row[i + ROWS / 2]);
	}
}

AVX512 void turn(unsigned char (*at)[COLUMNS + BLOCK], size_t column,
    size_t columns, struct gr_glance *out, size_t first_row)
{
	__m128i row[ROWS], to[ROWS];

#pragma GCC unroll 16
	for (size_t i = 0; i < ROWS; i++)
		row[i] = _mm_loadu_si128(
		    (const __m128i *)(const void *)(at[i] + column));
	shuffle(row, to);
	shuffle(to, row);
	shuffle(row, to);
	shuffle(to, row);
	out += column;
	for (size_t i = 0; i < ROWS && column + i < columns; i++)
		_mm_storeu_si128((__m128i *)(void *)(out[i].of + first_row),
		    row[i]);
}

__attribute__((TARGET)) void gr_glance_avx512(const struct gr_slice *const *row,
    size_t n, size_t columns, struct gr_glance *out)
{
	unsigned char at[ROWS][COLUMNS + BLOCK];

	for (size_t i = n; i < ROWS; i++) /* read, though nobody asks */
		memset(at[i], 0, sizeof at[i]);
	for (size_t from = 0; from < columns; from += COLUMNS) {
		size_t some = columns - from < COLUMNS ? columns - from
		                                       : COLUMNS;

		for (size_t i = 0; i < n; i += ROWS) {
			for (size_t k = i; k < n && k < i + ROWS; k++)
				glance_row(row[k] + from, some, at[k - i]);
			for (size_t c = 0; c < some; c += ROWS)
				turn(at, c, some, out + from, i);
		}
	}
}

#endif
