/* submissions.h: of several submissions the right one stands, in whatever order
 * they come. */
#include "dedup/submissions.h"
#include "dedup/submission_note.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

/* One record of a unit, and what became of it. */
struct one {
	const char *src, *line, *revision, *date;
	uint64_t content;
	char verdict; /* S I L(ater one stands) T(ied) t(ied too) */
};

static const char letter[] = "SILTt";

static struct gr_submission submission(const struct one *one)
{
	static const uint8_t answered[2] = { 5, 1 };

	return (struct gr_submission){
		.wave = GR_S("2021"),
		.code = GR_S("230102001001"),
		.src = gr_slice_of(one->src),
		.line = gr_slice_of(one->line),
		.revision = gr_slice_of(one->revision),
		.report_date = gr_slice_of(one->date),
		.content = one->content,
		.answered = answered,
	};
}

static struct gr_submissions *s;
static struct gr_submission_answer answer;
static struct gr_err err;

static void setup(void)
{
	s = gr_submissions_new();
	cr_assert_not_null(s);
	gr_submissions_columns(s, 9);
}

static void teardown(void)
{
	gr_submissions_free(s);
}

TestSuite(submissions, .init = setup, .fini = teardown);

static void note(const struct gr_submission *sub)
{
	cr_assert_eq(gr_submissions_note(s, sub, &err), GR_OK);
}

static void note_again(const struct one *one)
{
	struct gr_submission sub = submission(one);

	cr_assert_eq(gr_submissions_note_again(s, &sub, &err), GR_OK);
}

static enum gr_submission_verdict ask(const struct gr_submission *sub)
{
	cr_assert_eq(gr_submissions_ask(s, sub, &answer, &err), GR_OK);
	return answer.verdict;
}

/* Note and ask all in the order of `order`; the verdicts, in that of `one`. */
static void judge(const struct one *one, const size_t *order, size_t n,
    char *verdict)
{
	teardown();
	setup();
	for (size_t i = 0; i < n; i++) {
		struct gr_submission sub = submission(&one[order[i]]);

		note(&sub);
	}
	for (size_t i = 0; i < n; i++) {
		struct gr_submission sub = submission(&one[order[i]]);

		verdict[order[i]] = letter[ask(&sub)];
	}
	cr_expect_eq(gr_submissions_units(s), 1);
}

/* The same, each asked in a process that has seen no other: backwards. */
static void judge_apart(const struct one *one, const size_t *order, size_t n,
    char *verdict)
{
	teardown();
	setup();
	for (size_t i = 0; i < n; i++) {
		struct gr_submission sub = submission(&one[order[i]]);

		note(&sub);
	}
	for (size_t i = 0; i < n; i++)
		note_again(&one[order[i]]);
	cr_expect(gr_submissions_settle(s));
	for (size_t i = n; i > 0; i--) {
		struct gr_submission sub = submission(&one[order[i - 1]]);

		verdict[order[i - 1]] = letter[ask(&sub)];
	}
}

static bool next_order(size_t *order, size_t n)
{
	size_t i = n - 1, j = n - 1;

	while (i > 0 && order[i - 1] >= order[i])
		i--;
	if (i == 0)
		return false;
	while (order[j] <= order[i - 1])
		j--;
	size_t t = order[i - 1];
	order[i - 1] = order[j];
	order[j] = t;
	for (j = n - 1; i < j; i++, j--) {
		t = order[i];
		order[i] = order[j];
		order[j] = t;
	}
	return true;
}

static void expect(const struct one *one, size_t n)
{
	size_t order[6] = { 0, 1, 2, 3, 4, 5 };

	do {
		char verdict[6], apart[6];

		judge(one, order, n, verdict);
		judge_apart(one, order, n, apart);
		cr_expect_arr_eq(apart, verdict, n);
		for (size_t i = 0; i < n; i++)
			cr_expect_eq(verdict[i], one[i].verdict,
			    "%s:%s is %c, not %c", one[i].src, one[i].line,
			    verdict[i], one[i].verdict);
	} while (next_order(order, n));
}

#define EXPECT(...) \
	expect((const struct one[]){ __VA_ARGS__ }, \
	    sizeof((const struct one[]){ __VA_ARGS__ }) / sizeof(struct one))

