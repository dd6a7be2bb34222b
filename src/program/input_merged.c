/* input_merged.c - the rows of several files in one order */
#include "program/input_merged.h"

#include "program/input_stream.h"

struct input {
	struct gr_source *source;
	struct gr_stream *stream;
	struct gr_row row; /* the next one */
	uint64_t place;
};

struct merge {
	struct gr_run *run;
	struct input *input;
	size_t n;
	size_t *heap; /* of inputs that have a row, the first to go on top */
	size_t heaped;
	bool one_program; /* has made those that have ended */
};

bool gr_input_is_merged(const struct gr_run *run)
{
	const struct gr_merging *merging = run->filter->merging;

	return merging != NULL && run->operands.n > 0
	    && merging->wanted(run->state);
}

/* ---- a heap of inputs ---- */

static bool is_before(const struct merge *m, size_t a, size_t b)
{
	const struct input *x = &m->input[a], *y = &m->input[b];

	return x->place != y->place ? x->place < y->place : a < b;
}

static void sink_down(struct merge *m, size_t at)
{
	for (;;) {
		size_t least = at;

		for (size_t i = 2 * at + 1; i <= 2 * at + 2; i++)
			if (i < m->heaped
			    && is_before(m, m->heap[i], m->heap[least]))
				least = i;
		if (least == at)
			return;
		size_t moved = m->heap[at];

		m->heap[at] = m->heap[least];
		m->heap[least] = moved;
		at = least;
	}
}

/* ---- inputs ---- */

static void close_input(struct input *in)
{
	gr_stream_close(in->stream);
	gr_source_close(in->source);
	in->stream = NULL;
	in->source = NULL;
}

static enum gr_status end_input(struct merge *m, struct input *in,
    struct gr_err *err)
{
	struct gr_run *run = m->run;
	struct gr_slice by = gr_stream_program(in->stream);

	if (run->made_by[0] == '\0' && by.len < sizeof(run->made_by))
		memcpy(run->made_by, by.ptr, by.len);
	m->one_program &= gr_slice_eq(by, gr_slice_of(run->made_by));
	enum gr_status status = gr_input_end_stream(run, in->source, in->stream,
	    err);
	run->in_bytes += gr_source_bytes(in->source);
	close_input(in);
	return status;
}

/* The input's next row; its stream is closed behind the last. */
static enum gr_status advance(struct merge *m, struct input *in,
    struct gr_err *err)
{
	struct gr_run *run = m->run;
	const char *name = gr_source_name(in->source);
	uint64_t last = in->place;
	enum gr_status status = GR_OK;

	if (gr_stream_will_read(in->stream))
		status = gr_run_flush(run, err);
	in->row = (struct gr_row){ .source = name };
	if (status == GR_OK)
		status = gr_stream_next(in->stream, &in->row, err);
	if (status == GR_END)
		return end_input(m, in, err);
	if (status == GR_OK)
		status = run->filter->merging->place(run, run->state, &in->row,
		    &in->place, err);
	if (status == GR_OK && in->place < last)
		status = gr_err_at(err, GR_EDATA, name, in->row.line, NULL,
		    "the row belongs before the one that it follows");
	if (status != GR_OK)
		gr_input_name_place(err, name, in->row.line);
	return status;
}

static enum gr_status open_inputs(struct merge *m, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < m->n && status == GR_OK; i++) {
		struct input *in = &m->input[i];

		status = gr_source_open(m->run->operands.item[i], NULL,
		    &in->source, err);
		if (status == GR_OK)
			status = gr_input_open_stream(m->run, in->source,
			    &in->stream, err);
	}
	for (size_t i = 0; i < m->n && status == GR_OK; i++) {
		status = advance(m, &m->input[i], err);
		if (status == GR_OK && m->input[i].stream != NULL)
			m->heap[m->heaped++] = i;
	}
	for (size_t i = m->heaped; i > 0; i--)
		sink_down(m, i - 1);
	return status;
}

static enum gr_status feed(struct merge *m, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	while (status == GR_OK && m->heaped > 0) {
		struct input *in = &m->input[m->heap[0]];

		status = gr_run_row(m->run, &in->row, err);
		if (status != GR_OK) {
			gr_input_name_place(err, gr_source_name(in->source),
			    in->row.line);
			return status;
		}
		status = advance(m, in, err);
		if (in->stream == NULL)
			m->heap[0] = m->heap[--m->heaped];
		sink_down(m, 0);
	}
	return status == GR_OK ? gr_run_flush(m->run, err) : status;
}

enum gr_status gr_input_merge(struct gr_run *run, struct gr_err *err)
{
	struct gr_arena *keep = gr_run_keep(run);
	size_t n = run->operands.n;
	struct merge m = { .run = run,
		.input = GR_NEW_ARRAY(keep, n, struct input),
		.n = n,
		.heap = GR_NEW_ARRAY(keep, n, size_t),
		.one_program = true };

	if (m.input == NULL || m.heap == NULL)
		return gr_err_memory(err);
	enum gr_status status = open_inputs(&m, err);
	if (status == GR_OK)
		status = feed(&m, err);
	for (size_t i = 0; i < n; i++)
		close_input(&m.input[i]);
	if (!m.one_program)
		run->made_by[0] = '\0';
	return status;
}
