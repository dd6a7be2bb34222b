/* inbox.h: a data folder is listed with the keys of its parts and why each is made:
 * a little standard, and programs that are files of that name. */
#include "inbox/inbox.h"

#include <ftw.h>
#include <sys/stat.h>

#include "little.h"
#include "release/chain.h"

static struct gr_arena *keep;
static struct gr_standard standard;
static struct gr_inbox inbox;
static struct gr_inbox_job job;
static struct gr_err err;

static void folder(const char *name)
{
	cr_assert_eq(mkdir(scratch_path(name), 0700), 0);
}

static void begin(void)
{
	static char root[512];

	scratch_open();
	keep = gr_arena_new();
	for (size_t i = 0; i < sizeof little_tables / sizeof *little_tables;
	     i++)
		scratch_text(little_tables[i][0], little_tables[i][1]);
	cr_assert_eq(gr_standard_read(keep, scratch_folder, &standard, &err),
	    GR_OK, "%s", scratch_said(&err));
	folder("bin");
	for (size_t i = 0; i < gr_chain_programs; i++) {
		char name[64];

		snprintf(name, sizeof name, "bin/%s", gr_chain[i].name);
		scratch_text(name, "#!/bin/true\n");
		cr_assert_eq(chmod(scratch_path(name), 0700), 0);
	}
	setenv("PATH", scratch_path("bin"), 1);
	folder("data");
	folder("data/inbox");
	folder("data/inbox/2020");
	folder("data/inbox/2021");
	folder("data/answers");
	scratch_text("data/register.csv", "code\n");
	scratch_text("data/inbox/2020/b.csv", "one\n");
	snprintf(root, sizeof root, "%s", scratch_path("data"));
	job = (struct gr_inbox_job){ .root = root,
		.standard = &standard,
		.as_of = GR_S("2020-12-31"),
		.language = GR_S("en"),
		.common = GR_S("aa") };
}

