/* state_counts.c - letters gathered, then compared and counted by sixteen. */
#include "score/state_counts.h"

typedef unsigned char lane_bytes __attribute__((vector_size(16)));

enum { LANE = sizeof(lane_bytes), RECORDS_MOST = UINT8_MAX };

/* What comes from an arena is aligned for it. */
static lane_bytes *lanes_of(unsigned char *bytes)
{
	return (lane_bytes *)(void *)bytes;
}

const enum gr_tri gr_counts_state[GR_STATES] = { GR_TRUE, GR_FALSE, GR_NA,
	GR_UNKNOWN };

enum gr_status gr_state_cells_make(struct gr_arena *keep, const size_t *at,
    size_t n, struct gr_state_cells *out, struct gr_err *err)
{
	size_t lanes = (n + LANE - 1) / LANE;

	*out = (struct gr_state_cells){ .n = n,
		.lanes = lanes,
		.run = GR_NEW_ARRAY(keep, n + 1, struct gr_state_run),
		.now = GR_NEW_ARRAY(keep, (lanes + 1) * LANE, unsigned char) };
	if (out->run == NULL || out->now == NULL)
		return gr_err_memory(err);
	memset(out->now, GR_FALSE, lanes * LANE);
	for (size_t i = 0; i < n; i++) {
		struct gr_state_run *last = &out->run[out->runs];

		if (i > 0 && at[i] == at[i - 1] + 1)
			last[-1].n++;
		else
			out->run[out->runs++] = (struct gr_state_run){ at[i],
				1 };
	}
	return GR_OK;
}

size_t gr_state_cells_position(const struct gr_state_cells *cells, size_t i)
{
	size_t run = 0;

	for (; i >= cells->run[run].n; run++)
		i -= cells->run[run].n;
	return cells->run[run].at + i;
}

/* The letters of cells that stand side by side, four at a time, while each is
 * one; how many. */
static size_t read_run(const struct gr_slice *cell, size_t n, unsigned char *to)
{
	size_t i = 0;

	for (; i + 4 <= n; i += 4) {
		const struct gr_slice *four = &cell[i];

		if ((four[0].len ^ 1) | (four[1].len ^ 1) | (four[2].len ^ 1)
		    | (four[3].len ^ 1))
			break;
		to[i] = (unsigned char)*four[0].ptr;
		to[i + 1] = (unsigned char)*four[1].ptr;
		to[i + 2] = (unsigned char)*four[2].ptr;
		to[i + 3] = (unsigned char)*four[3].ptr;
	}
	for (; i < n && cell[i].len == 1; i++)
		to[i] = (unsigned char)*cell[i].ptr;
	return i;
}

static size_t read_letters(struct gr_state_cells *cells,
    const struct gr_slice *field)
{
	unsigned char *to = cells->now;
	size_t all = 0;

	for (size_t i = 0; i < cells->runs; i++) {
		size_t n = read_run(&field[cells->run[i].at], cells->run[i].n,
		    to + all);

		all += n;
		if (n < cells->run[i].n)
			break;
	}
	return all;
}

static size_t first_other(const struct gr_state_cells *cells, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		bool known = false;

		for (size_t k = 0; k < GR_STATES; k++)
			known |= gr_state_at(cells, i) == gr_counts_state[k];
		if (!known)
			return i;
	}
	return n;
}

size_t gr_state_cells_read(struct gr_state_cells *cells,
    const struct gr_slice *field)
{
	size_t n = read_letters(cells, field);
	lane_bytes other = { 0 };
	uint64_t bits[2];

	for (size_t i = 0; i < cells->lanes; i++) {
		lane_bytes c = lanes_of(cells->now)[i];

		other |= (lane_bytes)(c != GR_TRUE)
		    & (lane_bytes)(c != GR_FALSE) & (lane_bytes)(c != GR_NA)
		    & (lane_bytes)(c != GR_UNKNOWN);
	}
	memcpy(bits, &other, sizeof(bits));
	return bits[0] | bits[1] ? first_other(cells, n) : n;
}

enum gr_status gr_state_counts_make(struct gr_arena *keep,
    const struct gr_state_cells *cells, struct gr_state_counts *out,
    struct gr_err *err)
{
	out->count = GR_NEW_ARRAY(keep, cells->lanes * GR_STATES * LANE,
	    unsigned char);
	out->records = 0;
	return out->count != NULL ? GR_OK : gr_err_memory(err);
}

bool gr_state_counts_add(struct gr_state_counts *counts,
    const struct gr_state_cells *cells)
{
	for (size_t i = 0; i < cells->lanes; i++) {
		lane_bytes c = lanes_of(cells->now)[i];
		lane_bytes *count = lanes_of(counts->count) + i * GR_STATES;

		/* what is equal is -1 */
		count[0] -= (lane_bytes)(c == GR_TRUE);
		count[1] -= (lane_bytes)(c == GR_FALSE);
		count[2] -= (lane_bytes)(c == GR_NA);
		count[3] -= (lane_bytes)(c == GR_UNKNOWN);
	}
	return ++counts->records == RECORDS_MOST;
}

unsigned gr_state_counts_of(const struct gr_state_counts *counts, size_t i,
    size_t state)
{
	size_t lane = i / LANE * GR_STATES + state;

	return counts->count[lane * LANE + i % LANE];
}

void gr_state_counts_clear(struct gr_state_counts *counts,
    const struct gr_state_cells *cells)
{
	memset(counts->count, 0, cells->lanes * GR_STATES * LANE);
	counts->records = 0;
}
