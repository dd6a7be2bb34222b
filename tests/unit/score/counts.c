/* counts.h: a record is counted under each measure once, or not at all. */
#include "score/counts.h"
#include <criterion/criterion.h>

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
