/* seam.h - from one stage of a chain to the next; private to the harness.
 *
 * Rows are gathered into blocks (block.h), and a block that is full is given to
 * the next stage: by a call, or, where several stages work at the same time,
 * through a queue to the thread that the stage has for its own.  A stage that is
 * called and does not look ahead gets each row at once, without a copy of its
 * texts.  A stage and
 * its run are only ever touched by one thread, and each gets its rows in their
 * order, so nothing that is written depends on the threads.
 */
#ifndef GREEN_PROGRAM_SEAM_H
#define GREEN_PROGRAM_SEAM_H

#include <pthread.h>

#include "program/block.h"

struct gr_run;

/* How many stages may work at the same time, and how many more could now. */
struct gr_crew {
	pthread_mutex_t lock;
	pthread_cond_t left;
	size_t idle;
};

/* What is done to the run that takes. */
struct gr_seam_calls {
	enum gr_status (*begin)(struct gr_run *run,
	    const struct gr_header *header, struct gr_err *err);
	enum gr_status (*block)(struct gr_run *run, struct gr_block *block,
	    struct gr_err *err);
	enum gr_status (
	    *row)(struct gr_run *run, struct gr_row *row, struct gr_err *err);
	enum gr_status (*end)(struct gr_run *run, struct gr_err *err);
};

enum { GR_SEAM_BLOCKS = 4 };

/* What lies between a run and the one that takes its rows, which has it. */
struct gr_seam {
	const struct gr_seam_calls *to;
	struct gr_crew *crew; /* NULL: it is called */
	const struct gr_header *header;
	bool direct;    /* row by row: nobody looks ahead */
	bool looks;     /* ... and does not overwrite fields */
	bool counts;    /* somebody asks for */
	uint64_t bytes; /* that were given, as a pipe would have them */
	struct gr_block block[GR_SEAM_BLOCKS]; /* a ring */
	size_t blocks;                         /* that are made */
	size_t giving, taking;                 /* places in the ring */
	/* behind the lock */
	pthread_mutex_t lock;
	pthread_cond_t changed;
	size_t waiting; /* blocks that are given and not yet taken */
	bool begun;     /* the taker has: it does nothing but wait for rows */
	bool ended;     /* no more are given */
	bool stopped;   /* no more are taken */
	bool given_up;  /* and the end is none */
	/* the taker's thread, and what came of it */
	bool started;
	pthread_t thread;
	enum gr_status status;
	struct gr_err *err;
};

/* Let some of the runs have threads of their own, those behind them in the
 * chain work in it, up to the next that has one; `jobs` threads work at the same
 * time, and with 1 there is none but the caller's.  Before there are rows. */
GR_MUST_USE enum gr_status gr_seam_crew(struct gr_run *run, size_t n,
    size_t jobs, struct gr_crew *crew, struct gr_err *err);

/* The run begins to work, and rests. */
void gr_seam_enter(struct gr_crew *crew);
void gr_seam_leave(struct gr_crew *crew);

/* What `run` gives to the next: its columns; its rows; what was gathered, now;
 * the end, after which the taker has ended, too. */
GR_MUST_USE enum gr_status gr_seam_begin(struct gr_run *run,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_seam_give(struct gr_run *run,
    const struct gr_slice *field, bool lasting, struct gr_err *err);
GR_MUST_USE enum gr_status gr_seam_flush(struct gr_run *run,
    struct gr_err *err);
/* What was lent to the next, and by it, is taken, since the batch ends. */
GR_MUST_USE enum gr_status gr_seam_settle(struct gr_run *run,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_seam_end(struct gr_run *run, struct gr_err *err);

/* Whatever there is before the run is given up; its thread has ended then. */
void gr_seam_abandon(struct gr_run *run);

#endif
