/* lost.h - text of which nothing was left before it was sent.
 *
 * Programs put question marks, U+FFFD or 锟斤拷 where they could not write a
 * character, spreadsheets #N/A or ##### where they could not show a value.  A
 * cell of nothing else says no more than an empty one does; what has a word of
 * its own beside them says something, and is judged by it.
 */
#ifndef GREEN_TEXT_LOST_H
#define GREEN_TEXT_LOST_H

#include "base/slice.h"

/* Whether there is nothing but blanks, or but signs of loss. */
bool gr_text_is_lost(struct gr_slice s);

/* Whether characters were lost somewhere in it: U+FFFD, 锟斤拷, or two question
 * marks and more alone. */
bool gr_text_is_damaged(struct gr_slice s);

#endif
