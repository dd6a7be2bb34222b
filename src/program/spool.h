/* spool.h - rows that a stage reads twice, in $TMPDIR; private to the harness.
 *
 * They are kept in chunks, each by itself with a hash, so that the second pass can
 * be shared among processes; and so can the first, if the stage writes notes of
 * what it would learn (filter.h), which are kept chunk by chunk too.
 */
#ifndef GREEN_PROGRAM_SPOOL_H
#define GREEN_PROGRAM_SPOOL_H

#include "base/buf.h"
#include "base/err.h"
#include "stream/kept_row.h"

struct gr_run;
struct gr_row;

enum { GR_SPOOL_CHUNK_BYTES = 1 << 20 };

struct gr_spool_chunk {
	int fd, notes_fd;
	uint64_t from, bytes; /* rows */
	uint64_t notes_from, notes_bytes;
	uint64_t rows, hash; /* of their bytes */
};

struct gr_spool {
	bool made;             /* there are files */
	bool lent;             /* and they are another's to close */
	bool noted;            /* the stage notes what it would learn */
	int fd, notes_fd;      /* without names */
	uint64_t at, notes_at; /* how long they are */
	struct gr_buf text;    /* the chunk at hand, in the second pass too */
	uint64_t rows;         /* of it */
	struct gr_buf notes;   /* of it */
	struct gr_kept_rows again; /* the rows that are read again, ... */
	struct gr_slice *field;    /* ... and the fields of one */
	struct gr_spool_chunk *chunk;
	size_t chunks, room;
	int *other; /* files that chunks of other processes lie in */
	size_t others;
};

/* Keep a row, and what the stage notes of it if notes are kept. */
GR_MUST_USE enum gr_status gr_spool_row(struct gr_run *run,
    const struct gr_row *row, struct gr_err *err);

/* The chunk at hand, if there is one, is whole. */
GR_MUST_USE enum gr_status gr_spool_end_chunk(struct gr_run *run,
    struct gr_err *err);

/* Chunks that another process has kept come behind those that are there. */
GR_MUST_USE enum gr_status gr_spool_add(struct gr_run *run,
    const struct gr_spool_chunk *chunk, struct gr_err *err);

/* Keep these open files as long as the chunks, which lie in them, and close them
 * then, also after a failure. */
GR_MUST_USE enum gr_status gr_spool_keep(struct gr_run *run, int rows,
    int notes, struct gr_err *err);

/* The second pass: of a chunk; of all that was kept, or of the files again. */
GR_MUST_USE enum gr_status gr_spool_replay_chunk(struct gr_run *run,
    const struct gr_spool_chunk *chunk, struct gr_err *err);
GR_MUST_USE enum gr_status gr_spool_replay(struct gr_run *run,
    struct gr_err *err);

void gr_spool_abandon(struct gr_run *run);

#endif
