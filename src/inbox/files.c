/* files.c - what lies there: supplied files, deliveries, answers, tables */
#include "inbox/inbox_internal.h"

#include <errno.h>
#include <sys/stat.h>

#include "release/file_facts.h"
#include "release/walk.h"
#include "text/file_name.h"

/* Files of the same bytes whose names are masked to the same are numbered from
 * the second on: what is found of each has a place of its own. */
static enum gr_status tell_apart(struct gr_inbox *inbox, struct gr_buf *name,
    struct gr_err *err)
{
	struct gr_slice key = gr_arena_copy(inbox->keep, gr_buf_slice(name));
	uint64_t before = 0;

	if (key.ptr == NULL)
		return gr_err_memory(err);
	if (gr_map_get(&inbox->masked, key, &before)) {
		gr_buf_byte(name, '~');
		gr_buf_uint(name, before + 1);
	}
	enum gr_status status = gr_map_put(&inbox->masked, key, before + 1,
	    err);
	return status == GR_OK ? gr_buf_check(name, err) : status;
}

/* `path` as streams call it, in the arena; `sha256` NULL: it has no bytes. */
static enum gr_status call(struct gr_inbox *inbox, struct gr_slice path,
    const char *sha256, struct gr_slice *out, struct gr_err *err)
{
	struct gr_buf name = { 0 };

	bool masked = gr_file_name_call(&name, path);
	if (masked && sha256 != NULL)
		gr_file_name_mark(&name, sha256);
	enum gr_status status = gr_buf_check(&name, err);
	if (status == GR_OK && masked)
		status = tell_apart(inbox, &name, err);
	*out = gr_arena_copy(inbox->keep, gr_buf_slice(&name));
	gr_buf_free(&name);
	return status == GR_OK && out->ptr == NULL ? gr_err_memory(err)
	                                           : status;
}

/* What a file is, but for its name. */
static enum gr_status look_at(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_slice path,
    enum gr_inventory_kind kind, struct gr_inventory_item *item,
    struct gr_err *err)
{
	const char *opened = gr_walk_path(inbox->keep,
	    kind == GR_INVENTORY_TABLE ? job->standard->path : job->root, path);
	struct gr_file_facts facts;

	*item = (struct gr_inventory_item){ .kind = kind };
	if (opened == NULL)
		return gr_err_memory(err);
	enum gr_status status = job->sm3
	    ? gr_file_facts_sm3(opened, &facts, err)
	    : gr_file_facts(opened, &facts, err);
	if (status != GR_OK)
		return status;
	item->sha256 = gr_arena_copy(inbox->keep, gr_slice_of(facts.sha256));
	item->bytes = facts.bytes;
	item->lines = facts.lines;
	item->sm3 = gr_arena_copy(inbox->keep, gr_slice_of(facts.sm3));
	return item->sha256.ptr && item->sm3.ptr ? GR_OK : gr_err_memory(err);
}

static enum gr_status put_down(struct gr_inbox *inbox, struct gr_slice path,
    struct gr_inventory_item *item, struct gr_err *err)
{
	enum gr_status status = call(inbox, path, item->sha256.ptr, &item->path,
	    err);

	return status == GR_OK ? gr_inventory_add(&inbox->inventory, *item, err)
	                       : status;
}

/* Hash a file and put it down; *item is what was put. */
static enum gr_status add_file(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_slice path,
    enum gr_inventory_kind kind, struct gr_inventory_item *item,
    struct gr_err *err)
{
	enum gr_status status = look_at(inbox, job, path, kind, item, err);

	return status == GR_OK ? put_down(inbox, path, item, err) : status;
}

