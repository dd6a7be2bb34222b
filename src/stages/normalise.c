/* green-normalise: checks across columns, n/a, derived columns, last wave. */
#include "query/confirmed.h"
#include "register/changes.h"
#include "score/derive.h"
#include "score/previous_wave.h"
#include "stages/stages.h"
#include "standard/ahead.h"
#include "standard/canonical.h"
#include "stream/flags.h"

/* What the dictionary makes of a cell (DESIGN 9.11). */
enum fate {
	FATE_KEEP,
	FATE_NOT_APPLICABLE, /* empty, and its `na` holds */
	FATE_QUERY           /* n/a, and its `na` does not hold */
};

struct normalise_state {
	const char *previous_path;     /* --previous */
	struct gr_list confirmed_path; /* --confirmed */
	const char *changes_path;      /* --changes */
	/* what the run learns */
	struct gr_view view;
	struct gr_previous previous;
	struct gr_confirmed confirmed;
	struct gr_ahead *ahead; /* the checks, and behind them the `na` of each
				   column */
	size_t flags_at;        /* in the input */
	struct gr_buf flags;    /* of this record */
	bool *asked;            /* by column: a check of this record has */
	bool any_asked;
	enum fate *fate; /* by column */
	struct gr_slice *out;
	size_t out_n;
	struct gr_buf text; /* the derived cells of this record */
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

/* ---- the output's columns ---- */

static enum gr_status name_output(struct gr_run *run,
    struct normalise_state *state, struct gr_err *err)
{
	const struct gr_standard *standard = gr_run_standard(run);
	const struct gr_header *in = gr_input(run);
	struct gr_arena *keep = gr_run_keep(run);
	size_t n = in->n,
	       room = in->n + standard->deriveds + state->previous.columns + 1;
	struct gr_slice *name = GR_NEW_ARRAY(keep, room, struct gr_slice);

	state->out = GR_NEW_ARRAY(keep, room, struct gr_slice);
	if (name == NULL || state->out == NULL)
		return gr_err_memory(err);
	memcpy(name, in->name, in->n * sizeof(*name));
	for (size_t i = 0; i < standard->deriveds; i++)
		name[n++] = standard->derived[i].name;
	for (size_t i = 0; i < state->previous.columns; i++) {
		size_t column = state->previous.column[i];
		enum gr_status status = gr_view_prev_name(keep,
		    standard->column[column].name, &name[n++], err);
		if (status != GR_OK)
			return status;
	}
	name[n++] = GR_S("prev.status");
	state->out_n = n;
	return gr_output(run, name, n, err);
}

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

static enum gr_status make_ahead(struct gr_arena *keep,
    struct normalise_state *state, struct gr_err *err)
{
	const struct gr_standard *standard = state->view.standard;
	size_t n = standard->checks + standard->columns;
	const struct gr_expr **test = GR_NEW_ARRAY(keep, n,
	    const struct gr_expr *);

