/* scoring.h: atoms make criteria, criteria groups and a verdict, points beside
 * them. */
#include "score/scoring.h"
#include <criterion/criterion.h>

#include "letters.h"

/* Three criteria in two groups; the columns a, b, c are slots 0, 1, 2. */
enum { CELLS = 3, ATOMS = 6, CRITERIA = 3, GROUPS = 2 };

static struct gr_arena *keep;
static struct gr_atom atoms[ATOMS];
static struct gr_criterion criteria[CRITERIA];
static const struct gr_group groups[GROUPS];
static struct gr_standard standard;
static struct gr_slice cells[CELLS];
static const struct gr_env env = { .now = cells };
static struct gr_score score;
static struct gr_score_facts facts;
static struct gr_err err;

static const struct letters letters = { .first = 'a',
	.n = CELLS,
	.max = { 366, 0 } };

static const struct gr_expr *test_of(const char *text)
{
	return letters_compile(keep, &letters, true, text);
}

static void setup(void)
{
	keep = gr_arena_new();
	cr_assert_not_null(keep);
	/* X: hard, hard, soft; Y: one that may not apply; Z: annual, and one
	 * whose source is not counted. */
	atoms[0] = (struct gr_atom){ .hard = true, .test = test_of("a == 1") };
	atoms[1] = (struct gr_atom){ .hard = true, .test = test_of("b == 1") };
	atoms[2] = (struct gr_atom){ .soft = true, .test = test_of("c == 9") };
	atoms[3] = (struct gr_atom){ .hard = true,
		.applies = test_of("c > 0"),
		.test = test_of("c >= 2") };
	atoms[4] = (struct gr_atom){ .hard = true,
		.annual = true,
		.test = test_of("a + b >= 2") };
	atoms[5] = (struct gr_atom){ .test = test_of("1 == 2") };
	criteria[0] = (struct gr_criterion){ .atoms = 3, .weight = 1 };
	criteria[1] = (struct gr_criterion){ .first_atom = 3,
		.atoms = 1,
		.weight = 1,
		.group = 1 };
	criteria[2] = (struct gr_criterion){ .first_atom = 4,
		.atoms = 2,
		.weight = 1,
		.group = 1 };
	standard = (struct gr_standard){ .atom = atoms,
		.atoms = ATOMS,
		.criterion = criteria,
		.criteria = CRITERIA,
		.group = groups,
		.groups = GROUPS };
	facts = (struct gr_score_facts){ .participating = GR_TRUE };
	cr_assert_eq(gr_score_make(keep, &standard, &score, &err), GR_OK);
}

static void teardown(void)
{
	gr_arena_free(keep);
}

TestSuite(scoring, .init = setup, .fini = teardown);

static void record(const char *a, const char *b, const char *c)
{
	cells[0] = gr_slice_of(a);
	cells[1] = gr_slice_of(b);
	cells[2] = gr_slice_of(c);
	gr_score_record(&standard, &env, &facts, &score);
}

/* Results as a stream shows them: "1U0". */
static void expect_tris(const enum gr_tri *tri, size_t n, const char *want)
{
	char got[ATOMS + 1] = "";

	for (size_t i = 0; i < n; i++)
		got[i] = (char)tri[i];
	cr_expect_str_eq(got, want);
}

static void expect_status(enum gr_score_status want)
{
	cr_expect_eq(score.status, want, "%.*s",
	    GR_ARG(gr_score_status_name(score.status)));
}

Test(scoring, a_record_that_does_all_is_attained)
{
	record("1", "1", "2");
	expect_tris(score.atom, ATOMS, "110110");
	expect_tris(score.criterion, CRITERIA, "111");
	expect_tris(score.group, GROUPS, "11");
	expect_status(GR_SCORE_ATTAINED);
	cr_expect_eq(score.met, 3);
	cr_expect_eq(score.applicable, 3);
	cr_expect_eq(score.undetermined, 0);
	cr_expect(score.has_points);
	cr_expect_eq(score.points_hundredths, 10000);
}

Test(scoring, neither_soft_atoms_nor_sources_not_counted_fail_a_criterion)
{
	record("1", "1", "2");
	cr_expect_eq(score.atom[2], GR_FALSE);
	cr_expect_eq(score.atom[5], GR_FALSE);
	cr_expect_eq(score.criterion[0], GR_TRUE);
	cr_expect_eq(score.criterion[2], GR_TRUE);
}

