/* front.h - the few texts that most cells of a family hold, found at once.
 *
 * Of a hundred and fifty cells of a row, a hundred say yes, no, not applicable,
 * one digit or nothing.  What these come to is kept for good, apart from what is
 * merely recalled (recall.h): a text has a place by its word, which has its value
 * beside it, and a number, by which alone columns count how often they met it.
 * Nothing but a word that differs tells one from another, so that a cell is done
 * with without a look at its length; of one byte, as most are, the byte itself
 * tells the place.  Who comes too late finds no room, which
 * costs time and nothing else.
 */
#ifndef GREEN_CLEAN_FRONT_H
#define GREEN_CLEAN_FRONT_H

#include "base/word.h"
#include "clean/recall.h"

#define GR_FRONT_TEXTS 32u /* beside 0, which stands for any that is not here */
#define GR_FRONT_EMPTY 33u /* the number of none */
#define GR_FRONT_BITS 7u   /* of the places by word */
#define GR_FRONT_VALUE 15u /* bytes of a value at most; behind it is a TAB */

struct gr_front_place { /* of a text: 32 bytes */
	uint64_t word;
	uint8_t number, value_bytes;
	bool is_fixed;
	char value[GR_FRONT_VALUE + 1];
};

struct gr_front_text { /* by number */
	uint32_t shown, decided;
	bool is_fixed;
};

/* The same of a text of one byte with a value of one: the value, above it the
 * number, above that whether it is fixed. */
#define GR_FRONT_BYTE_NUMBER 8u
#define GR_FRONT_BYTE_FIXED 15u
#define GR_FRONT_BYTE_NUMBERS 63u /* a mask of all */

struct gr_front { /* zeroed at first, then begun */
	struct gr_front_place place[1u << GR_FRONT_BITS];
	uint16_t byte[UINT8_MAX + 1];
	struct gr_front_text text[GR_FRONT_TEXTS + 1];
	size_t texts;
};

static inline size_t gr_front_place(uint64_t word)
{
	return word * UINT64_C(0x9e3779b97f4a7c15) >> (64 - GR_FRONT_BITS);
}

/* What stands there of a text of at most 8 bytes; its number is 0 if that is
 * another. */
static inline const struct gr_front_place *gr_front_find(
    const struct gr_front *front, uint64_t word, unsigned *number)
{
	const struct gr_front_place *p = &front->place[gr_front_place(word)];

	*number = p->word == word ? p->number : 0;
	return p;
}

/* Have nothing but the empty text. */
void gr_front_begin(struct gr_front *front);

/* Keep what such a text came to, if there is room; its number, or 0.  Only what
 * is as it was or fixed, and by no text rule, may stand here. */
unsigned gr_front_put(struct gr_front *front, struct gr_slice text,
    const struct gr_recalled *came);

/* Let a text of one byte, of a number that stays as it is, share the number of
 * those that were put so before. */
unsigned gr_front_put_digit(struct gr_front *front, unsigned digit,
    struct gr_slice text, uint32_t decided);

#endif
