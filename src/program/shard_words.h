/* shard_words.h - what a process that has dealt with a part tells of it; private
 * to the harness.
 *
 * Counts, flags and chunks of the runs `first` to `last` of a chain, as bytes
 * that only another process of the same program reads.
 */
#ifndef GREEN_PROGRAM_SHARD_WORDS_H
#define GREEN_PROGRAM_SHARD_WORDS_H

#include "base/buf.h"
#include "base/err.h"

struct gr_run;

/* As if the runs had neither counted nor kept anything yet. */
void gr_shard_forget(struct gr_run *first, const struct gr_run *last);

/* Append what they have counted since. */
void gr_shard_tell(const struct gr_run *first, const struct gr_run *last,
    struct gr_buf *to);

/* Count what was told; *words begins behind it then. */
GR_MUST_USE enum gr_status gr_shard_hear(struct gr_run *first,
    const struct gr_run *last, struct gr_slice *words, struct gr_err *err);

#endif
