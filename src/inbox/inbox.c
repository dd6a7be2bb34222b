/* inbox.c - what lies there, and which parts of a night have to be made */
#include "inbox/inbox_internal.h"

#include "release/walk.h"
#include "text/file_name.h"

static enum gr_status add_named(struct gr_inbox *inbox,
    enum gr_inventory_kind kind, struct gr_slice name, struct gr_err *err)
{
	struct gr_buf called = { 0 };

	(void)gr_file_name_call(&called, name);
	struct gr_slice path = gr_arena_copy(inbox->keep,
	    gr_buf_slice(&called));
	enum gr_status status = gr_buf_check(&called, err);
	gr_buf_free(&called);
	if (status == GR_OK && path.ptr == NULL)
		status = gr_err_memory(err);
	return status == GR_OK
	    ? gr_inventory_add(&inbox->inventory,
	        (struct gr_inventory_item){ .kind = kind, .path = path }, err)
	    : status;
}

enum gr_status gr_inbox_look(struct gr_arena *keep,
    const struct gr_inbox_job *job, struct gr_inbox *out, struct gr_err *err)
{
	*out = (struct gr_inbox){ .keep = keep,
		.inventory = { .keep = keep },
		.masked = gr_map_make(keep) };
	enum gr_status status = add_named(out, GR_INVENTORY_NIGHT, job->as_of,
	    err);
	if (status == GR_OK)
		status = add_named(out, GR_INVENTORY_STANDARD,
		    gr_walk_name(gr_slice_of(job->standard->path)), err);
	if (status == GR_OK)
		status = add_named(out, GR_INVENTORY_LANGUAGE, job->language,
		    err);
	if (status == GR_OK)
		status = gr_inbox_files(out, job, err);
	if (status == GR_OK)
		status = gr_inbox_tables(out, job, err);
	if (status == GR_OK)
		status = gr_inbox_programs(out, err);
	if (status == GR_OK)
		status = gr_inbox_converter(out, err);
	if (status == GR_OK)
		status = gr_inbox_sheets(out, job, err);
	if (status == GR_OK)
		status = gr_inbox_twins(out, err);
	if (status == GR_OK)
		status = gr_inbox_parts(out, job, err);
	if (status == GR_OK)
		status = gr_inventory_digest(&out->inventory,
		    &out->inventory.item[0].sha256, err);
	return status;
}

enum gr_status gr_inbox_hash(struct sha256_ctx *hash, struct gr_source *source,
    struct gr_err *err)
{
	char block[65536];
	size_t got;
	enum gr_status status;

	while ((status = gr_source_read(source, block, sizeof block, &got, err))
	    == GR_OK)
		sha256_update(hash, got, (const uint8_t *)block);
	return status == GR_END ? GR_OK : status;
}
