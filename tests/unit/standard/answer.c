/* answer.h: which columns hold answers (ruling 31). */
#include "standard/standard.h"
#include <criterion/criterion.h>

enum { CODE, DATE, NOTE, HOMES, PILOT, REMARK, OLD_CODE, LOOSE, COLUMNS };

static struct gr_column column[COLUMNS] = {
	[CODE] = { .block = { "ID", 2 },
	    .type = GR_TYPE_CODE,
	    .role = GR_ROLE_CODE },
	/* who and when, wherever it stands */
	[DATE] = { .block = { "B", 1 },
	    .type = GR_TYPE_DATE,
	    .role = GR_ROLE_REPORT_DATE },
	[NOTE] = { .block = { "ID", 2 }, .type = GR_TYPE_INT },
	[HOMES] = { .block = { "B", 1 }, .type = GR_TYPE_INT },
	[PILOT] = { .block = { "C", 1 },
	    .type = GR_TYPE_BOOL,
	    .role = GR_ROLE_PILOT },
	[REMARK] = { .block = { "B", 1 }, .type = GR_TYPE_TEXT },
	[OLD_CODE] = { .block = { "B", 1 }, .type = GR_TYPE_CODE },
	[LOOSE] = { .block = { "", 0 }, .type = GR_TYPE_ENUM },
};

static struct gr_standard standard;

static void expect_answers(const char *want)
{
	for (size_t i = 0; i < COLUMNS; i++)
		cr_expect_eq(gr_standard_is_answer(&standard, i),
		    want[i] == '1', "column %zu", i);
}

static void setup(void)
{
	standard = (struct gr_standard){ .column = column, .columns = COLUMNS };
	for (size_t i = 0; i < GR_ROLES; i++)
		standard.role[i] = GR_NONE;
	standard.role[GR_ROLE_CODE] = CODE;
}

TestSuite(answer, .init = setup);

Test(answer, is_no_text_no_code_and_in_no_identity_block)
{
	static const struct gr_slice block[] = { { "ID", 2 }, { "C", 1 } };

	standard.identity_block = block;
	standard.identity_blocks = 1;
	expect_answers("00011001");
	standard.identity_blocks = 2;
	expect_answers("00010001");
}

Test(answer, without_identity_blocks_that_of_the_code_is_one)
{
	expect_answers("00011001");
	standard.role[GR_ROLE_CODE] = LOOSE; /* a code in no block */
	expect_answers("00111001");
}

Test(answer, says_nothing_in_query_by_some_rules)
{
	static const struct gr_slice rule[] = { { "Y06", 3 }, { "Y13", 3 } };

	cr_expect(!gr_standard_says_nothing(&standard, GR_S("Y06")));
	standard.no_answer_rule = rule;
	standard.no_answer_rules = 2;
	cr_expect(gr_standard_says_nothing(&standard, GR_S("Y13")));
	cr_expect(!gr_standard_says_nothing(&standard, GR_S("Y1")));
}

Test(answer, words_for_none)
{
	static const struct gr_slice word[] = { { "none", 4 }, { "no", 2 } };

	cr_expect(!gr_standard_is_none(&standard, GR_S("no")));
	standard.no_answer_word = word;
	standard.no_answer_words = 2;
	cr_expect(gr_standard_is_none(&standard, GR_S(" no ")));
	cr_expect(!gr_standard_is_none(&standard, GR_S("not")));
	cr_expect(!gr_standard_is_none(&standard, GR_S("")));
}
