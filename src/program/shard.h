/* shard.h - parts of the input dealt with by several processes; private to the
 * harness.
 *
 * A chain whose stages can (filter.h, struct gr_apart) is worked at in parts:
 * each delivery by itself up to a stage that reads twice, or to the end; and in
 * the second pass each chunk of what was kept (spool.h).  The stages have begun
 * when processes are forked, so that what they have loaded is there in each, and
 * nobody's memory is another's.  What a part gives, all that goes to files and all
 * that is counted, is kept in files without names and put together in the order
 * of the parts: it does not depend on how many processes there are.
 *
 * Where a part fails nothing of all this counts: the input is dealt with by one
 * process from its first byte, which then fails as it does alone.
 */
#ifndef GREEN_PROGRAM_SHARD_H
#define GREEN_PROGRAM_SHARD_H

#include <stdbool.h>

#include "base/err.h"

struct gr_run;

/* Say from which run to which the `n` of a chain, which stand side by side, are worked at so by `jobs`
 * processes.  After options have been parsed, before there are rows. */
void gr_shard_plan(struct gr_run *run, size_t n, size_t jobs);

/* What a run that parts begin at can have done so (gr_run.apart_by). */
struct gr_shard_calls {
	/* Deal with the deliveries that are its operands, as the first run,
	 * which has begun.  *done: it was so; else nothing has happened. */
	enum gr_status (
	    *input)(struct gr_run *run, bool *done, struct gr_err *err);
	/* The same of the chunks that it has kept. */
	enum gr_status (
	    *replay)(struct gr_run *run, bool *done, struct gr_err *err);
};

#endif
