/* personal.h: numbers of persons are masked however they are written, and codes,
 * measures, dates and lists are not. */
#include <criterion/criterion.h>

#include "text/personal.h"

static void assert_masks(const char *text, const char *want,
    enum gr_personal_where kind)
{
	struct gr_buf out = { 0 };
	struct gr_personal_place place = { kind, GR_S("230000") };
	bool masked = gr_personal_mask(gr_slice_of(text), place, &out);

	cr_expect_eq(masked, want != NULL, "%s", text);
	if (want && masked)
		cr_expect(gr_slice_eq(gr_buf_slice(&out), gr_slice_of(want)),
		    "%s: %.*s", text, GR_ARG(gr_buf_slice(&out)));
	gr_buf_free(&out);
}

static void assert_texts(const char *const (*pair)[2], size_t n)
{
	for (size_t i = 0; i < n; i++)
		assert_masks(pair[i][0], pair[i][1], GR_PERSONAL_TEXT);
}

#define MASKED(...) \
	do { \
		static const char *const pair[][2] = { __VA_ARGS__ }; \
		assert_texts(pair, sizeof pair / sizeof *pair); \
	} while (0)

#define KEPT(...) \
	do { \
		static const char *const text[] = { __VA_ARGS__ }; \
		for (size_t i = 0; i < sizeof text / sizeof *text; i++) \
			assert_masks(text[i], NULL, GR_PERSONAL_TEXT); \
	} while (0)

Test(personal, ruling_43_mobile_numbers_however_grouped)
{
	MASKED({ "13812345678", "***********" },
	    { "电话13812345678。", "电话***********。" },
	    { "138 1234 5678", "*** **** ****" },
	    { "138-1234-5678", "***-****-****" },
	    { "13812345678 13912345678", "*********** ***********" },
	    { "138 1234 5678 139 1234 5678", "*** **** **** *** **** ****" },
	    { "138.1234.5678", "***.****.****" },
	    { "138—1234—5678", "***—****—****" },
	    { "138 - 1234 - 5678", "*** - **** - ****" },
	    { "138　1234　5678", "***　****　****" },
	    { "138\xe2\x80\x8b"
	      "12345678",
	        "***\xe2\x80\x8b********" },
	    { "1381234 5678", "******* ****" },
	    { "1381 2345 678", "**** **** ***" },
	    { "13812 345678", "***** ******" },
	    { "138/1234/5678", "***/****/****" },
	    { "138,1234,5678", "***,****,****" },
	    { "138，1234、5678", "***，****、****" },
	    { "(138)1234-5678", "(***)****-****" },
	    { "【138】12345678", "【***】********" },
	    { "138 1234--5678", "*** ****--****" },
	    { "1 3 8 1 2 3 4 5 6 7 8", "* * * * * * * * * * *" },
	    { "138*1234*5678", "*************" },
	    { "1.13812345678", "1.***********" },
	    { "1、13812345678", "1、***********" },
	    { "张三13812345678李四", "张三***********李四" },
	    { "李四13812345678三楼", "李四***********三楼" });
}

Test(personal, ruling_43_what_is_dialled_before_it)
{
	MASKED({ "+8613812345678", "+*************" },
	    { "86 138-1234-5678", "** ***-****-****" },
	    { "0086 13812345678", "**** ***********" },
	    { "(+86)138 1234 5678", "(+**)*** **** ****" },
	    { "86138－1234－5678", "*****－****－****" },
	    { "013812345678", "************" },
	    { "0-13812345678", "*-***********" },
	    { "+86 0138 1234 5678", "+** **** **** ****" },
	    { "17951 13812345678", "***** ***********" });
}

Test(personal, ruling_43_digits_of_any_writing)
{
	MASKED({ "１３８１２３４５６７８", "***********" },
	    { "①③⑧①②③④⑤⑥⑦⑧", "***********" }, { "❶❸❽❶❷❸❹❺❻❼❽", "***********" },
	    { "一三八一二三四五六七八", "***********" },
	    { "一三八 一二三四 五六七八", "*** **** ****" },
	    { "壹叁捌壹贰叁肆伍陆柒捌", "***********" },
	    { "幺三八零〇○四五六七八", "***********" },
	    { "138一二三四5678", "***********" },
	    { "٠١٣٨١٢٣٤٥٦٧٨", "************" },
	    { "𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖", "***********" },
	    { "1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣",
	        "*️⃣*️⃣*️⃣*️⃣*️⃣*️⃣*️⃣*️⃣*️⃣*️⃣*️⃣" },
	    { "２３０１０２１９８００１０１１２３Ｘ", "******************" });
}

Test(personal, ruling_43_identity_numbers)
{
	MASKED({ "230102198001011234", "******************" },
	    { "23010219800101123X", "******************" },
	    { "23010219800101123x号", "******************号" },
	    { "23010219800101123xzhang", "******************zhang" },
	    { "230102198001011234abc", "******************abc" },
	    { "230102 19800101 1234", "****** ******** ****" },
	    { "230102 1980 0101 123ｘ", "****** **** **** ****" },
	    { "230102 198001 01123X", "****** ****** ******" },
	    { "230102 19800101 123 X", "****** ******** *** *" },
	    { "2301 0219 8001 0112 34", "**** **** **** **** **" },
	    { "2301-0219-8001-0112-3X", "****-****-****-****-**" },
	    { "230102800101123", "***************" },
	    { "身份证号：230102199913011234", "身份证号：******************" });
}

