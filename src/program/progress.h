/* progress.h - a bar on stderr while long work goes on at a terminal.
 *
 * Nothing under cron, nothing in a pipe that nobody looks at, nothing between
 * rows that somebody does: by itself (auto) the bar is drawn only if stderr is
 * a terminal and stdout is not, and only by a program that reads files, whose
 * size it knows; those behind it in a pipe would draw over it.  Every percent
 * it is drawn anew, not more than once per megabyte, and it is wiped when the
 * work is over.
 */
#ifndef GREEN_PROGRAM_PROGRESS_H
#define GREEN_PROGRAM_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct gr_progress {
	const char *program;
	bool shown;            /* whether to draw at all */
	bool unasked;          /* only because of a terminal */
	bool drawn;            /* whether a bar stands there */
	uint64_t all_bytes;    /* to be read; 0: not known */
	uint64_t past_bytes;   /* of the files before */
	uint64_t past_records; /* of the files before */
	uint64_t next_bytes;   /* when to draw next */
};

/* `mode` is auto, always or never. */
void gr_progress_start(struct gr_progress *progress, const char *program,
    const char *mode);

/* So much is to be read, of all files together; 0: not known. */
void gr_progress_expect(struct gr_progress *progress, uint64_t all_bytes);

/* `done` bytes of the present file have been read, and `records`. */
void gr_progress_step(struct gr_progress *progress, uint64_t done,
    uint64_t records);

/* The present file is over; it had so much. */
void gr_progress_next(struct gr_progress *progress, uint64_t bytes,
    uint64_t records);

/* Wipe the bar. */
void gr_progress_stop(struct gr_progress *progress);

#endif
