/* walk.h: every file below a folder is found once, in the order of bytes, links
 * apart. */
#include "release/walk.h"

#include <sys/stat.h>

#include "kept.h"

static struct gr_walk walk;

static void begin(void)
{
	kept_open();
	walk = (struct gr_walk){ .keep = keep, .root = scratch_folder };
}

TestSuite(walk, .init = begin, .fini = kept_close);

static void expect(size_t i, const char *path, enum gr_walk_kind kind)
{
	cr_assert_lt(i, walk.n);
	cr_expect(gr_slice_eq(walk.entry[i].path, gr_slice_of(path)),
	    "%.*s, not %s", GR_ARG(walk.entry[i].path), path);
	cr_expect_eq(walk.entry[i].kind, kind, "%s", path);
}

Test(walk, files_and_links_are_told_apart_and_sorted_by_bytes)
{
	scratch_text("b", "x");
	scratch_text("a\xff", "x");
	cr_assert_eq(symlink("b", scratch_path("link")), 0);
	cr_assert_eq(gr_walk_add(&walk, "", &err), GR_OK);
	gr_walk_sort(&walk);
	cr_assert_eq(walk.n, 3);
	expect(0, "a\xff", GR_WALK_FILE);
	expect(1, "b", GR_WALK_FILE);
	expect(2, "link", GR_WALK_OTHER);
}

Test(walk, links_are_followed_if_asked_but_not_into_nothing_or_a_circle)
{
	scratch_text("b", "x");
	cr_assert_eq(symlink("b", scratch_path("link")), 0);
	cr_assert_eq(symlink("nowhere", scratch_path("none")), 0);
	cr_assert_eq(symlink("self", scratch_path("self")), 0);
	walk.follow = true;
	cr_assert_eq(gr_walk_add(&walk, "", &err), GR_OK);
	gr_walk_sort(&walk);
	cr_assert_eq(walk.n, 4);
	expect(1, "link", GR_WALK_FILE);
	expect(2, "none", GR_WALK_OTHER);
	expect(3, "self", GR_WALK_OTHER);
}

Test(walk, a_link_that_was_named_is_followed)
{
	cr_assert_eq(mkdir(scratch_path("folder"), 0700), 0);
	scratch_text("folder/in", "x");
	cr_assert_eq(symlink("folder", scratch_path("link")), 0);
	cr_assert_eq(gr_walk_add(&walk, "link", &err), GR_OK);
	cr_assert_eq(walk.n, 1);
	expect(0, "link/in", GR_WALK_FILE);
	unlink(scratch_path("folder/in"));
	rmdir(scratch_path("folder"));
}

Test(walk, what_is_not_there_adds_nothing)
{
	cr_assert_eq(gr_walk_add(&walk, "nothing", &err), GR_OK);
	cr_assert_eq(walk.n, 0);
	gr_walk_sort(&walk);
}

Test(walk, names_and_paths)
{
	cr_expect(gr_slice_eq(gr_walk_name(GR_S("a/b/c")), GR_S("c")));
	cr_expect(gr_slice_eq(gr_walk_name(GR_S("c")), GR_S("c")));
	cr_expect_str_eq(gr_walk_path(keep, "a", GR_S("b")), "a/b");
	cr_expect_str_eq(gr_walk_path(keep, "a", GR_S("")), "a");
}
