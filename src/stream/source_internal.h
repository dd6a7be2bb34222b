/* source_internal.h - where a source keeps what a pipe gives. */
#ifndef GREEN_STREAM_SOURCE_INTERNAL_H
#define GREEN_STREAM_SOURCE_INTERNAL_H

#include "base/err.h"

/* A new file without a name in $TMPDIR.  GR_ESYS, GR_EUSAGE if TMPDIR is no
 * path. */
GR_MUST_USE enum gr_status gr_source_spool_open(int *fd, struct gr_err *err);

/* Write all of it, however often that takes. */
GR_MUST_USE enum gr_status gr_source_spool_write(int fd, const char *p,
    size_t n, struct gr_err *err);

#endif
