/* shard_words.c - what a process that has dealt with a part tells of it */
#include "program/shard_words.h"

#include "program/run_internal.h"
#include "stream/spool_file.h"

struct told { /* of a run */
	uint64_t in_bytes, out_records, seam_bytes;
	uint64_t counts, chunks;
	int ends;
	bool foreign, asked, put_aside, found;
};

static void forget(struct gr_run *run)
{
	run->in_bytes = run->out_records = 0;
	for (size_t i = 0; i < run->counts; i++)
		memset(run->count[i].n, 0, sizeof run->count[i].n);
	run->counts = 0;
	memset(run->last_wave, 0, sizeof run->last_wave);
	if (run->next != NULL)
		run->next->seam.bytes = 0;
	run->foreign = run->asked = run->put_aside = run->found = false;
	run->ends = 0;
	run->spool.chunks = 0;
}

void gr_shard_forget(struct gr_run *first, const struct gr_run *last)
{
	for (struct gr_run *run = first; run <= last; run++)
		forget(run);
}

static void put(struct gr_buf *to, const void *what, size_t n)
{
	gr_buf_add(to, gr_slice_make(what, n));
}

static void tell(const struct gr_run *run, struct gr_buf *to)
{
	const struct told told = { run->in_bytes, run->out_records,
		run->next != NULL ? run->next->seam.bytes : 0, run->counts,
		run->spool.chunks, run->ends, run->foreign, run->asked,
		run->put_aside, run->found };

	put(to, &told, sizeof told);
	for (size_t i = 0; i < run->counts; i++) {
		const struct gr_wave_counts *count = &run->count[i];

		put(to, &count->wave.len, sizeof count->wave.len);
		put(to, count->wave.ptr, count->wave.len);
		put(to, count->n, sizeof count->n);
	}
	put(to, run->spool.chunk, run->spool.chunks * sizeof *run->spool.chunk);
}

void gr_shard_tell(const struct gr_run *first, const struct gr_run *last,
    struct gr_buf *to)
{
	for (const struct gr_run *run = first; run <= last; run++)
		tell(run, to);
}

/* The next `n` bytes, or the failure that there are less. */
static enum gr_status get(struct gr_slice *words, void *to, size_t n,
    struct gr_err *err)
{
	if (words->len < n)
		return gr_spool_file_cut(err);
	if (n > 0)
		memcpy(to, words->ptr, n);
	*words = gr_slice_skip(*words, n);
	return GR_OK;
}

static enum gr_status hear_count(struct gr_run *run, struct gr_slice *words,
    struct gr_err *err)
{
	size_t len = 0;
	struct gr_slice wave;
	uint64_t n[GR_COUNTERS] = { 0 };
	enum gr_status status = get(words, &len, sizeof len, err);

	if (status != GR_OK)
		return status;
	wave = gr_slice_make(words->ptr, len < words->len ? len : words->len);
	*words = gr_slice_skip(*words, wave.len);
	status = get(words, n, sizeof n, err);
	for (unsigned i = 0; i < GR_COUNTERS && status == GR_OK; i++)
		status = gr_count(run, wave, i, n[i], err);
	return status;
}

/* A run may still have bytes from before the part: those of its heading. */
static enum gr_status hear(struct gr_run *run, struct gr_slice *words,
    struct gr_err *err)
{
	struct told told = { .counts = 0 };
	struct gr_spool_chunk chunk = { .bytes = 0 };
	enum gr_status status = get(words, &told, sizeof told, err);

	if (status != GR_OK)
		return status;
	run->in_bytes += told.in_bytes;
	run->out_records += told.out_records;
	if (run->next != NULL)
		run->next->seam.bytes += told.seam_bytes;
	run->foreign |= told.foreign;
	run->asked |= told.asked;
	run->put_aside |= told.put_aside;
	run->found |= told.found;
	if (told.ends != 0)
		run->ends = told.ends;
	for (uint64_t i = 0; i < told.counts && status == GR_OK; i++)
		status = hear_count(run, words, err);
	for (uint64_t i = 0; i < told.chunks && status == GR_OK; i++) {
		status = get(words, &chunk, sizeof chunk, err);
		if (status == GR_OK)
			status = gr_spool_add(run, &chunk, err);
	}
	return status;
}

enum gr_status gr_shard_hear(struct gr_run *first, const struct gr_run *last,
    struct gr_slice *words, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (struct gr_run *run = first; run <= last && status == GR_OK; run++)
		status = hear(run, words, err);
	return status;
}
