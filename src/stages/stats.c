/* green-stats: tallies -> one line per county, city, province and wave. */
#include "score/counts.h"
#include "stages/stages.h"
#include "stats/place_table.h"
#include "stats/result_table.h"

/* Units that attained are remembered as a bit for each wave. */
enum { WAVES_MAX = 64 };

struct stats_state {
	const char *register_path; /* --register FILE */
	const char *table;         /* --table places|criteria|groups|atoms */
	struct gr_list waves;      /* --wave YEAR, more than once */
	/* what the run learns */
	struct gr_register reg;
	struct gr_map county; /* codes that the register has */
	struct gr_tally *tally;
	size_t column[GR_TALLY_COLUMNS]; /* positions in the input */
	struct gr_slice wave[WAVES_MAX]; /* as they came; then sorted */
	size_t wave_count;
	uint64_t *attained; /* by unit of the register: a bit by wave */
	/* Lines come place by place, and the units of a place in the register's
	 * order: what the last line was about, and the unit behind its own. */
	struct gr_buf last; /* wave, TAB, county */
	size_t last_wave, last_place, next_unit;
	struct gr_areas areas;
	struct gr_place_table *places; /* or, if NULL: */
	struct gr_result_table results;
	struct gr_row_print line;
};

static const struct gr_option stats_options[] = {
	GR_OPTION_TEXT_NEEDED(0, "register", struct stats_state, register_path,
	    "FILE", "Register of all units: the denominators"),
	GR_OPTION_CHOICE(0, "table", struct stats_state, table, "WHICH",
	    "places|criteria|groups|atoms",
	    "What a line is about: places (the default), criteria, groups, "
	    "atoms"),
	GR_OPTION_LIST(0, "wave", struct stats_state, waves, "YEAR",
	    "Show this wave too, even if nobody has responded"),
	GR_OPTION_END
};

static void stats_defaults(void *opaque)
{
	struct stats_state *state = opaque;

	state->table = "places";
}

/* Position of a wave, which is made if need be. */
static enum gr_status find_wave(struct gr_run *run, struct stats_state *state,
    struct gr_slice wave, size_t *at, struct gr_err *err)
{
	int32_t day;

	for (*at = 0; *at < state->wave_count; ++*at)
		if (gr_slice_eq(state->wave[*at], wave))
			return GR_OK;
	if (!gr_wave_last_day(wave, &day))
		return gr_err_set(err, GR_EDATA, "'%.*s' is not a wave",
		    GR_ARG(wave));
	if (*at == WAVES_MAX)
		return gr_err_set(err, GR_EDATA, "more than %d waves",
		    (int)WAVES_MAX);
	state->wave[*at] = gr_arena_copy(gr_run_keep(run), wave);
	if (state->wave[*at].ptr == NULL)
		return gr_err_memory(err);
	state->wave_count++;
	return GR_OK;
}

/* ---- the tables ---- */

static enum gr_status emit_line(struct gr_run *run, struct stats_state *state,
    struct gr_err *err)
{
	const struct gr_slice *field;
	size_t n;
	enum gr_status status = gr_row_print_fields(&state->line, &field, &n,
	    err);

	return status == GR_OK ? gr_emit(run, field, n, err) : status;
}

static enum gr_status emit_place(struct gr_run *run, struct stats_state *state,
    const struct gr_aggregate *statistics, size_t area, struct gr_err *err)
{
	gr_place_table_line(state->places, statistics, &state->areas, area,
	    gr_run_is_chinese(run), &state->line);
	return emit_line(run, state, err);
}

/* By wave and code, but a province behind its places, and the nation last: sums
 * stand below. */
