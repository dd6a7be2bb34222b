/* release.c - a published release. */
#include "release/release.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "release/inventory.h"
#include "release/walk.h"
#include "stream/stream.h"
#include "text/file_name.h"

const char *gr_release_path(struct gr_arena *keep, const char *folder,
    struct gr_slice name)
{
	return gr_arena_path(keep, folder, name);
}

/* Two folders above the release, whatever links led to it. */
static enum gr_status find_data(struct gr_release *release, struct gr_err *err)
{
	char *real = realpath(release->path, NULL);

	if (real == NULL && errno == ENOMEM)
		return gr_err_memory(err);
	if (real == NULL)
		return gr_err_at(err, GR_EDATA, release->path, 0, NULL,
		    "cannot be opened: %s", gr_err_reason(errno));
	release->data = gr_release_path(release->keep, real, GR_S("../.."));
	free(real);
	return release->data ? GR_OK : gr_err_memory(err);
}

enum gr_status gr_release_open(struct gr_arena *keep, const char *path,
    const char *data, struct gr_release *out, struct gr_err *err)
{
	*out = (struct gr_release){ .keep = keep, .path = path, .data = data };
	enum gr_status status = data ? GR_OK : find_data(out, err);
	if (status != GR_OK)
		return status;
	const char *manifest = gr_release_path(keep, path,
	    GR_S("manifest.json"));
	if (manifest == NULL)
		return gr_err_memory(err);
	return gr_manifest_read(keep, manifest, &out->manifest, err);
}

enum gr_status gr_release_open_meant(struct gr_arena *keep, const char *path,
    const char *data, struct gr_release *out, struct gr_err *err)
{
	const char *own = gr_release_path(keep, path, GR_S("manifest.json"));
	const char *published = gr_release_path(keep, path,
	    GR_S("releases/current"));
	const char *inbox = gr_release_path(keep, path, GR_S("inbox"));
	struct stat st;

	if (own == NULL || published == NULL || inbox == NULL)
		return gr_err_memory(err);
	if (stat(own, &st) == 0)
		return gr_release_open(keep, path, data, out, err);
	if (stat(published, &st) == 0)
		path = published;
	else if (lstat(published, &st) == 0 || stat(inbox, &st) == 0)
		return gr_err_at(err, GR_EDATA, published, 0, NULL,
		    "nothing is published: no release is there");
	return gr_release_open(keep, path, data, out, err);
}

/* What a manifest will say of the inventory. */
static void describe(const struct gr_inventory *inventory,
    struct gr_manifest *out)
{
	for (size_t i = 0; i < inventory->n; i++) {
		const struct gr_inventory_item *item = &inventory->item[i];

		if (item->kind == GR_INVENTORY_NIGHT) {
			out->as_of = item->path;
			out->key = item->sha256;
		} else if (item->kind == GR_INVENTORY_STANDARD) {
			out->standard = item->path;
		} else if (item->kind == GR_INVENTORY_LANGUAGE) {
			out->language = item->path;
		}
	}
}

enum gr_status gr_release_open_making(struct gr_arena *keep, const char *path,
    const char *inventory, struct gr_release *out, struct gr_err *err)
{
	struct gr_inventory all = { .keep = keep };
	enum gr_status status = gr_inventory_read(&all, inventory, err);

	*out = (struct gr_release){ .keep = keep,
		.path = path,
		.data = path,
		.in_the_making = true };
	if (status != GR_OK)
		return status;
	describe(&all, &out->manifest);
	if (out->manifest.as_of.len == 0 || out->manifest.standard.len == 0)
		return gr_err_at(err, GR_EDATA, inventory, 0, NULL,
		    "is no inventory of green-inbox");
	return GR_OK;
}

enum gr_status gr_release_name(const struct gr_release *release,
    struct gr_slice *name, struct gr_slice *hash, struct gr_err *err)
{
	const struct gr_manifest *manifest = &release->manifest;
	const char *path = gr_release_path(release->keep, release->path,
	    GR_S("manifest.json"));
	char hex[GR_SHA256_DIGITS + 1];
	struct gr_buf text = { 0 };
	struct gr_slice ignored;

