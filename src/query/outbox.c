/* outbox.c - the folder of what goes back to its senders */
#include "query/outbox.h"

#include "stream/disk.h"
#include "stream/sink.h"
#include "stream/spool_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	BLOCK_BYTES = 64 * 1024,
	LIST_MAX_BYTES = 16 << 20,
	STEM_MAX_BYTES = 150
};

/* FOLDER/NAME, valid until the next one; NULL: no memory. */
static const char *path_of(struct gr_outbox *o, struct gr_slice name)
{
	gr_buf_clear(&o->path);
	gr_buf_format(&o->path, "%s/%.*s", o->folder, GR_ARG(name));
	gr_buf_byte(&o->path, '\0');
	return o->path.failed ? NULL : o->path.ptr;
}

/* What stands where a file or a folder of ours belongs, and is neither, is put
 * aside under another name: it is nobody's to lose. */
static enum gr_status clear(const char *path, mode_t wanted, struct gr_err *err)
{
	struct gr_buf aside = { 0 };
	struct stat st;

	if (path == NULL)
		return gr_err_memory(err);
	if (lstat(path, &st) != 0)
		return errno == ENOENT
		    ? GR_OK
		    : gr_err_sys(err, path, "cannot be made");
	if ((st.st_mode & S_IFMT) == wanted)
		return GR_OK;
	gr_buf_format(&aside, "%s.kept", path);
	gr_buf_byte(&aside, '\0');
	enum gr_status status = gr_buf_check(&aside, err);
	if (status == GR_OK && rename(path, aside.ptr) != 0)
		status = gr_err_sys(err, path, "cannot be made");
	gr_buf_free(&aside);
	return status;
}

/* A folder of ours, which nobody else can look into. */
static enum gr_status have_folder(const char *path, struct gr_err *err)
{
	struct stat st;

	if (path == NULL)
		return gr_err_memory(err);
	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		return gr_err_sys(err, path, "cannot be made");
	if (lstat(path, &st) != 0)
		return gr_err_sys(err, path, "cannot be made");
	if (!S_ISDIR(st.st_mode))
		return gr_err_at(err, GR_ESYS, path, 0, NULL, "is no folder");
	if ((st.st_mode & (S_IRWXG | S_IRWXO)) != 0 && chmod(path, 0700) != 0)
		return gr_err_sys(err, path, "cannot be made");
	return GR_OK;
}

/* A file of ours, of which nothing is there until it is whole. */
static enum gr_status open_file(const char *path, struct gr_sink **sink,
    struct gr_err *err)
{
	enum gr_status status = clear(path, S_IFREG, err);

	return status == GR_OK ? gr_sink_open_private(path, sink, err) : status;
}

/* ---- what is ours ---- */

/* city/file, neither of them hidden, and nothing that leads elsewhere */
static bool is_ours(struct gr_slice name)
{
	const char *slash = name.len > 0 ? memchr(name.ptr, '/', name.len)
	                                 : NULL;

	return slash != NULL && slash + 1 < name.ptr + name.len
	    && name.ptr[0] != '.' && name.ptr[0] != '/' && slash[1] != '.'
	    && memchr(slash + 1, '/', (size_t)(name.ptr + name.len - slash - 1))
	    == NULL;
}

static enum gr_status enter(struct gr_outbox *o, struct gr_slice name,
    struct gr_map *map, struct gr_slice **list, size_t *n, size_t *room,
    struct gr_err *err)
{
	enum gr_status status = gr_arena_grow(o->keep, (void **)list, room, *n,
	    sizeof **list, err);

	if (status != GR_OK)
		return status;
	name = gr_arena_copy(o->keep, name);
	if (name.ptr == NULL)
		return gr_err_memory(err);
	(*list)[(*n)++] = name;
	return gr_map_put(map, name, *n - 1, err);
}

