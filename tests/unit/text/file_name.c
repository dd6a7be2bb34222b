/* file_name.h: a name of any bytes is called by streams, and quoted for scripts, without
 * loss of what it is. */
#include "text/file_name.h"

#include <criterion/criterion.h>

static struct gr_buf buf;

static void end(void)
{
	gr_buf_free(&buf);
}

TestSuite(file_name, .fini = end);

static void expect(const char *name, size_t len, const char *called,
    const char *quoted)
{
	gr_buf_clear(&buf);
	gr_file_name_call(&buf, gr_slice_make(name, len));
	cr_expect(gr_slice_eq(gr_buf_slice(&buf), gr_slice_of(called)),
	    "%.*s, not %s", GR_ARG(gr_buf_slice(&buf)), called);
	gr_buf_clear(&buf);
	gr_file_name_quote(&buf, gr_slice_make(name, len));
	cr_expect(gr_slice_eq(gr_buf_slice(&buf), gr_slice_of(quoted)),
	    "%.*s, not %s", GR_ARG(gr_buf_slice(&buf)), quoted);
}

#define EXPECT(name, called, quoted) \
	expect(name, sizeof(name) - 1, called, quoted)

#define EXPECT_CALLED(name, called) \
	do { \
		gr_buf_clear(&buf); \
		gr_file_name_call(&buf, \
		    gr_slice_make(name, sizeof(name) - 1)); \
		cr_expect(gr_slice_eq(gr_buf_slice(&buf), \
		              gr_slice_of(called)), \
		    "%.*s, not %s", GR_ARG(gr_buf_slice(&buf)), called); \
	} while (0)

Test(file_name, plain_names_are_themselves)
{
	EXPECT("inbox/2021/230100.csv", "inbox/2021/230100.csv",
	    "inbox/2021/230100.csv");
	EXPECT("哈尔滨.csv", "哈尔滨.csv", "哈尔滨.csv");
	EXPECT("", "", "");
}

Test(file_name, what_a_stream_cannot_hold_is_escaped)
{
	EXPECT("a\nb\t\x7f", "a%0Ab%09%7F", "a\\x0Ab\\x09\\x7F");
	EXPECT("\xc2\x9b"
	       "5m\xe2\x80\xae",
	    "%C2%9B5m%E2%80%AE", "\\xC2\\x9B5m\\xE2\\x80\\xAE");
	EXPECT("\xb9\xfe.csv", "%B9%FE.csv", "\\xB9\\xFE.csv");
	EXPECT("\xed\xa0\x80", "%ED%A0%80", "\\xED\\xA0\\x80");
	EXPECT("\xe5\x93", "%E5%93", "\\xE5\\x93");
}

Test(file_name, ruling_43_numbers_are_found_in_names_that_are_gb18030)
{
	EXPECT_CALLED(
	    "\xb5\xe7\xbb\xb0\xa3\xb1\xa3\xb3\xa3\xb8\xa3\xb1\xa3\xb2\xa3\xb3\xa3\xb4\xa3\xb5\xa3\xb6\xa3\xb7\xa3\xb8.csv",
	    "电话***********.csv");
	EXPECT_CALLED(
	    "\xd5\xc5\xc8\xfd\xd2\xbb\xc8\xfd\xb0\xcb\xd2\xbb\xb6\xfe\xc8\xfd\xcb\xc4\xce\xe5\xc1\xf9\xc6\xdf\xb0\xcb.csv",
	    "张三***********.csv");
	EXPECT_CALLED("138\xa3\xad"
	              "1234\xa3\xad"
	              "5678.csv",
	    "***－****－****.csv");
	EXPECT_CALLED("\xd5\xc5\xc8\xfd"
	              "13812345678.csv",
	    "张三***********.csv");
	/* each folder for itself */
	EXPECT_CALLED(
	    "\xe5\xb8\x82\xe7\xba\xa7/\xa3\xb1\xa3\xb3\xa3\xb8\xa3\xb1\xa3\xb2\xa3\xb3\xa3\xb4\xa3\xb5\xa3\xb6\xa3\xb7\xa3\xb8/a.csv",
	    "市级/***********/a.csv");
	/* of another name every byte is kept */
	EXPECT_CALLED("\xb5\xda\xb0\xcb\xc9\xe7\xc7\xf8.csv",
	    "%B5ڰ%CB%C9%E7%C7%F8.csv");
	EXPECT_CALLED("\xff 13812345678", "%FF ***********");
}

