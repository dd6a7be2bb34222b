/* row_look.h: the kernels find the cells that their scalar twins find. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/simd.h"
#include "delivery/row_look.h"

enum { MOST = 600 };

Test(row_look, a_mark_a_quote_and_a_blank_before_one_begin_a_cell)
{
	static const char *const yes[] = { "!", "\\", "!是", "“x”", "＂x＂",
		"\xe2\x80\x8b“", "\xef\xbb\xbf“", "\xe2\x81\xa0",
		"\xef\xb8\x8f" };
	static const char *const no[] = { "", "1", "是", "√", "✔", "①", "？",
		"x!", "\xe2", "\xef", "　“x”" };

	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		cr_expect(gr_row_look_begins(gr_slice_of(yes[i])), "%zu", i);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		cr_expect_not(gr_row_look_begins(gr_slice_of(no[i])), "%zu", i);
}

Test(row_look, a_row_is_parted_by_tabs_and_its_cells_are_found)
{
	char text[] = "a,!b,,“c”,√,\\";
	uint64_t set[1] = { 0 };

	gr_row_part(text, sizeof text - 1, ',', set);
	cr_expect_str_eq(text, "a\t!b\t\t“c”\t√\t\\");
	cr_expect_eq(set[0], 1u << 1 | 1u << 3 | 1u << 5);
}

static uint32_t state = 7;

static uint32_t any(uint32_t n)
{
	state = state * 1664525u + 1013904223u;
	return (state >> 16) % n;
}

static size_t fill(char *text, size_t n)
{
	static const char *const piece[] = { ",", ",", ",", "1", "是", "!",
		"\\", "“", "√", "\xe2", "\xef\xbc", "abcdefghijklmnop" };
	size_t used = 0;

	while (used + 16 <= n) {
		const char *next = piece[any(sizeof piece / sizeof *piece)];

		memcpy(text + used, next, strlen(next));
		used += strlen(next);
	}
	return used;
}

Test(row_look, the_kernel_parts_as_its_twin_does)
{
	char text[2][MOST];
	uint64_t set[2][MOST / GR_ROW_LOOK_BITS + 1];

	gr_simd_set(gr_simd_best());
	for (unsigned round = 0; round < 3000; round++) {
		size_t n = fill(text[0], any(MOST));

		memcpy(text[1], text[0], n);
		memset(set, 0, sizeof set);
		gr_row_part(text[0], n, ',', set[0]);
		gr_row_part_scalar(text[1], n, ',', set[1]);
		cr_assert_eq(memcmp(text[0], text[1], n), 0, "%u", round);
		cr_assert_eq(memcmp(set[0], set[1], sizeof *set), 0, "%u",
		    round);
	}
}

Test(row_look, long_cells_are_found_at_every_place)
{
	struct gr_slice cell[200];
	uint64_t set[2][200 / GR_ROW_LOOK_BITS + 1];

	gr_simd_set(gr_simd_best());
	for (size_t n = 0; n <= 200; n++) {
		for (size_t i = 0; i < n; i++)
			cell[i] = gr_slice_make(NULL, any(14));
		memset(set, 0, sizeof set);
		gr_row_long(cell, n, 7, set[0]);
		gr_row_long_scalar(cell, n, 7, set[1]);
		for (size_t i = 0; i < n; i++)
			cr_assert_eq(set[1][i / 64] >> i % 64 & 1,
			    cell[i].len >= 7);
		cr_assert_eq(memcmp(set[0], set[1], sizeof *set), 0, "%zu", n);
	}
}
