/* kept_row.c - rows as bytes, for who reads them again in the same program */
#include "stream/kept_row.h"

#include "base/simd.h"
#include "stream/fields_put.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* A field that is no shorter has its length behind those of all fields. */
enum { LONG = UINT8_MAX };

/* The lengths of all fields; false if one of them may be long. */
static bool put_short_scalar(unsigned char *to, const struct gr_slice *field,
    size_t n)
{
	size_t any = 0;

	for (size_t i = 0; i < n; i++) {
		to[i] = (unsigned char)field[i].len;
		any |= field[i].len;
	}
	return any < LONG;
}

#if defined(__x86_64__)

#define TARGET target("avx2")

_Static_assert(sizeof(struct gr_slice) == 16, "two slices are a vector");

/* The lengths of four fields, the second and the third in each other's place. */
__attribute__((TARGET, always_inline)) static inline __m256i four_lengths(
    const struct gr_slice *field)
{
	const __m256i *at = (const __m256i *)(const void *)field;

	return _mm256_unpackhi_epi64(_mm256_loadu_si256(at),
	    _mm256_loadu_si256(at + 1));
}

/* The lowest byte of each length, in the order of the fields: those of `b` stand
 * four bytes above those of `a`, each half is put in order, and both laid over
 * each other. */
__attribute__((TARGET, always_inline)) static inline __m128i eight_bytes(
    __m256i a, __m256i b)
{
	const __m256i order = _mm256_setr_epi8(0, -1, 8, -1, 4, -1, 12, -1, -1,
	    -1, -1, -1, -1, -1, -1, -1, -1, 0, -1, 8, -1, 4, -1, 12, -1, -1, -1,
	    -1, -1, -1, -1, -1);
	__m256i both = _mm256_shuffle_epi8(
	    _mm256_or_si256(a, _mm256_slli_epi64(b, 32)), order);

	return _mm_or_si128(_mm256_castsi256_si128(both),
	    _mm256_extracti128_si256(both, 1));
}

__attribute__((TARGET)) static bool put_short_avx2(unsigned char *to,
    const struct gr_slice *field, size_t n)
{
	enum { EIGHT = 8 };
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
	return put_short_scalar(to + i, field + i, n - i)
	    && _mm256_testz_si256(any, more) != 0;
}

static bool put_short(unsigned char *to, const struct gr_slice *field, size_t n)
{
	return gr_simd_level() >= GR_SIMD_AVX2 ? put_short_avx2(to, field, n)
	                                       : put_short_scalar(to, field, n);
}

#else

static bool put_short(unsigned char *to, const struct gr_slice *field, size_t n)
{
	return put_short_scalar(to, field, n);
}

#endif

/* The lengths of all fields; how many are long. */
static size_t put_lengths(unsigned char *to, const struct gr_slice *field,
    size_t n)
{
	size_t longs = 0;

	if (put_short(to, field, n))
		return 0;
	for (size_t i = 0; i < n; i++)
		if (field[i].len >= LONG) {
			to[i] = LONG;
			longs++;
		}
	return longs;
}

static void put_longs(char *to, const struct gr_slice *field, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (field[i].len >= LONG) {
			memcpy(to, &field[i].len, sizeof field[i].len);
			to += sizeof field[i].len;
		}
}

void gr_kept_row_add(struct gr_buf *to, const struct gr_slice *field, size_t n)
{
	char *at = gr_buf_reserve(to, n);
	size_t longs;

	if (at == NULL)
		return;
	longs = put_lengths((unsigned char *)at, field, n);
	to->len += n;
	if (longs > 0) {
		at = gr_buf_reserve(to, longs * sizeof field->len);
		if (at == NULL)
			return;
		put_longs(at, field, n);
		to->len += longs * sizeof field->len;
	}
	gr_fields_add(to, field, n);
}

/* Where fields of these lengths, none of them long, lie from `at` on; their
 * end. */
static const char *lay_short(struct gr_slice *field,
    const unsigned char *length, size_t n, const char *at)
{
	for (size_t i = 0; i < n; i++) {
		size_t len = length[i];

		field[i] = gr_slice_make(at, len);
		at += len + 1;
	}
	return at;
}

static size_t count_longs(const unsigned char *length, size_t n)
{
	size_t longs = 0;

	for (size_t i = 0; i < n; i++)
		longs += length[i] == LONG;
	return longs;
}

/* The same where some are, whose lengths stand at `at`; NULL: it is cut off. */
static const char *lay_long(struct gr_slice *field, const unsigned char *length,
    size_t n, const char *at, const char *end)
{
	size_t longs = count_longs(length, n) * sizeof field->len;
	const char *text;

	if ((size_t)(end - at) < longs)
		return NULL;
	text = at + longs;
	for (size_t i = 0; i < n; i++) {
		size_t len = length[i];

		if (len == LONG) {
			memcpy(&len, at, sizeof len);
			at += sizeof len;
		}
		if (len >= (size_t)(end - text))
			return NULL;
		field[i] = gr_slice_make(text, len);
		text += len + 1;
	}
	return text;
}

bool gr_kept_row_next(struct gr_slice *rows, struct gr_slice *field, size_t n)
{
	const char *at = rows->ptr, *end = at + rows->len;
	const unsigned char *length = (const unsigned char *)at;

	if (rows->len < n)
		return false;
	at = memchr(length, LONG, n) == NULL
	    ? lay_short(field, length, n, at + n)
	    : lay_long(field, length, n, at + n, end);
	if (at == NULL || at > end)
		return false;
	*rows = gr_slice_make(at, (size_t)(end - at));
	return true;
}
