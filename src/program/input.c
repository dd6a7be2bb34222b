/* Feeding the first run of a chain from the files that were named. */
#include "expr/batch.h"
#include "program/input_merged.h"
#include "program/input_stream.h"
#include "program/shard.h"
#include "stream/hash.h"

#include <sys/stat.h>
#include <unistd.h>

/* Rows that are there are shown to the stage before they are given to it. */
static enum gr_status feed_batch(struct gr_run *run, struct gr_stream *stream,
    struct gr_row *row, struct gr_err *err)
{
	struct gr_row batch[GR_BATCH_ROWS];
	size_t n;
	enum gr_status status = gr_stream_next_rows(stream, batch,
	    GR_BATCH_ROWS, &n, err);

	if (status == GR_OK)
		status = run->filter->ahead(run, run->state, batch, n, err);
	for (size_t i = 0; i < n && status == GR_OK; i++) {
		row->line = batch[i].line;
		status = gr_run_row(run, &batch[i], err);
	}
	return status;
}

static enum gr_status feed_row(struct gr_run *run, struct gr_stream *stream,
    struct gr_row *row, struct gr_err *err)
{
	enum gr_status status = gr_stream_next(stream, row, err);

	return status == GR_OK ? gr_run_row(run, row, err) : status;
}

static enum gr_status feed_rows(struct gr_run *run, struct gr_stream *stream,
    struct gr_source *source, struct gr_err *err)
{
	for (;;) {
		struct gr_row row = { .source = gr_source_name(source) };
		enum gr_status status = GR_OK;

		if (gr_stream_will_read(stream)) {
			status = gr_run_flush(run, err);
			gr_progress_step(&run->progress,
			    gr_source_raw_bytes(source),
			    gr_stream_records(stream));
		}
		if (status == GR_OK)
			status = run->filter->ahead != NULL
			    ? feed_batch(run, stream, &row, err)
			    : feed_row(run, stream, &row, err);
		if (status == GR_END) /* its rows end with the stream */
			return gr_run_flush(run, err);
		if (status != GR_OK) {
			gr_input_name_place(err, row.source, row.line);
			return status;
		}
	}
}

static enum gr_status feed_stream(struct gr_run *run, struct gr_source *source,
    struct gr_err *err)
{
	struct gr_stream *stream = NULL;
	enum gr_status status = gr_input_open_stream(run, source, &stream, err);

	if (status == GR_OK) {
		if (run->reread)
			gr_stream_want_digest(stream);
		status = feed_rows(run, stream, source, err);
	}
	if (status == GR_OK)
		status = gr_input_end_stream(run, source, stream, err);
	if (status == GR_OK && run->reread)
		run->digest = gr_hash_join(run->digest,
		    gr_stream_digest(stream));
	gr_stream_close(stream);
	return status;
}

/* A stream of its own kind: nothing is known of the one before. */
static enum gr_status feed_taker(struct gr_run *run, struct gr_source *source,
    struct gr_err *err)
{
	struct gr_taker taker = run->filter->stream(run, run->state);
	struct gr_stream *stream;
	enum gr_status status = gr_stream_open(source, false, &stream, err);

	if (status != GR_OK)
		return status;
	status = gr_taker_feed(&taker, stream, gr_source_name(source), err);
	gr_stream_close(stream);
	return status;
}

static enum gr_status feed_delivery(struct gr_run *run,
    struct gr_source *source, struct gr_err *err)
{
	enum gr_status status = gr_run_flush(run, err);

	run->delivery = source;
	if (status != GR_OK)
		return status;
	if (run->filter->stream != NULL)
		return feed_taker(run, source, err);
	return run->filter->file(run, run->state, source, err);
}

enum gr_status gr_input_file(struct gr_run *run, const char *path,
    struct gr_err *err)
{
	struct gr_source *source;
	enum gr_status status;

	status = gr_source_open(path, NULL, &source, err);
	if (status != GR_OK)
		return status;
	if (run->whole_files) {
		status = feed_delivery(run, source, err);
		gr_progress_next(&run->progress, gr_source_raw_bytes(source),
		    run->handed);
		run->handed = 0;
		run->delivery = NULL;
	} else {
		status = feed_stream(run, source, err);
	}
	run->in_bytes += gr_source_bytes(source);
	gr_source_close(source);
	return status;
}

/* Whether all input is plain files, and then how many bytes they have; else
 * 0, for a pipe's are not known. */
static bool are_plain_files(const struct gr_run *run, uint64_t *bytes)
{
	size_t n = run->operands.n;
	struct stat st;

	*bytes = 0;
	if (n == 0 && fstat(STDIN_FILENO, &st) == 0 && S_ISREG(st.st_mode))
		*bytes = (uint64_t)st.st_size;
	for (size_t i = 0; i < n; i++) {
		if (stat(run->operands.item[i], &st) != 0
		    || !S_ISREG(st.st_mode)) {
			*bytes = 0;
			return false;
		}
		*bytes += (uint64_t)st.st_size;
	}
	return n > 0;
}

enum gr_status gr_input_feed(struct gr_run *run, struct gr_err *err)
{
	enum gr_status status = GR_OK;
	uint64_t bytes;
	bool done = false;

	/* A two-pass stage reads plain files twice, spools all else. */
	run->reread = are_plain_files(run, &bytes) && run->filter->scan != NULL;
	gr_progress_expect(&run->progress, run->reread ? 2 * bytes : bytes);
	if (run->whole_files)
		status = gr_run_begin(run, NULL, err);
	if (status == GR_OK && gr_input_is_merged(run))
		return gr_input_merge(run, err);
	if (status == GR_OK && run->operands.n == 0)
		status = gr_input_file(run, "-", err);
	if (status == GR_OK && run->apart_by != NULL)
		status = run->apart_by->input(run, &done, err);
	for (size_t i = 0; i < run->operands.n && status == GR_OK && !done; i++)
		status = gr_input_file(run, run->operands.item[i], err);
	return status;
}
