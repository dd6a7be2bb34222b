/* source.c - bytes from a file or from standard input, gunzipped by magic. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stream/pipe.h"
#include "stream/source_internal.h"

enum { GZIP_WINDOW = 15 + 16 /* zlib: largest window, gzip wrapper only */ };

/* How many decoded bytes may pass between two looks at the ratio.  The looks
 * are at fixed places of the output, so that whether a file is called a bomb
 * does not depend on how much a caller asks for. */
#define RATIO_STEP_BYTES ((uint64_t)1 << 20)

static const struct gr_source_limits default_limits = {
	.ratio = 1000,
	.free_bytes = (uint64_t)10 << 20,
	.max_bytes = (uint64_t)1 << 40,
};

/* Look at what was opened; a directory can be opened but not read. */
static enum gr_status inspect(struct gr_source *source, struct gr_err *err)
{
	struct stat st;

	if (fstat(source->fd, &st) != 0)
		return gr_err_named(err, source->name, "cannot be opened",
		    errno);
	if (S_ISDIR(st.st_mode))
		return gr_err_named(err, source->name, "cannot be opened",
		    EISDIR);
	source->start = -1;
	if (S_ISFIFO(st.st_mode))
		gr_pipe_widen(source->fd);
	if (S_ISREG(st.st_mode)) {
		source->start = lseek(source->fd, 0, SEEK_CUR);
		if (source->start >= 0 && st.st_size > source->start)
			source->size_bytes = (uint64_t)(st.st_size
			    - source->start);
	}
	return GR_OK;
}

/* One without a file; NULL: no memory. */
static struct gr_source *new_source(const char *name)
{
	size_t name_bytes = strlen(name) + 1;
	struct gr_source *source = malloc(sizeof(*source) + name_bytes);

	if (!source)
		return NULL;
	memset(source, 0, offsetof(struct gr_source, raw));
	memcpy(source->name, name, name_bytes);
	source->limits = default_limits;
	source->next = source->raw;
	return source;
}

enum gr_status gr_source_open(const char *path,
    const struct gr_source_limits *limits, struct gr_source **out,
    struct gr_err *err)
{
	struct gr_source *source = new_source(path);

	*out = NULL;
	if (!source)
		return gr_err_memory(err);
	if (limits)
		source->limits = *limits;
	if (strcmp(path, "-") == 0) {
		source->fd = STDIN_FILENO;
	} else {
		do {
			source->fd = open(path,
			    O_RDONLY | O_CLOEXEC | O_NOCTTY);
		} while (source->fd < 0 && errno == EINTR);
		source->owns_fd = source->fd >= 0;
	}
	enum gr_status status = source->fd < 0
	    ? gr_err_named(err, path, "cannot be opened", errno)
	    : inspect(source, err);
	if (status != GR_OK) {
		gr_source_close(source);
		return status;
	}
	*out = source;
	return GR_OK;
}

enum gr_status gr_source_open_part(int fd, uint64_t from, uint64_t bytes,
    const char *called, struct gr_source **out, struct gr_err *err)
{
	struct gr_source *source = new_source(called);

	*out = source;
	if (!source)
		return gr_err_memory(err);
	source->fd = fd;
	source->spooled = source->is_part = true;
	source->start = (off_t)from;
	source->size_bytes = bytes;
	return GR_OK;
}

/* read(), of a part as if there was nothing else in the file. */
static ssize_t read_some(const struct gr_source *source, void *to, size_t room)
{
	if (!source->is_part)
		return read(source->fd, to, room);
	uint64_t left = source->size_bytes - source->raw_bytes;
	return pread(source->fd, to, room < left ? room : (size_t)left,
	    source->start + (off_t)source->raw_bytes);
}

