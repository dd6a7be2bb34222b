/* text_runs.c - the text of an element that may have several runs */
#include "sheet/text_runs.h"

#include "text/utf8.h"

enum { ESCAPE_BYTES = 7, HEX_DIGITS = 4 }; /* _x000D_ */

void gr_text_runs_begin(struct gr_text_runs *runs)
{
	gr_buf_clear(&runs->text);
	runs->runs = 0;
	runs->in_text = runs->in_phonetic = runs->phonetic = false;
}

void gr_text_runs_free(struct gr_text_runs *runs)
{
	gr_buf_free(&runs->text);
}

void gr_text_runs_start(struct gr_text_runs *runs, const char *name)
{
	if (strcmp(name, "rPh") == 0)
		runs->in_phonetic = runs->phonetic = true;
	else if (strcmp(name, "t") == 0)
		runs->in_text = !runs->in_phonetic;
	else if (strcmp(name, "r") == 0)
		runs->runs++;
}

void gr_text_runs_add(struct gr_text_runs *runs, struct gr_slice text)
{
	if (runs->in_text)
		gr_buf_add(&runs->text, text);
}

void gr_text_runs_end(struct gr_text_runs *runs, const char *name)
{
	if (strcmp(name, "rPh") == 0)
		runs->in_phonetic = false;
	else if (strcmp(name, "t") == 0)
		runs->in_text = false;
}

/* ---- characters that XML cannot hold ---- */

static int hex_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The character of an escape that begins at `p`; false if there is none, or
 * none that a text can hold. */
static bool escaped(const char *p, size_t n, uint32_t *out)
{
	uint32_t value = 0;

	if (n < ESCAPE_BYTES || p[0] != '_' || p[1] != 'x'
	    || p[ESCAPE_BYTES - 1] != '_')
		return false;
	for (int i = 0; i < HEX_DIGITS; i++) {
		int digit = hex_of(p[2 + i]);

		if (digit < 0)
			return false;
		value = value * 16 + (uint32_t)digit;
	}
	*out = value;
	return value > 0 && (value < 0xd800 || value > 0xdfff);
}

void gr_text_unescape(struct gr_buf *text, size_t from)
{
	if (text->len - from < ESCAPE_BYTES || text->failed)
		return;
	char *p = text->ptr + from, *to = p;
	const char *end = text->ptr + text->len;

	while (p < end) {
		uint32_t c;

		if (*p == '_' && escaped(p, (size_t)(end - p), &c)) {
			to += gr_utf8_put(c, to);
			p += ESCAPE_BYTES;
		} else {
			*to++ = *p++;
		}
	}
	text->len = (size_t)(to - text->ptr);
}
