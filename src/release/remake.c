#include "release/remake.h"

#include "base/buf.h"
#include "base/version.h"
#include "sheet/old_book.h"
#include "stream/command.h"
#include "stream/sink.h"
#include "text/file_name.h"

#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MANIFEST GR_S("manifest.json")
#define NIGHT "pipelines/nightly"

struct remake {
	const struct gr_remake_job *job;
	const struct gr_release *release;
	struct gr_arena *keep;
	const char *bin;      /* where the programs are, this one among them */
	const char *night;    /* the script */
	const char *standard; /* the folder of its tables */
	const char *scratch;  /* where it is made again */
	size_t *told;
};

static enum gr_status tell(struct remake *r, struct gr_slice file,
    enum gr_remake_state state, struct gr_err *err)
{
	++*r->told;
	return r->job->tell(r->job->context, file, state, err);
}

/* ---- by what, and from what ---- */

static enum gr_status check_version(const struct remake *r, struct gr_err *err)
{
	const struct gr_manifest *manifest = &r->release->manifest;
	struct gr_slice version = gr_slice_of(gr_version());

	for (size_t i = 0; i < manifest->n[GR_MANIFEST_PROGRAMS]; i++) {
		const struct gr_manifest_item *program =
		    &manifest->item[GR_MANIFEST_PROGRAMS][i];

		/* the converter of others has a version of its own */
		if (!gr_slice_eq(program->mark, version)
		    && !gr_slice_eq(program->name, GR_S(GR_OLD_BOOK_PROGRAM)))
			return gr_err_at(err, GR_EDATA, r->release->path, 0,
			    NULL,
			    "was made by version '%.*s' of %.*s: this is %s",
			    GR_ARG(program->mark), GR_ARG(program->name),
			    version.ptr);
	}
	if (manifest->language.len == 0)
		return gr_err_at(err, GR_EDATA, r->release->path, 0, NULL,
		    "was made before version 0.2: it does not say from what");
	return GR_OK;
}

/* The programs lie together; the script is installed beside them, or stands in
 * the tree that they were built in. */
static enum gr_status find_night(struct remake *r, struct gr_err *err)
{
	static const char *const place[] = { "../share/greenline/" NIGHT,
		"../../../" NIGHT };
	char *self = realpath("/proc/self/exe", NULL);
	size_t n = self ? strlen(self) : 0;

	while (n > 0 && self[n - 1] != '/')
		n--;
	r->bin = n > 1 ? gr_arena_copy(r->keep, gr_slice_make(self, n - 1)).ptr
	               : NULL;
	free(self);
	if (r->bin == NULL)
		return gr_err_set(err, GR_ESYS,
		    "cannot tell where this program is");
	for (size_t i = 0; i < 2 && r->night == NULL; i++) {
		r->night = gr_arena_path(r->keep, r->bin,
		    gr_slice_of(place[i]));
		if (r->night == NULL)
			return gr_err_memory(err);
		if (access(r->night, R_OK) != 0)
			r->night = NULL;
	}
	return r->night ? GR_OK
	                : gr_err_set(err, GR_ESYS, "%s is missing", NIGHT);
}

static enum gr_status find_standard(struct remake *r, struct gr_err *err)
{
	struct gr_slice folder = gr_slice_of(r->night);

	r->standard = r->job->standard ? r->job->standard
	                               : getenv("GREEN_STANDARD");
	if (r->standard != NULL && r->standard[0] != '\0')
		return GR_OK;
	folder = gr_arena_copy(r->keep,
	    gr_slice_make(folder.ptr, folder.len - strlen("nightly")));
	r->standard = folder.ptr
	    ? gr_arena_path(r->keep, folder.ptr, GR_S("heilongjiang-2020"))
	    : NULL;
	return r->standard ? GR_OK : gr_err_memory(err);
}

