/* green-edit-effects: which verdicts rest on which rule. */
#include "stages/stages.h"
#include "stream/row_print.h"
#include <assert.h>
#include <stdlib.h>

/* A wave and rule, and what rests on it. */
struct ledger_line {
	struct gr_slice wave, rule;
	int64_t records, resting, attained;
};

struct edit_effects_state {
	const char *table; /* --table rules|verdicts */
	/* what the run learns */
	size_t code, status, flags;
	struct gr_buf wave, unit, verdict; /* the record as it is */
	struct gr_map index;               /* wave TAB rule -> line */
	struct ledger_line *line;
	size_t lines, room;
	struct gr_buf key;
	struct gr_row_print out;
};

static const struct gr_option edit_effects_options[] = {
	GR_OPTION_CHOICE(0, "table", struct edit_effects_state, table, "WHICH",
	    "rules|verdicts",
	    "A line for every rule (the default), or for every verdict that "
	    "rests on one"),
	GR_OPTION_END
};

static void edit_effects_defaults(void *opaque)
{
	struct edit_effects_state *state = opaque;

	state->table = "rules";
}

static bool shows_verdicts(const struct edit_effects_state *state)
{
	return strcmp(state->table, "verdicts") == 0;
}

static enum gr_status edit_effects_start(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	static const struct gr_slice rules[] = { { "wave", 4 }, { "rule", 4 },
		{ "records", 7 }, { "verdicts", 8 }, { "attained", 8 } };
	static const struct gr_slice verdicts[] = { { "wave", 4 },
		{ "community_code", 14 }, { "rule", 4 }, { "status", 6 },
		{ "without", 7 } };
	struct edit_effects_state *state = opaque;
	enum gr_status status = gr_input_need(run, GR_S("community_code"),
	    &state->code, err);

	if (status == GR_OK)
		status = gr_input_need(run, GR_S("status"), &state->status,
		    err);
	if (status == GR_OK)
		status = gr_input_need(run, GR_S("flags"), &state->flags, err);
	if (status != GR_OK)
		return status;
	state->index = gr_map_make(gr_run_keep(run));
	return shows_verdicts(state)
	    ? gr_output(run, verdicts, sizeof(verdicts) / sizeof(*verdicts),
	        err)
	    : gr_output(run, rules, sizeof(rules) / sizeof(*rules), err);
}

/* The rule that a record is shown without: a flag of no column. */
static struct gr_slice doubted(struct gr_slice flags)
{
	struct gr_slice flag;

	while (gr_slice_split(&flags, ';', &flag))
		if (flag.len > 1 && *flag.ptr == ':')
			return gr_slice_skip(flag, 1);
	return GR_S("");
}

static enum gr_status set(struct gr_buf *to, struct gr_slice text,
    struct gr_err *err)
{
	gr_buf_clear(to);
	gr_buf_add(to, text);
	return gr_buf_check(to, err);
}

/* The line of a wave and rule, made if need be. */
static enum gr_status find_line(struct gr_run *run,
    struct edit_effects_state *state, struct gr_slice wave,
    struct gr_slice rule, struct ledger_line **out, struct gr_err *err)
{
	struct gr_arena *keep = gr_run_keep(run);
	void *items = state->line;
	uint64_t at = state->lines;
	struct gr_slice key;
	enum gr_status status;

	gr_buf_clear(&state->key);
	gr_buf_add(&state->key, wave);
	gr_buf_byte(&state->key, '\t');
	gr_buf_add(&state->key, rule);
	status = gr_buf_check(&state->key, err);
	if (status != GR_OK)
		return status;
	if (!gr_map_get(&state->index, gr_buf_slice(&state->key), &at)) {
		status = gr_arena_grow(keep, &items, &state->room, state->lines,
		    sizeof(*state->line), err);
		if (status != GR_OK)
			return status;
		state->line = items;
		key = gr_arena_copy(keep, gr_buf_slice(&state->key));
		if (key.ptr == NULL)
			return gr_err_memory(err);
		state->line[state->lines++] = (struct ledger_line){
			.wave = gr_slice_make(key.ptr, wave.len),
			.rule = gr_slice_skip(key, wave.len + 1)
		};
		status = gr_map_put(&state->index, key, at, err);
	}
	*out = &state->line[at];
	return status;
}

