/* unit_name.h: names are told apart, and alike, as people write them. */
#include "register/unit_name.h"
#include "register/name_words.h"
#include <criterion/criterion.h>

static const struct gr_slice committee[] = {
	{ "社区居民委员会", 21 },
	{ "社区居委会", 15 },
	{ "居委会", 9 },
	{ "社区", 6 },
};
static const struct gr_slice county[] = { { "区", 3 }, { "县", 3 } };
static const struct gr_slice street[] = { { "街道", 6 }, { "镇", 3 } };
static const struct gr_slice office[] = { { "办事处", 9 } };
static const struct gr_slice former[] = { { "曾用名", 9 }, { "原", 3 } };

static struct gr_name_words words = {
	.word = {
		[GR_WORD_COMMITTEE] = committee, [GR_WORD_COUNTY] = county,
		[GR_WORD_STREET] = street, [GR_WORD_OFFICE] = office,
		[GR_WORD_FORMER] = former,
	},
	.n = {
		[GR_WORD_COMMITTEE] = 4, [GR_WORD_COUNTY] = 2,
		[GR_WORD_STREET] = 2, [GR_WORD_OFFICE] = 1,
		[GR_WORD_FORMER] = 2,
	},
};

static struct gr_arena *keep;

static void set_up(void)
{
	struct gr_err err;

	keep = gr_arena_new();
	cr_assert_not_null(keep);
	cr_assert_eq(gr_name_words_settle(keep, &words, &err), GR_OK);
}

static void tear_down(void)
{
	gr_arena_free(keep);
}

TestSuite(unit_name, .init = set_up, .fini = tear_down);

static const struct gr_parents parents = { { { "黑龙江省", 12 },
    { "哈尔滨市", 12 }, { "道里区", 9 }, { "兆麟街道", 12 } } };

static void expect_fold(const char *raw, const char *want)
{
	struct gr_buf buf = { 0 };

	gr_name_fold(&buf, gr_slice_of(raw));
	cr_expect(gr_slice_eq(gr_buf_slice(&buf), gr_slice_of(want)),
	    "'%s' became '%.*s'", raw, GR_ARG(gr_buf_slice(&buf)));
	gr_buf_free(&buf);
}

Test(unit_name, folds_widths_brackets_and_blanks)
{
	expect_fold("１７９社区", "179社区");
	expect_fold("Ａｂ", "Ab");
	expect_fold("开发区（城北新区）社区", "开发区(城北新区)社区");
	expect_fold("a【b】〔c〕[d]", "a(b)(c)(d)");
	expect_fold("\xe3\x80\x80省 \xc2\xa0 报\xe2\x80\x8b社 ", "省 报 社");
	expect_fold(" \xee\x97\xa5 ", "");
	expect_fold("", "");
}

static void expect_stem(const char *name, const char *want)
{
	struct gr_slice got = gr_name_stem(&words, gr_slice_of(name));

	cr_expect(gr_slice_eq(got, gr_slice_of(want)), "%s: %.*s", name,
	    GR_ARG(got));
}

Test(unit_name, strips_one_committee_suffix_the_longest)
{
	expect_stem("省报社社区居委会", "省报社");
	expect_stem("省报社社区居民委员会", "省报社");
	expect_stem("省报社社区", "省报社");
	expect_stem("省报社", "省报社");
	expect_stem("社区社区", "社区");
	expect_stem("社区居委会", "社区居委会");
	expect_stem("省报社 社区", "省报社");
	expect_stem("", "");
}

Test(unit_name, compares_places_but_for_one_word_at_the_end)
{
	cr_expect(gr_place_agrees(&words, GR_WORD_COUNTY, GR_S("道里"),
	    GR_S("道里区")));
	cr_expect(gr_place_agrees(&words, GR_WORD_COUNTY, GR_S("道里区"),
	    GR_S("道里")));
	cr_expect(!gr_place_agrees(&words, GR_WORD_COUNTY, GR_S("道里县"),
	    GR_S("道里区")));
	cr_expect(
	    !gr_place_agrees(&words, GR_WORD_COUNTY, GR_S(""), GR_S("区")));
	cr_expect(gr_place_agrees(&words, GR_WORD_STREET,
	    GR_S("兆麟街道办事处"), GR_S("兆麟街道")));
	cr_expect(gr_place_agrees(&words, GR_WORD_STREET, GR_S("兆麟办事处"),
	    GR_S("兆麟街道")));
	cr_expect(!gr_place_agrees(&words, GR_WORD_STREET, GR_S("兆麟镇"),
	    GR_S("兆麟街道")));
}

static void expect_form(unsigned forms, const char *name, const char *want)
{
	struct gr_buf buf = { 0 };
	bool is = gr_name_take_back(&words, forms, &parents, gr_slice_of(name),
	    &buf);

	cr_expect_eq(is, want != NULL, "%s", name);
	if (is && want)
		cr_expect(gr_slice_eq(gr_buf_slice(&buf), gr_slice_of(want)),
		    "'%s' became '%.*s'", name, GR_ARG(gr_buf_slice(&buf)));
	gr_buf_free(&buf);
}

