/* green-tally: scored rows -> counts and exact sums per county. */
#include <green/measure.h>
#include <green/stages.h>
#include <stdlib.h>

/* An attained unit is named, since whether it is newly attained depends on the
 * registers of two waves, which only green-stats has. */
struct unit {
	struct gr_slice code;
	struct gr_tally_place place;
	bool was_attained; /* in the last wave */
};

struct tally_state {
	/* what the run learns */
	struct gr_tally *tally;
	struct gr_measures *measures;
	struct unit *unit; /* attained ones, as they came */
	size_t units, room;
	struct gr_buf text; /* the count or bin being written */
	struct gr_buf bin;
};

static int by_place_and_code(const void *a, const void *b)
{
	const struct unit *left = a, *right = b;
	int order = gr_tally_place_cmp(left->place, right->place);

	return order != 0 ? order : gr_slice_cmp(left->code, right->code);
}

static enum gr_status remember(struct gr_run *run, struct tally_state *state,
    const struct gr_measured *measured, struct gr_err *err)
{
	struct gr_arena *keep = gr_run_keep(run);
	void *items = state->unit;
	enum gr_status status = gr_arena_grow(keep, &items, &state->room,
	    state->units, sizeof(*state->unit), err);

	if (status != GR_OK)
		return status;
	state->unit = items;

	struct unit *unit = &state->unit[state->units];

	unit->code = gr_arena_copy(keep, measured->code);
	if (unit->code.ptr == NULL)
		return gr_err_memory(err);
	unit->place = gr_tally_place_at(state->tally, measured->place);
	unit->was_attained = measured->was_attained;
	state->units++;
	return GR_OK;
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

static enum gr_status emit_unit(struct gr_run *run, struct tally_state *state,
    const struct unit *unit, struct gr_err *err)
{
	enum gr_status status;

	gr_buf_clear(&state->bin);
	gr_buf_add(&state->bin, unit->code);
	gr_buf_text(&state->bin, unit->was_attained ? "=1" : "=0");
	status = gr_buf_check(&state->bin, err);
	if (status != GR_OK)
		return status;
	return emit(run, state, unit->place, gr_measure_unit,
	    gr_buf_slice(&state->bin), 1, err);
}

/* Whether the unit's line stands before a line of the counts. */
static bool unit_comes_first(const struct unit *unit,
    struct gr_tally_place place, struct gr_slice measure)
{
	int order = gr_tally_place_cmp(unit->place, place);

	return order != 0 ? order < 0
	                  : gr_slice_cmp(gr_measure_unit, measure) < 0;
}

static enum gr_status tally_start(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	struct tally_state *state = opaque;
	struct gr_arena *keep = gr_run_keep(run);
	enum gr_status status;

	state->tally = gr_tally_new(keep);
	if (state->tally == NULL)
		return gr_err_memory(err);
	status = gr_measures_new(keep, gr_run_standard(run), gr_input(run),
	    state->tally, &state->measures, err);
	if (status != GR_OK)
		return status;
	return gr_output(run, gr_tally_column, GR_TALLY_COLUMNS, err);
}

static enum gr_status tally_row(struct gr_run *run, void *opaque,
    struct gr_row *row, struct gr_err *err)
{
	struct tally_state *state = opaque;
	struct gr_measured measured;
	enum gr_status status = gr_measures_add(state->measures, row, &measured,
	    err);

	if (status != GR_OK || !measured.attained)
		return status;
	return remember(run, state, &measured, err);
}

/* Two sorted lists, the counts and the attained units, become one. */
static enum gr_status tally_finish(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	struct tally_state *state = opaque;
	const struct gr_tally_line *line;
	size_t lines, next = 0;
	enum gr_status status = gr_tally_sort(state->tally, &line, &lines, err);

	if (state->units > 0)
		qsort(state->unit, state->units, sizeof(*state->unit),
		    by_place_and_code);
	for (size_t i = 0; status == GR_OK && i < lines; i++) {
		struct gr_tally_place place = gr_tally_place_at(state->tally,
		    line[i].place);
		struct gr_tally_bin bin = gr_tally_bin_at(state->tally,
		    line[i].bin);

		while (status == GR_OK && next < state->units
		    && unit_comes_first(&state->unit[next], place, bin.measure))
			status = emit_unit(run, state, &state->unit[next++],
			    err);
		if (status == GR_OK)
			status = emit(run, state, place, bin.measure, bin.bin,
			    gr_tally_count(state->tally, line[i].place,
			        line[i].bin),
			    err);
	}
	/* A unit's place has counts behind it (`responded`), so none is left. */
	return status;
}

static void tally_stop(struct gr_run *run, void *opaque)
{
	struct tally_state *state = opaque;

	(void)run;
	gr_buf_free(&state->text);
	gr_buf_free(&state->bin);
}

const struct gr_filter gr_tally = {
	.name = "tally",
	.summary = "Count scored records and sum them exactly, per wave and "
	           "county; tallies of any parts can be joined by cat.",
	.state_bytes = sizeof(struct tally_state),
	.traits = GR_NEEDS_STANDARD | GR_COUNTS_OUT,
	.start = tally_start,
	.row = tally_row,
	.finish = tally_finish,
	.stop = tally_stop,
};
