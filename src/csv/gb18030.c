/* gb18030.c - GB18030 as it is written, not only as its last edition has it. */
#include "csv/gb18030.h"

#include <errno.h>
#include <stdint.h>

#include "csv/gb18030_table.h"
#include "text/utf8.h"

enum {
	EURO = 0x80,
	LONGEST = 3, /* of these in UTF-8 */
	LONGEST_CODE = 4
};

/* The characters of a run of four-byte codes, which count up with them. */
static const struct run {
	uint32_t first_code, last_code, character; /* codes as numbers */
} run[] = {
	{ 19057, 19064, 0x9fb4 }, /* 82 35 90 37 */
	{ 39076, 39085, 0xfe10 }, /* 84 31 82 36 */
};

/* A four-byte code as a number, from 81 30 81 30 on; false if it is none. */
static bool code_of(const char *p, uint32_t *out)
{
	const unsigned char *b = (const unsigned char *)p;

	if (b[0] < 0x81 || b[0] > 0xfe || b[1] < '0' || b[1] > '9'
	    || b[2] < 0x81 || b[2] > 0xfe || b[3] < '0' || b[3] > '9')
		return false;
	*out = ((b[0] - 0x81u) * 10u + (b[1] - 0x30u)) * 1260u
	    + (b[2] - 0x81u) * 10u + (b[3] - 0x30u);
	return true;
}

/* Bytes of the code at `p` that iconv did not read and its character; 0 if
 * there is none. */
static size_t known(const char *p, size_t n, uint32_t *character)
{
	uint32_t code;

	if (n > 0 && (unsigned char)*p == EURO) {
		*character = 0x20ac;
		return 1;
	}
	if (n < 4 || !code_of(p, &code))
		return 0;
	for (size_t i = 0; i < sizeof run / sizeof *run; i++)
		if (code >= run[i].first_code && code <= run[i].last_code) {
			*character = run[i].character + code
			    - run[i].first_code;
			return 4;
		}
	return 0;
}

/* By the table, and where it does not go on, one code by iconv. */
static size_t convert(iconv_t cd, char **in, size_t *left, char **out,
    size_t *room)
{
	while (
	    gr_gb18030_pass(cd, in, left, out, room) && *left >= LONGEST_CODE) {
		size_t rest = *left - LONGEST_CODE, code = LONGEST_CODE;
		size_t result = iconv(cd, in, &code, out, room);

		*left = rest + code;
		/* what is cut by the end of four bytes goes on behind them */
		if (result == (size_t)-1
		    && (errno != EINVAL || code == LONGEST_CODE))
			return result;
	}
	return iconv(cd, in, left, out, room);
}

bool gr_gb18030_convert(iconv_t cd, char **in, size_t *left, char **out,
    size_t *room)
{
	while (convert(cd, in, left, out, room) == (size_t)-1) {
		uint32_t character = 0;
		size_t bytes;

		if (errno != EILSEQ)
			return true;
		bytes = known(*in, *left, &character);
		if (bytes == 0)
			return false;
		if (*room < LONGEST) {
			errno = E2BIG;
			return true;
		}
		*in += bytes;
		*left -= bytes;
		bytes = gr_utf8_put(character, *out);
		*out += bytes;
		*room -= bytes;
	}
	errno = 0;
	return true;
}
