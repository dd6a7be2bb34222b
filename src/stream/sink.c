#include "stream/sink.h"
#include "stream/field_run.h"
#include "stream/fields_put.h"
#include "stream/hash.h"
#include "stream/pipe.h"
#include "stream/spool_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define SINK_BYTES ((size_t)256 * 1024)

struct gr_sink {
	int fd;
	char *path;    /* NULL: standard output */
	char *beside;  /* NULL: written directly */
	uint64_t left; /* bytes that have left data[] */
	bool broken_pipe;
	struct gr_hash *hash; /* of all that is not in data[hashed..used) */
	size_t used, hashed;
	char data[SINK_BYTES];
};

static const char *name_of(const struct gr_sink *sink)
{
	return sink->path ? sink->path : "standard output";
}

static void free_sink(struct gr_sink *sink)
{
	gr_hash_free(sink->hash);
	free(sink->path);
	free(sink->beside);
	free(sink);
}

/* A name beside `path` that no other process takes. */
static char *beside_name(const char *path)
{
	char *name = NULL;

	if (asprintf(&name, "%s.%ld.partial", path, (long)getpid()) < 0)
		return NULL;
	return name;
}

/* Whether it is another name of an open descriptor, as /dev/stdout is, which a
 * rename would put out of the way. */
static bool is_descriptor(const char *path)
{
	static const char proc[] = "/proc/";
	char to[sizeof proc - 1];

	return strncmp(path, proc, sizeof to) == 0
	    || strncmp(path, "/dev/fd/", strlen("/dev/fd/")) == 0
	    || (readlink(path, to, sizeof to) == (ssize_t)sizeof to
	        && memcmp(to, proc, sizeof to) == 0);
}

static bool is_special(const char *path)
{
	struct stat st;

	return is_descriptor(path)
	    || (stat(path, &st) == 0 && !S_ISREG(st.st_mode)
	        && !S_ISDIR(st.st_mode));
}

/* What a process of the same number has left there goes. */
static int open_beside(const char *path, mode_t mode)
{
	const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
	int fd = open(path, flags, mode);

	return fd < 0 && errno == EEXIST && unlink(path) == 0
	    ? open(path, flags, mode)
	    : fd;
}

static enum gr_status open_file(struct gr_sink *sink, const char *path,
    mode_t mode, struct gr_err *err)
{
	int flags = O_WRONLY | O_CREAT | O_CLOEXEC;

	/* behind what was written there by its other name */
	flags |= is_descriptor(path) ? O_APPEND : O_TRUNC;
	sink->path = strdup(path);
	if (sink->path == NULL)
		return gr_err_memory(err);
	if (!is_special(path)) {
		sink->beside = beside_name(path);
		if (sink->beside == NULL)
			return gr_err_memory(err);
	}
	sink->fd = sink->beside ? open_beside(sink->beside, mode)
	                        : open(path, flags, mode);
	if (sink->fd < 0)
		return gr_err_sys(err, path, "cannot be written");
	return GR_OK;
}

/* One that writes nowhere yet; NULL: no memory. */
static struct gr_sink *new_sink(void)
{
	struct gr_sink *sink = malloc(sizeof *sink);

	if (sink == NULL)
		return NULL;
	sink->fd = STDOUT_FILENO;
	sink->path = sink->beside = NULL;
	sink->left = 0;
	sink->broken_pipe = false;
	sink->used = sink->hashed = 0;
	sink->hash = gr_hash_new();
	if (sink->hash != NULL)
		return sink;
	free(sink);
	return NULL;
}

static enum gr_status open_sink(const char *path, mode_t mode,
    struct gr_sink **out, struct gr_err *err)
{
	struct gr_sink *sink = new_sink();
	enum gr_status status = sink ? GR_OK : gr_err_memory(err);

	if (status == GR_OK && path != NULL)
		status = open_file(sink, path, mode, err);
	else if (status == GR_OK)
		gr_pipe_widen(STDOUT_FILENO);
	if (status != GR_OK) {
		if (sink != NULL)
			free_sink(sink);
		return status;
	}
	*out = sink;
	return GR_OK;
}

enum gr_status gr_sink_open(const char *path, struct gr_sink **out,
    struct gr_err *err)
{
	return open_sink(path, 0666, out, err);
}

enum gr_status gr_sink_open_private(const char *path, struct gr_sink **out,
    struct gr_err *err)
{
	return open_sink(path, 0600, out, err);
}

enum gr_status gr_sink_on(int fd, const char *called, struct gr_sink **out,
    struct gr_err *err)
{
	struct gr_sink *sink = new_sink();

	if (sink != NULL)
		sink->path = strdup(called);
	if (sink != NULL && sink->path != NULL) {
		sink->fd = fd;
		*out = sink;
		return GR_OK;
	}
	if (sink != NULL)
		free_sink(sink);
	(void)close(fd); /* nothing was written */
	return gr_err_memory(err);
}

static enum gr_status write_all(struct gr_sink *sink, struct gr_slice bytes,
    struct gr_err *err)
{
	while (bytes.len > 0) {
		ssize_t n = write(sink->fd, bytes.ptr, bytes.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			sink->broken_pipe = errno == EPIPE;
			return gr_err_sys(err, name_of(sink),
			    "cannot be written");
		}
		bytes = gr_slice_skip(bytes, (size_t)n);
	}
	return GR_OK;
}

