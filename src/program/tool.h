/* tool.h - the harness of a program that reads a release and is no filter.
 *
 * Such a program has operands that are no streams (a folder, a code) and one
 * output.  It owes its user the same as a filter: options from one table,
 * output that is checked to the last flush and appears only when whole, words
 * on stderr only, and the exit statuses of DESIGN 5.
 */
#ifndef GREEN_PROGRAM_TOOL_H
#define GREEN_PROGRAM_TOOL_H

#include "base/arena.h"
#include "program/option.h"
#include "stream/sink.h"

struct gr_tool_run {
	const char *program; /* "green-diff" */
	struct gr_list operands;
	struct gr_arena *keep; /* until the end */
	struct gr_sink *sink;  /* the output */
	bool quiet;
};

struct gr_tool {
	const char *program;
	const char *summary;             /* one sentence for --help */
	const char *args;                /* "RELEASE CODE" */
	size_t operands;                 /* as many must be given */
	const struct gr_option *options; /* into the state; may be NULL */
	size_t state_bytes;              /* zeroed before options are parsed */
	void (*defaults)(void *state);   /* before options; may be NULL */
	enum gr_status (
	    *run)(struct gr_tool_run *run, void *state, struct gr_err *err);
	void (*stop)(void *state); /* always, last; may be NULL */
};

/* The whole of a program: parse, run, report, exit status. */
int gr_tool_main(const struct gr_tool *tool, int argc, char **argv);

/* A line on stderr that is no failure; quiet under -q. */
void gr_tool_warn(const struct gr_tool_run *run, const struct gr_err *what);

#endif
