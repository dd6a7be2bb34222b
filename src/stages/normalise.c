/* green-normalise: checks across columns, n/a, derived columns, last wave. */
#include "query/confirmed.h"
#include "register/changes.h"
#include "score/normal.h"
#include "stages/stages.h"
#include "standard/canonical.h"
#include "stream/flags.h"

struct normalise_state {
	const char *previous_path;     /* --previous */
	struct gr_list confirmed_path; /* --confirmed */
	const char *changes_path;      /* --changes */
	/* what the run learns */
	const struct gr_standard *standard;
	struct gr_previous previous;
	struct gr_normal normal;
	struct gr_confirmed confirmed;
	size_t flags_at;     /* in the input */
	struct gr_buf flags; /* of this record */
	bool *asked;         /* by column: a check of this record has */
	bool any_asked;
	enum gr_cell_fate *fate; /* by column */
	struct gr_slice *out;
	size_t out_n;
};

static const struct gr_option options[] = {
	GR_OPTION_TEXT('p', "previous", struct normalise_state, previous_path,
	    "FILE",
	    "last wave's scored stream, for prev(column) and prev.status"),
	GR_OPTION_LIST(0, "confirmed", struct normalise_state, confirmed_path,
	    "FILE",
	    "Findings of green-clean and records of green-match, of this wave "
	    "and earlier ones: what was confirmed is not asked again"),
	GR_OPTION_TEXT(0, "changes", struct normalise_state, changes_path,
	    "FILE",
	    "What became of codes: a unit that was renamed has confirmed what "
	    "it did before"),
	GR_OPTION_END
};

/* ingest carries every column that is not personal; one that is missing here
 * has been lost on the way, and its answers with it. */
static enum gr_status need_columns(struct gr_run *run, struct gr_err *err)
{
	const struct gr_standard *standard = gr_run_standard(run);
	enum gr_status status = GR_OK;
	size_t at;

	for (size_t i = 0; i < standard->columns && status == GR_OK; i++) {
		if (!standard->column[i].personal)
			status = gr_input_need(run, standard->column[i].name,
			    &at, err);
	}
	return status;
}

static enum gr_status read_previous(struct gr_run *run,
    struct normalise_state *state, struct gr_err *err)
{
	struct gr_arena *keep = gr_run_keep(run);
	struct gr_taker taker = gr_previous_taker(&state->previous);
	enum gr_status status = gr_previous_wave_none(keep,
	    gr_run_standard(run), &state->previous, err);

	if (status != GR_OK || state->previous_path == NULL)
		return status;
	return gr_run_take(run, state->previous_path, &taker, err);
}

/* Every code that a unit has had, and the one that it has at last. */
static enum gr_status read_renames(struct gr_run *run,
    struct normalise_state *state, struct gr_err *err)
{
	struct gr_changes changes;
	enum gr_status status = gr_changes_read(gr_run_keep(run),
	    state->changes_path, gr_run_standard(run), &changes, err);

	for (size_t i = 0; status == GR_OK && i < changes.n; i++) {
		struct gr_slice old = changes.change[i].old_code;
		struct gr_fate fate = gr_changes_follow(&changes, old,
		    INT32_MAX);

		if (fate.changed && fate.kind == GR_CHANGE_RENAMED)
			status = gr_confirmed_rename(&state->confirmed, old,
			    fate.code, err);
	}
	return status;
}

static enum gr_status read_confirmed(struct gr_run *run,
    struct normalise_state *state, struct gr_err *err)
{
	struct gr_taker taker = gr_confirmed_taker(&state->confirmed);
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < state->confirmed_path.n && status == GR_OK; i++)
		status = gr_run_take(run, state->confirmed_path.item[i], &taker,
		    err);
	if (status == GR_OK && state->changes_path != NULL)
		status = read_renames(run, state, err);
	return status == GR_OK ? gr_confirmed_settle(&state->confirmed, err)
	                       : status;
}

