/* manifest.c - what a release was made from. */
#include "release/manifest.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static const struct {
	const char *list, *name, *mark;
	bool optional;
} kinds[GR_MANIFEST_KINDS] = {
	[GR_MANIFEST_INPUTS] = { "inputs", "path", "sha256", false },
	[GR_MANIFEST_TABLES] = { "tables", "path", "sha256", false },
	[GR_MANIFEST_OUTPUTS] = { "outputs", "path", "sha256", false },
	[GR_MANIFEST_PROGRAMS] = { "programs", "name", "version", false },
	[GR_MANIFEST_WAVES] = { "waves", "wave", "folder", true },
	[GR_MANIFEST_UNREAD] = { "unread", "path", "what", true },
	[GR_MANIFEST_WITHDRAWN] = { "withdrawn", "path", "sha256", true },
};

static int by_name(const void *a, const void *b)
{
	const struct gr_manifest_item *left = a, *right = b;

	return gr_slice_cmp(left->name, right->name);
}

/* A member that is a text, copied. */
static enum gr_status text_of(struct gr_arena *keep, const char *path,
    const json_t *object, const char *key, struct gr_slice *out,
    struct gr_err *err)
{
	const json_t *text = json_object_get(object, key);

	if (!json_is_string(text))
		return gr_err_at(err, GR_EDATA, path, 0, NULL,
		    "\"%s\" is missing or no text", key);
	*out = gr_arena_copy(keep,
	    gr_slice_make(json_string_value(text), json_string_length(text)));
	return out->ptr ? GR_OK : gr_err_memory(err);
}

static enum gr_status read_list(struct gr_arena *keep, const char *path,
    const json_t *root, enum gr_manifest_kind kind, struct gr_manifest *out,
    struct gr_err *err)
{
	const json_t *list = json_object_get(root, kinds[kind].list);
	size_t n = json_array_size(list);
	struct gr_manifest_item *item = GR_NEW_ARRAY(keep, n ? n : 1,
	    struct gr_manifest_item);
	enum gr_status status = GR_OK;

	if (list == NULL && kinds[kind].optional)
		return GR_OK;
	if (!json_is_array(list))
		return gr_err_at(err, GR_EDATA, path, 0, NULL,
		    "\"%s\" is missing or no list", kinds[kind].list);
	if (item == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; status == GR_OK && i < n; i++) {
		const json_t *entry = json_array_get(list, i);

		status = text_of(keep, path, entry, kinds[kind].name,
		    &item[i].name, err);
		if (status == GR_OK)
			status = text_of(keep, path, entry, kinds[kind].mark,
			    &item[i].mark, err);
	}
	if (status == GR_OK && n > 0)
		qsort(item, n, sizeof(*item), by_name);
	out->item[kind] = item;
	out->n[kind] = n;
	return status;
}

/* The same, or "" if there is none. */
static enum gr_status text_if_any(struct gr_arena *keep, const char *path,
    const json_t *object, const char *key, struct gr_slice *out,
    struct gr_err *err)
{
	*out = GR_S("");
	return json_object_get(object, key) == NULL
	    ? GR_OK
	    : text_of(keep, path, object, key, out, err);
}

static enum gr_status read_members(struct gr_arena *keep, const char *path,
    const json_t *root, struct gr_manifest *out, struct gr_err *err)
{
	enum gr_status status = text_of(keep, path, root, "as_of", &out->as_of,
	    err);

	if (status == GR_OK)
		status = text_of(keep, path, root, "standard", &out->standard,
		    err);
	if (status == GR_OK)
		status = text_if_any(keep, path, root, "language",
		    &out->language, err);
	if (status == GR_OK)
		status = text_if_any(keep, path, root, "sums", &out->sums, err);
	if (status == GR_OK)
		status = text_if_any(keep, path, root, "key", &out->key, err);
	/* the first text that jansson may lose a character of, when memory
	 * runs out, without saying so */
	if (status == GR_OK && out->key.len > 0
	    && out->key.len != GR_SHA256_DIGITS)
		return gr_err_at(err, GR_EDATA, path, 0, NULL,
		    "\"key\" is no SHA-256");
	for (unsigned kind = 0; status == GR_OK && kind < GR_MANIFEST_KINDS;
	     kind++)
		status = read_list(keep, path, root, kind, out, err);
	return status;
}

/* The JSON at `path`. */
static enum gr_status load(const char *path, json_t **root, struct gr_err *err)
{
	json_error_t wrong;
	FILE *file;
	enum gr_status status = gr_file_open(path, &file, err);

	*root = NULL;
	if (status != GR_OK)
		return status;
	*root = json_loadf(file, JSON_REJECT_DUPLICATES, &wrong);
	int why = ferror(file) ? errno : 0;
	(void)fclose(file); /* only read from: nothing to lose */
	if (*root != NULL)
		return GR_OK;
	if (why != 0)
		return gr_err_named(err, path, "cannot be read", why);
	if (json_error_code(&wrong) == json_error_out_of_memory)
		return gr_err_memory(err);
	return gr_err_at(err, GR_EDATA, path,
	    wrong.line > 0 ? (uint64_t)wrong.line : 0, NULL, "is no JSON: %s",
	    wrong.text);
}

enum gr_status gr_manifest_read(struct gr_arena *keep, const char *path,
    struct gr_manifest *out, struct gr_err *err)
{
	json_t *root;
	enum gr_status status = load(path, &root, err);

	*out = (struct gr_manifest){ .as_of = { NULL, 0 } };
	if (status == GR_OK)
		status = read_members(keep, path, root, out, err);
	json_decref(root);
	return status;
}

enum gr_status gr_manifest_same(const char *path, const char *other, bool *same,
    struct gr_err *err)
{
	json_t *left = NULL, *right = NULL;
	enum gr_status status = load(path, &left, err);

	if (status == GR_OK)
		status = load(other, &right, err);
	(void)json_object_del(left, "key");
	(void)json_object_del(right, "key");
	*same = status == GR_OK && json_equal(left, right) != 0;
	json_decref(left);
	json_decref(right);
	return status;
}

size_t gr_manifest_digits(const struct gr_manifest *manifest)
{
	return manifest->sums.len > 0 ? 16 : 8;
}

const struct gr_manifest_item *gr_manifest_find(
    const struct gr_manifest *manifest, enum gr_manifest_kind kind,
    struct gr_slice name)
{
	struct gr_manifest_item key = { .name = name };

	if (manifest->n[kind] == 0)
		return NULL;
	return bsearch(&key, manifest->item[kind], manifest->n[kind],
	    sizeof(key), by_name);
}

enum gr_status gr_manifest_compare(const struct gr_manifest_item *item,
    const char *path, enum gr_manifest_state *out, struct gr_err *err)
{
	char hash[GR_SHA256_DIGITS + 1];
	enum gr_status status = gr_file_sha256(path, hash, err);

	if (status == GR_EDATA)
		*out = GR_MANIFEST_MISSING;
	else if (item == NULL)
		*out = GR_MANIFEST_UNNAMED;
	else
		*out = gr_slice_eq(gr_slice_of(hash), item->mark)
		    ? GR_MANIFEST_SAME
		    : GR_MANIFEST_CHANGED;
	return status == GR_EDATA ? GR_OK : status;
}
