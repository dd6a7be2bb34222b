/* green-track: statistics and filings -> how every obligation stands. */
#include "number/date.h"
#include "register/register.h"
#include "stages/stages.h"
#include "standard/obligation.h"
#include "track/pace.h"
#include "track/verdict.h"
#include <stdio.h>
#include <stdlib.h>

struct track_state {
	const char *filings_path; /* --filings FILE */
	const char *table;        /* --table milestones|pace */
	/* what the run learns */
	size_t wave, level, code;   /* positions in the input */
	struct gr_verdict_row *row; /* of cities and the province */
	size_t rows, room;
	struct gr_filings filings;
	struct gr_verdicts *verdicts;
	struct gr_pace_point *point; /* of one place, by wave */
	struct gr_row_print line;
};

static const struct gr_option track_options[] = {
	GR_OPTION_TEXT(0, "filings", struct track_state, filings_path, "FILE",
	    "What the cities have filed (default: nothing)"),
	GR_OPTION_CHOICE(0, "table", struct track_state, table, "WHICH",
	    "milestones|pace",
	    "What a line tells: how an obligation stands (milestones, the "
	    "default), or how fast a target comes near (pace)"),
	GR_OPTION_END
};

static void track_defaults(void *opaque)
{
	struct track_state *state = opaque;

	state->table = "milestones";
}

static bool shows_pace(const struct track_state *state)
{
	return strcmp(state->table, "pace") == 0;
}

static int by_code_and_wave(const void *a, const void *b)
{
	const struct gr_verdict_row *left = a, *right = b;
	int order = gr_slice_cmp(left->code, right->code);

	if (order == 0)
		order = (int)right->province - (int)left->province;
	return order != 0 ? order : gr_slice_cmp(left->wave, right->wave);
}

static bool same_place(const struct gr_verdict_row *a,
    const struct gr_verdict_row *b)
{
	return a->province == b->province && gr_slice_eq(a->code, b->code);
}

/* The day to judge on: --as-of, or the last day of the newest wave. */
static int32_t day_of(struct gr_run *run, const struct track_state *state)
{
	struct gr_days days;
	int32_t newest = INT32_MIN, last;

	if (gr_date_parse(gr_run_as_of(run), &days))
		return days.first;
	for (size_t i = 0; i < state->rows; i++)
		if (gr_wave_last_day(state->row[i].wave, &last)
		    && last > newest)
			newest = last;
	return newest;
}

/* Waves of later years than the as-of have not happened yet. */
static bool has_begun(struct gr_run *run, struct gr_slice wave)
{
	struct gr_days year, as_of;

	return !gr_date_parse(gr_run_as_of(run), &as_of)
	    || !gr_date_parse(wave, &year) || year.first <= as_of.first;
}

/* ---- the stage ---- */

static enum gr_status announce(struct gr_run *run,
    const struct track_state *state, struct gr_err *err)
{
	return shows_pace(state)
	    ? gr_output(run, gr_pace_column, GR_PACE_COLUMNS, err)
	    : gr_output(run, gr_verdict_column, GR_VERDICT_COLUMNS, err);
}

static enum gr_status track_start(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	struct track_state *state = opaque;
	enum gr_status status = gr_input_need(run, GR_S("wave"), &state->wave,
	    err);

	if (status == GR_OK)
		status = gr_input_need(run, GR_S("level"), &state->level, err);
	if (status == GR_OK)
		status = gr_input_need(run, GR_S("code"), &state->code, err);
	if (status == GR_OK && state->filings_path != NULL)
		status = gr_filings_read(gr_run_keep(run), state->filings_path,
		    gr_run_standard(run), gr_run_is_chinese(run),
		    &state->filings, err);
	if (status != GR_OK)
		return status;
	return announce(run, state, err);
}

static enum gr_status track_row(struct gr_run *run, void *opaque,
    struct gr_row *row, struct gr_err *err)
{
	struct track_state *state = opaque;
	struct gr_arena *keep = gr_run_keep(run);
	struct gr_slice level = row->field[state->level];
	bool province = gr_slice_eq(level, GR_S("province"));
	struct gr_slice *field;
	void *items = state->row;
	enum gr_status status;

	if ((!province && !gr_slice_eq(level, GR_S("city")))
	    || !has_begun(run, row->field[state->wave]))
		return GR_OK;
	status = gr_arena_grow(keep, &items, &state->room, state->rows,
	    sizeof(*state->row), err);
	if (status != GR_OK)
		return status;
	state->row = items;
	field = GR_NEW_ARRAY(keep, row->n, struct gr_slice);
	if (field == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < row->n; i++) {
		field[i] = gr_arena_copy(keep, row->field[i]);
		if (field[i].ptr == NULL)
			return gr_err_memory(err);
	}
	state->row[state->rows++] = (struct gr_verdict_row){ field[state->wave],
		field[state->code], province, field };
	return GR_OK;
}

