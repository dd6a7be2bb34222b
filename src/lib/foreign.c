/* foreign.c - a stage's second stream and the mark of foreign input. */
#include "run.h"

bool gr_run_takes_foreign(const struct gr_run *run)
{
	return run->common.foreign;
}

void gr_run_made_from_foreign(struct gr_run *run)
{
	run->foreign = true;
}

bool gr_run_is_foreign(const struct gr_run *run)
{
	return run->foreign;
}
