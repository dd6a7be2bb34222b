#include "program/whole.h"

#include "base/arena.h"
#include "base/buf.h"
#include "release/walk.h"
#include "stream/disk.h"
#include "stream/hash.h"
#include "stream/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUMS GR_S("sums")

/* ---- the list ---- */

static enum gr_status read_file(int fd, const char *path, struct gr_hash *hash,
    uint64_t *bytes, struct gr_err *err)
{
	char block[65536];
	ssize_t got;

	*bytes = 0;
	while ((got = read(fd, block, sizeof block)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 && errno == EIO)
			break; /* the disk has it no more: another hash */
		if (got < 0)
			return gr_err_sys(err, path, "cannot be read");
		gr_hash_add(hash, gr_slice_make(block, (size_t)got));
		*bytes += (uint64_t)got;
	}
	return GR_OK;
}

/* The line of a file; `fits` is false if it is none any more. */
static enum gr_status add_file(const char *path, struct gr_slice name,
    struct gr_hash *hash, struct gr_buf *to, bool *fits, struct gr_err *err)
{
	const int how = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
	int fd = open(path, how);
	uint64_t bytes;

	if (fd < 0 && (errno == ENOENT || errno == ELOOP || errno == EACCES)) {
		*fits = false;
		return GR_OK;
	}
	if (fd < 0)
		return gr_err_sys(err, path, "cannot be opened");
	gr_hash_reset(hash);
	enum gr_status status = read_file(fd, path, hash, &bytes, err);
	(void)close(fd); /* only read from: nothing to lose */
	gr_buf_format(to, "%016jx\t%ju\t%.*s\n", (uintmax_t)gr_hash_value(hash),
	    (uintmax_t)bytes, GR_ARG(name));
	return status;
}

/* What `sums` should say of what lies there. */
static enum gr_status list(struct gr_arena *keep, const char *folder,
    struct gr_buf *to, bool *fits, struct gr_err *err)
{
	struct gr_walk walk = { .keep = keep, .root = folder };
	struct gr_hash *hash = gr_hash_new();
	enum gr_status status = hash ? gr_walk_add(&walk, "", err)
	                             : gr_err_memory(err);

	*fits = true;
	gr_walk_sort(&walk);
	for (size_t i = 0; status == GR_OK && *fits && i < walk.n; i++) {
		const struct gr_walk_entry *entry = &walk.entry[i];
		const char *path = gr_walk_path(keep, folder, entry->path);

		*fits = entry->kind == GR_WALK_FILE;
		if (path == NULL)
			status = gr_err_memory(err);
		else if (*fits && !gr_slice_eq(entry->path, SUMS))
			status = add_file(path, entry->path, hash, to, fits,
			    err);
	}
	gr_hash_free(hash);
	return status == GR_OK ? gr_buf_check(to, err) : status;
}

static enum gr_status write_sums(struct gr_arena *keep, const char *folder,
    const struct gr_buf *sums, struct gr_err *err)
{
	const char *path = gr_walk_path(keep, folder, SUMS);
	struct gr_sink *sink;

	if (path == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_sink_open(path, &sink, err);
	if (status != GR_OK)
		return status;
	status = gr_sink_write(sink, gr_buf_slice(sums), err);
	return gr_sink_end(sink, status, err);
}

enum gr_status gr_whole_seal(const char *folder, struct gr_err *err)
{
	struct gr_arena *keep = gr_arena_new();
	struct gr_buf sums = { 0 };
	bool fits = true;
	enum gr_status status = keep ? list(keep, folder, &sums, &fits, err)
	                             : gr_err_memory(err);

	if (status == GR_OK && !fits)
		status = gr_err_at(err, GR_ESYS, folder, 0, NULL,
		    "holds what is no file");
	if (status == GR_OK)
		status = write_sums(keep, folder, &sums, err);
	gr_buf_free(&sums);
	gr_arena_free(keep);
	return status;
}

/* ---- whether it still says the same ---- */

/* Whether the file at `path` holds just these bytes. */
static bool holds(const char *path, struct gr_slice bytes)
{
	const int how = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
	char block[4096];
	int fd = open(path, how);
	bool same = fd >= 0;
	ssize_t got = 1;

	while (same && got != 0) {
		got = read(fd, block, sizeof block);
		if (got < 0 && errno == EINTR)
			continue;
		struct gr_slice more = gr_slice_make(block,
		    got > 0 ? (size_t)got : 0);
		same = got >= 0 && gr_slice_starts(bytes, more);
		if (same)
			bytes = gr_slice_skip(bytes, more.len);
	}
	if (fd >= 0)
		(void)close(fd); /* only read from: nothing to lose */
	return same && bytes.len == 0;
}

enum gr_status gr_whole_check(const char *folder, bool *whole,
    struct gr_err *err)
{
	struct gr_buf sums = { 0 };
	struct stat st;

	*whole = lstat(folder, &st) == 0 && S_ISDIR(st.st_mode);
	if (!*whole)
		return GR_OK;
	struct gr_arena *keep = gr_arena_new();
	const char *path = keep ? gr_walk_path(keep, folder, SUMS) : NULL;
	enum gr_status status = path ? list(keep, folder, &sums, whole, err)
	                             : gr_err_memory(err);
	if (status == GR_OK && *whole)
		*whole = sums.len > 0 && holds(path, gr_buf_slice(&sums));
	gr_buf_free(&sums);
	gr_arena_free(keep);
	return status;
}

/* ---- to be kept ---- */

static bool is_there(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

/* Out of the way, as what is damaged. */
static enum gr_status put_aside(const struct gr_whole_name *folder,
    struct gr_err *err)
{
	struct gr_buf aside = { 0 };

	gr_buf_format(&aside, "%s.damaged", folder->folder);
	gr_buf_byte(&aside, '\0');
	enum gr_status status = gr_buf_check(&aside, err);
	if (status == GR_OK && rename(folder->name, aside.ptr) != 0)
		status = gr_err_sys(err, folder->name, "cannot be renamed");
	gr_buf_free(&aside);
	return status;
}

/* rename(2) puts no folder in the place of one that is not empty, nor of a
 * file: that goes first.  What somebody else has made meanwhile, and is whole,
 * is as good as ours, and stays. */
static enum gr_status name(const struct gr_whole_name *folder,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;
	bool whole = false;

	if (is_there(folder->name)) {
		status = gr_whole_check(folder->name, &whole, err);
		if (status == GR_OK && !whole)
			status = put_aside(folder, err);
	}
	if (status != GR_OK || whole
	    || rename(folder->folder, folder->name) == 0)
		return status;
	int why = errno;
	if (why == ENOTEMPTY || why == EEXIST)
		status = gr_whole_check(folder->name, &whole, err);
	errno = why;
	return status != GR_OK || whole
	    ? status
	    : gr_err_sys(err, folder->name, "cannot be renamed into place");
}

enum gr_status gr_whole_keep(const struct gr_whole_name *folder, size_t n,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;
	bool synced = false;

	for (size_t i = 0; i < n && status == GR_OK; i++) {
		if (!is_there(folder[i].folder))
			continue;
		if (!synced)
			status = gr_disk_sync(folder[i].folder, err);
		synced = true;
		if (status == GR_OK)
			status = name(&folder[i], err);
	}
	return status;
}