	if (test == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < standard->checks; i++)
		test[i] = standard->check[i].test;
	for (size_t i = 0; i < standard->columns; i++)
		test[standard->checks + i] = standard->column[i].na_when;
	return gr_ahead_make(keep, &state->view, test, n, &state->ahead, err);
}

static enum gr_status normalise_start(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	struct normalise_state *state = opaque;
	const struct gr_standard *standard = gr_run_standard(run);
	struct gr_arena *keep = gr_run_keep(run);
	enum gr_status status = need_columns(run, err);

	if (status == GR_OK)
		status = gr_view_make(keep, standard, gr_input(run),
		    &state->view, err);
	if (status == GR_OK)
		status = make_ahead(keep, state, err);
	if (status == GR_OK)
		status = read_previous(run, state, err);
	state->confirmed = gr_confirmed_make(keep, standard);
	if (status == GR_OK)
		status = read_confirmed(run, state, err);
	if (status == GR_OK)
		status = gr_input_need(run, GR_S("flags"), &state->flags_at,
		    err);
	if (status != GR_OK)
		return status;
	state->asked = GR_NEW_ARRAY(keep, standard->columns, bool);
	state->fate = GR_NEW_ARRAY(keep, standard->columns, enum fate);
	if (state->asked == NULL || state->fate == NULL)
		return gr_err_memory(err);
	return name_output(run, state, err);
}

/* ---- last wave ---- */

static enum gr_status load_previous(struct normalise_state *state,
    const struct gr_row *row, struct gr_slice *out, struct gr_err *err)
{
	const struct gr_previous *previous = &state->previous;
	const struct gr_slice *cell = gr_previous_wave_find(previous,
	    gr_view_role(&state->view, GR_ROLE_CODE));

	if (previous->wave.len > 0
	    && gr_slice_cmp(previous->wave, row->field[GR_WAVE]) >= 0)
		return gr_err_at(err, GR_EDATA, row->source, row->line, "wave",
		    "--previous holds wave %.*s, which is not before %.*s",
		    GR_ARG(previous->wave), GR_ARG(row->field[GR_WAVE]));
	for (size_t i = 0; i <= previous->columns; i++) {
		out[i] = cell != NULL ? cell[i] : GR_S("");
		if (i < previous->columns)
			state->view.prev[previous->column[i]] = out[i];
	}
	return GR_OK;
}

static void set_cell(struct normalise_state *state, struct gr_row *row,
    size_t column, struct gr_slice value)
{
	state->view.now[column] = value;
	row->field[state->view.at[column]] = value;
	gr_ahead_forget(state->ahead);
}

/* ---- what was confirmed ---- */

static bool is_confirmed(const struct normalise_state *state, size_t column)
{
	return gr_flags_has(gr_buf_slice(&state->flags),
	    state->view.standard->column[column].name,
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

	finding.column = state->view.standard->column[column].name;
	finding.raw = raw;
	finding.value = state->view.now[column];
	gr_flags_add(&state->flags, finding.column, finding.rule);
	row->field[state->flags_at] = gr_buf_slice(&state->flags);
	enum gr_status status = gr_buf_check(&state->flags, err);
	return status == GR_OK ? gr_report_row(run, row, finding, err) : status;
}

/* The cells that clean put in query for their bounds alone. */
static enum gr_status recall_confirmed(struct gr_run *run,
    struct normalise_state *state, struct gr_row *row, struct gr_err *err)
{
	const struct gr_standard *standard = state->view.standard;
	struct gr_slice code = gr_view_role(&state->view, GR_ROLE_CODE);
	enum gr_status status = GR_OK;

	gr_buf_clear(&state->flags);
	gr_buf_add(&state->flags, row->field[state->flags_at]);
	if (state->confirmed.cells == 0)
		return GR_OK;
	for (size_t i = 0; i < standard->columns && status == GR_OK; i++) {
		const struct gr_confirmed_cell *before;

		if (!gr_cell_is_query(state->view.now[i]))
			continue;
		before = gr_confirmed_outside(&state->confirmed, row->field,
		    code, standard->column[i].name);
		if (before == NULL)
			continue;
		set_cell(state, row, i, before->value);
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
	struct gr_slice value = state->view.now[column];
	const struct gr_confirmed_cell *before;

	*settled = is_confirmed(state, column);
	if (*settled)
		return GR_OK;
	before = gr_confirmed_value(&state->confirmed, row->field[GR_WAVE],
	    gr_view_role(&state->view, GR_ROLE_CODE),
	    state->view.standard->column[column].name, value);
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
		finding.column = state->view.standard->column[column].name;
		finding.raw = state->view.now[column];
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
		    || gr_cell_is_query(state->view.now[column]))
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
	const struct gr_standard *standard = state->view.standard;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < standard->checks && status == GR_OK; i++) {
		const struct gr_check *check = &standard->check[i];

		if (gr_ahead_test(state->ahead, i) == GR_FALSE)
			status = fire(run, state, row, check, err);
	}
	for (size_t i = 0; state->any_asked && i < standard->columns; i++) {
		if (state->asked[i])
			set_cell(state, row, i, GR_CELL_QUERY);
		state->asked[i] = false;
	}
	state->any_asked = false;
	return status;
}

/* ---- n/a by dictionary ---- */

static enum fate fate_of(const struct normalise_state *state, size_t i)
{
	const struct gr_view *view = &state->view;
	const struct gr_column *column = &view->standard->column[i];
	bool is_na = gr_cell_is_na(view->now[i]);

	if (view->at[i] == GR_NONE || (view->now[i].len > 0 && !is_na)
	    || column->na == GR_NA_YES)
		return FATE_KEEP;
	if (column->na == GR_NA_NO)
		return is_na ? FATE_QUERY : FATE_KEEP;

