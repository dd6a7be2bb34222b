/* green-shortlist: the fewest fixes by which each place reaches its target. */
#include "stats/shortlist.h"
#include "stages/stages.h"
#include "stats/need.h"
#include "stream/row_print.h"

/* Where a scored record has what is needed. */
enum { CODE, NAME, COUNTY, STATUS, PARTICIPATING, NEEDED };

struct shortlist_state {
	const char *register_path; /* --register FILE */
	const char *table;         /* --table fixes|places */
	bool joining;              /* --joining */
	/* what the run learns */
	struct gr_register reg;
	size_t at[NEEDED];
	size_t *criterion_at; /* by criterion */
	enum gr_tri *result;  /* of the record */
	struct gr_shortlist list;
	struct gr_target target;
	struct gr_row_print line;
};

static const struct gr_option shortlist_options[] = {
	GR_OPTION_TEXT_NEEDED(0, "register", struct shortlist_state,
	    register_path, "FILE", "Register of all units: the denominators"),
	GR_OPTION_CHOICE(0, "table", struct shortlist_state, table, "WHICH",
	    "fixes|places",
	    "A line for every fix (the default), or for every place"),
	GR_OPTION_FLAG(0, "joining", struct shortlist_state, joining,
	    "Let communities that do not take part join, as one more fix"),
	GR_OPTION_END
};

static void shortlist_defaults(void *opaque)
{
	struct shortlist_state *state = opaque;

	state->table = "fixes";
}

static bool shows_places(const struct shortlist_state *state)
{
	return strcmp(state->table, "places") == 0;
}

/* ---- reading ---- */

