/* seam.c - from one stage of a chain to the next */
#include "program/run_internal.h"

#include <errno.h>
#include <stdlib.h>

/* ---- who works ---- */

void gr_seam_enter(struct gr_crew *crew)
{
	if (crew == NULL)
		return;
	pthread_mutex_lock(&crew->lock);
	while (crew->idle == 0)
		pthread_cond_wait(&crew->left, &crew->lock);
	crew->idle--;
	pthread_mutex_unlock(&crew->lock);
}

void gr_seam_leave(struct gr_crew *crew)
{
	if (crew == NULL)
		return;
	pthread_mutex_lock(&crew->lock);
	crew->idle++;
	pthread_cond_signal(&crew->left);
	pthread_mutex_unlock(&crew->lock);
}

static enum gr_status make_crew(struct gr_run *run, struct gr_crew *crew,
    struct gr_err *err)
{
	struct gr_seam *seam = &run->seam;

	seam->crew = crew;
	seam->err = GR_NEW(run->keep, struct gr_err);
	if (seam->err == NULL)
		return gr_err_memory(err);
	pthread_mutex_init(&seam->lock, NULL);
	pthread_cond_init(&seam->changed, NULL);
	return GR_OK;
}

/* The effort of the stages from `first` on, up to one that must have seen all
 * rows before it gives any. */
static size_t effort_of(const struct gr_run *run, size_t first, size_t n)
{
	size_t effort = 0;

	for (size_t i = first; i < n; i++) {
		effort += run[i].filter->effort + 1;
		if (i > first && run[i].filter->scan != NULL)
			break;
	}
	return effort;
}

/* Whether processes have done its work, and what it gives then is short: what
 * they have counted. */
static bool has_counted(const struct gr_run *run)
{
	return run->is_apart && run->filter->apart->give != NULL;
}

/* A stage goes on in the thread of those before it until they have their share
 * of the work: each hand-over to another thread costs a copy.  None begins where
 * parts are dealt with by processes (shard.h), nor behind them for what they have
 * counted: to move that between two processors costs more than to take it. */
enum gr_status gr_seam_crew(struct gr_run *run, size_t n, size_t jobs,
    struct gr_crew *crew, struct gr_err *err)
{
	size_t all = 0, mine = 0;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i + 1 < n && jobs > 1 && status == GR_OK; i++) {
		if (i == 0 || run[i].filter->scan != NULL) {
			all = effort_of(run, i, n);
			mine = 0;
		}
		mine += run[i].filter->effort + 1;
		if (mine * (jobs + 1) < all || run[i + 1].is_apart
		    || has_counted(&run[i]))
			continue;
		status = make_crew(&run[i + 1], crew, err);
		mine = 0;
	}
	return status;
}

/* ---- blocks ---- */

static struct gr_block *given(struct gr_seam *seam)
{
	return &seam->block[seam->giving % GR_SEAM_BLOCKS];
}

/* A taker that has stopped says why.  Behind the lock. */
static enum gr_status why_stopped(const struct gr_seam *seam,
    struct gr_err *err)
{
	*err = *seam->err;
	return seam->status;
}

/* The block that was filled is the taker's, and the next one is filled. */
static enum gr_status queue(struct gr_seam *seam, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	gr_seam_leave(seam->crew);
	pthread_mutex_lock(&seam->lock);
	while (seam->waiting == GR_SEAM_BLOCKS - 1 && !seam->stopped)
		pthread_cond_wait(&seam->changed, &seam->lock);
	if (seam->stopped) {
		status = why_stopped(seam, err);
	} else {
		seam->giving++;
		seam->waiting++;
		pthread_cond_signal(&seam->changed);
	}
	pthread_mutex_unlock(&seam->lock);
	gr_seam_enter(seam->crew);
	return status;
}

static enum gr_status make_block(struct gr_run *run, struct gr_seam *seam,
    struct gr_err *err)
{
	if (seam->blocks > seam->giving % GR_SEAM_BLOCKS)
		return GR_OK;
	return gr_block_make(&seam->block[seam->blocks++], run->out.n,
	    run->program, err);
}