Test(scoring, a_criterion_without_a_hard_atom_does_not_apply)
{
	atoms[3].hard = false;
	cr_assert_eq(gr_score_make(keep, &standard, &score, &err), GR_OK);
	record("1", "1", "1");
	cr_expect_eq(score.criterion[1], GR_NA);
	expect_status(GR_SCORE_ATTAINED);
}

Test(scoring, a_known_failure_settles_what_else_is_unknown)
{
	record("0", "?", "2");
	expect_tris(score.atom, ATOMS, "0U01U0");
	expect_tris(score.criterion, CRITERIA, "01U");
	expect_tris(score.group, GROUPS, "0U");
	expect_status(GR_SCORE_NOT_ATTAINED);
}

Test(scoring, what_is_missing_is_undetermined_and_never_failed)
{
	record("1", "", "2");
	expect_tris(score.criterion, CRITERIA, "U1U");
	expect_status(GR_SCORE_UNDETERMINED);
	cr_expect_eq(score.met, 1);
	cr_expect_eq(score.undetermined, 2);
	cr_expect_eq(score.points_hundredths, 3333);
}

Test(scoring, what_does_not_apply_counts_in_nothing)
{
	record("1", "1", "0");
	cr_expect_eq(score.atom[3], GR_NA);
	expect_tris(score.criterion, CRITERIA, "1N1");
	expect_tris(score.group, GROUPS, "11");
	cr_expect_eq(score.applicable, 2);
	cr_expect_eq(score.points_hundredths, 10000);
	expect_status(GR_SCORE_ATTAINED);
}

Test(scoring, applies_hands_on_not_applicable_and_unknown)
{
	record("1", "1", "n/a");
	cr_expect_eq(score.atom[3], GR_NA);
	record("1", "1", "?");
	cr_expect_eq(score.atom[3], GR_UNKNOWN);
	record("1", "1", "1");
	cr_expect_eq(score.atom[3], GR_FALSE);
}

Test(scoring, an_annual_atom_cannot_fail_while_its_year_is_open)
{
	facts.year_open = true;
	facts.early_survey = true;
	record("1", "0", "2");
	cr_expect_eq(score.atom[4], GR_UNKNOWN);
	cr_expect_eq(score.reason[4], GR_REASON_YEAR_OPEN);
	cr_expect_eq(score.criterion[2], GR_UNKNOWN);
	cr_expect_eq(score.atom[1], GR_FALSE, "not annual");
	cr_expect_eq(score.reason[1], GR_REASON_NONE);
}

Test(scoring, an_annual_atom_can_be_met_while_its_year_is_open)
{
	facts.year_open = true;
	record("1", "1", "2");
	cr_expect_eq(score.atom[4], GR_TRUE);
	cr_expect_eq(score.reason[4], GR_REASON_NONE);
	expect_status(GR_SCORE_ATTAINED);
}

Test(scoring, an_early_survey_is_noted_beside_a_failed_annual_atom_only)
{
	facts.early_survey = true;
	record("1", "0", "2");
	cr_expect_eq(score.atom[4], GR_FALSE);
	cr_expect_eq(score.reason[4], GR_REASON_YEAR_PARTIAL);
	record("1", "1", "2");
	cr_expect_eq(score.reason[4], GR_REASON_NONE);
	record("1", "", "2");
	cr_expect_eq(score.atom[4], GR_UNKNOWN);
	cr_expect_eq(score.reason[4], GR_REASON_NONE);
}

Test(scoring, a_tie_is_unknown_in_everything_and_has_no_points)
{
	facts.tie = true;
	facts.participating = GR_FALSE;
	record("1", "1", "0");
	expect_tris(score.atom, ATOMS, "UUUUUU");
	expect_tris(score.criterion, CRITERIA, "UUU");
	expect_tris(score.group, GROUPS, "UU");
	expect_status(GR_SCORE_UNDETERMINED);
	cr_expect_eq(score.undetermined, 3);
	cr_expect_eq(score.applicable, 3);
	cr_expect(score.has_points);
	cr_expect_eq(score.points_hundredths, 0);
}

