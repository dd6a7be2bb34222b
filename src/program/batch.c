/* batch.c - where a batch of rows ends, and what was lent to it goes back */
#include "program/run_internal.h"

enum { BATCH_ROWS = 512 };

enum gr_status gr_run_flush(struct gr_run *run, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (run->next != NULL)
		status = gr_seam_flush(run, err);
	gr_arena_reset(run->scratch);
	if (run->next != NULL)
		return status;
	return run->sink != NULL ? gr_sink_flush(run->sink, err) : GR_OK;
}

/* A stage of deliveries gives all rows of a file in one call, so its batches
 * end here. */
enum gr_status gr_run_handed(struct gr_run *run, struct gr_err *err)
{
	if (!run->whole_files || ++run->handed % BATCH_ROWS != 0)
		return GR_OK;
	if (run->delivery != NULL)
		gr_progress_step(&run->progress,
		    gr_source_raw_bytes(run->delivery), run->handed);
	return gr_run_flush(run, err);
}
