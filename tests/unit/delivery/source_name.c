/* source_name.h: a delivery has one name, and what must not be one is refused.
 */
#include "scratch.h"

#include <sys/stat.h>

#include "delivery/source_name.h"

static struct gr_err err;
static struct gr_buf name;

static void setup(void)
{
	scratch_open();
	scratch_text("a.csv", "x\n");
}

static void teardown(void)
{
	gr_buf_free(&name);
	scratch_close();
}

TestSuite(source_name, .init = setup, .fini = teardown);

static enum gr_status name_of(const char *path, const char *root)
{
	struct gr_source *source;

	cr_assert_eq(gr_source_open(path, NULL, &source, &err), GR_OK);
	enum gr_status status = gr_delivery_source_name(source, root, &name,
	    &err);
	gr_source_close(source);
	return status;
}

Test(source_name, below_the_root_or_as_named)
{
	cr_assert_eq(name_of(scratch_path("a.csv"), scratch_folder), GR_OK);
	cr_assert(gr_slice_eq(gr_buf_slice(&name), GR_S("a.csv")));
	cr_assert_eq(name_of(scratch_path("./a.csv"), scratch_folder), GR_OK);
	cr_assert(gr_slice_eq(gr_buf_slice(&name), GR_S("a.csv")));
	cr_assert_eq(name_of(scratch_path("a.csv"), NULL), GR_OK);
	cr_assert(gr_slice_eq(gr_buf_slice(&name),
	    gr_slice_of(scratch_path("a.csv"))));
	cr_assert_eq(name_of(scratch_path("a.csv"), "/"), GR_OK);
	cr_assert_eq(name.ptr[0], scratch_folder[1]);
}

Test(source_name, outside_the_root_is_refused)
{
	char other[300];

	snprintf(other, sizeof(other), "%s-other", scratch_folder);
	cr_assert_eq(mkdir(other, 0700), 0);
	cr_assert_eq(name_of(scratch_path("a.csv"), other), GR_EDATA);
	cr_assert_eq(rmdir(other), 0);
	cr_assert_eq(name_of("/dev/null", scratch_folder), GR_EDATA);
	cr_assert_eq(name_of("/dev/null", "/dev"), GR_EDATA);
	cr_assert_not_null(strstr(err.message, "regular"));
	cr_assert_eq(name_of(scratch_path("a.csv"), "/nonexistent"), GR_EUSAGE);
}

Test(source_name, a_link_counts_as_what_it_leads_to)
{
	cr_assert_eq(symlink("/dev/null", scratch_path("out.csv")), 0);
	cr_assert_eq(symlink("a.csv", scratch_path("in.csv")), 0);
	cr_assert_eq(name_of(scratch_path("in.csv"), scratch_folder), GR_OK);
	cr_assert(gr_slice_eq(gr_buf_slice(&name), GR_S("a.csv")));
	cr_assert_eq(name_of(scratch_path("out.csv"), scratch_folder),
	    GR_EDATA);
}

Test(source_name, bytes_that_would_break_a_stream_are_escaped)
{
	scratch_text("b\tc\xff.csv", "x\n");
	cr_assert_eq(name_of(scratch_path("b\tc\xff.csv"), scratch_folder),
	    GR_OK);
	cr_assert(gr_slice_eq(gr_buf_slice(&name), GR_S("b%09c%FF.csv")));
}

Test(source_name, ruling_43_a_personal_number_gives_way_to_the_bytes)
{
	scratch_text("13812345678.csv", "x\n");
	cr_assert_eq(name_of(scratch_path("13812345678.csv"), scratch_folder),
	    GR_OK);
	/* printf 'x\n' | sha256sum */
	cr_assert(
	    gr_slice_eq(gr_buf_slice(&name), GR_S("***********.csv~73cb3858")));
}
