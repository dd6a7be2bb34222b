/* shared.h - what the runs of a chain have in common: tables that several of
 * them read, once for all, and which files they write; and what one leaves to
 * those of a chain that comes after.
 *
 * The tables are never changed once they are read, so runs in different threads may
 * look at them at the same time.
 */
#ifndef GREEN_PROGRAM_SHARED_H
#define GREEN_PROGRAM_SHARED_H

#include <pthread.h>

#include "register/register.h"

struct gr_shared {
	pthread_mutex_t lock;
	struct gr_arena *keep, *claims;
	struct gr_shared_table *table; /* lists; private */
	struct gr_shared_file *file;
	struct gr_shared_tool *tool;
};

/* GR_ESYS: memory ran out.  Free with _free, also then. */
GR_MUST_USE enum gr_status gr_shared_make(struct gr_shared *shared,
    struct gr_err *err);
void gr_shared_free(struct gr_shared *shared); /* a zeroed one is allowed */

/* As gr_standard_load() and gr_register_read() have it, which they fail like;
 * what was read lives as long as `shared`. */
GR_MUST_USE enum gr_status gr_shared_standard(struct gr_shared *shared,
    const char *path, enum gr_standard_tables tables,
    const struct gr_standard **out, struct gr_err *err);
GR_MUST_USE enum gr_status gr_shared_register(struct gr_shared *shared,
    const char *path, const struct gr_standard *standard,
    const struct gr_register **out, struct gr_err *err);

/* Say that an option names this file to be written.  GR_EUSAGE: another does so
 * too, and one would be lost.  NULL is no file; devices and pipes are anyone's. */
GR_MUST_USE enum gr_status gr_shared_claim(struct gr_shared *shared,
    const char *path, struct gr_err *err);

/* What run.h says of gr_run_inherit() and gr_run_leave(). */
void *gr_shared_inherit(struct gr_shared *shared, const char *what);
void gr_shared_leave(struct gr_shared *shared, const char *what, void *tool,
    void (*discard)(void *tool));

/* The chain has ended: one that comes after may write its files anew. */
void gr_shared_end_chain(struct gr_shared *shared);

#endif
