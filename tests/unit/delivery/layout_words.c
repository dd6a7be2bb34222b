/* Tests of layout_words.h: the words by which tables are laid out. */
#include "kept.h"

#include "delivery/layout_words.h"

static struct gr_customs customs;

TestSuite(customs, .init = kept_open, .fini = kept_close);

Test(customs, words_are_folded_and_found_by_kind)
{
	scratch_text("layout.csv",
	    "key,word,note\ntotal,合 计,\ntotal,总计,x\n"
	    "footnote,注：,\nfootnote,注,\nplace_end,区,\ncity_prefix,4,\n");
	cr_assert_eq(gr_customs_read(keep, scratch_folder, &customs, &err),
	    GR_OK, "%s", err.message);
	cr_assert_eq(customs.n[GR_CUSTOM_TOTAL], 2);
	cr_assert_gt(gr_customs_is(&customs, GR_CUSTOM_TOTAL, GR_S("合计")).len,
	    0);
	cr_assert_eq(
	    gr_customs_is(&customs, GR_CUSTOM_TOTAL, GR_S("合计x")).len, 0);
	cr_assert_eq(
	    gr_customs_is(&customs, GR_CUSTOM_SUBTOTAL, GR_S("合计")).len, 0);
	cr_assert_eq(
	    gr_customs_begins(&customs, GR_CUSTOM_FOOTNOTE, GR_S("注:1")).len,
	    4, "the longest");
	cr_assert_gt(
	    gr_customs_ends(&customs, GR_CUSTOM_PLACE_END, GR_S("道里区")).len,
	    0);
	cr_assert_eq(customs.prefix[0], 4);
	cr_assert_eq(customs.prefix[1], 0);
}

Test(customs, without_the_table_there_are_no_words)
{
	cr_assert_eq(gr_customs_read(keep, scratch_folder, &customs, &err),
	    GR_OK);
	for (size_t i = 0; i < GR_CUSTOMS; i++)
		cr_assert_eq(customs.n[i], 0);
}

/* The last line of `text` is refused. */
static void assert_refuses(const char *text, const char *words)
{
	uint64_t lines = 0;

	for (const char *c = text; *c != '\0'; c++)
		lines += *c == '\n';
	scratch_text("layout.csv", text);
	cr_assert_eq(gr_customs_read(keep, scratch_folder, &customs, &err),
	    GR_EUSAGE);
	cr_assert_not_null(strstr(err.message, words), "%s", err.message);
	cr_assert_eq(err.line, lines);
}

Test(customs, wrong_lines_are_named)
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