	enum gr_tri holds = gr_ahead_test(state->ahead,
	    view->standard->checks + i);
	if (is_na)
		return holds == GR_FALSE ? FATE_QUERY : FATE_KEEP;
	return holds == GR_TRUE ? FATE_NOT_APPLICABLE : FATE_KEEP;
}

static enum gr_status query_na(struct gr_run *run,
    struct normalise_state *state, struct gr_row *row, size_t i,
    struct gr_err *err)
{
	struct gr_finding finding = gr_found(run, GR_FINDING_Y11, NULL);

	finding.column = state->view.standard->column[i].name;
	finding.raw = GR_CELL_NA;
	finding.value = GR_CELL_QUERY;
	set_cell(state, row, i, GR_CELL_QUERY);
	return gr_report_row(run, row, finding, err);
}

/* Decided for all columns before any is changed, so that their order in the
 * dictionary does not matter. */
static enum gr_status apply_na(struct gr_run *run,
    struct normalise_state *state, struct gr_row *row, struct gr_err *err)
{
	size_t n = state->view.standard->columns;
	enum gr_status status = GR_OK;
	uint64_t supplied = 0;

	for (size_t i = 0; i < n; i++)
		state->fate[i] = fate_of(state, i);
	for (size_t i = 0; i < n && status == GR_OK; i++) {
		if (state->fate[i] == FATE_QUERY)
			status = query_na(run, state, row, i, err);
		if (state->fate[i] != FATE_NOT_APPLICABLE)
			continue;
		set_cell(state, row, i, GR_CELL_NA);
		supplied++;
	}
	if (status != GR_OK || supplied == 0)
		return status;
	return gr_count(run, row->field[GR_WAVE], GR_CELLS_FIXED, supplied,
	    err);
}

/* ---- derived columns ---- */

static enum gr_status derive(struct normalise_state *state,
    struct gr_slice *out, struct gr_err *err)
{
	const struct gr_standard *standard = state->view.standard;
	struct gr_buf *text = &state->text;

	gr_buf_clear(text);
	/* The cells are slices of the buffer, which must not move. */
	if (standard->deriveds > 0
	    && gr_buf_reserve(text, standard->deriveds * GR_DERIVED_BYTES)
	        == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < standard->deriveds; i++) {
		const struct gr_ratio *ratio = &standard->derived[i];
		size_t from = text->len;

		if (!gr_derive(ratio, &state->view.env, standard->rounding,
		        text))
			return gr_err_at(err, GR_EUSAGE, "derived.csv",
			    ratio->line, "numerator",
			    "a value of '%.*s' has too many digits to be "
			    "exact",
			    GR_ARG(ratio->name));
		out[i] = gr_slice_make(text->ptr + from, text->len - from);
	}
	return gr_buf_check(text, err);
}

static enum gr_status normalise_ahead(struct gr_run *run, void *opaque,
    const struct gr_row *row, size_t n, struct gr_err *err)
{
	struct normalise_state *state = opaque;

	return gr_ahead_look(state->ahead, row, n, gr_run_as_of(run),
	    gr_run_wave_as_of(run, row->field[GR_WAVE]), err);
}

static enum gr_status normalise_row(struct gr_run *run, void *opaque,
    struct gr_row *row, struct gr_err *err)
{
	struct normalise_state *state = opaque;
	struct gr_slice *derived = state->out + row->n;
	struct gr_slice *last = derived + state->view.standard->deriveds;
	enum gr_status status = gr_ahead_load(state->ahead, row,
	    gr_run_as_of(run), gr_run_wave_as_of(run, row->field[GR_WAVE]),
	    err);

	if (status == GR_OK)
		status = load_previous(state, row, last, err);
	if (status == GR_OK)
		status = recall_confirmed(run, state, row, err);
	if (status == GR_OK)
		status = check_record(run, state, row, err);
	if (status == GR_OK)
		status = apply_na(run, state, row, err);
	if (status == GR_OK)
		status = derive(state, derived, err);
	if (status != GR_OK)
		return status;
	memcpy(state->out, row->field, row->n * sizeof(*row->field));
	return gr_emit(run, state->out, state->out_n, err);
}

static void normalise_stop(struct gr_run *run, void *opaque)
{
	struct normalise_state *state = opaque;

	(void)run;
	gr_view_free(&state->view);
	gr_ahead_free(state->ahead);
	gr_buf_free(&state->text);
	gr_buf_free(&state->flags);
	gr_confirmed_free(&state->confirmed);
}

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
};
