/* front.h: what stands there is found by its bytes, and nothing else is. */
#include "clean/front.h"
#include <criterion/criterion.h>

static struct gr_front front;

static void setup(void)
{
	front = (struct gr_front){ .texts = 0 };
	gr_front_begin(&front);
}

TestSuite(front, .init = setup);

static unsigned find(struct gr_slice text)
{
	unsigned number;

	(void)gr_front_find(&front, gr_word_of(text), &number);
	return number;
}

static bool comes_to(const char *text, const char *value)
{
	unsigned number;
	const struct gr_front_place *p = gr_front_find(&front,
	    gr_word_of(gr_slice_of(text)), &number);

	return number != 0
	    && gr_slice_eq(gr_slice_make(p->value, p->value_bytes),
	        gr_slice_of(value));
}

static struct gr_recalled came_to(const char *value)
{
	struct gr_recalled came = { .shown = UINT16_MAX,
		.decided = 3,
		.marks = value == NULL ? GR_RECALLED_RAW : GR_RECALLED_FIXED };

	if (value != NULL) {
		came.value_bytes = (uint8_t)strlen(value);
		memcpy(came.value, value, came.value_bytes);
	}
	return came;
}

static unsigned put(const char *text, const char *value)
{
	struct gr_recalled came = came_to(value);

	return gr_front_put(&front, gr_slice_of(text), &came);
}

Test(front, a_text_is_found_with_what_it_came_to)
{
	unsigned yes = put("是", "1"), none = put("-", ""),
	         year = put("1988", NULL);

	cr_assert(yes != 0 && none != 0 && year != 0);
	cr_expect_eq(find(GR_S("是")), yes);
	cr_expect_eq(find(GR_S("-")), none);
	cr_expect_eq(find(GR_S("1988")), year);
	cr_expect(comes_to("是", "1"));
	cr_expect(front.text[yes].is_fixed);
	cr_expect(comes_to("-", ""));
	cr_expect(comes_to("1988", "1988"));
	cr_expect(front.text[year].decided == 3
	    && front.text[year].shown == GR_NO_USE);
}

Test(front, texts_that_differ_in_any_byte_or_in_length_are_others)
{
	char text[9] = "aaaaaaaa", other[9] = "aaaaaaaa";

	for (size_t len = 1; len <= 8; len++) {
		struct gr_slice s = gr_slice_make(text, len);
		struct gr_recalled came = came_to(NULL);

		setup();
		cr_assert_neq(gr_front_put(&front, s, &came), 0);
		for (size_t n = 1; n <= 8; n++)
			cr_expect(
			    (find(gr_slice_make(text, n)) != 0) == (n == len));
		for (size_t i = 0; i < len; i++) {
			other[i] = 'b';
			cr_expect_eq(find(gr_slice_make(other, len)), 0);
			other[i] = 'a';
		}
	}
}

Test(front, plain_digits_share_a_number)
{
	unsigned digit = gr_front_put_digit(&front, 0, GR_S("4"), 7);

	cr_assert_neq(digit, 0);
	cr_expect_eq(gr_front_put_digit(&front, digit, GR_S("5"), 7), digit);
	cr_expect_eq(find(GR_S("5")), digit);
	cr_expect(comes_to("4", "4") && comes_to("5", "5"));
	cr_expect_eq(find(GR_S("6")), 0);
	cr_expect_eq(front.text[digit].decided, 7);
}

Test(front, nothing_is_found_as_such_from_the_beginning)
{
	unsigned number;
	const struct gr_front_place *p = gr_front_find(&front, 0, &number);

	cr_expect_eq(number, GR_FRONT_EMPTY);
	cr_expect_eq(p->value_bytes, 0);
}

Test(front, a_value_that_has_no_room_is_not_kept)
{
	cr_expect_eq(put("a", "1234567890123456"), 0);
	cr_expect_neq(put("b", "123456789012345"), 0);
	cr_expect(comes_to("b", "123456789012345"));
}

Test(front, who_comes_too_late_finds_no_room)
{
	size_t kept = 0;

	for (char c = 'a'; c <= 'z'; c++)
		for (char d = 'a'; d <= 'c'; d++) {
			const char text[] = { c, d, '\0' };

			kept += put(text, "1") != 0;
		}
	cr_expect_eq(kept, GR_FRONT_TEXTS);
	cr_expect_eq(put("!", "1"), 0);
	cr_expect_eq(gr_front_put_digit(&front, 0, GR_S("4"), 7), 0);
	cr_expect_eq(find(GR_S("4")), 0);
}