static enum gr_status add_delivery(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_slice wave, struct gr_slice path,
    const struct gr_inventory_item *item, struct gr_err *err)
{
	void *items = inbox->delivery;
	bool old;
	enum gr_status status = gr_inbox_is_old(inbox, job, path, &old, err);

	if (status == GR_OK)
		status = gr_arena_grow(inbox->keep, &items,
		    &inbox->deliveries_room, inbox->deliveries,
		    sizeof(*inbox->delivery), err);

	if (status != GR_OK)
		return status;
	inbox->delivery = items;
	inbox->delivery[inbox->deliveries++] = (struct gr_inbox_delivery){
		.wave = wave,
		.path = path,
		.src = item->path,
		.sha256 = item->sha256,
		.old = old
	};
	return GR_OK;
}

static enum gr_status add_sheet(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_slice path,
    const struct gr_inventory_item *item, struct gr_err *err)
{
	void *items = inbox->sheet;
	bool old;
	enum gr_status status = gr_inbox_is_old(inbox, job, path, &old, err);

	if (status == GR_OK)
		status = gr_arena_grow(inbox->keep, &items, &inbox->sheets_room,
		    inbox->sheets, sizeof(*inbox->sheet), err);

	if (status != GR_OK)
		return status;
	inbox->sheet = items;
	inbox->sheet[inbox->sheets++] = (struct gr_inbox_sheet){ .path = path,
		.src = item->path,
		.sha256 = item->sha256,
		.old = old };
	return GR_OK;
}

static enum gr_status add_unread(struct gr_inbox *inbox, struct gr_slice wave,
    struct gr_slice path, enum gr_unread what, struct gr_err *err)
{
	void *items = inbox->unread;
	struct gr_slice src;
	enum gr_status status = call(inbox, path, NULL, &src, err);

	if (status == GR_OK)
		status = gr_arena_grow(inbox->keep, &items,
		    &inbox->unreads_room, inbox->unreads,
		    sizeof(*inbox->unread), err);
	if (status != GR_OK)
		return status;
	inbox->unread = items;
	inbox->unread[inbox->unreads++] = (struct gr_inbox_unread){ wave, src,
		what };
	return GR_OK;
}

/* Whether what is published was made from a delivery of that name.  A manifest
 * that cannot be read denies nothing. */
static bool is_published(const struct gr_inbox *inbox, struct gr_slice called,
    bool masked)
{
	const struct gr_manifest *manifest = &inbox->published;
	bool found = inbox->published_unread;

	for (size_t i = 0; i < manifest->n[GR_MANIFEST_INPUTS] && !found; i++)
		found = gr_file_name_is(
		    manifest->item[GR_MANIFEST_INPUTS][i].name, called, masked);
	return found;
}

static enum gr_status add_waiting(struct gr_inbox *inbox, struct gr_slice wave,
    struct gr_slice path, struct gr_err *err)
{
	void *items = inbox->waiting;
	struct gr_buf called = { 0 };
	struct gr_slice src;
	bool masked = gr_file_name_call(&called, path);
	bool published = is_published(inbox, gr_buf_slice(&called), masked);
	enum gr_status status = gr_buf_check(&called, err);

	gr_buf_free(&called);
	if (status == GR_OK)
		status = call(inbox, path, NULL, &src, err);
	if (status == GR_OK)
		status = gr_arena_grow(inbox->keep, &items,
		    &inbox->waitings_room, inbox->waitings,
		    sizeof(*inbox->waiting), err);
	if (status != GR_OK)
		return status;
	inbox->waiting = items;
	inbox->waiting[inbox->waitings++] = (struct gr_inbox_waiting){ wave,
		src, published };
	return GR_OK;
}

/* Put down a file of deliveries (of a wave) or answers, if it is withdrawn;
 * *left_out: it is, and that is all of it. */
static enum gr_status withdraw(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_slice wave, struct gr_slice path,
    struct gr_inventory_item *item, bool *left_out, struct gr_err *err)
{
	const struct gr_withdrawal *by;
	enum gr_status status = gr_inbox_withdrawal(inbox, job, path,
	    item->sha256, &by, err);

