/* same.h: what is the same for the eye, and the folds that stand on it. */
#include "text/same.h"

#include "text/blank.h"
#include "text/name_fold.h"
#include <criterion/criterion.h>

static struct gr_buf fold;

static void name(const char *text, const char *want)
{
	gr_buf_clear(&fold);
	gr_name_fold(&fold, gr_slice_of(text));
	cr_expect(gr_slice_eq(gr_buf_slice(&fold), gr_slice_of(want)),
	    "'%s' is compared as '%.*s'", text, GR_ARG(gr_buf_slice(&fold)));
}

static void heading(const char *text, const char *want)
{
	gr_buf_clear(&fold);
	gr_blank_fold(&fold, gr_slice_of(text));
	cr_expect(gr_slice_eq(gr_buf_slice(&fold), gr_slice_of(want)),
	    "'%s' is compared as '%.*s'", text, GR_ARG(gr_buf_slice(&fold)));
}

static void after(void)
{
	gr_buf_free(&fold);
}

TestSuite(same, .fini = after);

Test(same, ruling_38_radicals_are_their_ideographs)
{
	name("⽴新社区", "立新社区");
	name("⾦山", "金山");
	name("⾭山", "青山");
	name("⻅⻓⻢", "见长马");
	name("⻩⺟⺠", "黄母民");
	heading("居民⼾数（⼾）", "居民户数(户)");
	heading("⻔", "门");
	name("⺚", "⺚"); /* no character at all */
}

Test(same, ruling_38_compatibility_forms_are_nfkc_and_the_case_is_kept)
{
	name("立新", "立新");
	name("慈", "慈");
	name("恒大Ⅷ期Ａb", "恒大VIII期Ab");
	name("︵甲︶", "(甲)");
	heading("居民户数︵户︶", "居民户数(户)");
}

Test(same, ruling_38_selectors_and_soft_hyphens_are_dropped)
{
	name("立󠄀新︀社­区", "立新社区");
	heading("居民户󠄁数", "居民户数");
	name("立​新", "立 新"); /* a blank, as before */
}

Test(same, ruling_38_what_counts_or_measures_is_left_to_its_own_rules)
{
	name("①社区", "①社区");
	heading("面积（㎡）", "面积(㎡)");
	heading("面积（m²）", "面积(m²)");
	name("戶", "戶"); /* another character, not another form */
	name("邨", "邨");
	name("㐂", "㐂");
	name("𠮷", "𠮷");
}

Test(same, ruling_38_only_what_the_eye_cannot_tell_is_a_disguise)
{
	cr_expect(gr_same_is_disguised(GR_S("⽴新")));
	cr_expect(gr_same_is_disguised(GR_S("立新")));
	cr_expect(gr_same_is_disguised(GR_S("立󠄀新")));
	cr_expect_not(gr_same_is_disguised(GR_S("立新（原Ａ）")));
	cr_expect_not(gr_same_is_disguised(GR_S("⺚")));
}
