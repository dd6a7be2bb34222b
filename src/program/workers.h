/* workers.h - processes that do tasks in turn; private to the library.
 *
 * Tasks that have nothing to do with each other are done by a few processes
 * forked from this one, each of which takes the next task when it is done with
 * one.  They are processes and no threads: what a task leaves open, holds or
 * breaks is its worker's alone, no global of any library needs a lock, and one
 * that crashes is known by its task while the others end theirs.
 */
#ifndef GREEN_PROGRAM_WORKERS_H
#define GREEN_PROGRAM_WORKERS_H

#include <stdbool.h>

#include "base/err.h"

enum {
	GR_TASK_NOT_BEGUN = -1,
	GR_TASK_BY_SIGNAL = 256 /* and the signal's number */
};

struct gr_workers_job {
	size_t tasks, workers;
	/* Do the task: an exit status.  Above `bearable` no other is begun. */
	int (*task)(void *context, size_t i);
	/* In a worker: before its first task, and after its last; NULL: there
	 * is nothing to do.  Other than 0 is the exit status that ends it. */
	int (*begin)(void *context, size_t worker);
	int (*end)(void *context, size_t worker);
	void *context;
	int bearable;
};

/* Do all tasks; end[i] is the exit status of the i-th, or one of the above.  A
 * task has no standard input and no standard output, and ends with this process.
 * GR_ESYS: some could not be begun for want of processes or memory. */
GR_MUST_USE enum gr_status gr_workers_run(const struct gr_workers_job *job,
    int *end, struct gr_err *err);

#endif
