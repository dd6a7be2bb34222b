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

/* Find the wave's counts, and remember which they are: apart from what runs
 * all the time, which it would slow down. */
__attribute__((noinline)) static enum gr_status find_wave(struct gr_run *run,
    struct gr_slice wave, struct gr_err *err)
{
	size_t i = 0;
	enum gr_status status = GR_OK;

	while (i < run->counts && !gr_slice_eq(run->count[i].wave, wave))
		i++;
	run->last_count = i;
	if (i == run->counts)
		status = add_wave(run, wave, err);
	memset(run->last_wave, 0, sizeof run->last_wave);
	if (status == GR_OK && wave.len == sizeof run->last_wave)
		memcpy(run->last_wave, wave.ptr, wave.len);
	return status;
}

/* Called for every row and many a cell, nearly always for the wave before. */
enum gr_status gr_count(struct gr_run *run, struct gr_slice wave,
    enum gr_counter counter, uint64_t n, struct gr_err *err)
{
	if (wave.len != sizeof run->last_wave
	    || memcmp(wave.ptr, run->last_wave, sizeof run->last_wave) != 0) {
		enum gr_status status = find_wave(run, wave, err);

		if (status != GR_OK)
			return status;
	}
	run->count[run->last_count].n[counter] += n;
	return GR_OK;
}
