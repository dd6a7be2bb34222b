/* mend.h - what is left of a text of which some bytes are none.
 *
 * A text is refused for one byte (charset.h).  Of a list that is never refused
 * for a row the lines that decode are kept, each as it is; in any other line
 * what is no ASCII becomes a mark, so that its cells and line ends stay where
 * they are, and its reader knows it.
 */
#ifndef GREEN_CSV_MEND_H
#define GREEN_CSV_MEND_H

#include "stream/source.h"

/* Let `source` give its text as UTF-8 with marks, from its first byte.  It is
 * read in the character set of most of its lines, and held in memory.  GR_EDATA:
 * it cannot be read. */
GR_MUST_USE enum gr_status gr_mend(struct gr_source *source,
    struct gr_err *err);

/* Whether a piece of that text has a mark. */
bool gr_mend_is_marked(struct gr_slice text);

#endif
