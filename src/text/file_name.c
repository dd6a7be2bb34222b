/* file_name.c - names of files in streams */
#include "text/file_name.h"

#include <iconv.h>

#include "text/personal.h"
#include "text/shown.h"
#include "text/utf8.h"

enum { MARK_DIGITS = 8 };

static void escape(struct gr_buf *to, struct gr_slice name, bool quoted)
{
	const char *marks = quoted ? " \\" : "%#";

	while (name.len > 0) {
		uint32_t c;
		size_t n = gr_utf8_step(name, &c);
		struct gr_slice one = gr_slice_make(name.ptr, n);

		name = gr_slice_skip(name, n);
		if (c != GR_UTF8_NONE && !gr_shown_steers(c)
		    && (n > 1 || strchr(marks, one.ptr[0]) == NULL)) {
			gr_buf_add(to, one);
			continue;
		}
		for (size_t i = 0; i < n; i++)
			gr_buf_format(to, quoted ? "\\x%02X" : "%%%02X",
			    (unsigned char)one.ptr[i]);
	}
}

/* Append a part of a name that is not UTF-8 as GB18030, in which archives from
 * Windows have it, or as it is if it is not that either. */
static void add_part(struct gr_buf *to, struct gr_slice part, iconv_t gb)
{
	char out[4 * 255], *in = (char *)(uintptr_t)part.ptr, *at = out;
	size_t left = part.len, room = sizeof out;

	iconv(gb, NULL, NULL, NULL, NULL);
	if (gr_utf8_bad(part) == SIZE_MAX
	    || iconv(gb, &in, &left, &at, &room) == (size_t)-1)
		gr_buf_add(to, part);
	else
		gr_buf_add(to, gr_slice_make(out, (size_t)(at - out)));
}

/* Append a name as people read it, each folder for itself. */
static void add_read(struct gr_buf *to, struct gr_slice name)
{
	iconv_t gb = iconv_open("UTF-8", "GB18030");

	to->failed |= gb == (iconv_t)-1;
	while (name.len > 0 && !to->failed) {
		size_t n = gr_slice_find(name, GR_S("/"));

		n = n == SIZE_MAX ? name.len : n;
		add_part(to, gr_slice_make(name.ptr, n), gb);
		if (n < name.len)
			gr_buf_byte(to, '/');
		name = gr_slice_skip(name, n < name.len ? n + 1 : n);
	}
	if (gb != (iconv_t)-1)
		iconv_close(gb);
}

bool gr_file_name_mask(struct gr_buf *to, struct gr_slice name)
{
	struct gr_buf read = { 0 };

	if (gr_utf8_bad(name) == SIZE_MAX)
		return gr_personal_mask(name, gr_personal_anywhere, to);
	add_read(&read, name);
	bool masked = gr_personal_mask(gr_buf_slice(&read),
	    gr_personal_anywhere, to);
	to->failed |= read.failed;
	gr_buf_free(&read);
	return masked;
}

bool gr_file_name_call(struct gr_buf *to, struct gr_slice name)
{
	struct gr_buf shown = { 0 };
	bool masked = gr_file_name_mask(&shown, name);

	escape(to, masked ? gr_buf_slice(&shown) : name, false);
	to->failed |= shown.failed;
	gr_buf_free(&shown);
	return masked;
}

void gr_file_name_mark(struct gr_buf *to, const char *sha256)
{
	gr_buf_format(to, "~%.*s", MARK_DIGITS, sha256);
}

bool gr_file_name_is(struct gr_slice src, struct gr_slice called, bool masked)
{
	if (!masked)
		return gr_slice_eq(src, called);
	return src.len == called.len + 1 + MARK_DIGITS
	    && gr_slice_starts(src, called) && src.ptr[called.len] == '~';
}

struct gr_slice gr_file_name_file(struct gr_slice src, struct gr_slice *sheet)
{
	size_t at = gr_slice_find(src, GR_S("#"));

	if (sheet != NULL)
		*sheet = at == SIZE_MAX ? GR_S("") : gr_slice_skip(src, at + 1);
	return at == SIZE_MAX ? src : gr_slice_make(src.ptr, at);
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

void gr_file_name_open(struct gr_buf *to, struct gr_slice src)
{
	for (size_t i = 0; i < src.len; i++) {
		int high = i + 2 < src.len ? hex_value(src.ptr[i + 1]) : -1;
		int low = high >= 0 ? hex_value(src.ptr[i + 2]) : -1;

		if (src.ptr[i] == '%' && low >= 0) {
			gr_buf_byte(to, (char)(high * 16 + low));
			i += 2;
		} else {
			gr_buf_byte(to, src.ptr[i]);
		}
	}
}

void gr_file_name_quote(struct gr_buf *to, struct gr_slice name)
{
	escape(to, name, true);
}

bool gr_file_name_unquote(struct gr_buf *to, struct gr_slice quoted)
{
	for (size_t i = 0; i < quoted.len; i++) {
		char c = quoted.ptr[i];

		if (c == '\\') {
			int high = i + 3 < quoted.len
			        && quoted.ptr[i + 1] == 'x'
			    ? hex_value(quoted.ptr[i + 2])
			    : -1;
			int low = high >= 0 ? hex_value(quoted.ptr[i + 3]) : -1;

			if (low < 0 || high + low == 0)
				return false;
			c = (char)(high * 16 + low);
			i += 3;
		}
		gr_buf_byte(to, c);
	}
	return true;
}