static enum gr_status name_output(struct gr_run *run,
    struct normalise_state *state, struct gr_err *err)
{
	struct gr_arena *keep = gr_run_keep(run);
	const struct gr_slice *name;
	enum gr_status status = gr_normal_names(keep, &state->normal, &name,
	    &state->out_n, err);

	if (status != GR_OK)
		return status;
	state->out = GR_NEW_ARRAY(keep, state->out_n, struct gr_slice);
	return state->out != NULL ? gr_output(run, name, state->out_n, err)
	                          : gr_err_memory(err);
}

static enum gr_status normalise_start(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	struct normalise_state *state = opaque;
	const struct gr_standard *standard = gr_run_standard(run);
	struct gr_arena *keep = gr_run_keep(run);
	enum gr_status status = need_columns(run, err);

	state->standard = standard;
	if (status == GR_OK)
		status = read_previous(run, state, err);
	if (status == GR_OK)
		status = gr_normal_make(keep, standard, gr_input(run),
		    &state->previous, &state->normal, err);
	state->confirmed = gr_confirmed_make(keep, standard);
	if (status == GR_OK)
		status = read_confirmed(run, state, err);
	if (status == GR_OK)
		status = gr_input_need(run, GR_S("flags"), &state->flags_at,
		    err);
	if (status != GR_OK)
		return status;
	state->asked = GR_NEW_ARRAY(keep, standard->columns, bool);
	state->fate = GR_NEW_ARRAY(keep, standard->columns, enum gr_cell_fate);
	if (state->asked == NULL || state->fate == NULL)
		return gr_err_memory(err);
	return name_output(run, state, err);
}

/* ---- what was confirmed ---- */

static bool is_confirmed(const struct normalise_state *state, size_t column)
{
	return gr_flags_has(gr_buf_slice(&state->flags),
	    state->standard->column[column].name,
	    gr_finding_rule(GR_FINDING_A06));
}

/* That a value stands because its unit has confirmed it, in an earlier wave or
 * in another submission of this one. */
static enum gr_status keep_confirmed(struct gr_run *run,
    struct normalise_state *state, struct gr_row *row, size_t column,
    const struct gr_confirmed_cell *before, struct gr_slice raw,
    struct gr_err *err)
{
	bool now = gr_slice_eq(before->wave, row->field[GR_WAVE]);
	struct gr_finding finding = now
	    ? gr_found(run, GR_FINDING_A06_RESENT, NULL)
	    : gr_found(run, GR_FINDING_A06_BEFORE, NULL);

	finding.column = state->standard->column[column].name;
	finding.raw = raw;
	finding.value = state->normal.view.now[column];
	gr_flags_add(&state->flags, finding.column, finding.rule);
	enum gr_status status = gr_buf_check(&state->flags, err);
	if (status != GR_OK)
		return status;
	row->field[state->flags_at] = gr_arena_copy(gr_run_scratch(run),
	    gr_buf_slice(&state->flags));
	return row->field[state->flags_at].ptr != NULL
	    ? gr_report_row(run, row, finding, err)
	    : gr_err_memory(err);
}

/* The cells that clean put in query for their bounds alone. */
static enum gr_status recall_confirmed(struct gr_run *run,
    struct normalise_state *state, struct gr_row *row, struct gr_err *err)
{
	const struct gr_standard *standard = state->standard;
	struct gr_slice code = gr_view_role(&state->normal.view, GR_ROLE_CODE);
	enum gr_status status = GR_OK;

	gr_buf_clear(&state->flags);
	gr_buf_add(&state->flags, row->field[state->flags_at]);
	if (state->confirmed.cells == 0)
		return GR_OK;
	for (size_t i = 0; i < standard->columns && status == GR_OK; i++) {
		const struct gr_confirmed_cell *before;

		if (!gr_cell_is_query(state->normal.view.now[i]))
			continue;
		before = gr_confirmed_outside(&state->confirmed, row->field,
		    code, standard->column[i].name);
		if (before == NULL)
			continue;
		gr_normal_set(&state->normal, row, i, before->value);
		status = keep_confirmed(run, state, row, i, before, before->raw,
		    err);
	}
	return status;
}

