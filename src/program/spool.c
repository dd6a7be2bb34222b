/* spool.c - the second pass of a two-pass stage: over the files again, or over
 * the rows that were kept in $TMPDIR. */
#include "program/run_internal.h"
#include "program/shard.h"
#include "stream/hash.h"
#include "stream/spool_file.h"

#include <stdlib.h>
#include <unistd.h>

static enum gr_status make_files(struct gr_spool *spool, struct gr_err *err)
{
	enum gr_status status;

	if (spool->made)
		return GR_OK;
	status = gr_spool_file_open(&spool->fd, err);
	if (status != GR_OK)
		return status;
	status = gr_spool_file_open(&spool->notes_fd, err);
	if (status != GR_OK)
		(void)close(spool->fd);
	spool->made = status == GR_OK;
	return status;
}

enum gr_status gr_spool_row(struct gr_run *run, const struct gr_row *row,
    struct gr_err *err)
{
	struct gr_spool *spool = &run->spool;
	enum gr_status status = make_files(spool, err);

	if (status == GR_OK && spool->noted)
		status = run->filter->apart->note(run, run->state, row,
		    &spool->notes, err);
	if (status != GR_OK)
		return status;
	gr_kept_row_add(&spool->text, row->field, row->n);
	spool->rows++;
	return spool->text.failed || spool->text.len >= GR_SPOOL_CHUNK_BYTES
	    ? gr_spool_end_chunk(run, err)
	    : GR_OK;
}

enum gr_status gr_spool_add(struct gr_run *run,
    const struct gr_spool_chunk *chunk, struct gr_err *err)
{
	struct gr_spool *spool = &run->spool;
	void *items = spool->chunk;
	enum gr_status status = gr_arena_grow(run->keep, &items, &spool->room,
	    spool->chunks, sizeof *spool->chunk, err);

	if (status != GR_OK)
		return status;
	spool->chunk = items;
	spool->chunk[spool->chunks++] = *chunk;
	return GR_OK;
}

enum gr_status gr_spool_keep(struct gr_run *run, int rows, int notes,
    struct gr_err *err)
{
	struct gr_spool *spool = &run->spool;
	int *other = realloc(spool->other,
	    (spool->others + 2) * sizeof *spool->other);

	if (other == NULL) {
		(void)close(rows);
		(void)close(notes);
		return gr_err_memory(err);
	}
	spool->other = other;
	other[spool->others++] = rows;
	other[spool->others++] = notes;
	return GR_OK;
}

enum gr_status gr_spool_end_chunk(struct gr_run *run, struct gr_err *err)
{
	struct gr_spool *spool = &run->spool;
	struct gr_slice text = gr_buf_slice(&spool->text);
	struct gr_slice notes = gr_buf_slice(&spool->notes);
	const struct gr_spool_chunk chunk = { .fd = spool->fd,
		.notes_fd = spool->notes_fd,
		.from = spool->at,
		.bytes = text.len,
		.notes_from = spool->notes_at,
		.notes_bytes = notes.len,
		.rows = spool->rows,
		.hash = gr_hash_of(text) };
	enum gr_status status = gr_buf_check(&spool->text, err);

	if (status == GR_OK)
		status = gr_buf_check(&spool->notes, err);
	if (status != GR_OK || spool->rows == 0)
		return status;
	status = gr_spool_file_write(spool->fd, text.ptr, text.len, err);
	if (status == GR_OK)
		status = gr_spool_file_write(spool->notes_fd, notes.ptr,
		    notes.len, err);
	spool->at += text.len;
	spool->notes_at += notes.len;
	spool->rows = 0;
	gr_buf_clear(&spool->text);
	gr_buf_clear(&spool->notes);
	return status == GR_OK ? gr_spool_add(run, &chunk, err) : status;
}

/* ---- what was noted ---- */

static enum gr_status take_notes(struct gr_run *run,
    const struct gr_spool_chunk *chunk, bool again, struct gr_err *err)
{
	struct gr_buf *notes = &run->spool.notes;
	enum gr_status status;
	size_t got;

	gr_buf_clear(notes);
	gr_buf_reserve(notes, (size_t)chunk->notes_bytes);
	status = gr_buf_check(notes, err);
	if (status == GR_OK)
		status = gr_spool_file_read(chunk->notes_fd, chunk->notes_from,
		    notes->ptr, (size_t)chunk->notes_bytes, &got, err);
	if (status != GR_OK)
		return status;
	if (got != chunk->notes_bytes)
		return gr_spool_file_cut(err);
	return run->filter->apart->take(run, run->state,
	    gr_slice_make(notes->ptr, got), again, err);
}

/* All notes, in the order of the rows, and again when all are known. */
static enum gr_status learn(struct gr_run *run, struct gr_err *err)
{
	const struct gr_spool *spool = &run->spool;
	enum gr_status status = GR_OK;
	uint64_t rows = 0;

	for (size_t i = 0; i < spool->chunks; i++)
		rows += spool->chunk[i].rows;
	run->filter->apart->expect(run->state, rows);
	for (int again = 0; again < 2; again++)
		for (size_t i = 0; i < spool->chunks && status == GR_OK; i++)
			status = take_notes(run, &spool->chunk[i], again, err);
	return status;
}

/* ---- the second pass ---- */

/* The second reading is as long as the first, which is past. */
static void step(struct gr_run *run)
{
	uint64_t half = run->progress.all_bytes / 2;

	if (run->reread && run->spooled > 0)
		gr_progress_step(&run->progress,
		    half / run->spooled * run->replayed, 0);
}

