/* row_ends.h: a row's end is a habit by how such rows lie (ruling 36 a). */
#include <criterion/criterion.h>

#include "delivery/row_ends.h"

enum { CELLS = 9 };

/* "9 8. 8 10": rows of so many cells of nine headings; behind a dot the last
 * one is empty, behind ! it cannot be read by blanks at the end; "9*20": twenty
 * of them. */
static struct gr_row_habit look(const char *text)
{
	static struct gr_row_ends ends;

	ends = (struct gr_row_ends){ .cells = CELLS };
	while (*text) {
		char *end;
		size_t cells = strtoul(text, &end, 10), times = 1;
		bool filled = *end != '.', at_end = *end != '!';
		end += !filled || !at_end;
		if (*end == '*')
			times = strtoul(end + 1, &end, 10);
		while (times-- > 0)
			if (!gr_row_ends_add(&ends, cells, filled, at_end))
				return gr_row_ends_habit(&ends);
		text = end + (*end == ' ');
	}
	return gr_row_ends_habit(&ends);
}

static bool has(const char *text, size_t cells, bool is_filled)
{
	struct gr_row_habit habit = look(text);

	return gr_row_habit_has(&habit, cells < CELLS, cells, is_filled);
}

Test(row_ends, rows_left_off_are_a_habit_where_no_row_ends_blank)
{
	cr_assert(has("9 8 9 7 9 8", 8, true));
	cr_assert(has("9 8 9 7 9 8", 6, true), "of a length not yet seen");
	cr_assert_not(has("9 8 9 7 9 8", 8, false), "none of it ends blank");
	cr_assert_not(has("9 8 9. 7 9 8", 8, true));
	cr_assert_not(has("9 8. 9 7 9 8", 8, true));
	cr_assert_not(has("9 8 9 7", 8, true), "two are an accident");
	cr_assert_not(has("9 8 9 7! 9 8", 8, true), "one is otherwise");
}

Test(row_ends, three_rows_of_sixty_here_and_there_are_damage)
{
	cr_assert_not(has("9*20 8 9*20 8 9*16 8 9", 8, true));
	cr_assert_not(has("9.*20 10. 9.*20 10. 9.*16 10. 9", 10, false));
	cr_assert_not(has("9*20 8 8 9*20 8 9*16", 8, true));
	cr_assert(has("9 8 9 9 9 8 9 9 9 8 9 9", 8, true), "a quarter are not");
}

Test(row_ends, three_rows_of_sixty_that_end_as_no_whole_row_does_are_no_damage)
{
	cr_assert(has("9.*20 8 9.*20 8 9.*16 8 9", 8, true));
	cr_assert(has("9.*20 8 9.*20 7 9.*16 8 9", 7, true));
	cr_assert_not(has("9.*20 8 9.*20 8 9.*16 8 9", 8, false));
	cr_assert_not(has("9.*20 8 9.*20 8. 9.*16 8 9", 8, true));
	cr_assert_not(has("9.*20 8 9.*20 8 9.*19", 8, true), "two");
	cr_assert(has("9*20 10. 9*20 10. 9.*9 9*16 10.", 10, false));
	cr_assert_not(has("9*20 10. 9*20 10. 9.*16 10.", 10, false));
}

Test(row_ends, rows_of_one_length_that_stand_together_are_as_excel_writes_them)
{
	cr_assert(has("9.*15 8.*15 8 9.*16 7.*4", 8, false));
	cr_assert(has("9.*15 8.*15 8 9.*16 7.*4", 7, false), "up to the end");
	cr_assert(has("9.*15 10.*16 9.*20", 10, false));
	cr_assert(has("9.*95 8.*20", 8, false), "as far as it was looked at");
	cr_assert_not(has("9.*15 8.*7 9.*16", 8, false), "too few");
}

Test(row_ends, a_length_that_stands_alone_is_not_of_the_habit)
{
	cr_assert(has("9.*15 7.*16 9.*5 8. 9.*5 8 9.*9", 7, false));
	cr_assert_not(has("9.*15 7.*16 9.*5 8. 9.*5 8 9.*9", 8, false));
}

Test(row_ends, damage_does_not_take_the_habit_from_half_of_all_rows)
{
	cr_assert(has("8.*5 7. 8.*6 7 8.*4 7. 8.*5", 8, false));
	cr_assert_not(has("8.*5 7. 8.*6 7 8.*4 7. 8.*5", 7, false));
	cr_assert(has("10.*5 11. 10.*6 9", 10, false));
}

Test(row_ends, what_nearly_all_rows_have_more_than_the_heading_is_of_all)
{
	cr_assert_eq(look("10.*60").all, 10);
	cr_assert_eq(look("10.*20 9. 10.*20 9. 10.*16 9 10.").all, 10);
	cr_assert_eq(look("10. 9. 10. 10. 9. 10.").all, 10, "two are a few");
	cr_assert_eq(look("13.*30 12. 13.*20").all, 13);
	cr_assert_eq(look("10. 9. 10. 10. 9. 10. 9.").all, 0, "usual too");
	cr_assert_eq(look("10.*46 9.*8 10.*46").all, 0, "as Excel writes them");
	cr_assert_eq(look("10.*20 10! 10.*20").all, 10, "one is otherwise");
	cr_assert_eq(look("10.*20 10!*5 10.*20").all, 0, "five are");
	cr_assert_eq(look("10. 10. 9.").all, 0, "two are no habit");
	cr_assert_eq(look("9*60").all, 0);
	cr_assert_eq(look("8*60").all, 0);
	cr_assert_not(has("10.*40 11. 10.*20", 11, false));
	cr_assert(has("11.*40 10! 11.*20", 11, false), "one lost a cell");
	cr_assert_not(has("11.*40 10! 11.*20", 10, false));
}
