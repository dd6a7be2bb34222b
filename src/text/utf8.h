/* utf8.h - strict UTF-8: what is well formed, one character at a time.
 *
 * Streams and tables are UTF-8 and nothing else: no overlong forms, no
 * surrogates, nothing above U+10FFFF.  Long runs of ASCII, which most streams
 * are, are passed over eight bytes at a time.
 */
#ifndef GREEN_TEXT_UTF8_H
#define GREEN_TEXT_UTF8_H

#include "base/slice.h"

/* Offset of the first byte that is not part of a well-formed character, or
 * SIZE_MAX if there is none.  A character cut by the end counts as bad. */
size_t gr_utf8_bad(struct gr_slice s);

/* Bytes of the well-formed character that `s` begins with, with its code
 * point in *out; 0 if there is none. */
size_t gr_utf8_next(struct gr_slice s, uint32_t *out);

/* What gr_utf8_step() says of a byte that is part of no character. */
#define GR_UTF8_NONE UINT32_MAX

/* The same for who goes on in any case: such a byte is a step of its own, and
 * so is the end, so that it is at least 1.  `out` may be NULL. */
size_t gr_utf8_step(struct gr_slice s, uint32_t *out);

/* Bytes of the character that `s`, which is not empty, ends with; at least 1. */
size_t gr_utf8_last(struct gr_slice s);

/* How many characters it has. */
size_t gr_utf8_count(struct gr_slice s);

/* The first `most` bytes, or fewer so that no character is cut; all of it if
 * it has no more. */
struct gr_slice gr_utf8_cut(struct gr_slice s, size_t most);

/* Write a code point (not a surrogate, <= U+10FFFF) to `to` (room for 4);
 * returns its bytes. */
size_t gr_utf8_put(uint32_t code, char *to);

/* Whether `s` begins with a hanzi of U+4000 to U+9FFF, which has three bytes:
 * what most text is made of, to be passed over fast. */
static inline bool gr_utf8_is_hanzi(struct gr_slice s)
{
	const unsigned char *p = (const unsigned char *)s.ptr;

	return s.len >= 3 && p[0] >= 0xe4 && p[0] <= 0xe9
	    && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80;
}

#endif