Test(submissions, two_in_one_place_must_be_asked_about_in_order)
{
	const struct one twice[] = { { "a", "2", "1", "", 1, 'S' },
		{ "a", "3", "2", "", 2, 'S' }, { "a", "3", "2", "", 2, 'I' } };

	for (size_t i = 0; i < 3; i++) {
		struct gr_submission sub = submission(&twice[i]);

		note(&sub);
		cr_expect_eq(gr_submissions_settle(s), i < 2);
	}
}

/* The one that stands came first of its unit, so it is known when it is shown
 * again only. */
Test(submissions, what_is_compared_with_is_known_before_the_first_is_asked)
{
	const struct one pair[] = { { "a", "2", "2", "", 1, 'S' },
		{ "a", "3", "1", "", 2, 'L' } };
	struct gr_submission best = submission(&pair[0]),
	                     other = submission(&pair[1]);

	note(&best);
	note(&other);
	cr_expect_eq(ask(&other), GR_SUPERSEDED);
	cr_expect_null(answer.answered);
	note_again(&pair[0]);
	note_again(&pair[1]);
	cr_expect_eq(ask(&other), GR_SUPERSEDED);
	cr_assert_not_null(answer.answered);
	cr_expect_eq(answer.answered[0], 5);
}

Test(submissions, one_record_stands)
{
	EXPECT({ "a", "2", "", "", 1, 'S' });
}

Test(submissions, identical_records_are_one_and_the_first_by_place_is_kept)
{
	EXPECT({ "a", "9", "", "", 1, 'S' }, { "b", "2", "", "", 1, 'I' });
	EXPECT({ "a", "10", "", "", 1, 'I' }, { "a", "9", "", "", 1, 'S' });
}

Test(submissions, the_highest_revision_stands_whatever_the_dates)
{
	EXPECT({ "a", "2", "1", "2021-05-01", 1, 'L' },
	    { "b", "2", "10", "2021-04-01", 2, 'S' },
	    { "c", "2", "9", "2021-06-01", 3, 'L' });
	EXPECT({ "a", "2", "", "2021-05-01", 1, 'L' },
	    { "b", "2", "2", "", 2, 'S' });
}

Test(submissions, then_the_later_report_date)
{
	EXPECT({ "a", "2", "1", "2021-05-01", 1, 'L' },
	    { "b", "2", "1", "2021-05-02", 2, 'S' },
	    { "c", "2", "1", "2021-05-02", 2, 'I' });
	EXPECT({ "a", "2", "", "2021-05-01", 1, 'L' },
	    { "b", "2", "", "2021-06", 2, 'S' });
	EXPECT({ "a", "2", "", "2020", 1, 'L' },
	    { "b", "2", "", "2021", 2, 'S' });
}

Test(submissions, a_date_that_is_not_certainly_later_is_a_tie)
{
	EXPECT({ "a", "2", "", "2021-05-01", 1, 't' },
	    { "b", "2", "", "2021-05-01", 2, 'T' });
	EXPECT({ "a", "2", "", "2021-05", 1, 't' },
	    { "b", "2", "", "2021-05-31", 2, 'T' });
	EXPECT({ "a", "2", "", "2021-05-31", 1, 'T' },
	    { "b", "2", "", "", 2, 't' });
	EXPECT({ "a", "2", "", "?", 1, 't' }, { "b", "2", "", "2021", 2, 'T' });
	EXPECT({ "a", "2", "", "", 1, 't' }, { "b", "2", "", "", 2, 'T' });
}

Test(submissions, what_is_certainly_earlier_than_a_tie_is_superseded)
{
	EXPECT({ "a", "2", "", "2021-04-01", 9, 'L' },
	    { "b", "2", "", "2021-05-01", 1, 't' },
	    { "c", "2", "", "2021-05-01", 2, 'T' },
	    { "d", "2", "", "2021-05-01", 2, 'I' });
	EXPECT({ "a", "2", "1", "2021-06-01", 9, 'L' },
	    { "b", "2", "2", "2021-05-01", 1, 't' },
	    { "c", "2", "2", "2021-05-01", 2, 'T' });
}

