/* gb18030_table.c - ASCII and the codes of two bytes by a table. */
#include "csv/gb18030_table.h"

#include <endian.h>
#include <stdint.h>
#include <string.h>

#include "csv/gb18030_pairs.h"
#include "text/utf8.h"

enum {
	FIRST_LEAD = 0x81,
	LAST_LEAD = 0xfe,
	FIRST_TRAIL = 0x40,
	LAST_TRAIL = 0xfe,
	LONGEST = 3, /* of these in UTF-8 */
	WORD = 8,
	PAYS = 32 * 1024, /* bytes */
	SOME = 64         /* bytes in which something is that is looked up */
};

/* By both bytes of a code, the second before the first, as a number of two bytes
 * has them, its UTF-8, and how many bytes that has; 0: it is left to iconv. */
struct entry {
	char utf8[LONGEST];
	unsigned char bytes;
};

static struct {
	size_t asked; /* bytes so far, in all texts */
	bool filled;
	bool dense; /* it has all codes of gr_gb18030_pairs() */
	struct entry of[256 * 256];
} table;

static inline size_t place_of(const unsigned char *code)
{
	return code[0] | (size_t)code[1] << 8;
}

/* The codes of a lead byte from a trail byte on, as far as iconv reads them;
 * returns how many. */
static unsigned fill_run(iconv_t cd, unsigned lead, unsigned trail)
{
	char code[2 * 256], text[4 * 256];
	char *in = code, *out = text, *from = text;
	size_t left = 0, room = sizeof text;
	unsigned done;

	for (unsigned t = trail; t <= LAST_TRAIL; t++) {
		code[left++] = (char)lead;
		code[left++] = (char)t;
	}
	(void)iconv(cd, &in, &left, &out, &room);
	done = (unsigned)(in - code) / 2;
	for (unsigned i = 0; i < done; i++) {
		unsigned second = trail + i;
		struct entry *entry = &table.of[lead | second << 8];
		struct gr_slice rest = { from, (size_t)(out - from) };
		size_t n = gr_utf8_step(rest, NULL);

		if (n <= LONGEST) {
			memcpy(entry->utf8, from, n);
			entry->bytes = (unsigned char)n;
		}
		from += n;
	}
	return done;
}

static void fill(iconv_t cd)
{
	for (unsigned lead = FIRST_LEAD; lead <= LAST_LEAD; lead++)
		for (unsigned trail = FIRST_TRAIL; trail <= LAST_TRAIL; trail++)
			trail += fill_run(cd, lead, trail);
	table.filled = true;
	table.dense = true;
	for (unsigned lead = FIRST_LEAD; lead <= GR_GB18030_LAST_LEAD; lead++)
		for (unsigned trail = FIRST_TRAIL; trail <= LAST_TRAIL; trail++)
			table.dense &= trail == GR_GB18030_NO_TRAIL
			    || table.of[lead | trail << 8].bytes > 0;
}

/* Bytes of ASCII that the text of a word begins with. */
static size_t ascii_bytes(uint64_t word)
{
	word = le64toh(word) & UINT64_MAX / 255 * 0x80;
	return word == 0 ? WORD : (size_t)__builtin_ctzll(word) / WORD;
}

/* Where a text is converted; of what is read some more can be looked at, of what
 * is written some more has room. */
struct place {
	const unsigned char *in, *end;
	char *out, *full;
};

/* Codes of two bytes; false at one that is not in the table. */
static inline bool pass_codes(struct place *p)
{
	const unsigned char *in = p->in, *end = p->end;
	char *out = p->out;
	const char *full = p->full;
	unsigned bytes = 1;

	while (in < end && *in >= 0x80 && out < full) {
		struct entry entry = table.of[place_of(in)];

		bytes = entry.bytes;
		if (bytes == 0)
			break;
		memcpy(out, &entry, sizeof entry);
		out += bytes;
		in += 2;
	}
	p->in = in;
	p->out = out;
	return bytes > 0;
}

bool gr_gb18030_pass(iconv_t cd, char **in, size_t *left, char **out,
    size_t *room)
{
	const unsigned char *from = (const unsigned char *)*in;
	struct place p = { from, from, *out, *out };
	bool known = true;

	if (!table.filled && (table.asked += *left) < PAYS)
		return false;
	if (!table.filled)
		fill(cd);
	if (*left >= WORD && *room >= WORD) {
		p.end = from + *left - WORD + 1;
		p.full = *out + *room - WORD + 1;
	}
	while (known && p.in < p.end && p.out < p.full) {
		uint64_t word;

		memcpy(&word, p.in, sizeof word);
		memcpy(p.out, &word, sizeof word);
		size_t n = ascii_bytes(word);
		p.in += n;
		p.out += n;
		if (n < WORD)
			known = pass_codes(&p);
	}
	*left -= (size_t)(p.in - from);
	*room -= (size_t)(p.out - *out);
	*in += p.in - from;
	*out = p.out;
	return !known;
}

/* Whole characters that begin before `stop`, up to one that is not known. */
static size_t pass_known(const unsigned char *p, size_t stop, size_t n)
{
	size_t i = 0;

	while (i < stop) {
		if (p[i] < 0x80)
			i++;
		else if (i + 1 < n && table.of[place_of(p + i)].bytes > 0)
			i += 2;
		else
			break;
	}
	return i;
}

size_t gr_gb18030_known_scalar(const char *text, size_t n)
{
	return table.filled ? pass_known((const unsigned char *)text, n, n) : 0;
}

size_t gr_gb18030_known(const char *text, size_t n)
{
	size_t i = 0;

	if (!table.filled || !table.dense)
		return gr_gb18030_known_scalar(text, n);
	while (i < n) {
		size_t some;

		i += gr_gb18030_pairs(text + i, n - i);
		some = n - i < SOME ? n - i : SOME;
		size_t passed = pass_known((const unsigned char *)text + i,
		    some, n - i);
		i += passed;
		if (passed < some)
			break;
	}
	return i;
}
