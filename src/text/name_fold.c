/* name_fold.c - names in the form in which they are compared */
#include "text/name_fold.h"

#include "text/blank.h"
#include "text/same.h"
#include "text/utf8.h"

static bool is_blank(uint32_t c)
{
	return c < ' ' || gr_blank_is(c);
}

void gr_name_fold(struct gr_buf *to, struct gr_slice s)
{
	bool any = false, blank = false;

	while (s.len > 0) {
		uint32_t c;
		size_t n;
		char *room = gr_buf_reserve(to, GR_SAME_BYTES + 1);

		if (!room)
			return;
		if (gr_utf8_is_hanzi(s) && !blank) {
			memcpy(room, s.ptr, 3);
			to->len += 3;
			any = true;
			s = gr_slice_skip(s, 3);
			continue;
		}
		n = gr_utf8_step(s, &c);
		if (c == GR_UTF8_NONE) { /* streams are UTF-8; keep the byte */
			*room = *s.ptr;
			to->len++;
		} else if (gr_same_is_dropped(c)) {
			/* between two characters there is none */
		} else if (is_blank(c)) {
			blank = any;
		} else {
			if (blank)
				*room++ = ' ';
			to->len += blank
			    + gr_same_put(gr_blank_same(c), false, room);
			blank = false;
			any = true;
		}
		s = gr_slice_skip(s, n);
	}
}

void gr_place_fold(struct gr_buf *to, struct gr_slice s)
{
	enum { HAN = 0x2e80 };
	uint32_t last = 0;
	size_t at = to->len, n;

	gr_name_fold(to, s);
	for (size_t i = at; i < to->len; i += n) {
		struct gr_slice rest = gr_slice_skip(gr_buf_slice(to), i);
		struct gr_slice next = gr_slice_skip(rest, 1);
		uint32_t c, after = 0;

		n = gr_utf8_step(rest, &c);
		if (c == ' ' && last >= HAN && gr_utf8_next(next, &after) > 0
		    && after >= HAN)
			continue;
		memmove(to->ptr + at, rest.ptr, n);
		at += n;
		last = c == GR_UTF8_NONE ? 0 : c;
	}
	to->len = at;
}

/* Bytes of a number in a circle or the like: ① to ⒛, ❶ to ➓, ㈠ to ㈩. */
static size_t ringed_length(struct gr_slice s)
{
	uint32_t c = 0;
	size_t n = gr_utf8_next(s, &c);

	return (c >= 0x2460 && c <= 0x249b) || (c >= 0x2776 && c <= 0x2793)
	        || (c >= 0x3220 && c <= 0x3229)
	    ? n
	    : 0;
}

size_t gr_serial_length(struct gr_slice s)
{
	static const char numerals[] = "零一二三四五六七八九十百";
	static const char ends_number[] = ".,:)-";
	bool bracket = s.len > 0 && s.ptr[0] == '(';
	size_t at = bracket, digits = 0, ringed = ringed_length(s);

	if (ringed > 0)
		return ringed;
	for (;;) {
		uint32_t c = 0;
		size_t n = gr_utf8_next(gr_slice_skip(s, at), &c);
		struct gr_slice one = { s.ptr + at, n };

		if (n == 0)
			return 0;
		bool digit = (c >= '0' && c <= '9')
		    || (n == 3
		        && gr_slice_find(GR_S(numerals), one) != SIZE_MAX);
		at += n;
		if (digit) {
			digits++;
			continue;
		}
		bool ends = bracket
		    ? c == ')'
		    : c == 0x3001 || (c < 0x80 && strchr(ends_number, (int)c));
		return ends && digits > 0 ? at : 0;
	}
}