	*left_out = by != NULL;
	if (status != GR_OK || by == NULL)
		return status;
	item->kind = GR_INVENTORY_WITHDRAWN;
	status = put_down(inbox, path, item, err);
	return status == GR_OK
	    ? gr_inbox_leave_out(inbox, wave, item->path, by, err)
	    : status;
}

static enum gr_status take_delivery(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_slice wave, struct gr_slice path,
    struct gr_err *err)
{
	const char *opened = gr_walk_path(inbox->keep, job->root, path);
	struct gr_inventory_item item;
	bool waits = false, left_out = false;

	if (opened == NULL)
		return gr_err_memory(err);
	enum gr_status status = look_at(inbox, job, path, GR_INVENTORY_INPUT,
	    &item, err);
	if (status == GR_OK)
		status = withdraw(inbox, job, wave, path, &item, &left_out,
		    err);
	if (status == GR_OK && !left_out)
		status = gr_arrival_waits(opened, &job->clock, &waits, err);
	if (status != GR_OK || left_out)
		return status;
	if (waits)
		return add_waiting(inbox, wave, path, err);
	status = put_down(inbox, path, &item, err);
	return status == GR_OK
	    ? add_delivery(inbox, job, wave, path, &item, err)
	    : status;
}

static enum gr_status take_answers(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_slice path, struct gr_err *err)
{
	struct gr_inventory_item item;
	bool left_out = false;
	enum gr_status status = look_at(inbox, job, path, GR_INVENTORY_INPUT,
	    &item, err);

	if (status == GR_OK)
		status = withdraw(inbox, job, GR_S(""), path, &item, &left_out,
		    err);
	if (status != GR_OK || left_out)
		return status;
	status = put_down(inbox, path, &item, err);
	return status == GR_OK ? add_sheet(inbox, job, path, &item, err)
	                       : status;
}

/* A file, link or closed folder of the inbox.  Folders of other waves, and
 * what else is closed, are nobody's business. */
static enum gr_status take_from_inbox(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, const struct gr_walk_entry *entry,
    struct gr_err *err)
{
	struct gr_slice wave = gr_inbox_wave_of(job, entry->path);
	bool begun = wave.ptr != NULL;

	if (entry->kind == GR_WALK_CLOSED)
		return begun ? gr_err_named(err, entry->path.ptr,
		           "cannot be read", entry->why)
		             : GR_OK;
	if (gr_inbox_is_later(job, entry->path))
		return GR_OK;
	if (!begun || entry->kind != GR_WALK_FILE)
		return add_unread(inbox, begun ? wave : GR_S(""), entry->path,
		    begun ? GR_UNREAD_LINK : GR_UNREAD_ASTRAY, err);
	return take_delivery(inbox, job, wave, entry->path, err);
}

static enum gr_status take(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, const struct gr_walk_entry *entry,
    struct gr_err *err)
{
	bool delivered = gr_slice_starts(entry->path, GR_S("inbox/"));
	bool answer = gr_slice_starts(entry->path, GR_S("answers/"));
	struct gr_inventory_item item;

	if ((delivered || answer) && gr_arrival_is_temporary(entry->path))
		return add_unread(inbox, GR_S(""), entry->path,
		    GR_UNREAD_TEMPORARY, err);
	if (delivered)
		return take_from_inbox(inbox, job, entry, err);
	if (entry->kind == GR_WALK_CLOSED)
		return gr_err_named(err, entry->path.ptr, "cannot be read",
		    entry->why);
	if (entry->kind != GR_WALK_FILE)
		return add_unread(inbox, GR_S(""), entry->path, GR_UNREAD_LINK,
		    err);
	return answer
	    ? take_answers(inbox, job, entry->path, err)
	    : add_file(inbox, job, entry->path, GR_INVENTORY_INPUT, &item, err);
}

/* Folders and files that are what they should be: a folder called
 * changes.csv is none. */
