/* answers.h: what an answer says: a value, that it is so, or that alone. */
#include "query/answers.h"
#include <criterion/criterion.h>

static const struct {
	const char *text;
	enum gr_confirmation says;
} table[] = { { "300", GR_CONFIRMS_NOT }, { "", GR_CONFIRMS_NOT },
	{ "是", GR_CONFIRMS_NOT }, { "不确认：无", GR_CONFIRMS_NOT },
	{ "确认函已发", GR_CONFIRMS_NOT },
	{ "情况不属实：应为 3", GR_CONFIRMS_NOT },
	{ "情况属实：三个小区合并", GR_CONFIRMS },
	{ " 情况属实 :new estate ", GR_CONFIRMS },
	{ "确认：经核实", GR_CONFIRMS }, { "情况属实，新建小区", GR_CONFIRMS },
	{ "confirmed: a new estate", GR_CONFIRMS },
	{ "Confirmed, a new estate", GR_CONFIRMS },
	{ "情况属实", GR_CONFIRMS_BARELY },
	{ "情况属实。", GR_CONFIRMS_BARELY }, { "确认：", GR_CONFIRMS_BARELY },
	{ "确认：　", GR_CONFIRMS_BARELY },
	{ "confirmed", GR_CONFIRMS_BARELY } };

/* Ruling 42. */
Test(answers, a_confirmation_is_told_by_its_word_and_its_reason)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		cr_expect_eq(gr_answer_confirms(gr_slice_of(table[i].text)),
		    table[i].says, "%s", table[i].text);
}
