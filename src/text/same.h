/* same.h - the characters that one character is compared as.
 *
 * PDF readers and old fonts write a radical (U+2F3E) where the ideograph (户)
 * is meant, Japanese and Korean editors a compatibility ideograph, input
 * methods a variation selector that nobody sees.  For the eye they are the
 * same; so they are compared as Unicode's NFKC has them, case kept, radicals as
 * their ideographs, with selectors and soft hyphens dropped.  Never is a value
 * rewritten by this, only a comparison made.
 */
#ifndef GREEN_TEXT_SAME_H
#define GREEN_TEXT_SAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

enum { GR_SAME_BYTES = 80 }; /* the longest that one character becomes */

/* Write what a character is compared as, but for brackets (blank.h), to `to`
 * (room for GR_SAME_BYTES); returns its bytes, 0 if it is dropped.  Numbers in
 * circles stay, for they are serial numbers; with `units` raised digits and
 * signs of units do too, for which a standard has spellings of its own. */
size_t gr_same_put(uint32_t c, bool units, char *to);

/* Whether a character is one that nobody sees and nothing is compared by. */
bool gr_same_is_dropped(uint32_t c);

/* Whether `s` has a character that is another for the computer and none for
 * the eye: a radical, a compatibility ideograph, a selector, a soft hyphen. */
bool gr_same_is_disguised(struct gr_slice s);

/* The ideograph of a radical or a compatibility ideograph; `c` itself if it is
 * none. */
uint32_t gr_same_ideograph(uint32_t c);

#endif
