/* run_internal.h - what one run of a program consists of; private to the
 * harness.
 *
 * The road from argv to exit status is harness.c: common.c parses what every
 * program is told (rows of option.c), filter.c and tool.c do what is their own.
 * A filter is fed by input.c, by input_merged.c where all files are in one order;
 * run.c is what stages call; spool.c makes the second pass of those that need two;
 * side.c writes findings, set-aside, ledger and a stage's own side streams,
 * ledger.c counts for it; batch.c ends batches.
 * seam.c hands rows from one stage of a chain to the next, in blocks (block.c);
 * process.c is how a process begins and ends.  This is the state they share.
 */
#ifndef GREEN_PROGRAM_RUN_INTERNAL_H
#define GREEN_PROGRAM_RUN_INTERNAL_H

#include "program/filter.h"
#include "program/progress.h"
#include "program/seam.h"
#include "program/shared.h"
#include "program/spool.h"
#include "program/tool.h"
#include "stream/sink.h"
#include "stream/source.h"
#include "stream/stream.h"

struct gr_common { /* the options that every program has */
	const char *findings, *set_aside, *ledger, *part;
	const char *progress, *fail_on, *standard, *lang, *output, *as_of;
	bool foreign, quiet, verbose;
};

/* Traits that follow from others. */
enum {
	GR_IS_FILTER = 1u << 16,
	GR_HAS_STANDARD = 1u << 17 /* the option, whether it is needed or not */
};

/* What a program is to the harness, be it a filter or a tool. */
struct gr_program {
	const char *summary, *args;
	size_t operands; /* of a tool: so many, no more and no less */
	const struct gr_option *options;
	size_t state_bytes;
	unsigned traits;
	void (*defaults)(void *state); /* may be NULL */
	/* before there is an output; may be NULL */
	enum gr_status (*open)(struct gr_run *run, struct gr_err *err);
	/* all of it, until the output is committed */
	enum gr_status (*work)(struct gr_run *run, struct gr_err *err);
	void (*say)(const struct gr_run *run); /* what -v asks for */
	void (*close)(struct gr_run *run);     /* always, if there is a state */
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
	struct gr_program what;
	const struct gr_filter *filter; /* or */
	const struct gr_tool *tool;
	char program[64]; /* "green-clean" */
	void *state;
	struct gr_common common;
	struct gr_list operands;

	struct gr_arena *keep, *scratch;
	const char *standard_path;          /* NULL: not needed */
	const struct gr_standard *standard; /* NULL: not read */
	struct gr_shared *shared;           /* with the other runs of a chain */
	struct gr_header in, out;
	bool has_in, has_out, prepared, started;
	bool failed;             /* it, or a stage behind it, failed */
	bool whole_files;        /* it takes files, not rows */
	char as_of_wave[4];      /* the wave that was asked for last, */
	int32_t wave_as_of;      /* and its as-of */
	size_t wave_at, code_at; /* positions in the input, or GR_NONE */
	size_t out_wave_at;      /* in the output, or GR_NONE */

	struct gr_run *next;     /* in a chain; else sink */
	const char *fed_by;      /* in a chain: the program before */
	struct gr_seam seam;     /* in a chain: to the run before */
	struct gr_run *apart_to; /* shard.h: up to it; NULL: from another run
	                            on, or not at all */
	const struct gr_shard_calls *apart_by; /* likewise */
	bool is_apart; /* it is such a run, but not the first */
	size_t jobs;
	bool fleeting; /* texts of its rows are there for the call only */
	struct gr_sink *sink;
	uint64_t out_records, out_bytes;
	char made_by[64]; /* what the trailer names; "": the program */
	bool foreign;     /* made from foreign input */

	struct gr_side findings, set_aside;
	struct gr_buf said;           /* of the finding that was made last */
	struct gr_side *sides;        /* the stage's own, the last one first */
	bool asked, put_aside;        /* for --fail-on */
	bool found;                   /* gr_run_fails */
	int ends;                     /* gr_run_ends; 0: by itself */
	struct gr_wave_counts *count; /* by wave, in order of appearance */
	size_t counts, counts_room, last_count;
	char last_wave[4]; /* of last_count; zeros: of another length */
	uint64_t in_bytes;
	const struct gr_source *delivery; /* of a stage of deliveries */
	uint64_t handed;                  /* rows of it */

	const struct gr_ahead *seen; /* gr_run_seen */
	bool reread;                 /* the second pass reads the files again */
	struct gr_spool spool;       /* else rows are kept for it here */
	uint64_t spooled, replayed;  /* rows of the two passes */
	uint64_t digest, redigest;   /* of the bytes of the files, likewise */
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

/* the rows of a block, shown to the stage and given to it */
GR_MUST_USE enum gr_status gr_run_block(struct gr_run *run,
    struct gr_block *block, struct gr_err *err);

/* the output's trailer (of rows), last flush and name; nothing without one */
GR_MUST_USE enum gr_status gr_run_commit(struct gr_run *run,
    struct gr_err *err);

/* input.c: feed the first run of a chain from its operands, from one of them */
GR_MUST_USE enum gr_status gr_input_feed(struct gr_run *run,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_input_file(struct gr_run *run, const char *path,
    struct gr_err *err);

#endif
