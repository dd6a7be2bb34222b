/* field_run.h - fields that still stand side by side in the line they came from.
 *
 * Of a row most stages change a few cells, if any.  What lies between them is
 * copied as it lies, with the TABs that are in it.
 */
#ifndef GREEN_STREAM_FIELD_RUN_H
#define GREEN_STREAM_FIELD_RUN_H

#include "base/slice.h"

/* Where the run ends that begins with *field: fields that stand as in the line
 * that they came from, with one TAB between them, are written as they lie.
 * *last is the end of its bytes. */
static inline const struct gr_slice *gr_field_run(const struct gr_slice *field,
    const struct gr_slice *stop, const char **last)
{
	const char *end = field->len > 0 ? field->ptr + field->len : field->ptr;

	while (++field < stop && (uintptr_t)field->ptr == (uintptr_t)end + 1
	    && *end == '\t')
		end = field->ptr + field->len;
	*last = end;
	return field;
}

/* memcpy(), without a call for the short fields that most are. */
static inline void gr_bytes_copy(char *to, const char *from, size_t len)
{
	if (len == 1) {
		to[0] = from[0];
	} else if (len < 4) {
		if (len > 0) {
			to[0] = from[0];
			to[1] = from[1];
			to[len - 1] = from[len - 1];
		}
	} else if (len < 8) {
		memcpy(to, from, 4);
		memcpy(to + len - 4, from + len - 4, 4);
	} else if (len <= 16) {
		memcpy(to, from, 8);
		memcpy(to + len - 8, from + len - 8, 8);
	} else {
		memcpy(to, from, len);
	}
}

#endif