/* One read() that is not interrupted; *got is 0 at the end of the file. */
static enum gr_status read_raw(struct gr_source *source, void *to, size_t room,
    size_t *got, struct gr_err *err)
{
	for (;;) {
		ssize_t n = read_some(source, to, room);
		if (n >= 0) {
			*got = (size_t)n;
			source->raw_bytes += (uint64_t)n;
			source->at_end = n == 0;
			return GR_OK;
		}
		if (errno == EAGAIN) {
			/* somebody made our standard input non-blocking */
			struct pollfd wait = { source->fd, POLLIN, 0 };
			if (poll(&wait, 1, -1) >= 0)
				continue;
		}
		if (errno != EINTR)
			return gr_err_sys(err, source->name, "cannot read");
	}
}

/* Have at least `want` raw bytes at `next`, unless the file ends before. */
static enum gr_status fill(struct gr_source *source, size_t want,
    struct gr_err *err)
{
	if (source->left > 0 && source->left < want)
		memmove(source->raw, source->next, source->left);
	if (source->left < want)
		source->next = source->raw;
	while (source->left < want && !source->at_end) {
		size_t got = 0;
		enum gr_status status = read_raw(source,
		    source->raw + source->left,
		    GR_SOURCE_RAW_BYTES - source->left, &got, err);
		if (status != GR_OK)
			return status;
		source->left += got;
	}
	return GR_OK;
}

static bool is_gzip_magic(const struct gr_source *source)
{
	return source->left >= 2 && source->next[0] == 0x1f
	    && source->next[1] == 0x8b;
}

/* The 1-based raw byte that would be used next. */
static uint64_t raw_position(const struct gr_source *source)
{
	return source->raw_bytes - source->left + 1;
}

static enum gr_status member_begin(struct gr_source *source, struct gr_err *err)
{
	int rc = source->inflating ? inflateReset(&source->z)
	                           : inflateInit2(&source->z, GZIP_WINDOW);

	if (rc == Z_MEM_ERROR)
		return gr_err_memory(err);
	if (rc != Z_OK)
		return gr_err_set(err, GR_ESYS, "zlib cannot start: %s",
		    zError(rc));
	source->inflating = true;
	source->stage = GR_SOURCE_MEMBER;
	return GR_OK;
}

/* What stands behind a member: another one, nothing, or junk.  Zero padding is
 * junk too: a block that was never written looks the same, and the member that
 * belonged there is gone. */
static enum gr_status member_next(struct gr_source *source, struct gr_err *err)
{
	enum gr_status status = fill(source, 2, err);

	if (status != GR_OK)
		return status;
	if (is_gzip_magic(source))
		return member_begin(source, err);
	if (source->left > 0)
		return gr_err_at(err, GR_EDATA, source->name, 0, NULL,
		    "byte %" PRIu64 ": what follows the compressed data is not "
		    "gzip",
		    raw_position(source));
	source->stage = GR_SOURCE_END;
	return GR_OK;
}

static enum gr_status check_size(const struct gr_source *source,
    struct gr_err *err)
{
	const struct gr_source_limits *limits = &source->limits;
	uint64_t used = raw_position(source) - 1;

	if (source->gzip && limits->ratio > 0
	    && source->bytes > limits->free_bytes
	    && (source->bytes - 1) / limits->ratio >= used)
		return gr_err_at(err, GR_EDATA, source->name, 0, NULL,
		    "byte %" PRIu64 ": gzip expands more than %" PRIu64
		    " times: refused as a bomb",
		    used, limits->ratio);
	if (limits->max_bytes > 0 && source->bytes > limits->max_bytes)
		return gr_err_at(err, GR_EDATA, source->name, 0, NULL,
		    "byte %" PRIu64 ": more than %" PRIu64 " bytes of content",
		    used, limits->max_bytes);
	return GR_OK;
}

static enum gr_status refuse_member(const struct gr_source *source, int rc,
    struct gr_err *err)
{
	if (rc == Z_MEM_ERROR)
		return gr_err_memory(err);
	return gr_err_at(err, GR_EDATA, source->name, 0, NULL,
	    "byte %" PRIu64 ": damaged gzip: %s", raw_position(source),
	    source->z.msg ? source->z.msg : zError(rc));
}

