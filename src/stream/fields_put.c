#include "stream/fields_put.h"

#include "base/simd.h"
#include "stream/field_run.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* Copy a run that is to end before `stop`; false if there is no room. */
static inline bool put_run(const char *from, size_t len, bool is_last,
    char **to, const char *end)
{
	if (len >= (size_t)(end - *to))
		return false;
	gr_bytes_copy(*to, from, len);
	(*to)[len] = is_last ? '\n' : '\t';
	*to += len + 1;
	return true;
}

/* Put the fields before `until`, a run at a time; the first that has no room, or
 * one that is no less than `until`. */
static const struct gr_slice *put_runs(const struct gr_slice *field,
    const struct gr_slice *until, const struct gr_slice *stop, char **to,
    const char *end)
{
	while (field < until) {
		const char *last;
		const struct gr_slice *next = gr_field_run(field, stop, &last);

		if (!put_run(field->ptr, (size_t)(last - field->ptr),
		        next == stop, to, end))
			break;
		field = next;
	}
	return field;
}

const struct gr_slice *gr_fields_put_scalar(const struct gr_slice *field,
    const struct gr_slice *stop, char **to, const char *end)
{
	return put_runs(field, stop, stop, to, end);
}

#if defined(__x86_64__)

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

AVX2 bool is_beside(const struct gr_slice *field)
{
	return (uintptr_t)field[1].ptr
	    == (uintptr_t)field->ptr + field->len + 1;
}

/* The last of the fields that stand side by side, one byte apart.  Many stand
 * alone, with one that was changed before and behind them. */
AVX2 const struct gr_slice *last_beside(const struct gr_slice *field,
    const struct gr_slice *stop)
{
	if (field + 1 == stop || !is_beside(field))
		return field;
	for (field++; stop - field > FOUR; field += FOUR) {
		unsigned yes = are_beside(field);

		if (yes != 0xf)
			return field + (next_of[yes] - '0');
	}
	while (field + 1 < stop && is_beside(field))
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

/* Copy at least VECTOR bytes; how many of them are TABs. */
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

/* Whether a TAB is before each field behind the first. */
AVX2 bool are_tabs(const struct gr_slice *field, const struct gr_slice *last)
{
	while (field < last)
		if ((++field)->ptr[-1] != '\t')
			return false;
	return true;
}

/* Put the run of fields to `last`, if they are one, and there is room. */
AVX2 bool put_beside(const struct gr_slice *field, const struct gr_slice *last,
    char behind, char **to, const char *end)
{
	size_t len = (size_t)(last->ptr - field->ptr) + last->len;

	if (len >= (size_t)(end - *to))
		return false;
	if (last == field || (len < VECTOR && are_tabs(field, last)))
		gr_bytes_copy(*to, field->ptr, len);
	else if (len < VECTOR
	    || copy_tabs(*to, field->ptr, len) != (size_t)(last - field))
		return false;
	(*to)[len] = behind;
	*to += len + 1;
	return true;
}

__attribute__((TARGET)) static const struct gr_slice *put_avx2(
    const struct gr_slice *field, const struct gr_slice *stop, char **to,
    const char *end)
{
	while (field < stop) {
		const struct gr_slice *next = last_beside(field, stop) + 1;

		if (put_beside(field, next - 1, next < stop ? '\t' : '\n', to,
		        end)) {
			field = next;
			continue;
		}
		field = put_runs(field, next, stop, to, end);
		if (field < next)
			break;
	}
	return field;
}

const struct gr_slice *gr_fields_put(const struct gr_slice *field,
    const struct gr_slice *stop, char **to, const char *end)
{
	return gr_simd_level() >= GR_SIMD_AVX2
	    ? put_avx2(field, stop, to, end)
	    : gr_fields_put_scalar(field, stop, to, end);
}

#else

const struct gr_slice *gr_fields_put(const struct gr_slice *field,
    const struct gr_slice *stop, char **to, const char *end)
{
	return gr_fields_put_scalar(field, stop, to, end);
}

#endif

void gr_fields_add(struct gr_buf *to, const struct gr_slice *field, size_t n)
{
	const struct gr_slice *stop = field + n;
	size_t room = n;

	while (field < stop) {
		char *at = gr_buf_reserve(to, room);

		if (at == NULL)
			return;
		field = gr_fields_put(field, stop, &at, to->ptr + to->cap);
		to->len = (size_t)(at - to->ptr);
		room = 2 * (to->cap - to->len) + n;
	}
}