static int discard(const char *path, const struct stat *st, int kind,
    struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

static void end(void)
{
	gr_arena_free(keep);
	nftw(scratch_folder, discard, 8, FTW_DEPTH | FTW_PHYS);
}

TestSuite(inbox, .init = begin, .fini = end);

static void look(void)
{
	cr_assert_eq(gr_inbox_look(keep, &job, &inbox, &err), GR_OK, "%s",
	    scratch_said(&err));
}

static void expect_why(size_t i, const char *words)
{
	struct gr_buf buf = { 0 };

	gr_inbox_why(inbox.delivery[i].why, &buf);
	cr_expect(gr_slice_eq(gr_buf_slice(&buf), gr_slice_of(words)),
	    "%.*s, not %s", GR_ARG(gr_buf_slice(&buf)), words);
	gr_buf_free(&buf);
}

Test(inbox, only_waves_that_have_begun_are_read)
{
	scratch_text("data/inbox/2021/later.csv", "two\n");
	look();
	cr_assert_eq(inbox.deliveries, 1);
	cr_expect(gr_slice_eq(inbox.delivery[0].src, GR_S("inbox/2020/b.csv")));
	cr_expect_eq(inbox.unreads, 0);
	job.as_of = GR_S("2021-01-01");
	look();
	cr_expect_eq(inbox.deliveries, 2);
}

Test(inbox, a_key_stands_for_all_that_reading_depends_on)
{
	struct gr_slice key;

	look();
	key = inbox.delivery[0].key;
	look();
	cr_expect(gr_slice_eq(key, inbox.delivery[0].key));
	job.as_of = GR_S("2020-12-30"); /* ingest knows no day */
	scratch_text("atoms.csv", little_tables[6][1]);
	look();
	cr_expect(gr_slice_eq(key, inbox.delivery[0].key));
	job.common = GR_S("bb");
	look();
	cr_expect(!gr_slice_eq(key, inbox.delivery[0].key));
}

Test(inbox, what_has_changed_since_is_said)
{
	static char previous[512];

	look();
	expect_why(0, "new");
	snprintf(previous, sizeof previous, "%s", scratch_path("previous"));
	cr_assert_eq(gr_inventory_write(&inbox.inventory, previous, "green-x",
	                 &err),
	    GR_OK);
	job.previous = previous;
	look();
	expect_why(0, "lost");
	scratch_text("data/inbox/2020/b.csv", "other\n");
	scratch_text("rules.csv",
	    "rule,phase,type,columns,pattern,action,value,note\n\n");
	scratch_text("bin/green-chain", "#!/bin/false\n");
	job.common = GR_S("bb");
	look();
	expect_why(0, "changed;rule;program;register");
	scratch_text("previous", "nonsense");
	look();
	expect_why(0, "new");
}

Test(inbox, a_part_that_is_there_is_kept)
{
	static char cache[512], name[128];

	look();
	folder("cache");
	snprintf(cache, sizeof cache, "%s", scratch_path("cache"));
	snprintf(name, sizeof name, "cache/%.*s",
	    GR_ARG(inbox.delivery[0].key));
	folder(name);
	job.cache = cache;
	look();
	expect_why(0, "kept");
}

Test(inbox, the_first_of_equal_deliveries_stands)
{
	scratch_text("data/inbox/2020/a.csv", "one\n");
	look();
	cr_assert_eq(inbox.deliveries, 2);
	cr_expect_null(inbox.delivery[0].twin);
	cr_expect_eq(inbox.delivery[1].twin, &inbox.delivery[0]);
	cr_expect(gr_inbox_has(&inbox, GR_S("inbox/2020/a.csv")));
	cr_expect(!gr_inbox_has(&inbox, GR_S("inbox/2020/b.csv")));
}

Test(inbox, sheets_belong_to_whom_they_answer)
{
	scratch_text("data/answers/x.csv",
	    "query,answer\nq2020-inbox/2020/b.csv-2-a-0a1b2c3d,1\n"
	    "q2020-inbox/2020/z.csv-2-a-0a1b2c3d,\n"
	    "q2020-elsewhere.csv-2-a-0a1b2c3d,\n"
	    "q2021-inbox/2020/b.csv-2-a-0a1b2c3d,1\n");
	look();
	cr_assert_eq(inbox.sheets, 1);
	/* of another wave: said, for there is no such delivery */
	cr_assert_eq(inbox.sheet[0].n, 4);
	cr_expect(gr_slice_eq(inbox.sheet[0].asked[0],
	    GR_S("2021-inbox/2020/b.csv")));
	cr_assert_eq(inbox.delivery[0].sheets, 1);
	cr_expect_eq(inbox.delivery[0].sheet[0], &inbox.sheet[0]);
}

Test(inbox, of_equal_deliveries_the_answered_ones_stand)
{
	static const char *const sheet[] = { "query\n",
		"query,answer\nq2020-inbox/2020/b.csv-2-a-0a1b2c3d,1\n",
		"query,answer\nq2020-inbox/2020/b.csv-2-a-0a1b2c3d,1\n"
		"q2020-inbox/2020/c.csv-2-a-0a1b2c3d,1\n" };
	static const char *const read[] = { "a", "b", "bc" };

	scratch_text("data/inbox/2020/a.csv", "one\n");
	scratch_text("data/inbox/2020/c.csv", "one\n");
	for (size_t i = 0; i < sizeof(sheet) / sizeof(*sheet); i++) {
		char got[4] = "", *to = got;

		scratch_text("data/answers/x.csv", sheet[i]);
		look();
		cr_assert_eq(inbox.deliveries, 3);
		for (size_t k = 0; k < 3; k++)
			if (inbox.delivery[k].twin == NULL)
				*to++ = "abc"[k];
			else
				cr_expect_null(inbox.delivery[k].twin->twin);
		cr_expect_str_eq(got, read[i], "%s, not %s", got, read[i]);
	}
}

Test(inbox, what_is_no_file_or_in_no_wave_is_unread)
{
	cr_assert_eq(symlink("b.csv", scratch_path("data/inbox/2020/l")), 0);
	scratch_text("data/inbox/loose.csv", "x\n");
	scratch_text("data/inbox/.hidden", "x\n");
	look();
	cr_assert_eq(inbox.unreads, 3);
	cr_expect_eq(inbox.unread[0].what, GR_UNREAD_TEMPORARY);
	cr_expect(gr_slice_eq(inbox.unread[1].src, GR_S("inbox/2020/l")));
	cr_expect(gr_slice_eq(inbox.unread[1].wave, GR_S("2020")));
	cr_expect_eq(inbox.unread[1].what, GR_UNREAD_LINK);
	cr_expect_eq(inbox.unread[2].what, GR_UNREAD_ASTRAY);
}

Test(inbox, a_program_that_is_missing_is_no_input)
{
	cr_assert_eq(unlink(scratch_path("bin/green-audit")), 0);
	cr_assert_eq(gr_inbox_look(keep, &job, &inbox, &err), GR_ESYS);
	cr_expect_str_eq(err.source, "green-audit");
}
