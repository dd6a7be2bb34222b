#include "release/verify.h"

#include "release/correction.h"
#include "release/signature.h"
#include "release/sums.h"
#include "release/walk.h"

#include <errno.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>

#define MANIFEST GR_S("manifest.json")
#define DAY_BYTES 11u /* "2022-12-31-" */

struct verify {
	const struct gr_verify_job *job;
	const struct gr_release *release;
	struct gr_walk walk;             /* what lies there */
	char hash[GR_SHA256_DIGITS + 1]; /* of the manifest */
	struct gr_verify_result *out;
};

static enum gr_status tell(struct verify *v, struct gr_slice file,
    enum gr_verify_state state, struct gr_err *err)
{
	return v->job->tell(v->job->context, file, state, err);
}

static enum gr_status damaged(struct verify *v, struct gr_slice file,
    enum gr_verify_state state, struct gr_err *err)
{
	v->out->damaged++;
	return tell(v, file, state, err);
}

static int by_path(const void *a, const void *b)
{
	const struct gr_walk_entry *left = a, *right = b;

	return gr_slice_cmp(left->path, right->path);
}

/* Whether something of this name, that is no folder, lies there; what it is. */
static bool is_there(const struct verify *v, struct gr_slice file,
    enum gr_walk_kind *kind)
{
	struct gr_walk_entry key = { .path = file };
	const struct gr_walk_entry *entry = v->walk.n == 0
	    ? NULL
	    : bsearch(&key, v->walk.entry, v->walk.n, sizeof(key), by_path);

	if (entry != NULL)
		*kind = entry->kind;
	return entry != NULL && entry->kind != GR_WALK_CLOSED;
}

static enum gr_status verify_item(struct verify *v,
    const struct gr_manifest_item *item, struct gr_err *err)
{
	const char *path = gr_release_path(v->job->keep, v->job->path,
	    item->name);
	enum gr_manifest_state state = GR_MANIFEST_CHANGED;
	enum gr_walk_kind kind;
	enum gr_status status = GR_OK;

	if (path == NULL)
		return gr_err_memory(err);
	v->out->files++;
	if (!is_there(v, item->name, &kind))
		return damaged(v, item->name, GR_VERIFY_MISSING, err);
	/* a link may lead to the same bytes, until somebody turns it */
	if (kind == GR_WALK_FILE)
		status = gr_manifest_compare(item, path, &state, err);
	if (status != GR_OK || state == GR_MANIFEST_SAME)
		return status;
	return damaged(v, item->name,
	    state == GR_MANIFEST_MISSING ? GR_VERIFY_MISSING
	                                 : GR_VERIFY_CHANGED,
	    err);
}

/* ---- the manifest ---- */

/* The digits of its manifest's hash with which the name of a release ends;
 * empty if it is not named as the night does. */
static struct gr_slice digits_of(struct gr_slice name)
{
	struct gr_slice digits;

	if (name.len <= DAY_BYTES || name.ptr[DAY_BYTES - 1] != '-'
	    || strspn(name.ptr, "0123456789-") < DAY_BYTES)
		return GR_S("");
	digits = gr_slice_skip(name, DAY_BYTES);
	return strspn(digits.ptr, "0123456789abcdef") == digits.len ? digits
	                                                            : GR_S("");
}

/* Whether a release of this name is that of the manifest: the night names it
 * so, or nobody said anything. */
static bool fits_name(const struct verify *v, const char *real)
{
	struct gr_slice digits = digits_of(gr_walk_name(gr_slice_of(real)));

	return digits.len == 0
	    || (digits.len == gr_manifest_digits(&v->release->manifest)
	        && gr_slice_starts(gr_slice_of(v->hash), digits));
}

static enum gr_status verify_manifest(struct verify *v, struct gr_err *err)
{
	const char *path = gr_release_path(v->job->keep, v->job->path,
	    MANIFEST);
	char *real = realpath(v->job->path, NULL);
	enum gr_walk_kind kind;
	enum gr_status status;

