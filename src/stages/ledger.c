/* green-ledger: the ledgers of a run, summed by wave and program. */
#include "stages/stages.h"

#include <stdlib.h>

struct sum {
	struct gr_slice wave, program, kind;
	uint64_t *n; /* by column of the output, from the fourth on */
};

struct ledger {
	size_t wave, program, kind;
	size_t *at; /* of the counters in the input */
	size_t counters;
	struct gr_map index; /* wave, program, kind -> sum */
	struct sum *sum;
	size_t sums, room;
	struct gr_buf key;
};

enum { KEYS = 3 };

/* The bytes, which have no wave, are left out. */
static bool is_counter(const struct ledger *l, const struct gr_header *in,
    size_t i)
{
	return i != l->wave && i != l->program && i != l->kind
	    && !gr_slice_eq(in->name[i], GR_S("part"))
	    && !gr_slice_starts(in->name[i], GR_S("bytes_"));
}

static enum gr_status ledger_start(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct ledger *l = state;
	const struct gr_header *in = gr_input(run);
	struct gr_slice *name = GR_NEW_ARRAY(gr_run_keep(run), in->n + KEYS,
	    struct gr_slice);
	enum gr_status status = gr_input_need(run, GR_S("program"), &l->program,
	    err);

	if (status == GR_OK)
		status = gr_input_need(run, GR_S("kind"), &l->kind, err);
	if (status == GR_OK)
		status = gr_input_need(run, GR_S("wave"), &l->wave, err);
	if (status != GR_OK)
		return status;
	l->index = gr_map_make(gr_run_keep(run));
	l->at = GR_NEW_ARRAY(gr_run_keep(run), in->n, size_t);
	if (name == NULL || l->at == NULL)
		return gr_err_memory(err);
	name[0] = GR_S("wave");
	name[1] = GR_S("program");
	name[2] = GR_S("kind");
	for (size_t i = 0; i < in->n; i++)
		if (is_counter(l, in, i)) {
			name[KEYS + l->counters] = in->name[i];
			l->at[l->counters++] = i;
		}
	return gr_output(run, name, KEYS + l->counters, err);
}

static enum gr_status add_sum(struct gr_run *run, struct ledger *l,
    const struct gr_slice key[KEYS], struct gr_slice joined, struct gr_err *err)
{
	struct gr_arena *keep = gr_run_keep(run);
	void *items = l->sum;
	enum gr_status status = gr_arena_grow(keep, &items, &l->room, l->sums,
	    sizeof(*l->sum), err);

	if (status != GR_OK)
		return status;
	l->sum = items;
	struct sum *sum = &l->sum[l->sums];
	*sum = (struct sum){ gr_arena_copy(keep, key[0]),
		gr_arena_copy(keep, key[1]), gr_arena_copy(keep, key[2]),
		GR_NEW_ARRAY(keep, l->counters + 1, uint64_t) };
	joined = gr_arena_copy(keep, joined);
	if (!sum->wave.ptr || !sum->program.ptr || !sum->kind.ptr || !sum->n
	    || !joined.ptr)
		return gr_err_memory(err);
	return gr_map_put(&l->index, joined, l->sums++, err);
}

static enum gr_status ledger_row(struct gr_run *run, void *state,
    struct gr_row *row, struct gr_err *err)
{
	struct ledger *l = state;
	const struct gr_slice key[KEYS] = { row->field[l->wave],
		row->field[l->program], row->field[l->kind] };
	struct gr_slice joined = gr_buf_join(&l->key, key, KEYS, '\t');
	enum gr_status status = joined.ptr ? GR_OK : gr_err_memory(err);
	uint64_t at = l->sums, n;

	if (status == GR_OK && !gr_map_get(&l->index, joined, &at))
		status = add_sum(run, l, key, joined, err);
	for (size_t i = 0; status == GR_OK && i < l->counters; i++) {
		if (!gr_slice_to_uint64(row->field[l->at[i]], &n))
			return gr_err_at(err, GR_EDATA, row->source, row->line,
			    gr_input(run)->name[l->at[i]].ptr,
			    "not a whole number");
		l->sum[at].n[i] += n;
	}
	return status;
}

static int by_key(const void *a, const void *b)
{
	const struct sum *x = a, *y = b;
	int order = gr_slice_cmp(x->wave, y->wave);

	if (order == 0)
		order = gr_slice_cmp(x->program, y->program);
	return order ? order : gr_slice_cmp(x->kind, y->kind);
}

static enum gr_status emit_sum(struct gr_run *run, const struct ledger *l,
    const struct sum *sum, struct gr_err *err)
{
	size_t n = KEYS + l->counters;
	struct gr_slice *field = GR_NEW_ARRAY(gr_run_scratch(run), n,
	    struct gr_slice);
	struct gr_buf number = { 0 };
	enum gr_status status = GR_OK;

	if (field == NULL)
		return gr_err_memory(err);
	field[0] = sum->wave;
	field[1] = sum->program;
	field[2] = sum->kind;
	for (size_t i = 0; status == GR_OK && i < l->counters; i++) {
		gr_buf_clear(&number);
		gr_buf_uint(&number, sum->n[i]);
		status = gr_buf_check(&number, err);
		field[KEYS + i] = gr_arena_copy(gr_run_scratch(run),
		    gr_buf_slice(&number));
		if (status == GR_OK && field[KEYS + i].ptr == NULL)
			status = gr_err_memory(err);
	}
	gr_buf_free(&number);
	return status == GR_OK ? gr_emit(run, field, n, err) : status;
}

static enum gr_status ledger_finish(struct gr_run *run, void *state,
    struct gr_err *err)
{
	const struct ledger *l = state;
	enum gr_status status = GR_OK;

	if (l->sums > 0)
		qsort(l->sum, l->sums, sizeof(*l->sum), by_key);
	for (size_t i = 0; status == GR_OK && i < l->sums; i++)
		status = emit_sum(run, l, &l->sum[i], err);
	return status;
}

static void ledger_stop(struct gr_run *run, void *state)
{
	(void)run;
	gr_buf_free(&((struct ledger *)state)->key);
}

const struct gr_filter gr_ledger = {
	.name = "ledger",
	.summary = "Sum the ledgers of a run by wave and program: where every "
	           "record went.",
	.state_bytes = sizeof(struct ledger),
	.traits = GR_COUNTS_IN | GR_COUNTS_OUT,
	.start = ledger_start,
	.row = ledger_row,
	.finish = ledger_finish,
	.stop = ledger_stop,
};
