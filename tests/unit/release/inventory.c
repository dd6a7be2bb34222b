/* inventory.h: an inventory is read back as it was written, and one that is none is
 * refused. */
#include "release/inventory.h"

#include "kept.h"

static struct gr_inventory inventory;

static void begin(void)
{
	kept_open();
	inventory = (struct gr_inventory){ .keep = keep };
}

TestSuite(inventory, .init = begin, .fini = kept_close);

static void add(enum gr_inventory_kind kind, const char *path,
    const char *sha256)
{
	cr_assert_eq(gr_inventory_add(&inventory,
	                 (struct gr_inventory_item){ kind, gr_slice_of(path),
	                     gr_slice_of(sha256), 7, 2, GR_S("v1"), GR_S("") },
	                 &err),
	    GR_OK);
}

Test(inventory, what_was_written_is_read)
{
	struct gr_inventory again = { .keep = keep };
	static char path[512];

	add(GR_INVENTORY_NIGHT, "2021-11-15", "aa");
	add(GR_INVENTORY_INPUT, "inbox/2021/a b.csv", "bb");
	snprintf(path, sizeof path, "%s", scratch_path("inventory"));
	cr_assert_eq(gr_inventory_write(&inventory, path, "green-x", &err),
	    GR_OK);
	cr_assert_eq(gr_inventory_read(&again, path, &err), GR_OK, "%s",
	    scratch_said(&err));
	cr_assert_eq(again.n, 2);
	const struct gr_inventory_item *item = gr_inventory_find(&again,
	    GR_INVENTORY_INPUT, GR_S("inbox/2021/a b.csv"));
	cr_assert_not_null(item);
	cr_assert(gr_slice_eq(item->sha256, GR_S("bb")));
	cr_assert_eq(item->bytes, 7);
	cr_assert_eq(item->lines, 2);
	cr_assert(gr_slice_eq(item->version, GR_S("v1")));
}

Test(inventory, the_same_path_of_another_kind_is_another_thing)
{
	add(GR_INVENTORY_INPUT, "x", "aa");
	add(GR_INVENTORY_ANSWERS, "x", "bb");
	cr_assert(gr_slice_eq(gr_inventory_find(&inventory,
	                          GR_INVENTORY_ANSWERS, GR_S("x"))
	                          ->sha256,
	    GR_S("bb")));
	cr_assert_null(
	    gr_inventory_find(&inventory, GR_INVENTORY_TABLE, GR_S("x")));
}

Test(inventory, every_item_and_every_hash_is_in_the_digest)
{
	struct gr_slice one, two, three;

	add(GR_INVENTORY_INPUT, "x", "aa");
	cr_assert_eq(gr_inventory_digest(&inventory, &one, &err), GR_OK);
	inventory.item[0].sha256 = GR_S("ab");
	cr_assert_eq(gr_inventory_digest(&inventory, &two, &err), GR_OK);
	add(GR_INVENTORY_UNREAD, "y", "");
	cr_assert_eq(gr_inventory_digest(&inventory, &three, &err), GR_OK);
	cr_assert_eq(one.len, 64);
	cr_assert(!gr_slice_eq(one, two) && !gr_slice_eq(two, three));
}

static void expect_refused(const char *text, const char *said)
{
	static char path[512];

	scratch_text("inventory", text);
	snprintf(path, sizeof path, "%s", scratch_path("inventory"));
	cr_expect_eq(gr_inventory_read(&inventory, path, &err), GR_EDATA, "%s",
	    text);
	cr_expect_not_null(strstr(scratch_said(&err), said), "%s is not: %s",
	    scratch_said(&err), said);
}

#define HEAD "kind\tpath\tsha256\tbytes\tlines\tversion\n"

Test(inventory, what_is_none_is_refused)
{
	expect_refused("kind\tpath\n#end\tx\t0\t10\n", "is no inventory");
	expect_refused(HEAD "odd\tx\taa\t1\t1\t\n#end\tx\t1\t55\n",
	    "inventory:2: kind: no kind of an inventory: 'odd'");
	expect_refused(HEAD "input\tx\taa\tmany\t1\t\n#end\tx\t1\t60\n",
	    "inventory:2: bytes: not a whole number");
	expect_refused(HEAD "input\tx\taa\t1\t1\t\n", "inventory");
	cr_expect_eq(gr_inventory_read(&inventory, "/nowhere/i", &err),
	    GR_EDATA);
}
