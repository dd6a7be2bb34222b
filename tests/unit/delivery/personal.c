/* personal.h: numbers of persons are masked, and codes are not. */
#include <criterion/criterion.h>

#include "delivery/personal.h"

static void assert_masks(const char *text, const char *want, bool code)
{
	struct gr_buf out = { 0 };
	bool masked = gr_personal_mask(gr_slice_of(text), code, &out);

	cr_assert_eq(masked, want != NULL, "%s", text);
	if (want)
		cr_assert(gr_slice_eq(gr_buf_slice(&out), gr_slice_of(want)),
		    "%s: %.*s", text, GR_ARG(gr_buf_slice(&out)));
	gr_buf_free(&out);
}

Test(personal, mobile_numbers_however_grouped)
{
	assert_masks("13812345678", "***********", false);
	assert_masks("电话13812345678。", "电话***********。", false);
	assert_masks("138 1234 5678", "*** **** ****", false);
	assert_masks("138-1234-5678", "***-****-****", false);
	assert_masks("+8613812345678", "+*************", false);
	assert_masks("86 138-1234-5678", "** ***-****-****", false);
	assert_masks("１３８１２３４５６７８", "***********", false);
	assert_masks("13812345678 13912345678", "*********** ***********",
	    false);
	assert_masks("138 1234 5678 139 1234 5678",
	    "*** **** **** *** **** ****", false);
	assert_masks("13812345678", "***********", true);
	assert_masks("138.1234.5678", "***.****.****", false);
	assert_masks("138—1234—5678", "***—****—****", false);
	assert_masks("138 - 1234 - 5678", "*** - **** - ****", false);
	assert_masks("138　1234　5678", "***　****　****", false);
	assert_masks("138\xe2\x80\x8b"
	             "12345678",
	    "***\xe2\x80\x8b********", false);
	assert_masks("1381234 5678", "******* ****", false);
	assert_masks("86138－1234－5678", "*****－****－****", false);
}

Test(personal, identity_numbers)
{
	assert_masks("230102198001011234", "******************", false);
	assert_masks("23010219800101123X", "******************", false);
	assert_masks("23010219800101123x号", "******************号", false);
	assert_masks("230102 19800101 1234", "****** ******** ****", false);
	assert_masks("230102800101123", "***************", false);
	assert_masks("230102198001011234", "******************", true);
	assert_masks("２３０１０２１９８００１０１１２３Ｘ",
	    "******************", false);
	assert_masks("230102 1980 0101 123ｘ", "****** **** **** ****", false);
	assert_masks("230102 198001 01123X", "****** ****** ******", false);
}

Test(personal, other_numbers_stay)
{
	assert_masks("230102001001", NULL, false);
	assert_masks("12345678901", NULL, false);
	assert_masks("138123456789", NULL, false);
	assert_masks("230102199901991234", NULL, false);
	assert_masks("0451-88881234", NULL, false);
	assert_masks("230102800101123", NULL, true);
	assert_masks("1381234567", NULL, false);
	assert_masks("138 1234--5678", NULL, false);
	assert_masks("138、1234、5678", NULL, false);
	assert_masks("", NULL, false);
	assert_masks("社区\xef\xbc", NULL, false);
	assert_masks("230102001001138123456789", NULL, false);
}
