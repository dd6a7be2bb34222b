/* shard.c - parts of the input dealt with by several processes */
#include "program/shard.h"

#include "program/run_internal.h"
#include "program/shard_kept.h"
#include "program/shard_words.h"
#include "program/workers.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>

/* What a process says of a part, or of its end, in memory that all share. */
struct said {
	bool done;
	size_t worker;
	uint64_t words_from, words_bytes; /* of what it has told */
};

struct shard {
	struct gr_run *first, *last;
	enum gr_status (
	    *work)(struct shard *shard, size_t part, struct gr_err *err);
	size_t parts, workers;
	const size_t *order;     /* in which parts are begun; NULL: their own */
	struct said *part, *end; /* by part, by worker; shared */
	struct gr_shard_range *range; /* by part, then stream; shared */
	struct gr_shard_kept kept;
	struct gr_buf words; /* of this process */
};

/* Whether it is the first pass of a stage that reads twice. */
static bool keeps_rows(const struct shard *shard)
{
	return shard->last != shard->first && shard->last->filter->scan != NULL;
}

/* ---- in a process that deals with parts ---- */

/* What a part has left on its way goes on to where parts come together. */
static enum gr_status end_rows(struct shard *shard, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (struct gr_run *run = shard->first;
	     run <= shard->last && status == GR_OK; run++) {
		const struct gr_apart *apart = run->filter->apart;

		if (apart->rest != NULL)
			status = apart->rest(run, run->state, err);
		if (status == GR_OK && run < shard->last)
			status = gr_seam_flush(run, err);
	}
	return status == GR_OK ? gr_spool_end_chunk(shard->last, err) : status;
}

static enum gr_status tell(struct shard *shard, struct said *said,
    struct gr_err *err)
{
	enum gr_status status = gr_buf_check(&shard->words, err);

	if (status == GR_OK)
		status = gr_shard_kept_words(&shard->kept,
		    gr_buf_slice(&shard->words), &said->words_from, err);
	said->words_bytes = shard->words.len;
	said->worker = shard->kept.worker;
	said->done = status == GR_OK;
	return status;
}

static struct gr_shard_range *range_of(const struct shard *shard, size_t part)
{
	return shard->range + part * (shard->kept.streams + 1);
}

static enum gr_status deal_with(struct shard *shard, size_t part,
    struct gr_err *err)
{
	struct gr_shard_range *range = range_of(shard, part);

	gr_shard_forget(shard->first, shard->last);
	gr_shard_kept_begin(&shard->kept, range);
	enum gr_status status = shard->work(shard, part, err);
	if (status == GR_OK)
		status = end_rows(shard, err);
	if (status == GR_OK)
		status = gr_shard_kept_end(&shard->kept, range, err);
	if (status != GR_OK)
		return status;
	gr_buf_clear(&shard->words);
	gr_shard_tell(shard->first, shard->last, &shard->words);
	return tell(shard, &shard->part[part], err);
}

/* Where one has failed, everything is done again: so it says nothing. */
static int do_part(void *context, size_t i)
{
	struct shard *shard = context;
	struct gr_err err = { .line = 0 };
	size_t part = shard->order != NULL ? shard->order[i] : i;

	return deal_with(shard, part, &err) == GR_OK ? 0 : 1;
}

static int begin_worker(void *context, size_t worker)
{
	struct shard *shard = context;
	struct gr_err err = { .line = 0 };

	gr_progress_stop(&shard->first->progress);
	shard->first->progress.shown = false;
	return gr_shard_kept_turn(&shard->kept, worker,
	           keeps_rows(shard) ? &shard->last->spool : NULL, &err)
	        == GR_OK
	    ? 0
	    : 1;
}

static int end_worker(void *context, size_t worker)
{
	struct shard *shard = context;
	struct gr_run *last = shard->last;
	struct gr_err err = { .line = 0 };
	enum gr_status status = GR_OK;

	gr_buf_clear(&shard->words);
	if (last->filter->apart->give != NULL)
		status = last->filter->apart->give(last, last->state,
		    &shard->words, &err);
	if (status == GR_OK)
		status = tell(shard, &shard->end[worker], &err);
	return status == GR_OK ? 0 : 1;
}

