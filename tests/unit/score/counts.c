/* counts.h: a record is counted under each measure once, or not at all. */
#include "score/counts.h"
#include <criterion/criterion.h>
#include <stdio.h>

#include "little.h"

TestSuite(counts, .init = little_setup, .fini = little_teardown);

#define HEAD \
	"wave|src|line|community_code|county_code|participating|status" \
	"|points|p|q|reported|flags|status_common|basis|reasons|P.1|P.2|Q.1|a|seen"

static struct gr_tally *tally;
static struct gr_counts *measures;
static struct gr_counted measured;
static struct gr_header header;

static enum gr_status prepare(const char *head)
{
	header = little_header(head);
	tally = gr_tally_new(keep);
	cr_assert_not_null(tally);
	return gr_counts_new(keep, &standard, &header, tally, &measures, &err);
}

static enum gr_status add(const char *line)
{
	struct gr_row row = little_row(line);

	return gr_counts_add(measures, &row, &measured, &err);
}

static int64_t count(const char *measure, const char *bin)
{
	gr_counts_settle(measures);
	return gr_tally_count(tally, 0,
	    gr_tally_find(tally, gr_slice_of(measure), gr_slice_of(bin)));
}

Test(counts, a_record_is_counted_under_its_county_and_wave)
{
	cr_assert_eq(prepare(HEAD), GR_OK, "%s", err.message);
	cr_assert_eq(
	    add("2021|f|2|u1|c1|1|attained|100|1|N|1||attained|||1|0|U|5|2021-03"),
	    GR_OK, "%s", err.message);
	cr_expect(measured.attained && !measured.was_attained);
	cr_expect(gr_slice_eq(measured.code, GR_S("u1")));
	cr_assert_eq(
	    add("2021|f|3|u2|c1|0|not_participating|100|1|1|0||not_participating|||1|1|1|7|"),
	    GR_OK);
	cr_expect_eq(gr_tally_places(tally), 1);
	cr_assert_eq(
	    add("2022|f|3|u2|c1|0|not_participating|100|1|1|0||not_participating|||1|1|1|7|"),
	    GR_OK);
	cr_expect_eq(gr_tally_places(tally), 2);
	cr_expect_eq(count("responded", ""), 2);
	cr_expect_eq(count("status", "attained"), 1);
	cr_expect_eq(count("claimed", ""), 1);
	cr_expect_eq(count("ready", ""), 1);
	cr_expect_eq(count("criterion", "Q=N"), 1);
	cr_expect_eq(count("group", "G=1"), 2);
	cr_expect_eq(count("atom", "Q.1=U"), 1);
	cr_expect_eq(count("points", "10000"), 2);
	cr_expect_eq(count("sum", "a"), 12);
	cr_expect_eq(count("counted", "a"), 2);
	cr_expect_eq(count("responded_by", "2021-03"), 1);
	cr_expect_eq(count("responded_by", "?"), 1);
}

Test(counts, what_the_standard_has_no_role_for_is_not_counted)
{
	cr_assert_eq(prepare(HEAD), GR_OK);
	cr_assert_eq(
	    add("2021|f|2|u1|c1|1|attained|100|1|1|1||attained|||1|1|1|5|"),
	    GR_OK);
	cr_expect_eq(count("pilot", ""), 0);
	cr_expect_eq(count("pilot_undetermined", ""), 0);
	cr_expect_eq(count("population", ""), 0);
}

Test(counts, bounds_and_queries_are_in_no_sum)
{
	cr_assert_eq(prepare(HEAD), GR_OK);
	cr_assert_eq(
	    add("2021|f|2|u|c|1|attained|100|1|1|1||attained|||1|1|1|>=2|"),
	    GR_OK);
	cr_assert_eq(
	    add("2021|f|2|u|c|1|attained|100|1|1|1||attained|||1|1|1|?|"),
	    GR_OK);
	cr_assert_eq(
	    add("2021|f|2|u|c|1|attained|100|1|1|1||attained|||1|1|1|n/a|"),
	    GR_OK);
	cr_expect_eq(count("sum", "a"), 0);
	cr_expect_eq(count("counted", "a"), 0);
}

