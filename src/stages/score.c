/* green-score: atoms, criteria, status and points of each record. */
#include "register/scopes.h"
#include "score/score_row.h"
#include "score/scoring.h"
#include "stages/stages.h"
#include "standard/ahead.h"
#include "standard/canonical.h"
#include "standard/view.h"

struct score_state {
	const char *register_path; /* --register FILE */
	/* what the run learns */
	struct gr_view view;
	struct gr_ahead *ahead;
	enum gr_tri *tests; /* what those of gr_score_tests() say */
	struct gr_score_row *scored;
	struct gr_score score;  /* of the record */
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
		status = gr_score_make(keep, standard, &state->score, err);
	if (status == GR_OK && standard->local)
		status = gr_score_make(keep, standard, &state->common, err);
	if (status == GR_OK)
		status = make_ahead(keep, state, err);
	if (status == GR_OK)
		status = gr_score_row_make(keep, &state->view, &state->scored,
		    err);
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
		finding.raw = state->view.now[slot[0]];
	}
	return gr_report_row(run, row, finding, err);
}

/* The delivery's claim never decides; where it says otherwise it is listed
 * for review (DESIGN 9.22). */
static enum gr_status note_claim(struct gr_run *run,
    const struct score_state *state, const struct gr_row *row,
    struct gr_err *err)
{
	const struct gr_standard *standard = state->view.standard;
	struct gr_slice claim = gr_view_role(&state->view, GR_ROLE_CLAIM);
	enum gr_score_status status = state->score.status;
	bool attained = status == GR_SCORE_ATTAINED;

	if (status == GR_SCORE_UNDETERMINED
	    || !(attained ? gr_slice_eq(claim, GR_S("0"))
	                  : gr_slice_eq(claim, GR_S("1"))))
		return GR_OK;
	struct gr_finding finding = gr_found(run, GR_FINDING_CLAIM, NULL);
	finding.column = standard->column[standard->role[GR_ROLE_CLAIM]].name;
	finding.raw = claim;
	finding.value = gr_score_status_name(status);
	return gr_report_row(run, row, finding, err);
}

static enum gr_status note_all(struct gr_run *run,
    const struct score_state *state, const struct gr_row *row,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; state->score.partial
	     && i < state->view.standard->atoms && status == GR_OK;
	     i++) {
		if (state->score.reason[i] == GR_REASON_YEAR_PARTIAL)
			status = note_partial(run, state, row, i, err);
	}
	return status == GR_OK ? note_claim(run, state, row, err) : status;
}

static enum gr_status score_ahead(struct gr_run *run, void *opaque,
    const struct gr_row *row, size_t n, struct gr_err *err)
{
	struct score_state *state = opaque;

	return gr_ahead_look(state->ahead, row, n, NULL, gr_run_as_of(run),
	    gr_run_wave_as_of(run, row->field[GR_WAVE]), err);
}

static enum gr_status score_row(struct gr_run *run, void *opaque,
    struct gr_row *row, struct gr_err *err)
{
	struct score_state *state = opaque;
	const struct gr_slice *field;
	size_t n;
	enum gr_status status = gr_ahead_load(state->ahead, row,
	    gr_run_as_of(run), gr_run_wave_as_of(run, row->field[GR_WAVE]),
	    err);

	if (status != GR_OK)
		return status;
	struct gr_score_facts facts = gr_score_row_facts(state->scored, row);
	gr_ahead_tests(state->ahead, state->tests);
	facts.tests = state->tests;
	gr_score_record(state->view.standard, &state->view.env, &facts,
	    &state->score);
	enum gr_score_status common = gr_score_row_common(state->scored, &facts,
	    &state->score, &state->common);
	status = note_all(run, state, row, err);
	if (status == GR_OK)
		status = gr_score_row_fields(state->scored, row, &state->score,
		    common, facts.tie, &field, err);
	if (status != GR_OK)
		return status;
	(void)gr_score_row_names(state->scored, &n);
	return gr_emit(run, field, n, err);
}

static void score_stop(struct gr_run *run, void *opaque)
{
	struct score_state *state = opaque;

	(void)run;
	gr_view_free(&state->view);
	gr_ahead_free(state->ahead);
	gr_score_row_free(state->scored);
}

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
};