Test(submissions, ruling_35_the_same_sent_again_makes_no_tie)
{
	static const char *const again[] = { "", "2022-03", "2022", "?",
		"2022-03-01" };

	for (size_t i = 0; i < sizeof(again) / sizeof(*again); i++)
		for (uint64_t x = 1; x <= 3; x += 2) {
			EXPECT({ "d1", "2", "", "2022-03-05", x, 'S' },
			    { "d2", "2", "", again[i], x, 'I' },
			    { "d3", "2", "", "2022-03-03", 2, 'L' });
			/* two others, one of them sent again */
			EXPECT({ "d1", "2", "", "2022-03-05", x, 'S' },
			    { "d2", "2", "", again[i], x, 'I' },
			    { "d3", "2", "", "2022-03-03", 2, 'L' },
			    { "d4", "2", "", "2022-03-04", 4, 'L' },
			    { "d5", "2", "", "2022-03-02", 4, 'L' });
			/* a lower revision has no say */
			EXPECT({ "d1", "2", "2", "2022-03-05", x, 'S' },
			    { "d2", "2", "2", again[i], x, 'I' },
			    { "d3", "2", "2", "2022-03-03", 2, 'L' },
			    { "d4", "2", "1", "", 4, 'L' });
		}
}

Test(submissions, ruling_35_another_that_may_be_later_ties_still)
{
	for (uint64_t x = 1; x <= 3; x += 2) {
		EXPECT({ "d1", "2", "", "2022-03-05", x, 'T' },
		    { "d2", "2", "", "", x, 'I' },
		    { "d3", "2", "", "2022-03", 2, 't' });
		EXPECT({ "d1", "2", "", "2022-03-05", x, 'T' },
		    { "d2", "2", "", "2022-03", x, 'I' },
		    { "d3", "2", "", "2022-03-03", 2, 'L' },
		    { "d4", "2", "", "", 4, 't' },
		    { "d5", "2", "", "2022-03-01", 4, 'L' });
	}
}

Test(submissions, a_higher_revision_settles_a_tie)
{
	EXPECT({ "a", "2", "1", "2021-05-01", 1, 'L' },
	    { "b", "2", "1", "2021-05-01", 2, 'L' },
	    { "c", "2", "2", "", 3, 'S' });
}

Test(submissions, a_revision_in_query_decides_nothing)
{
	EXPECT({ "a", "2", "?", "2021-05-01", 1, 'T' },
	    { "b", "2", "7", "2021-06-01", 2, 't' });
	EXPECT({ "a", "2", "?", "2021-05-01", 1, 'S' },
	    { "b", "2", "?", "2021-05-01", 1, 'I' });
}

Test(submissions, a_record_given_twice_goes_on_once)
{
	struct one one = { "a", "2", "", "", 1, 'S' };
	struct gr_submission sub = submission(&one);

	note(&sub);
	note(&sub);
	cr_expect_eq(ask(&sub), GR_STANDS);
	cr_expect_eq(ask(&sub), GR_IDENTICAL);
	cr_expect(gr_slice_eq(answer.src, GR_S("a")));
	cr_expect_eq(answer.line, 2);
}

Test(submissions, tells_of_the_standing_record_whichever_came_first)
{
	struct one early = { "a", "2", "1", "", 1, 'L' };
	struct one late = { "b", "3", "2", "", 2, 'S' };

	for (int turn = 0; turn < 2; turn++) {
		struct gr_submission sub[2] = {
			submission(turn ? &late : &early),
			submission(turn ? &early : &late),
		};
		static const uint8_t answered[2] = { 0x81, 0 };

		teardown();
		setup();
		sub[turn ? 0 : 1].answered = answered;
		sub[0].reporter = 7;
		sub[1].reporter = 8;
		for (int i = 0; i < 2; i++)
			note(&sub[i]);
		for (int i = 0; i < 2; i++) {
			if (ask(&sub[i]) != GR_SUPERSEDED)
				continue;
			cr_expect(gr_slice_eq(answer.src, GR_S("b")));
			cr_expect_eq(answer.line, 3);
			cr_expect(answer.other_reporter);
			cr_assert_not_null(answer.answered);
			cr_expect_arr_eq(answer.answered, answered, 2);
		}
	}
}

