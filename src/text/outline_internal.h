/* outline_internal.h - the steps of outlines: read by outline_read.c and
 * outline_class.c, made by outline.c, walked by sieve.c.
 */
#ifndef GREEN_TEXT_OUTLINE_INTERNAL_H
#define GREEN_TEXT_OUTLINE_INTERNAL_H

#include "text/outline.h"

#define GR_SYMBOLS 256u
#define GR_IDEOGRAPH_FIRST 0x4e00u
#define GR_IDEOGRAPH_END 0xa000u

/* ASCII has a symbol for each character.  Of the others, the common ideographs
 * share 64, and all that are none share 64: blanks and signs, which the rules
 * of texts are about, are not taken for ideographs. */
static inline unsigned gr_outline_symbol(uint32_t character)
{
	if (character < 0x80)
		return character;
	return (character - GR_IDEOGRAPH_FIRST
	                   < GR_IDEOGRAPH_END - GR_IDEOGRAPH_FIRST
	               ? 0xc0
	               : 0x80)
	    | ((character ^ character >> 6) & 0x3f);
}

struct gr_symbols { /* a set of them */
	uint64_t word[GR_SYMBOLS / 64];
};

static inline bool gr_symbols_has(const struct gr_symbols *set, unsigned symbol)
{
	return set->word[symbol / 64] >> symbol % 64 & 1;
}

static inline void gr_symbols_add(struct gr_symbols *set, unsigned symbol)
{
	set->word[symbol / 64] |= (uint64_t)1 << symbol % 64;
}

enum gr_step_kind { GR_STEP_SYMBOL, GR_STEP_SPLIT, GR_STEP_MATCH };

struct gr_step {
	enum gr_step_kind kind;
	uint32_t which;       /* SYMBOL: a set; MATCH: the pattern's number */
	uint32_t next, other; /* SPLIT goes to both */
};

struct gr_walk {                /* of one character, by sieve.c */
	uint32_t *list, *stack; /* steps met, and those to be looked at */
	size_t listed;
	uint32_t *seen; /* by step: the last round that met it */
	uint32_t round;
	size_t room; /* steps */
};

struct gr_outlines {
	struct gr_step *step;
	struct gr_symbols *set; /* the first are single symbols, then all */
	size_t steps, step_room, sets, set_room;
	struct gr_walk walk;
};

#define GR_SET_ANY GR_SYMBOLS

/* ---- the pattern as it is read ---- */

enum gr_part_kind {
	GR_PART_NOTHING,
	GR_PART_SYMBOL,
	GR_PART_BOTH, /* left, then right */
	GR_PART_EITHER,
	GR_PART_REPEAT /* left, `least` to `most` times */
};

#define GR_PART_ENDLESS UINT32_MAX

struct gr_part {
	enum gr_part_kind kind;
	uint32_t left, right;
	uint32_t least, most;
	uint32_t set;
};

struct gr_outline_reader {
	struct gr_outlines *outlines;
	struct gr_slice text;
	size_t at;
	struct gr_part *part;
	size_t parts, part_room;
	bool caseless;
	bool failed;    /* not understood */
	bool no_memory; /* failed for want of it */
	unsigned depth;
	struct gr_outline *out;
};

uint32_t gr_outline_fail(struct gr_outline_reader *r);

/* The next character, taken; fails at the end and where there is none. */
uint32_t gr_outline_take(struct gr_outline_reader *r);

/* Take a text, which is not empty, if it stands here. */
static inline bool gr_outline_takes(struct gr_outline_reader *r,
    const char *text)
{
	size_t at = r->at;

	if (r->failed)
		return false;
	for (; *text != '\0'; text++, at++)
		if (at == r->text.len || r->text.ptr[at] != *text)
			return false;
	r->at = at;
	return true;
}

/* A set of symbols kept; its place. */
uint32_t gr_outline_set(struct gr_outline_reader *r,
    const struct gr_symbols *symbols);

/* A character as the pattern writes it without a backslash; what stands behind
 * a backslash, or in square brackets, of which the first is taken. */
uint32_t gr_outline_literal(struct gr_outline_reader *r, uint32_t character);
uint32_t gr_outline_escape(struct gr_outline_reader *r, bool *is_set,
    struct gr_symbols *to);
uint32_t gr_outline_class(struct gr_outline_reader *r);

/* All of the pattern; fails if it is not understood. */
uint32_t gr_outline_parts(struct gr_outline_reader *r);

#endif
