#include "stream/fields_put_internal.h"

#include "base/simd.h"

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

const struct gr_slice *gr_fields_put_runs(const struct gr_slice *field,
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
	return gr_fields_put_runs(field, stop, stop, to, end);
}

#if defined(__x86_64__)

const struct gr_slice *gr_fields_put(const struct gr_slice *field,
    const struct gr_slice *stop, char **to, const char *end)
{
	enum gr_simd level = gr_simd_level();

	if (level >= GR_SIMD_AVX512)
		return gr_fields_put_avx512(field, stop, to, end);
	return level >= GR_SIMD_AVX2
	    ? gr_fields_put_avx2(field, stop, to, end)
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