static enum gr_status emit_places(struct gr_run *run, struct stats_state *state,
    const struct gr_aggregate *statistics, struct gr_err *err)
{
	const struct gr_area *area = state->areas.area;
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < state->areas.areas; i++) {
		bool last = i + 1 == state->areas.areas
		    || area[i + 1].wave != area[i].wave;

		if (area[i].level > GR_LEVEL_PROVINCE)
			status = emit_place(run, state, statistics, i, err);
		if (status == GR_OK && area[i].level != GR_LEVEL_NATION
		    && (last || area[i + 1].province != area[i].province))
			status = emit_place(run, state, statistics,
			    area[i].province, err);
		if (last && status == GR_OK && area[i].nation != GR_NONE)
			status = emit_place(run, state, statistics,
			    area[i].nation, err);
	}
	return status;
}

static enum gr_status emit_results(struct gr_run *run,
    struct stats_state *state, const struct gr_aggregate *statistics,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < state->areas.areas; i++)
		for (size_t k = 0; status == GR_OK && k < state->results.ids;
		     k++) {
			gr_result_table_line(&state->results, statistics,
			    &state->areas, i, k, &state->line);
			status = emit_line(run, state, err);
		}
	return status;
}

static enum gr_status announce(struct gr_run *run, struct stats_state *state,
    struct gr_err *err)
{
	struct gr_arena *keep = gr_run_keep(run);
	const struct gr_standard *standard = gr_run_standard(run);
	const struct gr_slice *name = state->results.name;
	size_t n = GR_RESULT_COLUMNS;
	enum gr_status status;

	if (strcmp(state->table, "places") == 0)
		status = gr_place_table_new(keep, standard, &state->places,
		    err);
	else
		status = gr_result_table_make(keep, standard, state->table,
		    &state->results, err);
	if (status != GR_OK)
		return status;
	if (state->places != NULL)
		name = gr_place_table_names(state->places, &n);
	return gr_output(run, name, n, err);
}

/* ---- reading the tallies ---- */

/* The position of a unit's first line in the register, or GR_NONE. */
static size_t find_unit(struct stats_state *state, struct gr_slice code)
{
	const struct gr_register *reg = &state->reg;
	size_t rows;
	const struct gr_unit *unit = gr_register_periods_behind(reg,
	    state->next_unit, code, &rows);

	if (unit == NULL)
		return GR_NONE;
	state->next_unit = (size_t)(unit - reg->unit) + rows;
	return (size_t)(unit - reg->unit);
}

/* Its bin is the unit's code, with `=0` or `=1` behind it. */
static struct gr_slice code_of_bin(struct gr_slice bin)
{
	bool says = bin.len >= 2 && bin.ptr[bin.len - 2] == '='
	    && (bin.ptr[bin.len - 1] == '0' || bin.ptr[bin.len - 1] == '1');

	return gr_slice_make(bin.ptr, says ? bin.len - 2 : bin.len);
}

static enum gr_status remember_unit(struct stats_state *state,
    const struct gr_row *row, size_t wave, struct gr_err *err)
{
	struct gr_slice code = code_of_bin(
	    row->field[state->column[GR_TALLY_BIN]]);
	uint64_t bit = UINT64_C(1) << wave;
	size_t unit = find_unit(state, code);

	if (unit == GR_NONE)
		return gr_err_at(err, GR_EDATA, row->source, row->line, "bin",
		    "the register has no unit '%.*s'", GR_ARG(code));
	if (state->attained[unit] & bit)
		return gr_err_at(err, GR_EDATA, row->source, row->line, "bin",
		    "unit '%.*s' is counted a second time in wave %.*s: was a "
		    "part given twice?",
		    GR_ARG(code), GR_ARG(state->wave[wave]));
	state->attained[unit] |= bit;
	return GR_OK;
}

static enum gr_status read_register(struct gr_run *run,
    struct stats_state *state, struct gr_err *err)
{
	enum gr_status status = gr_run_register(run, state->register_path,
	    &state->reg, err);

	state->county = gr_map_make(gr_run_keep(run));
	if (status != GR_OK)
		return status;
	for (const struct gr_county *at = state->reg.county;
	     at && status == GR_OK; at = at->next)
		status = gr_map_put(&state->county, at->code, 0, err);
	return status;
}