static enum gr_status replay_row(struct gr_run *run, struct gr_row *row,
    struct gr_err *err)
{
	enum gr_status status = gr_count(run, row->field[run->wave_at],
	    GR_RECORDS_IN, 1, err);

	run->replayed++;
	return status == GR_OK ? run->filter->row(run, run->state, row, err)
	                       : status;
}

static enum gr_status replay_stream(struct gr_run *run,
    struct gr_stream *stream, struct gr_err *err)
{
	for (;;) {
		struct gr_row row;
		enum gr_status status = GR_OK;

		if (gr_stream_will_read(stream)) {
			status = gr_run_flush(run, err);
			step(run);
		}
		if (status == GR_OK)
			status = gr_stream_next(stream, &row, err);
		if (status == GR_END)
			return gr_run_flush(run, err);
		if (status == GR_OK)
			status = replay_row(run, &row, err);
		if (status != GR_OK)
			return status;
	}
}

static enum gr_status reread_file(struct gr_run *run, const char *path,
    struct gr_err *err)
{
	struct gr_stream *stream;
	enum gr_status status = gr_stream_open_file(path, run->common.foreign,
	    &stream, err);

	if (status != GR_OK)
		return status;
	gr_stream_want_digest(stream);
	status = replay_stream(run, stream, err);
	if (status == GR_OK)
		run->redigest = gr_hash_join(run->redigest,
		    gr_stream_digest(stream));
	gr_stream_close(stream);
	return status;
}

/* The rows of a chunk, in `text`, which the next one overwrites. */
static enum gr_status load_chunk(const struct gr_spool_chunk *chunk,
    struct gr_buf *text, struct gr_err *err)
{
	enum gr_status status;
	size_t got;

	gr_buf_clear(text);
	gr_buf_reserve(text, (size_t)chunk->bytes);
	status = gr_buf_check(text, err);
	if (status == GR_OK)
		status = gr_spool_file_read(chunk->fd, chunk->from, text->ptr,
		    (size_t)chunk->bytes, &got, err);
	if (status != GR_OK)
		return status;
	text->len = got;
	return got == chunk->bytes
	        && gr_hash_of(gr_buf_slice(text)) == chunk->hash
	    ? GR_OK
	    : gr_spool_file_cut(err);
}

enum gr_status gr_spool_replay_chunk(struct gr_run *run,
    const struct gr_spool_chunk *chunk, struct gr_err *err)
{
	struct gr_spool *spool = &run->spool;
	enum gr_status status = load_chunk(chunk, &spool->text, err);

	/* what is read again stays where it is until it is flushed */
	run->fleeting = false;
	if (spool->field == NULL)
		spool->field = GR_NEW_ARRAY(run->keep, run->in.n,
		    struct gr_slice);
	if (status == GR_OK && spool->field == NULL)
		return gr_err_memory(err);
	gr_kept_rows_begin(&spool->again, gr_buf_slice(&spool->text));
	for (uint64_t i = 0; i < chunk->rows && status == GR_OK; i++) {
		struct gr_row row = { spool->field, run->in.n, "$TMPDIR", i };

		status = gr_kept_rows_next(&spool->again, spool->field,
		    run->in.n, err);
		if (status == GR_OK)
			status = replay_row(run, &row, err);
	}
	if (status == GR_OK)
		status = gr_run_flush(run, err);
	step(run);
	return status;
}

/* What was read the second time must be what was read the first, byte by byte:
 * a stage need not look at it again. */
static enum gr_status reread(struct gr_run *run, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < run->operands.n && status == GR_OK; i++)
		status = reread_file(run, run->operands.item[i], err);
	if (status == GR_OK && run->spooled != run->replayed)
		return gr_err_set(err, GR_EDATA,
		    "%ju records where the first "
		    "reading found %ju: an input was changed meanwhile",
		    (uintmax_t)run->replayed, (uintmax_t)run->spooled);
	if (status == GR_OK && run->digest != run->redigest)
		return gr_err_set(err, GR_EDATA,
		    "the input changed while it "
		    "was read: a record is new in the second pass");
	return status;
}

enum gr_status gr_spool_replay(struct gr_run *run, struct gr_err *err)
{
	const struct gr_spool *spool = &run->spool;
	enum gr_status status;
	bool done = false;

	if (run->reread)
		return reread(run, err);
	status = gr_spool_end_chunk(run, err);
	if (status == GR_OK && spool->noted) {
		status = learn(run, err);
		if (status == GR_OK && run->apart_by != NULL
		    && run->filter->apart->settle(run, run->state))
			status = run->apart_by->replay(run, &done, err);
	}
	for (size_t i = 0; i < spool->chunks && status == GR_OK && !done; i++)
		status = gr_spool_replay_chunk(run, &spool->chunk[i], err);
	gr_spool_abandon(run);
	return status;
}

void gr_spool_abandon(struct gr_run *run)
{
	struct gr_spool *spool = &run->spool;

	gr_buf_free(&spool->text);
	gr_buf_free(&spool->notes);
	gr_kept_rows_free(&spool->again);
	if (spool->made && !spool->lent) {
		(void)close(spool->fd);
		(void)close(spool->notes_fd);
	}
	for (size_t i = 0; i < spool->others; i++)
		(void)close(spool->other[i]);
	free(spool->other);
	spool->other = NULL;
	spool->others = spool->chunks = 0;
	spool->made = false;
}
