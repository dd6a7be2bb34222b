/* manifest.c - what a release was made from. */
#include "release/manifest.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static const struct {
	const char *list, *name, *mark;
} kinds[GR_MANIFEST_KINDS] = {
	[GR_MANIFEST_INPUTS] = { "inputs", "path", "sha256" },
	[GR_MANIFEST_TABLES] = { "tables", "path", "sha256" },
	[GR_MANIFEST_OUTPUTS] = { "outputs", "path", "sha256" },
	[GR_MANIFEST_PROGRAMS] = { "programs", "name", "version" },
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

enum gr_status gr_manifest_read(struct gr_arena *keep, const char *path,
    struct gr_manifest *out, struct gr_err *err)
{
	json_error_t wrong;
	FILE *file = fopen(path, "rbe");

	*out = (struct gr_manifest){ .as_of = { NULL, 0 } };
	if (file == NULL)
		return gr_file_cannot(err, path, "opened", errno);
	json_t *root = json_loadf(file, JSON_REJECT_DUPLICATES, &wrong);
	int why = ferror(file) ? errno : 0;
	(void)fclose(file); /* only read from: nothing to lose */
	if (root == NULL && why != 0)
		return gr_file_cannot(err, path, "read", why);
	if (root == NULL && json_error_code(&wrong) == json_error_out_of_memory)
		return gr_err_memory(err);
	if (root == NULL)
		return gr_err_at(err, GR_EDATA, path,
		    wrong.line > 0 ? (uint64_t)wrong.line : 0, NULL,
		    "is no JSON: %s", wrong.text);

	enum gr_status status = text_of(keep, path, root, "as_of", &out->as_of,
	    err);
	if (status == GR_OK)
		status = text_of(keep, path, root, "standard", &out->standard,
		    err);
	for (unsigned kind = 0; status == GR_OK && kind < GR_MANIFEST_KINDS;
	     kind++)
		status = read_list(keep, path, root, kind, out, err);
	json_decref(root);
	return status;
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
