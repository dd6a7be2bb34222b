/* personal_words.h - what the words beside digits say of them.
 *
 * The words are those of personal.def.
 */
#ifndef GREEN_TEXT_PERSONAL_WORDS_H
#define GREEN_TEXT_PERSONAL_WORDS_H

#include "text/personal_kinds.h"

/* The kinds, a bit each, that what stands before a number calls it:
 * 电话：, 座机号码是 */
unsigned gr_personal_called(struct gr_slice before);

/* Whether it calls a decimal a coordinate. */
bool gr_personal_is_coordinate(struct gr_slice before);

/* Whether what stands behind digits says of what they are so many. */
bool gr_personal_is_measured(struct gr_slice behind);

#endif