/* Whether a check may not ask about a cell: its unit has said that it is so,
 * to a query of this wave or of an earlier one. */
static enum gr_status is_settled(struct gr_run *run,
    struct normalise_state *state, struct gr_row *row, size_t column,
    bool *settled, struct gr_err *err)
{
	struct gr_slice value = state->normal.view.now[column];
	const struct gr_confirmed_cell *before;

	*settled = is_confirmed(state, column);
	if (*settled)
		return GR_OK;
	before = gr_confirmed_value(&state->confirmed, row->field[GR_WAVE],
	    gr_view_role(&state->normal.view, GR_ROLE_CODE),
	    state->standard->column[column].name, value);
	*settled = before != NULL;
	return *settled
	    ? keep_confirmed(run, state, row, column, before, value, err)
	    : GR_OK;
}

/* ---- checks ---- */

static enum gr_status report_check(struct gr_run *run,
    const struct normalise_state *state, const struct gr_row *row,
    const struct gr_check *check, size_t column, bool ask, struct gr_err *err)
{
	bool chinese = gr_run_is_chinese(run);
	struct gr_finding finding = { .rule = check->check,
		.action = ask ? GR_ASK : GR_NOTE,
		.message = chinese ? check->message_zh : check->message_en };

	if (column != GR_NONE) {
		finding.column = state->standard->column[column].name;
		finding.raw = state->normal.view.now[column];
		finding.value = ask ? GR_CELL_QUERY : finding.raw;
	}
	return gr_report_row(run, row, finding, err);
}

/* Each cell is asked about once, by the first check that does.  A check that
 * has no cell left to ask about is still told of. */
static enum gr_status fire(struct gr_run *run, struct normalise_state *state,
    struct gr_row *row, const struct gr_check *check, struct gr_err *err)
{
	enum gr_status status = GR_OK;
	bool told = false, settled;

	for (size_t i = 0; check->ask && i < check->columns; i++) {
		size_t column = check->column[i];

		if (state->asked[column]
		    || gr_cell_is_query(state->normal.view.now[column]))
			continue;
		status = is_settled(run, state, row, column, &settled, err);
		if (status == GR_OK && settled)
			continue;
		if (status == GR_OK)
			status = report_check(run, state, row, check, column,
			    true, err);
		if (status != GR_OK)
			return status;
		state->asked[column] = state->any_asked = told = true;
	}
	if (told)
		return GR_OK;
	return report_check(run, state, row, check,
	    check->columns > 0 ? check->column[0] : GR_NONE, false, err);
}

/* All checks see the record as it arrived. */
static enum gr_status check_record(struct gr_run *run,
    struct normalise_state *state, struct gr_row *row, struct gr_err *err)
{
	const struct gr_standard *standard = state->standard;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < standard->checks && status == GR_OK; i++) {
		if (gr_normal_breaks(&state->normal, i))
			status = fire(run, state, row, &standard->check[i],
			    err);
	}
	for (size_t i = 0; state->any_asked && i < standard->columns; i++) {
		if (state->asked[i])
			gr_normal_set(&state->normal, row, i, GR_CELL_QUERY);
		state->asked[i] = false;
	}
	state->any_asked = false;
	return status;
}

/* ---- n/a by dictionary ---- */

static enum gr_status query_na(struct gr_run *run,
    struct normalise_state *state, struct gr_row *row, size_t i,
    struct gr_err *err)
{
	struct gr_finding finding = gr_found(run, GR_FINDING_Y11, NULL);

	finding.column = state->standard->column[i].name;
	finding.raw = GR_CELL_NA;
	finding.value = GR_CELL_QUERY;
	gr_normal_set(&state->normal, row, i, GR_CELL_QUERY);
	return gr_report_row(run, row, finding, err);
}

/* Decided for all columns before any is changed, so that their order in the
 * dictionary does not matter. */
static enum gr_status apply_na(struct gr_run *run,
    struct normalise_state *state, struct gr_row *row, struct gr_err *err)
{
	size_t n = state->standard->columns;
	enum gr_status status = GR_OK;
	uint64_t supplied = 0;

