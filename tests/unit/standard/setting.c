/* setting.h: a setting of a standard is what is written in its table, or refused with
 * its place. */
#include "standard/setting.h"

#include "kept.h"

TestSuite(setting, .init = kept_open, .fini = kept_close);

static enum gr_status ask(const char *text, const char *key,
    struct gr_slice *value)
{
	scratch_text("standard.csv", text);
	return gr_setting_read(keep, scratch_folder, gr_slice_of(key), value,
	    &err);
}

Test(setting, a_value_is_what_is_written)
{
	struct gr_slice value;

	cr_assert_eq(ask("note,value,key\n,\"a, b\",x\n,2020|2021,waves\n",
	                 "waves", &value),
	    GR_OK);
	cr_assert(gr_slice_eq(value, GR_S("2020|2021")));
	cr_assert_eq(ask("key,value\nx,\"a, b\"\nday,13-45\n", "x", &value),
	    GR_OK);
	cr_assert(gr_slice_eq(value, GR_S("a, b")));
	cr_assert_eq(ask("key,value\nday,13-45\n", "day", &value), GR_OK);
	cr_assert(gr_slice_eq(value, GR_S("13-45")));
}

Test(setting, a_key_that_is_not_there_is_empty)
{
	struct gr_slice value;

	cr_assert_eq(ask("key,value\nwaves,2020\n", "wave", &value), GR_OK);
	cr_assert_eq(value.len, 0);
}

Test(setting, what_is_no_table_of_keys_is_refused_with_its_place)
{
	struct gr_slice value;

	cr_assert_eq(ask("key,values\nwaves,2020\n", "waves", &value),
	    GR_EUSAGE);
	cr_assert_eq(ask("key,value\nwaves\n", "waves", &value), GR_EUSAGE);
	cr_assert_not_null(strstr(scratch_said(&err), "standard.csv:2:"));
	cr_assert_eq(gr_setting_read(keep, "/nowhere", GR_S("waves"), &value,
	                 &err),
	    GR_EUSAGE);
}
