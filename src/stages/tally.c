/* green-tally: scored rows -> counts and exact sums per county. */
#include "score/counts.h"
#include "stages/stages.h"
#include "stream/tally_part.h"

struct tally_state {
	/* what the run learns */
	struct gr_tally *tally;
	struct gr_counts *measures;
	/* Attained units are named, since whether one is newly attained depends
	 * on the registers of two waves, which only green-stats has.  By place:
	 * bins, each with LF behind it. */
	struct gr_buf *units;
	size_t places, room;
	struct gr_arena *sorting; /* of one place's units */
	struct gr_buf text;       /* the count being written */
};

/* Room for the units of a place. */
static enum gr_status have_place(struct gr_run *run, struct tally_state *state,
    size_t place, struct gr_err *err)
{
	while (state->places <= place) {
		void *items = state->units;
		enum gr_status status = gr_arena_grow(gr_run_keep(run), &items,
		    &state->room, state->places, sizeof(*state->units), err);

		if (status != GR_OK)
			return status;
		state->units = items;
		state->units[state->places++] = (struct gr_buf){ .len = 0 };
	}
	return GR_OK;
}

static enum gr_status remember(struct gr_run *run, struct tally_state *state,
    const struct gr_counted *measured, struct gr_err *err)
{
	enum gr_status status = have_place(run, state, measured->place, err);

	if (status != GR_OK)
		return status;
	struct gr_buf *units = &state->units[measured->place];

	gr_buf_add(units, measured->code);
	gr_buf_text(units, measured->was_attained ? "=1\n" : "=0\n");
	return gr_buf_check(units, err);
}

static enum gr_status emit(struct gr_run *run, struct tally_state *state,
    struct gr_tally_place place, struct gr_slice measure, struct gr_slice bin,
    int64_t count, struct gr_err *err)
{
	enum gr_status status;

	gr_buf_clear(&state->text);
	gr_buf_int(&state->text, count);
	status = gr_buf_check(&state->text, err);
	if (status != GR_OK)
		return status;

	struct gr_slice field[GR_TALLY_COLUMNS] = {
		[GR_TALLY_WAVE] = place.wave,
		[GR_TALLY_COUNTY] = place.code,
		[GR_TALLY_MEASURE] = measure,
		[GR_TALLY_BIN] = bin,
		[GR_TALLY_COUNT] = gr_buf_slice(&state->text),
	};

	return gr_emit(run, field, GR_TALLY_COLUMNS, err);
}

static enum gr_status emit_units(struct gr_run *run, struct tally_state *state,
    size_t place, struct gr_err *err)
{
	struct gr_slice rest = gr_buf_slice(&state->units[place]), bin, *unit;
	enum gr_status status = GR_OK;
	size_t n = 0;

	for (size_t i = 0; i < rest.len; i++)
		n += rest.ptr[i] == '\n';
	gr_arena_reset(state->sorting);
	unit = GR_NEW_ARRAY(state->sorting, n, struct gr_slice);
	if (unit == NULL)
		return gr_err_memory(err);
	for (n = 0; gr_slice_split(&rest, '\n', &bin);)
		if (bin.len > 0)
			unit[n++] = bin;
	gr_slice_sort(unit, n);
	for (size_t i = 0; status == GR_OK && i < n; i++)
		status = emit(run, state,
		    gr_tally_place_at(state->tally, place), gr_counts_unit,
		    unit[i], 1, err);
	gr_buf_free(&state->units[place]);
	return status;
}

static enum gr_status tally_start(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	struct tally_state *state = opaque;
	struct gr_arena *keep = gr_run_keep(run);
	enum gr_status status;

	state->tally = gr_tally_new(keep);
	state->sorting = gr_arena_new();
	if (state->tally == NULL || state->sorting == NULL)
		return gr_err_memory(err);
	status = gr_counts_new(keep, gr_run_standard(run), gr_input(run),
	    state->tally, &state->measures, err);
	if (status != GR_OK)
		return status;
	return gr_output(run, gr_tally_column, GR_TALLY_COLUMNS, err);
}

