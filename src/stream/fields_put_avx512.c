/* fields_put_avx512.c - the kernel of fields_put.h with vectors of 64 bytes. */
#include "stream/fields_put_internal.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define TARGET target("avx512f,avx512bw,avx512vl,bmi,bmi2,popcnt")
#define AVX512 __attribute__((TARGET, always_inline)) static inline

enum { VECTOR = 64, EIGHT = 8 };

_Static_assert(sizeof(struct gr_slice) == 16, "four slices are a vector");

AVX512 __m512i load(const void *p)
{
	return _mm512_loadu_si512(p);
}

/* Where eight fields begin. */
AVX512 __m512i begins_of(__m512i low, __m512i high)
{
	return _mm512_permutex2var_epi64(low,
	    _mm512_set_epi64(14, 12, 10, 8, 6, 4, 2, 0), high);
}

AVX512 __m512i lengths_of(__m512i low, __m512i high)
{
	return _mm512_permutex2var_epi64(low,
	    _mm512_set_epi64(15, 13, 11, 9, 7, 5, 3, 1), high);
}

/* Of eight fields, whether the next one begins one byte behind the end: a bit
 * each. */
AVX512 unsigned are_beside(const struct gr_slice *field)
{
	__m512i low = load(field), high = load(field + EIGHT / 2);
	__m512i end = _mm512_add_epi64(begins_of(low, high),
	    lengths_of(low, high));
	__m512i behind = begins_of(load(field + 1),
	    load(field + EIGHT / 2 + 1));

	return _mm512_cmpeq_epi64_mask(_mm512_sub_epi64(behind, end),
	    _mm512_set1_epi64(1));
}

/* Many stand alone, with one that was changed before and behind them. */
AVX512 const struct gr_slice *last_beside(const struct gr_slice *field,
    const struct gr_slice *stop)
{
	if (field + 1 == stop || !gr_is_beside(field))
		return field;
	for (field++; stop - field > EIGHT; field += EIGHT) {
		unsigned yes = are_beside(field);

		if (yes != 0xff)
			return field + _tzcnt_u32(~yes);
	}
	while (field + 1 < stop && gr_is_beside(field))
		field++;
	return field;
}

AVX512 size_t put_vector(char *to, __m512i v)
{
	_mm512_storeu_si512(to, v);
	return (size_t)_mm_popcnt_u64(
	    _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\t')));
}

AVX512 bool may_copy(size_t len, size_t room)
{
	return len >= VECTOR || room >= VECTOR;
}

/* A short one is read as far as it goes, and zeros stand behind it until something
 * is put there; the last bytes of a long one overlap those before. */
AVX512 size_t copy_tabs(char *to, const char *from, size_t len)
{
	size_t i = 0, tabs = 0;
	__m512i rest;

	if (len < VECTOR)
		return put_vector(to,
		    _mm512_maskz_loadu_epi8(
		        _bzhi_u64(UINT64_MAX, (unsigned)len), from));
	for (; i + VECTOR <= len; i += VECTOR)
		tabs += put_vector(to + i, load(from + i));
	if (i == len)
		return tabs;
	rest = load(from + len - VECTOR);
	_mm512_storeu_si512(to + len - VECTOR, rest);
	return tabs
	    + (size_t)_mm_popcnt_u64(
	        _mm512_cmpeq_epi8_mask(rest, _mm512_set1_epi8('\t'))
	        >> (VECTOR - (len - i)));
}

__attribute__((TARGET)) const struct gr_slice *gr_fields_put_avx512(
    const struct gr_slice *field, const struct gr_slice *stop, char **to,
    const char *end)
{
	static const struct gr_fields_kernel kernel = { last_beside, may_copy,
		copy_tabs };

	return gr_fields_put_by(&kernel, field, stop, to, end);
}

#endif
