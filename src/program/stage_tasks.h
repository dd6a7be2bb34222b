/* stage_tasks.h - chains that stand in a file, a line each; private to the
 * library.
 *
 * A line is what stands on the command line of green-chain, its words parted by
 * TABs; `\xXX` is the byte XX, as a TAB, an LF and `\` itself have to be written.
 * What green-inbox gives as a path is such a word.
 */
#ifndef GREEN_PROGRAM_STAGE_TASKS_H
#define GREEN_PROGRAM_STAGE_TASKS_H

#include "base/arena.h"
#include "program/filter.h"

struct gr_stage_tasks {
	const char *program;
	const struct gr_filter *const *stage; /* those there are */
	const char *path;                     /* of the file */
	size_t jobs;                          /* that work at the same time */
	bool only_list; /* print what is to be done, do nothing */
	struct gr_arena *keep;
	struct gr_shared *shared;
};

/* Run them; what has failed is said, by its line.  *code is the exit status: the
 * highest of theirs, and that of a failure where one was ended by a signal.  With
 * `only_list` the lines whose --whole is not there, or not whole, are printed
 * instead: number, TAB, `lost` or `damaged`.
 * Nothing is run if a line is none: GR_EUSAGE, or GR_EDATA if the file cannot be
 * read. */
GR_MUST_USE enum gr_status gr_stage_tasks_run(
    const struct gr_stage_tasks *tasks, int *code, struct gr_err *err);

#endif
