/* gb18030_look.c - whether a block of GB18030 is text, decoded only at its ends. */
#include "csv/gb18030_look.h"

#include <errno.h>
#include <string.h>

#include "csv/gb18030.h"
#include "csv/gb18030_table.h"

enum {
	END_BYTES = 64,     /* that are decoded at the beginning */
	LEAST_BYTES = 4096, /* for which it pays */
	LONGEST_CODE = 4
};

/* Decode n bytes to `text`; how many of them are whole characters in *used. */
static bool decode(iconv_t cd, char *in, size_t n, char *text,
    size_t *text_bytes, size_t *used)
{
	size_t room = GR_GB18030_END_TEXT, left = n;
	char *out = text;
	bool ok = gr_gb18030_convert(cd, &in, &left, &out, &room)
	    && errno != E2BIG;

	*text_bytes = (size_t)(out - text);
	*used = n - left;
	return ok && left < LONGEST_CODE;
}

/* Pass over a code that is not in the table; 0 if it is none, or U+FFFD, which
 * is a sign of damage. */
static size_t rare_code(iconv_t cd, char *in)
{
	char text[GR_GB18030_END_TEXT];
	size_t bytes, used;

	return decode(cd, in, LONGEST_CODE, text, &bytes, &used)
	        && memmem(text, bytes, "\xef\xbf\xbd", 3) == NULL
	    ? used
	    : 0;
}

/* From a character to one that begins at least END_BYTES before the end. */
static bool pass(iconv_t cd, char *block, size_t n, size_t *at)
{
	size_t stop = n - 2 * END_BYTES;

	while (*at < stop) {
		*at += gr_gb18030_known(block + *at, n - END_BYTES - *at);
		size_t rare = *at < stop ? rare_code(cd, block + *at) : 0;

		if (*at < stop && rare == 0)
			return false;
		*at += rare;
	}
	return true;
}

bool gr_gb18030_look(iconv_t cd, char *block, size_t n,
    struct gr_gb18030_ends *out)
{
	size_t used;

	if (n < LEAST_BYTES
	    || !decode(cd, block, END_BYTES, out->head, &out->head_bytes,
	        &out->from))
		return false;
	out->to = out->from;
	if (!pass(cd, block, n, &out->to)
	    || !decode(cd, block + out->to, n - out->to, out->tail,
	        &out->tail_bytes, &used))
		return false;
	out->used = out->to + used;
	return true;
}
