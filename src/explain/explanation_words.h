/* explanation_words.h - the words of a card, in two languages.
 *
 * A stream has names that programs know; what a person reads on a terminal is
 * said in words, and all of them are here.
 */
#ifndef GREEN_EXPLAIN_EXPLANATION_WORDS_H
#define GREEN_EXPLAIN_EXPLANATION_WORDS_H

#include "explain/explanation.h"

/* Of "1", "0", "N" or "U"; "" for anything else. */
const char *gr_explanation_verdict(struct gr_slice verdict, bool chinese);

/* Of the name of a published column; itself if there is no word for it.  Those
 * of a status are gr_heading_word's. */
struct gr_slice gr_explanation_label(struct gr_slice column, bool chinese);

/* What stands above the first line of a kind, or NULL. */
const char *gr_explanation_heading(enum gr_explanation_kind kind, bool chinese);

#endif
