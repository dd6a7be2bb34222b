/* shard_kept.c - what processes that deal with parts write */
#include "program/shard_kept.h"

#include "program/run_internal.h"
#include "stream/spool_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { WORDS, SAID, ROWS, NOTES, MORE_FILES, BLOCK_BYTES = 64 * 1024 };

static int file_of(const struct gr_shard_kept *kept, size_t worker, size_t i)
{
	return kept->fd[worker * (kept->streams + MORE_FILES) + i];
}

static int more_file_of(const struct gr_shard_kept *kept, size_t worker,
    size_t which)
{
	return file_of(kept, worker, kept->streams + which);
}

/* ---- the streams of a chain ---- */

static void add(struct gr_shard_kept *kept, struct gr_shard_stream stream)
{
	if (*stream.sink == NULL)
		return;
	if (kept->stream != NULL)
		kept->stream[kept->streams] = stream;
	kept->streams++;
}

static void add_side(struct gr_shard_kept *kept, struct gr_side *side)
{
	add(kept,
	    (struct gr_shard_stream){ &side->sink, &side->records, NULL });
}

/* Of all runs; counted only, if there is no room yet. */
static void list(struct gr_shard_kept *kept, struct gr_run *first,
    const struct gr_run *last)
{
	kept->streams = 0;
	for (struct gr_run *run = first; run <= last; run++) {
		add(kept, (struct gr_shard_stream){ &run->sink, NULL, NULL });
		add_side(kept, &run->findings);
		add_side(kept, &run->set_aside);
		for (struct gr_side *s = run->sides; s != NULL; s = s->next)
			add_side(kept, s);
	}
}

enum gr_status gr_shard_kept_make(struct gr_shard_kept *kept,
    struct gr_run *first, const struct gr_run *last, size_t workers,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;
	size_t files;

	*kept = (struct gr_shard_kept){ .streams = 0 };
	list(kept, first, last);
	kept->stream = calloc(kept->streams + 1, sizeof *kept->stream);
	files = workers * (kept->streams + MORE_FILES);
	kept->fd = calloc(files, sizeof *kept->fd);
	if (kept->stream == NULL || kept->fd == NULL)
		return gr_err_memory(err);
	list(kept, first, last);
	while (kept->fds < files && status == GR_OK) {
		status = gr_spool_file_open(&kept->fd[kept->fds], err);
		kept->fds += status == GR_OK;
	}
	return status;
}

void gr_shard_kept_free(struct gr_shard_kept *kept)
{
	for (size_t i = 0; i < kept->fds; i++)
		if (kept->fd[i] >= 0)
			(void)close(kept->fd[i]);
	free(kept->fd);
	free(kept->stream);
	free(kept->heard);
	*kept = (struct gr_shard_kept){ .streams = 0 };
}

/* ---- in a process of its own ---- */

static enum gr_status turn(struct gr_shard_stream *stream, int fd,
    struct gr_err *err)
{
	int own = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	struct gr_sink *sink;
	enum gr_status status;

	if (own < 0)
		return gr_err_sys(err, "$TMPDIR", "cannot be written");
	status = gr_sink_on(own, "$TMPDIR", &sink, err);
	if (status != GR_OK)
		return status;
	stream->was = *stream->sink;
	*stream->sink = sink;
	return GR_OK;
}

enum gr_status gr_shard_kept_turn(struct gr_shard_kept *kept, size_t worker,
    struct gr_spool *spool, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	kept->worker = worker;
	for (size_t i = 0; i < kept->streams && status == GR_OK; i++)
		status = turn(&kept->stream[i], file_of(kept, worker, i), err);
	if (status == GR_OK
	    && dup2(more_file_of(kept, worker, SAID), STDERR_FILENO) < 0)
		status = gr_err_sys(err, "$TMPDIR", "cannot be written");
	if (spool == NULL)
		return status;
	spool->made = spool->lent = true;
	spool->fd = more_file_of(kept, worker, ROWS);
	spool->notes_fd = more_file_of(kept, worker, NOTES);
	return status;
}

static uint64_t said_bytes(void)
{
	off_t at = lseek(STDERR_FILENO, 0, SEEK_CUR);

	return at < 0 ? 0 : (uint64_t)at;
}

static uint64_t records_of(const struct gr_shard_stream *stream)
{
	return stream->records != NULL ? *stream->records : 0;
}