static enum gr_status read_list(struct gr_outbox *o, int fd, struct gr_err *err)
{
	struct gr_slice rest, line;
	uint64_t at = 0, there;
	size_t got = 1;
	enum gr_status status = GR_OK;

	gr_buf_clear(&o->text);
	while (status == GR_OK && got > 0 && at < LIST_MAX_BYTES) {
		char *to = gr_buf_reserve(&o->text, BLOCK_BYTES);

		if (to == NULL)
			return gr_err_memory(err);
		status = gr_spool_file_read(fd, at, to, BLOCK_BYTES, &got, err);
		o->text.len += status == GR_OK ? got : 0;
		at += got;
	}
	rest = gr_buf_slice(&o->text);
	while (status == GR_OK && gr_slice_split(&rest, '\n', &line))
		if (is_ours(line) && !gr_map_get(&o->before, line, &there))
			status = enter(o, line, &o->before, &o->old, &o->olds,
			    &o->room, err);
	return status;
}

static enum gr_status find_list(struct gr_outbox *o, struct gr_err *err)
{
	const char *path = path_of(o, GR_S(".made"));
	struct stat st;
	int fd = path != NULL
	    ? open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
	    : -1;
	enum gr_status status = GR_OK;

	if (path == NULL)
		return gr_err_memory(err);
	if (fd < 0) /* a link is replaced, and nothing was ours */
		return errno == ENOENT || errno == ELOOP
		    ? GR_OK
		    : gr_err_sys(err, path, "cannot be read");
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		status = read_list(o, fd, err);
	close(fd);
	return status;
}

static enum gr_status write_list(struct gr_outbox *o, bool with_old,
    struct gr_err *err)
{
	struct gr_sink *sink = NULL;
	const char *path = path_of(o, GR_S(".made"));
	enum gr_status status = open_file(path, &sink, err);

	if (status != GR_OK)
		return status;
	for (size_t i = 0; i < o->names && status == GR_OK; i++)
		if (with_old || o->put[i])
			status = gr_sink_record(sink, &o->named[i], 1, err);
	for (size_t i = 0; with_old && i < o->olds && status == GR_OK; i++)
		status = gr_sink_record(sink, &o->old[i], 1, err);
	return gr_sink_end(sink, status, err);
}

enum gr_status gr_outbox_open(struct gr_arena *keep, const char *folder,
    struct gr_outbox *out, struct gr_err *err)
{
	*out = (struct gr_outbox){ .keep = keep,
		.folder = folder,
		.before = gr_map_make(keep),
		.now = gr_map_make(keep),
		.fd = -1 };
	enum gr_status status = have_folder(folder, err);
	return status == GR_OK ? find_list(out, err) : status;
}

static void close_file(struct gr_outbox *o)
{
	if (o->fd >= 0)
		close(o->fd);
	o->fd = -1;
}

void gr_outbox_close(struct gr_outbox *outbox)
{
	if (outbox->keep != NULL)
		close_file(outbox);
	gr_buf_free(&outbox->text);
	gr_buf_free(&outbox->path);
}

/* ---- names ---- */

static bool ends_as(struct gr_slice name, const char *ending)
{
	size_t n = strlen(ending);

	if (name.len <= n)
		return false;
	return strncasecmp(name.ptr + name.len - n, ending, n) == 0;
}

/* The file's name without what says how it was packed and saved. */
static struct gr_slice stem_of(struct gr_slice file)
{
	static const char *const ending[] = { ".gz", ".zip", ".xlsx", ".xls",
		".csv", ".txt", ".tsv" };

	for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
		if (ends_as(file, ending[i]))
			file.len -= strlen(ending[i]);
	while (file.len > 0 && file.ptr[0] == '.')
		file = gr_slice_skip(file, 1);
	/* with all that is added a name has 255 bytes at most */
	if (file.len > STEM_MAX_BYTES) {
		file.len = STEM_MAX_BYTES;
		while (((unsigned char)file.ptr[file.len] & 0xc0) == 0x80)
			file.len--;
	}
	return file;
}

