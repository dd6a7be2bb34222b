/* sieve.h - of many patterns, those that may match a text, in one pass over it.
 *
 * The outlines (outline.h) of all the patterns are walked together, and where
 * that has led once is remembered: the next text with the same beginning costs
 * a look-up for each character.  What is remembered is bounded; when it is
 * full, it is forgotten and learned anew, which costs time and nothing else.
 */
#ifndef GREEN_TEXT_SIEVE_H
#define GREEN_TEXT_SIEVE_H

#include "text/outline.h"

#define GR_SIEVE_PLACES 2048u /* that are remembered at most */

struct gr_sieve;

struct gr_sieve_end {      /* where a text has led */
	uint32_t n;        /* patterns that may match it ... */
	uint32_t *pattern; /* ... in the order that they were given in */
};

/* Of `n` outlines, all that there will be being read; an end speaks of their
 * positions here.  `outlines` must outlive it.  NULL: no memory. */
struct gr_sieve *gr_sieve_new(struct gr_outlines *outlines,
    const struct gr_outline *outline, size_t n);
void gr_sieve_free(struct gr_sieve *sieve); /* NULL is allowed */

/* Where a text leads; valid until the next call.  NULL: it is not UTF-8, or
 * there is no memory, and any may match. */
const struct gr_sieve_end *gr_sieve_run(struct gr_sieve *sieve,
    struct gr_slice text);

/* Whether the first pattern that may match is `first` for every text that has
 * at each place one of the characters of ASCII of of[place].  False, too, if
 * that is too much to find out. */
bool gr_sieve_leads_to(struct gr_sieve *sieve, const struct gr_slice *of,
    size_t n, uint32_t first);

#endif
