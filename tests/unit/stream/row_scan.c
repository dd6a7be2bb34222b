/* row_scan.h: every kernel finds the same ends and the same odd bytes. */
#include "stream/row_scan.h"
#include "text/utf8.h"
#include <criterion/criterion.h>

#include <string.h>

enum { MOST = 700 };

struct found {
	uint32_t at[MOST + GR_ROW_SCAN_SLACK], end[MOST + GR_ROW_SCAN_SLACK];
	struct gr_row_scan scan;
};

static void begin(struct found *found)
{
	found->scan = (struct gr_row_scan){ .at = found->at,
		.end = found->end };
}

static uint32_t state = 7;

static uint32_t any(uint32_t n)
{
	state = state * 1664525u + 1013904223u;
	return (state >> 16) % n;
}

/* What a stream is made of, and pieces of which some are right only beside
 * others: their neighbours make every kind of bad UTF-8. */
static size_t fill(char *text, size_t n, bool bad)
{
	static const char *const good[] = { "1", "\t", "\n", "0\t1\t", "?",
		"\xe7\xa4\xbe\xe5\x8c\xba", "\xc3\xa9", "\xf0\x9f\x8f\xa0",
		"\xef\xbf\xbd", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf",
		"abcdefghijklmnopqrstuvwxyz" };
	static const char *const odd[] = { "\r", "\x80", "\xbf", "\xc0", "\xc1",
		"\xc2", "\xe0", "\xe0\xa0", "\xe4", "\xe4\xbd", "\xed\xa0",
		"\xf0", "\xf0\x8f", "\xf0\x90\x80", "\xf4\x90", "\xf5", "\xff",
		"\xe0\x9f\xbf", "\xa0\x80" };
	size_t used = 0;

	for (;;) {
		const char *piece = bad && any(40) == 0
		    ? odd[any(sizeof odd / sizeof *odd)]
		    : good[any(sizeof good / sizeof *good)];
		size_t len = strlen(piece);

		if (used + len > n)
			return used;
		memcpy(text + used, piece, len);
		used += len;
	}
}

static void expect_equal(const struct found *got, const struct found *want,
    size_t kernel)
{
	cr_assert_eq(got->scan.odd, want->scan.odd, "kernel %zu", kernel);
	cr_assert_eq(got->scan.found, want->scan.found, "kernel %zu", kernel);
	cr_assert_eq(got->scan.lines, want->scan.lines, "kernel %zu", kernel);
	cr_assert_arr_eq(got->at, want->at,
	    want->scan.found * sizeof *want->at);
	cr_assert_arr_eq(got->end, want->end,
	    want->scan.lines * sizeof *want->end);
}

Test(row_scan, finds_the_ends_of_fields_and_lines)
{
	static const char text[] = "a\tb\n\n1\t";
	struct found found;

	begin(&found);
	gr_row_scan(&found.scan, text, 0, sizeof text - 1);
	cr_assert_eq(found.scan.found, 4);
	cr_assert_eq(found.scan.lines, 2);
	cr_assert_arr_eq(found.at, ((uint32_t[]){ 1, 3, 4, 6 }),
	    4 * sizeof(uint32_t));
	cr_assert_arr_eq(found.end, ((uint32_t[]){ 1, 2 }),
	    2 * sizeof(uint32_t));
	cr_assert_not(found.scan.odd);
}

/* The oracle of UTF-8 is text/utf8.h, which goes from character to character. */
Test(row_scan, calls_odd_what_no_stream_holds_and_nothing_else)
{
	char text[MOST];

	for (int round = 0; round < 20000; round++) {
		size_t n = fill(text, 1 + any(60), round % 4 != 0);
		bool odd;

		text[n++] = '\n';
		if (round % 50 == 1)
			text[any((uint32_t)n)] = '\0';
		odd = memchr(text, '\r', n) != NULL
		    || memchr(text, '\0', n) != NULL
		    || gr_utf8_bad(gr_slice_make(text, n)) != SIZE_MAX;
		for (size_t k = 0; gr_row_scan_kind(k) != NULL; k++) {
			struct found found;

			begin(&found);
			gr_row_scan_kind(k)(&found.scan, text, 0, n);
			cr_assert_eq(found.scan.odd, odd, "kernel %zu", k);
		}
	}
}

Test(row_scan, of_all_kernels_is_the_same_at_every_alignment_and_length)
{
	char text[MOST];
	size_t n = fill(text, sizeof text, true);

	for (size_t from = 0; from < 130; from++)
		for (size_t to = from; to <= n; to++) {
			struct found want;

			begin(&want);
			gr_row_scan_scalar(&want.scan, text, from, to);
			for (size_t k = 1; gr_row_scan_kind(k) != NULL; k++) {
				struct found got;

				begin(&got);
				gr_row_scan_kind(k)(&got.scan, text, from, to);
				expect_equal(&got, &want, k);
			}
		}
}

Test(row_scan, is_the_same_however_the_text_is_cut)
{
	char text[MOST];

	for (int round = 0; round < 3000; round++) {
		size_t n = fill(text, sizeof text - 1, round % 3 == 0);
		size_t most = round % 2 == 0 ? 5 : 200;
		struct found want;

		text[n++] = '\n';
		begin(&want);
		gr_row_scan_scalar(&want.scan, text, 0, n);
		for (size_t k = 0; gr_row_scan_kind(k) != NULL; k++) {
			struct found got;
			size_t from = 0;

			begin(&got);
			while (from < n) {
				size_t to = from + 1 + any((uint32_t)most);

				to = to < n ? to : n;
				gr_row_scan_kind(k)(&got.scan, text, from, to);
				from = to;
			}
			expect_equal(&got, &want, k);
		}
	}
}

Test(row_scan, of_a_line_gives_the_same_fields_by_every_kernel)
{
	char text[MOST];
	size_t n = fill(text, sizeof text, false);
	struct found found;
	struct gr_slice want[MOST], got[MOST];

	begin(&found);
	gr_row_scan_scalar(&found.scan, text, 0, n);
	for (size_t first = 0; first < 5; first++)
		for (size_t k = first; k <= found.scan.found; k++) {
			const char *from = first > 0
			    ? text + found.at[first - 1] + 1
			    : text;
			const uint32_t *at = found.at + first;

			gr_row_split_scalar(text, from, at, k - first, want);
			for (size_t i = 1; gr_row_split_kind(i) != NULL; i++) {
				gr_row_split_kind(
				    i)(text, from, at, k - first, got);
				cr_assert_arr_eq(got, want,
				    (k - first) * sizeof *want);
			}
			for (size_t i = 0; i < k - first; i++)
				cr_assert(
				    want[i].ptr + want[i].len == text + at[i]
				    && (i == 0
				        || want[i].ptr
				            == text + at[i - 1] + 1));
		}
}