/* A path below a folder, and no way out of it. */
static bool is_below(struct gr_slice path)
{
	struct gr_slice part;
	bool below = true;

	while (below && gr_slice_split(&path, '/', &part))
		below = part.len > 0 && !gr_slice_eq(part, GR_S("."))
		    && !gr_slice_eq(part, GR_S(".."));
	return below;
}

static enum gr_status check_name(const struct remake *r, struct gr_slice name,
    struct gr_err *err)
{
	return is_below(name)
	    ? GR_OK
	    : gr_err_at(err, GR_EDATA, r->release->path, 0, NULL,
	        "'%.*s' is no path of an input", GR_ARG(name));
}

static enum gr_status check_inputs(struct remake *r, enum gr_manifest_kind kind,
    struct gr_err *err)
{
	const struct gr_manifest *manifest = &r->release->manifest;
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < manifest->n[kind]; i++) {
		const struct gr_manifest_item *input = &manifest->item[kind][i];
		enum gr_manifest_state state = GR_MANIFEST_MISSING;
		const char *path;

		status = gr_release_input(r->release, input->name, &path, err);
		if (status == GR_OK)
			status = gr_manifest_compare(input, path, &state, err);
		if (status == GR_OK && state != GR_MANIFEST_SAME)
			status = tell(r, input->name, GR_REMAKE_GONE, err);
	}
	return status;
}

static enum gr_status check_tables(struct remake *r, struct gr_err *err)
{
	const struct gr_manifest *manifest = &r->release->manifest;
	enum gr_status status = GR_OK;

	for (size_t i = 0;
	     status == GR_OK && i < manifest->n[GR_MANIFEST_TABLES]; i++) {
		const struct gr_manifest_item *table =
		    &manifest->item[GR_MANIFEST_TABLES][i];
		bool same;

		status = gr_release_made_with(r->release, r->standard, table,
		    &same, err);
		if (status == GR_OK && !same)
			status = tell(r, table->name, GR_REMAKE_GONE, err);
	}
	return status;
}

/* ---- the same inputs in another folder ---- */

static enum gr_status cannot_make(const char *path, struct gr_err *err)
{
	return gr_err_at(err, GR_ESYS, path, 0, NULL, "cannot be made: %s",
	    gr_err_reason(errno));
}

/* Every folder of a path below the scratch folder. */
static enum gr_status make_folders(const struct remake *r, char *path,
    struct gr_err *err)
{
	for (char *at = path + strlen(r->scratch) + 1;
	     (at = strchr(at, '/')) != NULL; at++) {
		*at = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST)
			return cannot_make(path, err);
		*at = '/';
	}
	return GR_OK;
}

/* Where `name` goes: *path, and the folders above it are there. */
static enum gr_status place(const struct remake *r, struct gr_slice name,
    const char **path, struct gr_err *err)
{
	enum gr_status status = check_name(r, name, err);

	*path = status == GR_OK ? gr_arena_path(r->keep, r->scratch, name)
	                        : NULL;
	if (status != GR_OK)
		return status;
	size_t n = *path ? strlen(*path) + 1 : 0;
	char *parts = gr_arena_bytes(r->keep, n);
	if (*path == NULL || parts == NULL)
		return gr_err_memory(err);
	memcpy(parts, *path, n);
	return make_folders(r, parts, err);
}

static enum gr_status copy_bytes(FILE *from, const char *path,
    struct gr_sink *to, struct gr_err *err)
{
	char block[65536];
	enum gr_status status = GR_OK;
	size_t got;

	while (
	    status == GR_OK && (got = fread(block, 1, sizeof block, from)) > 0)
		status = gr_sink_write(to, gr_slice_make(block, got), err);
	return status == GR_OK && ferror(from)
	    ? gr_err_named(err, path, "cannot be read", errno)
	    : status;
}

static enum gr_status copy_file(const char *from, const char *to,
    struct gr_err *err)
{
	struct gr_sink *sink = NULL;
	FILE *file;
	enum gr_status status = gr_file_open(from, &file, err);

