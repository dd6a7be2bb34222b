/* spool_file.h - a file without a name in $TMPDIR, for what memory should not
 * hold.  It is gone when it is closed, however the program ends. */
#ifndef GREEN_STREAM_SPOOL_FILE_H
#define GREEN_STREAM_SPOOL_FILE_H

#include "base/err.h"

/* A new one, to be closed by close().  GR_ESYS, GR_EUSAGE if TMPDIR is no
 * path. */
GR_MUST_USE enum gr_status gr_spool_file_open(int *fd, struct gr_err *err);

/* Write all of it, however often that takes. */
GR_MUST_USE enum gr_status gr_spool_file_write(int fd, const char *p, size_t n,
    struct gr_err *err);

/* `room` bytes from the place `at`, or what is there of them: *got. */
GR_MUST_USE enum gr_status gr_spool_file_read(int fd, uint64_t at, char *to,
    size_t room, size_t *got, struct gr_err *err);

/* The failure that it has less bytes than were written: GR_ESYS. */
GR_MUST_USE enum gr_status gr_spool_file_cut(struct gr_err *err);

#endif