Test(unit_name, takes_back_serial_numbers_with_their_mark_only)
{
	expect_form(GR_FORM_SERIAL, "12、兆麟社区", "兆麟社区");
	expect_form(GR_FORM_SERIAL, "1. 兆麟社区", "兆麟社区");
	expect_form(GR_FORM_SERIAL, "(一)兆麟社区", "兆麟社区");
	expect_form(GR_FORM_SERIAL, "(3) 兆麟社区", "兆麟社区");
	expect_form(GR_FORM_SERIAL, "十二、兆麟社区", "兆麟社区");
	expect_form(GR_FORM_SERIAL, "①兆麟社区", "兆麟社区");
	expect_form(GR_FORM_SERIAL, "⒓兆麟社区", "兆麟社区");
	expect_form(GR_FORM_SERIAL, "㈡ 兆麟社区", "兆麟社区");
	expect_form(GR_FORM_SERIAL, "3:兆麟社区", "兆麟社区");
	expect_form(GR_FORM_SERIAL, "04-兆麟社区", "兆麟社区");
	expect_form(GR_FORM_SERIAL, "①", NULL);
	expect_form(GR_FORM_SERIAL, "179社区", NULL);
	expect_form(GR_FORM_SERIAL, "三姓社区", NULL);
	expect_form(GR_FORM_SERIAL, "12、", NULL);
	expect_form(GR_FORM_SERIAL, "()社区", NULL);
	expect_form(GR_FORM_SERIAL, "、社区", NULL);
	expect_form(GR_FORM_SERIAL, "", NULL);
}

Test(unit_name, takes_back_blanks_between_characters)
{
	expect_form(GR_FORM_SPACES, "省 报 社", "省报社");
	expect_form(GR_FORM_SPACES, "省报社", NULL);
}

Test(unit_name, takes_back_former_names_and_no_other_brackets)
{
	expect_form(GR_FORM_FORMER, "省报社社区(原兆麟社区)", "省报社社区");
	expect_form(GR_FORM_FORMER, "省报社(曾用名:a)社区", "省报社社区");
	expect_form(GR_FORM_FORMER, "开发区(城北新区)社区(原b)",
	    "开发区(城北新区)社区");
	expect_form(GR_FORM_FORMER, "开发区(城北新区)社区", NULL);
	expect_form(GR_FORM_FORMER, "a(原b", NULL);
	expect_form(GR_FORM_FORMER, "a)(原b", NULL);
	expect_form(GR_FORM_FORMER, "(原b)", NULL);
}

Test(unit_name, takes_back_parents_from_the_outermost_in)
{
	expect_form(GR_FORM_PARENT, "兆麟街道省报社社区", "省报社社区");
	expect_form(GR_FORM_PARENT, "兆麟街道办事处省报社社区", "省报社社区");
	expect_form(GR_FORM_PARENT, "黑龙江省哈尔滨市道里区兆麟街道省报社",
	    "省报社");
	expect_form(GR_FORM_PARENT, "道里区 兆麟街道 省报社", "省报社");
	expect_form(GR_FORM_PARENT, "兆麟街道道里区省报社", "道里区省报社");
	expect_form(GR_FORM_PARENT, "兆麟社区", NULL);
	expect_form(GR_FORM_PARENT, "兆麟街道", NULL);
}

Test(unit_name, takes_back_several_forms_only_if_each_is_there)
{
	expect_form(GR_FORM_SPACES | GR_FORM_PARENT, "道里区省 报 社",
	    "省报社");
	expect_form(GR_FORM_SPACES | GR_FORM_PARENT, "道里区省报社", NULL);
	expect_form(GR_FORMS - 1, "1、道里区省 报社(原a)", "省报社");
	expect_form(0, "省报社", "省报社");
}

Test(unit_name, counts_characters_that_differ)
{
	cr_expect_eq(gr_name_distance(GR_S("沿江"), GR_S("沿红"), 3), 1);
	cr_expect_eq(gr_name_distance(GR_S("沿江"), GR_S("沿江"), 0), 0);
	cr_expect_eq(gr_name_distance(GR_S("江"), GR_S("沿江新"), 3), 2);
	cr_expect_eq(gr_name_distance(GR_S(""), GR_S("沿江"), 3), 2);
	cr_expect_eq(gr_name_distance(GR_S("kitten"), GR_S("sitting"), 9), 3);
	cr_expect_eq(gr_name_distance(GR_S("sitting"), GR_S("kitten"), 9), 3);
	cr_expect_eq(gr_name_distance(GR_S("沿江"), GR_S("和平"), 1), SIZE_MAX);
	cr_expect_eq(gr_name_distance(GR_S("a"), GR_S("abcdef"), 2), SIZE_MAX);

	char longer[200];
	memset(longer, 'a', sizeof(longer));
	cr_expect_eq(gr_name_distance(gr_slice_make(longer, 200),
	                 gr_slice_make(longer, 200), 3),
	    SIZE_MAX);
	cr_expect_eq(gr_name_distance(gr_slice_make(longer, 63),
	                 gr_slice_make(longer, 62), 3),
	    1);
}

Test(unit_name, a_street_may_begin_with_the_regions_own_name)
{
	const struct gr_parents forest = { { { "黑龙江省", 12 },
	    { "绥化市", 9 }, { "绥棱县", 9 }, { "黑龙江省绥棱林业局", 27 } } };

	cr_expect(gr_slice_eq(gr_name_after_parents(&words, &forest,
	                          GR_S("黑龙江省绥棱林业局创业社区")),
	    GR_S("创业社区")));
	cr_expect(gr_slice_eq(gr_name_after_parents(&words, &forest,
	                          GR_S("黑龙江省绥化市创业社区")),
	    GR_S("创业社区")));
}