static enum gr_status tally_row(struct gr_run *run, void *opaque,
    struct gr_row *row, struct gr_err *err)
{
	struct tally_state *state = opaque;
	struct gr_counted measured;
	enum gr_status status = gr_counts_add(state->measures, row, &measured,
	    err);

	if (status != GR_OK || !measured.attained)
		return status;
	return remember(run, state, &measured, err);
}

/* The units of a place stand among its counts where their measure belongs. */
static enum gr_status tally_finish(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	struct tally_state *state = opaque;
	const struct gr_tally_line *line;
	size_t lines, place = GR_NONE;
	bool before = false; /* the units' measure is still to come */

	gr_counts_settle(state->measures);
	enum gr_status status = gr_tally_sort(state->tally, &line, &lines, err);

	for (size_t i = 0; status == GR_OK && i < lines; i++) {
		struct gr_tally_bin bin = gr_tally_bin_at(state->tally,
		    line[i].bin);

		before |= line[i].place != place;
		place = line[i].place;
		if (before && gr_slice_cmp(bin.measure, gr_counts_unit) > 0) {
			before = false;
			if (place < state->places)
				status = emit_units(run, state, place, err);
		}
		if (status == GR_OK)
			status = emit(run, state,
			    gr_tally_place_at(state->tally, place), bin.measure,
			    bin.bin,
			    gr_tally_count(state->tally, place, line[i].bin),
			    err);
	}
	/* Every place ends with `status`, so no units are left. */
	return status;
}

/* ---- in several processes ---- */

/* The counts, then the units of each place. */
static enum gr_status tally_give(struct gr_run *run, void *opaque,
    struct gr_buf *to, struct gr_err *err)
{
	struct tally_state *state = opaque;

	(void)run;
	gr_counts_settle(state->measures);
	gr_tally_give(state->tally, to);
	for (size_t i = 0; i < state->places; i++) {
		struct gr_tally_place place = gr_tally_place_at(state->tally,
		    i);

		gr_tally_give_text(to, place.wave);
		gr_tally_give_text(to, place.code);
		gr_tally_give_text(to, gr_buf_slice(&state->units[i]));
	}
	return gr_buf_check(to, err);
}

static enum gr_status tally_join(struct gr_run *run, void *opaque,
    struct gr_slice given, struct gr_err *err)
{
	struct tally_state *state = opaque;
	struct gr_slice wave, code, units;
	enum gr_status status = gr_tally_join(state->tally, &given, err);
	size_t place;

	while (status == GR_OK && given.len > 0) {
		status = gr_tally_take_text(&given, &wave, err);
		if (status == GR_OK)
			status = gr_tally_take_text(&given, &code, err);
		if (status == GR_OK)
			status = gr_tally_take_text(&given, &units, err);
		if (status == GR_OK)
			status = gr_tally_place(state->tally, wave, code,
			    &place, err);
		if (status == GR_OK)
			status = have_place(run, state, place, err);
		if (status != GR_OK)
			return status;
		gr_buf_add(&state->units[place], units);
		status = gr_buf_check(&state->units[place], err);
	}
	return status;
}

static const struct gr_apart tally_apart = {
	.give = tally_give,
	.join = tally_join,
};

static void tally_stop(struct gr_run *run, void *opaque)
{
	struct tally_state *state = opaque;

	(void)run;
	for (size_t i = 0; i < state->places; i++)
		gr_buf_free(&state->units[i]);
	gr_arena_free(state->sorting);
	gr_buf_free(&state->text);
}

const struct gr_filter gr_tally = {
	.name = "tally",
	.summary = "Count scored records and sum them exactly, per wave and "
	           "county; tallies of any parts can be joined by cat.",
	.state_bytes = sizeof(struct tally_state),
	.traits = GR_NEEDS_STANDARD | GR_COUNTS_OUT | GR_LEAVES_FIELDS,
	.effort = 1,
	.start = tally_start,
	.row = tally_row,
	.finish = tally_finish,
	.stop = tally_stop,
	.apart = &tally_apart,
};
