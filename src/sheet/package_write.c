/* package_write.c - a workbook again, with some of its members changed */
#include "sheet/package_write.h"

#include "sheet/package_internal.h"
#include "stream/spool_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	FIRST_DAY = 1 << 5 | 1, /* 1980-01-01, as DOS has it */
	LEVEL = 3 /* half the time of the usual one, for a tenth of the bytes */
};

/* The archive as libzip sees it: read in one file, written in another. */
struct archive {
	int in, out;
	uint64_t size, at, written, write_at;
	zip_error_t error;
};

static zip_int64_t fail(struct archive *a)
{
	zip_error_set(&a->error, ZIP_ER_WRITE, errno);
	return -1;
}

static zip_int64_t do_read(struct archive *a, void *to, zip_uint64_t n)
{
	ssize_t got;

	do
		got = pread(a->in, to, n, (off_t)a->at);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return fail(a);
	a->at += (uint64_t)got;
	return got;
}

static zip_int64_t do_write(struct archive *a, const char *from, size_t n)
{
	for (size_t done = 0; done < n;) {
		ssize_t put = pwrite(a->out, from + done, n - done,
		    (off_t)(a->write_at + done));

		if (put < 0 && errno != EINTR)
			return fail(a);
		done += put > 0 ? (size_t)put : 0;
	}
	a->write_at += n;
	if (a->written < a->write_at)
		a->written = a->write_at;
	return (zip_int64_t)n;
}

static zip_int64_t do_seek(struct archive *a, uint64_t *at, uint64_t size,
    void *data, zip_uint64_t n)
{
	zip_int64_t to = zip_source_seek_compute_offset(*at, size, data, n,
	    &a->error);

	if (to < 0)
		return -1;
	*at = (uint64_t)to;
	return 0;
}

static zip_int64_t do_stat(const struct archive *a, zip_stat_t *to)
{
	zip_stat_init(to);
	to->size = a->size;
	to->valid |= ZIP_STAT_SIZE;
	return sizeof *to;
}

static zip_int64_t supported(void)
{
	return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ,
	    ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
	    ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL,
	    ZIP_SOURCE_BEGIN_WRITE, ZIP_SOURCE_COMMIT_WRITE,
	    ZIP_SOURCE_ROLLBACK_WRITE, ZIP_SOURCE_WRITE, ZIP_SOURCE_SEEK_WRITE,
	    ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_REMOVE, ZIP_SOURCE_SUPPORTS, -1);
}

static zip_int64_t on_command(void *context, void *data, zip_uint64_t n,
    zip_source_cmd_t command)
{
	struct archive *a = context;

	switch ((int)command) {
	case ZIP_SOURCE_SUPPORTS:
		return supported();
	case ZIP_SOURCE_READ:
		return do_read(a, data, n);
	case ZIP_SOURCE_WRITE:
		return do_write(a, data, (size_t)n);
	case ZIP_SOURCE_SEEK:
		return do_seek(a, &a->at, a->size, data, n);
	case ZIP_SOURCE_SEEK_WRITE:
		return do_seek(a, &a->write_at, a->written, data, n);
	case ZIP_SOURCE_TELL:
		return (zip_int64_t)a->at;
	case ZIP_SOURCE_TELL_WRITE:
		return (zip_int64_t)a->write_at;
	case ZIP_SOURCE_STAT:
		return do_stat(a, data);
	case ZIP_SOURCE_ERROR:
		return zip_error_to_data(&a->error, data, n);
	case ZIP_SOURCE_OPEN:
		a->at = 0;
		return 0;
	case ZIP_SOURCE_BEGIN_WRITE:
		a->write_at = a->written = 0;
		return 0;
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_COMMIT_WRITE:
	case ZIP_SOURCE_ROLLBACK_WRITE:
	case ZIP_SOURCE_REMOVE:
	case ZIP_SOURCE_FREE:
		return 0;
	default:
		zip_error_set(&a->error, ZIP_ER_OPNOTSUPP, 0);
		return -1;
	}
}

/* ---- the members ---- */

/* A member's new bytes: the file that libzip closes is its own. */
static zip_source_t *bytes_of(zip_t *zip, int fd)
{
	int own = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	FILE *file = own >= 0 && lseek(own, 0, SEEK_SET) == 0
	    ? fdopen(own, "rb")
	    : NULL;

	if (file == NULL) {
		if (own >= 0)
			close(own);
		return NULL;
	}
	zip_source_t *source = zip_source_filep(zip, file, 0, -1);
	if (source == NULL)
		(void)fclose(file);
	return source;
}

static bool change_member(zip_t *zip, const struct gr_package_change *change)
{
	zip_source_t *source = bytes_of(zip, change->fd);
	bool add = change->member == GR_PACKAGE_NO_MEMBER;
	zip_int64_t at = (zip_int64_t)change->member;

	if (source == NULL)
		return false;
	if (add)
		at = zip_file_add(zip, change->path, source, ZIP_FL_ENC_UTF_8);
	else if (zip_file_replace(zip, change->member, source, 0) != 0)
		at = -1;
	if (at < 0) {
		zip_source_free(source);
		return false;
	}
	/* under the name of the method that a member has, libzip takes no level */
	return zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_DEFAULT,
	           LEVEL)
	    == 0
	    && zip_file_set_dostime(zip, (zip_uint64_t)at, 0, FIRST_DAY, 0)
	    == 0;
}

static enum gr_status write_all(struct gr_package *package, zip_t *zip,
    const struct gr_package_change *change, size_t n, struct gr_err *err)
{
	for (size_t i = 0; i < n; i++)
		if (!change_member(zip, &change[i])) {
			enum gr_status status = gr_package_refuse(package,
			    zip_get_error(zip), err);

			zip_discard(zip);
			return status;
		}
	gr_package_forget_errno();
	if (zip_close(zip) == 0)
		return GR_OK;
	enum gr_status status = gr_package_refuse(package, zip_get_error(zip),
	    err);
	zip_discard(zip);
	return status;
}

enum gr_status gr_package_write(struct gr_package *package,
    const struct gr_package_change *change, size_t n, int fd,
    struct gr_err *err)
{
	struct archive a = { .in = package->fd, .out = fd };
	struct stat st;
	zip_error_t why;
	enum gr_status status;

	if (fstat(package->fd, &st) != 0)
		return gr_err_sys(err, package->name, "cannot be read");
	a.size = (uint64_t)st.st_size;
	zip_error_init(&a.error);
	zip_error_init(&why);
	gr_package_forget_errno();
	zip_source_t *source = zip_source_function_create(on_command, &a, &why);
	zip_t *zip = source != NULL ? zip_open_from_source(source, 0, &why)
	                            : NULL;
	if (zip == NULL) {
		status = gr_package_refuse(package, &why, err);
		zip_source_free(source);
	} else {
		status = write_all(package, zip, change, n, err);
	}
	zip_error_fini(&why);
	zip_error_fini(&a.error);
	return status;
}
