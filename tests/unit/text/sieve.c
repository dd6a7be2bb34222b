/* sieve.h: no pattern that matches falls through, and of ASCII none that is
 * exact stays without matching. */
#include "text/sieve.h"
#include <criterion/criterion.h>

#include "patterns.h"
#include "text/pattern.h"

#define MOST 64

static struct gr_patterns *set;
static struct gr_pattern *pattern[MOST];
static size_t patterns;
static struct gr_sieve *sieve;
static struct gr_err err;

static void setup(void)
{
	cr_assert_eq(gr_patterns_new(true, &set, &err), GR_OK);
}

static void teardown(void)
{
	gr_sieve_free(sieve);
	gr_patterns_free(set);
}

TestSuite(sieve, .init = setup, .fini = teardown);

static void add(const char *text, enum gr_pattern_mode mode)
{
	cr_assert_lt(patterns, MOST);
	patterns += gr_pattern_compile(set, gr_slice_of(text), mode, "t", 1,
	                "pattern", &pattern[patterns], &err)
	    == GR_OK;
}

static void make_sieve(void)
{
	sieve = gr_pattern_sieve(set, pattern, patterns);
	cr_assert_not_null(sieve);
}

static bool names(const struct gr_sieve_end *end, size_t which)
{
	for (size_t i = 0; end != NULL && i < end->n; i++)
		if (end->pattern[i] == which)
			return true;
	return end == NULL;
}

static bool matches(size_t which, struct gr_slice text)
{
	bool matched;

	cr_assert_eq(gr_pattern_match(pattern[which], text, 0, &matched, &err),
	    GR_OK, "%s", err.message);
	return matched;
}

static void hold(struct gr_slice text, bool ascii)
{
	const struct gr_sieve_end *end = gr_sieve_run(sieve, text);

	cr_assert_not_null(end);
	for (size_t i = 0; i + 1 < end->n; i++)
		cr_expect_lt(end->pattern[i], end->pattern[i + 1]);
	for (size_t i = 0; i < patterns; i++) {
		bool matched = matches(i, text);

		cr_expect(names(end, i) || !matched,
		    "'%.*s' has fallen through %zu", GR_ARG(text), i);
		if (ascii && gr_pattern_takes_all(pattern[i])
		    && names(end, i)) {
			struct gr_slice all;

			cr_expect(matched, "'%.*s' is no %zu", GR_ARG(text), i);
			all = gr_pattern_group(pattern[i], 1);
			cr_expect(gr_slice_eq(all, text));
		}
	}
}

static void hold_many(enum gr_pattern_mode mode)
{
	char room[256];

	for (size_t i = 0; i < SOME_PATTERNS; i++)
		add(some_patterns[i], mode);
	cr_assert_gt(patterns, 25);
	make_sieve();
	for (size_t i = 0; i < 20000; i++) {
		bool ascii = i % 2 == 0;

		hold(patterns_text(room, sizeof room, 6, ascii), ascii);
	}
}

Test(sieve, nothing_that_matches_whole_falls_through)
{
	hold_many(GR_PATTERN_WHOLE);
}

Test(sieve, nothing_that_matches_a_part_falls_through)
{
	hold_many(GR_PATTERN_PART);
}

Test(sieve, what_plainly_cannot_match_is_held_back)
{
	const struct gr_sieve_end *end;

	add("是|有", GR_PATTERN_WHOLE);
	add("(约|近)\\d+", GR_PATTERN_WHOLE);
	add("[\\h\\v]+", GR_PATTERN_PART);
	add("\\d+", GR_PATTERN_WHOLE);
	make_sieve();
	end = gr_sieve_run(sieve, GR_S("120"));
	cr_expect(end->n == 1 && end->pattern[0] == 3);
	cr_expect_eq(gr_sieve_run(sieve, GR_S("红旗社区居委会"))->n, 0);
	cr_expect_eq(gr_sieve_run(sieve, GR_S(""))->n, 0);
}

Test(sieve, of_a_pattern_that_is_not_read_nothing_is_known)
{
	add("(?>a+)b", GR_PATTERN_WHOLE);
	add("b", GR_PATTERN_WHOLE);
	make_sieve();
	cr_expect(names(gr_sieve_run(sieve, GR_S("zzz")), 0));
	cr_expect_not(names(gr_sieve_run(sieve, GR_S("zzz")), 1));
}

Test(sieve, a_text_that_is_not_utf8_leads_nowhere)
{
	static const char *const bad[] = { "\x80", "a\xe4\xb8", "\xf0\x9f",
		"\xc3" };

	add("a", GR_PATTERN_WHOLE);
	make_sieve();
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_expect_null(gr_sieve_run(sieve, gr_slice_of(bad[i])));
}

Test(sieve, what_is_forgotten_is_learned_anew)
{
	char text[GR_SIEVE_PLACES];

	add("(a|b)*a(a|b){12}", GR_PATTERN_WHOLE);
	make_sieve();
	for (size_t round = 0; round < 8; round++) {
		for (size_t i = 0; i < sizeof text; i++)
			text[i] = (char)('a' + patterns_draw(2));
		text[sizeof text - 13] = round % 2 ? 'a' : 'b';
		cr_expect_eq(
		    gr_sieve_run(sieve, gr_slice_make(text, sizeof text))->n,
		    round % 2);
	}
}

Test(sieve, a_lookahead_before_whatever_comes_holds_back_what_it_excludes)
{
	add("(?=.*[百千]+(?!元)).*", GR_PATTERN_WHOLE);
	add("(?!a).*", GR_PATTERN_WHOLE);
	add("((?=ab).*)b|x", GR_PATTERN_WHOLE);
	make_sieve();
	cr_expect(names(gr_sieve_run(sieve, GR_S("3百")), 0));
	cr_expect(names(gr_sieve_run(sieve, GR_S("3百元")), 0));
	cr_expect_not(names(gr_sieve_run(sieve, GR_S("12.5")), 0));
	cr_expect(names(gr_sieve_run(sieve, GR_S("12.5")), 1));
	cr_expect(names(gr_sieve_run(sieve, GR_S("ab")), 2));
}

Test(sieve, what_many_texts_lead_to_is_told_at_once)
{
	const struct gr_slice digit = GR_S("0123456789"), point = GR_S(".");
	struct gr_slice of[] = { digit, digit, point, digit };

	add("1(\\.\\d+)?", GR_PATTERN_WHOLE);
	add("\\d+(\\.\\d+)?", GR_PATTERN_WHOLE);
	make_sieve();
	cr_expect(gr_sieve_leads_to(sieve, of, 4, 1));
	cr_expect(gr_sieve_leads_to(sieve, of, 2, 1));
	cr_expect_not(gr_sieve_leads_to(sieve, of, 1, 1), "a 1");
	cr_expect_not(gr_sieve_leads_to(sieve, of, 3, 1), "no end");
	of[0] = GR_S("1");
	cr_expect(gr_sieve_leads_to(sieve, of, 1, 0));
	cr_expect_not(gr_sieve_leads_to(sieve, of + 1, 3, 0));
}
