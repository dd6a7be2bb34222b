/* workers.c - processes that do tasks in turn */
#include "program/workers.h"

#include "program/process.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { AT_NONE = -2, KEPT_BYTES = 16 << 20 }; /* a worker between two tasks */

/* What the processes share. */
struct board {
	atomic_size_t next; /* the task that is to be begun */
	atomic_bool stop;
	atomic_int end[];
};

struct workers {
	const struct gr_workers_job *job;
	struct board *board;
	/* of each worker: */
	atomic_long *at; /* the task that it is at, on the board, too */
	pid_t *pid;      /* 0: it has ended */
	size_t n;
};

static void do_tasks(struct workers *w, size_t mine)
{
	const struct gr_workers_job *job = w->job;
	size_t i;

	while (!atomic_load(&w->board->stop)
	    && (i = atomic_fetch_add(&w->board->next, 1)) < job->tasks) {
		atomic_store(&w->at[mine], (long)i);
		int status = job->task(job->context, i);
		atomic_store(&w->board->end[i], status);
		atomic_store(&w->at[mine], AT_NONE);
		if (status > job->bearable)
			atomic_store(&w->board->stop, true);
	}
}

/* The worker's whole life.  Its parent may have gone before it could ask to be
 * told of that. */
static _Noreturn void live(struct workers *w, size_t mine, pid_t parent)
{
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent)
		_exit(GR_EXIT_SYSTEM);
	(void)close(STDIN_FILENO);
	(void)close(STDOUT_FILENO);
	if (!gr_process_begin())
		_exit(GR_EXIT_SYSTEM);
	/* what a task gives back the next one takes, without asking for pages */
	(void)mallopt(M_MMAP_THRESHOLD, KEPT_BYTES);
	(void)mallopt(M_TRIM_THRESHOLD, 2 * KEPT_BYTES);
	int code = w->job->begin ? w->job->begin(w->job->context, mine) : 0;
	if (code == 0)
		do_tasks(w, mine);
	if (code == 0 && w->job->end)
		code = w->job->end(w->job->context, mine);
	exit(code);
}

/* A worker that ends while it is at a task has ended it: by a signal, or by the
 * usage that it says. */
static void bury(struct workers *w, size_t mine, int how)
{
	long at = atomic_load(&w->at[mine]);
	int status = WIFSIGNALED(how) ? GR_TASK_BY_SIGNAL + WTERMSIG(how)
	                              : WEXITSTATUS(how);

	w->pid[mine] = 0;
	if (at == AT_NONE && status == GR_EXIT_DONE)
		return;
	atomic_store(&w->board->stop, true);
	if (at != AT_NONE)
		atomic_store(&w->board->end[at],
		    status > GR_EXIT_FINDINGS ? status : GR_EXIT_USAGE);
}

static void wait_for_all(struct workers *w)
{
	size_t left = w->n;
	int how;

	while (left > 0) {
		pid_t pid = waitpid(-1, &how, 0);

		if (pid < 0 && errno != EINTR)
			return;
		for (size_t i = 0; i < w->n && pid > 0; i++)
			if (w->pid[i] == pid) {
				bury(w, i, how);
				left--;
				break;
			}
	}
}

static enum gr_status start(struct workers *w, struct gr_err *err)
{
	pid_t parent = getpid();

	(void)fflush(NULL);
	for (; w->n < w->job->workers; w->n++) {
		atomic_store(&w->at[w->n], AT_NONE);
		w->pid[w->n] = fork();
		if (w->pid[w->n] == 0)
			live(w, w->n, parent);
		if (w->pid[w->n] < 0) {
			atomic_store(&w->board->stop, true);
			return gr_err_sys(err, NULL, "no process can be made");
		}
	}
	return GR_OK;
}

static enum gr_status run(struct workers *w, int *end, struct gr_err *err)
{
	size_t done = 0;
	bool failed = false;

	for (size_t i = 0; i < w->job->tasks; i++)
		atomic_store(&w->board->end[i], GR_TASK_NOT_BEGUN);
	enum gr_status status = start(w, err);
	wait_for_all(w);
	for (size_t i = 0; i < w->job->tasks; i++) {
		end[i] = atomic_load(&w->board->end[i]);
		done += end[i] != GR_TASK_NOT_BEGUN;
		failed |= end[i] > w->job->bearable;
	}
	/* a task that failed explains what was not begun; nothing else does */
	if (status == GR_OK && done < w->job->tasks && !failed)
		return gr_err_set(err, GR_ESYS, "a process is gone");
	return status;
}

enum gr_status gr_workers_run(const struct gr_workers_job *job, int *end,
    struct gr_err *err)
{
	size_t board = sizeof(struct board) + job->tasks * sizeof(atomic_int);
	size_t begin = (board + sizeof(atomic_long) - 1) / sizeof(atomic_long);
	size_t bytes = (begin + job->workers) * sizeof(atomic_long);
	struct workers w = { .job = job,
		.pid = calloc(job->workers, sizeof *w.pid) };
	void *shared = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	enum gr_status status;

	if (w.pid == NULL || shared == MAP_FAILED) {
		status = gr_err_memory(err);
	} else {
		w.board = shared;
		w.at = (atomic_long *)shared + begin;
		status = run(&w, end, err);
	}
	if (shared != MAP_FAILED)
		(void)munmap(shared, bytes);
	free(w.pid);
	return status;
}