/* Inflate some of the current member; *got may stay 0 at its end. */
static enum gr_status member_read(struct gr_source *source, char *to,
    size_t room, size_t *got, struct gr_err *err)
{
	enum gr_status status = fill(source, 1, err);

	if (status != GR_OK)
		return status;
	if (source->left == 0)
		return gr_err_at(err, GR_EDATA, source->name, 0, NULL,
		    "byte %" PRIu64 ": gzip is cut off", source->raw_bytes);
	uint64_t step = RATIO_STEP_BYTES - source->bytes % RATIO_STEP_BYTES;
	if (room > step)
		room = (size_t)step;
	source->z.next_in = source->next;
	source->z.avail_in = (uInt)source->left;
	source->z.next_out = (Bytef *)to;
	source->z.avail_out = (uInt)room;
	int rc = inflate(&source->z, Z_NO_FLUSH);
	source->next = source->z.next_in;
	source->left = source->z.avail_in;
	*got = room - source->z.avail_out;
	source->bytes += *got;
	if (rc != Z_OK && rc != Z_STREAM_END && rc != Z_BUF_ERROR)
		return refuse_member(source, rc, err);
	if (rc == Z_STREAM_END)
		source->stage = GR_SOURCE_BETWEEN;
	if (rc == Z_STREAM_END || source->bytes % RATIO_STEP_BYTES == 0)
		return check_size(source, err);
	return GR_OK;
}

static enum gr_status plain_read(struct gr_source *source, char *to,
    size_t room, size_t *got, struct gr_err *err)
{
	if (source->left > 0) {
		*got = source->left < room ? source->left : room;
		memcpy(to, source->next, *got);
		source->next += *got;
		source->left -= *got;
	} else {
		enum gr_status status = read_raw(source, to, room, got, err);
		if (status != GR_OK)
			return status;
		if (*got == 0)
			source->stage = GR_SOURCE_END;
	}
	source->bytes += *got;
	return check_size(source, err);
}

static enum gr_status sniff(struct gr_source *source, struct gr_err *err)
{
	enum gr_status status = fill(source, 2, err);

	if (status != GR_OK)
		return status;
	source->gzip = !source->spooled && is_gzip_magic(source);
	if (source->gzip)
		return member_begin(source, err);
	source->stage = GR_SOURCE_PLAIN;
	return GR_OK;
}

enum gr_status gr_source_read(struct gr_source *source, char *to, size_t room,
    size_t *got, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	*got = 0;
	while (status == GR_OK && *got == 0 && source->stage != GR_SOURCE_END) {
		switch (source->stage) {
		case GR_SOURCE_SNIFF:
			status = sniff(source, err);
			break;
		case GR_SOURCE_PLAIN:
			status = plain_read(source, to, room, got, err);
			break;
		case GR_SOURCE_MEMBER:
			status = member_read(source, to, room, got, err);
			break;
		case GR_SOURCE_BETWEEN:
			status = member_next(source, err);
			break;
		case GR_SOURCE_END:
			break;
		}
	}
	if (status != GR_OK || *got > 0)
		return status;
	source->whole_bytes = source->bytes;
	source->whole_raw_bytes = source->raw_bytes;
	return GR_END;
}

void gr_source_finish(struct gr_source *source)
{
	source->stage = GR_SOURCE_END;
	source->left = 0;
	if (source->bytes < source->whole_bytes) {
		source->bytes = source->whole_bytes;
		source->raw_bytes = source->whole_raw_bytes;
	}
}

const char *gr_source_name(const struct gr_source *source)
{
	return source->name;
}

uint64_t gr_source_bytes(const struct gr_source *source)
{
	return source->bytes;
}

uint64_t gr_source_raw_bytes(const struct gr_source *source)
{
	return source->raw_bytes;
}

uint64_t gr_source_size_bytes(const struct gr_source *source)
{
	return source->size_bytes;
}

bool gr_source_is_gzip(const struct gr_source *source)
{
	return source->gzip;
}

int gr_source_fd(const struct gr_source *source)
{
	return source->fd;
}

void gr_source_close(struct gr_source *source)
{
	if (!source)
		return;
	if (source->inflating)
		inflateEnd(&source->z);
	if (source->owns_fd)
		close(source->fd);
	free(source);
}
