/* The few texts that most cells of a family hold. */
#include "clean/front.h"

#include <assert.h>

_Static_assert(GR_FRONT_EMPTY <= GR_FRONT_BYTE_NUMBERS
        && GR_FRONT_BYTE_NUMBERS < 1u
                << (GR_FRONT_BYTE_FIXED - GR_FRONT_BYTE_NUMBER),
    "a number stands between a value and whether it is fixed");

/* That of no text is the first, which no other one can have then. */
void gr_front_begin(struct gr_front *front)
{
	struct gr_front_place *place = &front->place[gr_front_place(0)];

	place->number = GR_FRONT_EMPTY;
	place->value[0] = '\t';
}

/* Where a text is to stand; NULL: another one has the place. */
static struct gr_front_place *place_of(struct gr_front *front,
    struct gr_slice text)
{
	uint64_t word = gr_word_of(text);
	struct gr_front_place *place = &front->place[gr_front_place(word)];

	if (place->number != 0)
		return NULL;
	place->word = word;
	return place;
}

static void set_value(struct gr_front_place *place, struct gr_slice value)
{
	place->value_bytes = (uint8_t)value.len;
	if (value.len > 0)
		memcpy(place->value, value.ptr, value.len);
	place->value[value.len] = '\t';
}

/* What stands there, if it is a byte and comes to one, is found by the byte. */
static void set_byte(struct gr_front *front, struct gr_slice text,
    const struct gr_front_place *place)
{
	if (text.len == 1 && place->value_bytes == 1)
		front->byte[(unsigned char)*text.ptr] =
		    (uint16_t)((unsigned char)*place->value
		        | (unsigned)place->number << GR_FRONT_BYTE_NUMBER
		        | (unsigned)place->is_fixed << GR_FRONT_BYTE_FIXED);
}

static uint32_t use_of(uint16_t kept)
{
	return kept == UINT16_MAX ? GR_NO_USE : kept;
}

unsigned gr_front_put(struct gr_front *front, struct gr_slice text,
    const struct gr_recalled *came)
{
	bool is_raw = (came->marks & GR_RECALLED_RAW) != 0;
	struct gr_front_place *place;

	assert(text.len - 1 < GR_WORD_BYTES);
	if (front->texts == GR_FRONT_TEXTS
	    || (!is_raw && came->value_bytes > GR_FRONT_VALUE))
		return 0;
	place = place_of(front, text);
	if (place == NULL)
		return 0;
	set_value(place,
	    is_raw ? text : gr_slice_make(came->value, came->value_bytes));
	place->number = (uint8_t)++front->texts;
	place->is_fixed = (came->marks & GR_RECALLED_FIXED) != 0;
	set_byte(front, text, place);
	front->text[place->number] = (struct gr_front_text){ .shown = use_of(
		                                                 came->shown),
		.decided = use_of(came->decided),
		.is_fixed = place->is_fixed };
	return place->number;
}

unsigned gr_front_put_digit(struct gr_front *front, unsigned digit,
    struct gr_slice text, uint32_t decided)
{
	struct gr_front_place *place;

	if (digit == 0 && front->texts == GR_FRONT_TEXTS)
		return 0;
	place = place_of(front, text);
	if (place == NULL)
		return digit;
	if (digit == 0) {
		digit = (unsigned)++front->texts;
		front->text[digit] = (struct gr_front_text){ .shown = GR_NO_USE,
			.decided = decided };
	}
	set_value(place, text);
	place->number = (uint8_t)digit;
	set_byte(front, text, place);
	return digit;
}
