/* sink.h: a file is there when it is whole, and never before. */
#include "stream/sink.h"
#include <criterion/criterion.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

static void expect_record(const struct gr_slice *field, size_t n,
    const char *want)
{
	struct gr_sink *sink;
	struct gr_err err;
	char got[128] = { 0 };
	FILE *file;

	cr_assert_eq(gr_sink_open(path, &sink, &err), GR_OK);
	cr_assert_eq(gr_sink_record(sink, field, n, &err), GR_OK);
	cr_assert_eq(gr_sink_bytes(sink), strlen(want));
	cr_assert_eq(gr_sink_commit(sink, &err), GR_OK);
	file = fopen(path, "rb");
	cr_assert_not_null(file);
	cr_assert_lt(fread(got, 1, sizeof got, file), sizeof got);
	cr_assert_eq(fclose(file), 0);
	cr_assert_str_eq(got, want);
}

/* Fields that lie in their line as they were are written in one piece. */
Test(sink, writes_the_same_whether_fields_are_neighbours_or_not)
{
	static const char line[] = "ab\t\tcd ef\tg\t";
	const struct gr_slice ab = { line, 2 }, empty = { line + 3, 0 },
	                      cd_ef = { line + 4, 5 }, g = { line + 10, 1 },
	                      last = { line + 12, 0 };

	expect_record((struct gr_slice[]){ ab, empty, cd_ef, g, last }, 5,
	    "ab\t\tcd ef\tg\t\n");
	expect_record((struct gr_slice[]){ ab, GR_S("new"), cd_ef, g }, 4,
	    "ab\tnew\tcd ef\tg\n");
	expect_record((struct gr_slice[]){ g, ab, empty, ab }, 4,
	    "g\tab\t\tab\n");
	expect_record((struct gr_slice[]){ { NULL, 0 }, ab, { NULL, 0 } }, 3,
	    "\tab\t\n");
}

Test(sink, puts_a_tab_between_neighbours_that_have_none)
{
	static const char text[] = "cd ef\tg";

	expect_record((struct gr_slice[]){ { text, 2 }, { text + 3, 2 } }, 2,
	    "cd\tef\n");
	expect_record((struct gr_slice[]){ { text, 2 }, { text + 2, 3 } }, 2,
	    "cd\t ef\n");
	expect_record((struct gr_slice[]){ { text, 7 }, { text + 6, 1 } }, 2,
	    "cd ef\tg\tg\n");
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

/* /dev/stdout is such a link, and may lead to a file. */
Test(sink, writes_to_an_open_descriptor_by_its_other_name)
{
	char link[sizeof folder + 8], name[64], said[16];
	struct gr_sink *sink;
	struct stat st;
	struct gr_err err;

	snprintf(link, sizeof link, "%s/link", folder);
	int fd = open(path, O_RDWR | O_CREAT | O_APPEND, 0600);
	cr_assert_eq(write(fd, "first ", 6), 6);
	snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
	cr_assert_eq(symlink(name, link), 0);
	cr_assert_eq(gr_sink_open(link, &sink, &err), GR_OK);
	cr_assert_eq(gr_sink_write(sink, GR_S("second"), &err), GR_OK);
	cr_assert_eq(gr_sink_commit(sink, &err), GR_OK);
	cr_expect_eq(pread(fd, said, sizeof said, 0), 12);
	cr_expect_arr_eq(said, "first second", 12);
	cr_expect(lstat(link, &st) == 0 && S_ISLNK(st.st_mode));
	close(fd);
	unlink(link);
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

Test(sink, what_lies_beside_is_not_followed)
{
	struct gr_sink *sink;
	struct gr_err err;
	char beside[128], elsewhere[128];
	struct stat st;

	snprintf(beside, sizeof beside, "%s.%ld.partial", path, (long)getpid());
	snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere", folder);
	cr_assert_eq(symlink(elsewhere, beside), 0);
	cr_assert_eq(gr_sink_open(path, &sink, &err), GR_OK);
	cr_assert_eq(gr_sink_write(sink, GR_S("x"), &err), GR_OK);
	cr_assert_eq(gr_sink_commit(sink, &err), GR_OK);
	cr_assert(exists());
	cr_assert_neq(lstat(elsewhere, &st), 0);
	cr_assert_eq(lstat(path, &st), 0);
	cr_assert(S_ISREG(st.st_mode));
}

Test(sink, a_file_that_is_open_is_written_and_closed)
{
	struct gr_sink *sink;
	struct gr_err err;
	FILE *file = fopen(path, "w");
	struct stat st;

	cr_assert_not_null(file);
	int fd = dup(fileno(file));
	fclose(file);
	cr_assert_eq(gr_sink_on(fd, "it", &sink, &err), GR_OK);
	cr_assert_eq(gr_sink_write(sink, GR_S("xyz"), &err), GR_OK);
	cr_assert_eq(gr_sink_commit(sink, &err), GR_OK);
	cr_assert_eq(stat(path, &st), 0);
	cr_assert_eq(st.st_size, 3);
	cr_assert_neq(fstat(fd, &st), 0);
}