static enum gr_status check_twice(const struct track_state *state,
    struct gr_err *err)
{
	for (size_t i = 1; i < state->rows; i++)
		if (by_code_and_wave(&state->row[i - 1], &state->row[i]) == 0)
			return gr_err_set(err, GR_EDATA,
			    "two lines for '%.*s' in wave %.*s",
			    GR_ARG(state->row[i].code),
			    GR_ARG(state->row[i].wave));
	return GR_OK;
}

/* ---- what is wrong with filings ---- */

/* A line of the place that a code names, or NULL. */
static const struct gr_verdict_row *find_place(const struct track_state *state,
    struct gr_slice code)
{
	for (size_t i = 0; i < state->rows; i++)
		if (gr_slice_eq(state->row[i].code, code))
			return &state->row[i];
	return NULL;
}

static struct gr_slice newest_wave(const struct track_state *state)
{
	struct gr_slice newest = GR_S("");

	for (size_t i = 0; i < state->rows; i++)
		if (gr_slice_cmp(state->row[i].wave, newest) > 0)
			newest = state->row[i].wave;
	return newest;
}

static enum gr_status report(struct gr_run *run,
    const struct track_state *state, uint64_t at, struct gr_finding finding,
    struct gr_err *err)
{
	char line[24];

	(void)snprintf(line, sizeof(line), "%llu", (unsigned long long)at);
	finding.wave = newest_wave(state);
	finding.src = gr_slice_of(state->filings.path);
	finding.line = gr_slice_of(line);
	return gr_report(run, &finding, err);
}

/* A filing must be of a place that the statistics know, and that its
 * obligation binds. */
static enum gr_status check_place(struct gr_run *run,
    const struct track_state *state, const struct gr_filing *filing,
    struct gr_err *err)
{
	const struct gr_verdict_row *row = find_place(state, filing->city_code);
	struct gr_finding finding;

	if (row == NULL && state->rows > 0) {
		finding = gr_found(run, GR_FINDING_F02_CITY,
		    GR_WITH(GR_TEXT("city", filing->city_code)));
		finding.column = GR_S("city_code");
		finding.raw = filing->city_code;
		return report(run, state, filing->line, finding, err);
	}
	if (row == NULL || filing->obligation == GR_NONE
	    || gr_obligation_binds(
	        &gr_run_standard(run)->obligation[filing->obligation],
	        row->province))
		return GR_OK;
	finding = gr_found(run, GR_FINDING_F02_LEVEL,
	    GR_WITH(GR_TEXT("id", filing->id)));
	finding.column = GR_S("obligation_id");
	finding.raw = filing->id;
	return report(run, state, filing->line, finding, err);
}

static enum gr_status tell_fault(struct gr_run *run,
    const struct track_state *state, const struct gr_filing_fault *fault,
    struct gr_err *err)
{
	return report(run, state, fault->line,
	    (struct gr_finding){ .rule = gr_finding_rule(fault->kind),
	        .action = gr_finding_action(fault->kind),
	        .column = gr_slice_of(fault->column),
	        .raw = fault->raw,
	        .message = fault->message },
	    err);
}

/* A finding for every line that is damaged, and for every fault of a filing
 * that exists by now; none stops the rest. */
static enum gr_status tell_faults(struct gr_run *run,
    const struct track_state *state, struct gr_err *err)
{
	const struct gr_filings *f = &state->filings;
	int32_t day = day_of(run, state);
	enum gr_status status = GR_OK;
	size_t k = 0;

	for (;
	     status == GR_OK && k < f->faults && f->fault[k].filing == GR_NONE;
	     k++)
		status = tell_fault(run, state, &f->fault[k], err);
	for (size_t i = 0; status == GR_OK && i < f->filings; i++) {
		bool exists = gr_filing_exists(&f->filing[i], day);

		if (exists)
			status = check_place(run, state, &f->filing[i], err);
		for (; status == GR_OK && k < f->faults
		     && f->fault[k].filing == i;
		     k++)
			if (exists)
				status = tell_fault(run, state, &f->fault[k],
				    err);
	}
	return status;
}

static enum gr_status emit_line(struct gr_run *run, struct track_state *state,
    struct gr_err *err)
{
	const struct gr_slice *field;
	size_t n;
	enum gr_status status = gr_row_print_fields(&state->line, &field, &n,
	    err);

	return status == GR_OK ? gr_emit(run, field, n, err) : status;
}

