/* stage_tasks.c - chains that stand in a file, a line each */
#include "program/stage_tasks.h"

#include "program/process.h"
#include "program/stage_line.h"
#include "program/whole.h"
#include "program/workers.h"
#include "stream/sink.h"
#include "stream/source.h"
#include "text/file_name.h"

#include <stdlib.h>
#include <sys/stat.h>

struct task {
	uint64_t at; /* its line in the file */
	struct gr_stage_line line;
};

struct tasks {
	const struct gr_stage_tasks *job;
	struct task *task;
	size_t n, room;
	size_t jobs; /* of each task's own */
};

/* The words of a line, NULL behind them. */
static enum gr_status split(const struct gr_stage_tasks *job,
    struct gr_slice text, char ***out, struct gr_err *err)
{
	struct gr_slice rest = text, one;
	struct gr_buf word = { 0 };
	enum gr_status status = GR_OK;
	size_t n = 0;

	while (gr_slice_split(&rest, '\t', &one))
		n++;
	char **to = *out = GR_NEW_ARRAY(job->keep, n + 1, char *);
	if (to == NULL)
		return gr_err_memory(err);
	for (rest = text;
	     status == GR_OK && gr_slice_split(&rest, '\t', &one);) {
		gr_buf_clear(&word);
		if (!gr_file_name_unquote(&word, one))
			status = gr_err_set(err, GR_EUSAGE,
			    "a '\\' begins no \\xXX");
		else
			status = gr_buf_check(&word, err);
		struct gr_slice kept = gr_arena_copy(job->keep,
		    gr_buf_slice(&word));
		if (status == GR_OK && kept.ptr == NULL)
			status = gr_err_memory(err);
		*to++ = (char *)(uintptr_t)kept.ptr;
	}
	gr_buf_free(&word);
	return status;
}

/* Options of the line stand before its first stage, each in one word.  Where
 * nothing is run nothing else is looked at. */
static enum gr_status read_line(const struct gr_stage_tasks *job, char **word,
    struct gr_stage_line *line, struct gr_err *err)
{
	static const char folder[] = "--folder=", whole[] = "--whole=";

	for (; *word != NULL && (*word)[0] == '-'; word++) {
		if (strncmp(*word, folder, sizeof folder - 1) == 0)
			line->folder = *word + sizeof folder - 1;
		else if (strncmp(*word, whole, sizeof whole - 1) == 0)
			line->whole = *word + sizeof whole - 1;
		else
			return gr_err_set(err, GR_EUSAGE,
			    "'%s' is no option of a task", *word);
	}
	return job->only_list
	    ? GR_OK
	    : gr_stage_line_read(job->keep, job->stage, word, line, err);
}

static enum gr_status add_task(struct tasks *tasks, struct gr_slice text,
    uint64_t at, struct gr_err *err)
{
	const struct gr_stage_tasks *job = tasks->job;
	void *items = tasks->task;
	char **word = NULL;
	enum gr_status status = gr_arena_grow(job->keep, &items, &tasks->room,
	    tasks->n, sizeof *tasks->task, err);

	if (status != GR_OK)
		return status;
	tasks->task = items;
	struct task *task = &tasks->task[tasks->n++];
	*task = (struct task){ .at = at };
	status = split(job, text, &word, err);
	if (status == GR_OK)
		status = read_line(job, word, &task->line, err);
	return status == GR_EUSAGE
	    ? gr_err_place(err, status, job->path, at, NULL)
	    : status;
}

static enum gr_status read_tasks(struct tasks *tasks, struct gr_slice text,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;
	struct gr_slice line;

	if (text.len > 0 && text.ptr[text.len - 1] != '\n')
		return gr_err_at(err, GR_EDATA, tasks->job->path, 0, NULL,
		    "the last line does not end: it was cut off");
	for (uint64_t at = 1; status == GR_OK && text.len > 0
	     && gr_slice_split(&text, '\n', &line);
	     at++)
		if (line.len > 0)
			status = add_task(tasks, line, at, err);
	return status;
}

static enum gr_status read_file(struct tasks *tasks, struct gr_err *err)
{
	struct gr_source *source = NULL;
	struct gr_buf text = { 0 };
	enum gr_status status = gr_source_open(tasks->job->path, NULL, &source,
	    err);

	if (status == GR_OK)
		status = gr_source_read_all(source, &text, err);
	if (status == GR_OK)
		status = read_tasks(tasks, gr_buf_slice(&text), err);
	gr_source_close(source);
	gr_buf_free(&text);
	return status;
}

static int run_task(void *context, size_t i)
{
	const struct tasks *tasks = context;

	return gr_stage_line_run(tasks->job->program, &tasks->task[i].line,
	    tasks->jobs, tasks->job->shared);
}

