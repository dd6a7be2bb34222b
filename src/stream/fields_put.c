/* fields_put.c - the fields of a row, as a line of a stream */
#include "stream/fields_put_internal.h"

#include "base/simd.h"

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