Test(scoring, status_asks_first_who_takes_part_then_what_failed)
{
	facts.participating = GR_FALSE;
	record("0", "0", "0");
	expect_status(GR_SCORE_NOT_PARTICIPATING);
	record("1", "1", "2");
	expect_status(GR_SCORE_NOT_PARTICIPATING);
	cr_expect_eq(score.passes, GR_TRUE, "it is ready");
	facts.participating = GR_UNKNOWN;
	record("0", "1", "2");
	expect_status(GR_SCORE_NOT_ATTAINED);
	record("1", "1", "2");
	expect_status(GR_SCORE_UNDETERMINED);
	facts.participating = GR_TRUE;
	record("", "1", "2");
	expect_status(GR_SCORE_UNDETERMINED);
}

/* ---- points and pass rules, on results alone ---- */

static int64_t points(const char *results, enum gr_rounding rounding)
{
	enum gr_tri tri[16];
	struct gr_criterion all[16];
	struct gr_standard only = { .criterion = all, .rounding = rounding };
	int64_t hundredths = -1;

	for (; results[only.criteria] != '\0'; only.criteria++) {
		tri[only.criteria] = (enum gr_tri)results[only.criteria];
		all[only.criteria] = (struct gr_criterion){ .weight = 1 };
	}
	(void)gr_score_points(&only, tri, &hundredths);
	return hundredths;
}

Test(scoring, points_are_the_share_met_of_what_applies)
{
	cr_expect_eq(points("1111111111111110", GR_HALF_UP), 9375);
	cr_expect_eq(points("1110", GR_HALF_UP), 7500);
	cr_expect_eq(points("110", GR_HALF_UP), 6667);
	cr_expect_eq(points("1U0", GR_HALF_UP), 3333);
	cr_expect_eq(points("1NN", GR_HALF_UP), 10000);
	cr_expect_eq(points("0UU", GR_HALF_UP), 0);
	cr_expect_eq(points("NNN", GR_HALF_UP), -1);
}

Test(scoring, points_are_rounded_as_the_standard_says)
{
	enum gr_tri tri[] = { GR_TRUE, GR_FALSE };
	struct gr_criterion all[] = { { .weight = 1 }, { .weight = 31999 } };
	struct gr_standard only = { .criterion = all, .criteria = 2 };
	int64_t got;

	/* 1 of 32000 is 0.003125 points */
	cr_assert(gr_score_points(&only, tri, &got));
	cr_expect_eq(got, 0);
	all[1].weight = 19999; /* exactly half of a hundredth */
	only.rounding = GR_HALF_UP;
	cr_assert(gr_score_points(&only, tri, &got));
	cr_expect_eq(got, 1);
	only.rounding = GR_HALF_EVEN;
	cr_assert(gr_score_points(&only, tri, &got));
	cr_expect_eq(got, 0);
}

static enum gr_tri passes(const char *results, int64_t needed)
{
	enum gr_tri tri[5];

	/* Weights 40, 30, 20, 10, 10; the first is mandatory. */
	struct gr_criterion all[] = { { .weight = 40, .mandatory = true },
		{ .weight = 30 }, { .weight = 20 }, { .weight = 10 },
		{ .weight = 10 } };
	struct gr_standard only = { .criterion = all,
		.criteria = 5,
		.by_points = needed >= 0,
		.points_pass = { needed, 1 } };

	for (int i = 0; i < 5; i++)
		tri[i] = (enum gr_tri)results[i];
	return gr_score_passes(&only, tri);
}

Test(scoring, all_must_be_met_unless_the_standard_counts_points)
{
	cr_expect_eq(passes("11111", -1), GR_TRUE);
	cr_expect_eq(passes("1111N", -1), GR_TRUE);
	cr_expect_eq(passes("NNNNN", -1), GR_UNKNOWN);
	cr_expect_eq(passes("NNNNN", 0), GR_UNKNOWN);
	cr_expect_eq(passes("1U11N", -1), GR_UNKNOWN);
	cr_expect_eq(passes("1U110", -1), GR_FALSE);
}

Test(scoring, points_are_compared_exactly_with_those_needed)
{
	/* 80 of 100 (the last does not apply) is 80, 70 is not. */
	cr_expect_eq(passes("1101N", 800), GR_TRUE);
	cr_expect_eq(passes("1101N", 801), GR_FALSE);
	cr_expect_eq(passes("1100N", 800), GR_FALSE);
	/* 80 of 110 is 72.72..: not 72.8, but 72.7 */
	cr_expect_eq(passes("11010", 727), GR_TRUE);
	cr_expect_eq(passes("11010", 728), GR_FALSE);
}

