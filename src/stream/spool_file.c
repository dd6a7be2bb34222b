/* spool_file.c - a file without a name in $TMPDIR */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "stream/spool_file.h"

enum gr_status gr_spool_file_open(int *fd, struct gr_err *err)
{
	const char *folder = getenv("TMPDIR");
	char path[GR_ERR_SOURCE_MAX];

	if (!folder || !folder[0])
		folder = P_tmpdir;
	int n = snprintf(path, sizeof(path), "%s/green-spool.XXXXXX", folder);
	if (n < 0 || (size_t)n >= sizeof(path))
		return gr_err_set(err, GR_EUSAGE, "TMPDIR is too long");
	*fd = mkostemp(path, O_CLOEXEC);
	if (*fd < 0)
		return gr_err_sys(err, folder,
		    "no file can be made to keep what was read in");
	if (unlink(path) != 0) {
		enum gr_status status = gr_err_sys(err, path,
		    "cannot be unlinked");
		close(*fd);
		return status;
	}
	return GR_OK;
}

enum gr_status gr_spool_file_write(int fd, const char *p, size_t n,
    struct gr_err *err)
{
	while (n > 0) {
		ssize_t done = write(fd, p, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return gr_err_sys(err, NULL,
			    "cannot keep what was read in $TMPDIR");
		p += done;
		n -= (size_t)done;
	}
	return GR_OK;
}

enum gr_status gr_spool_file_read(int fd, uint64_t at, char *to, size_t room,
    size_t *got, struct gr_err *err)
{
	*got = 0;
	while (*got < room) {
		ssize_t n = pread(fd, to + *got, room - *got,
		    (off_t)(at + *got));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return gr_err_sys(err, NULL,
			    "cannot read again what was kept in $TMPDIR");
		if (n == 0)
			break;
		*got += (size_t)n;
	}
	return GR_OK;
}

enum gr_status gr_spool_file_cut(struct gr_err *err)
{
	return gr_err_set(err, GR_ESYS, "what was kept in $TMPDIR is cut off");
}
