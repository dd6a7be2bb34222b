/* whole.h: a folder is what it was, or it is not. */
#include "program/whole.h"

#include "scratch.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char part[512], kept[512];
static struct gr_err err;

/* A part of two files, sealed and kept. */
static void begin(void)
{
	scratch_open();
	snprintf(part, sizeof part, "%s", scratch_path("new"));
	snprintf(kept, sizeof kept, "%s", scratch_path("kept"));
	cr_assert_eq(mkdir(part, 0700), 0);
	scratch_text("new/a.tsv", "1234");
	scratch_text("new/b.tsv", "");
	cr_assert_eq(gr_whole_seal(part, &err), GR_OK);
	cr_assert_eq(gr_whole_keep(&(struct gr_whole_name){ part, kept }, 1,
	                 &err),
	    GR_OK);
}

TestSuite(whole, .init = begin, .fini = scratch_close);

static bool is_whole(void)
{
	bool whole;

	cr_assert_eq(gr_whole_check(kept, &whole, &err), GR_OK, "%s",
	    scratch_said(&err));
	return whole;
}

Test(whole, what_was_sealed_is_whole)
{
	cr_expect(is_whole());
}

Test(whole, other_bytes_are_not)
{
	scratch_text("kept/a.tsv", "1235");
	cr_expect_not(is_whole());
	scratch_text("kept/a.tsv", "123");
	cr_expect_not(is_whole());
	scratch_text("kept/a.tsv", "1234");
	cr_expect(is_whole());
	scratch_text("kept/sums", "");
	cr_expect_not(is_whole());
	cr_assert_eq(unlink(scratch_path("kept/sums")), 0);
	cr_expect_not(is_whole());
}

Test(whole, a_file_more_or_less_is_not)
{
	scratch_text("kept/c.tsv", "");
	cr_expect_not(is_whole());
	cr_assert_eq(unlink(scratch_path("kept/c.tsv")), 0);
	cr_expect(is_whole());
	cr_assert_eq(unlink(scratch_path("kept/b.tsv")), 0);
	cr_expect_not(is_whole());
}

Test(whole, a_link_or_a_pipe_is_none_and_is_not_waited_for)
{
	cr_assert_eq(unlink(scratch_path("kept/b.tsv")), 0);
	cr_assert_eq(mkfifo(scratch_path("kept/b.tsv"), 0600), 0);
	cr_expect_not(is_whole());
	cr_assert_eq(unlink(scratch_path("kept/b.tsv")), 0);
	scratch_text("b.tsv", "");
	cr_assert_eq(symlink("../b.tsv", scratch_path("kept/b.tsv")), 0);
	cr_expect_not(is_whole());
	cr_assert_eq(rename(kept, part), 0);
	cr_expect_not(is_whole());
	cr_assert_eq(symlink("new", kept), 0);
	cr_expect_not(is_whole());
}

Test(whole, what_has_the_name_goes_aside)
{
	struct stat st;

	scratch_text("kept/a.tsv", "");
	cr_assert_eq(mkdir(part, 0700), 0);
	scratch_text("new/a.tsv", "again");
	cr_assert_eq(gr_whole_seal(part, &err), GR_OK);
	cr_assert_eq(gr_whole_keep(&(struct gr_whole_name){ part, kept }, 1,
	                 &err),
	    GR_OK);
	cr_expect(is_whole());
	cr_expect_eq(stat(scratch_path("new.damaged/b.tsv"), &st), 0);
	/* one that was not made is no failure, and changes nothing */
	cr_assert_eq(gr_whole_keep(&(struct gr_whole_name){ part, kept }, 1,
	                 &err),
	    GR_OK);
	cr_expect(is_whole());
}

Test(whole, what_somebody_else_has_made_meanwhile_stays)
{
	struct stat before, after;

	cr_assert_eq(stat(kept, &before), 0);
	cr_assert_eq(mkdir(part, 0700), 0);
	scratch_text("new/a.tsv", "1234");
	cr_assert_eq(gr_whole_seal(part, &err), GR_OK);
	cr_assert_eq(gr_whole_keep(&(struct gr_whole_name){ part, kept }, 1,
	                 &err),
	    GR_OK);
	cr_assert_eq(stat(kept, &after), 0);
	cr_expect_eq(before.st_ino, after.st_ino);
	cr_expect_neq(stat(scratch_path("new.damaged"), &after), 0);
}
