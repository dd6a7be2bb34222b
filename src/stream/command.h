/* command.h - another program, run to its end.
 *
 * Signatures are checked by the tools that make them, a night is made by a
 * script, and old workbooks are read by a converter: all are asked by a program
 * of ours, with words that no shell reads.
 */
#ifndef GREEN_STREAM_COMMAND_H
#define GREEN_STREAM_COMMAND_H

#include "base/err.h"

#include <stdbool.h>

struct gr_command {
	const char *const *argv; /* NULL ends them; the first is the program */
	int in;                  /* its standard input; -1: nothing to read */
	int more;                /* its descriptor 3; -1: none */
	bool aloud;              /* what it says on stderr is ours to say */
	int out;                 /* its standard output; 0: lost */
	const char *const *env;  /* its environment; NULL: ours */
	unsigned seconds; /* 0, or its time: then it is killed, with all that
	                   * it has started, and its memory is bounded */
};

#define GR_COMMAND_MISSING (-1)
#define GR_COMMAND_ENDLESS (-2)

/* Find the program in PATH, run it and wait.  *code: its exit status, 128 and
 * the signal's number if it was killed, GR_COMMAND_MISSING if there is no such
 * program, GR_COMMAND_ENDLESS if its time was over. */
GR_MUST_USE enum gr_status gr_command_run(const struct gr_command *command,
    int *code, struct gr_err *err);

#endif
