/* green-score: atoms, criteria, status and points of each record. */
#include "register/scopes.h"
#include "score/score_rows.h"
#include "stages/stages.h"

struct score_state {
	const char *register_path; /* --register FILE */
	/* what the run learns */
	struct gr_view view;
	struct gr_ahead *ahead;
	enum gr_tri *tests; /* what those of gr_score_tests() say */
	struct gr_score_row *scored;
	struct gr_score_rows *rows;
	struct gr_score score;  /* of a record that is scored by itself */
	struct gr_score common; /* had its place settled nothing */
};

static const struct gr_option score_options[] = {
	GR_OPTION_TEXT(0, "register", struct score_state, register_path, "FILE",
	    "Register of all units: hold scopes.csv against it"),
	GR_OPTION_END
};

/* Where nobody has settled anything the register is not read. */
static enum gr_status check_scopes(struct gr_run *run,
    const struct score_state *state, struct gr_err *err)
{
	const struct gr_standard *standard = gr_run_standard(run);
	struct gr_arena *keep = gr_run_keep(run);
	struct gr_register reg;
	enum gr_status status;

	if (state->register_path == NULL || standard->scopes == 0)
		return GR_OK;
	status = gr_run_register(run, state->register_path, &reg, err);
	return status == GR_OK
	    ? gr_register_check_scopes(keep, &reg, standard, err)
	    : status;
}

static enum gr_status make_ahead(struct gr_arena *keep,
    struct score_state *state, struct gr_err *err)
{
	const struct gr_standard *standard = state->view.standard;
	const struct gr_expr *const *test = gr_score_tests(keep, standard);

	state->tests = GR_NEW_ARRAY(keep, 2 * standard->atoms, enum gr_tri);
	return test == NULL || state->tests == NULL
	    ? gr_err_memory(err)
	    : gr_ahead_make(keep, &state->view, test, 2 * standard->atoms,
	        &state->ahead, err);
}

static enum gr_status make_scores(struct gr_arena *keep,
    struct score_state *state, struct gr_err *err)
{
	const struct gr_standard *standard = state->view.standard;
	enum gr_status status = gr_score_make(keep, standard, &state->score,
	    err);

	if (status == GR_OK && standard->local)
		status = gr_score_make(keep, standard, &state->common, err);
	if (status == GR_OK)
		status = make_ahead(keep, state, err);
	if (status == GR_OK)
		status = gr_score_row_make(keep, &state->view, &state->scored,
		    err);
	return status == GR_OK ? gr_score_rows_make(keep, state->ahead,
	           state->scored, &state->rows, err)
	                       : status;
}

static enum gr_status score_start(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	struct score_state *state = opaque;
	const struct gr_standard *standard = gr_run_standard(run);
	struct gr_arena *keep = gr_run_keep(run);
	enum gr_status status = check_scopes(run, state, err);

	if (status == GR_OK)
		status = gr_view_make(keep, standard, gr_input(run),
		    &state->view, err);
	if (status == GR_OK)
		status = make_scores(keep, state, err);
	if (status != GR_OK)
		return status;

	size_t n;
	const struct gr_slice *name = gr_score_row_names(state->scored, &n);
	return gr_output(run, name, n, err);
}

/* ---- notes ---- */

static enum gr_status note_partial(struct gr_run *run,
    const struct score_state *state, const struct gr_row *row, size_t atom,
    struct gr_err *err)
{
	const struct gr_standard *standard = state->view.standard;
	struct gr_finding finding = gr_found(run, GR_FINDING_YEAR_PARTIAL,
	    NULL);
	const unsigned *slot;

	finding.value = GR_S("0");
	if (gr_expr_slots(standard->atom[atom].test, GR_NAME_NOW, &slot) > 0) {
		finding.column = standard->column[slot[0]].name;
		finding.raw = row->field[state->view.at[slot[0]]];
	}
	return gr_report_row(run, row, finding, err);
}

/* The delivery's claim never decides; where it says otherwise it is listed
 * for review (DESIGN 9.22). */
static enum gr_status note_claim(struct gr_run *run,
    const struct score_state *state, const struct gr_row *row,
    enum gr_score_status status, struct gr_err *err)
{
	const struct gr_standard *standard = state->view.standard;
	size_t column = standard->role[GR_ROLE_CLAIM];
	bool attained = status == GR_SCORE_ATTAINED;
	struct gr_slice claim;

