/* mend.c - what is left of a text of which some bytes are none. */
#include "csv/mend.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "csv/charset.h"
#include "csv/foreign.h"
#include "csv/gb18030.h"
#include "text/utf8.h"

/* U+FDD0, which is set aside for such use and is in no text. */
#define MARK GR_S("\xef\xb7\x90")

struct mending {
	struct gr_buf bytes; /* as they were read */
	struct gr_buf text;
};

/* Bytes of a character or of a half of one. */
static size_t unit_of(enum gr_charset charset)
{
	return charset == GR_UTF16LE || charset == GR_UTF16BE ? 2 : 1;
}

/* The character of one unit that `s` begins with if it is ASCII, else NUL. */
static char ascii_of(struct gr_slice s, enum gr_charset charset)
{
	size_t n = unit_of(charset), low = charset == GR_UTF16BE ? 1 : 0;

	if (s.len < n || (unsigned char)s.ptr[low] >= 0x80
	    || (n == 2 && s.ptr[1 - low] != '\0'))
		return '\0';
	return s.ptr[low];
}

/* The next line with its end; a CR LF may be two. */
static struct gr_slice next_line(struct gr_slice *rest, enum gr_charset charset)
{
	struct gr_slice line = *rest;
	size_t n = unit_of(charset), at = 0;
	char c = '\0';

	while (at < line.len && c != '\n' && c != '\r') {
		c = ascii_of(gr_slice_skip(line, at), charset);
		at += n;
	}
	if (at > line.len)
		at = line.len;
	*rest = gr_slice_skip(line, at);
	return gr_slice_make(line.ptr, at);
}

/* Whether it must be UTF-8: text of GB18030 is not likely to be it, other than
 * in characters of two bytes. */
static bool is_utf8(struct gr_slice line)
{
	bool wide = false;

	for (size_t i = 0; !wide && i < line.len; i++)
		wide = (unsigned char)line.ptr[i] >= 0xe0;
	return wide && gr_utf8_bad(line) == SIZE_MAX;
}

/* Append a line as UTF-8; false, and nothing is, if it does not decode. */
static bool add_decoded(struct mending *m, struct gr_slice line,
    enum gr_charset charset, iconv_t cd)
{
	struct gr_buf *to = &m->text;
	size_t left = line.len, room = 4 * line.len;
	char *in = m->bytes.ptr + (line.ptr - m->bytes.ptr);
	char *start = gr_buf_reserve(to, room), *out = start;

	if (start == NULL)
		return true; /* its owner asks whether it failed */
	if (charset == GR_GB18030 && is_utf8(line))
		return false;
	if (charset == GR_UTF8) {
		if (gr_utf8_bad(line) != SIZE_MAX)
			return false;
		memcpy(out, in, left);
		out += left;
		left = 0;
	} else {
		iconv(cd, NULL, NULL, NULL, NULL);
		if (charset != GR_GB18030)
			iconv(cd, &in, &left, &out, &room);
		else if (!gr_gb18030_convert(cd, &in, &left, &out, &room))
			return false;
	}
	if (left > 0 || memchr(start, '\0', (size_t)(out - start)))
		return false;
	to->len += (size_t)(out - start);
	return true;
}

static void add_marked(struct gr_buf *to, struct gr_slice line,
    enum gr_charset charset)
{
	bool marked = false;

	for (size_t i = 0; i < line.len; i += unit_of(charset)) {
		char c = ascii_of(gr_slice_skip(line, i), charset);

		if (c != '\0')
			gr_buf_byte(to, c);
		else if (!marked)
			gr_buf_add(to, MARK);
		marked = c == '\0';
	}
}

/* ---- the character set ---- */

/* Whether more lines are GB18030 than UTF-8, of those that are one of them. */
static bool is_mostly_gb(struct mending *m, iconv_t gb)
{
	struct gr_slice text = gr_buf_slice(&m->bytes);
	struct gr_foreign foreign = { .escaped = NULL };
	uint64_t lines_gb = 0, lines_utf8 = 0;

	gr_foreign_add(&foreign, text.ptr, text.len);
	while (text.len > 0) {
		struct gr_slice line = next_line(&text, GR_UTF8);

		gr_buf_clear(&m->text);
		if (is_utf8(line))
			lines_utf8++;
		else if (gr_utf8_bad(line) != SIZE_MAX)
			lines_gb += add_decoded(m, line, GR_GB18030, gb);
	}
	/* what another set looks like in it is not what was written */
	return lines_gb > lines_utf8 && gr_foreign_name(&foreign, true) == NULL;
}

static enum gr_status choose(struct mending *m, enum gr_charset *out,
    struct gr_err *err)
{
	struct gr_slice text = gr_buf_slice(&m->bytes);

	*out = GR_UTF8;
	if (gr_slice_starts(text, GR_S("\xff\xfe")))
		*out = GR_UTF16LE;
	else if (gr_slice_starts(text, GR_S("\xfe\xff")))
		*out = GR_UTF16BE;
	if (*out != GR_UTF8)
		return GR_OK;
	iconv_t gb = iconv_open("UTF-8", gr_charset_name(GR_GB18030));
	if (gb == (iconv_t)-1)
		return gr_err_sys(err, NULL, "iconv");
	if (is_mostly_gb(m, gb))
		*out = GR_GB18030;
	iconv_close(gb);
	return gr_buf_check(&m->text, err);
}

/* ---- the text ---- */

static enum gr_status mend(struct mending *m, struct gr_err *err)
{
	struct gr_slice rest = gr_buf_slice(&m->bytes);
	enum gr_charset charset;
	enum gr_status status = choose(m, &charset, err);

	if (status != GR_OK)
		return status;
	iconv_t cd = iconv_open("UTF-8", gr_charset_name(charset));
	if (cd == (iconv_t)-1)
		return gr_err_sys(err, NULL, "iconv");
	gr_buf_clear(&m->text);
	while (rest.len > 0) {
		struct gr_slice line = next_line(&rest, charset);

		if (!add_decoded(m, line, charset, cd))
			add_marked(&m->text, line, charset);
	}
	iconv_close(cd);
	return gr_buf_check(&m->text, err);
}

enum gr_status gr_mend(struct gr_source *source, struct gr_err *err)
{
	struct mending m = { .bytes = { 0 } };
	enum gr_status status = gr_source_rewind(source, err);

	if (status == GR_OK)
		status = gr_source_read_all(source, &m.bytes, err);
	if (status == GR_OK)
		status = mend(&m, err);
	if (status == GR_OK)
		status = gr_source_replace(source, gr_buf_slice(&m.text), err);
	gr_buf_free(&m.bytes);
	gr_buf_free(&m.text);
	return status;
}

bool gr_mend_is_marked(struct gr_slice text)
{
	return memmem(text.ptr, text.len, MARK.ptr, MARK.len) != NULL;
}