	if (status != GR_OK)
		return status;
	status = gr_sink_open(to, &sink, err);
	if (status == GR_OK)
		status = copy_bytes(file, from, sink, err);
	(void)fclose(file); /* only read from: nothing to lose */
	return gr_sink_end(sink, status, err);
}

static enum gr_status copy_inputs(const struct remake *r,
    enum gr_manifest_kind kind, struct gr_err *err)
{
	const struct gr_manifest *manifest = &r->release->manifest;
	size_t root = strlen(r->release->data) + 1;
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < manifest->n[kind]; i++) {
		const char *from, *to = NULL;

		status = gr_release_input(r->release,
		    manifest->item[kind][i].name, &from, err);
		if (status == GR_OK)
			status = place(r, gr_slice_of(from + root), &to, err);
		if (status == GR_OK)
			status = copy_file(from, to, err);
	}
	return status;
}

/* What was passed over is told of by its name alone. */
static enum gr_status make_unread(const struct remake *r,
    const struct gr_manifest_item *item, struct gr_err *err)
{
	struct gr_buf name = { 0 };
	const char *path = NULL;
	struct gr_sink *sink;

	gr_file_name_open(&name, item->name);
	enum gr_status status = gr_buf_check(&name, err);
	if (status == GR_OK)
		status = place(r, gr_buf_slice(&name), &path, err);
	gr_buf_free(&name);
	if (status != GR_OK)
		return status;
	/* one that leads to a folder, as that of a wave may */
	if (gr_slice_eq(item->mark, GR_S("link")))
		return symlink(".", path) == 0 ? GR_OK : cannot_make(path, err);
	status = gr_sink_open(path, &sink, err);
	return status == GR_OK ? gr_sink_commit(sink, err) : status;
}

static enum gr_status make_wave(const struct remake *r,
    const struct gr_manifest_item *wave, struct gr_err *err)
{
	const char *path;
	enum gr_status status = place(r, wave->mark, &path, err);

	if (status == GR_OK && mkdir(path, 0700) != 0 && errno != EEXIST)
		return cannot_make(path, err);
	return status;
}

static enum gr_status fill(const struct remake *r, struct gr_err *err)
{
	const struct gr_manifest *manifest = &r->release->manifest;
	enum gr_status status = copy_inputs(r, GR_MANIFEST_INPUTS, err);

	if (status == GR_OK)
		status = copy_inputs(r, GR_MANIFEST_WITHDRAWN, err);
	for (size_t i = 0;
	     status == GR_OK && i < manifest->n[GR_MANIFEST_UNREAD]; i++)
		status = make_unread(r, &manifest->item[GR_MANIFEST_UNREAD][i],
		    err);
	for (size_t i = 0;
	     status == GR_OK && i < manifest->n[GR_MANIFEST_WAVES]; i++)
		status = make_wave(r, &manifest->item[GR_MANIFEST_WAVES][i],
		    err);
	return status;
}

/* ---- the night, and what comes of it ---- */

static enum gr_status make_again(const struct remake *r, struct gr_err *err)
{
	const struct gr_manifest *manifest = &r->release->manifest;
	const char *const argv[] = { "bash", "--", r->night, "-q", "--data",
		r->scratch, "--standard", r->standard, "--as-of",
		manifest->as_of.ptr, "--lang", manifest->language.ptr,
		"--quiet-period", "0", NULL };
	const struct gr_command command = { .argv = argv,
		.in = -1,
		.more = -1,
		.aloud = true };
	const char *path = getenv("PATH");
	struct gr_buf with = { 0 };
	int code;

	gr_buf_format(&with, "%s:%s", r->bin, path ? path : "/usr/bin:/bin");
	gr_buf_byte(&with, '\0');
	enum gr_status status = gr_buf_check(&with, err);
	if (status == GR_OK && setenv("PATH", with.ptr, 1) != 0)
		status = gr_err_memory(err);
	gr_buf_free(&with);
	if (status == GR_OK)
		status = gr_command_run(&command, &code, err);
	return status == GR_OK && code != 0
	    ? gr_err_at(err, GR_ESYS, r->release->path, 0, NULL,
	        "could not be made again: the night ended with %d", code)
	    : status;
}

