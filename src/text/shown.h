/* shown.h - text that a terminal is given, without what would steer it.
 *
 * Names of files, and what is quoted of a file, are any bytes.  Among them may
 * be a sequence that moves the cursor, recolours or retitles the window, ends
 * the line so that a line of ours seems to follow, or turns the order of what
 * stands beside it.
 */
#ifndef GREEN_TEXT_SHOWN_H
#define GREEN_TEXT_SHOWN_H

#include "base/slice.h"

/* Whether a character steers: a control character (U+0000-001F, U+007F-009F),
 * an end of line or paragraph, a mark of direction. */
bool gr_shown_steers(uint32_t c);

/* Bytes that `text` begins with and that may be shown as they are: up to what
 * steers, or is no UTF-8. */
size_t gr_shown_plain(struct gr_slice text);

#endif