	if (path == NULL || (real == NULL && errno == ENOMEM)) {
		free(real);
		return gr_err_memory(err);
	}
	status = gr_file_sha256(path, v->hash, err);
	if (status == GR_OK
	    && (!is_there(v, MANIFEST, &kind) || kind != GR_WALK_FILE))
		status = damaged(v, MANIFEST, GR_VERIFY_CHANGED, err);
	else if (status == GR_OK && real != NULL && !fits_name(v, real))
		status = damaged(v, MANIFEST, GR_VERIFY_RENAMED, err);
	free(real);
	return status;
}

static void hash_text(const struct gr_buf *text,
    char hash[GR_SHA256_DIGITS + 1])
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx sha;

	sha256_init(&sha);
	if (text->len > 0)
		sha256_update(&sha, text->len, (const uint8_t *)text->ptr);
	sha256_digest(&sha, sizeof(digest), digest);
	gr_file_hex(digest, sizeof(digest), hash);
}

/* SHA256SUMS says what the manifest says. */
static enum gr_status verify_sums(struct verify *v, struct gr_err *err)
{
	const struct gr_manifest *manifest = &v->release->manifest;
	char hash[GR_SHA256_DIGITS + 1];
	struct gr_buf lines = { 0 };

	if (manifest->sums.len == 0)
		return GR_OK;
	gr_sums_add(&lines, gr_slice_of(v->hash), MANIFEST);
	for (size_t i = 0; i < manifest->n[GR_MANIFEST_OUTPUTS]; i++)
		gr_sums_add(&lines, manifest->item[GR_MANIFEST_OUTPUTS][i].mark,
		    manifest->item[GR_MANIFEST_OUTPUTS][i].name);
	enum gr_status status = gr_buf_check(&lines, err);
	hash_text(&lines, hash);
	gr_buf_free(&lines);
	struct gr_manifest_item item = { manifest->sums, gr_slice_of(hash) };
	return status == GR_OK ? verify_item(v, &item, err) : status;
}

static enum gr_status verify_signature(struct verify *v,
    enum gr_signature_kind kind, bool by_key, struct gr_err *err)
{
	struct gr_slice file = gr_slice_of(gr_signature_file[kind]);
	enum gr_signature_state state = GR_SIGNATURE_FORGED;
	enum gr_walk_kind is;
	enum gr_status status = GR_OK;

	if (!is_there(v, file, &is))
		return by_key ? damaged(v, file, GR_VERIFY_UNSIGNED, err)
		              : GR_OK;
	if (is == GR_WALK_FILE)
		status = gr_signature_check(v->job->keep, v->job->path, kind,
		    by_key ? v->job->key : NULL, &state, err);
	if (status != GR_OK || state == GR_SIGNATURE_GOOD)
		return status;
	return state == GR_SIGNATURE_FORGED
	    ? damaged(v, file, GR_VERIFY_FORGED, err)
	    : tell(v, file, GR_VERIFY_UNCHECKED, err);
}

static enum gr_status verify_signatures(struct verify *v, struct gr_err *err)
{
	enum gr_signature_kind of = GR_SIGNATURE_SSH;
	enum gr_status status = v->job->key != NULL
	    ? gr_signature_kind_of(v->job->key, &of, err)
	    : GR_OK;

	for (unsigned kind = 0; status == GR_OK && kind < GR_SIGNATURE_KINDS;
	     kind++)
		status = verify_signature(v, kind,
		    v->job->key != NULL && kind == of, err);
	return status;
}

/* ---- notices of correction ---- */

/* Whether a notice is what the two releases give; *made: the earlier one is
 * still there, so that it can be told. */