	if (path == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_file_sha256(path, hex, err);
	if (status != GR_OK)
		return status;
	hash = hash ? hash : &ignored;
	gr_buf_format(&text, "%.*s-%.*s", GR_ARG(manifest->as_of),
	    (int)gr_manifest_digits(manifest), hex);
	*hash = gr_arena_copy(release->keep, gr_slice_of(hex));
	*name = gr_arena_copy(release->keep, gr_buf_slice(&text));
	status = gr_buf_check(&text, err);
	gr_buf_free(&text);
	return status == GR_OK && (!hash->ptr || !name->ptr)
	    ? gr_err_memory(err)
	    : status;
}

enum gr_status gr_release_find(const struct gr_release *release,
    const char *name, const char **path, struct gr_err *err)
{
	const struct gr_manifest_item *item = gr_manifest_find(
	    &release->manifest, GR_MANIFEST_OUTPUTS, gr_slice_of(name));
	enum gr_manifest_state state;

	*path = gr_release_path(release->keep, release->path,
	    gr_slice_of(name));
	if (*path == NULL)
		return gr_err_memory(err);
	if (release->in_the_making)
		return GR_OK;
	enum gr_status status = gr_manifest_compare(item, *path, &state, err);
	if (status != GR_OK || state == GR_MANIFEST_SAME)
		return status;
	if (state == GR_MANIFEST_MISSING)
		return GR_EDATA; /* *err says why */
	return gr_err_at(err, GR_EDATA, *path, 0, NULL,
	    "is not the file that was published: manifest.json has %s",
	    state == GR_MANIFEST_CHANGED ? "another hash" : "no such file");
}

enum gr_status gr_release_table(const struct gr_release *release,
    const char *name, const char *const *required, struct gr_table *out,
    struct gr_err *err)
{
	const char *path;
	enum gr_status status = gr_release_find(release, name, &path, err);

	if (status == GR_OK)
		status = gr_table_read(release->keep, path, out, err);
	if (status == GR_OK)
		status = gr_table_columns(out, required, NULL, err);
	/* a table that people keep is wrong; one of a release is no input */
	if (status == GR_EUSAGE)
		status = err->status = GR_EDATA;
	return status;
}

enum gr_status gr_release_made_with(const struct gr_release *release,
    const char *folder, const struct gr_manifest_item *table, bool *same,
    struct gr_err *err)
{
	const char *path = gr_release_path(release->keep, folder, table->name);
	enum gr_manifest_state state = GR_MANIFEST_MISSING;

	if (path == NULL)
		return gr_err_memory(err);
	/* a table that is gone is another one */
	enum gr_status status = gr_manifest_compare(table, path, &state, err);
	*same = state == GR_MANIFEST_SAME;
	return status;
}

/* ---- what it was made from ---- */

/* Whether a file that lies there is the one that is called `src`: by its
 * bytes, if its name is masked. */
static enum gr_status is_input(const struct gr_release *release,
    struct gr_slice name, struct gr_slice src, bool *yes, struct gr_err *err)
{
	const char *path = gr_release_path(release->keep, release->data, name);
	char hash[GR_SHA256_DIGITS + 1];
	struct gr_buf called = { 0 };
	bool masked = gr_file_name_call(&called, name);
	enum gr_status status = path ? gr_buf_check(&called, err)
	                             : gr_err_memory(err);

	*yes = status == GR_OK
	    && gr_file_name_is(src, gr_buf_slice(&called), masked);
	if (*yes && masked) {
		status = gr_file_sha256(path, hash, err);
		gr_file_name_mark(&called, hash);
		*yes = status == GR_OK
		    && gr_slice_eq(src, gr_buf_slice(&called));
		/* what cannot be read is not the one */
		status = status == GR_EDATA ? GR_OK : status;
	}
	gr_buf_free(&called);
	return status;
}

/* Look for an input with a masked name below the first folder of its path,
 * which is the inbox; `path` stays as it is if there is none. */
static enum gr_status search_input(const struct gr_release *release,
    struct gr_slice src, const char **path, struct gr_err *err)
{
	struct gr_walk walk = { .keep = release->keep, .root = release->data };
	struct gr_slice rest = src, folder;
	(void)gr_slice_split(&rest, '/', &folder);
	const char *below = gr_arena_copy(release->keep, folder).ptr;
	bool yes = false;
	enum gr_status status = below ? gr_walk_add(&walk, below, err)
	                              : gr_err_memory(err);

