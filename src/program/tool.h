/* tool.h - a program that is no filter: it is given no stream of rows.
 *
 * Such a program has operands that are no streams (a release, a code) or none,
 * and one output, or files of its own.  It owes its user the same as a filter,
 * so it goes the same road (harness.h): options from one table, the standard,
 * output that is checked to the last flush and appears only when whole, words
 * on stderr only, and the exit statuses of DESIGN 5.
 */
#ifndef GREEN_PROGRAM_TOOL_H
#define GREEN_PROGRAM_TOOL_H

#include "program/run.h"

struct gr_tool {
	const char *program;             /* "green-diff" */
	const char *summary;             /* one sentence for --help */
	const char *args;                /* "RELEASE CODE"; NULL: none */
	size_t operands;                 /* as many must be given, or more with
					    GR_MORE_OPERANDS */
	const struct gr_option *options; /* into the state; may be NULL */
	size_t state_bytes;              /* zeroed before options are parsed */
	unsigned traits;                 /* GR_NEEDS_STANDARD | ... */
	void (*defaults)(void *state);   /* before options; may be NULL */
	/* All of its work: it prints (gr_print), or gives rows (gr_output, then
	 * gr_emit), which end with the trailer of a stream. */
	enum gr_status (
	    *run)(struct gr_run *run, void *state, struct gr_err *err);
	void (*stop)(void *state); /* always, last; may be NULL */
};

/* The whole of a program: parse, run, report, exit status. */
int gr_tool_main(const struct gr_tool *tool, int argc, char **argv);

#endif