Test(submissions, keeps_units_and_waves_apart_exactly)
{
	static const char *const codes[] = { "1", "01", "001", "0", "",
		"99999999999999", "999999999999999", "x1", "x", "1x" };
	static const char *const waves[] = { "2020", "2021", "x" };
	struct one one = { "a", "2", "", "", 1, 'S' };

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
			for (size_t j = 0; j < 3; j++) {
				struct gr_submission sub = submission(&one);

				sub.code = gr_slice_of(codes[i]);
				sub.wave = gr_slice_of(waves[j]);
				if (pass == 0)
					note(&sub);
				else
					cr_expect_eq(ask(&sub), GR_STANDS);
			}
	cr_expect_eq(gr_submissions_units(s), 30);
}

Test(submissions, grows_to_many_units)
{
	enum { UNITS = 200000 };

	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < UNITS; i++) {
			struct one one = { "a", "2", "", "", 1, 'S' };
			struct gr_submission sub = submission(&one);
			char code[16], line[16];

			/* neither in order nor near each other */
			snprintf(code, sizeof(code), "%012lld",
			    i * 48271LL % 999999000001LL);
			snprintf(line, sizeof(line), "%d", i + 2);
			sub.code = gr_slice_of(code);
			sub.line = gr_slice_of(line);
			if (pass == 0) {
				note(&sub);
				continue;
			}
			cr_assert_eq(ask(&sub), GR_STANDS);
			cr_assert_eq(answer.line, (uint64_t)i + 2);
		}
	cr_expect_eq(gr_submissions_units(s), UNITS);
}

Test(submissions, refuses_lines_that_are_none_and_a_second_pass_that_differs)
{
	struct one one = { "a", "x", "", "", 1, 'S' };
	struct gr_submission sub = submission(&one);

	cr_expect_eq(gr_submissions_note(s, &sub, &err), GR_EDATA);
	cr_expect_str_eq(err.message, "'x' is not the number of a line");
	sub.line = GR_S("549755813888");
	cr_expect_eq(gr_submissions_note(s, &sub, &err), GR_EDATA);
	sub.line = GR_S("549755813887");
	note(&sub);
	sub.content = 2;
	cr_expect_eq(gr_submissions_ask(s, &sub, &answer, &err), GR_EDATA);
	sub.code = GR_S("2");
	cr_expect_eq(gr_submissions_ask(s, &sub, &answer, &err), GR_EDATA);
}

/* ---- units of one record ---- */

static bool is_alone(struct gr_submission sub)
{
	return gr_submissions_is_alone(s, sub.wave, sub.code);
}

Test(submissions, a_unit_with_one_record_is_alone_once)
{
	struct gr_submission one = submission(&(struct one){ .src = "a",
	    .line = "2",
	    .revision = "",
	    .date = "",
	    .content = 7 });
	struct gr_submission other = one, again = one, named = one;

	other.code = GR_S("230102001002");
	again.line = GR_S("3");
	named.code = GR_S("no number");
	note(&one);
	note(&other);
	note(&again);
	note(&named);
	cr_expect_not(is_alone(one), "two records, though they are the same");
	cr_expect_not(is_alone(named), "it is found the long way alone");
	cr_expect(is_alone(other));
	cr_expect_not(is_alone(other), "it has come by");
	other.wave = GR_S("2022");
	cr_expect_not(is_alone(other), "it was not noted");
	cr_expect_eq(ask(&one), GR_STANDS);
	cr_expect_eq(ask(&again), GR_IDENTICAL);
	cr_expect_eq(ask(&named), GR_STANDS);
}

/* What a table of units holds must be found whatever it was grown over. */
Test(submissions, those_that_are_alone_are_told_from_the_others_among_many)
{
	enum { UNITS = 20000, SHARED = 7 };
	struct gr_submission sub = submission(
	    &(struct one){ .src = "a", .revision = "", .date = "" });
	char code[16], line[16];

	for (unsigned pass = 0; pass < 2; pass++)
		for (unsigned i = 0; i < UNITS; i += pass ? SHARED : 1) {
			(void)snprintf(code, sizeof(code), "23%010u", i * 31);
			(void)snprintf(line, sizeof(line), "%u",
			    2 + i + pass * UNITS);
			sub.code = gr_slice_of(code);
			sub.line = gr_slice_of(line);
			sub.content = i + (i % (2 * SHARED) == 0) * pass;
			note(&sub);
		}
	cr_expect_eq(gr_submissions_units(s), UNITS);
	for (unsigned i = 0; i < UNITS; i++) {
		(void)snprintf(code, sizeof(code), "23%010u", i * 31);
		sub.code = gr_slice_of(code);
		cr_expect_eq(is_alone(sub), i % SHARED != 0, "%u", i);
	}
}