Test(counts, columns_that_are_needed_are_named)
{
	cr_expect_eq(prepare("wave|src|line|community_code|county_code"),
	    GR_EDATA);
	cr_expect_str_eq(err.message,
	    "the input has no column 'participating'");
}

Test(counts, a_value_that_is_none_has_its_place)
{
	cr_assert_eq(prepare(HEAD), GR_OK);
	cr_expect_eq(
	    add("2021|f|2|u|c|1|attained|100|1|2|1||attained|||1|1|1|5|"),
	    GR_EDATA);
	cr_expect_str_eq(err.source, "in.tsv");
	cr_expect_eq(err.line, 8);
	cr_expect_str_eq(err.column, "q");
}

Test(counts, scored_records_carry_sums_dates_and_indicators)
{
	little_read("indicators.csv",
	    "name,title_en,numerator,denominator,decimals,threshold\n"
	    "x,,b,a,2,\n");
	static const char *const carried[] = { "a", "b", "seen" };
	static const char *const left[] = { "id", "joins", "phone", "town" };

	for (size_t i = 0; i < 3; i++)
		cr_expect(
		    gr_counts_carries(&standard,
		        gr_standard_column(&standard, gr_slice_of(carried[i]))),
		    "%s", carried[i]);
	for (size_t i = 0; i < 4; i++)
		cr_expect_not(
		    gr_counts_carries(&standard,
		        gr_standard_column(&standard, gr_slice_of(left[i]))),
		    "%s", left[i]);
}

Test(counts, a_sum_of_decimals_stands_under_its_unit)
{
	struct gr_slice name;

	cr_assert_eq(gr_counts_sum_bin(keep, GR_S("area"), 0, &name, &err),
	    GR_OK);
	cr_expect(gr_slice_eq(name, GR_S("area")));
	cr_assert_eq(gr_counts_sum_bin(keep, GR_S("area"), 3, &name, &err),
	    GR_OK);
	cr_expect(gr_slice_eq(name, GR_S("area/1000")));
}

Test(counts, a_shortfall_is_exact_at_any_scale_and_never_negative)
{
	static const struct {
		struct gr_dec part, whole, want;
	} sample[] = {
		{ { 1, 0 }, { 3, 0 }, { 2, 0 } },
		{ { 15, 1 }, { 2, 0 }, { 5, 1 } },
		{ { 2, 0 }, { 225, 2 }, { 25, 2 } },
		{ { 3, 0 }, { 3, 0 }, { 0, 0 } },
		{ { 4, 0 }, { 3, 0 }, { 0, 0 } },
	};

	for (size_t i = 0; i < sizeof(sample) / sizeof(*sample); i++)
		cr_expect_eq(gr_dec_cmp(gr_counts_shortfall(sample[i].part,
		                            sample[i].whole),
		                 sample[i].want),
		    0, "%zu", i);
}

/* ---- many records ---- */

static int64_t count_in(size_t place, const char *measure, const char *bin)
{
	return gr_tally_count(tally, place,
	    gr_tally_find(tally, gr_slice_of(measure), gr_slice_of(bin)));
}

Test(counts, a_place_that_changes_with_every_record_loses_none)
{
	static const char *const line[] = {
		"2021|f|2|u1|c1|1|attained|100|1|1|1||attained|||1|0|U|5|2021-03-01",
		"2021|f|2|u2|c2|0|not_attained|50|1|0|0||attained|||1|1|0|2|",
		"2022|f|2|u3|c1|1|undetermined|0|N|U|1||attained|||0|U|1||2021-03",
	};
	enum { PLACES = sizeof(line) / sizeof(*line), TIMES = 700 };

	cr_assert_eq(prepare(HEAD), GR_OK, "%s", err.message);
	for (size_t i = 0; i < TIMES; i++)
		for (size_t k = 0; k < PLACES; k++)
			cr_assert_eq(add(line[k]), GR_OK, "%s", err.message);
	gr_counts_settle(measures);
	for (size_t k = 0; k < PLACES; k++)
		cr_expect_eq(count_in(k, "responded", ""), TIMES);
	cr_expect_eq(count_in(0, "atom", "P.2=0"), TIMES);
	cr_expect_eq(count_in(1, "atom", "P.2=0"), 0);
	cr_expect_eq(count_in(1, "atom", "P.2=1"), TIMES);
	cr_expect_eq(count_in(2, "atom", "P.2=U"), TIMES);
	cr_expect_eq(count_in(1, "criterion", "Q=0"), TIMES);
	cr_expect_eq(count_in(2, "criterion", "P=N"), TIMES);
	cr_expect_eq(count_in(0, "group", "G=1"), TIMES);
	cr_expect_eq(count_in(1, "group", "G=0"), TIMES);
	cr_expect_eq(count_in(2, "group", "G=U"), TIMES);
	cr_expect_eq(count_in(0, "sum", "a"), 5 * TIMES);
	cr_expect_eq(count_in(1, "points", "5000"), TIMES);
	cr_expect_eq(count_in(2, "points", "0"), TIMES);
	cr_expect_eq(count_in(0, "responded_by", "2021-03-01"), TIMES);
	cr_expect_eq(count_in(2, "responded_by", "2021-03"), TIMES);
}