Test(scoring, unknown_criteria_must_not_decide_by_points)
{
	cr_expect_eq(passes("110UN", 700), GR_TRUE, "met without it");
	cr_expect_eq(passes("110UN", 800), GR_UNKNOWN, "only with it");
	cr_expect_eq(passes("110UN", 801), GR_FALSE, "not even with it");
}

Test(scoring, a_mandatory_criterion_decides_whatever_the_points)
{
	cr_expect_eq(passes("01111", 100), GR_FALSE);
	cr_expect_eq(passes("U1111", 100), GR_UNKNOWN);
	cr_expect_eq(passes("U0000", 800), GR_FALSE);
	cr_expect_eq(passes("N1111", 1000), GR_TRUE);
}

Test(scoring, statuses_and_columns_have_their_published_names)
{
	cr_expect(gr_slice_eq(gr_score_status_name(GR_SCORE_ATTAINED),
	    GR_S("attained")));
	cr_expect(gr_slice_eq(gr_score_status_name(GR_SCORE_NOT_PARTICIPATING),
	    GR_S("not_participating")));
	cr_expect(
	    gr_slice_eq(gr_score_column_of(GR_ROLE_CLAIM), GR_S("reported")));
	cr_expect_eq(gr_score_column_of(GR_ROLE_POPULATION).len, 0);
}

Test(scoring, results_have_their_published_letters)
{
	cr_expect(gr_slice_eq(gr_score_result(GR_TRUE), GR_S("1")));
	cr_expect(gr_slice_eq(gr_score_result(GR_FALSE), GR_S("0")));
	cr_expect(gr_slice_eq(gr_score_result(GR_NA), GR_S("N")));
	cr_expect(gr_slice_eq(gr_score_result(GR_UNKNOWN), GR_S("U")));
}

/* ---- what a place has settled ---- */

static const struct gr_scope off = { .state = GR_SCOPE_OFF },
                             soft = { .state = GR_SCOPE_SOFT },
                             again = { .state = GR_SCOPE_HARD };

static void settle(const struct gr_scope *const by[ATOMS])
{
	facts.scope = by;
}

Test(scoring, what_is_off_does_not_apply_whatever_is_answered)
{
	static const struct gr_scope *const by[ATOMS] = { &off, &off, &off };

	settle(by);
	record("0", "?", "2");
	expect_tris(score.atom, ATOMS, "NNN1U0");
	expect_tris(score.criterion, CRITERIA, "N1U");
	cr_expect_eq(score.applicable, 2);
	cr_expect_not(score.hard[0]);
}

Test(scoring, what_is_soft_keeps_its_result_and_does_not_count)
{
	static const struct gr_scope *const by[ATOMS] = { &soft, NULL, NULL,
		&soft, &again };

	settle(by);
	record("0", "1", "1");
	expect_tris(score.atom, ATOMS, "010000");
	expect_tris(score.criterion, CRITERIA, "1N0");
	cr_expect_eq(score.points_hundredths, 5000);
	record("1", "0", "1");
	expect_tris(score.criterion, CRITERIA, "0N0");
}

Test(scoring, where_nothing_is_left_nothing_is_known)
{
	static const struct gr_scope *const by[ATOMS] = { &soft, &off, &soft,
		&off, &soft, &soft };

	settle(by);
	record("1", "1", "2");
	expect_tris(score.criterion, CRITERIA, "NNN");
	expect_status(GR_SCORE_UNDETERMINED);
	standard.by_points = true;
	record("1", "1", "2");
	expect_status(GR_SCORE_UNDETERMINED);
	cr_expect_not(score.has_points);
}

Test(scoring, hard_ends_a_scope_and_makes_nothing_harder)
{
	static const struct gr_scope *const by[ATOMS] = { &again, &again,
		&again, &again, &again, &again };

	settle(by);
	record("1", "1", "2");
	expect_tris(score.atom, ATOMS, "110110");
	expect_tris(score.criterion, CRITERIA, "111");
	cr_expect_not(score.hard[2] || score.hard[5]);
}

Test(scoring, of_a_tie_all_is_unknown_in_any_scope)
{
	static const struct gr_scope *const by[ATOMS] = { &off, &off, &off };

	settle(by);
	facts.tie = true;
	record("1", "1", "2");
	expect_tris(score.criterion, CRITERIA, "UUU");
}
