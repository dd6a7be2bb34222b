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
	EXPECT("\xb9\xfe.csv", "%B9%FE.csv", "\\xB9\\xFE.csv");
	EXPECT("\xed\xa0\x80", "%ED%A0%80", "\\xED\\xA0\\x80");
	EXPECT("\xe5\x93", "%E5%93", "\\xE5\\x93");
}

Test(file_name, what_printf_or_a_list_would_take_apart_is_quoted)
{
	EXPECT("a b\\x41%41", "a b\\x41%41", "a\\x20b\\x5Cx41%41");
}
