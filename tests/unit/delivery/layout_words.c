/* layout_words.h: the words by which tables are laid out are read, or refused.
 */
#include "kept.h"

#include "delivery/layout_words.h"

static struct gr_layout_words words;

TestSuite(layout_words, .init = kept_open, .fini = kept_close);

Test(layout_words, words_are_folded_and_found_by_kind)
{
	scratch_text("layout.csv",
	    "key,word,note\ntotal,合 计,\ntotal,总计,x\n"
	    "footnote,注：,\nfootnote,注,\nplace_end,区,\ncity_prefix,4,\n");
	cr_assert_eq(gr_layout_words_read(keep, scratch_folder, &words, &err),
	    GR_OK, "%s", err.message);
	cr_assert_eq(words.n[GR_LAYOUT_WORD_TOTAL], 2);
	cr_assert_gt(
	    gr_layout_words_is(&words, GR_LAYOUT_WORD_TOTAL, GR_S("合计")).len,
	    0);
	cr_assert_eq(
	    gr_layout_words_is(&words, GR_LAYOUT_WORD_TOTAL, GR_S("合计x")).len,
	    0);
	cr_assert_eq(gr_layout_words_is(&words, GR_LAYOUT_WORD_SUBTOTAL,
	                 GR_S("合计"))
	                 .len,
	    0);
	cr_assert_eq(gr_layout_words_begins(&words, GR_LAYOUT_WORD_FOOTNOTE,
	                 GR_S("注:1"))
	                 .len,
	    4, "the longest");
	cr_assert_gt(gr_layout_words_ends(&words, GR_LAYOUT_WORD_PLACE_END,
	                 GR_S("道里区"))
	                 .len,
	    0);
	cr_assert_eq(words.prefix[0], 4);
	cr_assert_eq(words.prefix[1], 0);
}

Test(layout_words, without_the_table_there_are_no_words)
{
	cr_assert_eq(gr_layout_words_read(keep, scratch_folder, &words, &err),
	    GR_OK);
	for (size_t i = 0; i < GR_LAYOUT_WORDS; i++)
		cr_assert_eq(words.n[i], 0);
}

/* The last line of `text` is refused. */
static void assert_refuses(const char *text, const char *said)
{
	uint64_t lines = 0;

	for (const char *c = text; *c != '\0'; c++)
		lines += *c == '\n';
	scratch_text("layout.csv", text);
	cr_assert_eq(gr_layout_words_read(keep, scratch_folder, &words, &err),
	    GR_EUSAGE);
	cr_assert_not_null(strstr(err.message, said), "%s", err.message);
	cr_assert_eq(err.line, lines);
}

Test(layout_words, wrong_lines_are_named)
{
	assert_refuses("key,word\ntotals,x\n", "'totals' is no key");
	assert_refuses("key,word\ntotal,　\n", "is empty");
	assert_refuses("key,word\ntotal,all\nsubtotal,all\ntotal, all \n",
	    "'all' is given twice");
	assert_refuses("key,word\ncity_prefix,4\ncity_prefix,5\n",
	    "'city_prefix' is given twice");
	assert_refuses("key,word\ncity_prefix,four\n", "'four' is no number");
	assert_refuses("key,word\ncity_prefix,0\n", "is no number");
}