enum gr_status gr_outbox_name(struct gr_outbox *outbox,
    struct gr_slice city_code, struct gr_slice wave, struct gr_slice file,
    struct gr_slice *name, struct gr_err *err)
{
	struct gr_slice stem = stem_of(file);
	struct gr_buf *text = &outbox->text;
	uint64_t there;
	unsigned n = 0;

	do {
		gr_buf_clear(text);
		gr_buf_format(text, "%.*s/", GR_ARG(city_code));
		if (n > 0)
			gr_buf_format(text, "%.*s-", GR_ARG(wave));
		gr_buf_add(text, stem.len > 0 ? stem : GR_S("delivery"));
		if (n > 1)
			gr_buf_format(text, "-%u", n);
		gr_buf_text(text, ".xlsx");
		n++;
	} while (!text->failed
	    && gr_map_get(&outbox->now, gr_buf_slice(text), &there));
	enum gr_status status = gr_buf_check(text, err);
	if (status == GR_OK)
		status = gr_arena_grow(outbox->keep, (void **)&outbox->put,
		    &outbox->put_room, outbox->names, sizeof *outbox->put, err);
	if (status == GR_OK)
		status = enter(outbox, gr_buf_slice(text), &outbox->now,
		    &outbox->named, &outbox->names, &outbox->names_room, err);
	if (status != GR_OK)
		return status;
	*name = outbox->named[outbox->names - 1];
	outbox->put[outbox->names - 1] = false;
	return GR_OK;
}

enum gr_status gr_outbox_begin(struct gr_outbox *outbox, struct gr_err *err)
{
	return write_list(outbox, true, err);
}

/* ---- files ---- */

enum gr_status gr_outbox_file(struct gr_outbox *outbox, int *fd,
    struct gr_err *err)
{
	close_file(outbox);
	enum gr_status status = gr_spool_file_open(&outbox->fd, err);
	*fd = outbox->fd;
	return status;
}

enum gr_status gr_outbox_put(struct gr_outbox *outbox, struct gr_slice name,
    struct gr_err *err)
{
	const char *slash = memchr(name.ptr, '/', name.len);
	struct gr_sink *sink = NULL;
	uint64_t at;
	const char *folder = path_of(outbox,
	    gr_slice_make(name.ptr, (size_t)(slash - name.ptr)));
	enum gr_status status = clear(folder, S_IFDIR, err);

	if (status == GR_OK)
		status = have_folder(folder, err);
	if (status == GR_OK)
		status = open_file(path_of(outbox, name), &sink, err);
	if (status == GR_OK)
		status = gr_sink_copy(sink, outbox->fd, err);
	if (status != GR_OK) {
		gr_sink_abandon(sink);
		return status;
	}
	if (gr_map_get(&outbox->now, name, &at))
		outbox->put[at] = true;
	return gr_sink_commit(sink, err);
}

enum gr_status gr_outbox_settle(struct gr_outbox *outbox, struct gr_err *err)
{
	uint64_t there;

	for (size_t i = 0; i < outbox->olds; i++) {
		struct gr_slice name = outbox->old[i];
		const char *slash = memchr(name.ptr, '/', name.len);

		if (gr_map_get(&outbox->now, name, &there)
		    && outbox->put[there])
			continue;
		const char *path = path_of(outbox, name);
		if (path == NULL)
			return gr_err_memory(err);
		if (unlink(path) != 0 && errno != ENOENT && errno != ENOTDIR
		    && errno != EISDIR)
			return gr_err_sys(err, path, "cannot be removed");
		path = path_of(outbox,
		    gr_slice_make(name.ptr, (size_t)(slash - name.ptr)));
		if (path != NULL) /* unless something is in it */
			(void)rmdir(path);
	}
	enum gr_status status = write_list(outbox, false, err);
	return status == GR_OK ? gr_disk_sync(outbox->folder, err) : status;
}