Test(counts, settling_twice_counts_once)
{
	cr_assert_eq(prepare(HEAD), GR_OK);
	cr_assert_eq(
	    add("2021|f|2|u|c|1|attained|100|1|1|1||attained|||1|1|1|5|"),
	    GR_OK);
	gr_counts_settle(measures);
	cr_expect_eq(count("atom", "P.1=1"), 1);
	cr_assert_eq(
	    add("2021|f|3|v|c|1|attained|100|1|1|1||attained|||1|1|1|5|"),
	    GR_OK);
	cr_expect_eq(count("atom", "P.1=1"), 2);
}

Test(counts, a_sum_beyond_64_bits_is_refused)
{
	const char *line =
	    "2021|f|2|u|c|1|attained|100|1|1|1||attained|||1|1|1|"
	    "999999999999999999|";

	cr_assert_eq(prepare(HEAD), GR_OK);
	for (size_t i = 0; i < 9; i++)
		cr_assert_eq(add(line), GR_OK, "%s", err.message);
	cr_expect_eq(count("sum", "a"), INT64_C(8999999999999999991));
	cr_expect_eq(add(line), GR_EDATA);
	cr_expect_str_eq(err.message,
	    "the count of sum a in c of wave 2021 does not fit 64 bits");
}

/* ---- indicators ---- */

/* A name, and the same as something to compute. */
#define INDICATORS \
	"name,title_en,numerator,denominator,decimals,threshold\n" \
	"plain,,a,b,2,\ncomputed,,a + 0,0 + b,2,\n"

Test(counts, a_name_is_counted_as_what_is_computed)
{
	static const char *const cell[] = { "", "?", "n/a", "0", "7", "12",
		"2.5", "-3", "0.125", ">=2", "x", "1234567890123" };
	enum { CELLS = sizeof(cell) / sizeof(*cell) };

	little_read("indicators.csv", INDICATORS);
	cr_assert_eq(prepare(HEAD "|b"), GR_OK, "%s", err.message);
	for (size_t i = 0; i < CELLS * CELLS; i++) {
		char line[256];

		(void)snprintf(line, sizeof(line),
		    "2021|f|2|u|c|1|attained|100|1|1|1||attained|||1|1|1|%s||%s",
		    cell[i / CELLS], cell[i % CELLS]);
		cr_assert_eq(add(line), GR_OK, "%s", err.message);
	}
	size_t bins = gr_tally_bins(tally), seen = 0;

	for (size_t i = 0; i < bins; i++) {
		struct gr_tally_bin bin = gr_tally_bin_at(tally, i);
		char other[64];

		if (!gr_slice_starts(bin.bin, GR_S("plain")))
			continue;
		(void)snprintf(other, sizeof(other), "computed%.*s",
		    GR_ARG(gr_slice_skip(bin.bin, 5)));
		seen += gr_tally_count(tally, 0, i) != 0;
		cr_expect_eq(gr_tally_count(tally, 0, i),
		    gr_tally_count(tally, 0,
		        gr_tally_find(tally, bin.measure, gr_slice_of(other))),
		    "%.*s %s", GR_ARG(bin.measure), other);
	}
	cr_expect_geq(seen, 6);
}