static enum gr_status hand_over(struct gr_run *run, struct gr_err *err)
{
	struct gr_seam *seam = &run->next->seam;
	enum gr_status status;

	if (seam->crew == NULL) {
		status = seam->to->block(run->next, given(seam), err);
		gr_block_clear(given(seam));
		return status;
	}
	status = queue(seam, err);
	return status == GR_OK ? make_block(run, seam, err) : status;
}

static enum gr_status copy(struct gr_run *run, struct gr_seam *seam,
    const struct gr_slice *field, uint64_t line, struct gr_err *err)
{
	enum gr_status status;

	if (gr_block_add(given(seam), field, line))
		return GR_OK;
	status = gr_seam_flush(run, err);
	if (status != GR_OK)
		return status;
	return gr_block_add(given(seam), field, line) ? GR_OK
	                                              : gr_err_memory(err);
}

/* Who only looks at the fields of a row is given them where they are. */
static struct gr_slice *as_they_are(const struct gr_slice *field)
{
	union {
		const struct gr_slice *given;
		struct gr_slice *taken;
	} same = { .given = field };

	return same.taken;
}

/* The stage may overwrite the fields, but not those of who gives them, unless it
 * says that it does not.  What was only given for this call it cannot lend to
 * others. */
static enum gr_status pass(struct gr_run *run, struct gr_seam *seam,
    const struct gr_slice *field, bool lasting, uint64_t line,
    struct gr_err *err)
{
	struct gr_run *next = run->next;
	struct gr_row row = given(seam)->row[0];

	if (seam->looks)
		row.field = as_they_are(field);
	else
		memcpy(row.field, field, row.n * sizeof *field);
	row.line = line;
	next->fleeting = !lasting;
	enum gr_status status = seam->to->row(next, &row, err);
	if (!lasting)
		gr_arena_reset(next->scratch);
	return status;
}

enum gr_status gr_seam_give(struct gr_run *run, const struct gr_slice *field,
    bool lasting, struct gr_err *err)
{
	struct gr_seam *seam = &run->next->seam;
	uint64_t line = run->out_records + 1; /* behind the header */
	enum gr_status status = GR_OK;

	lasting &= !run->fleeting;
	if (seam->counts)
		seam->bytes += gr_block_bytes(field, run->out.n);
	if (seam->direct)
		return pass(run, seam, field, lasting, line, err);
	if (lasting && seam->crew == NULL)
		gr_block_lend(given(seam), field, line);
	else
		status = copy(run, seam, field, line, err);
	if (status != GR_OK)
		return status;
	return gr_block_is_full(given(seam)) ? hand_over(run, err) : GR_OK;
}

enum gr_status gr_seam_settle(struct gr_run *run, struct gr_err *err)
{
	struct gr_run *next = run->next;
	enum gr_status status = GR_OK;

	if (!next->seam.direct)
		return given(&next->seam)->lent ? hand_over(run, err) : GR_OK;
	if (next->next != NULL)
		status = gr_seam_settle(next, err);
	gr_arena_reset(next->scratch);
	return status;
}

enum gr_status gr_seam_flush(struct gr_run *run, struct gr_err *err)
{
	struct gr_seam *seam = &run->next->seam;

	if (seam->direct)
		return gr_seam_settle(run, err);
	return given(seam)->n > 0 ? hand_over(run, err) : GR_OK;
}

/* ---- a thread of its own ---- */

/* The next block, or NULL at the end. */
static struct gr_block *take(struct gr_seam *seam)
{
	struct gr_block *block = NULL;

	pthread_mutex_lock(&seam->lock);
	while (seam->waiting == 0 && !seam->ended)
		pthread_cond_wait(&seam->changed, &seam->lock);
	if (seam->waiting > 0 && !seam->given_up)
		block = &seam->block[seam->taking++ % GR_SEAM_BLOCKS];
	pthread_mutex_unlock(&seam->lock);
	return block;
}

static void took(struct gr_seam *seam, struct gr_block *block)
{
	gr_block_clear(block);
	pthread_mutex_lock(&seam->lock);
	seam->waiting--;
	pthread_cond_signal(&seam->changed);
	pthread_mutex_unlock(&seam->lock);
}

