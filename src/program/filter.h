/* filter.h - a stage, and the harness: all that a filter does but its job.
 *
 * A stage is a descriptor.  It is told of a header (start), rows (row) and the
 * end (finish), hands rows to gr_emit(), and knows neither where they come
 * from nor where they go: to a pipe or to the next stage in the same process.
 * The harness owns options, files, gzip, the trailer, side channels, batching,
 * exit statuses and every word that is printed.  So a stage can be tested,
 * chained and read without any of them.
 */
#ifndef GREEN_PROGRAM_FILTER_H
#define GREEN_PROGRAM_FILTER_H

#include "program/run.h"

struct gr_shared;

/* What lets several processes deal with parts of the input, one by one, as if
 * there was one (shard.h): each is forked from a run that has started, and has
 * its own state from then on.  All but `rest` and `may` are needed by some stages
 * only; others can be NULL. */
struct gr_apart {
	/* Whether nothing is known of a part but what follows from its own
	 * rows, as the options are.  NULL: it is so. */
	bool (*may)(const void *state);
	/* The rows of a part have all come. */
	enum gr_status (
	    *rest)(struct gr_run *run, void *state, struct gr_err *err);
	/* Of a stage that scans, in place of `scan`: append to `to` what it
	 * would learn of the row; what all processes have noted is taken from
	 * these notes before the first `row`, in the order of the rows, and
	 * then once more, `again`; whether `row` can do without the order.
	 * `expect` is told beforehand of how many rows there are notes. */
	enum gr_status (*note)(struct gr_run *run, void *state,
	    const struct gr_row *row, struct gr_buf *to, struct gr_err *err);
	void (*expect)(void *state, uint64_t rows);
	enum gr_status (*take)(struct gr_run *run, void *state,
	    struct gr_slice notes, bool again, struct gr_err *err);
	bool (*settle)(struct gr_run *run, void *state);
	/* Of a stage that gives no row before `finish`: append what was learnt
	 * since the fork; and add that to the state, in any order. */
	enum gr_status (*give)(struct gr_run *run, void *state,
	    struct gr_buf *to, struct gr_err *err);
	enum gr_status (*join)(struct gr_run *run, void *state,
	    struct gr_slice given, struct gr_err *err);
};

/* What lets the rows of all files be given in one order, in which those of each
 * file stand already. */
struct gr_merging {
	bool (*wanted)(const void *state); /* else one file after the other */
	enum gr_status (*place)(struct gr_run *run, void *state,
	    const struct gr_row *row, uint64_t *place, struct gr_err *err);
};

/* What a stage is.  `prepare`, `start`, `finish` and `stop` may be NULL.  Order
 * of calls: prepare, before there is any input; start, [scan of every row,] row
 * of every row, finish; stop always and last, also after a failure.  A stage of
 * deliveries (ingest) has `file` instead of `scan` and `row`: it is called once
 * for each operand, in order.  A stage of streams that are not alike (audit)
 * has `stream` instead, which says who takes them, one after the other.  Rows
 * that are at hand are shown to `ahead`, if there is one, before the first of
 * them is given to `row`; they stay where they are until the last has been.  Where
 * none are shown, as in a second pass, `row` does without. */
struct gr_filter {
	const char *name;    /* "clean": the program is green-clean */
	const char *summary; /* one sentence for --help */
	const char *args;    /* operands; NULL means "[FILE...]" */
	const struct gr_option *options; /* into the state; may be NULL */
	size_t state_bytes;              /* zeroed before options are parsed */
	unsigned traits;                 /* GR_NEEDS_STANDARD | ... */
	unsigned effort; /* of a row: what it costs beside others, for sharing
			    a chain among threads; 0 to 9 */
	void (*defaults)(void *state); /* before options; may be NULL */
	enum gr_status (
	    *prepare)(struct gr_run *run, void *state, struct gr_err *err);
	enum gr_status (
	    *start)(struct gr_run *run, void *state, struct gr_err *err);
	enum gr_status (*scan)(struct gr_run *run, void *state,
	    const struct gr_row *row, struct gr_err *err);
	enum gr_status (*ahead)(struct gr_run *run, void *state,
	    const struct gr_row *row, size_t n, struct gr_err *err);
	enum gr_status (*row)(struct gr_run *run, void *state,
	    struct gr_row *row, struct gr_err *err);
	enum gr_status (*file)(struct gr_run *run, void *state,
	    struct gr_source *source, struct gr_err *err);
	struct gr_taker (*stream)(struct gr_run *run, void *state);
	enum gr_status (
	    *finish)(struct gr_run *run, void *state, struct gr_err *err);
	void (*stop)(struct gr_run *run, void *state);
	const struct gr_apart *apart;     /* NULL: one process has all rows */
	const struct gr_merging *merging; /* NULL: files one after the other */
};

/* The whole of a program: parse, run, report, exit status (DESIGN 5). */
int gr_filter_main(const struct gr_filter *filter, int argc, char **argv);

/* Several stages in one process, joined without a pipe; the bytes at the last
 * one's output are those of the pipe.  argv[i] is NULL-terminated, argv[i][0]
 * the program's name; only the first may name input files.  Up to `jobs` of them
 * work at the same time.  `shared`, which may be NULL, keeps the tables that are
 * read for the chains that come after. */
int gr_filter_chain(const struct gr_filter *const *filter, char ***argv,
    size_t n, size_t jobs, struct gr_shared *shared);

#endif
