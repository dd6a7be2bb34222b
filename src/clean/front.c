/* The few texts that most cells of a family hold. */
#include "clean/front.h"

#include <assert.h>

/* Where the number of a text is to stand; NULL: another text has the place. */
static uint8_t *seat_of(struct gr_front *front, struct gr_slice text)
{
	uint64_t word = gr_word_of(text);
	size_t place = gr_front_place(word);

	if (text.len == 1)
		return &front->byte[word];
	if (front->at[place] != 0)
		return NULL;
	front->word[place] = word;
	return &front->at[place];
}

static uint32_t use_of(uint16_t kept)
{
	return kept == UINT16_MAX ? GR_NO_USE : kept;
}

unsigned gr_front_put(struct gr_front *front, struct gr_arena *keep,
    struct gr_slice text, const struct gr_recalled *came)
{
	struct gr_front_text *to = &front->text[front->texts + 1];
	uint8_t *seat;

	assert(text.len - 1 < GR_WORD_BYTES);
	if (front->texts == GR_FRONT_TEXTS)
		return 0;
	*to = (struct gr_front_text){ .shown = use_of(came->shown),
		.decided = use_of(came->decided),
		.is_fixed = (came->marks & GR_RECALLED_FIXED) != 0 };
	if ((came->marks & GR_RECALLED_RAW) == 0) {
		to->value = gr_arena_copy(keep,
		    gr_slice_make(came->value, came->value_bytes));
		if (to->value.ptr == NULL)
			return 0;
	}
	seat = seat_of(front, text);
	if (seat == NULL)
		return 0;
	*seat = (uint8_t)++front->texts;
	return *seat;
}

unsigned gr_front_put_digit(struct gr_front *front, unsigned digit,
    struct gr_slice text, uint32_t decided)
{
	if (digit == 0) {
		if (front->texts == GR_FRONT_TEXTS)
			return 0;
		digit = (unsigned)++front->texts;
		front->text[digit] = (struct gr_front_text){ .shown = GR_NO_USE,
			.decided = decided };
	}
	front->byte[(unsigned char)text.ptr[0]] = (uint8_t)digit;
	return digit;
}
