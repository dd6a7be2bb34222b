/* workers.h: each task is done once, and it is known how it ended. */
#include "program/workers.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { TASKS = 200 };

static unsigned char *done; /* shared with the workers */

static void setup(void)
{
	done = mmap(NULL, TASKS, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	cr_assert_neq((void *)done, MAP_FAILED);
}

static void teardown(void)
{
	munmap(done, TASKS);
}

TestSuite(workers, .init = setup, .fini = teardown);

/* What happens at the task of that number, 0 elsewhere. */
struct trouble {
	size_t at;
	int status, signal;
	bool exits;
};

static int one(void *context, size_t i)
{
	const struct trouble *trouble = context;

	done[i]++;
	if (trouble == NULL || i != trouble->at)
		return 0;
	if (trouble->signal != 0)
		raise(trouble->signal);
	if (trouble->exits)
		_exit(trouble->status);
	return trouble->status;
}

static void run(size_t workers, struct trouble *trouble, int *end)
{
	const struct gr_workers_job job = { .tasks = TASKS,
		.workers = workers,
		.task = one,
		.context = trouble,
		.bearable = 1 };
	struct gr_err err;

	cr_assert_eq(gr_workers_run(&job, end, &err), GR_OK);
}

Test(workers, every_task_is_done_once)
{
	int end[TASKS];

	for (size_t workers = 1; workers < 9; workers++) {
		run(workers, NULL, end);
		for (size_t i = 0; i < TASKS; i++)
			cr_expect(done[i] == workers && end[i] == 0);
	}
}

Test(workers, what_can_be_borne_ends_nothing)
{
	struct trouble finding = { .at = 3, .status = 1 };
	int end[TASKS];

	run(2, &finding, end);
	for (size_t i = 0; i < TASKS; i++)
		cr_expect(done[i] == 1 && end[i] == (i == 3));
}

static void expect_stop(struct trouble trouble, int status)
{
	int end[TASKS];

	memset(done, 0, TASKS);
	run(1, &trouble, end);
	for (size_t i = 0; i < TASKS; i++) {
		cr_expect(done[i] == (i <= trouble.at), "%zu", i);
		cr_expect_eq(end[i],
		    i < trouble.at        ? 0
		        : i == trouble.at ? status
		                          : GR_TASK_NOT_BEGUN);
	}
}

Test(workers, after_a_failure_no_task_is_begun)
{
	expect_stop((struct trouble){ .at = 7, .status = 3 }, 3);
	expect_stop((struct trouble){ .at = TASKS - 1, .status = 2 }, 2);
	expect_stop((struct trouble){ .at = 0, .signal = SIGKILL },
	    GR_TASK_BY_SIGNAL + SIGKILL);
	/* a task that ends its process has not been done */
	expect_stop((struct trouble){ .at = 9, .status = 4, .exits = true }, 4);
	expect_stop((struct trouble){ .at = 9, .status = 0, .exits = true }, 2);
}

static int cannot_begin(void *context, size_t mine)
{
	(void)context;
	return mine == 0 ? 4 : 0;
}

Test(workers, a_process_that_cannot_begin_is_no_end_of_the_tasks)
{
	const struct gr_workers_job job = { .tasks = TASKS,
		.workers = 1,
		.begin = cannot_begin,
		.task = one,
		.bearable = 1 };
	struct gr_err err;
	int end[TASKS];

	cr_assert_eq(gr_workers_run(&job, end, &err), GR_ESYS);
	cr_assert_str_eq(err.words, "a process is gone");
	cr_assert_eq(done[0], 0);
}