static enum gr_status check_county(const struct stats_state *state,
    const struct gr_row *row, struct gr_err *err)
{
	struct gr_slice code = row->field[state->column[GR_TALLY_COUNTY]];
	uint64_t unused;

	if (gr_map_get(&state->county, code, &unused))
		return GR_OK;
	return gr_err_at(err, GR_EDATA, row->source, row->line, "county_code",
	    "the register has no county '%.*s'", GR_ARG(code));
}

static enum gr_status stats_start(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	struct stats_state *state = opaque;
	struct gr_arena *keep = gr_run_keep(run);
	enum gr_status status;
	size_t wave;

	for (size_t i = 0; i < GR_TALLY_COLUMNS; i++) {
		status = gr_input_need(run, gr_tally_column[i],
		    &state->column[i], err);
		if (status != GR_OK)
			return status;
	}
	status = read_register(run, state, err);
	for (size_t i = 0; status == GR_OK && i < state->waves.n; i++) {
		status = find_wave(run, state,
		    gr_slice_of(state->waves.item[i]), &wave, err);
		if (status == GR_EDATA)
			err->status = status = GR_EUSAGE;
	}
	if (status != GR_OK)
		return status;
	state->tally = gr_tally_new(keep);
	state->attained = GR_NEW_ARRAY(keep, state->reg.units, uint64_t);
	if (state->tally == NULL || state->attained == NULL)
		return gr_err_memory(err);
	return announce(run, state, err);
}

static bool is_last_place(const struct stats_state *state, struct gr_slice wave,
    struct gr_slice county)
{
	struct gr_slice last = gr_buf_slice(&state->last);

	return last.len == wave.len + 1 + county.len
	    && last.ptr[wave.len] == '\t'
	    && gr_slice_eq(gr_slice_make(last.ptr, wave.len), wave)
	    && gr_slice_eq(gr_slice_skip(last, wave.len + 1), county);
}

/* Wave and county of a line; the place in the tally is made when something is
 * counted there. */
static enum gr_status find_place(struct gr_run *run, struct stats_state *state,
    const struct gr_row *row, struct gr_err *err)
{
	struct gr_slice part[] = { row->field[state->column[GR_TALLY_WAVE]],
		row->field[state->column[GR_TALLY_COUNTY]] };
	enum gr_status status;

	if (is_last_place(state, part[0], part[1]))
		return GR_OK;
	gr_buf_clear(&state->last);
	status = find_wave(run, state, part[0], &state->last_wave, err);
	if (status == GR_OK)
		status = check_county(state, row, err);
	if (status != GR_OK)
		return status;
	state->last_place = GR_NONE;
	(void)gr_buf_join(&state->last, part, 2, '\t');
	return gr_buf_check(&state->last, err);
}

static enum gr_status add_count(struct stats_state *state,
    const struct gr_row *row, int64_t count, struct gr_err *err)
{
	const struct gr_slice *field = row->field;
	const size_t *at = state->column;
	enum gr_status status = GR_OK;
	size_t bin;

	if (state->last_place == GR_NONE)
		status = gr_tally_place(state->tally,
		    state->wave[state->last_wave], field[at[GR_TALLY_COUNTY]],
		    &state->last_place, err);
	if (status == GR_OK)
		status = gr_tally_bin(state->tally, field[at[GR_TALLY_MEASURE]],
		    field[at[GR_TALLY_BIN]], &bin, err);
	return status == GR_OK
	    ? gr_tally_add(state->tally, state->last_place, bin, count, err)
	    : status;
}

static enum gr_status stats_row(struct gr_run *run, void *opaque,
    struct gr_row *row, struct gr_err *err)
{
	struct stats_state *state = opaque;
	struct gr_slice text = row->field[state->column[GR_TALLY_COUNT]];
	int64_t count;
	enum gr_status status = find_place(run, state, row, err);

