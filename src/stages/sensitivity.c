/* green-sensitivity: how rates, ranks and verdicts hang on the choices made. */
#include "stats/sensitivity.h"
#include "score/score_row.h"
#include "stages/stages.h"
#include "stream/row_print.h"

struct sensitivity_state {
	const char *register_path; /* --register FILE */
	const char *table;         /* --table scenarios|robustness */
	uint64_t shift;            /* --shift PCT */
	uint64_t draws;            /* --draws N */
	uint64_t spread;           /* --spread PCT */
	uint64_t seed;             /* --seed N */
	/* what the run learns */
	struct gr_register reg;
	struct gr_view view;
	struct gr_score_row *scored;
	struct gr_sensitivity *sensitivity;
	struct gr_row_print line;
};

static const struct gr_option sensitivity_options[] = {
	GR_OPTION_TEXT_NEEDED(0, "register", struct sensitivity_state,
	    register_path, "FILE", "Register of all units: the denominators"),
	GR_OPTION_CHOICE(0, "table", struct sensitivity_state, table, "WHICH",
	    "scenarios|robustness",
	    "A line for every place and scenario (the default), or for every "
	    "place"),
	GR_OPTION_NUMBER(0, "shift", struct sensitivity_state, shift, "PCT", 0,
	    100,
	    "Lower and raise thresholds by so many percent (10; 0: do not)"),
	GR_OPTION_NUMBER(0, "draws", struct sensitivity_state, draws, "N", 0,
	    100000, "Draw other weights so many times (500; 0: do not)"),
	GR_OPTION_NUMBER(0, "spread", struct sensitivity_state, spread, "PCT",
	    0, 100, "Draw weights up to so many percent off (50)"),
	GR_OPTION_NUMBER(0, "seed", struct sensitivity_state, seed, "N", 0,
	    UINT32_MAX, "Seed of the draws (1)"),
	GR_OPTION_END
};

static void sensitivity_defaults(void *opaque)
{
	struct sensitivity_state *state = opaque;

	state->table = "scenarios";
	state->shift = 10;
	state->draws = 500;
	state->spread = 50;
	state->seed = 1;
}

static bool shows_places(const struct sensitivity_state *state)
{
	return strcmp(state->table, "robustness") == 0;
}

static enum gr_status announce(struct gr_run *run,
    const struct sensitivity_state *state, struct gr_err *err)
{
	return shows_places(state)
	    ? gr_output(run, gr_robustness_column, GR_ROBUSTNESS_COLUMNS, err)
	    : gr_output(run, gr_scenario_column, GR_SCENARIO_COLUMNS, err);
}

static enum gr_status sensitivity_start(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	struct sensitivity_state *state = opaque;
	const struct gr_standard *standard = gr_run_standard(run);
	struct gr_arena *keep = gr_run_keep(run);
	struct gr_sensitivity_plan plan = { state->shift, state->draws,
		state->spread, state->seed };
	enum gr_status status = gr_view_make(keep, standard, gr_input(run),
	    &state->view, err);

	if (status == GR_OK)
		status = gr_score_row_make(keep, &state->view, &state->scored,
		    err);
	if (status == GR_OK)
		status = gr_run_register(run, state->register_path, &state->reg,
		    err);
	if (status == GR_OK)
		status = gr_sensitivity_new(keep, standard, plan,
		    &state->sensitivity, err);
	return status == GR_OK ? announce(run, state, err) : status;
}

static enum gr_status sensitivity_row(struct gr_run *run, void *opaque,
    struct gr_row *row, struct gr_err *err)
{
	struct sensitivity_state *state = opaque;
	struct gr_slice wave = row->field[GR_WAVE];
	enum gr_status status = gr_view_load(&state->view, row,
	    gr_run_as_of(run), gr_run_wave_as_of(run, wave), err);

	if (status != GR_OK)
		return status;
	struct gr_score_facts facts = gr_score_row_facts(state->scored, row);
	return gr_sensitivity_add(state->sensitivity, &state->view, wave,
	    &facts, err);
}

/* ---- the tables ---- */

static enum gr_status emit_line(struct gr_run *run,
    struct sensitivity_state *state, struct gr_err *err)
{
	const struct gr_slice *field;
	size_t n;
	enum gr_status status = gr_row_print_fields(&state->line, &field, &n,
	    err);

	return status == GR_OK ? gr_emit(run, field, n, err) : status;
}

static enum gr_status emit_area(struct gr_run *run,
    struct sensitivity_state *state, size_t area, struct gr_err *err)
{
	const struct gr_sensitivity *s = state->sensitivity;
	enum gr_status status = GR_OK;
	size_t n;

	if (shows_places(state)) {
		gr_robustness_line(s, area, &state->line);
		return emit_line(run, state, err);
	}
	(void)gr_sensitivity_scenarios(s, &n);
	for (size_t i = 0; status == GR_OK && i < n; i++) {
		gr_scenario_line(s, area, i, &state->line);
		status = emit_line(run, state, err);
	}
	return status;
}

static enum gr_status sensitivity_finish(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	struct sensitivity_state *state = opaque;
	enum gr_status status = gr_sensitivity_settle(state->sensitivity,
	    &state->reg, err);
	const struct gr_areas *areas = gr_sensitivity_areas(state->sensitivity);

	for (size_t i = 0; status == GR_OK && i < areas->areas; i++)
		if (areas->area[i].level != GR_LEVEL_COUNTY)
			status = emit_area(run, state, i, err);
	return status;
}

static void sensitivity_stop(struct gr_run *run, void *opaque)
{
	struct sensitivity_state *state = opaque;

	(void)run;
	gr_view_free(&state->view);
	gr_score_row_free(state->scored);
	gr_sensitivity_free(state->sensitivity);
	gr_row_print_free(&state->line);
}

const struct gr_filter gr_sensitivity = {
	.name = "sensitivity",
	.summary = "Judge normalised records under other rules, and tell how "
	           "rates, ranks and verdicts of places change.",
	.options = sensitivity_options,
	.state_bytes = sizeof(struct sensitivity_state),
	.traits = GR_NEEDS_STANDARD | GR_KNOWS_AS_OF | GR_COUNTS_OUT,
	.defaults = sensitivity_defaults,
	.start = sensitivity_start,
	.row = sensitivity_row,
	.finish = sensitivity_finish,
	.stop = sensitivity_stop,
};