/* The criterion's column is its id in lower case. */
static enum gr_status find_criterion(struct gr_run *run, struct gr_slice id,
    size_t *at, struct gr_err *err)
{
	char *text = GR_NEW_ARRAY(gr_run_keep(run), id.len, char);

	if (text == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < id.len; i++) {
		char c = id.ptr[i];

		text[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	return gr_input_need(run, gr_slice_make(text, id.len), at, err);
}

static enum gr_status find_columns(struct gr_run *run,
    struct shortlist_state *state, struct gr_err *err)
{
	static const struct gr_slice name[NEEDED] = {
		[CODE] = { "community_code", 14 },
		[NAME] = { "community_name", 14 },
		[COUNTY] = { "county_code", 11 },
		[STATUS] = { "status", 6 },
		[PARTICIPATING] = { "participating", 13 },
	};
	const struct gr_standard *std = gr_run_standard(run);
	struct gr_arena *keep = gr_run_keep(run);
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < NEEDED; i++)
		status = gr_input_need(run, name[i], &state->at[i], err);
	state->criterion_at = GR_NEW_ARRAY(keep, std->criteria, size_t);
	state->result = GR_NEW_ARRAY(keep, std->criteria, enum gr_tri);
	if (status == GR_OK
	    && (state->criterion_at == NULL || state->result == NULL))
		return gr_err_memory(err);
	for (size_t i = 0; status == GR_OK && i < std->criteria; i++)
		status = find_criterion(run, std->criterion[i].criterion,
		    &state->criterion_at[i], err);
	return status;
}

static enum gr_status shortlist_start(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	static const struct gr_slice fixes[] = { { "wave", 4 }, { "level", 5 },
		{ "code", 4 }, { "order", 5 }, { "community_code", 14 },
		{ "community_name", 14 }, { "criterion", 9 }, { "result", 6 },
		{ "fixes", 5 } };
	static const struct gr_slice places[] = { { "wave", 4 }, { "level", 5 },
		{ "code", 4 }, { "registered", 10 }, { "attained", 8 },
		{ "need", 4 }, { "gap", 3 }, { "candidates", 10 },
		{ "communities", 11 }, { "fixes", 5 }, { "missing", 7 } };
	struct shortlist_state *state = opaque;
	struct gr_arena *keep = gr_run_keep(run);
	enum gr_status status = find_columns(run, state, err);

	if (status == GR_OK)
		status = gr_run_register(run, state->register_path, &state->reg,
		    err);
	if (status == GR_OK)
		status = gr_target_make(keep, gr_run_standard(run),
		    &state->target, err);
	if (status == GR_OK)
		status = gr_shortlist_make(keep, gr_run_standard(run),
		    state->joining, &state->list, err);
	if (status != GR_OK)
		return status;
	if (shows_places(state))
		return gr_output(run, places, sizeof(places) / sizeof(*places),
		    err);
	return gr_output(run, fixes, sizeof(fixes) / sizeof(*fixes), err);
}

static enum gr_status read_results(const struct gr_standard *std,
    struct shortlist_state *state, const struct gr_row *row, struct gr_err *err)
{
	for (size_t i = 0; i < std->criteria; i++) {
		struct gr_slice cell = row->field[state->criterion_at[i]];

		if (cell.len != 1 || strchr("10NU", *cell.ptr) == NULL)
			return gr_err_at(err, GR_EDATA, row->source, row->line,
			    NULL, "'%.*s' is no result of criterion %.*s",
			    GR_ARG(cell), GR_ARG(std->criterion[i].criterion));
		state->result[i] = (enum gr_tri) * cell.ptr;
	}
	return GR_OK;
}

static enum gr_status shortlist_row(struct gr_run *run, void *opaque,
    struct gr_row *row, struct gr_err *err)
{
	struct shortlist_state *state = opaque;
	const struct gr_standard *std = gr_run_standard(run);
	const struct gr_slice *field = row->field;
	bool asked = std->role[GR_ROLE_PARTICIPATING] != GR_NONE;
	int32_t day;
	enum gr_status status = read_results(std, state, row, err);

	if (status != GR_OK)
		return status;
	if (!gr_wave_last_day(field[GR_WAVE], &day))
		return gr_err_at(err, GR_EDATA, row->source, row->line, "wave",
		    "'%.*s' is not a year", GR_ARG(field[GR_WAVE]));
	return gr_shortlist_add(&state->list,
	    (struct gr_community){ .wave = field[GR_WAVE],
	        .code = field[state->at[CODE]],
	        .name = field[state->at[NAME]],
	        .county = field[state->at[COUNTY]],
	        .attained = gr_slice_eq(field[state->at[STATUS]],
	            GR_S("attained")),
	        .joins = asked
	            && !gr_slice_eq(field[state->at[PARTICIPATING]],
	                GR_S("1")) },
	    state->result, err);
}

/* ---- the places ---- */

static enum gr_status emit_line(struct gr_run *run,
    struct shortlist_state *state, struct gr_err *err)
{
	const struct gr_slice *field;
	size_t n;
	enum gr_status status = gr_row_print_fields(&state->line, &field, &n,
	    err);

	return status == GR_OK ? gr_emit(run, field, n, err) : status;
}

static void begin_line(struct shortlist_state *state, size_t area)
{
	const struct gr_area *a = &state->list.areas.area[area];

	gr_row_print_clear(&state->line);
	gr_row_print_text(&state->line, state->list.areas.wave[a->wave]);
	gr_row_print_text(&state->line, gr_level_name[a->level]);
	gr_row_print_text(&state->line, a->code);
}

static enum gr_status emit_fix(struct gr_run *run,
    struct shortlist_state *state, size_t area, int64_t order,
    const struct gr_community *c, struct gr_slice what, struct gr_slice result,
    struct gr_err *err)
{
	struct gr_row_print *line = &state->line;

	begin_line(state, area);
	gr_row_print_int(line, order);
	gr_row_print_text(line, c->code);
	gr_row_print_text(line, c->name);
	gr_row_print_text(line, what);
	gr_row_print_text(line, result);
	gr_row_print_int(line, (int64_t)c->fixes);
	return emit_line(run, state, err);
}

static enum gr_status emit_community(struct gr_run *run,
    struct shortlist_state *state, size_t area, int64_t order,
    const struct gr_community *c, struct gr_err *err)
{
	const struct gr_standard *std = gr_run_standard(run);
	enum gr_status status = GR_OK;

	if (c->joins)
		status = emit_fix(run, state, area, order, c,
		    GR_S("participating"), GR_S(""), err);
	for (size_t i = 0; status == GR_OK && i < std->criteria; i++)
		if (c->result[i] != '\0')
			status = emit_fix(run, state, area, order, c,
			    std->criterion[i].criterion,
			    gr_slice_make(&c->result[i], 1), err);
	return status;
}

static enum gr_status emit_place(struct gr_run *run,
    struct shortlist_state *state, size_t area, int64_t need,
    struct gr_err *err)
{
	struct gr_row_print *line = &state->line;
	int64_t attained = state->list.attained[area];
	int64_t gap = gr_target_gap(need, attained);
	int64_t candidates = 0, communities = 0, fixes = 0;
	const struct gr_community *c;

	for (size_t i = 0;
	     (c = gr_shortlist_next(&state->list, area, &i)) != NULL;) {
		if (candidates++ < gap) {
			communities++;
			fixes += (int64_t)c->fixes;
		}
	}
	begin_line(state, area);
	gr_row_print_int(line, state->list.areas.area[area].registered);
	gr_row_print_int(line, attained);
	gr_row_print_int(line, need);
	gr_row_print_int(line, gap);
	gr_row_print_int(line, candidates);
	gr_row_print_int(line, communities);
	gr_row_print_int(line, fixes);
	gr_row_print_int(line, gap - communities);
	return emit_line(run, state, err);
}

static enum gr_status emit_area(struct gr_run *run,
    struct shortlist_state *state, size_t area, struct gr_err *err)
{
	enum gr_status status = GR_OK;
	const struct gr_community *c;
	int64_t need, order = 0;
	size_t i = 0;

	if (!gr_target_need(&state->target, &state->list.areas, area, &need))
		return GR_OK;
	if (shows_places(state))
		return emit_place(run, state, area, need, err);
	while (status == GR_OK && state->list.attained[area] + order < need
	    && (c = gr_shortlist_next(&state->list, area, &i)) != NULL)
		status = emit_community(run, state, area, ++order, c, err);
	return status;
}

static enum gr_status shortlist_finish(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	struct shortlist_state *state = opaque;
	enum gr_status status = gr_shortlist_settle(&state->list, &state->reg,
	    err);

	for (size_t i = 0; status == GR_OK && i < state->list.areas.areas; i++)
		status = emit_area(run, state, i, err);
	return status;
}

static void shortlist_stop(struct gr_run *run, void *opaque)
{
	struct shortlist_state *state = opaque;

	(void)run;
	gr_row_print_free(&state->line);
}

const struct gr_filter gr_shortlist = {
	.name = "shortlist",
	.summary = "List the fewest fixes, community by community, by which "
	           "each county, city and the province reaches its target.",
	.options = shortlist_options,
	.state_bytes = sizeof(struct shortlist_state),
	.traits = GR_NEEDS_STANDARD | GR_COUNTS_OUT,
	.defaults = shortlist_defaults,
	.start = shortlist_start,
	.row = shortlist_row,
	.finish = shortlist_finish,
	.stop = shortlist_stop,
};
