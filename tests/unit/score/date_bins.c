/* date_bins.h: the bin is the tally's, whatever stood in its place before. */
#include "score/date_bins.h"
#include <criterion/criterion.h>

Test(date_bins, are_those_of_the_tally)
{
	/* those of one place, and some that are no days */
	static const char *const text[] = { "2021-11-07", "2011-11-07",
		"2031-11-07", "2021-11-08", "2021-12-31", "2022-01-01", "?",
		"2021", "2021-11", "next month", "2021-11-0x", "2021/11/07",
		"2021-11-07 or so", "" };
	enum { TEXTS = sizeof(text) / sizeof(*text) };
	struct gr_arena *keep = gr_arena_new();
	struct gr_tally *tally = gr_tally_new(keep);
	struct gr_date_bins *bins = gr_date_bins_new(keep);
	size_t first[TEXTS], bin;
	struct gr_err err;

	cr_assert(keep && tally && bins);
	for (size_t pass = 0; pass < 3; pass++)
		for (size_t i = 0; i < TEXTS; i++) {
			cr_assert_eq(gr_date_bins_find(bins, tally, GR_S("by"),
			                 gr_slice_of(text[i]), &bin, &err),
			    GR_OK);
			if (pass == 0)
				first[i] = bin;
			cr_expect_eq(bin, first[i], "%s", text[i]);
			cr_expect_eq(bin,
			    gr_tally_find(tally, GR_S("by"),
			        gr_slice_of(text[i])),
			    "%s", text[i]);
		}
	cr_expect_eq(gr_tally_bins(tally), TEXTS);
	gr_arena_free(keep);
}
