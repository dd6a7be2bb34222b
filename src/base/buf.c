#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>

void gr_buf_free(struct gr_buf *buf)
{
	free(buf->ptr);
	*buf = (struct gr_buf){ NULL, 0, 0, false };
}

char *gr_buf_reserve(struct gr_buf *buf, size_t more)
{
	size_t need, cap;
	char *grown;

	if (buf->failed)
		return NULL;
	if (buf->cap - buf->len >= more && buf->ptr != NULL)
		return buf->ptr + buf->len;
	if (__builtin_add_overflow(buf->len, more, &need)
	    || need > SIZE_MAX / 2) {
		buf->failed = true;
		return NULL;
	}
	cap = need < 64 ? 64 : need + need / 2;
	grown = realloc(buf->ptr, cap);
	if (grown == NULL) {
		buf->failed = true;
		return NULL;
	}
	buf->ptr = grown;
	buf->cap = cap;
	return buf->ptr + buf->len;
}

void gr_buf_add(struct gr_buf *buf, struct gr_slice s)
{
	char *to = gr_buf_reserve(buf, s.len);

	if (to == NULL || s.len == 0)
		return;
	memcpy(to, s.ptr, s.len);
	buf->len += s.len;
}

struct gr_slice gr_buf_join(struct gr_buf *buf, const struct gr_slice *part,
    size_t n, char separator)
{
	gr_buf_clear(buf);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			gr_buf_byte(buf, separator);
		gr_buf_add(buf, part[i]);
	}
	return buf->failed ? gr_slice_make(NULL, 0) : gr_buf_slice(buf);
}

void gr_buf_byte(struct gr_buf *buf, char c)
{
	char *to = gr_buf_reserve(buf, 1);

	if (to == NULL)
		return;
	*to = c;
	buf->len++;
}

void gr_buf_text(struct gr_buf *buf, const char *string)
{
	gr_buf_add(buf, gr_slice_of(string));
}

void gr_buf_uint(struct gr_buf *buf, uint64_t value)
{
	char digits[20];
	size_t n = sizeof digits;

	do {
		digits[--n] = (char)('0' + value % 10);
		value /= 10;
	} while (value > 0);
	gr_buf_add(buf, gr_slice_make(digits + n, sizeof digits - n));
}

void gr_buf_int(struct gr_buf *buf, int64_t value)
{
	if (value < 0)
		gr_buf_byte(buf, '-');
	gr_buf_uint(buf, value < 0 ? -(uint64_t)value : (uint64_t)value);
}

void gr_buf_vformat(struct gr_buf *buf, const char *format, va_list args)
{
	va_list again;
	char *to;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	to = len < 0 ? NULL : gr_buf_reserve(buf, (size_t)len + 1);
	if (to == NULL) {
		buf->failed = true;
		return;
	}
	if (vsnprintf(to, (size_t)len + 1, format, args) != len) {
		buf->failed = true;
		return;
	}
	buf->len += (size_t)len;
}

void gr_buf_format(struct gr_buf *buf, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	gr_buf_vformat(buf, format, args);
	va_end(args);
}