	if (status == GR_SCORE_UNDETERMINED || column == GR_NONE)
		return GR_OK;
	claim = row->field[state->view.at[column]];
	if (!gr_slice_eq(claim, attained ? GR_S("0") : GR_S("1")))
		return GR_OK;
	struct gr_finding finding = gr_found(run, GR_FINDING_CLAIM, NULL);
	finding.column = standard->column[column].name;
	finding.raw = claim;
	finding.value = gr_score_status_name(status);
	return gr_report_row(run, row, finding, err);
}

/* ---- the rows ---- */

static enum gr_status score_ahead(struct gr_run *run, void *opaque,
    const struct gr_row *row, size_t n, struct gr_err *err)
{
	struct score_state *state = opaque;
	int32_t wave_as_of = gr_run_wave_as_of(run, row->field[GR_WAVE]);
	enum gr_status status = gr_ahead_look(state->ahead,
	    gr_run_seen_before(run), row, n, NULL, gr_run_as_of(run),
	    wave_as_of, err);

	return status == GR_OK ? gr_score_rows_look(state->rows,
	           gr_run_scratch(run), row, wave_as_of, err)
	                       : status;
}

/* One that is known with those beside it. */
static enum gr_status give_known(struct gr_run *run,
    const struct score_state *state, const struct gr_row *row,
    const struct gr_score_rows_row *known, struct gr_err *err)
{
	size_t atoms = state->view.standard->atoms, n;
	enum gr_status status = GR_OK;

	for (size_t i = 0; known->partial && i < atoms && status == GR_OK; i++)
		if (gr_score_rows_reason(state->rows, known, i)
		    != GR_REASON_NONE)
			status = note_partial(run, state, row, i, err);
	if (status == GR_OK)
		status = note_claim(run, state, row, known->status, err);
	(void)gr_score_row_names(state->scored, &n);
	return status == GR_OK ? gr_emit_lasting(run, known->field, n, err)
	                       : status;
}

/* One by itself; it is loaded. */
static enum gr_status score_alone(struct gr_run *run, struct score_state *state,
    const struct gr_row *row, struct gr_err *err)
{
	size_t atoms = state->view.standard->atoms, n;
	struct gr_score_facts facts = gr_score_row_facts(state->scored, row);
	const struct gr_slice *field;
	enum gr_status status = GR_OK;

	gr_ahead_tests(state->ahead, state->tests);
	facts.tests = state->tests;
	gr_score_record(state->view.standard, &state->view.env, &facts,
	    &state->score);
	enum gr_score_status common = gr_score_row_common(state->scored, &facts,
	    &state->score, &state->common);
	for (size_t i = 0; state->score.partial && i < atoms; i++)
		if (state->score.reason[i] == GR_REASON_YEAR_PARTIAL
		    && status == GR_OK)
			status = note_partial(run, state, row, i, err);
	if (status == GR_OK)
		status = note_claim(run, state, row, state->score.status, err);
	if (status == GR_OK)
		status = gr_score_row_fields(state->scored, gr_run_scratch(run),
		    row, &state->score, common, facts.tie, &field, err);
	(void)gr_score_row_names(state->scored, &n);
	return status == GR_OK ? gr_emit_lasting(run, field, n, err) : status;
}

/* Whether a place has settled something for itself is asked of the view. */
static enum gr_status score_row(struct gr_run *run, void *opaque,
    struct gr_row *row, struct gr_err *err)
{
	struct score_state *state = opaque;
	bool local = state->view.standard->local, known;
	struct gr_score_rows_row of;
	enum gr_status status = gr_score_rows_row(state->rows, row, &known, &of,
	    err);

	if (status == GR_OK && (local || !known))
		status = gr_ahead_load(state->ahead, row, gr_run_as_of(run),
		    gr_run_wave_as_of(run, row->field[GR_WAVE]), err);
	if (status != GR_OK)
		return status;
	return known && (!local || state->view.basis.len == 0)
	    ? give_known(run, state, row, &of, err)
	    : score_alone(run, state, row, err);
}

static void score_stop(struct gr_run *run, void *opaque)
{
	struct score_state *state = opaque;

	(void)run;
	gr_view_free(&state->view);
	gr_ahead_free(state->ahead);
	gr_score_row_free(state->scored);
}

static const struct gr_apart score_apart = { .may = NULL };

const struct gr_filter gr_score = {
	.name = "score",
	.summary = "Score each record: atoms, criteria, groups, status and "
	           "points.",
	.options = score_options,
	.state_bytes = sizeof(struct score_state),
	.traits = GR_NEEDS_STANDARD | GR_KNOWS_AS_OF,
	.effort = 2,
	.start = score_start,
	.ahead = score_ahead,
	.row = score_row,
	.stop = score_stop,
	.apart = &score_apart,
};