	for (size_t i = 0; i < n; i++)
		state->fate[i] = gr_normal_fate(&state->normal, i);
	for (size_t i = 0; i < n && status == GR_OK; i++) {
		if (state->fate[i] == GR_FATE_QUERY)
			status = query_na(run, state, row, i, err);
		if (state->fate[i] != GR_FATE_NOT_APPLICABLE)
			continue;
		gr_normal_set(&state->normal, row, i, GR_CELL_NA);
		supplied++;
	}
	if (status != GR_OK || supplied == 0)
		return status;
	return gr_count(run, row->field[GR_WAVE], GR_CELLS_FIXED, supplied,
	    err);
}

/* ---- the rows ---- */

/* Where something has been confirmed, what is in query may be settled. */
static enum gr_status normalise_ahead(struct gr_run *run, void *opaque,
    const struct gr_row *row, size_t n, struct gr_err *err)
{
	struct normalise_state *state = opaque;
	enum gr_status status = gr_normal_look(&state->normal,
	    gr_run_scratch(run), row, n, gr_run_as_of(run),
	    gr_run_wave_as_of(run, row->field[GR_WAVE]), err);

	if (state->confirmed.cells > 0)
		state->normal.usual &= ~state->normal.query;
	gr_run_seen(run, state->normal.ahead);
	return status;
}

static enum gr_status emit(struct gr_run *run, struct normalise_state *state,
    const struct gr_row *row, const struct gr_slice *derived,
    const struct gr_slice *last, struct gr_err *err)
{
	struct gr_slice *to = state->out;
	size_t deriveds = state->standard->deriveds;

	memcpy(to, row->field, row->n * sizeof(*to));
	for (size_t i = 0; i < deriveds; i++)
		to[row->n + i] = derived[i];
	for (size_t i = 0; i <= state->previous.columns; i++)
		to[row->n + deriveds + i] = last[i];
	return gr_emit_lasting(run, to, state->out_n, err);
}

static enum gr_status look_at(struct gr_run *run, struct normalise_state *state,
    struct gr_row *row, struct gr_err *err)
{
	struct gr_slice *derived = state->out + row->n;
	const struct gr_slice *last;
	enum gr_status status = gr_normal_load(&state->normal, row,
	    gr_run_as_of(run), gr_run_wave_as_of(run, row->field[GR_WAVE]),
	    &last, err);

	if (status == GR_OK)
		status = recall_confirmed(run, state, row, err);
	if (status == GR_OK)
		status = check_record(run, state, row, err);
	if (status == GR_OK)
		status = apply_na(run, state, row, err);
	if (status == GR_OK)
		status = gr_normal_derive(&state->normal, gr_run_scratch(run),
		    derived, err);
	return status == GR_OK ? emit(run, state, row, derived, last, err)
	                       : status;
}

static enum gr_status normalise_row(struct gr_run *run, void *opaque,
    struct gr_row *row, struct gr_err *err)
{
	struct normalise_state *state = opaque;
	const struct gr_slice *derived, *last;

	return gr_normal_is_usual(&state->normal, row, &derived, &last)
	    ? emit(run, state, row, derived, last, err)
	    : look_at(run, state, row, err);
}

static void normalise_stop(struct gr_run *run, void *opaque)
{
	struct normalise_state *state = opaque;

	(void)run;
	gr_normal_free(&state->normal);
	gr_buf_free(&state->flags);
	gr_confirmed_free(&state->confirmed);
}

static const struct gr_apart normalise_apart = { .may = NULL };

const struct gr_filter gr_normalise = {
	.name = "normalise",
	.summary = "Check records across their columns, say what does not "
	           "apply, derive indicators and join last wave's values.",
	.options = options,
	.state_bytes = sizeof(struct normalise_state),
	.traits = GR_NEEDS_STANDARD | GR_KNOWS_AS_OF,
	.effort = 2,
	.start = normalise_start,
	.ahead = normalise_ahead,
	.row = normalise_row,
	.stop = normalise_stop,
	.apart = &normalise_apart,
};