	if (status != GR_OK)
		return status;
	if (!gr_slice_to_int64(text, &count))
		return gr_err_at(err, GR_EDATA, row->source, row->line, "count",
		    "'%.*s' is not a whole number of 64 bits", GR_ARG(text));
	if (gr_slice_eq(row->field[state->column[GR_TALLY_MEASURE]],
	        gr_counts_unit))
		return remember_unit(state, row, state->last_wave, err);
	return add_count(state, row, count, err);
}

/* Put the waves in order, and the bits of the units with them. */
static void sort_waves(struct stats_state *state)
{
	struct gr_slice came[WAVES_MAX];
	size_t n = state->wave_count;

	memcpy(came, state->wave, n * sizeof(*came));
	gr_slice_sort(state->wave, n);
	for (size_t u = 0; u < state->reg.units; u++) {
		uint64_t sorted = 0;

		for (size_t i = 0; i < n; i++)
			for (size_t k = 0; k < n; k++)
				if (gr_slice_eq(state->wave[i], came[k]))
					sorted |= (state->attained[u] >> k & 1)
					    << i;
		state->attained[u] = sorted;
	}
}

static void warn_of_place(struct gr_run *run, const struct stats_state *state,
    const char *table, uint64_t line, struct gr_slice scope)
{
	struct gr_err what;

	if (scope.len == 0 || gr_register_has_place(&state->reg, scope))
		return;
	(void)gr_err_at(&what, GR_EUSAGE, table, line, "scope",
	    "the register has no city or county '%.*s', so this row changes "
	    "nothing",
	    GR_ARG(scope));
	gr_warn(run, &what);
}

/* A row for a place that the register has not binds nobody.  It may be meant
 * for a part of the register that is not here, so it is no error: green-score
 * is given the whole. */
static enum gr_status warn_of_scopes(struct gr_run *run,
    const struct stats_state *state, struct gr_err *err)
{
	const struct gr_standard *std = gr_run_standard(run);
	struct gr_arena *keep = gr_run_keep(run);
	const char *parameters = gr_standard_table(std, keep, "parameters.csv");
	const char *scopes = gr_standard_table(std, keep, "scopes.csv");

	if (parameters == NULL || scopes == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < std->parameters; i++)
		warn_of_place(run, state, parameters, std->parameter[i].line,
		    std->parameter[i].scope);
	for (size_t i = 0; i < std->scopes; i++)
		warn_of_place(run, state, scopes, std->scope[i].line,
		    std->scope[i].scope);
	return GR_OK;
}

static enum gr_status stats_finish(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	struct stats_state *state = opaque;
	const struct gr_standard *std = gr_run_standard(run);
	struct gr_slice region_zh = std->region_name_zh;
	struct gr_aggregate *statistics;
	enum gr_status status;

	sort_waves(state);
	status = gr_areas_make(gr_run_keep(run), &state->reg,
	    (struct gr_areas_region){ std->region,
	        gr_run_is_chinese(run) ? region_zh : std->region_name_en, std },
	    state->wave, state->wave_count, &state->areas, err);
	if (status == GR_OK)
		status = gr_aggregate_make(gr_run_keep(run), std, &state->reg,
		    &state->areas, state->tally, state->attained, &statistics,
		    err);
	if (status != GR_OK)
		return status;
	if (state->places == NULL)
		return emit_results(run, state, statistics, err);
	status = warn_of_scopes(run, state, err);
	return status == GR_OK ? emit_places(run, state, statistics, err)
	                       : status;
}

static void stats_stop(struct gr_run *run, void *opaque)
{
	struct stats_state *state = opaque;

	(void)run;
	gr_row_print_free(&state->line);
	gr_buf_free(&state->last);
}

const struct gr_filter gr_stats = {
	.name = "stats",
	.summary =
	    "Compute the figures of every county, city and province, and of "
	    "the nation, from tallies and the register.",
	.options = stats_options,
	.state_bytes = sizeof(struct stats_state),
	.traits = GR_NEEDS_STANDARD | GR_COUNTS_IN | GR_COUNTS_OUT,
	.defaults = stats_defaults,
	.start = stats_start,
	.row = stats_row,
	.finish = stats_finish,
	.stop = stats_stop,
};
