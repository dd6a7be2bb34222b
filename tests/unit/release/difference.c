/* difference.h: a difference is blamed on what caused it, and on nothing else.
 */
#include <criterion/criterion.h>

#include "release/difference_internal.h"

static struct gr_arena *keep;
static struct gr_release old, new;
static struct gr_difference_causes causes;
static struct gr_difference_cause cause;
static struct gr_err err;

#define ITEM(name, mark) \
	{ \
		{ name, sizeof(name) - 1 }, \
		{ \
			mark, 1 \
		} \
	}

static const struct gr_manifest_item inputs[] = {
	ITEM("answers/a.csv", "1"),
	ITEM("filings.csv", "1"),
	ITEM("inbox/2020/a.csv", "1"),
	ITEM("inbox/2021/a.csv", "1"),
	ITEM("inbox/2021/b.csv", "1"),
	ITEM("inbox/2022/a.csv", "1"),
	ITEM("register.csv", "1"),
};
static const struct gr_manifest_item rules_1[] = { ITEM("rules.csv", "1") };
static const struct gr_manifest_item rules_2[] = { ITEM("rules.csv", "2") };

static struct gr_manifest_item changed[7];

static void setup(void)
{
	keep = gr_arena_new();
	cr_assert_not_null(keep);
	memcpy(changed, inputs, sizeof(changed));
	old = (struct gr_release){ .manifest = { .as_of = GR_S("2021-11-15"),
		                       .item = { inputs, rules_1 },
		                       .n = { 7, 1 } } };
	new = (struct gr_release){ .manifest = { .as_of = GR_S("2021-11-15"),
		                       .item = { changed, rules_1 },
		                       .n = { 7, 1 } } };
}

static void teardown(void)
{
	gr_arena_free(keep);
}

TestSuite(difference, .init = setup, .fini = teardown);

static void change(const char *name)
{
	for (size_t i = 0; i < 7; i++)
		if (gr_slice_eq(changed[i].name, gr_slice_of(name)))
			changed[i].mark = GR_S("2");
}

/* Who is blamed for something in `wave` that stands in `src` (NULL: a
 * figure). */
static void expect(const char *wave, const char *src, bool filings,
    const char *kinds, const char *names)
{
	struct gr_slice one = gr_slice_of(src);

	cr_assert_eq(gr_difference_causes_find(keep, &old, &new, &causes, &err),
	    GR_OK);
	cr_assert_eq(gr_difference_causes_of(&causes, gr_slice_of(wave), &one,
	                 src != NULL, filings, &cause, &err),
	    GR_OK);
	cr_assert(gr_slice_eq(cause.kinds, gr_slice_of(kinds)), "%.*s",
	    GR_ARG(cause.kinds));
	cr_assert(gr_slice_eq(cause.names, gr_slice_of(names)), "%.*s",
	    GR_ARG(cause.names));
}

Test(difference, without_a_change_there_is_no_cause)
{
	expect("2021", NULL, true, "unexplained", "");
}

Test(difference, its_own_delivery_and_no_other_is_blamed)
{
	change("inbox/2021/a.csv");
	change("inbox/2021/b.csv");
	expect("2021", "inbox/2021/a.csv", false, "data", "inbox/2021/a.csv");
	expect("2021", NULL, false, "data",
	    "inbox/2021/a.csv;inbox/2021/b.csv");
}

Test(difference, another_delivery_is_blamed_if_its_own_has_not_changed)
{
	change("inbox/2021/b.csv");
	expect("2021", "inbox/2021/a.csv", false, "data", "inbox/2021/b.csv");
}

Test(difference, an_earlier_wave_may_be_the_cause_a_later_one_never)
{
	change("inbox/2020/a.csv");
	change("inbox/2022/a.csv");
	expect("2021", NULL, false, "data", "inbox/2020/a.csv");
	expect("2020", NULL, false, "data", "inbox/2020/a.csv");
	expect("", NULL, false, "data", "inbox/2020/a.csv;inbox/2022/a.csv");
}

Test(difference, register_and_answers_concern_all_filings_milestones_only)
{
	change("register.csv");
	change("answers/a.csv");
	change("filings.csv");
	expect("2021", NULL, false, "data", "answers/a.csv;register.csv");
	expect("", NULL, true, "data",
	    "answers/a.csv;filings.csv;register.csv");
}

Test(difference, a_delivery_that_is_new_or_gone_has_changed)
{
	new.manifest.n[GR_MANIFEST_INPUTS] = 5;
	expect("2022", NULL, false, "data", "inbox/2022/a.csv;register.csv");
	new.manifest.n[GR_MANIFEST_INPUTS] = 7;
	old.manifest.n[GR_MANIFEST_INPUTS] = 6;
	expect("2022", NULL, false, "data", "register.csv");
}

Test(difference, several_causes_are_all_named)
{
	change("inbox/2021/a.csv");
	new.manifest.item[GR_MANIFEST_TABLES] = rules_2;
	new.manifest.as_of = GR_S("2021-11-16");
	expect("2021", NULL, false, "data;tables;as_of",
	    "inbox/2021/a.csv;rules.csv");
}
