/* withdrawn.c - what of the deliveries and answers is left out */
#include "inbox/inbox_internal.h"

#include "release/file_facts.h"
#include "text/file_name.h"

#define ANSWERS GR_S("answers")

/* Files of the same bytes are one delivery, whatever they are called. */
static struct gr_slice key_of(struct gr_slice group, struct gr_slice sha256,
    struct gr_buf *to)
{
	const struct gr_slice part[] = { group, sha256 };

	return gr_buf_join(to, part, 2, '\t');
}

static struct gr_slice group_of(const struct gr_inbox_job *job,
    struct gr_slice path)
{
	return gr_slice_starts(path, GR_S("answers/"))
	    ? ANSWERS
	    : gr_inbox_wave_of(job, path);
}

/* ---- the files that are named ---- */

/* Whether a row may name a file of this path; *masked: only with its hash. */
static bool may_be(const struct gr_withdrawal *row, struct gr_slice called,
    bool masked)
{
	return masked ? gr_file_name_is(row->src, called, true)
	              : gr_withdrawal_names(row, called);
}

static enum gr_status remember(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_slice path, size_t row,
    const char *sha256, struct gr_err *err)
{
	struct gr_buf text = { 0 };
	struct gr_slice key = gr_arena_copy(inbox->keep,
	    key_of(group_of(job, path), gr_slice_of(sha256), &text));
	uint64_t there;
	enum gr_status status = gr_buf_check(&text, err);

	gr_buf_free(&text);
	if (status == GR_OK && key.ptr == NULL)
		return gr_err_memory(err);
	inbox->named[row] = true;
	return status == GR_OK
	        && !gr_map_get(&inbox->withdrawn_bytes, key, &there)
	    ? gr_map_put(&inbox->withdrawn_bytes, key, row, err)
	    : status;
}

static enum gr_status hash_named(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_slice path, size_t row,
    struct gr_buf *called, bool masked, struct gr_err *err)
{
	const char *opened = gr_walk_path(inbox->keep, job->root, path);
	char hash[GR_SHA256_DIGITS + 1];
	enum gr_status status = opened ? gr_file_sha256(opened, hash, err)
	                               : gr_err_memory(err);

	if (status != GR_OK)
		return status;
	if (masked) {
		gr_file_name_mark(called, hash);
		status = gr_buf_check(called, err);
		if (status != GR_OK
		    || !gr_slice_eq(gr_buf_slice(called),
		        inbox->withdrawn.row[row].src))
			return status;
	}
	return remember(inbox, job, path, row, hash, err);
}

static enum gr_status find_file(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, const struct gr_walk_entry *entry,
    struct gr_err *err)
{
	const struct gr_withdrawn *list = &inbox->withdrawn;
	struct gr_buf called = { 0 };
	bool masked = gr_file_name_call(&called, entry->path);
	size_t len = called.len;
	enum gr_status status = gr_buf_check(&called, err);

	for (size_t i = 0; status == GR_OK && i < list->n; i++) {
		called.len = len;
		if (!gr_withdrawal_holds(&list->row[i], job->as_of)
		    || !may_be(&list->row[i], gr_buf_slice(&called), masked))
			continue;
		if (entry->kind == GR_WALK_FILE)
			status = hash_named(inbox, job, entry->path, i, &called,
			    masked, err);
		else
			inbox->named[i] = true; /* not read in any case */
	}
	gr_buf_free(&called);
	return status;
}

enum gr_status gr_inbox_withdraw(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, const struct gr_walk *walk,
    struct gr_err *err)
{
	enum gr_status status = gr_withdrawn_read(inbox->keep, job->root,
	    &inbox->withdrawn, err);

	inbox->withdrawn_bytes = gr_map_make(inbox->keep);
	inbox->named = GR_NEW_ARRAY(inbox->keep, inbox->withdrawn.n + 1, bool);
	if (status == GR_OK && inbox->named == NULL)
		return gr_err_memory(err);
	for (size_t i = 0;
	     status == GR_OK && inbox->withdrawn.n > 0 && i < walk->n; i++) {
		const struct gr_walk_entry *entry = &walk->entry[i];

		/* those of other waves are nobody's business, nor are tables */
		if (entry->kind != GR_WALK_CLOSED
		    && !gr_arrival_is_temporary(entry->path)
		    && group_of(job, entry->path).len > 0)
			status = find_file(inbox, job, entry, err);
	}
	return status;
}

enum gr_status gr_inbox_withdrawal(const struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_slice path,
    struct gr_slice sha256, const struct gr_withdrawal **by, struct gr_err *err)
{
	struct gr_buf text = { 0 };
	uint64_t at;

	*by = NULL;
	if (inbox->withdrawn.n == 0)
		return GR_OK;
	struct gr_slice key = key_of(group_of(job, path), sha256, &text);
	enum gr_status status = gr_buf_check(&text, err);
	if (status == GR_OK && gr_map_get(&inbox->withdrawn_bytes, key, &at))
		*by = &inbox->withdrawn.row[at];
	gr_buf_free(&text);
	return status;
}

/* ---- what is left out ---- */

enum gr_status gr_inbox_leave_out(struct gr_inbox *inbox, struct gr_slice wave,
    struct gr_slice src, const struct gr_withdrawal *by, struct gr_err *err)
{
	void *items = inbox->left_out;
	enum gr_status status = gr_arena_grow(inbox->keep, &items,
	    &inbox->left_outs_room, inbox->left_outs, sizeof(*inbox->left_out),
	    err);

	if (status != GR_OK)
		return status;
	inbox->left_out = items;
	inbox->left_out[inbox->left_outs++] = (struct gr_inbox_left_out){ wave,
		src, by };
	return GR_OK;
}

bool gr_inbox_is_copy(const struct gr_inbox_left_out *left_out)
{
	return !gr_withdrawal_names(left_out->by, left_out->src);
}

bool gr_inbox_names_nothing(const struct gr_inbox *inbox,
    const struct gr_inbox_job *job, size_t row)
{
	const struct gr_withdrawal *w = &inbox->withdrawn.row[row];

	return gr_withdrawal_holds(w, job->as_of) && !inbox->named[row]
	    && !gr_inbox_is_later(job, w->src);
}
