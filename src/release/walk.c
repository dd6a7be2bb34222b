/* walk.c - what lies below a folder */
#include "release/walk.h"
#include "base/buf.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

const char *gr_walk_path(struct gr_arena *keep, const char *root,
    struct gr_slice path)
{
	struct gr_buf buf = { 0 };

	if (path.len == 0)
		return gr_arena_copy(keep, gr_slice_of(root)).ptr;
	gr_buf_format(&buf, "%s/%.*s", root, GR_ARG(path));
	const char *copy = buf.failed
	    ? NULL
	    : gr_arena_copy(keep, gr_buf_slice(&buf)).ptr;
	gr_buf_free(&buf);
	return copy;
}

struct gr_slice gr_walk_name(struct gr_slice path)
{
	size_t at = path.len;

	while (at > 0 && path.ptr[at - 1] != '/')
		at--;
	return gr_slice_skip(path, at);
}

static enum gr_status add_entry(struct gr_walk *walk, struct gr_slice path,
    enum gr_walk_kind kind, int why, struct gr_err *err)
{
	void *items = walk->entry;
	enum gr_status status = gr_arena_grow(walk->keep, &items, &walk->room,
	    walk->n, sizeof(*walk->entry), err);

	if (status != GR_OK)
		return status;
	walk->entry = items;
	walk->entry[walk->n++] = (struct gr_walk_entry){ path, kind, why };
	return GR_OK;
}

static enum gr_status add_path(struct gr_walk *walk, struct gr_slice path,
    bool follow, struct gr_err *err);

static struct gr_slice join(struct gr_walk *walk, struct gr_slice folder,
    const char *name)
{
	return gr_slice_of(folder.len > 0
	        ? gr_walk_path(walk->keep, folder.ptr, gr_slice_of(name))
	        : gr_arena_copy(walk->keep, gr_slice_of(name)).ptr);
}

static enum gr_status add_folder(struct gr_walk *walk, struct gr_slice path,
    const char *opened, struct gr_err *err)
{
	DIR *folder = opendir(opened);
	enum gr_status status = GR_OK;

	if (folder == NULL)
		return add_entry(walk, path, GR_WALK_CLOSED, errno, err);
	while (status == GR_OK) {
		errno = 0;
		const struct dirent *entry = readdir(folder);
		if (entry == NULL && errno != 0)
			status = add_entry(walk, path, GR_WALK_CLOSED, errno,
			    err);
		if (entry == NULL)
			break;
		if (strcmp(entry->d_name, ".") == 0
		    || strcmp(entry->d_name, "..") == 0)
			continue;
		struct gr_slice child = join(walk, path, entry->d_name);
		status = child.ptr ? add_path(walk, child, walk->follow, err)
		                   : gr_err_memory(err);
	}
	(void)closedir(folder); /* only read from: nothing to lose */
	return status;
}

static enum gr_status add_path(struct gr_walk *walk, struct gr_slice path,
    bool follow, struct gr_err *err)
{
	const char *opened = gr_walk_path(walk->keep, walk->root, path);
	struct stat st;

	if (opened == NULL)
		return gr_err_memory(err);
	/* a link that leads nowhere is one all the same */
	if ((!follow || stat(opened, &st) != 0) && lstat(opened, &st) != 0)
		return errno == ENOENT
		    ? GR_OK
		    : add_entry(walk, path, GR_WALK_CLOSED, errno, err);
	if (S_ISDIR(st.st_mode))
		return add_folder(walk, path, opened, err);
	return add_entry(walk, path,
	    S_ISREG(st.st_mode) ? GR_WALK_FILE : GR_WALK_OTHER, 0, err);
}

enum gr_status gr_walk_add(struct gr_walk *walk, const char *below,
    struct gr_err *err)
{
	struct gr_slice path = gr_arena_copy(walk->keep, gr_slice_of(below));

	return path.ptr ? add_path(walk, path, true, err) : gr_err_memory(err);
}

static int by_path(const void *a, const void *b)
{
	const struct gr_walk_entry *left = a, *right = b;

	return gr_slice_cmp(left->path, right->path);
}

void gr_walk_sort(struct gr_walk *walk)
{
	if (walk->n > 0)
		qsort(walk->entry, walk->n, sizeof(*walk->entry), by_path);
}
