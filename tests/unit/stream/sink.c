/* sink.h: a file is there when it is whole, and never before. */
#include "stream/sink.h"
#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/green-sink-XXXXXX";
static char path[64];

static void make_folder(void)
{
	cr_assert_not_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/out", folder);
}

static void drop_folder(void)
{
	unlink(path);
	cr_assert_eq(rmdir(folder), 0, "something was left behind");
}

TestSuite(sink, .init = make_folder, .fini = drop_folder);

static bool exists(void)
{
	return access(path, F_OK) == 0;
}

Test(sink, shows_a_file_only_when_it_is_whole)
{
	struct gr_sink *sink;
	struct gr_err err;
	struct gr_slice field[] = { GR_S("a"), GR_S(""), GR_S("c") };
	struct stat st;

	cr_assert_eq(gr_sink_open(path, &sink, &err), GR_OK);
	cr_assert_eq(gr_sink_record(sink, field, 3, &err), GR_OK);
	cr_assert_eq(gr_sink_flush(sink, &err), GR_OK);
	cr_assert_eq(gr_sink_bytes(sink), 5);
	cr_assert(!exists());
	cr_assert_eq(gr_sink_commit(sink, &err), GR_OK);
	cr_assert_eq(stat(path, &st), 0);
	cr_assert_eq(st.st_size, 5);
}

Test(sink, leaves_nothing_when_it_is_given_up)
{
	struct gr_sink *sink;
	struct gr_err err;

	cr_assert_eq(gr_sink_open(path, &sink, &err), GR_OK);
	cr_assert_eq(gr_sink_write(sink, GR_S("lost"), &err), GR_OK);
	gr_sink_abandon(sink);
	cr_assert(!exists());
}

Test(sink, writes_more_than_its_buffer)
{
	struct gr_sink *sink;
	struct gr_err err;
	struct stat st;
	static char large[300000];

	cr_assert_eq(gr_sink_open(path, &sink, &err), GR_OK);
	for (int i = 0; i < 3; i++) {
		cr_assert_eq(gr_sink_write(sink, GR_S("small"), &err), GR_OK);
		cr_assert_eq(gr_sink_write(sink,
		                 gr_slice_make(large, sizeof large), &err),
		    GR_OK);
	}
	cr_assert_eq(gr_sink_commit(sink, &err), GR_OK);
	cr_assert_eq(stat(path, &st), 0);
	cr_assert_eq(st.st_size, 900015);
}

Test(sink, reports_a_full_device_with_the_systems_words)
{
	struct gr_sink *sink;
	struct gr_err err;

	cr_assert_eq(gr_sink_open("/dev/full", &sink, &err), GR_OK);
	cr_assert_eq(gr_sink_write(sink, GR_S("x"), &err), GR_OK);
	cr_assert_eq(gr_sink_commit(sink, &err), GR_ESYS);
	cr_assert_str_eq(err.source, "/dev/full");
	cr_assert_str_eq(err.message,
	    "cannot be written: No space left on device");
}

Test(sink, reports_a_folder_that_is_not_there)
{
	struct gr_sink *sink;
	struct gr_err err;

	cr_assert_eq(gr_sink_open("/nonexistent/x", &sink, &err), GR_ESYS);
	cr_assert_str_eq(err.message,
	    "cannot be written: No such file or directory");
}
