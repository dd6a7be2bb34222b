#include "release/verify.h"

#include "release/walk.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define MANIFEST GR_S("manifest.json")
#define DAY_BYTES 11u /* "2022-12-31-" */

struct verify {
	const struct gr_release *release;
	gr_verify_fn *tell;
	void *context;
	struct gr_verify_result *out;
};

static enum gr_status damaged(struct verify *v, struct gr_slice file,
    enum gr_verify_state state, struct gr_err *err)
{
	v->out->damaged++;
	return v->tell(v->context, file, state, err);
}

static enum gr_status verify_file(struct verify *v,
    const struct gr_manifest_item *item, struct gr_err *err)
{
	const char *path = gr_release_path(v->release->keep, v->release->path,
	    item->name);
	enum gr_manifest_state state;
	enum gr_status status;

	if (path == NULL)
		return gr_err_memory(err);
	v->out->files++;
	status = gr_manifest_compare(item, path, &state, err);
	if (status != GR_OK || state == GR_MANIFEST_SAME)
		return status;
	return damaged(v, item->name,
	    state == GR_MANIFEST_MISSING ? GR_VERIFY_MISSING
	                                 : GR_VERIFY_CHANGED,
	    err);
}

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

static enum gr_status verify_name(struct verify *v, struct gr_err *err)
{
	const struct gr_release *release = v->release;
	const char *path = gr_release_path(release->keep, release->path,
	    MANIFEST);
	char hash[GR_SHA256_DIGITS + 1];
	char *real = realpath(release->path, NULL);
	enum gr_status status;

	if (path == NULL || (real == NULL && errno == ENOMEM)) {
		free(real);
		return gr_err_memory(err);
	}
	status = gr_file_sha256(path, hash, err);
	if (status == GR_OK && real != NULL
	    && !gr_slice_starts(gr_slice_of(hash),
	        digits_of(gr_walk_name(gr_slice_of(real)))))
		status = damaged(v, MANIFEST, GR_VERIFY_RENAMED, err);
	free(real);
	return status;
}

static enum gr_status verify_rest(struct verify *v, struct gr_err *err)
{
	const struct gr_release *release = v->release;
	struct gr_walk walk = { .keep = release->keep, .root = release->path };
	enum gr_status status = gr_walk_add(&walk, "", err);

	gr_walk_sort(&walk);
	for (size_t i = 0; i < walk.n && status == GR_OK; i++) {
		struct gr_slice file = walk.entry[i].path;

		if (!gr_slice_eq(file, MANIFEST)
		    && gr_manifest_find(&release->manifest, GR_MANIFEST_OUTPUTS,
		           file)
		        == NULL)
			status = v->tell(v->context, file, GR_VERIFY_UNNAMED,
			    err);
	}
	return status;
}

enum gr_status gr_release_verify(struct gr_arena *keep, const char *path,
    gr_verify_fn *tell, void *context, struct gr_verify_result *out,
    struct gr_err *err)
{
	struct gr_release release;
	struct verify v = { &release, tell, context, out };
	enum gr_status status = gr_release_open(keep, path, NULL, &release,
	    err);

	*out = (struct gr_verify_result){ 0 };
	if (status == GR_OK)
		status = verify_name(&v, err);
	for (size_t i = 0;
	     status == GR_OK && i < release.manifest.n[GR_MANIFEST_OUTPUTS];
	     i++)
		status = verify_file(&v,
		    &release.manifest.item[GR_MANIFEST_OUTPUTS][i], err);
	return status == GR_OK ? verify_rest(&v, err) : status;
}
