/* shard_kept.h - what processes that deal with parts write, kept until it is put
 * together; private to the harness.
 *
 * Everything that the runs `first` to `last` of a chain have open for writing,
 * the messages on stderr, what is told of a part (shard_words.h), rows and notes:
 * each process has a file without a name for each of them.
 */
#ifndef GREEN_PROGRAM_SHARD_KEPT_H
#define GREEN_PROGRAM_SHARD_KEPT_H

#include "base/err.h"
#include "base/slice.h"

struct gr_run;
struct gr_sink;
struct gr_spool;

/* Of what a process has written in one such file. */
struct gr_shard_range {
	uint64_t from, bytes, records;
};

struct gr_shard_stream {
	struct gr_sink **sink; /* the run's */
	uint64_t *records;     /* how many went there; NULL: the run counts */
	struct gr_sink *was;   /* in a process of its own: the chain's */
};

struct gr_shard_kept {
	struct gr_shard_stream *stream;
	size_t streams; /* a part has as many ranges, and one of stderr */
	int *fd;        /* by worker: those of streams, and some more */
	size_t fds;
	/* of this process */
	size_t worker;
	uint64_t words_at;
	char *heard; /* the words that were heard last */
};

/* Files for so many processes.  GR_ESYS: they cannot be had.  Free it, also
 * then. */
GR_MUST_USE enum gr_status gr_shard_kept_make(struct gr_shard_kept *kept,
    struct gr_run *first, const struct gr_run *last, size_t workers,
    struct gr_err *err);
void gr_shard_kept_free(struct gr_shard_kept *kept);

/* ---- in a process of its own ---- */

/* From now on write there, as the process of that number; rows that are kept,
 * too, if a spool is given. */
GR_MUST_USE enum gr_status gr_shard_kept_turn(struct gr_shard_kept *kept,
    size_t worker, struct gr_spool *spool, struct gr_err *err);

/* A part begins; it ends, and its ranges are known. */
void gr_shard_kept_begin(const struct gr_shard_kept *kept,
    struct gr_shard_range *range);
GR_MUST_USE enum gr_status gr_shard_kept_end(const struct gr_shard_kept *kept,
    struct gr_shard_range *range, struct gr_err *err);

/* Keep words: *from is where. */
GR_MUST_USE enum gr_status gr_shard_kept_words(struct gr_shard_kept *kept,
    struct gr_slice words, uint64_t *from, struct gr_err *err);

/* ---- where they come together ---- */

/* Write what a part has written to where it belongs. */
GR_MUST_USE enum gr_status gr_shard_kept_take(const struct gr_shard_kept *kept,
    size_t worker, const struct gr_shard_range *range, struct gr_err *err);

/* Give the files of the rows and notes of a process to who keeps their chunks. */
GR_MUST_USE enum gr_status gr_shard_kept_leave(struct gr_shard_kept *kept,
    size_t worker, struct gr_run *to, struct gr_err *err);

/* Words that were kept; valid until the next are asked for. */
GR_MUST_USE enum gr_status gr_shard_kept_hear(struct gr_shard_kept *kept,
    size_t worker, uint64_t from, uint64_t bytes, struct gr_slice *words,
    struct gr_err *err);

#endif
