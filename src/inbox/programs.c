/* programs.c - the programs of a night, as PATH finds them */
#include "inbox/inbox_internal.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/version.h"
#include "release/chain.h"
#include "release/file_facts.h"
#include "release/walk.h"
#include "stream/source.h"

/* Where a shell would find it. */
const char *gr_inbox_program_path(struct gr_arena *keep, const char *program)
{
	const char *path = getenv("PATH");
	struct gr_slice rest = gr_slice_of(path ? path : ""), folder;
	struct stat st;

	while (gr_slice_split(&rest, ':', &folder)) {
		struct gr_slice here = folder.len > 0
		    ? gr_arena_copy(keep, folder)
		    : GR_S(".");
		const char *found = here.ptr
		    ? gr_walk_path(keep, here.ptr, gr_slice_of(program))
		    : NULL;

		if (found != NULL && access(found, X_OK) == 0
		    && stat(found, &st) == 0 && S_ISREG(st.st_mode))
			return found;
	}
	return NULL;
}

/* What stands behind the mark; who looks for it has the bare mark as well. */
static struct gr_slice find_version(struct gr_slice bytes)
{
	size_t at;

	while (bytes.ptr != NULL
	    && (at = gr_slice_find(bytes, GR_S(GR_VERSION_MARK))) != SIZE_MAX) {
		bytes = gr_slice_skip(bytes, at + sizeof(GR_VERSION_MARK) - 1);
		size_t n = bytes.len > 0 ? strnlen(bytes.ptr, bytes.len) : 0;
		if (n > 0)
			return gr_slice_make(bytes.ptr, n);
	}
	return GR_S("");
}

/* The version that stands in a program's bytes; what is none of ours, such as
 * a script around one, has "". */
static enum gr_status read_version(struct gr_arena *keep, const char *path,
    struct gr_slice *out, struct gr_err *err)
{
	struct gr_source *source = NULL;
	struct gr_buf bytes = { 0 };
	enum gr_status status = gr_source_open(path, NULL, &source, err);

	if (status == GR_OK)
		status = gr_source_read_all(source, &bytes, err);
	gr_source_close(source);
	struct gr_slice version = status == GR_OK
	    ? find_version(gr_buf_slice(&bytes))
	    : GR_S("");
	*out = gr_arena_copy(keep, version);
	gr_buf_free(&bytes);
	if (status == GR_OK && out->ptr == NULL)
		status = gr_err_memory(err);
	return status;
}

static enum gr_status add_program(struct gr_inbox *inbox, const char *name,
    struct gr_err *err)
{
	const char *path = gr_inbox_program_path(inbox->keep, name);
	struct gr_inventory_item item = { .kind = GR_INVENTORY_PROGRAM,
		.path = gr_slice_of(name) };
	struct gr_file_facts facts;

	if (path == NULL)
		return gr_err_at(err, GR_ESYS, name, 0, NULL,
		    "a program is missing");
	enum gr_status status = gr_file_facts(path, &facts, err);
	if (status == GR_OK)
		status = read_version(inbox->keep, path, &item.version, err);
	if (status != GR_OK)
		return status;
	item.sha256 = gr_arena_copy(inbox->keep, gr_slice_of(facts.sha256));
	if (item.sha256.ptr == NULL)
		return gr_err_memory(err);
	item.bytes = facts.bytes;
	return gr_inventory_add(&inbox->inventory, item, err);
}

enum gr_status gr_inbox_programs(struct gr_inbox *inbox, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < gr_chain_programs; i++)
		if (!(gr_chain[i].how & GR_CHAIN_IN_A_CHAIN))
			status = add_program(inbox, gr_chain[i].name, err);
	return status;
}

bool gr_inbox_reads_program(struct gr_slice program)
{
	for (size_t i = 0; i < gr_chain_programs; i++)
		if (gr_slice_eq(gr_slice_of(gr_chain[i].name), program))
			return gr_chain[i].how & GR_CHAIN_READS;
	return false;
}