/* ---- where they come together ---- */

static enum gr_status hear_part(struct shard *shard, size_t part,
    struct gr_err *err)
{
	const struct said *said = &shard->part[part];
	struct gr_slice words;
	enum gr_status status = gr_shard_kept_take(&shard->kept, said->worker,
	    range_of(shard, part), err);

	if (status == GR_OK)
		status = gr_shard_kept_hear(&shard->kept, said->worker,
		    said->words_from, said->words_bytes, &words, err);
	return status == GR_OK
	    ? gr_shard_hear(shard->first, shard->last, &words, err)
	    : status;
}

static enum gr_status hear_end(struct shard *shard, size_t worker,
    struct gr_err *err)
{
	struct gr_run *last = shard->last;
	struct gr_slice given;
	enum gr_status status;

	if (last->filter->apart->join == NULL)
		return GR_OK;
	status = gr_shard_kept_hear(&shard->kept, worker,
	    shard->end[worker].words_from, shard->end[worker].words_bytes,
	    &given, err);
	return status == GR_OK
	    ? last->filter->apart->join(last, last->state, given, err)
	    : status;
}

static enum gr_status hear_all(struct shard *shard, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < shard->parts && status == GR_OK; i++)
		status = hear_part(shard, i, err);
	for (size_t i = 0; i < shard->workers && status == GR_OK; i++) {
		status = hear_end(shard, i, err);
		if (status == GR_OK && keeps_rows(shard))
			status = gr_shard_kept_leave(&shard->kept, i,
			    shard->last, err);
	}
	return status;
}

static bool is_done(const struct shard *shard)
{
	bool done = true;

	for (size_t i = 0; i < shard->parts; i++)
		done &= shard->part[i].done;
	for (size_t i = 0; i < shard->workers; i++)
		done &= shard->end[i].done;
	return done;
}

/* ---- all of it ---- */

/* Deal with all parts, if that can be. */
static bool work(struct shard *shard)
{
	const struct gr_workers_job job = { shard->parts, shard->workers,
		do_part, begin_worker, end_worker, shard, 0 };
	struct gr_err err = { .line = 0 };
	int *end = calloc(shard->parts, sizeof *end);
	bool done = end != NULL && gr_workers_run(&job, end, &err) == GR_OK
	    && is_done(shard);

	free(end);
	return done;
}

static enum gr_status run_shard(struct shard *shard, bool *done,
    struct gr_err *err)
{
	struct gr_run *first = shard->first;
	struct gr_err unable = { .line = 0 };
	size_t streams, bytes;
	enum gr_status status = gr_shard_kept_make(&shard->kept, first,
	    shard->last, shard->workers, &unable);

	*done = false;
	streams = shard->kept.streams;
	bytes = (shard->parts + shard->workers) * sizeof *shard->part
	    + shard->parts * (streams + 1) * sizeof *shard->range;
	void *shared = status == GR_OK
	    ? mmap(NULL, bytes, PROT_READ | PROT_WRITE,
	        MAP_SHARED | MAP_ANONYMOUS, -1, 0)
	    : MAP_FAILED;

	status = GR_OK;
	if (shared != MAP_FAILED) {
		shard->part = shared;
		shard->end = shard->part + shard->parts;
		shard->range = (struct gr_shard_range *)(shard->end
		    + shard->workers);
		*done = work(shard);
		if (*done)
			status = hear_all(shard, err);
		(void)munmap(shared, bytes);
	}
	gr_buf_free(&shard->words);
	gr_shard_kept_free(&shard->kept);
	return status;
}

static size_t workers_for(const struct gr_run *first, size_t parts)
{
	return first->jobs < parts ? first->jobs : parts;
}

static enum gr_status read_delivery(struct shard *shard, size_t part,
    struct gr_err *err)
{
	return gr_input_file(shard->first, shard->first->operands.item[part],
	    err);
}

struct sized {
	size_t at;
	off_t bytes;
};

static int by_size(const void *a, const void *b)
{
	const struct sized *x = a, *y = b;

	if (x->bytes != y->bytes)
		return x->bytes < y->bytes ? 1 : -1;
	return x->at < y->at ? -1 : x->at > y->at;
}

