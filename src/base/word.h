/* word.h - short texts as one word of 64 bits, so that one comparison is enough.
 *
 * Most cells hold less than nine bytes.  Their word is the same on every
 * machine: the first byte is the lowest, and above the last there is nothing.
 * None beside the text is read.
 */
#ifndef GREEN_BASE_WORD_H
#define GREEN_BASE_WORD_H

#include <endian.h>

#include "base/slice.h"

#define GR_WORD_BYTES 8u

static inline uint64_t gr_word_load4(const char *from)
{
	uint32_t word;

	memcpy(&word, from, sizeof word);
	return le32toh(word);
}

static inline uint64_t gr_word_load2(const char *from)
{
	uint16_t word;

	memcpy(&word, from, sizeof word);
	return le16toh(word);
}

/* Of 1 to 8 bytes.  Of texts without a NUL, no two have the same. */
static inline uint64_t gr_word_of(struct gr_slice s)
{
	const char *end = s.ptr + s.len;

	if (s.len >= 4)
		return gr_word_load4(s.ptr)
		    | gr_word_load4(end - 4) << (s.len - 4) * 8;
	if (s.len >= 2)
		return gr_word_load2(s.ptr)
		    | gr_word_load2(end - 2) << (s.len - 2) * 8;
	return (unsigned char)s.ptr[0];
}

#endif