static enum gr_status walk_root(struct gr_walk *walk, struct gr_err *err)
{
	static const struct {
		const char *name;
		bool folder;
	} known[] = { { "register.csv", false }, { "changes.csv", false },
		{ "filings.csv", false }, { GR_WITHDRAWN_LIST, false },
		{ "inbox", true }, { "answers", true } };
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < sizeof known / sizeof *known;
	     i++) {
		const char *path = gr_walk_path(walk->keep, walk->root,
		    gr_slice_of(known[i].name));
		struct stat st;

		if (path == NULL)
			return gr_err_memory(err);
		int why = stat(path, &st) == 0 ? 0 : errno;
		if (why != 0 && why != ENOENT)
			return gr_err_named(err, path, "cannot be examined",
			    why);
		if (why == 0
		    && (known[i].folder ? S_ISDIR(st.st_mode)
		                        : S_ISREG(st.st_mode)))
			status = gr_walk_add(walk, known[i].name, err);
	}
	gr_walk_sort(walk);
	return status;
}

static enum gr_status read_published(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_err *err)
{
	enum gr_status status = job->published == NULL
	    ? GR_OK
	    : gr_manifest_read(inbox->keep, job->published, &inbox->published,
	        err);

	if (status != GR_EDATA)
		return status;
	inbox->published = (struct gr_manifest){ .item = { NULL } };
	inbox->published_unread = true;
	return GR_OK;
}

enum gr_status gr_inbox_files(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_err *err)
{
	static const char *const what[] = { [GR_UNREAD_LINK] = "link",
		[GR_UNREAD_ASTRAY] = "astray",
		[GR_UNREAD_TEMPORARY] = "temporary" };
	struct gr_walk walk = { .keep = inbox->keep, .root = job->root };
	enum gr_status status = gr_inbox_waves(inbox, job, err);

	if (status == GR_OK)
		status = read_published(inbox, job, err);
	if (status == GR_OK)
		status = walk_root(&walk, err);
	if (status == GR_OK)
		status = gr_inbox_withdraw(inbox, job, &walk, err);
	for (size_t i = 0; status == GR_OK && i < walk.n; i++)
		status = take(inbox, job, &walk.entry[i], err);
	for (size_t i = 0; status == GR_OK && i < inbox->unreads; i++)
		status = gr_inventory_add(&inbox->inventory,
		    (struct gr_inventory_item){ .kind = GR_INVENTORY_UNREAD,
		        .path = inbox->unread[i].src,
		        .version = gr_slice_of(what[inbox->unread[i].what]) },
		    err);
	return status;
}

bool gr_inbox_reads_table(struct gr_slice table)
{
	static const char *const judged[] = { "annual", "atoms", "checks",
		"criteria", "derived", "groups", "indicators", "mess",
		"obligations", "parameters", "places", "scopes", "shown",
		"synth", "synth-filings" };

	table.len -= strlen(".csv");
	for (size_t i = 0; i < sizeof judged / sizeof *judged; i++)
		if (gr_slice_eq(table, gr_slice_of(judged[i])))
			return false;
	return true;
}

enum gr_status gr_inbox_tables(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_err *err)
{
	struct gr_walk walk = { .keep = inbox->keep,
		.root = job->standard->path,
		.follow = true };
	enum gr_status status = gr_walk_add(&walk, "", err);

	gr_walk_sort(&walk);
	for (size_t i = 0; status == GR_OK && i < walk.n; i++) {
		const struct gr_walk_entry *entry = &walk.entry[i];
		struct gr_inventory_item item;

		if (entry->kind == GR_WALK_CLOSED)
			status = gr_err_named(err, job->standard->path,
			    "cannot be read", entry->why);
		else if (entry->kind == GR_WALK_FILE
		    && gr_slice_ends(entry->path, GR_S(".csv")))
			status = add_file(inbox, job, entry->path,
			    GR_INVENTORY_TABLE, &item, err);
		if (status == GR_EDATA) /* a table is wrong, not an input */
			status = gr_err_place(err, GR_EUSAGE, err->source, 0,
			    NULL);
	}
	return status;
}
