/* shown.c - text that a terminal is given */
#include "text/shown.h"

#include "text/utf8.h"

bool gr_shown_steers(uint32_t c)
{
	return c < ' ' || (c >= 0x7f && c <= 0x9f) || c == 0x61c || c == 0x200e
	    || c == 0x200f || (c >= 0x2028 && c <= 0x202e)
	    || (c >= 0x2066 && c <= 0x2069);
}

size_t gr_shown_plain(struct gr_slice text)
{
	size_t at = 0;

	while (at < text.len) {
		uint32_t c;
		size_t n = gr_utf8_next(gr_slice_skip(text, at), &c);

		if (n == 0 || gr_shown_steers(c))
			break;
		at += n;
	}
	return at;
}