/* The counts of a place, wave by wave: `row` to `last`. */
static enum gr_status read_points(struct gr_run *run, struct track_state *state,
    const struct gr_verdict_row *row, const struct gr_verdict_row *last,
    size_t column, struct gr_err *err)
{
	size_t base = gr_header_find(gr_input(run), GR_S("registered"));

	for (struct gr_pace_point *to = state->point; row <= last;
	     row++, to++) {
		to->day = gr_run_wave_as_of(run, row->wave);
		if (base == GR_NONE
		    || !gr_slice_to_int64(row->field[column], &to->part)
		    || !gr_slice_to_int64(row->field[base], &to->whole))
			return gr_err_set(err, GR_EDATA,
			    "the figures of '%.*s' in wave %.*s are no numbers",
			    GR_ARG(row->code), GR_ARG(row->wave));
	}
	return GR_OK;
}

static enum gr_status emit_pace(struct gr_run *run, struct track_state *state,
    const struct gr_verdict_place *place, size_t obligation,
    const struct gr_verdict_row *first, const struct gr_verdict_row *last,
    struct gr_err *err)
{
	const struct gr_standard *std = gr_run_standard(run);
	const struct gr_obligation *o = &std->obligation[obligation];
	struct gr_dec target;
	struct gr_pace pace;
	size_t column;
	enum gr_status status;

	if (o->due == INT32_MIN
	    || !gr_verdicts_target(state->verdicts, obligation, place, &target,
	        &column))
		return GR_OK;
	status = read_points(run, state, first, last, column, err);
	if (status != GR_OK)
		return status;
	gr_pace_find(state->point, (size_t)(last - first) + 1, target, o->due,
	    &pace);
	gr_pace_line(&(struct gr_pace_target){ o->id, last->code,
	                 last->province, o->due, first->wave, last->wave,
	                 target },
	    &pace, std->rounding, &state->line);
	return emit_line(run, state, err);
}

static enum gr_status emit_place(struct gr_run *run, struct track_state *state,
    const struct gr_verdict_row *first, const struct gr_verdict_row *last,
    const size_t *order, struct gr_err *err)
{
	const struct gr_verdict_place place = { first, last };
	const struct gr_standard *std = gr_run_standard(run);
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < std->obligations; i++) {
		if (!gr_obligation_binds(&std->obligation[order[i]],
		        last->province))
			continue;
		if (shows_pace(state)) {
			status = emit_pace(run, state, &place, order[i], first,
			    last, err);
			continue;
		}
		gr_verdicts_line(state->verdicts, order[i], &place,
		    &state->line);
		status = emit_line(run, state, err);
	}
	return status;
}

static enum gr_status track_finish(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	struct track_state *state = opaque;
	size_t *order, first = 0;
	enum gr_status status = gr_verdicts_new(gr_run_keep(run),
	    gr_run_standard(run), gr_input(run), &state->filings,
	    day_of(run, state), gr_run_is_chinese(run), &state->verdicts, err);

	state->point = GR_NEW_ARRAY(gr_run_keep(run), state->rows,
	    struct gr_pace_point);
	if (status == GR_OK && state->point == NULL)
		return gr_err_memory(err);
	if (state->rows > 0)
		qsort(state->row, state->rows, sizeof(*state->row),
		    by_code_and_wave);
	if (status == GR_OK)
		status = check_twice(state, err);
	if (status == GR_OK)
		status = tell_faults(run, state, err);
	if (status == GR_OK)
		status = gr_obligation_order(gr_run_keep(run),
		    gr_run_standard(run), &order, err);
	for (size_t i = 0; status == GR_OK && i < state->rows; i++) {
		const struct gr_verdict_row *row = &state->row[i];

		if (i + 1 < state->rows && same_place(row, row + 1))
			continue;
		status = emit_place(run, state, &state->row[first], row, order,
		    err);
		first = i + 1;
	}
	return status;
}

static void track_stop(struct gr_run *run, void *opaque)
{
	struct track_state *state = opaque;

	(void)run;
	gr_row_print_free(&state->line);
}

const struct gr_filter gr_track = {
	.name = "track",
	.summary = "Judge every obligation of every city and the province, "
	           "from statistics and filings.",
	.args = "[STATS...]",
	.options = track_options,
	.state_bytes = sizeof(struct track_state),
	.defaults = track_defaults,
	.traits = GR_NEEDS_STANDARD | GR_KNOWS_AS_OF | GR_COUNTS_IN
	    | GR_COUNTS_OUT,
	.start = track_start,
	.row = track_row,
	.finish = track_finish,
	.stop = track_stop,
};
