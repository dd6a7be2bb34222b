/* verdict.h: an obligation stands as its day and its figures say, in both
 * readings. */
#include "track/verdict.h"
#include "number/date.h"
#include <criterion/criterion.h>

#include "little.h"

TestSuite(verdict, .init = little_setup, .fini = little_teardown);

static struct gr_header header;
static struct gr_verdicts *milestones;

static int32_t day(const char *text)
{
	struct gr_days days;

	cr_assert(gr_date_parse(gr_slice_of(text), &days));
	return days.first;
}

/* The statistics of one city under an obligation, judged. */
static const char *judge(const char *expression, const char *due,
    const char *as_of, const char *columns, const char *figures)
{
	static char out[512];
	struct gr_buf table = { 0 };
	struct gr_row_print line = { .cells = 0 };
	const struct gr_slice *cell;
	size_t n;

	gr_buf_format(&table,
	    "id,title_en,level,due,window_from,source,expression,note\n"
	    "T,,city,%s,,stats,%s,\n%c",
	    due, expression, '\0');
	little_read("obligations.csv", table.ptr);
	gr_buf_free(&table);
	header = little_header(columns);
	cr_assert_eq(gr_verdicts_new(keep, &standard, &header, NULL, day(as_of),
	                 false, &milestones, &err),
	    GR_OK, "%s", err.message);

	const struct gr_slice *row = little_fields(figures, &n);
	const struct gr_verdict_row line_of = { GR_S("2021"), GR_S("9901"),
		false, row };
	const struct gr_verdict_place place = { &line_of, &line_of };

	gr_verdicts_line(milestones, 0, &place, &line);
	cr_assert_eq(gr_row_print_fields(&line, &cell, &n, &err), GR_OK);
	cr_assert_eq(n, GR_VERDICT_COLUMNS);
	(void)snprintf(out, sizeof(out), "%.*s|%.*s|%.*s|%.*s|%.*s",
	    GR_ARG(cell[4]), GR_ARG(cell[5]), GR_ARG(cell[6]), GR_ARG(cell[7]),
	    GR_ARG(cell[8]));
	gr_row_print_free(&line);
	return out;
}

#define COLUMNS \
	"registered|responded|attained|attained_high|undetermined" \
	"|not_responded"

static const char *target(const char *figures)
{
	return judge("100 * attained >= 60 * registered", "2021-12-31",
	    "2021-12-31", COLUMNS, figures);
}

Test(verdict, a_target_is_read_both_ways)
{
	cr_expect_str_eq(target("10|10|6|6|0|0"), "met|certain|6|6|0");
	cr_expect_str_eq(target("10|10|5|5|0|0"), "not_met|out_of_reach|5|6|1");
	cr_expect_str_eq(target("10|8|5|7|0|2"), "undetermined|likely|5|6|1");
	cr_expect_str_eq(target("10|10|5|6|1|0"),
	    "undetermined|unlikely|5|6|1");
	cr_expect_str_eq(target("10|0|0|10|0|10"),
	    "undetermined|unlikely|0|6|6");
	cr_expect_str_eq(target("0|0|0|0|0|0"), "met|certain|0|0|0");
}