Test(personal, ruling_43_landlines)
{
	MASKED({ "0451-87654321", "****-********" },
	    { "(0451)8765-4321", "(****)****-****" },
	    { "045187654321", "************" },
	    { "010 8765 4321", "*** **** ****" },
	    { "0467-2345678", "****-*******" },
	    { "+86-451-8765-4321", "+**-***-****-****" },
	    { "86045187654321", "**************" },
	    { "电话：8765-4321", "电话：****-****" },
	    { "座机号码是 87654321", "座机号码是 ********" },
	    { "Tel:2345678", "Tel:*******" });
}

Test(personal, ruling_43_bank_cards_by_their_sum_and_issuer)
{
	MASKED({ "6222020200112233446", "*******************" },
	    { "6222 0202 0011 2233 446", "**** **** **** **** ***" },
	    { "4111-1111-1111-1111", "****-****-****-****" },
	    { "卡号6222020200112233445", "卡号*******************" });
	KEPT("6222020200112233445", "4111111111111112", "1222020200112233448");
}

Test(personal, ruling_43_numbers_that_are_joined)
{
	MASKED({ "1381234567813987654321", "**********************" },
	    { "13812345678/13987654321", "***********/***********" },
	    { "23010219800101123X13812345678",
	        "*****************************" },
	    { "1381234567804518765432113987654321",
	        "**********************************" });
	KEPT("230102001001138123456789", "138123456789",
	    "230102001001230102001002");
}

Test(personal, ruling_43_other_numbers_stay)
{
	KEPT("230102001001", "12345678901", "230102199901991234", "1381234567",
	    "社区\xef\xbc", "", "230102001001 230102001002", "230102001001220",
	    "230382101001 八五〇农场社区", "八五〇农场三三社区", "400-123-4567",
	    "87654321", "2021030512345", "44260", "44260 44261 44262");
	/* dates and years */
	KEPT("20210305-20210930", "2020-2021-2022", "2021.03.05-2021.04.01",
	    "2021-03-05 10:00:00", "二〇二一年三月五日", "1985-1990 350",
	    "19850305 120", "2021-03-05T16:00:00.000Z");
	/* measures and sums of money */
	KEPT("13,812,345,678", "138,123,456.78", "13812.345678万元",
	    "15000-230000元", "138.12345678平方米", "0.15384615385",
	    "96.5% 35.2%", "共1380户3500人面积12000平方米");
	/* coordinates */
	KEPT("126.5345 45.8038", "130.2851,46.3217", "130.28514632,46.32178511",
	    "46.32178511,130.28514632", "东经130.28514632",
	    "E130.28514632 N46.32178511");
	/* lists */
	KEPT("150、2300、1200", "5500 1200 3400 4000", "12,150,2345,1234",
	    "1/2/3/4/5/6/7/8/9/10/11/12", "12345678 12345678");
}

Test(personal, ruling_43_codes_of_the_region_stay_in_a_column_of_codes)
{
	assert_masks("230102001001", NULL, GR_PERSONAL_CODE);
	assert_masks("230102800101123", NULL, GR_PERSONAL_CODE);
	assert_masks("='230102 800101 123'", NULL, GR_PERSONAL_CODE);
	assert_masks("23010280010112312", NULL, GR_PERSONAL_CODE);
	assert_masks("230102198001011234", "******************",
	    GR_PERSONAL_CODE);
	assert_masks("13812345678", "***********", GR_PERSONAL_CODE);
	assert_masks("110102800101123", "***************", GR_PERSONAL_CODE);
}

Test(personal, ruling_43_a_decimal_stays_in_a_column_of_measures)
{
	assert_masks("13812.345678", NULL, GR_PERSONAL_NUMBER);
	assert_masks("45.13812345678", NULL, GR_PERSONAL_NUMBER);
	assert_masks("13812.345678", "*****.******", GR_PERSONAL_TEXT);
	assert_masks("13812345678", "***********", GR_PERSONAL_NUMBER);
	assert_masks("138-1234-5678", "***-****-****", GR_PERSONAL_NUMBER);
}

Test(personal, much_text_is_no_number)
{
	struct gr_buf text = { 0 }, out = { 0 };

	for (int i = 0; i < 4000; i++)
		gr_buf_text(&text, i % 3 ? "1234567890" : "9 8-7,6/");
	cr_expect_not(
	    gr_personal_mask(gr_buf_slice(&text), gr_personal_anywhere, &out));
	gr_buf_text(&text, "；13812345678");
	cr_expect(
	    gr_personal_mask(gr_buf_slice(&text), gr_personal_anywhere, &out));
	cr_expect(gr_slice_ends(gr_buf_slice(&out), GR_S("；***********")));
	gr_buf_free(&text);
	gr_buf_free(&out);
}

Test(personal, hides_in_place_and_leaves_alone_what_has_none)
{
	struct gr_arena *keep = gr_arena_new();
	struct gr_slice plain = GR_S("第 3 社区"), named = GR_S("13812345678");
	const char *where = plain.ptr;
	struct gr_err err;

	cr_assert_eq(gr_personal_hide(keep, &plain, gr_personal_anywhere, &err),
	    GR_OK);
	cr_expect_eq(plain.ptr, where);
	cr_assert_eq(gr_personal_hide(keep, &named, gr_personal_anywhere, &err),
	    GR_OK);
	cr_expect(gr_slice_eq(named, GR_S("***********")));
	gr_arena_free(keep);
}
