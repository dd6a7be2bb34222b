/* lost.h: what says no more than an empty cell does. */
#include "text/lost.h"
#include <criterion/criterion.h>

Test(lost, ruling_39_nothing_but_signs_of_loss_is_lost)
{
	static const char *const lost[] = { "", " ", "　", "?", "？？", "? ?",
		"\xef\xbf\xbd", "锟斤拷", "锟斤拷锟斤拷?", "#N/A", "#REF!",
		"#DIV/0!", "#NAME?", "####", " #NULL! ", "&nbsp;", "&nbsp; ?" };
	static const char *const said[] = { "A", "省报锟斤拷", "锟", "第?社区",
		"#", "# 市直", "#1社区", "#12345678", "#a", "？社区", "-", "无",
		"0" };

	for (size_t i = 0; i < sizeof lost / sizeof *lost; i++)
		cr_expect(gr_text_is_lost(gr_slice_of(lost[i])), "'%s'",
		    lost[i]);
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		cr_expect_not(gr_text_is_lost(gr_slice_of(said[i])), "'%s'",
		    said[i]);
}

Test(lost, what_was_lost_in_part_is_damaged)
{
	cr_expect(gr_text_is_damaged(GR_S("省报锟斤拷社区")));
	cr_expect(gr_text_is_damaged(GR_S("??")));
	cr_expect_not(gr_text_is_damaged(GR_S("?")));
	cr_expect_not(gr_text_is_damaged(GR_S("省报?社区")));
}
