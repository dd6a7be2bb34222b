/* width.h - how many columns of a terminal a text takes.
 *
 * Chinese characters are two columns wide, combining marks none, so a table is
 * aligned by width and not by characters or bytes.  What would steer
 * a terminal (shown.h) is not printed but shown as U+FFFD.
 */
#ifndef GREEN_TEXT_WIDTH_H
#define GREEN_TEXT_WIDTH_H

#include "base/buf.h"

size_t gr_width_of(struct gr_slice text);

/* Append `text`, with blanks behind it (or before it) up to `width` columns. */
void gr_width_pad(struct gr_buf *buf, struct gr_slice text, size_t width,
    bool right);

#endif
