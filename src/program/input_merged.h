/* input_merged.h - the rows of several files in one order; private to the
 * harness.
 *
 * Where a stage wants it (filter.h), all files are open at the same time, and the
 * row with the least place is given next; of equal places that of the file which
 * was named first.  A file costs a descriptor and some 200 KB.  If one program has
 * made all of them, they are parts of its stream, and the output's trailer names
 * it.
 */
#ifndef GREEN_PROGRAM_INPUT_MERGED_H
#define GREEN_PROGRAM_INPUT_MERGED_H

#include "program/run_internal.h"

bool gr_input_is_merged(const struct gr_run *run);

/* GR_EDATA: the rows of a file are not in the order, besides what a stream can
 * fail by. */
GR_MUST_USE enum gr_status gr_input_merge(struct gr_run *run,
    struct gr_err *err);

#endif