static enum gr_status check_notice(const struct verify *v, struct gr_slice file,
    bool *made, bool *same, struct gr_err *err)
{
	struct gr_arena *keep = v->job->keep;
	struct gr_slice name = gr_slice_skip(file, strlen(GR_CORRECTIONS));
	struct gr_slice base = gr_slice_make(name.ptr,
	    name.len - strlen(".csv"));
	const char *there = gr_release_path(keep, v->job->path, file);
	const char *beside = gr_release_path(keep, v->job->path, GR_S("../"));
	const char *path = beside ? gr_release_path(keep, beside, base) : NULL;
	char hash[GR_SHA256_DIGITS + 1], want[GR_SHA256_DIGITS + 1];
	struct gr_release old;
	struct gr_buf notice = { 0 };

	*made = *same = false;
	if (there == NULL || path == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_release_open(keep, path, NULL, &old, err);
	if (status == GR_OK)
		status = gr_correction_make(&old, v->release, &notice, err);
	*made = status == GR_OK;
	if (status == GR_OK)
		status = gr_file_sha256(there, hash, err);
	if (status == GR_OK) {
		hash_text(&notice, want);
		*same = strcmp(hash, want) == 0;
	}
	gr_buf_free(&notice);
	return status == GR_EDATA ? GR_OK : status;
}

static bool is_notice(const struct verify *v, struct gr_slice file)
{
	enum gr_walk_kind kind;

	return gr_slice_starts(file, GR_S(GR_CORRECTIONS))
	    && gr_slice_ends(file, GR_S(".csv"))
	    && digits_of(
	           gr_slice_make(file.ptr + strlen(GR_CORRECTIONS),
	               file.len - strlen(GR_CORRECTIONS) - strlen(".csv")))
	           .len
	    > 0
	    && is_there(v, file, &kind) && kind == GR_WALK_FILE;
}

static enum gr_status verify_notice(struct verify *v, struct gr_slice file,
    struct gr_err *err)
{
	bool made, same;
	enum gr_status status = check_notice(v, file, &made, &same, err);

	if (status != GR_OK || same)
		return status;
	return made ? damaged(v, file, GR_VERIFY_CHANGED, err)
	            : tell(v, file, GR_VERIFY_UNCHECKED, err);
}

/* ---- what it does not name ---- */

static bool is_named(const struct verify *v, struct gr_slice file)
{
	const struct gr_manifest *manifest = &v->release->manifest;
	bool named = gr_slice_eq(file, MANIFEST)
	    || gr_slice_eq(file, manifest->sums)
	    || gr_manifest_find(manifest, GR_MANIFEST_OUTPUTS, file) != NULL;

	for (size_t i = 0; i < GR_SIGNATURE_KINDS; i++)
		named |= gr_slice_eq(file, gr_slice_of(gr_signature_file[i]));
	return named;
}

static enum gr_status tell_rest(struct verify *v, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < v->walk.n && status == GR_OK; i++)
		if (is_notice(v, v->walk.entry[i].path))
			status = verify_notice(v, v->walk.entry[i].path, err);
		else if (!is_named(v, v->walk.entry[i].path))
			status = tell(v, v->walk.entry[i].path,
			    GR_VERIFY_UNNAMED, err);
	return status;
}

enum gr_status gr_release_verify(const struct gr_verify_job *job,
    struct gr_release *out, struct gr_verify_result *result, struct gr_err *err)
{
	struct verify v = { .job = job,
		.release = out,
		.walk = { .keep = job->keep, .root = job->path },
		.out = result };
	const struct gr_manifest *manifest = &out->manifest;
	enum gr_status status = gr_release_open(job->keep, job->path, NULL, out,
	    err);

	*result = (struct gr_verify_result){ 0 };
	if (status == GR_OK)
		status = gr_walk_add(&v.walk, "", err);
	gr_walk_sort(&v.walk);
	if (status == GR_OK)
		status = verify_manifest(&v, err);
	if (status == GR_OK)
		status = verify_signatures(&v, err);
	for (size_t i = 0;
	     status == GR_OK && i < manifest->n[GR_MANIFEST_OUTPUTS]; i++)
		status = verify_item(&v,
		    &manifest->item[GR_MANIFEST_OUTPUTS][i], err);
	if (status == GR_OK)
		status = verify_sums(&v, err);
	return status == GR_OK ? tell_rest(&v, err) : status;
}