/* The largest first, so that none is left over at the end; NULL: no memory. */
static size_t *order_of(const struct gr_list *operands)
{
	struct sized *file = calloc(operands->n, sizeof *file);
	size_t *order = calloc(operands->n, sizeof *order);
	struct stat st;

	for (size_t i = 0; i < operands->n && file != NULL; i++) {
		file[i].at = i;
		if (stat(operands->item[i], &st) == 0)
			file[i].bytes = st.st_size;
	}
	if (file != NULL)
		qsort(file, operands->n, sizeof *file, by_size);
	for (size_t i = 0; i < operands->n && file != NULL && order != NULL;
	     i++)
		order[i] = file[i].at;
	if (file == NULL) {
		free(order);
		order = NULL;
	}
	free(file);
	return order;
}

static enum gr_status deal_with_input(struct gr_run *run, bool *done,
    struct gr_err *err)
{
	size_t *order = order_of(&run->operands);
	struct shard shard = { .first = run,
		.last = run->apart_to,
		.work = read_delivery,
		.parts = run->operands.n,
		.workers = workers_for(run, run->operands.n),
		.order = order };
	enum gr_status status = run_shard(&shard, done, err);

	free(order);
	return status;
}

static enum gr_status replay_chunk(struct shard *shard, size_t part,
    struct gr_err *err)
{
	/* what a part has kept is not what it is made from */
	const struct gr_spool_chunk chunk = shard->first->spool.chunk[part];

	return gr_spool_replay_chunk(shard->first, &chunk, err);
}

static enum gr_status deal_with_chunks(struct gr_run *run, bool *done,
    struct gr_err *err)
{
	struct shard shard = { .first = run,
		.last = run->apart_to,
		.work = replay_chunk,
		.parts = run->spool.chunks,
		.workers = workers_for(run, run->spool.chunks) };

	*done = false;
	return shard.workers > 1 ? run_shard(&shard, done, err) : GR_OK;
}

/* ---- the plan ---- */

static bool may(const struct gr_run *run)
{
	const struct gr_apart *apart = run->filter->apart;

	return apart != NULL && (apart->may == NULL || apart->may(run->state));
}

/* The run at which parts that begin at `from` come together; NULL: one of those
 * before it must have all rows itself. */
static struct gr_run *reach(struct gr_run *from)
{
	struct gr_run *run = from;

	while (may(run)) {
		const struct gr_apart *apart = run->filter->apart;

		if (run->next == NULL || apart->give != NULL
		    || (run != from && apart->note != NULL))
			return run;
		run = run->next;
	}
	return NULL;
}

/* Whether all operands are plain files, and none is there twice: what stands in
 * one place of one delivery is one record. */
static bool are_apart(const struct gr_list *operands)
{
	struct stat *st = calloc(operands->n, sizeof *st);
	bool fine = st != NULL && operands->n > 1;

	for (size_t i = 0; i < operands->n && fine; i++) {
		fine = stat(operands->item[i], &st[i]) == 0
		    && S_ISREG(st[i].st_mode);
		for (size_t k = 0; k < i && fine; k++)
			fine = st[k].st_ino != st[i].st_ino
			    || st[k].st_dev != st[i].st_dev;
	}
	free(st);
	return fine;
}

static void plan(struct gr_run *from, size_t jobs)
{
	static const struct gr_shard_calls calls = { deal_with_input,
		deal_with_chunks };

	struct gr_run *to = reach(from);

	if (to == NULL)
		return;
	from->apart_to = to;
	from->apart_by = &calls;
	from->jobs = jobs;
	for (struct gr_run *run = from + 1; run <= to; run++)
		run->is_apart = true;
}

void gr_shard_plan(struct gr_run *run, size_t n, size_t jobs)
{
	for (size_t i = 1; i < n && jobs > 1; i++)
		if (run[i].filter->scan != NULL && may(&run[i])) {
			run[i].spool.noted = true;
			plan(&run[i], jobs);
		}
	if (jobs > 1 && run->filter->file != NULL && are_apart(&run->operands))
		plan(run, jobs);
}
