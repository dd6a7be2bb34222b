/* progress.h - a bar on stderr while long work goes on at a terminal.
 *
 * Nothing under cron, nothing in a pipe that nobody looks at: the bar is drawn
 * only if stderr is a terminal (auto) or on request, at most once per
 * megabyte of input, and wiped when the work is over.
 */
#ifndef GREEN_PROGRESS_H
#define GREEN_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct gr_progress {
	const char *program;
	bool shown;          /* whether to draw at all */
	bool drawn;          /* whether a bar stands there */
	uint64_t next_bytes; /* when to draw next */
};

/* `mode` is auto, always or never. */
void gr_progress_start(struct gr_progress *progress, const char *program,
    const char *mode);

/* `done` of `all` input bytes (all 0: not known), `records` so far. */
void gr_progress_step(struct gr_progress *progress, uint64_t done, uint64_t all,
    uint64_t records);

/* Wipe the bar. */
void gr_progress_stop(struct gr_progress *progress);

#endif
