/* outline.h - what a pattern can match at most, known without running it.
 *
 * A cell is read by the first of some eighty patterns that matches it, and most
 * of them plainly cannot: they begin with another character, or want more of
 * them.  The outline of a pattern is an automaton that accepts every text which
 * the pattern matches, and few others: characters beyond ASCII share 128
 * symbols, and what looks around, refers back or is possessive is taken to
 * hold.  Where nothing had to be taken so, the outline is exact for ASCII.
 *
 * It reads a part of PCRE2's syntax, and strictly.  A pattern that it reads is
 * one that PCRE2 compiles, so that the compiling can wait until a text comes
 * that it may match; of any other pattern it knows nothing, and says so.
 */
#ifndef GREEN_TEXT_OUTLINE_H
#define GREEN_TEXT_OUTLINE_H

#include "base/slice.h"

#define GR_OUTLINE_GROUPS 31u
#define GR_OUTLINE_TEXT 4096u  /* bytes of a pattern that is read */
#define GR_OUTLINE_STEPS 8192u /* of its automaton */

struct gr_outlines; /* owns automata */

struct gr_outline_group { /* a part of the pattern: its name */
	uint16_t at, bytes;
};

struct gr_outline {
	uint32_t start;    /* the automaton's first step */
	uint32_t number;   /* as it was given */
	bool is_read;      /* else nothing is known: any text may match */
	bool is_exact;     /* of texts in ASCII */
	bool is_one_group; /* the whole pattern is its first named group */
	unsigned groups;   /* named ones */
	struct gr_outline_group group[GR_OUTLINE_GROUPS];
};

struct gr_outlines *gr_outlines_new(void);           /* NULL: no memory */
void gr_outlines_free(struct gr_outlines *outlines); /* NULL is allowed */

/* Read a pattern whose match must be the `whole` text, or may be any part of
 * it.  No two have the same number.  False if memory ran out. */
bool gr_outline_read(struct gr_outlines *outlines, struct gr_slice pattern,
    bool whole, uint32_t number, struct gr_outline *out);

#endif
