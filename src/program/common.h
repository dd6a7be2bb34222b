/* common.h - the options that programs have in common; private to the library.
 *
 * They stand once, with what a program must be to have them: a filter, or a
 * tool with a trait.  So -o, -q, --standard and --lang mean the same to every
 * program that has them.
 */
#ifndef GREEN_PROGRAM_COMMON_H
#define GREEN_PROGRAM_COMMON_H

#include "program/run_internal.h"

/* Parse argv: the program's own options into run->state, the common ones into
 * run->common, the rest into run->operands. */
GR_MUST_USE enum gr_status gr_common_parse(struct gr_run *run, int argc,
    char **argv, struct gr_err *err);

/* Read the standard that --standard or $GREEN_STANDARD names, if the program
 * needs one. */
GR_MUST_USE enum gr_status gr_common_standard(struct gr_run *run,
    struct gr_err *err);

#endif
