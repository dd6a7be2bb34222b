/* tally.h: counts add up in whatever order they come. */
#include "stream/tally.h"
#include <criterion/criterion.h>
#include <stdio.h>

static struct gr_arena *keep;
static struct gr_tally *tally;
static struct gr_err err;

static void setup(void)
{
	keep = gr_arena_new();
	cr_assert_not_null(keep);
	tally = gr_tally_new(keep);
	cr_assert_not_null(tally);
}

static void teardown(void)
{
	gr_arena_free(keep);
}

TestSuite(tally, .init = setup, .fini = teardown);

static size_t place(const char *wave, const char *code)
{
	size_t out;

	cr_assert_eq(gr_tally_place(tally, gr_slice_of(wave), gr_slice_of(code),
	                 &out, &err),
	    GR_OK);
	return out;
}

static size_t bin(const char *measure, const char *name)
{
	size_t out;

	cr_assert_eq(gr_tally_bin(tally, gr_slice_of(measure),
	                 gr_slice_of(name), &out, &err),
	    GR_OK);
	return out;
}

static void add(size_t p, size_t b, int64_t count)
{
	cr_assert_eq(gr_tally_add(tally, p, b, count, &err), GR_OK);
}

Test(tally, names_keep_their_numbers)
{
	size_t a = place("2021", "c1"), b = place("2022", "c1");
	size_t x = bin("status", "attained"), y = bin("status", "");

	cr_expect_neq(a, b);
	cr_expect_neq(x, y);
	cr_expect_eq(place("2021", "c1"), a);
	cr_expect_eq(bin("status", "attained"), x);
	cr_expect_eq(gr_tally_find(tally, GR_S("status"), GR_S("attained")), x);
	cr_expect_eq(gr_tally_find(tally, GR_S("status"), GR_S("ready")),
	    GR_NONE);
	cr_expect_eq(gr_tally_find(tally, GR_S("statu"), GR_S("sattained")),
	    GR_NONE);
}

Test(tally, names_are_copied)
{
	char wave[] = "2021", measure[] = "near";
	size_t p = place(wave, "c"), b = bin(measure, "1");

	wave[0] = measure[0] = 'x';
	cr_expect(gr_slice_eq(gr_tally_place_at(tally, p).wave, GR_S("2021")));
	cr_expect(gr_slice_eq(gr_tally_bin_at(tally, b).measure, GR_S("near")));
	cr_expect_eq(place("2021", "c"), p);
}

Test(tally, what_was_not_counted_is_nought)
{
	size_t p = place("2021", "c"), far = 0;

	for (int i = 0; i < 1000; i++) {
		char name[16];

		(void)snprintf(name, sizeof(name), "%d", i);
		far = bin("points", name);
	}
	cr_expect_eq(gr_tally_count(tally, p, far), 0);
	cr_expect_eq(gr_tally_count(tally, p, GR_NONE), 0);
	add(p, far, 7);
	add(p, 0, 1);
	add(p, far, -2);
	cr_expect_eq(gr_tally_count(tally, p, far), 5);
	cr_expect_eq(gr_tally_count(tally, p, 0), 1);
	cr_expect_eq(gr_tally_count(tally, p, 500), 0);
}

Test(tally, an_overflow_is_an_error)
{
	size_t p = place("2021", "9101"), b = bin("sum", "people");

	add(p, b, INT64_MAX);
	cr_expect_eq(gr_tally_add(tally, p, b, 1, &err), GR_EDATA);
	cr_expect_str_eq(err.message,
	    "the count of sum people in 9101 of "
	    "wave 2021 does not fit 64 bits");
	p = place("2022", "9101");
	add(p, b, INT64_MIN);
	cr_expect_eq(gr_tally_add(tally, p, b, -1, &err), GR_EDATA);
}

Test(tally, the_first_bins_of_a_place_stand_side_by_side)
{
	enum { BINS = 130 };
	size_t p = place("2021", "c1");
	int64_t *row;
	char name[8];

	for (size_t i = 0; i < BINS; i++) {
		(void)snprintf(name, sizeof(name), "%zu", i);
		cr_assert_eq(bin("near", name), i);
	}
	cr_assert_eq(gr_tally_row(tally, p, BINS, &row, &err), GR_OK);
	row[0]++;
	row[BINS - 1] += 2;
	add(p, 64, 3);
	add(p, BINS - 1, 4);
	add(p, bin("status", "attained"), 5);
	cr_expect_eq(gr_tally_count(tally, p, 0), 1);
	cr_expect_eq(row[64], 3);
	cr_expect_eq(gr_tally_count(tally, p, BINS - 1), 6);
	cr_expect_eq(gr_tally_count(tally, p, BINS), 5);
	cr_expect_eq(gr_tally_count(tally, place("2022", "c1"), 0), 0);
}

Test(tally, is_sorted_bytewise_without_noughts)
{
	const struct gr_tally_line *line;
	char got[256] = "";
	size_t n;

	add(place("2022", "b"), bin("status", "x"), 1);
	add(place("2021", "b"), bin("status", "x"), 1);
	add(place("2021", "b"), bin("near", "2"), 1);
	add(place("2021", "a"), bin("status", "x"), 1);
	add(place("2021", "b"), bin("near", "10"), 1);
	add(place("2021", "a"), bin("near", "10"), 3);
	add(place("2021", "a"), bin("near", "10"), -3);
	cr_assert_eq(gr_tally_sort(tally, &line, &n, &err), GR_OK);
	for (size_t i = 0; i < n; i++) {
		struct gr_tally_place p = gr_tally_place_at(tally,
		    line[i].place);
		struct gr_tally_bin b = gr_tally_bin_at(tally, line[i].bin);
		size_t len = strlen(got);

		(void)snprintf(got + len, sizeof(got) - len,
		    "%.*s%.*s%.*s%.*s ", GR_ARG(p.wave), GR_ARG(p.code),
		    GR_ARG(b.measure), GR_ARG(b.bin));
	}
	cr_expect_str_eq(got,
	    "2021astatusx 2021bnear10 2021bnear2 "
	    "2021bstatusx 2022bstatusx ");
}

Test(tally, of_nothing_has_no_lines)
{
	const struct gr_tally_line *line;
	size_t n = 1;

	cr_expect_eq(gr_tally_sort(tally, &line, &n, &err), GR_OK);
	cr_expect_eq(n, 0);
}
