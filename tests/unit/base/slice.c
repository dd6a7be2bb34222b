/* slice.h: slices are compared, found, trimmed, split and read as numbers byte
 * by byte. */
#include "base/slice.h"
#include <criterion/criterion.h>

Test(slice, compares_bytes_and_puts_a_prefix_first)
{
	cr_assert(gr_slice_eq(GR_S(""), gr_slice_make(NULL, 0)));
	cr_assert(!gr_slice_eq(GR_S("ab"), GR_S("ac")));
	cr_assert_lt(gr_slice_cmp(GR_S("ab"), GR_S("abc")), 0);
	cr_assert_gt(gr_slice_cmp(GR_S("\xE7"), GR_S("z")), 0);
	cr_assert_eq(gr_slice_cmp(GR_S("x"), GR_S("x")), 0);
}

Test(slice, sorts_by_bytes_and_takes_none)
{
	struct gr_slice s[] = { GR_S("z"), GR_S("ab"), GR_S("\xE7"), GR_S(""),
		GR_S("abc"), GR_S("ab") };
	const char *const want[] = { "", "ab", "ab", "abc", "z", "\xE7" };

	gr_slice_sort(s, sizeof s / sizeof *s);
	for (size_t i = 0; i < sizeof s / sizeof *s; i++)
		cr_expect(gr_slice_eq(s[i], gr_slice_of(want[i])), "%zu", i);
	gr_slice_sort(NULL, 0);
}

Test(slice, finds_a_needle_at_any_place)
{
	cr_assert_eq(gr_slice_find(GR_S("abcabc"), GR_S("ca")), 2);
	cr_assert_eq(gr_slice_find(GR_S("abc"), GR_S("abcd")), SIZE_MAX);
	cr_assert_eq(gr_slice_find(GR_S("abc"), GR_S("")), 0);
	cr_assert(gr_slice_starts(GR_S("abc"), GR_S("ab")));
	cr_assert(!gr_slice_starts(GR_S("a"), GR_S("ab")));
	cr_assert(gr_slice_ends(GR_S("abc"), GR_S("bc")));
}

Test(slice, trims_ascii_blanks_only)
{
	cr_assert(gr_slice_eq(gr_slice_trim(GR_S(" \t a b\r\n")), GR_S("a b")));
	cr_assert_eq(gr_slice_trim(GR_S("  ")).len, 0);
	cr_assert_eq(gr_slice_trim(GR_S("\xE3\x80\x80")).len, 3);
}

Test(slice, splits_into_one_part_more_than_separators)
{
	struct gr_slice rest = GR_S("a||b"), part;
	size_t n = 0;

	while (gr_slice_split(&rest, '|', &part))
		n++;
	cr_assert_eq(n, 3);
	cr_assert(gr_slice_eq(part, GR_S("b")));
	rest = GR_S("");
	cr_assert(gr_slice_split(&rest, '|', &part));
	cr_assert(!gr_slice_split(&rest, '|', &part));
}

Test(slice, reads_whole_integers_within_their_bounds)
{
	int64_t i = 7;
	uint64_t u = 7;

	cr_assert(gr_slice_to_int64(GR_S("-9223372036854775808"), &i));
	cr_assert_eq(i, INT64_MIN);
	cr_assert(gr_slice_to_int64(GR_S("9223372036854775807"), &i));
	cr_assert_eq(i, INT64_MAX);
	cr_assert(!gr_slice_to_int64(GR_S("9223372036854775808"), &i));
	cr_assert_eq(i, INT64_MAX, "what cannot be read changes nothing");
	cr_assert(gr_slice_to_uint64(GR_S("18446744073709551615"), &u));
	cr_assert_eq(u, UINT64_MAX);
	cr_assert(!gr_slice_to_uint64(GR_S("18446744073709551616"), &u));
}

Test(slice, refuses_what_only_looks_like_an_integer)
{
	static const char *const wrong[] = { "", "-", "+1", " 1", "1 ", "1.0",
		"1e3", "0x1", "--1", "1-" };
	int64_t i;

	for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++)
		cr_assert(!gr_slice_to_int64(gr_slice_of(wrong[k]), &i), "'%s'",
		    wrong[k]);
}

Test(slice, knows_what_is_digits_alone)
{
	cr_expect(gr_slice_is_digits(GR_S("0")));
	cr_expect(gr_slice_is_digits(GR_S("230102001001")));
	cr_expect_not(gr_slice_is_digits(GR_S("")));
	cr_expect_not(gr_slice_is_digits(GR_S("-1")));
	cr_expect_not(gr_slice_is_digits(GR_S("1/")));
	cr_expect_not(gr_slice_is_digits(GR_S(":1")));
	for (unsigned c = 0; c < 256; c++)
		for (size_t at = 0; at < 17; at++) {
			char text[] = "12345678901234567";

			text[at] = (char)c;
			cr_assert_eq(gr_slice_is_digits(GR_S(text)),
			    c >= '0' && c <= '9', "%u at %zu", c, at);
		}
}

/* The hash, byte by byte: who keeps one must find it again. */
static uint64_t plain_hash(struct gr_slice s)
{
	uint64_t h = UINT64_C(0x9e3779b97f4a7c15) ^ (uint64_t)s.len, word = 0;

	for (size_t i = 0; i < s.len; i++) {
		word |= (uint64_t)(unsigned char)s.ptr[i] << i % 8 * 8;
		if (i % 8 < 7 && i + 1 < s.len)
			continue;
		h ^= word;
		h = (h ^ h >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
		h = (h ^ h >> 27) * UINT64_C(0x94d049bb133111eb);
		h ^= h >> 31;
		word = 0;
	}
	return h;
}

Test(slice, hashes_to_the_same_value_whatever_its_length)
{
	static const char text[] = "\xff\x80zC01.1=U 230102001001 \xe5\x85\x86"
	                           "\xe9\xba\x9f the end";

	for (size_t from = 0; from < 8; from++)
		for (size_t len = 0; from + len < sizeof(text); len++) {
			struct gr_slice s = gr_slice_make(text + from, len);

			cr_expect_eq(gr_slice_hash(s), plain_hash(s), "%zu",
			    len);
		}
	cr_expect_eq(gr_slice_hash(gr_slice_make(NULL, 0)),
	    plain_hash(GR_S("")));
}

Test(slice, hashes_by_content_and_length)
{
	cr_assert_eq(gr_slice_hash(GR_S("abcdefghij")),
	    gr_slice_hash(gr_slice_make("abcdefghijk", 10)));
	cr_assert_neq(gr_slice_hash(GR_S("")),
	    gr_slice_hash(gr_slice_make("\0", 1)));
	cr_assert_neq(gr_slice_hash(GR_S("230102001001")),
	    gr_slice_hash(GR_S("230102001002")));
}