/* Of two figures that are open each may turn out either way by itself. */
Test(verdict, two_open_figures_are_read_at_every_corner)
{
	const char *columns = "registered|responded|attained|attained_high"
	                      "|participating|participating_high"
	                      "|undetermined|not_responded";
	static const struct {
		const char *expression, *figures, *want;
	} cases[] = {
		/* 5 of 8; with 12 that have not answered 5 of 20 to 17 of 20 */
		{ "100 * attained >= 60 * participating", "20|8|5|17|8|20|0|12",
		    "undetermined" },
		{ "100 * attained >= 20 * participating", "20|8|5|17|8|20|0|12",
		    "met" },
		{ "100 * attained >= 95 * participating", "10|8|7|9|9|9|2|0",
		    "undetermined" },
		{ "10 * attained >= 11 * participating", "20|8|5|17|8|20|0|12",
		    "not_met" },
		{ "participating >= attained", "20|8|5|17|8|20|0|12", "met" },
		{ "attained < 6", "20|8|5|17|8|20|0|12", "undetermined" },
		{ "attained < 18", "20|8|5|17|8|20|0|12", "met" },
		{ "attained >= first_attained + 1", "9|7|5|7|7|9|0|2",
		    "undetermined" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *got = judge(cases[i].expression, "2021-12-31",
		    "2021-12-31", columns, cases[i].figures);

		cr_expect(gr_slice_starts(gr_slice_of(got),
		              gr_slice_of(cases[i].want))
		        && got[strlen(cases[i].want)] == '|',
		    "%s: %s", cases[i].expression, got);
	}
}

Test(verdict, a_gap_closes_if_whoever_is_open_attains)
{
	const char *columns = COLUMNS "|need|gap";

	cr_expect_str_eq(judge("gap == 0", "2021-12-31", "2021-12-31", columns,
	                     "10|8|5|7|0|2|6|1"),
	    "undetermined||1||");
	cr_expect_str_eq(judge("gap == 0", "2021-12-31", "2021-12-31", columns,
	                     "10|8|3|5|0|2|6|3"),
	    "not_met||3||");
	cr_expect_str_eq(judge("gap <= 3", "2021-12-31", "2021-12-31", columns,
	                     "10|8|3|5|0|2|6|3"),
	    "met||3||");
	cr_expect_str_eq(judge("gap == 0", "2021-12-31", "2021-12-31", columns,
	                     "10|8|6|8|0|2|6|0"),
	    "met||0||");
}

Test(verdict, a_test_of_too_many_figures_is_refused)
{
	struct gr_buf text = { 0 };

	gr_buf_text(&text,
	    "id,level,source,expression\nT,city,stats,\"0 <= registered");
	static const char *const more[] = { "responded", "participating",
		"pilot", "attained", "undetermined", "not_responded", "ready",
		"reported_attained", "need", "gap", "near_1", "near_2",
		"population", "population_attained", "newly_attained",
		"no_longer_attained" };
	for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++)
		gr_buf_format(&text, " + %s", more[i]);
	gr_buf_text(&text, "\"\n");
	gr_buf_byte(&text, '\0');
	little_read("obligations.csv", text.ptr);
	gr_buf_free(&text);
	header = little_header(COLUMNS);
	cr_expect_eq(gr_verdicts_new(keep, &standard, &header, NULL, 0, false,
	                 &milestones, &err),
	    GR_EUSAGE);
	cr_expect_str_eq(scratch_said(&err),
	    "obligations.csv:2: expression: more than 16 figures in one test");
}

Test(verdict, nothing_is_judged_before_its_day)
{
	cr_expect_str_eq(judge("100 * attained >= 60 * registered",
	                     "2021-12-31", "2021-12-30", COLUMNS,
	                     "10|10|5|5|0|0"),
	    "not_due|out_of_reach|5|6|1");
}

Test(verdict, a_count_by_a_day_knows_in_time_from_late)
{
	const char *columns =
	    "registered|pilot|pilot_high|pilot_by_20210630"
	    "|pilot_by_20210630_high|undetermined|not_responded";
	const char *figures[][2] = {
		{ "9|1|1|1|1|0|0", "met_on_time||1|1|0" },
		{ "9|1|1|0|0|0|0", "met_late||0|1|1" },
		{ "9|0|0|0|0|0|0", "not_met||0|1|1" },
		{ "9|1|1|0|1|0|0", "undetermined||0|1|1" },
		{ "9|0|2|0|0|0|2", "undetermined||0|1|1" },
	};

	for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++)
		cr_expect_str_eq(judge("pilot_by >= 1", "2021-06-30",
		                     "2021-12-31", columns, figures[i][0]),
		    figures[i][1]);
}

Test(verdict, a_figure_that_is_empty_leaves_it_open)
{
	cr_expect_str_eq(judge("attained >= 1", "", "2021-12-31", COLUMNS,
	                     "10|10|||0|0"),
	    "undetermined||||");
}

Test(verdict, a_column_that_is_missing_is_named)
{
	little_read("obligations.csv",
	    "id,title_en,level,due,window_from,source,expression,note\n"
	    "T,,city,,,stats,ready >= 1,\n");
	header = little_header(COLUMNS);
	cr_expect_eq(gr_verdicts_new(keep, &standard, &header, NULL,
	                 day("2021-12-31"), false, &milestones, &err),
	    GR_EDATA);
	cr_expect_str_eq(err.message, "the statistics have no column 'ready'");
}

Test(verdict, a_name_of_the_other_source_is_refused)
{
	little_read("obligations.csv",
	    "id,title_en,level,due,window_from,source,expression,note\n"
	    "T,,city,,,stats,value >= 1,\n");
	header = little_header(COLUMNS);
	cr_expect_eq(gr_verdicts_new(keep, &standard, &header, NULL,
	                 day("2021-12-31"), false, &milestones, &err),
	    GR_EUSAGE);
	cr_expect_eq(err.line, 2);
	cr_expect_str_eq(err.message,
	    "'value' is no name of the source "
	    "stats");
}
