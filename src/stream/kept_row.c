/* kept_row.c - rows as bytes, for who reads them again in the same program */
#include "stream/kept_row.h"

#include "stream/field_lengths.h"
#include "stream/fields_put.h"

/* A field that is no shorter has its length behind those of all fields. */
enum { LONG = GR_LENGTHS_LESS };

/* The lengths of all fields; how many are long. */
static size_t put_lengths(unsigned char *to, const struct gr_slice *field,
    size_t n)
{
	size_t longs = 0;

	if (gr_field_lengths(to, field, n))
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
