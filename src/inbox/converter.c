/* converter.c - what reads old workbooks, if there are some */
#include "inbox/inbox_internal.h"

#include "release/file_facts.h"
#include "sheet/old_book.h"

enum gr_status gr_inbox_is_old(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_slice path, bool *old,
    struct gr_err *err)
{
	const char *opened = gr_walk_path(inbox->keep, job->root, path);
	struct gr_source *source = NULL;
	char head[GR_OLD_BOOK_MAGIC_BYTES];
	size_t n = 0, got;

	*old = false;
	if (opened == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_source_open(opened, NULL, &source, err);
	while (status == GR_OK && n < sizeof head) {
		status = gr_source_read(source, head + n, sizeof head - n, &got,
		    err);
		n += status == GR_OK ? got : 0;
	}
	gr_source_close(source);
	if (status == GR_OK)
		*old = gr_old_book_begins(gr_slice_make(head, n));
	/* what is wrong with it its reader will say */
	return status == GR_ESYS ? status : GR_OK;
}

static bool is_needed(const struct gr_inbox *inbox)
{
	for (size_t i = 0; i < inbox->deliveries; i++)
		if (inbox->delivery[i].old)
			return true;
	for (size_t i = 0; i < inbox->sheets; i++)
		if (inbox->sheet[i].old)
			return true;
	return false;
}

enum gr_status gr_inbox_converter(struct gr_inbox *inbox, struct gr_err *err)
{
	const char *path = is_needed(inbox)
	    ? gr_inbox_program_path(inbox->keep, GR_OLD_BOOK_PROGRAM)
	    : NULL;
	struct gr_inventory_item item = { .kind = GR_INVENTORY_PROGRAM,
		.path = GR_S(GR_OLD_BOOK_PROGRAM) };
	struct gr_buf version = { 0 };
	struct gr_file_facts facts;

	if (path == NULL)
		return GR_OK;
	enum gr_status status = gr_old_book_version(&version, err);
	if (status == GR_OK)
		status = gr_file_facts(path, &facts, err);
	item.version = gr_arena_copy(inbox->keep, gr_buf_slice(&version));
	gr_buf_free(&version);
	if (status != GR_OK)
		return status;
	item.sha256 = gr_arena_copy(inbox->keep, gr_slice_of(facts.sha256));
	if (item.sha256.ptr == NULL || item.version.ptr == NULL)
		return gr_err_memory(err);
	item.bytes = facts.bytes;
	return gr_inventory_add(&inbox->inventory, item, err);
}

struct gr_slice gr_inbox_converter_sum(const struct gr_inventory *inventory)
{
	const struct gr_inventory_item *item = gr_inventory_find(inventory,
	    GR_INVENTORY_PROGRAM, GR_S(GR_OLD_BOOK_PROGRAM));

	/* it is little more than a name for its library, which has the same
	 * version */
	return item != NULL ? item->version : GR_S("");
}
