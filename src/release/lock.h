/* lock.h - one at a time, by a lock on a file that is held by nobody's child.
 *
 * That another one is at work is no failure, and so must not be mistaken for
 * one, nor a failure for that: only a lock that is held says it.  The file is
 * in a folder that others write to, so it is opened without following a link or
 * waiting for a pipe.  What runs meanwhile does not have the lock, so that no
 * process of it can keep it; and it is killed if who has it dies.
 */
#ifndef GREEN_RELEASE_LOCK_H
#define GREEN_RELEASE_LOCK_H

#include "base/err.h"

#include <stdbool.h>

/* Lock the file at `path`, which is made if there is none, and wait so many
 * seconds for it.  *held: another one has it still, and *fd is -1.  GR_ESYS: it
 * cannot be locked at all. */
GR_MUST_USE enum gr_status gr_lock_take(const char *path, uint64_t seconds,
    int *fd, bool *held, struct gr_err *err);

/* Run argv (NULL-terminated; found in PATH) with what this process has of
 * standard streams, and wait for it.  *code: its exit status, or 128 and the
 * number of the signal that killed it. */
GR_MUST_USE enum gr_status gr_lock_run(char *const *argv, int *code,
    struct gr_err *err);

#endif
