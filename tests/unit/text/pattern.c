/* pattern.h: patterns find what they should within a bounded number of steps.
 */
#include "text/pattern.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct gr_patterns *set;
static struct gr_err err;

static void setup(void)
{
	cr_assert_eq(gr_patterns_new(true, &set, &err), GR_OK);
}

static void teardown(void)
{
	gr_patterns_free(set);
}

TestSuite(pattern, .init = setup, .fini = teardown);

static struct gr_pattern *compiled(const char *text, enum gr_pattern_mode mode)
{
	struct gr_pattern *pattern;

	cr_assert_eq(gr_pattern_compile(set, gr_slice_of(text), mode,
	                 "rules.csv", 7, "pattern", &pattern, &err),
	    GR_OK, "%s", err.message);
	return pattern;
}

static bool matches(struct gr_pattern *pattern, const char *text)
{
	bool matched = false;

	cr_assert_eq(gr_pattern_match(pattern, gr_slice_of(text), 0, &matched,
	                 &err),
	    GR_OK, "%s", err.message);
	return matched;
}

static void expect_group(struct gr_pattern *pattern, const char *name,
    const char *want)
{
	unsigned n = gr_pattern_group_number(pattern, gr_slice_of(name));
	struct gr_slice got;

	cr_assert_gt(n, 0);
	got = gr_pattern_group(pattern, n);
	cr_expect(gr_slice_eq(got, gr_slice_of(want)), "%s is '%.*s'", name,
	    GR_ARG(got));
}

Test(pattern, whole_mode_matches_the_text_from_end_to_end)
{
	struct gr_pattern *p = compiled("是|有", GR_PATTERN_WHOLE);

	cr_expect(matches(p, "是"));
	cr_expect(matches(p, "有"));
	cr_expect_not(matches(p, "是的"));
	cr_expect_not(matches(p, "不是"));
	cr_expect_not(matches(p, "是\n"));
	cr_expect_not(matches(p, ""));
}

Test(pattern, part_mode_finds_the_next_part_from_a_byte_on)
{
	struct gr_pattern *p = compiled("[0-9]+", GR_PATTERN_PART);
	bool matched;

	cr_assert(matches(p, "ab12cd345"));
	cr_expect(gr_slice_eq(gr_pattern_group(p, 0), GR_S("12")));
	cr_assert_eq(gr_pattern_match(p, GR_S("ab12cd345"), 4, &matched, &err),
	    GR_OK);
	cr_assert(matched);
	cr_expect(gr_slice_eq(gr_pattern_group(p, 0), GR_S("345")));
}

Test(pattern, named_groups_are_parts_of_the_text)
{
	struct gr_pattern *p = compiled("(?<n>\\d+)(年|月)?(?<u>户|人)?",
	    GR_PATTERN_WHOLE);

	cr_assert(matches(p, "1200户"));
	expect_group(p, "n", "1200");
	expect_group(p, "u", "户");
	cr_assert(matches(p, "1200"));
	expect_group(p, "u", "");
	cr_expect_eq(gr_pattern_group_number(p, GR_S("x")), 0);
	cr_expect_eq(gr_pattern_group_number(p, GR_S("")), 0);
}

Test(pattern, a_pattern_that_does_not_compile_names_its_place)
{
	struct gr_pattern *p;

	cr_assert_eq(gr_pattern_compile(set, GR_S("a(b"), GR_PATTERN_WHOLE,
	                 "rules.csv", 7, "pattern", &p, &err),
	    GR_EUSAGE);
	cr_expect_str_eq(err.source, "rules.csv");
	cr_expect_eq(err.line, 7);
	cr_expect_str_eq(err.column, "pattern");
	cr_expect_not_null(strstr(err.message, "byte 4"));
	cr_assert_eq(gr_pattern_compile(set, GR_S("\xff"), GR_PATTERN_WHOLE,
	                 "rules.csv", 7, "pattern", &p, &err),
	    GR_EUSAGE);
}

Test(pattern, too_many_groups_are_refused)
{
	char buffer[1024] = "";
	struct gr_pattern *p;

	for (unsigned i = 0; i < GR_PATTERN_GROUPS; i++)
		snprintf(buffer + strlen(buffer), 16, "(?<g%u>a)?", i);
	cr_expect_eq(gr_pattern_compile(set, gr_slice_of(buffer),
	                 GR_PATTERN_WHOLE, "rules.csv", 7, "pattern", &p, &err),
	    GR_EUSAGE);
}

static void expect_undecided(const char *text)
{
	struct gr_pattern *p = compiled(text, GR_PATTERN_WHOLE);
	bool matched;

	cr_expect_eq(gr_pattern_match(p,
	                 GR_S("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"), 0,
	                 &matched, &err),
	    GR_EUSAGE, "%s was decided", text);
	cr_expect_str_eq(err.source, "rules.csv");
	cr_expect_eq(err.line, 7);
	cr_expect_str_eq(err.column, "pattern");
	cr_expect_not_null(strstr(err.message, "aaaaaaaa"));
}

Test(pattern, a_limit_reached_is_an_error_and_not_a_miss)
{
	expect_undecided("(?:a+)+");
	expect_undecided("^(a+)+$");
	expect_undecided("(a|aa)+");
	expect_undecided("(a*)*[cd]");
}

Test(pattern, the_limit_holds_without_machine_code_too)
{
	teardown();
	cr_assert_eq(gr_patterns_new(false, &set, &err), GR_OK);
	expect_undecided("(?:a+)+");
}

Test(pattern, endless_recursion_ends_as_an_error)
{
	struct gr_pattern *p = compiled("(?<x>(a|b(?&x)c)*)(?&x)[de]",
	    GR_PATTERN_WHOLE);
	char *text = malloc(100000);
	bool matched;

	cr_assert_not_null(text);
	memset(text, 'b', 100000);
	cr_expect_eq(gr_pattern_match(p, gr_slice_make(text, 100000), 0,
	                 &matched, &err),
	    GR_EUSAGE);
	free(text);
}

Test(pattern, text_that_is_not_utf8_is_bad_data)
{
	struct gr_pattern *p = compiled(".*", GR_PATTERN_WHOLE);
	bool matched;

	cr_expect_eq(gr_pattern_match(p, GR_S("\xe4\xb8"), 0, &matched, &err),
	    GR_EDATA);
}
