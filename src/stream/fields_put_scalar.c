/* fields_put_scalar.c - the twin of the kernels of fields_put.h. */
#include "stream/fields_put_internal.h"

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
