/* fields_put_avx2.c - the kernel of fields_put.h with vectors of 32 bytes. */
#include "stream/fields_put_internal.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define TARGET target("avx2,bmi,bmi2,popcnt")
#define AVX2 __attribute__((TARGET, always_inline)) static inline

enum { VECTOR = 32, FOUR = 4 };

_Static_assert(sizeof(struct gr_slice) == 16, "two slices are a vector");

AVX2 __m256i load(const void *p)
{
	return _mm256_loadu_si256(p);
}

/* How many of four fields have the next one beside them before one that has not,
 * by the bits of are_beside(). */
static const char next_of[] = "0101020301010204";

/* Of four fields, the second and the third in each other's place, whether the
 * next one begins one byte behind the end: a bit each. */
AVX2 unsigned are_beside(const struct gr_slice *field)
{
	__m256i a = load(field), b = load(field + 2);
	__m256i behind = _mm256_unpacklo_epi64(load(field + 1),
	    load(field + 3));
	__m256i end = _mm256_add_epi64(_mm256_unpacklo_epi64(a, b),
	    _mm256_unpackhi_epi64(a, b));
	__m256i gap = _mm256_sub_epi64(behind, end);

	return (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(
	    _mm256_cmpeq_epi64(gap, _mm256_set1_epi64x(1))));
}

/* The last of the fields that stand side by side, one byte apart.  Many stand
 * alone, with one that was changed before and behind them. */
AVX2 const struct gr_slice *last_beside(const struct gr_slice *field,
    const struct gr_slice *stop)
{
	if (field + 1 == stop || !gr_is_beside(field))
		return field;
	for (field++; stop - field > FOUR; field += FOUR) {
		unsigned yes = are_beside(field);

		if (yes != 0xf)
			return field + (next_of[yes] - '0');
	}
	while (field + 1 < stop && gr_is_beside(field))
		field++;
	return field;
}

AVX2 unsigned copy_vector(char *to, const char *from)
{
	__m256i v = load(from);

	_mm256_storeu_si256((__m256i *)(void *)to, v);
	return (unsigned)_mm256_movemask_epi8(
	    _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\t')));
}

AVX2 bool may_copy(size_t len, size_t room)
{
	(void)room;
	return len >= VECTOR;
}

AVX2 size_t copy_tabs(char *to, const char *from, size_t len)
{
	size_t i = 0, tabs = 0;

	for (; i + VECTOR <= len; i += VECTOR)
		tabs += (size_t)_mm_popcnt_u32(copy_vector(to + i, from + i));
	if (i < len)
		tabs += (size_t)_mm_popcnt_u32(
		    copy_vector(to + len - VECTOR, from + len - VECTOR)
		    >> (VECTOR - (len - i)));
	return tabs;
}

__attribute__((TARGET)) const struct gr_slice *gr_fields_put_avx2(
    const struct gr_slice *field, const struct gr_slice *stop, char **to,
    const char *end)
{
	static const struct gr_fields_kernel kernel = { last_beside, may_copy,
		copy_tabs };

	return gr_fields_put_by(&kernel, field, stop, to, end);
}

#endif
