/* run.h - what one run of a stage consists of; private to the harness.
 *
 * filter.c is the program: options, order of work, exit status.  input.c feeds
 * a run, run.c is what stages call, spool.c the second pass of those that need
 * two; side.c writes findings, set-aside and ledger, ledger.c counts for it,
 * batch.c ends batches.  This is the state they share.
 */
#ifndef GREEN_PROGRAM_RUN_H
#define GREEN_PROGRAM_RUN_H

#include "program/filter.h"
#include "program/progress.h"
#include "stream/sink.h"
#include "stream/source.h"
#include "stream/stream.h"

struct gr_common { /* the options that every program has */
	const char *findings, *set_aside, *ledger, *part;
	const char *progress, *fail_on, *standard, *lang, *output, *as_of;
	bool foreign, quiet, verbose;
};

struct gr_wave_counts {
	struct gr_slice wave;
	uint64_t n[GR_COUNTERS];
};

struct gr_side {              /* one named file: a stream */
	struct gr_sink *sink; /* NULL: not asked for */
	uint64_t records;
	struct gr_side *next;
};

struct gr_run {
	const struct gr_filter *filter;
	char program[64]; /* "green-clean" */
	void *state;
	struct gr_common common;
	struct gr_list operands;

	struct gr_arena *keep, *scratch;
	struct gr_standard *standard; /* NULL: not needed */
	struct gr_header in, out;
	bool has_in, has_out, prepared, started;
	bool failed;             /* it, or a stage behind it, failed */
	bool whole_files;        /* it takes files, not rows */
	size_t wave_at, code_at; /* positions in the input, or GR_NONE */
	size_t out_wave_at;      /* in the output, or GR_NONE */

	struct gr_run *next; /* in a chain; else sink */
	struct gr_sink *sink;
	uint64_t out_records;
	bool foreign; /* made from foreign input */

	struct gr_side findings, set_aside;
	struct gr_side *sides;        /* the stage's own, the last one first */
	bool asked, put_aside;        /* for --fail-on */
	struct gr_wave_counts *count; /* by wave, in order of appearance */
	size_t counts, counts_room, last_count;
	uint64_t in_bytes;
	const struct gr_source *delivery; /* of a stage of deliveries */
	uint64_t handed;                  /* rows of it */

	bool reread;           /* the second pass reads the files again */
	struct gr_sink *spool; /* else rows are kept for it here */
	struct gr_buf spool_path;
	uint64_t spooled, replayed; /* rows of the two passes */
	struct gr_progress progress;
};

/* side.c */
GR_MUST_USE enum gr_status gr_side_open(struct gr_run *run, struct gr_err *err);
GR_MUST_USE enum gr_status gr_side_set_aside_header(struct gr_run *run,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_side_commit(struct gr_run *run,
    struct gr_err *err);
void gr_side_abandon(struct gr_run *run);

/* batch.c: a stage of deliveries has handed a row on or put it aside; and the
 * end of a batch */
GR_MUST_USE enum gr_status gr_run_handed(struct gr_run *run,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_run_flush(struct gr_run *run, struct gr_err *err);

/* run.c: what feeds a run, be it input.c or the stage before it */
GR_MUST_USE enum gr_status gr_run_begin(struct gr_run *run,
    const struct gr_header *in, struct gr_err *err);
GR_MUST_USE enum gr_status gr_run_row(struct gr_run *run, struct gr_row *row,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_run_end(struct gr_run *run, struct gr_err *err);

/* input.c: feed the first run of a chain from its operands */
GR_MUST_USE enum gr_status gr_input_feed(struct gr_run *run,
    struct gr_err *err);

/* spool.c: rows that a two-pass stage gets from a pipe or a neighbour */
GR_MUST_USE enum gr_status gr_spool_row(struct gr_run *run,
    const struct gr_row *row, struct gr_err *err);
GR_MUST_USE enum gr_status gr_spool_replay(struct gr_run *run,
    struct gr_err *err);
void gr_spool_abandon(struct gr_run *run);

#endif
