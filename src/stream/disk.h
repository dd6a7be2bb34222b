/* disk.h - what was written stays when the power goes. */
#ifndef GREEN_STREAM_DISK_H
#define GREEN_STREAM_DISK_H

#include "base/err.h"

/* Everything that was written to the disk of this folder is on it: one call for
 * many files.  GR_ESYS: it is not. */
GR_MUST_USE enum gr_status gr_disk_sync(const char *folder, struct gr_err *err);

#endif
