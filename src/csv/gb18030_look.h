/* gb18030_look.h - whether a block of GB18030 is text, decoded only at its ends.
 *
 * Which character set a file is in is decided over all of it, and decoding it
 * all for that costs as much as reading it.  Common characters are known by a
 * bit each (gb18030_table.h), line ends and quotes are no part of another
 * character, and signs of damage are written so that no block that has one looks
 * as if it had none.
 */
#ifndef GREEN_CSV_GB18030_LOOK_H
#define GREEN_CSV_GB18030_LOOK_H

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>

enum { GR_GB18030_END_TEXT = 1024 };

struct gr_gb18030_ends {
	size_t from, to; /* what lies between both, in bytes of the block */
	size_t used;     /* behind the last whole character */
	char head[GR_GB18030_END_TEXT], tail[GR_GB18030_END_TEXT];
	size_t head_bytes, tail_bytes; /* UTF-8, eight or more */
};

/* Look through a block that begins with a character.  False: it is short, or
 * something in it is to be looked at closer, which decoding it all does.  Whether
 * characters were lost is asked besides of the block itself: "??" and what
 * becomes of U+FFFD in GBK, EF BF BD EF BF BD, are such bytes in UTF-8, too, and
 * found by gr_scan_damage() wherever characters begin. */
bool gr_gb18030_look(iconv_t cd, char *block, size_t n,
    struct gr_gb18030_ends *out);

#endif