	for (size_t i = 0; status == GR_OK && !yes && i < walk.n; i++) {
		struct gr_slice name = walk.entry[i].path;

		if (walk.entry[i].kind != GR_WALK_FILE)
			continue;
		status = is_input(release, name, src, &yes, err);
		if (yes)
			*path = gr_release_path(release->keep, release->data,
			    name);
	}
	return status == GR_OK && *path == NULL ? gr_err_memory(err) : status;
}

enum gr_status gr_release_input(const struct gr_release *release,
    struct gr_slice src, const char **path, struct gr_err *err)
{
	struct gr_buf name = { 0 };
	struct stat st;

	src = gr_file_name_file(src, NULL);
	gr_file_name_open(&name, src);
	*path = name.failed ? NULL
	                    : gr_release_path(release->keep, release->data,
	                        gr_buf_slice(&name));
	gr_buf_free(&name);
	if (*path == NULL)
		return gr_err_memory(err);
	if (stat(*path, &st) == 0 || gr_slice_find(src, GR_S("~")) == SIZE_MAX)
		return GR_OK;
	return search_input(release, src, path, err);
}

/* ---- streams ---- */

static enum gr_status keep_row(struct gr_arena *keep, const struct gr_row *row,
    struct gr_table_row *to, struct gr_err *err)
{
	struct gr_slice *cell = GR_NEW_ARRAY(keep, row->n, struct gr_slice);

	if (cell == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < row->n; i++) {
		cell[i] = gr_arena_copy(keep, row->field[i]);
		if (cell[i].ptr == NULL)
			return gr_err_memory(err);
	}
	*to = (struct gr_table_row){ cell, row->line, false, false };
	return GR_OK;
}

static enum gr_status read_rows(struct gr_arena *keep, struct gr_stream *stream,
    gr_row_wanted_fn *wanted, const void *context, struct gr_table *out,
    struct gr_err *err)
{
	struct gr_row row;
	void *rows = NULL;
	size_t room = 0;
	const struct gr_header *header = gr_stream_header(stream);
	enum gr_status status = gr_header_make(keep, header->name, header->n,
	    &out->header, err);

	while (status == GR_OK
	    && (status = gr_stream_next(stream, &row, err)) == GR_OK) {
		if (wanted != NULL && !wanted(context, &out->header, &row))
			continue;
		status = gr_arena_grow(keep, &rows, &room, out->rows,
		    sizeof(*out->row), err);
		if (status != GR_OK)
			break;
		out->row = rows;
		status = keep_row(keep, &row,
		    (struct gr_table_row *)rows + out->rows++, err);
	}
	return status == GR_END ? GR_OK : status;
}

enum gr_status gr_release_stream(const struct gr_release *release,
    const char *name, gr_row_wanted_fn *wanted, const void *context,
    struct gr_table *out, struct gr_err *err)
{
	struct gr_stream *stream = NULL;
	const char *path;
	enum gr_status status = gr_release_find(release, name, &path, err);

	*out = (struct gr_table){ .path = path, .arena = release->keep };
	if (status == GR_OK)
		status = gr_stream_open_file(path, false, &stream, err);
	if (status == GR_OK) {
		gr_stream_take_old(stream);
		status = read_rows(release->keep, stream, wanted, context, out,
		    err);
	}
	gr_stream_close(stream);
	return status;
}

enum gr_status gr_release_rows(const struct gr_release *release,
    const char *name, gr_release_row_fn *each, void *context,
    struct gr_err *err)
{
	struct gr_stream *stream = NULL;
	struct gr_row row;
	const char *path;
	enum gr_status status = gr_release_find(release, name, &path, err);

	if (status == GR_OK)
		status = gr_stream_open_file(path, false, &stream, err);
	if (status == GR_OK)
		gr_stream_take_old(stream);
	while (status == GR_OK
	    && (status = gr_stream_next(stream, &row, err)) == GR_OK)
		status = each(context, gr_stream_header(stream), &row, err);
	gr_stream_close(stream);
	return status == GR_END ? GR_OK : status;
}

struct gr_slice gr_release_cell(const struct gr_table *table,
    const struct gr_table_row *row, struct gr_slice column)
{
	size_t at = gr_header_find(&table->header, column);

	return at == GR_NONE ? (struct gr_slice){ NULL, 0 } : row->cell[at];
}