/* Once nothing depends on who came by, nobody has. */
Test(submissions, where_it_is_settled_one_that_is_alone_stays_so)
{
	enum { UNITS = 20000, SHARED = 7 };
	struct gr_submission sub = submission(
	    &(struct one){ .src = "a", .revision = "", .date = "" });
	char code[16], line[16];

	gr_submissions_expect(s, UNITS);
	for (unsigned i = 0; i < UNITS; i++) {
		(void)snprintf(code, sizeof(code), "23%010u", i * 31);
		sub.code = gr_slice_of(code);
		for (unsigned k = 0; k <= (i % SHARED == 0); k++) {
			(void)snprintf(line, sizeof(line), "%u", 2 + 2 * i + k);
			sub.line = gr_slice_of(line);
			sub.content = k;
			gr_submissions_fetch(s, &sub);
			note(&sub);
		}
	}
	cr_assert(gr_submissions_settle(s));
	for (unsigned i = 0; i < 2 * UNITS; i++) {
		(void)snprintf(code, sizeof(code), "23%010u", i / 2 * 31);
		sub.code = gr_slice_of(code);
		cr_expect_eq(is_alone(sub), i / 2 % SHARED != 0, "%u", i);
	}
}

/* What was made numbers of beside what is still text. */
Test(submissions, a_unit_is_the_same_as_a_number_and_as_text)
{
	const struct one one = { "a", "2", "1", "2021-05-01", 7, 'L' };
	const struct one two = { "a", "3", "1", "2021-05-02", 8, 'S' };
	struct gr_submission was = submission(&one), now = submission(&two);
	struct gr_submission named = was;

	gr_submission_number(&was);
	was.wave = was.code = was.revision = was.report_date = GR_S("");
	note(&was);
	note(&now);
	cr_expect_eq(ask(&was), GR_SUPERSEDED);
	cr_expect_eq(ask(&now), GR_STANDS);
	named.code = GR_S("no number");
	gr_submission_number(&named);
	cr_expect_eq(named.key, 0);
	note(&named);
	cr_expect_eq(ask(&named), GR_STANDS);
}

static const uint8_t *tell(void *record)
{
	static const uint8_t answered[2] = { 5, 1 };

	++*(unsigned *)record;
	return answered;
}

Test(submissions, what_a_record_says_is_asked_for_only_beside_others)
{
	unsigned asked = 0;
	struct gr_submission one = submission(&(struct one){ .src = "a",
	    .line = "2",
	    .revision = "1",
	    .date = "",
	    .content = 7 });

	one.answered = NULL;
	one.read_answered = tell;
	one.record = &asked;
	note(&one);
	cr_expect_eq(asked, 0);
	one.revision = GR_S("2");
	one.line = GR_S("3");
	one.content = 8;
	note(&one);
	cr_expect_eq(asked, 1);
}

/* In memory of its own, so that what is read behind it is seen. */
Test(submissions, a_note_is_read_as_it_was_written_and_none_that_is_cut_off)
{
	const struct one one = { "a.csv", "7", "2", "2021-05-01", 77, 'S' };
	struct gr_submission sub = submission(&one), out, numbers = sub;
	struct gr_buf notes = { 0 };

	gr_submission_number(&numbers);
	gr_submission_note_add(&notes, &sub, 9);
	gr_submission_note_add(&notes, &sub, 9);
	for (size_t n = 0; n <= notes.len; n++) {
		char *cut = malloc(n + 1);
		size_t read = 0;

		cr_assert_not_null(cut);
		memcpy(cut, notes.ptr, n);
		struct gr_slice rest = gr_slice_make(cut, n);
		while (gr_submission_note_next(&rest, 9, &out, &err) == GR_OK) {
			cr_expect(gr_slice_eq(out.src, sub.src));
			cr_expect_eq(out.key, numbers.key);
			cr_expect_eq(out.rank, numbers.rank);
			cr_expect_eq(out.content, sub.content);
			cr_expect_arr_eq(out.answered, sub.answered, 2);
			read++;
		}
		cr_expect_eq(read, n / (notes.len / 2));
		free(cut);
	}
	gr_buf_free(&notes);
}