/* Files that one has and the other has not, or otherwise; the lists are
 * sorted. */
static enum gr_status compare_outputs(struct remake *r,
    const struct gr_manifest *again, struct gr_err *err)
{
	const struct gr_manifest *was = &r->release->manifest;
	const enum gr_manifest_kind kind = GR_MANIFEST_OUTPUTS;
	enum gr_status status = GR_OK;

	for (size_t i = 0, k = 0;
	     status == GR_OK && (i < was->n[kind] || k < again->n[kind]);) {
		const struct gr_manifest_item *left = was->item[kind] + i;
		const struct gr_manifest_item *right = again->item[kind] + k;
		int order = i == was->n[kind] ? 1
		    : k == again->n[kind]
		    ? -1
		    : gr_slice_cmp(left->name, right->name);

		if (order != 0 || !gr_slice_eq(left->mark, right->mark))
			status = tell(r, order > 0 ? right->name : left->name,
			    GR_REMAKE_FORGED, err);
		i += order <= 0;
		k += order >= 0;
	}
	return status;
}

static enum gr_status compare(struct remake *r, struct gr_err *err)
{
	const char *was = gr_release_path(r->keep, r->release->path, MANIFEST);
	const char *path = gr_release_path(r->keep, r->scratch,
	    GR_S("releases/current/manifest.json"));
	struct gr_manifest again;
	size_t before = *r->told;
	bool same = false;

	if (was == NULL || path == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_manifest_read(r->keep, path, &again, err);
	if (status == GR_OK)
		status = compare_outputs(r, &again, err);
	if (status == GR_OK && *r->told == before)
		status = gr_manifest_same(was, path, &same, err);
	return status == GR_OK && *r->told == before && !same
	    ? tell(r, MANIFEST, GR_REMAKE_FORGED, err)
	    : status;
}

static int forget(const char *path, const struct stat *st, int kind,
    struct FTW *ftw)
{
	(void)st;
	(void)kind;
	(void)ftw;
	return remove(path);
}

static enum gr_status in_scratch(struct remake *r, struct gr_err *err)
{
	const char *temp = getenv("TMPDIR");
	struct gr_buf path = { 0 };

	gr_buf_format(&path, "%s/green-verify.XXXXXX", temp ? temp : "/tmp");
	gr_buf_byte(&path, '\0');
	enum gr_status status = gr_buf_check(&path, err);
	if (status == GR_OK && mkdtemp(path.ptr) == NULL)
		status = cannot_make(path.ptr, err);
	if (status == GR_OK) {
		r->scratch = path.ptr;
		status = fill(r, err);
		if (status == GR_OK)
			status = make_again(r, err);
		if (status == GR_OK)
			status = compare(r, err);
		if (nftw(path.ptr, forget, 16, FTW_DEPTH | FTW_PHYS) != 0
		    && status == GR_OK)
			status = gr_err_at(err, GR_ESYS, path.ptr, 0, NULL,
			    "cannot be removed: %s", gr_err_reason(errno));
	}
	gr_buf_free(&path);
	return status;
}

enum gr_status gr_release_remake(const struct gr_remake_job *job, size_t *told,
    struct gr_err *err)
{
	struct remake r = { .job = job,
		.release = job->release,
		.keep = job->release->keep,
		.told = told };
	*told = 0;
	enum gr_status status = check_version(&r, err);

	if (status == GR_OK)
		status = find_night(&r, err);
	if (status == GR_OK)
		status = find_standard(&r, err);
	if (status == GR_OK)
		status = check_inputs(&r, GR_MANIFEST_INPUTS, err);
	if (status == GR_OK)
		status = check_inputs(&r, GR_MANIFEST_WITHDRAWN, err);
	if (status == GR_OK)
		status = check_tables(&r, err);
	return status == GR_OK && *told == 0 ? in_scratch(&r, err) : status;
}
