/* outline.h: a pattern that is read is one that PCRE2 compiles, with the same
 * groups. */
#include "text/outline.h"
#include <criterion/criterion.h>

#include "patterns.h"
#include "text/pattern.h"

static struct gr_outlines *outlines;
static struct gr_patterns *checked;
static struct gr_err err;
static uint32_t number;

static void setup(void)
{
	outlines = gr_outlines_new();
	cr_assert_not_null(outlines);
	cr_assert_eq(gr_patterns_new(false, &checked, &err), GR_OK);
}

static void teardown(void)
{
	gr_outlines_free(outlines);
	gr_patterns_free(checked);
}

TestSuite(outline, .init = setup, .fini = teardown);

static struct gr_outline outline_of(struct gr_slice text)
{
	struct gr_outline out;

	cr_assert(gr_outline_read(outlines, text, true, number++, &out));
	return out;
}

/* Whether it is read; then PCRE2 must agree. */
static bool is_read(struct gr_slice text)
{
	struct gr_outline out = outline_of(text);
	struct gr_pattern *pattern;

	if (!out.is_read)
		return false;
	cr_assert_eq(gr_pattern_compile(checked, text, GR_PATTERN_WHOLE, "t", 1,
	                 "pattern", &pattern, &err),
	    GR_OK, "'%.*s' is read, but %s", GR_ARG(text), err.message);
	for (unsigned i = 0; i < out.groups; i++)
		cr_expect_eq(gr_pattern_group_number(pattern,
		                 gr_slice_make(text.ptr + out.group[i].at,
		                     out.group[i].bytes)),
		    i + 1);
	return true;
}

Test(outline, what_tables_have_is_read)
{
	for (size_t i = 0; strcmp(some_patterns[i], "(a") != 0; i++)
		cr_expect(is_read(gr_slice_of(some_patterns[i])), "%s",
		    some_patterns[i]);
}

Test(outline, what_is_wrong_or_rare_is_not)
{
	size_t i = 0;

	while (strcmp(some_patterns[i], "(a") != 0)
		i++;
	for (; i < SOME_PATTERNS; i++)
		if (strcmp(some_patterns[i], "\\bA") != 0)
			cr_expect_not(is_read(gr_slice_of(some_patterns[i])),
			    "%s", some_patterns[i]);
}

/* One byte is taken out, put in or doubled, again and again. */
static struct gr_slice changed(char *to, size_t room, const char *from)
{
	static const char put[] = "()[]{}|*+?\\^$.-,<>=!:dxk0129aZ&";
	size_t len = strlen(from);

	memcpy(to, from, len);
	for (size_t n = patterns_draw(4); n > 0 && len > 0 && len < room; n--) {
		size_t at = patterns_draw(len);

		if (patterns_draw(2) == 0) {
			memmove(to + at, to + at + 1, len - at - 1);
			len--;
		} else {
			memmove(to + at + 1, to + at, len - at);
			to[at] = put[patterns_draw(sizeof put - 1)];
			len++;
		}
	}
	return gr_slice_make(to, len);
}

Test(outline, what_is_read_of_a_changed_pattern_still_compiles)
{
	size_t read = 0;

	for (size_t i = 0; i < 20000; i++) {
		char text[512];

		read += is_read(changed(text, sizeof text,
		    some_patterns[patterns_draw(SOME_PATTERNS)]));
	}
	cr_expect_gt(read, 4000);
}

Test(outline, a_pattern_without_end_is_not_read)
{
	static char deep[200], wide[GR_OUTLINE_TEXT + 2];

	memset(deep, '(', 99);
	memset(deep + 99, ')', 99);
	cr_expect_not(is_read(gr_slice_make(deep, 198)));
	memset(wide, 'a', sizeof wide);
	cr_expect_not(is_read(gr_slice_make(wide, sizeof wide)));
	cr_expect_not(is_read(GR_S("((a{100}){100}){100}")));
}

Test(outline, it_is_known_what_is_exact_and_one_group)
{
	cr_expect(outline_of(GR_S("(?<n>\\d{1,18})")).is_exact);
	cr_expect(outline_of(GR_S("(?<n>\\d{1,18})")).is_one_group);
	cr_expect(outline_of(GR_S("(?<n>(a|b)+)")).is_one_group);
	cr_expect_not(outline_of(GR_S("(?<n>\\d+)a?")).is_one_group);
	cr_expect_not(outline_of(GR_S("(?<n>\\d)+")).is_one_group);
	cr_expect_not(outline_of(GR_S("(?<n>\\d)|a")).is_one_group);
	cr_expect_not(outline_of(GR_S("a|(?<n>\\d)")).is_one_group);
	cr_expect_not(outline_of(GR_S("((?<n>\\d))")).is_one_group);
	cr_expect_not(outline_of(GR_S("\\d++")).is_exact);
	cr_expect_not(outline_of(GR_S("a(?!b)")).is_exact);
	cr_expect_not(outline_of(GR_S("a.")).is_exact);
	cr_expect_not(outline_of(GR_S("(?<a>b)\\k<a>")).is_exact);
}