static enum gr_status note_variant(struct gr_run *run,
    struct edit_effects_state *state, const struct gr_row *row,
    struct gr_slice rule, struct gr_err *err)
{
	struct gr_slice now = gr_buf_slice(&state->verdict);
	struct gr_slice without = row->field[state->status];
	struct gr_slice wave = row->field[GR_WAVE];
	struct ledger_line *line = NULL;
	enum gr_status status;

	if (!gr_slice_eq(gr_buf_slice(&state->wave), wave)
	    || !gr_slice_eq(gr_buf_slice(&state->unit),
	        row->field[state->code]))
		return gr_err_at(err, GR_EDATA, row->source, row->line, "flags",
		    "a record without rule %.*s that does not follow its own",
		    GR_ARG(rule));
	status = find_line(run, state, wave, rule, &line, err);
	if (status != GR_OK)
		return status;
	assert(line != NULL);
	line->records++;
	if (gr_slice_eq(now, without))
		return GR_OK;
	line->resting++;
	line->attained += gr_slice_eq(now, GR_S("attained"));
	if (!shows_verdicts(state))
		return GR_OK;
	return gr_emit(run,
	    (struct gr_slice[]){ wave, row->field[state->code], rule, now,
	        without },
	    5, err);
}

static enum gr_status edit_effects_row(struct gr_run *run, void *opaque,
    struct gr_row *row, struct gr_err *err)
{
	struct edit_effects_state *state = opaque;
	struct gr_slice rule = doubted(row->field[state->flags]);
	enum gr_status status;

	if (rule.len > 0)
		return note_variant(run, state, row, rule, err);
	status = set(&state->wave, row->field[GR_WAVE], err);
	if (status == GR_OK)
		status = set(&state->unit, row->field[state->code], err);
	return status == GR_OK
	    ? set(&state->verdict, row->field[state->status], err)
	    : status;
}

static int by_wave_and_rule(const void *a, const void *b)
{
	const struct ledger_line *left = a, *right = b;
	int order = gr_slice_cmp(left->wave, right->wave);

	return order != 0 ? order : gr_slice_cmp(left->rule, right->rule);
}

static enum gr_status edit_effects_finish(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	struct edit_effects_state *state = opaque;
	struct gr_row_print *out = &state->out;
	enum gr_status status = GR_OK;

	if (shows_verdicts(state))
		return GR_OK;
	if (state->lines > 0)
		qsort(state->line, state->lines, sizeof(*state->line),
		    by_wave_and_rule);
	for (size_t i = 0; status == GR_OK && i < state->lines; i++) {
		const struct ledger_line *line = &state->line[i];
		const struct gr_slice *field;
		size_t n;

		gr_row_print_clear(out);
		gr_row_print_text(out, line->wave);
		gr_row_print_text(out, line->rule);
		gr_row_print_int(out, line->records);
		gr_row_print_int(out, line->resting);
		gr_row_print_int(out, line->attained);
		status = gr_row_print_fields(out, &field, &n, err);
		if (status == GR_OK)
			status = gr_emit(run, field, n, err);
	}
	return status;
}

static void edit_effects_stop(struct gr_run *run, void *opaque)
{
	struct edit_effects_state *state = opaque;

	(void)run;
	gr_buf_free(&state->wave);
	gr_buf_free(&state->unit);
	gr_buf_free(&state->verdict);
	gr_buf_free(&state->key);
	gr_row_print_free(&state->out);
}

const struct gr_filter gr_edit_effects = {
	.name = "edit-effects",
	.summary = "Count, rule by rule, the verdicts that would be others "
	           "without it, from the scores of what green-robustness made.",
	.options = edit_effects_options,
	.state_bytes = sizeof(struct edit_effects_state),
	.traits = GR_COUNTS_OUT,
	.defaults = edit_effects_defaults,
	.start = edit_effects_start,
	.row = edit_effects_row,
	.finish = edit_effects_finish,
	.stop = edit_effects_stop,
};
