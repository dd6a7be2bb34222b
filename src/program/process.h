/* process.h - how a process of ours begins and ends; private to the library.
 *
 * What has nothing to do with runs: descriptors that must not be given away,
 * words of failure, exit statuses (DESIGN 5), and the quiet end when nobody
 * reads.  harness.c calls them.
 */
#ifndef GREEN_PROGRAM_PROCESS_H
#define GREEN_PROGRAM_PROCESS_H

#include "base/err.h"
#include "base/slice.h"
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>

enum { /* exit statuses (DESIGN 5) */
	GR_EXIT_DONE,
	GR_EXIT_FINDINGS,
	GR_EXIT_USAGE,
	GR_EXIT_INPUT,
	GR_EXIT_SYSTEM,
	GR_EXIT_BROKEN_PIPE = 128 + SIGPIPE
};

/* A closed descriptor 0, 1 or 2 would be given to the next file that is
 * opened, and data would end there.  Fill the gap with something that cannot
 * be written to, so that writing fails with the system's words.  And choose
 * the language of what is said. */
bool gr_process_begin(void);

/* Say words in which a name of a file may stand, or what is quoted of one: a
 * personal number in it is masked, and what would steer a terminal, or is no
 * UTF-8, is %XX, as streams call a file (text/file_name.h). */
void gr_process_say(struct gr_slice words, FILE *to);

/* "PROGRAM: SOURCE:LINE: COLUMN: MESSAGE" on stderr. */
void gr_process_complain(const char *program, const struct gr_err *err);

int gr_process_exit_of(enum gr_status status);

/* A reader that is gone ends us as SIGPIPE would have: quietly, and by the
 * signal itself where it was not ignored. */
int gr_process_end_by_broken_pipe(bool was_ignored);

#endif
