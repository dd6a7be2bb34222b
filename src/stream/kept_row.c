/* kept_row.c - rows as bytes, for who reads them again in the same program */
#include "stream/kept_row.h"

#include "stream/field_run.h"

/* A field that is no shorter has its length before its bytes. */
enum { LONG = UINT8_MAX };

static char *put_long(char *to, struct gr_slice field)
{
	memcpy(to, &field.len, sizeof field.len);
	to += sizeof field.len;
	memcpy(to, field.ptr, field.len);
	return to + field.len;
}

/* Lengths and bytes between `at` and `end`; their end, or NULL if there is no
 * room. */
static char *put(char *at, const char *end, const struct gr_slice *field,
    size_t n)
{
	unsigned char *length = (unsigned char *)at;

	if ((size_t)(end - at) < n)
		return NULL;
	at += n;
	for (const struct gr_slice *stop = field + n; field < stop; field++) {
		size_t len = field->len, room = (size_t)(end - at);

		*length++ = (unsigned char)(len < LONG ? len : LONG);
		if (room <= sizeof len || len >= room - sizeof len)
			return NULL;
		if (len == 1) {
			*at++ = *field->ptr;
		} else if (len >= LONG) {
			at = put_long(at, *field);
		} else if (len > 0) {
			gr_bytes_copy(at, field->ptr, len);
			at += len;
		}
		*at++ = '\t';
	}
	at[-1] = '\n';
	return at;
}

void gr_kept_row_add(struct gr_buf *to, const struct gr_slice *field, size_t n)
{
	size_t room = n * 8;
	char *at, *end = NULL;

	while (n > 0 && end == NULL) {
		at = gr_buf_reserve(to, room);
		if (at == NULL)
			return;
		end = put(at, to->ptr + to->cap, field, n);
		if (end != NULL)
			to->len += (size_t)(end - at);
		room = 2 * (to->cap - to->len);
	}
}

bool gr_kept_row_next(struct gr_slice *rows, struct gr_slice *field, size_t n)
{
	const unsigned char *length = (const unsigned char *)rows->ptr;
	size_t at = n;

	if (rows->len < n)
		return false;
	for (size_t i = 0; i < n; i++) {
		size_t len = length[i];

		if (len == LONG) {
			if (at + sizeof len > rows->len)
				return false;
			memcpy(&len, rows->ptr + at, sizeof len);
			at += sizeof len;
			if (len >= rows->len - at)
				return false;
		}
		field[i] = gr_slice_make(rows->ptr + at, len);
		at += len + 1;
	}
	if (at > rows->len)
		return false;
	*rows = gr_slice_skip(*rows, at);
	return true;
}
