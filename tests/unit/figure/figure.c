/* figure.h: the table of figures holds together (with count.h,
 * score/count_record.h and standard/standard_figure.h): it says of a column what
 * it is, and of a record where it counts. */
#include "figure/figure.h"
#include "score/count_record.h"
#include "standard/standard_figure.h"
#include <criterion/criterion.h>

#include "little.h"

TestSuite(figure, .init = little_setup, .fini = little_teardown);

static const struct gr_figure *row(size_t i)
{
	return &gr_figure_table[i];
}

Test(figure, every_row_has_its_titles_and_one_name)
{
	for (size_t i = 0; i < GR_FIGURES; i++) {
		cr_expect(row(i)->zh && row(i)->zh[0], "%s", row(i)->id);
		cr_expect(row(i)->en && row(i)->en[0], "%s", row(i)->id);
		for (size_t k = 0; k < i; k++)
			cr_expect(row(k)->family != row(i)->family
			        || !gr_slice_eq(gr_figure_column(row(k)),
			            gr_figure_column(row(i))),
			    "%s", row(i)->id);
	}
}

Test(figure, titles_and_bins_have_a_star_where_the_name_has)
{
	for (size_t i = 0; i < GR_FIGURES; i++) {
		bool many = strchr(gr_figure_column(row(i)).ptr, '*') != NULL;

		cr_expect_eq(strchr(row(i)->zh, '*') != NULL, many, "%s",
		    row(i)->id);
		cr_expect_eq(strchr(row(i)->en, '*') != NULL, many, "%s",
		    row(i)->id);
		cr_expect(row(i)->bin == NULL || strchr(row(i)->bin, '*'), "%s",
		    row(i)->id);
		cr_expect_eq(many,
		    row(i)->family != GR_FAMILY_PLACE
		        && row(i)->family != GR_FAMILY_RESULT,
		    "%s", row(i)->id);
	}
}

Test(figure, what_is_counted_has_counts_and_a_rate_its_two_figures)
{
	for (size_t i = 0; i < GR_FIGURES; i++) {
		bool rate = row(i)->kind == GR_KIND_RATE
		    && row(i)->family == GR_FAMILY_PLACE;

		cr_expect(row(i)->who != GR_WHO_COUNTED || row(i)->of != 0,
		    "%s", row(i)->id);
		cr_expect(!rate
		        || row(row(i)->part)->unit == row(row(i)->whole)->unit,
		    "%s", row(i)->id);
		cr_expect(!rate || row(i)->who == GR_WHO_NOBODY, "%s",
		    row(i)->id);
	}
}

Test(figure, roles_are_those_of_a_survey)
{
	for (size_t i = 0; i < GR_FIGURES; i++) {
		bool known = row(i)->role == NULL;

		for (size_t k = 0; !known && k < GR_ROLES; k++)
			known = strcmp(gr_role_rule[k].word, row(i)->role) == 0;
		cr_expect(known, "%s: %s", row(i)->id, row(i)->role);
	}
}

Test(figure, counts_stand_in_bins_of_their_own)
{
	for (size_t i = 0; i < GR_COUNTS; i++)
		for (size_t k = 0; k < i; k++)
			cr_expect(!gr_slice_eq(gr_count_table[i].measure,
			              gr_count_table[k].measure)
			        || !gr_slice_eq(gr_count_table[i].bin,
			            gr_count_table[k].bin),
			    "%s", gr_count_table[i].name);
}

Test(figure, a_pattern_has_one_stem)
{
	static const struct {
		const char *pattern, *name, *stem; /* stem NULL: no fit */
	} sample[] = {
		{ "gap", "gap", "" },
		{ "gap", "gaps", NULL },
		{ "*_gap", "x_y_gap", "x_y" },
		{ "*_gap", "_gap", NULL },
		{ "sum_*", "sum_a", "a" },
		{ "sum_*", "sum_", NULL },
		{ "a_*_b", "a_b", NULL },
		{ "a_*_b", "a_x_b", "x" },
		{ "*", "", NULL },
	};

	for (size_t i = 0; i < sizeof(sample) / sizeof(sample[0]); i++) {
		struct gr_slice stem;
		bool fits = gr_figure_fits(gr_slice_of(sample[i].pattern),
		    gr_slice_of(sample[i].name), &stem);
		char back[16];

		cr_expect_eq(fits, sample[i].stem != NULL, "%zu", i);
		if (!fits)
			continue;
		cr_expect(gr_slice_eq(stem, gr_slice_of(sample[i].stem)), "%zu",
		    i);
		cr_expect(gr_slice_eq(
		              gr_slice_make(back,
		                  gr_figure_fill(gr_slice_of(sample[i].pattern),
		                      stem, back)),
		              gr_slice_of(sample[i].name)),
		    "%zu", i);
	}
}

Test(figure, a_column_is_what_the_standard_makes_of_it)
{
	static const struct {
		const char *column, *id, *stem; /* id NULL: no figure */
	} sample[] = {
		{ "attained", "attained", "attained" },
		{ "gap", "gap", "gap" },
		{ "sum_a", "sum", "a" },
		{ "sum_zz", NULL, NULL },
		{ "x_gap", "indicator_gap", "x" },
		{ "x_gap_high", "indicator_gap_high", "x" },
		{ "x", "indicator", "x" },
		{ "y", NULL, NULL },
		{ "y_gap", NULL, NULL },
		{ "pilot_by_20211231", "pilot_by", "20211231" },
		{ "pilot_by_20211231_high", "pilot_by_high", "20211231" },
		{ "pilot_by_2021123x", NULL, NULL },
		{ "pilot_by_2021", NULL, NULL },
		{ "met", NULL, NULL },
	};

	little_read("indicators.csv",
	    "name,title_en,numerator,denominator,decimals,threshold\n"
	    "x,,a,b,1,50\n");
	for (size_t i = 0; i < sizeof(sample) / sizeof(sample[0]); i++) {
		struct gr_slice stem;
		const struct gr_figure *figure = gr_standard_figure(&standard,
		    gr_slice_of(sample[i].column), &stem);

		cr_expect_eq(figure != NULL, sample[i].id != NULL, "%s",
		    sample[i].column);
		if (figure == NULL || sample[i].id == NULL)
			continue;
		cr_expect_str_eq(figure->id, sample[i].id);
		cr_expect(gr_slice_eq(stem, gr_slice_of(sample[i].stem)), "%s",
		    sample[i].column);
	}
}

