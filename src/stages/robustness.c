/* green-robustness: each record, and again for every rule that changed it, without. */
#include "base/buf.h"
#include "dedup/superseded.h"
#include "stages/stages.h"
#include "standard/canonical.h"

struct robustness_state {
	const char *merges_path; /* --merges FILE */
	/* what the run learns */
	size_t flags, code;
	size_t *column_at;      /* by column of the standard, or GR_NONE */
	struct gr_slice *field; /* the variant being made */
	struct gr_buf text;     /* its flags */
	struct gr_superseded superseded; /* none without --merges */
};

static const struct gr_option robustness_options[] = {
	GR_OPTION_TEXT(0, "merges", struct robustness_state, merges_path,
	    "FILE",
	    "Findings of green-dedup: doubt which submission stands, too"),
	GR_OPTION_END
};

static enum gr_status robustness_start(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	struct robustness_state *state = opaque;
	const struct gr_standard *std = gr_run_standard(run);
	const struct gr_header *in = gr_input(run);
	struct gr_arena *keep = gr_run_keep(run);

	enum gr_status status = gr_input_code(run, &state->code, err);

	if (status != GR_OK)
		return status;
	state->column_at = GR_NEW_ARRAY(keep, std->columns, size_t);
	state->field = GR_NEW_ARRAY(keep, in->n, struct gr_slice);
	if (state->column_at == NULL || state->field == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < std->columns; i++)
		state->column_at[i] = gr_header_find(in, std->column[i].name);
	if (state->merges_path != NULL) {
		struct gr_taker taker = gr_superseded_taker(&state->superseded);

		state->superseded = gr_superseded_make(keep);
		status = gr_run_take(run, state->merges_path, &taker, err);
		if (status != GR_OK)
			return status;
	}
	return gr_input_need(run, GR_S("flags"), &state->flags, err);
}

/* "column:rule" */
static struct gr_slice rule_of(struct gr_slice flag, struct gr_slice *column)
{
	struct gr_slice rest = flag;

	(void)gr_slice_split(&rest, ':', column);
	return rest;
}

/* Whether a flag before this one has its rule: then it had its turn. */
static bool had_its_turn(struct gr_slice flags, struct gr_slice flag)
{
	struct gr_slice column, rule = rule_of(flag, &column), before;

	while (gr_slice_split(&flags, ';', &before) && before.ptr != flag.ptr)
		if (gr_slice_eq(rule_of(before, &column), rule))
			return true;
	return false;
}

/* What says which unit a record is of: without it there would be none. */
static bool identifies(const struct gr_standard *std, size_t column)
{
	static const enum gr_role roles[] = { GR_ROLE_CODE, GR_ROLE_NAME,
		GR_ROLE_CITY, GR_ROLE_COUNTY, GR_ROLE_STREET, GR_ROLE_CITY_NAME,
		GR_ROLE_COUNTY_NAME, GR_ROLE_STREET_CODE };

	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (std->role[roles[i]] == column)
			return true;
	return false;
}

/* Put one cell in query; *unknown if it says which unit this is. */
static void put_in_query(const struct gr_standard *std,
    struct robustness_state *state, struct gr_slice name, bool *unknown)
{
	size_t column = gr_standard_column(std, name);

	if (column == GR_NONE || state->column_at[column] == GR_NONE)
		return;
	if (identifies(std, column))
		*unknown = true;
	else
		state->field[state->column_at[column]] = GR_CELL_QUERY;
}

/* The record without a rule (empty: without any): its cells in query, or if
 * unit or submission are not known the whole record, as a tie is. */
static enum gr_status emit_without(struct gr_run *run,
    struct robustness_state *state, const struct gr_row *row,
    struct gr_slice rule, bool unknown, struct gr_err *err)
{
	const struct gr_standard *std = gr_run_standard(run);
	struct gr_slice flags = row->field[state->flags], flag, column;
	struct gr_buf *text = &state->text;

	memcpy(state->field, row->field, row->n * sizeof(*state->field));
	while (gr_slice_split(&flags, ';', &flag))
		if (rule.len == 0
		    || gr_slice_eq(rule_of(flag, &column), rule)) {
			(void)rule_of(flag, &column);
			put_in_query(std, state, column, &unknown);
		}
	gr_buf_clear(text);
	gr_buf_add(text, row->field[state->flags]);
	gr_buf_text(text, ";:");
	gr_buf_add(text, rule.len > 0 ? rule : GR_S("*"));
	if (unknown) {
		gr_buf_byte(text, ';');
		gr_buf_add(text, gr_input(run)->name[state->code]);
		gr_buf_text(text, ":R02");
	}
	state->field[state->flags] = gr_buf_slice(text);
	return gr_buf_check(text, err) == GR_OK
	    ? gr_emit(run, state->field, row->n, err)
	    : err->status;
}

static enum gr_status robustness_row(struct gr_run *run, void *opaque,
    struct gr_row *row, struct gr_err *err)
{
	struct robustness_state *state = opaque;
	struct gr_slice all = row->field[state->flags], rest = all, flag;
	struct gr_slice merged = GR_S("");
	enum gr_status status = gr_emit(run, row->field, row->n, err);

	if (status == GR_OK && state->merges_path != NULL)
		status = gr_superseded_find(&state->superseded,
		    row->field[GR_WAVE], row->field[state->code], &merged, err);
	if (status != GR_OK || (all.len == 0 && merged.len == 0))
		return status;
	while (status == GR_OK && gr_slice_split(&rest, ';', &flag)) {
		struct gr_slice column, rule = rule_of(flag, &column);

		if (rule.len > 0 && !gr_slice_eq(rule, merged)
		    && !had_its_turn(all, flag))
			status = emit_without(run, state, row, rule, false,
			    err);
	}
	if (status == GR_OK && merged.len > 0)
		status = emit_without(run, state, row, merged, true, err);
	return status == GR_OK
	    ? emit_without(run, state, row, GR_S(""), merged.len > 0, err)
	    : status;
}

static void robustness_stop(struct gr_run *run, void *opaque)
{
	struct robustness_state *state = opaque;

	(void)run;
	gr_buf_free(&state->text);
}

const struct gr_filter gr_robustness = {
	.name = "robustness",
	.summary = "Follow each record by what it would be without each of the "
	           "rules that changed it.",
	.options = robustness_options,
	.state_bytes = sizeof(struct robustness_state),
	.traits = GR_NEEDS_STANDARD,
	.start = robustness_start,
	.row = robustness_row,
	.stop = robustness_stop,
};
