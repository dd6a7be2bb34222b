/* ledger.c - what a run counts, wave by wave */
#include "program/run_internal.h"

static enum gr_status add_wave(struct gr_run *run, struct gr_slice wave,
    struct gr_err *err)
{
	void *items = run->count;
	enum gr_status status = gr_arena_grow(run->keep, &items,
	    &run->counts_room, run->counts, sizeof *run->count, err);

	if (status != GR_OK)
		return status;
	run->count = items;
	run->last_count = run->counts;
	run->count[run->counts].wave = gr_arena_copy(run->keep, wave);
	if (run->count[run->counts].wave.ptr == NULL)
		return gr_err_memory(err);
	run->counts++;
	return GR_OK;
}

enum gr_status gr_count(struct gr_run *run, struct gr_slice wave,
    enum gr_counter counter, uint64_t n, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (run->counts == 0
	    || !gr_slice_eq(run->count[run->last_count].wave, wave)) {
		size_t i = 0;

		while (
		    i < run->counts && !gr_slice_eq(run->count[i].wave, wave))
			i++;
		run->last_count = i;
		if (i == run->counts)
			status = add_wave(run, wave, err);
	}
	if (status == GR_OK)
		run->count[run->last_count].n[counter] += n;
	return status;
}