Test(figure, a_place_has_it_if_the_survey_asks)
{
	cr_expect(gr_standard_has_figure(&standard, row(GR_FIGURE_attained)));
	cr_expect(
	    gr_standard_has_figure(&standard, row(GR_FIGURE_participating)));
	cr_expect_not(gr_standard_has_figure(&standard, row(GR_FIGURE_pilot)));
	cr_expect_eq(gr_standard_figure_answer(&standard,
	                 row(GR_FIGURE_responded_by)),
	    gr_standard_column(&standard, GR_S("seen")));
	cr_expect_eq(gr_standard_figure_answer(&standard,
	                 row(GR_FIGURE_attained)),
	    GR_NONE);
}

/* ---- records ---- */

/* A record of the little standard, which asks no one about pilots. */
static struct gr_count_record record(const char *status, const char *joins,
    enum gr_tri p, enum gr_tri q, const char *flags)
{
	const enum gr_tri criterion[] = { p, q };

	return gr_count_record_make(&standard,
	    &(struct gr_count_cells){
	        .status = gr_slice_of(status),
	        .participating = gr_slice_of(joins),
	        .flags = gr_slice_of(flags),
	        .criterion = criterion,
	    });
}

static bool has(gr_count_set set, struct gr_count_record r)
{
	return gr_count_any(set, &r);
}

Test(figure, near_is_who_takes_part_and_lacks_one_for_certain)
{
	const gr_count_set near = GR_COUNT_BIT(near_1);
	const char *no = "not_attained";

	cr_expect(has(near, record(no, "1", GR_FALSE, GR_TRUE, "")));
	cr_expect(has(near, record(no, "1", GR_FALSE, GR_NA, "")));
	cr_expect_not(has(near, record(no, "1", GR_FALSE, GR_UNKNOWN, "")));
	cr_expect_not(has(near, record(no, "1", GR_FALSE, GR_FALSE, "")));
	cr_expect_not(has(near, record(no, "", GR_FALSE, GR_TRUE, "")));
	cr_expect_not(
	    has(near, record("not_participating", "0", GR_FALSE, GR_TRUE, "")));
	cr_expect(
	    has(GR_COUNT_BIT(near_2), record(no, "1", GR_FALSE, GR_FALSE, "")));
}

Test(figure, ready_is_who_would_attain_by_taking_part)
{
	const gr_count_set ready = GR_COUNT_BIT(ready);
	const char *no = "not_participating";

	cr_expect(has(ready, record(no, "0", GR_TRUE, GR_NA, "")));
	cr_expect_not(has(ready, record(no, "0", GR_TRUE, GR_UNKNOWN, "")));
	cr_expect_not(
	    has(ready, record("attained", "1", GR_TRUE, GR_TRUE, "")));
}

Test(figure, an_answer_is_yes_no_or_open_or_not_asked)
{
	const gr_count_set yes = GR_COUNT_BIT(participating);
	const gr_count_set open = GR_COUNT_BIT(participating_undetermined);
	const gr_count_set pilot = GR_COUNT_BIT(pilot)
	    | GR_COUNT_BIT(pilot_undetermined);
	static const char *const answers[] = { "1", "0", "", "?" };
	static const bool says_yes[] = { true, false, false, false };
	static const bool is_open[] = { false, false, true, true };

	for (size_t i = 0; i < 4; i++) {
		struct gr_count_record r = record("undetermined", answers[i],
		    GR_TRUE, GR_TRUE, "");

		cr_expect_eq(has(yes, r), says_yes[i], "%zu", i);
		cr_expect_eq(has(open, r), is_open[i], "%zu", i);
		cr_expect_not(has(pilot, r), "%zu", i);
	}
}

Test(figure, a_tie_is_flagged_and_tied)
{
	const gr_count_set tied = GR_COUNT_BIT(tied);
	const gr_count_set flagged = GR_COUNT_BIT(flagged);

	cr_expect(has(tied,
	    record("undetermined", "1", GR_UNKNOWN, GR_UNKNOWN,
	        "a:Y03;id:R02")));
	cr_expect_not(has(tied,
	    record("undetermined", "1", GR_TRUE, GR_UNKNOWN, "a:Y03")));
	cr_expect(has(flagged,
	    record("undetermined", "1", GR_TRUE, GR_UNKNOWN, "a:Y03")));
	cr_expect_not(
	    has(flagged, record("undetermined", "1", GR_TRUE, GR_UNKNOWN, "")));
}

Test(figure, the_absent_are_in_a_set_but_no_record_is)
{
	cr_expect_not(has(GR_COUNT_ABSENT,
	    record("attained", "1", GR_TRUE, GR_TRUE, "")));
	cr_expect(has(GR_COUNT_ABSENT | GR_COUNT_BIT(attained),
	    record("attained", "1", GR_TRUE, GR_TRUE, "")));
}
