/* front.h - the few texts that most cells of a family hold, found at once.
 *
 * Of a hundred and fifty cells of a row, a hundred say yes, no, not applicable
 * or one digit.  What these come to is kept for good, apart from what is merely
 * recalled (recall.h): a text has a number, by its one byte or by one word, and
 * columns count how often they met it by that number alone.  Their values stay
 * where they are, so that rows may hold them as long as they like.  Who comes
 * too late finds no room, which costs time and nothing else.
 */
#ifndef GREEN_CLEAN_FRONT_H
#define GREEN_CLEAN_FRONT_H

#include "base/arena.h"
#include "base/word.h"
#include "clean/recall.h"

#define GR_FRONT_TEXTS 32u /* beside 0, which stands for any that is not here */
#define GR_FRONT_BITS 7u   /* of the places by word */

struct gr_front_text {
	struct gr_slice value; /* ptr NULL: the text itself */
	uint32_t shown, decided;
	bool is_fixed;
};

struct gr_front { /* zeroed at first */
	uint8_t byte[256];
	uint8_t at[1u << GR_FRONT_BITS];
	uint64_t word[1u << GR_FRONT_BITS];
	struct gr_front_text text[GR_FRONT_TEXTS + 1];
	size_t texts;
};

static inline size_t gr_front_place(uint64_t word)
{
	return word * UINT64_C(0x9e3779b97f4a7c15) >> (64 - GR_FRONT_BITS);
}

/* The number of a text of 1 to 8 bytes; 0: it is not here. */
static inline unsigned gr_front_find(const struct gr_front *front,
    struct gr_slice text)
{
	uint64_t word;
	size_t place;

	if (text.len == 1)
		return front->byte[(unsigned char)text.ptr[0]];
	word = gr_word_of(text);
	place = gr_front_place(word);
	return front->word[place] == word ? front->at[place] : 0;
}

/* Keep what such a text came to, if there is room; its number, or 0.  Only what
 * is as it was or fixed, and by no text rule, may stand here. */
unsigned gr_front_put(struct gr_front *front, struct gr_arena *keep,
    struct gr_slice text, const struct gr_recalled *came);

/* Let a text of one byte, of a number that stays as it is, share the number of
 * those that were put so before. */
unsigned gr_front_put_digit(struct gr_front *front, unsigned digit,
    struct gr_slice text, uint32_t decided);

#endif
