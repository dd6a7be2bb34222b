/* harness.h - the road from argv to exit status; private to the library.
 *
 * A filter and a tool differ in their work, and in nothing else: options, the
 * standard, the output that appears only when it is whole, words on stderr, a
 * reader that goes away, the exit status are the same road.  filter.c and tool.c
 * say of their descriptors what the road needs to know (struct gr_program) and
 * go down it.
 */
#ifndef GREEN_PROGRAM_HARNESS_H
#define GREEN_PROGRAM_HARNESS_H

#include "program/run_internal.h"

/* Go with n runs, zeroed but for their `what`; those behind the first get its
 * rows, `jobs` of them at the same time.  argv[i] is the i-th one's,
 * NULL-terminated.  Tables are read into `shared`, NULL: they go with the runs.
 * Returns the exit status (DESIGN 5), and leaves nothing else behind. */
int gr_harness(struct gr_run *run, size_t n, char ***argv, size_t jobs,
    struct gr_shared *shared);

#endif
