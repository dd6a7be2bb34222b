/* row_look.h: the kernels find the cells that their scalar twins find. */
#include <criterion/criterion.h>
#include <string.h>

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
	uint64_t set = 0, digits = 0;

	gr_row_part(text, sizeof text - 1, ',', &set, &digits);
	cr_expect_str_eq(text, "a\t!b\t\t“c”\t√\t\\");
	cr_expect_eq(set, 1u << 1 | 1u << 3 | 1u << 5);
	cr_expect_eq(digits, 0);
}

Test(row_look, cells_with_as_many_digits_as_a_number_of_a_person_are_found)
{
	char text[] =
	    "123456,1234567,一二三四五六七,12ab34567,2020-10-11,"
	    "社区居委会2号,123,4567,12345678901234567890123456789012345"
	    "678901234567890123456789012345678901234567890,123456";
	uint64_t set = 0, digits = 0;

	gr_row_part(text, sizeof text - 1, ',', &set, &digits);
	cr_expect_eq(digits, 0x11e);
	cr_expect_eq(set, 0);
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
		"\\", "“", "√", "\xe2", "\xef\xbc", "abcdefghijklmnop", "12",
		"一二", "社", "\xe4", "123456" };
	size_t used = 0;

	while (used + 16 <= n) {
		const char *next = piece[any(sizeof piece / sizeof *piece)];

		memcpy(text + used, next, strlen(next));
		used += strlen(next);
	}
	return used;
}

struct parted {
	char text[MOST + 1];
	uint64_t begins[MOST / GR_ROW_LOOK_BITS + 1];
	uint64_t digits[MOST / GR_ROW_LOOK_BITS + 1];
};

static void part(struct parted *p, const char *text, size_t n,
    gr_row_part_fn *kind)
{
	memset(p, 0, sizeof *p);
	memcpy(p->text, text, n + 1);
	kind(p->text, n, ',', p->begins, p->digits);
}

static bool is_same(const struct parted *a, const struct parted *b)
{
	return memcmp(a->text, b->text, sizeof a->text) == 0
	    && memcmp(a->begins, b->begins, sizeof a->begins) == 0
	    && memcmp(a->digits, b->digits, sizeof a->digits) == 0;
}

/* Behind the text stands what is no part of it. */
Test(row_look, the_kernels_part_as_their_twin_does)
{
	static struct parted slow, fast;
	char text[MOST + 1];

	for (unsigned round = 0; round < 20000; round++) {
		size_t n = fill(text, any(MOST));

		text[n] = round % 2 ? '\n' : '\x80';
		part(&slow, text, n, gr_row_part_scalar);
		for (size_t k = 1; gr_row_part_kind(k) != NULL; k++) {
			part(&fast, text, n, gr_row_part_kind(k));
			cr_assert(is_same(&fast, &slow), "kind %zu, round %u",
			    k, round);
		}
	}
}