/* Say which have failed, in their order; the status that all have together. */
static int tell(const struct tasks *tasks, const int *end)
{
	int worst = GR_EXIT_DONE;

	for (size_t i = 0; i < tasks->n; i++) {
		struct gr_err err = { .line = 0 };
		const char *path = tasks->job->path;
		uint64_t at = tasks->task[i].at;
		int status = end[i];

		if (status >= GR_TASK_BY_SIGNAL) {
			(void)gr_err_at(&err, GR_ESYS, path, at, NULL,
			    "this task was ended by the signal %d",
			    status - GR_TASK_BY_SIGNAL);
			status = GR_EXIT_SYSTEM;
		} else if (status > GR_EXIT_FINDINGS) {
			(void)gr_err_at(&err, GR_ESYS, path, at, NULL,
			    "this task ended with the status %d", status);
		}
		if (status > GR_EXIT_FINDINGS)
			gr_process_complain(tasks->job->program, &err);
		worst = status > worst ? status : worst;
	}
	return worst;
}

/* What has been made gets its name, whatever has become of the others. */
static enum gr_status keep(const struct tasks *tasks, const int *end,
    struct gr_err *err)
{
	struct gr_whole_name *made = GR_NEW_ARRAY(tasks->job->keep, tasks->n,
	    struct gr_whole_name);
	size_t n = 0;

	if (made == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < tasks->n; i++) {
		const struct gr_stage_line *line = &tasks->task[i].line;

		if (line->whole != NULL && end[i] >= GR_EXIT_DONE
		    && end[i] <= GR_EXIT_FINDINGS)
			made[n++] = (struct gr_whole_name){ line->folder,
				line->whole };
	}
	return gr_whole_keep(made, n, err);
}

/* ---- what is to do ---- */

enum { IS_WHOLE, IS_DAMAGED, IS_LOST, IS_UNKNOWN }; /* statuses of look_at */

static int look_at(void *context, size_t i)
{
	const struct tasks *tasks = context;
	const char *name = tasks->task[i].line.whole;
	struct gr_err err = { .line = 0 };
	bool whole = false;
	struct stat st;

	if (name == NULL || lstat(name, &st) != 0)
		return IS_LOST;
	enum gr_status status = gr_whole_check(name, &whole, &err);
	if (status == GR_OK)
		return whole ? IS_WHOLE : IS_DAMAGED;
	gr_process_complain(tasks->job->program, &err);
	return IS_UNKNOWN;
}

/* The lines that are to be run, and why. */
static enum gr_status list(const struct tasks *tasks, const int *end,
    struct gr_err *err)
{
	struct gr_buf text = { 0 };
	struct gr_sink *sink;
	enum gr_status status = gr_sink_open(NULL, &sink, err);

	if (status != GR_OK)
		return status;
	for (size_t i = 0; i < tasks->n; i++)
		if (end[i] != IS_WHOLE)
			gr_buf_format(&text, "%ju\t%s\n",
			    (uintmax_t)tasks->task[i].at,
			    end[i] == IS_LOST ? "lost" : "damaged");
	status = gr_buf_check(&text, err);
	if (status == GR_OK)
		status = gr_sink_write(sink, gr_buf_slice(&text), err);
	gr_buf_free(&text);
	return gr_sink_end(sink, status, err);
}

static enum gr_status list_tasks(struct tasks *tasks, int *end, int *code,
    struct gr_err *err)
{
	const struct gr_workers_job work = { .tasks = tasks->n,
		.workers = tasks->n < tasks->job->jobs ? tasks->n
		                                       : tasks->job->jobs,
		.task = look_at,
		.context = tasks,
		.bearable = IS_LOST };
	enum gr_status status = gr_workers_run(&work, end, err);

	for (size_t i = 0; i < tasks->n && status == GR_OK; i++)
		if (end[i] < IS_WHOLE || end[i] > IS_LOST) {
			*code = GR_EXIT_SYSTEM; /* and it has been said */
			return GR_OK;
		}
	return status == GR_OK ? list(tasks, end, err) : status;
}

static size_t at_least_one(size_t n)
{
	return n > 0 ? n : 1;
}

enum gr_status gr_stage_tasks_run(const struct gr_stage_tasks *job, int *code,
    struct gr_err *err)
{
	struct tasks tasks = { .job = job };
	enum gr_status status = read_file(&tasks, err);
	int *end = GR_NEW_ARRAY(job->keep, at_least_one(tasks.n), int);

	if (status != GR_OK || tasks.n == 0)
		return status;
	if (end == NULL)
		return gr_err_memory(err);
	if (job->only_list)
		return list_tasks(&tasks, end, code, err);
	tasks.jobs = at_least_one(job->jobs / tasks.n);
	const struct gr_workers_job work = { .tasks = tasks.n,
		.workers = tasks.n < job->jobs ? tasks.n : job->jobs,
		.task = run_task,
		.context = &tasks,
		.bearable = GR_EXIT_FINDINGS };
	status = gr_workers_run(&work, end, err);
	*code = tell(&tasks, end);
	return status == GR_OK ? keep(&tasks, end, err) : status;
}