static void hash_pending(struct gr_sink *sink)
{
	gr_hash_add(sink->hash,
	    gr_slice_make(sink->data + sink->hashed,
	        sink->used - sink->hashed));
	sink->hashed = sink->used;
}

enum gr_status gr_sink_flush(struct gr_sink *sink, struct gr_err *err)
{
	struct gr_slice all = gr_slice_make(sink->data, sink->used);

	hash_pending(sink);
	sink->left += sink->used;
	sink->used = sink->hashed = 0;
	return write_all(sink, all, err);
}

enum gr_status gr_sink_write(struct gr_sink *sink, struct gr_slice bytes,
    struct gr_err *err)
{
	if (bytes.len > SINK_BYTES - sink->used) {
		enum gr_status status = gr_sink_flush(sink, err);

		if (status != GR_OK)
			return status;
		if (bytes.len > SINK_BYTES) {
			gr_hash_add(sink->hash, bytes);
			sink->left += bytes.len;
			return write_all(sink, bytes, err);
		}
	}
	if (bytes.len > 0)
		memcpy(sink->data + sink->used, bytes.ptr, bytes.len);
	sink->used += bytes.len;
	return GR_OK;
}

/* The fields that have no room in data[]: a run of them at a time. */
static enum gr_status write_run(struct gr_sink *sink,
    const struct gr_slice **field, const struct gr_slice *stop,
    struct gr_err *err)
{
	const char *last, *from = (*field)->ptr;

	*field = gr_field_run(*field, stop, &last);
	enum gr_status status = gr_sink_write(sink,
	    gr_slice_make(from, (size_t)(last - from)), err);
	return status == GR_OK
	    ? gr_sink_write(sink, *field < stop ? GR_S("\t") : GR_S("\n"), err)
	    : status;
}

enum gr_status gr_sink_copy(struct gr_sink *sink, int fd, struct gr_err *err)
{
	enum { BLOCK_BYTES = 16 * 1024 };
	char block[BLOCK_BYTES];
	uint64_t at = 0;
	size_t got = 1;
	enum gr_status status = GR_OK;

	while (status == GR_OK && got > 0) {
		status = gr_spool_file_read(fd, at, block, sizeof block, &got,
		    err);
		if (status == GR_OK)
			status = gr_sink_write(sink, gr_slice_make(block, got),
			    err);
		at += got;
	}
	return status;
}

enum gr_status gr_sink_record(struct gr_sink *sink,
    const struct gr_slice *field, size_t n, struct gr_err *err)
{
	const struct gr_slice *stop = field + n;
	enum gr_status status = GR_OK;

	while (field < stop && status == GR_OK) {
		char *to = sink->data + sink->used;

		field = gr_fields_put(field, stop, &to,
		    sink->data + SINK_BYTES);
		sink->used = (size_t)(to - sink->data);
		if (field < stop)
			status = write_run(sink, &field, stop, err);
	}
	return status;
}

enum gr_status gr_sink_commit(struct gr_sink *sink, struct gr_err *err)
{
	enum gr_status status = gr_sink_flush(sink, err);

	/* close(2) may be where a full or distant disk says no; it is never
	 * repeated, since the descriptor is gone either way. */
	if (close(sink->fd) != 0 && errno != EINTR && status == GR_OK)
		status = gr_err_sys(err, name_of(sink), "cannot be closed");
	if (sink->beside != NULL) {
		if (status == GR_OK && rename(sink->beside, sink->path) != 0)
			status = gr_err_sys(err, sink->path,
			    "cannot be renamed into place");
		if (status != GR_OK)
			(void)unlink(sink->beside);
	}
	free_sink(sink);
	return status;
}

void gr_sink_abandon(struct gr_sink *sink)
{
	if (sink == NULL)
		return;
	if (sink->path != NULL)
		(void)close(sink->fd);
	if (sink->beside != NULL)
		(void)unlink(sink->beside);
	free_sink(sink);
}

enum gr_status gr_sink_end(struct gr_sink *sink, enum gr_status status,
    struct gr_err *err)
{
	if (status == GR_OK)
		return gr_sink_commit(sink, err);
	gr_sink_abandon(sink);
	return status;
}

uint64_t gr_sink_bytes(const struct gr_sink *sink)
{
	return sink->left + sink->used;
}

uint64_t gr_sink_hash(struct gr_sink *sink)
{
	hash_pending(sink);
	return gr_hash_value(sink->hash);
}

size_t gr_sink_columns(const struct gr_sink *sink)
{
	const char *given = getenv("COLUMNS");
	struct winsize size = { .ws_col = 0 };
	long columns = given != NULL ? strtol(given, NULL, 10) : 0;

	if (ioctl(sink->fd, TIOCGWINSZ, &size) != 0)
		return 0;
	return columns > 0 && columns < SHRT_MAX ? (size_t)columns
	    : size.ws_col > 0                    ? size.ws_col
	                                         : 80;
}

bool gr_sink_is_broken_pipe(const struct gr_sink *sink)
{
	return sink->broken_pipe;
}
