/* width.c - how many columns of a terminal a text takes. */
#include "text/width.h"

#include "text/shown.h"
#include "text/utf8.h"

#include <utf8proc.h>

#define REPLACEMENT 0xFFFD

/* The next character as it is shown; bytes that are no character count one by
 * one. */
static size_t next(struct gr_slice text, uint32_t *shown)
{
	size_t n = gr_utf8_step(text, shown);

	if (*shown == GR_UTF8_NONE || gr_shown_steers(*shown))
		*shown = REPLACEMENT;
	return n;
}

static size_t width_of(uint32_t code)
{
	int width = utf8proc_charwidth((utf8proc_int32_t)code);

	return width > 0 ? (size_t)width : 0;
}

size_t gr_width_of(struct gr_slice text)
{
	size_t width = 0;

	while (text.len > 0) {
		uint32_t code;

		text = gr_slice_skip(text, next(text, &code));
		width += width_of(code);
	}
	return width;
}

static void add_blanks(struct gr_buf *buf, size_t n)
{
	while (n-- > 0)
		gr_buf_byte(buf, ' ');
}

void gr_width_pad(struct gr_buf *buf, struct gr_slice text, size_t width,
    bool right)
{
	size_t own = gr_width_of(text), fill = width > own ? width - own : 0;

	if (right)
		add_blanks(buf, fill);
	while (text.len > 0) {
		char bytes[4];
		uint32_t code;

		text = gr_slice_skip(text, next(text, &code));
		gr_buf_add(buf, gr_slice_make(bytes, gr_utf8_put(code, bytes)));
	}
	if (!right)
		add_blanks(buf, fill);
}
