/* scan.h: every kind of scan finds the same bytes. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "csv/scan.h"

enum { MOST = 400 };

static struct gr_scan_found cleared(uint32_t *at, uint32_t *stop)
{
	return (struct gr_scan_found){ .at = at, .stop = stop };
}

Test(scan, delimiters_quotes_and_line_ends_are_found)
{
	uint32_t at[16 + GR_SCAN_SLACK], stop[16 + GR_SCAN_SLACK];
	struct gr_scan_found found = cleared(at, stop);

	gr_scan("a,b\"\r\n;", 7, ',', 100, &found);
	cr_assert_eq(found.n, 4);
	cr_assert_eq(at[0], 101);
	cr_assert_eq(at[1], 103);
	cr_assert_eq(at[2], 104);
	cr_assert_eq(at[3], 105);
	cr_assert_eq(found.stops, 3);
	cr_assert_eq(stop[0], 1);
	cr_assert_eq(stop[2], 3);
	gr_scan("", 0, ',', 0, &found);
	cr_assert_eq(found.n, 4);
	gr_scan(",\n", 2, ',', 107, &found);
	cr_assert_eq(found.n, 6);
	cr_assert_eq(at[5], 108);
	cr_assert_eq(found.stops, 4);
	cr_assert_eq(stop[3], 5);
}

Test(scan, all_kinds_agree_at_every_length_and_alignment)
{
	static const char bytes[] = ",\"\r\nab\t;\xe4\xff ;;;";
	char text[MOST + 64];
	uint32_t at[2][MOST + GR_SCAN_SLACK];
	uint32_t stop[2][MOST + GR_SCAN_SLACK], state = 7;

	for (size_t i = 0; i < sizeof(text); i++) {
		state = state * 1664525u + 1013904223u;
		text[i] = bytes[(state >> 20) % (sizeof(bytes) - 1)];
	}
	for (size_t from = 0; from < 33; from++)
		for (size_t n = 0; n < MOST - 40; n++) {
			struct gr_scan_found slow = cleared(at[0], stop[0]);

			gr_scan_scalar(text + from, n, ';', 5, &slow);
			for (size_t k = 0; gr_scan_kind(k) != NULL; k++) {
				struct gr_scan_found fast = cleared(at[1],
				    stop[1]);
				gr_scan_kind(k)(text + from, n, ';', 5, &fast);
				cr_assert_eq(fast.n, slow.n, "kind %zu", k);
				cr_assert_eq(fast.stops, slow.stops, "kind %zu",
				    k);
				cr_assert_eq(memcmp(fast.at, slow.at,
				                 fast.n * sizeof(*at[0])),
				    0, "kind %zu", k);
				cr_assert_eq(memcmp(fast.stop, slow.stop,
				                 fast.stops * sizeof(*stop[0])),
				    0, "kind %zu", k);
			}
		}
}

Test(scan, signs_of_damage_are_found_at_every_place)
{
	static const char *const sign[] = { "??", "\xef\xbf\xbd",
		"\xe9\x94\x9f\xe6\x96\xa4\xe6\x8b\xb7" };
	char text[80];

	for (size_t k = 0; k < 3; k++)
		for (size_t at = 0; at < 60; at++)
			for (size_t cut = 0; cut < 2; cut++) {
				size_t n = strlen(sign[k]) - cut;
				memset(text, 'x', sizeof(text));
				memcpy(text + at, sign[k], n);
				size_t whole = cut ? at + n : sizeof(text);
				cr_assert_eq(gr_scan_damage(text, whole), !cut);
				cr_assert_eq(gr_scan_damage_scalar(text, whole),
				    !cut);
			}
	cr_assert_not(gr_scan_damage("? ?\xe9\x94\x9f\xef\xbf", 8));
}