/* Parts are dealt with by processes that are forked from this one: no thread may
 * be at anything then, such as asking for memory. */
static void tell_begun(struct gr_seam *seam)
{
	pthread_mutex_lock(&seam->lock);
	seam->begun = true;
	pthread_cond_signal(&seam->changed);
	pthread_mutex_unlock(&seam->lock);
}

static void wait_until_begun(struct gr_seam *seam)
{
	gr_seam_leave(seam->crew);
	pthread_mutex_lock(&seam->lock);
	while (!seam->begun)
		pthread_cond_wait(&seam->changed, &seam->lock);
	pthread_mutex_unlock(&seam->lock);
	gr_seam_enter(seam->crew);
}

static enum gr_status take_all(struct gr_run *run, struct gr_err *err)
{
	struct gr_seam *seam = &run->seam;
	enum gr_status status = seam->to->begin(run, seam->header, err);
	struct gr_block *block = NULL;

	tell_begun(seam);
	while (status == GR_OK) {
		gr_seam_leave(seam->crew);
		block = take(seam);
		gr_seam_enter(seam->crew);
		if (block == NULL)
			break;
		status = seam->to->block(run, block, err);
		took(seam, block);
	}
	return status == GR_OK && !seam->given_up ? seam->to->end(run, err)
	                                          : status;
}

static void *work(void *context)
{
	struct gr_run *run = context;
	struct gr_seam *seam = &run->seam;

	gr_seam_enter(seam->crew);
	enum gr_status status = take_all(run, seam->err);
	gr_seam_leave(seam->crew);
	pthread_mutex_lock(&seam->lock);
	seam->status = status;
	seam->stopped = true;
	pthread_cond_signal(&seam->changed);
	pthread_mutex_unlock(&seam->lock);
	return NULL;
}

static void join(struct gr_seam *seam, bool given_up)
{
	pthread_mutex_lock(&seam->lock);
	seam->ended = true;
	seam->given_up = given_up;
	pthread_cond_signal(&seam->changed);
	pthread_mutex_unlock(&seam->lock);
	pthread_join(seam->thread, NULL);
	seam->started = false;
}

/* ---- begin and end ---- */

enum gr_status gr_seam_begin(struct gr_run *run, struct gr_err *err)
{
	struct gr_seam *seam = &run->next->seam;
	enum gr_status status = make_block(run, seam, err);

	if (status != GR_OK)
		return status;
	seam->bytes = gr_block_bytes(run->out.name, run->out.n);
	seam->counts = run->common.ledger != NULL
	    || run->next->common.ledger != NULL;
	seam->looks = run->next->filter->scan != NULL
	    || (run->next->filter->traits & GR_LEAVES_FIELDS) != 0;
	seam->direct = seam->crew == NULL && run->next->filter->ahead == NULL;
	if (seam->crew == NULL)
		return seam->to->begin(run->next, &run->out, err);
	seam->header = &run->out;
	errno = pthread_create(&seam->thread, NULL, work, run->next);
	if (errno != 0)
		return gr_err_sys(err, run->next->program,
		    "no thread can be made");
	seam->started = true;
	wait_until_begun(seam);
	return GR_OK;
}

enum gr_status gr_seam_end(struct gr_run *run, struct gr_err *err)
{
	struct gr_seam *seam = &run->next->seam;
	enum gr_status status = gr_seam_flush(run, err);

	if (status != GR_OK)
		return status;
	run->next->foreign |= run->foreign;
	run->next->in_bytes = seam->bytes
	    + gr_stream_end_bytes(run->program, run->out_records, seam->bytes,
	        run->foreign);
	if (seam->crew == NULL)
		return seam->to->end(run->next, err);
	gr_seam_leave(seam->crew);
	join(seam, false);
	gr_seam_enter(seam->crew);
	return seam->status == GR_OK ? GR_OK : why_stopped(seam, err);
}

void gr_seam_abandon(struct gr_run *run)
{
	struct gr_seam *seam = &run->seam;

	if (seam->started)
		join(seam, true);
	for (size_t i = 0; i < GR_SEAM_BLOCKS; i++)
		gr_block_free(&seam->block[i]);
}
