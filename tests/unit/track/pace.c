/* pace.h: paces are classed at their bounds, and estimates are the known ones.
 */
#include "track/pace.h"
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

/* 2020-12-31, 2021-12-31, 2022-06-30, 2022-12-31 */
enum { END_2020 = 18627, END_2021 = 18992, MID_2022 = 19173, END_2022 = 19357 };

static const struct gr_dec sixty = { 60, 0 };

static struct gr_pace pace_of(const struct gr_pace_point *point, size_t n)
{
	struct gr_pace pace;

	gr_pace_find(point, n, sixty, END_2022, &pace);
	return pace;
}

/* Half of the way to 60 of 100, from nothing; 30 are required. */
static enum gr_pace_class after_half(int64_t part, int64_t whole)
{
	const struct gr_pace_point point[] = { { 0, 0, whole },
		{ 50, part, whole } };
	struct gr_pace pace;

	gr_pace_find(point, 2, sixty, 100, &pace);
	return pace.class;
}

Test(pace, classes_stand_at_95_60_and_0_percent)
{
	cr_expect_eq(after_half(285, 1000), GR_PACE_ON_TRACK);
	cr_expect_eq(after_half(2849, 10000), GR_PACE_MODERATE);
	cr_expect_eq(after_half(180, 1000), GR_PACE_MODERATE);
	cr_expect_eq(after_half(1799, 10000), GR_PACE_INSUFFICIENT);
	cr_expect_eq(after_half(0, 1000), GR_PACE_INSUFFICIENT);
	cr_expect_eq(after_half(600, 1000), GR_PACE_REACHED);
}

Test(pace, less_than_at_the_start_moves_away)
{
	const struct gr_pace_point point[] = { { END_2020, 5, 10 },
		{ END_2021, 4, 10 } };
	struct gr_pace pace = pace_of(point, 2);

	cr_expect_eq(pace.class, GR_PACE_MOVING_AWAY);
	cr_expect(pace.pace.part < 0);
}

Test(pace, a_target_that_was_reached_and_lost_moves_away_without_a_pace)
{
	const struct gr_pace_point point[] = { { END_2020, 7, 10 },
		{ END_2021, 5, 10 } };
	struct gr_pace pace = pace_of(point, 2);

	cr_expect_eq(pace.class, GR_PACE_MOVING_AWAY);
	cr_expect(pace.pace.whole == 0);
	cr_expect(pace.required.whole == 0);
}

Test(pace, of_one_wave_or_none_is_not_known)
{
	const struct gr_pace_point point[] = { { END_2020, 5, 10 },
		{ END_2022 + 365, 6, 10 } };
	struct gr_pace pace = pace_of(point, 1);

	cr_expect_eq(pace.class, GR_PACE_NONE);
	cr_expect_not(pace.has_projection);
	cr_expect_not(pace.has_growth);
	/* What came after the due day is no progress toward it. */
	pace = pace_of(point, 2);
	cr_expect_eq(pace.points, 1);
	cr_expect_eq(pace.class, GR_PACE_NONE);
	pace = pace_of(point, 0);
	cr_expect_eq(pace.points, 0);
	cr_expect_eq(pace.class, GR_PACE_NONE);
}

Test(pace, of_a_place_that_had_no_units_begins_when_it_has)
{
	const struct gr_pace_point point[] = { { END_2020, 0, 0 },
		{ END_2021, 3, 10 } };
	struct gr_pace pace = pace_of(point, 2);

	cr_expect_eq(pace.points, 1);
	cr_expect(pace.first.part == 3);
	cr_expect_not(pace.has_projection);
}

Test(pace, growth_from_nothing_is_not_defined)
{
	const struct gr_pace_point point[] = { { END_2020, 0, 10 },
		{ END_2021, 5, 10 } };

	cr_expect_not(pace_of(point, 2).has_growth);
}

Test(pace, two_waves_give_a_line_without_an_interval)
{
	const struct gr_pace_point point[] = { { END_2020, 10, 100 },
		{ END_2021, 20, 100 } };
	struct gr_pace pace = pace_of(point, 2);

	cr_expect(pace.has_projection);
	cr_expect_not(pace.has_interval);
	cr_expect(fabs(pace.projected_pct - 30) < 1e-9);
}

Test(pace, three_waves_give_the_known_interval)
{
	const struct gr_pace_point point[] = { { END_2020, 10, 100 },
		{ END_2021, 32, 100 }, { MID_2022, 40, 100 } };
	struct gr_pace pace = pace_of(point, 3);

	cr_assert(pace.has_interval);
	cr_expect(fabs(pace.projected_pct - 51.08700673558829) < 1e-6, "%.9f",
	    pace.projected_pct);
	cr_expect(fabs(pace.low_pct - 19.716690326865077) < 1e-6, "%.9f",
	    pace.low_pct);
	cr_expect(fabs(pace.high_pct - 82.4573231443115) < 1e-6, "%.9f",
	    pace.high_pct);
	cr_expect(fabs(pace.growth_pct - 152.7804018794387) < 1e-6);
	cr_expect(fabs(pace.growth_required_pct - 145.0948132087159) < 1e-6);
}

Test(pace, on_the_due_day_nothing_is_projected)
{
	const struct gr_pace_point point[] = { { END_2020, 10, 100 },
		{ END_2021, 20, 100 }, { END_2022, 50, 100 } };
	struct gr_pace pace = pace_of(point, 3);

	cr_expect(pace.last_day);
	cr_expect_not(pace.has_projection);
	cr_expect_eq(pace.class, GR_PACE_MODERATE);
}

Test(pace, a_projection_stays_within_0_and_100)
{
	const struct gr_pace_point point[] = { { END_2020, 0, 100 },
		{ END_2021, 90, 100 } };
	const struct gr_pace_point down[] = { { END_2020, 90, 100 },
		{ END_2021, 10, 100 } };

	cr_expect(pace_of(point, 2).projected_pct <= 100);
	cr_expect(pace_of(down, 2).projected_pct >= 0);
}

static const char *printed(struct gr_pace pace, size_t cell)
{
	static char text[64];
	struct gr_row_print line = { 0 };
	const struct gr_slice *field;
	size_t n;
	struct gr_err err;

	gr_pace_line(&(struct gr_pace_target){ .pct = sixty }, &pace,
	    GR_HALF_UP, &line);
	cr_assert_eq(gr_row_print_fields(&line, &field, &n, &err), GR_OK);
	cr_assert_eq(n, GR_PACE_COLUMNS);
	snprintf(text, sizeof(text), "%.*s", GR_ARG(field[cell]));
	gr_row_print_free(&line);
	return text;
}

Test(pace, does_not_print_as_the_class_above)
{
	const struct gr_pace_point point[] = { { 0, 0, 1000000 },
		{ 50, 284999, 1000000 } };
	const struct gr_pace_point away[] = { { 0, 100001, 1000000 },
		{ 50, 100000, 1000000 } };
	struct gr_pace pace;

	gr_pace_find(point, 2, sixty, 100, &pace);
	cr_expect_str_eq(printed(pace, 11), "94.9997");
	cr_expect_str_eq(printed(pace, 12), "moderate");
	gr_pace_find(away, 2, sixty, 100, &pace);
	cr_expect_str_eq(printed(pace, 11), "-0.0004");
	cr_expect_str_eq(printed(pace, 12), "moving_away");
}
