/* name_words.h: the table names.csv is read, or refused at its line. */
#include "register/name_words.h"
#include <criterion/criterion.h>

#include "kept.h"

static struct gr_name_words words;

TestSuite(name_words, .init = kept_open, .fini = kept_close);

static enum gr_status read_text(const char *text)
{
	scratch_text("names.csv", text);
	return gr_name_words_read(keep, scratch_folder, &words, &err);
}

static void expect_refused(const char *text, const char *sentence)
{
	kept_refusal(read_text(text), text, sentence);
}

Test(name_words, is_an_optional_table)
{
	cr_assert_eq(gr_name_words_read(keep, scratch_folder, &words, &err),
	    GR_OK);
	for (size_t k = 0; k < GR_WORDS; k++)
		cr_expect_eq(words.n[k], 0);
	cr_expect_eq(
	    gr_name_words_suffix(&words, GR_WORD_COMMITTEE, GR_S("x社区")).len,
	    0);
}

Test(name_words, takes_the_longest_word_first)
{
	cr_assert_eq(
	    read_text("kind,word\ncommittee,社区\n"
	              "committee,社区居委会\ncounty,社区\ncommittee,居委会\n"),
	    GR_OK);
	cr_expect(gr_slice_eq(gr_name_words_suffix(&words, GR_WORD_COMMITTEE,
	                          GR_S("a社区居委会")),
	    GR_S("社区居委会")));
	cr_expect(gr_slice_eq(gr_name_words_suffix(&words, GR_WORD_COUNTY,
	                          GR_S("a社区")),
	    GR_S("社区")));
	cr_expect_eq(gr_name_words_suffix(&words, GR_WORD_COUNTY,
	                 GR_S("a社区居委会"))
	                 .len,
	    0);
}

Test(name_words, finds_a_word_anywhere)
{
	cr_assert_eq(read_text("kind,word,note\ntest,测试,x\n"), GR_OK);
	cr_expect(
	    gr_name_words_contain(&words, GR_WORD_TEST, GR_S("一测试社区")));
	cr_expect(!gr_name_words_contain(&words, GR_WORD_TEST, GR_S("测 试")));
}

Test(name_words, knows_codes_outside_by_their_last_digits)
{
	cr_assert_eq(read_text("kind,word\noutside_code,200-399\n"
	                       "outside_code,590-598\n"),
	    GR_OK);
	cr_expect(gr_code_is_outside(&words, GR_S("230102001200")));
	cr_expect(gr_code_is_outside(&words, GR_S("230102001399")));
	cr_expect(gr_code_is_outside(&words, GR_S("230102001598")));
	cr_expect(!gr_code_is_outside(&words, GR_S("230102001400")));
	cr_expect(!gr_code_is_outside(&words, GR_S("230102200001")));
	cr_expect(!gr_code_is_outside(&words, GR_S("300")), "all tail");
	cr_expect(!gr_code_is_outside(&words, GR_S("23010200120x")));
}

Test(name_words, names_the_place_of_what_is_wrong)
{
	expect_refused("kind,word\nsuffix,社区\n",
	    "names.csv:2: kind: there is no kind 'suffix'");
	expect_refused("kind,word\ncommittee,\n",
	    "names.csv:2: word: the word is empty");
	expect_refused("kind,word\ncommittee,a\ncounty,a\ncommittee,ａ\n",
	    "names.csv:4: word: this word is in line 2 too");
	expect_refused("kind,word\noutside_code,399-200\n",
	    "names.csv:2: word: '399-200' is not a range like 200-399");
	expect_refused("kind,word\noutside_code,20-399\n",
	    "names.csv:2: word: '20-399' is not a range like 200-399");
	expect_refused("kind,words\na,b\n",
	    "names.csv:1: word: this column is missing");
}
