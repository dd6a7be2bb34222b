#include "text/utf8.h"

#include "text/utf8_pass.h"

/* Smallest code point that needs as many bytes: shorter ones are overlong. */
static const uint32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };

static size_t length_by_lead(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead >= 0xC2 && lead < 0xE0)
		return 2;
	if (lead >= 0xE0 && lead < 0xF0)
		return 3;
	if (lead >= 0xF0 && lead < 0xF5)
		return 4;
	return 0;
}

size_t gr_utf8_next(struct gr_slice s, uint32_t *out)
{
	unsigned char lead;
	uint32_t code;
	size_t n;

	if (s.len == 0)
		return 0;
	lead = (unsigned char)s.ptr[0];
	n = length_by_lead(lead);
	if (n == 0 || n > s.len)
		return 0;
	code = n == 1 ? lead : lead & (0xFFu >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		unsigned char next = (unsigned char)s.ptr[i];

		if ((next & 0xC0) != 0x80)
			return 0;
		code = code << 6 | (next & 0x3Fu);
	}
	if (code < smallest[n] || code > 0x10FFFF
	    || (code >= 0xD800 && code <= 0xDFFF))
		return 0;
	*out = code;
	return n;
}

size_t gr_utf8_step(struct gr_slice s, uint32_t *out)
{
	uint32_t code;
	size_t n = gr_utf8_next(s, &code);

	if (out != NULL)
		*out = n > 0 ? code : GR_UTF8_NONE;
	return n > 0 ? n : 1;
}

/* Whether a byte is one behind the first of a character. */
static bool is_further(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

size_t gr_utf8_last(struct gr_slice s)
{
	size_t n = 1;

	while (n < 4 && n < s.len && is_further(s.ptr[s.len - n]))
		n++;
	return n;
}

size_t gr_utf8_count(struct gr_slice s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += !is_further(s.ptr[i]);
	return n;
}

struct gr_slice gr_utf8_cut(struct gr_slice s, size_t most)
{
	if (s.len <= most)
		return s;
	s.len = most;
	while (s.len > 0 && is_further(s.ptr[s.len]))
		s.len--;
	return s;
}

size_t gr_utf8_bad(struct gr_slice s)
{
	size_t at = gr_utf8_pass(s);

	while (at < s.len) {
		uint64_t word;
		uint32_t code;
		size_t n;

		if (s.len - at >= sizeof word) {
			memcpy(&word, s.ptr + at, sizeof word);
			if ((word & UINT64_C(0x8080808080808080)) == 0) {
				at += sizeof word;
				continue;
			}
		}
		n = gr_utf8_is_hanzi(gr_slice_skip(s, at))
		    ? 3
		    : gr_utf8_next(gr_slice_skip(s, at), &code);
		if (n == 0)
			return at;
		at += n;
	}
	return SIZE_MAX;
}

size_t gr_utf8_put(uint32_t code, char *to)
{
	if (code < 0x80) {
		to[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		to[0] = (char)(0xC0 | code >> 6);
		to[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code < 0x10000) {
		to[0] = (char)(0xE0 | code >> 12);
		to[1] = (char)(0x80 | (code >> 6 & 0x3F));
		to[2] = (char)(0x80 | (code & 0x3F));
		return 3;
	}
	to[0] = (char)(0xF0 | code >> 18);
	to[1] = (char)(0x80 | (code >> 12 & 0x3F));
	to[2] = (char)(0x80 | (code >> 6 & 0x3F));
	to[3] = (char)(0x80 | (code & 0x3F));
	return 4;
}
