/* blank.h - blanks of every kind, and text with its typing habits taken away.
 *
 * People align with full-width spaces, word processors put non-breaking and
 * zero-width ones, and GB18030 has one of its own (U+E5E5).  A cell of nothing
 * else is empty.  Input is UTF-8; a byte that is none is not a blank.
 */
#ifndef GREEN_TEXT_BLANK_H
#define GREEN_TEXT_BLANK_H

#include "base/buf.h"

/* Whether a code point is a blank. */
bool gr_blank_is(uint32_t c);

/* Whether it is one that takes no room: a soft hyphen, a zero-width space, a
 * mark of direction, a variation selector. */
bool gr_blank_is_unseen(uint32_t c);

/* The code point that stands for all that are typed for it: full-width ASCII
 * made half-width, brackets of every kind made round. */
uint32_t gr_blank_same(uint32_t c);

/* The same as gr_blank_bytes() of a text that may begin with one. */
size_t gr_blank_bytes_rare(struct gr_slice s);

/* Bytes of the blank that `s` begins with; 0 if it begins with none. */
static inline size_t gr_blank_bytes(struct gr_slice s)
{
	return s.len == 0 || (s.ptr[0] > ' ' && s.ptr[0] < 0x7f)
	    ? 0
	    : gr_blank_bytes_rare(s);
}

/* Whether this UTF-8 is nothing but hanzi of U+4000 to U+9FFF and ASCII without
 * blanks, control characters, brackets and quotes: what nearly every word of a
 * table is, and what trimming and folding leave as it is. */
bool gr_blank_is_plain(struct gr_slice s);

/* Whether a byte is a control character's, below ' '. */
bool gr_blank_has_control(struct gr_slice s);

/* The slice without blanks at both ends. */
struct gr_slice gr_blank_trim(struct gr_slice s);

/* The same as gr_blank_only() of a text that may begin with one. */
bool gr_blank_only_rare(struct gr_slice s);

/* Whether there is nothing but blanks. */
static inline bool gr_blank_only(struct gr_slice s)
{
	if (s.len == 0)
		return true;
	return (s.ptr[0] <= ' ' || s.ptr[0] >= 0x7f) && gr_blank_only_rare(s);
}

/* Without a pair of quotes, straight or typographic, around all of it (blanks
 * outside them go too); the same slice if there is none. */
struct gr_slice gr_blank_unquote(struct gr_slice s);

/* Append `s` as headings are compared: without any blank, each character as
 * gr_blank_same and NFKC (same.h) have it, but for units. */
void gr_blank_fold(struct gr_buf *to, struct gr_slice s);

/* The same into a cleared buffer, for a comparison; valid until it is next
 * written to.  *failed becomes true if memory ran out, and is never made
 * false: what was compared meanwhile means nothing. */
struct gr_slice gr_blank_folded(struct gr_buf *to, struct gr_slice s,
    bool *failed);

#endif