Test(file_name, what_printf_or_a_list_would_take_apart_is_quoted)
{
	EXPECT("a b\\x41%41", "a b\\x41%2541", "a\\x20b\\x5Cx41%41");
}

Test(file_name, ruling_43_what_begins_a_trailer_or_an_escape_is_escaped)
{
	EXPECT("#end.csv", "%23end.csv", "#end.csv");
	EXPECT("50%.csv", "50%25.csv", "50%.csv");
}

static void expect_opened(const char *src, const char *name)
{
	gr_buf_clear(&buf);
	gr_file_name_open(&buf, gr_slice_of(src));
	cr_expect(gr_slice_eq(gr_buf_slice(&buf), gr_slice_of(name)),
	    "%.*s, not %s", GR_ARG(gr_buf_slice(&buf)), name);
}

Test(file_name, ruling_43_what_is_called_can_be_opened)
{
	expect_opened("inbox/2021/230100.csv", "inbox/2021/230100.csv");
	expect_opened("a%0Ab%09%7F%B9%FE.csv", "a\nb\t\x7f\xb9\xfe.csv");
	expect_opened("%23end%25.csv", "#end%.csv");
	expect_opened("a%2541", "a%41");
	/* releases from before ruling 43 */
	expect_opened("50%.csv", "50%.csv");
	expect_opened("50%", "50%");
}

static bool is_unquoted(const char *quoted, const char *name)
{
	gr_buf_clear(&buf);
	return gr_file_name_unquote(&buf, gr_slice_of(quoted))
	    && gr_slice_eq(gr_buf_slice(&buf), gr_slice_of(name));
}

Test(file_name, what_is_quoted_can_be_had_back)
{
	const char *const broken[] = { "\\", "a\\", "\\x", "\\x4", "\\x4g",
		"\\x00", "\\n", "\\X41", "\\x4a" };
	struct gr_buf quoted = { 0 };
	char all[256] = { 0 };

	for (int c = 1; c < 256; c++)
		all[c - 1] = (char)c;
	gr_file_name_quote(&quoted, gr_slice_of(all));
	gr_buf_byte(&quoted, '\0');
	cr_expect(is_unquoted(quoted.ptr, all));
	gr_buf_free(&quoted);
	cr_expect(is_unquoted("", "") && is_unquoted("\\x41b", "Ab"));
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
		cr_expect_not(is_unquoted(broken[i], "?"), "%s", broken[i]);
}

static bool is_called(const char *name, const char *src)
{
	gr_buf_clear(&buf);
	bool masked = gr_file_name_call(&buf, gr_slice_of(name));

	return gr_file_name_is(gr_slice_of(src), gr_buf_slice(&buf), masked);
}

Test(file_name, ruling_43_a_personal_number_is_masked_and_the_bytes_tell)
{
	gr_buf_clear(&buf);
	cr_assert(
	    gr_file_name_call(&buf, GR_S("inbox/2021/\t13812345678#%.csv")));
	gr_file_name_mark(&buf, "0a1b2c3d4e5f");
	cr_expect(gr_slice_eq(gr_buf_slice(&buf),
	    GR_S("inbox/2021/%09***********%23%25.csv~0a1b2c3d")));
	cr_expect(is_called("张三 138-1234-5678.csv",
	    "张三 ***-****-****.csv~0a1b2c3d"));
	cr_expect_not(
	    is_called("张三 138-1234-5678.csv", "张三 ***-****-****.csv"));
	cr_expect_not(is_called("张三.csv", "张三.csv~0a1b2c3d"));
	cr_expect(is_called("230102001001.csv", "230102001001.csv"));
}
