/* fields_put_internal.h - the kernels of fields_put.h, and what they share. */
#ifndef GREEN_STREAM_FIELDS_PUT_INTERNAL_H
#define GREEN_STREAM_FIELDS_PUT_INTERNAL_H

#include "stream/field_run.h"
#include "stream/fields_put.h"

/* Put the fields before `until`, a run at a time, as far as the scalar twin sees
 * runs; the first that has no room, or one that is no less than `until`. */
const struct gr_slice *gr_fields_put_runs(const struct gr_slice *field,
    const struct gr_slice *until, const struct gr_slice *stop, char **to,
    const char *end);

#if defined(__x86_64__)

gr_fields_put_fn gr_fields_put_avx2, gr_fields_put_avx512;

#define GR_FIELDS_INLINE __attribute__((always_inline)) static inline

/* Whether the field behind begins one byte behind the end. */
GR_FIELDS_INLINE bool gr_is_beside(const struct gr_slice *field)
{
	return (uintptr_t)field[1].ptr
	    == (uintptr_t)field->ptr + field->len + 1;
}

/* Whether a TAB is before each field behind the first. */
GR_FIELDS_INLINE bool gr_are_tabs(const struct gr_slice *field,
    const struct gr_slice *last)
{
	while (field < last)
		if ((++field)->ptr[-1] != '\t')
			return false;
	return true;
}

/* What a kernel does. */
struct gr_fields_kernel {
	/* the last of the fields that stand side by side, one byte apart */
	const struct gr_slice *(*last_beside)(const struct gr_slice *field,
	    const struct gr_slice *stop);
	/* whether it can copy so many bytes to where there is so much room; do
	 * it: how many of them are TABs */
	bool (*may_copy)(size_t len, size_t room);
	size_t (*copy_tabs)(char *to, const char *from, size_t len);
};

/* Put the run of fields to `last`, if they are one, and there is room. */
GR_FIELDS_INLINE bool gr_fields_put_beside(const struct gr_fields_kernel *k,
    const struct gr_slice *field, const struct gr_slice *last, char behind,
    char **to, const char *end)
{
	size_t len = (size_t)(last->ptr - field->ptr) + last->len;
	size_t room = (size_t)(end - *to);

	if (len >= room)
		return false;
	if (last != field && k->may_copy(len, room)) {
		if (k->copy_tabs(*to, field->ptr, len)
		    != (size_t)(last - field))
			return false;
	} else {
		if (!gr_are_tabs(field, last))
			return false;
		gr_bytes_copy(*to, field->ptr, len);
	}
	(*to)[len] = behind;
	*to += len + 1;
	return true;
}

GR_FIELDS_INLINE const struct gr_slice *gr_fields_put_by(
    const struct gr_fields_kernel *k, const struct gr_slice *field,
    const struct gr_slice *stop, char **to, const char *end)
{
	while (field < stop) {
		const struct gr_slice *next = k->last_beside(field, stop) + 1;

		if (gr_fields_put_beside(k, field, next - 1,
		        next < stop ? '\t' : '\n', to, end)) {
			field = next;
			continue;
		}
		field = gr_fields_put_runs(field, next, stop, to, end);
		if (field < next)
			break;
	}
	return field;
}

#endif

#endif