void gr_shard_kept_begin(const struct gr_shard_kept *kept,
    struct gr_shard_range *range)
{
	for (size_t i = 0; i < kept->streams; i++)
		range[i] = (struct gr_shard_range){ .from = gr_sink_bytes(
			                                *kept->stream[i].sink),
			.records = records_of(&kept->stream[i]) };
	range[kept->streams].from = said_bytes();
}

enum gr_status gr_shard_kept_end(const struct gr_shard_kept *kept,
    struct gr_shard_range *range, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < kept->streams && status == GR_OK; i++) {
		struct gr_sink *sink = *kept->stream[i].sink;

		status = gr_sink_flush(sink, err);
		range[i].bytes = gr_sink_bytes(sink) - range[i].from;
		range[i].records = records_of(&kept->stream[i])
		    - range[i].records;
	}
	range[kept->streams].bytes = said_bytes() - range[kept->streams].from;
	return status;
}

enum gr_status gr_shard_kept_words(struct gr_shard_kept *kept,
    struct gr_slice words, uint64_t *from, struct gr_err *err)
{
	*from = kept->words_at;
	kept->words_at += words.len;
	return gr_spool_file_write(more_file_of(kept, kept->worker, WORDS),
	    words.ptr, words.len, err);
}

/* ---- where they come together ---- */

/* Up to `room` of the range's bytes, and the range without them. */
static enum gr_status read_some(int fd, struct gr_shard_range *range, char *to,
    size_t room, struct gr_slice *out, struct gr_err *err)
{
	size_t got, want = range->bytes < room ? (size_t)range->bytes : room;
	enum gr_status status = gr_spool_file_read(fd, range->from, to, want,
	    &got, err);

	if (status == GR_OK && got < want)
		status = gr_spool_file_cut(err);
	range->from += got;
	range->bytes -= got;
	*out = gr_slice_make(to, got);
	return status;
}

static enum gr_status take(const struct gr_shard_stream *stream, int fd,
    struct gr_shard_range range, struct gr_err *err)
{
	char block[BLOCK_BYTES];
	struct gr_slice some;
	enum gr_status status = GR_OK;

	while (range.bytes > 0 && status == GR_OK) {
		status = read_some(fd, &range, block, sizeof block, &some, err);
		if (status == GR_OK)
			status = gr_sink_write(*stream->sink, some, err);
	}
	if (stream->records != NULL)
		*stream->records += range.records;
	return status;
}

static enum gr_status take_said(int fd, struct gr_shard_range range,
    struct gr_err *err)
{
	char block[BLOCK_BYTES];
	struct gr_slice some;
	enum gr_status status = GR_OK;

	while (range.bytes > 0 && status == GR_OK) {
		status = read_some(fd, &range, block, sizeof block, &some, err);
		if (status == GR_OK)
			(void)fwrite(some.ptr, 1, some.len, stderr);
	}
	return status;
}

enum gr_status gr_shard_kept_take(const struct gr_shard_kept *kept,
    size_t worker, const struct gr_shard_range *range, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < kept->streams && status == GR_OK; i++)
		status = take(&kept->stream[i], file_of(kept, worker, i),
		    range[i], err);
	return status == GR_OK ? take_said(more_file_of(kept, worker, SAID),
	           range[kept->streams], err)
	                       : status;
}

enum gr_status gr_shard_kept_leave(struct gr_shard_kept *kept, size_t worker,
    struct gr_run *to, struct gr_err *err)
{
	int *more = kept->fd + worker * (kept->streams + MORE_FILES)
	    + kept->streams;
	int rows = more[ROWS], notes = more[NOTES];

	more[ROWS] = more[NOTES] = -1;
	return gr_spool_keep(to, rows, notes, err);
}

enum gr_status gr_shard_kept_hear(struct gr_shard_kept *kept, size_t worker,
    uint64_t from, uint64_t bytes, struct gr_slice *words, struct gr_err *err)
{
	struct gr_shard_range range = { .from = from, .bytes = bytes };

	free(kept->heard);
	kept->heard = malloc((size_t)bytes + 1);
	if (kept->heard == NULL)
		return gr_err_memory(err);
	return read_some(more_file_of(kept, worker, WORDS), &range, kept->heard,
	    (size_t)bytes, words, err);
}
