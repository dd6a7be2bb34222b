/* The second pass of a two-pass stage: over the files again, or over the rows
 * that were kept in $TMPDIR. */
#include "program/run_internal.h"
#include "stream/hash.h"
#include "stream/spool_file.h"

static enum gr_status make_spool(struct gr_run *run, struct gr_err *err)
{
	int fd;
	enum gr_status status = gr_spool_file_open(&fd, err);

	if (status != GR_OK)
		return status;
	gr_buf_format(&run->spool_path, "/proc/self/fd/%d", fd);
	gr_buf_byte(&run->spool_path, '\0');
	status = gr_sink_on(fd, "$TMPDIR", &run->spool, err);
	return status == GR_OK ? gr_buf_check(&run->spool_path, err) : status;
}

enum gr_status gr_spool_row(struct gr_run *run, const struct gr_row *row,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (run->spool == NULL) {
		status = make_spool(run, err);
		if (status == GR_OK)
			status = gr_sink_record(run->spool, run->in.name,
			    run->in.n, err);
	}
	if (status == GR_OK)
		status = gr_sink_record(run->spool, row->field, row->n, err);
	return status;
}

/* The second reading is as long as the first, which is past. */
static void step(struct gr_run *run)
{
	uint64_t half = run->progress.all_bytes / 2;

	if (run->reread && run->spooled > 0)
		gr_progress_step(&run->progress,
		    half / run->spooled * run->replayed, 0);
}

static enum gr_status replay_rows(struct gr_run *run, struct gr_stream *stream,
    struct gr_err *err)
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
		run->replayed += status == GR_OK;
		if (status == GR_OK)
			status = gr_count(run, row.field[run->wave_at],
			    GR_RECORDS_IN, 1, err);
		if (status == GR_OK)
			status = run->filter->row(run, run->state, &row, err);
		if (status != GR_OK)
			return status;
	}
}

static enum gr_status replay_file(struct gr_run *run, const char *path,
    struct gr_err *err)
{
	struct gr_stream *stream;
	enum gr_status status = gr_stream_open_file(path,
	    run->reread && run->common.foreign, &stream, err);

	if (status != GR_OK)
		return status;
	gr_stream_want_digest(stream);
	status = replay_rows(run, stream, err);
	if (status == GR_OK && run->reread)
		run->redigest = gr_hash_join(run->redigest,
		    gr_stream_digest(stream));
	gr_stream_close(stream);
	return status;
}

/* What was read the second time must be what was read the first, byte by byte:
 * a stage need not look at it again. */
static enum gr_status reread(struct gr_run *run, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < run->operands.n && status == GR_OK; i++)
		status = replay_file(run, run->operands.item[i], err);
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
	struct gr_sink *spool = run->spool;
	enum gr_status status;

	if (run->reread)
		return reread(run, err);
	if (spool == NULL)
		return GR_OK;
	status = gr_stream_end(spool, run->program, run->spooled, false, err);
	if (status == GR_OK)
		status = gr_sink_flush(spool, err);
	if (status == GR_OK)
		status = replay_file(run, run->spool_path.ptr, err);
	gr_spool_abandon(run);
	return status;
}

void gr_spool_abandon(struct gr_run *run)
{
	gr_sink_abandon(run->spool);
	run->spool = NULL;
	gr_buf_free(&run->spool_path);
}
