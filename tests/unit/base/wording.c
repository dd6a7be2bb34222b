/* wording.h: words are formatted as vsnprintf formats them, within their room.
 */
#include "base/wording.h"
#include "base/err.h"
#include "base/wording_table.h"
#include <criterion/criterion.h>

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Without a catalogue the words must be what vsnprintf makes of them. */
static void expect_same(const char *format, ...) GR_PRINTF(1, 2);

static void expect_same(const char *format, ...)
{
	char want[200], got[200];
	va_list args;

	va_start(args, format);
	vsnprintf(want, sizeof want, format, args);
	va_end(args);
	va_start(args, format);
	gr_wording_vformat(got, sizeof got, format, args);
	va_end(args);
	cr_expect_str_eq(got, want, "%s", format);
}

Test(wording, formats_like_the_library_does)
{
	expect_same("no argument, 100%%");
	expect_same("%s and %.*s.", "one", 3, "twofold");
	expect_same("%d %i %u %x %c", -1, INT32_MIN, UINT32_MAX, 0xbeef, 'c');
	expect_same("byte %" PRIu64 " (0x%02X): %s", UINT64_MAX, 7, "why");
	expect_same("%" PRId64 " %lld %llu", INT64_MIN, -2LL, 3ULL);
	expect_same("%zu of %ju", SIZE_MAX, UINTMAX_MAX);
	expect_same("%5d|%-5d|%05d|%+d", 1, 2, 3, 4);
	expect_same("%8s|%-8s|", "right", "left");
	expect_same("%s", "");
}

Test(wording, ends_within_its_room)
{
	struct gr_err err;

	gr_err_set(&err, GR_EDATA, "%s", "0123456789");
	cr_expect_str_eq(err.words, err.message);
	for (int i = 0; i < GR_ERR_MESSAGE_MAX; i++)
		gr_err_add(&err, "%s", "ab");
	cr_expect_eq(strlen(err.words), GR_ERR_MESSAGE_MAX - 1);
	cr_expect_str_eq(err.words, err.message);
}

Test(wording, has_nothing_else_for_the_empty_text)
{
	cr_expect_str_eq(gr_wording(""), "");
}

Test(wording, every_table_is_in_order_and_whole)
{
	cr_assert_not_null(gr_wording_languages[0].name);
	for (const struct gr_wording_language *l = gr_wording_languages;
	     l->name != NULL; l++) {
		cr_expect_gt(l->n, 100u);
		for (size_t i = 0; i < l->n; i++) {
			cr_expect_gt(strlen(l->pair[i].translation), 0u);
			cr_expect(i == 0
			        || strcmp(l->pair[i - 1].text, l->pair[i].text)
			            < 0,
			    "%s", l->pair[i].text);
		}
	}
}

Test(wording, every_text_is_found_in_the_language_that_was_chosen)
{
	const struct gr_wording_language *l = gr_wording_languages;

	gr_wording_choose(l->name);
	for (size_t i = 0; i < l->n; i++)
		cr_expect_str_eq(gr_wording(l->pair[i].text),
		    l->pair[i].translation);
	cr_expect_str_eq(gr_wording("no text of ours"), "no text of ours");
	cr_expect_str_eq(gr_wording(""), "");
	gr_wording_choose("en");
	cr_expect_str_eq(gr_wording(l->pair[0].text), l->pair[0].text);
}

Test(wording, languages_go_by_their_names)
{
	static const char *const chinese[] = { "zh", "zh_CN", "zh_CN.UTF-8",
		"zh_TW.Big5", "zh@x" };
	static const char *const others[] = { "", "C", "C.UTF-8", "z", "zhx",
		"zhx_CN", "en_GB", "_CN" };

	for (size_t i = 0; i < sizeof chinese / sizeof *chinese; i++) {
		gr_wording_choose(chinese[i]);
		cr_expect(gr_wording_is_chinese(), "%s", chinese[i]);
	}
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		gr_wording_choose(others[i]);
		cr_expect_not(gr_wording_is_chinese(), "%s", others[i]);
	}
}

Test(wording, is_had_in_a_named_language_whatever_the_readers)
{
	static const char *const readers[] = { "C", "zh_CN", "en_GB" };
	const char *text = GR_WORDS("the delivery is gone");

	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
		gr_wording_choose(readers[i]);
		cr_expect_str_eq(gr_wording_in(true, text), "原文件已不在");
		cr_expect_str_eq(gr_wording_in(false, text), text);
	}
}

Test(wording, is_english_where_nothing_is_translated)
{
	cr_expect_str_eq(gr_wording_in(true, "no text of ours"),
	    "no text of ours");
	cr_expect_str_eq(gr_wording_in(true, "no context\004status"), "status");
	cr_expect_str_eq(gr_wording_in(true, ""), "");
	cr_expect_str_eq(gr_wording_in(false, ""), "");
}

Test(wording, goes_by_its_context)
{
	const char *status = GR_WORDS_AS("status", "attained");

	cr_expect_str_eq(gr_wording_in(true, status), "达到创建要求");
	cr_expect_str_eq(gr_wording_in(false, status), "attained");
	cr_expect_str_eq(gr_wording_in(true, GR_WORDS_AS("column", "status")),
	    "结论");
	cr_expect_str_eq(gr_wording_in(true,
	                     GR_WORDS_AS("column", "county_name")),
	    "县（市、区）");
	/* as a name it stays what it is, and another context is another word */
	cr_expect_str_eq(gr_wording_in(true, "attained"), "attained");
	cr_expect_str_eq(gr_wording_in(true, "column\004attained"), "attained");
}

Test(wording, leaves_names_in_data_as_they_are)
{
	gr_wording_choose("zh");
	cr_expect_str_eq(gr_wording("status"), "status");
	cr_expect_str_eq(gr_wording("attained"), "attained");
	cr_expect_str_eq(gr_wording("criteria"), "criteria");
	cr_expect_str_eq(gr_wording("a\004b"), "a\004b");
}
