/* green-match: each row to its unit in the register, by code or by name. */
#include "register/directory.h"
#include "stages/stages.h"
#include "standard/area_rule.h"
#include "stream/flags.h"

/* what a run leaves to another is called so */
static const char DIRECTORY[] = "directory of units";

struct match {
	const char *register_path; /* --register */
	const char *changes_path;  /* --changes; NULL: none */
	const char *span_path;     /* --span; NULL: not asked for */
	/* what the run learns */
	struct gr_directory *directory;
	bool well; /* it can be left to another run */
	struct gr_identifier who;
	struct gr_identity identity;
	size_t in[GR_CELLS];  /* columns of the input, or GR_NONE */
	size_t out[GR_CELLS]; /* columns of the output, or GR_NONE */
	size_t prev_code, prev_name, flags, street_code;
	struct gr_slice *name, *field; /* of the output */
	size_t n;
	char wave[4];            /* of the row before, and */
	int32_t day;             /* its 31 December */
	struct gr_buf flag_text; /* of this row */
	struct gr_side *span;
	/* of the rows of one source that have gone on: it, and the codes */
	struct gr_buf src, lowest, highest;
};

static const struct gr_option match_options[] = {
	GR_OPTION_TEXT_NEEDED(0, "register", struct match, register_path,
	    "FILE", "The register of units"),
	GR_OPTION_TEXT(0, "changes", struct match, changes_path, "FILE",
	    "What became of codes that changed"),
	GR_OPTION_TEXT(0, "span", struct match, span_path, "FILE",
	    "Write to FILE which units rows of each source can be of: the "
	    "lowest and the highest code"),
	GR_OPTION_END
};

/* ---- columns ---- */

static void find_columns(struct gr_run *run, struct match *match)
{
	static const enum gr_role role[] = {
		[GR_CELL_CODE] = GR_ROLE_CODE,
		[GR_CELL_NAME] = GR_ROLE_NAME,
		[GR_CELL_CITY] = GR_ROLE_CITY_NAME,
		[GR_CELL_COUNTY] = GR_ROLE_COUNTY_NAME,
		[GR_CELL_STREET] = GR_ROLE_STREET,
		[GR_CELL_CITY_CODE] = GR_ROLE_CITY,
		[GR_CELL_COUNTY_CODE] = GR_ROLE_COUNTY,
	};

	for (size_t cell = 0; cell < GR_CELLS; cell++)
		match->in[cell] = gr_input_role(run, role[cell]);
	match->prev_code = gr_input_role(run, GR_ROLE_PREV_CODE);
	match->prev_name = gr_input_role(run, GR_ROLE_PREV_NAME);
	memcpy(match->out, match->in, sizeof(match->out));
}

/* The position of a column of the output: that of its role, else that of the
 * name, else a new one. */
static size_t have_column(const struct gr_run *run, struct match *match,
    enum gr_role role, struct gr_slice name)
{
	size_t at = role == GR_ROLE_NONE ? GR_NONE : gr_input_role(run, role);

	if (at == GR_NONE)
		at = gr_header_find(gr_input(run), name);
	if (at != GR_NONE)
		return at;
	match->name[match->n] = name;
	return match->n++;
}

static enum gr_status name_output(struct gr_run *run, struct match *match,
    struct gr_err *err)
{
	enum { APPENDED = 4 };
	const struct gr_standard *standard = gr_run_standard(run);
	const struct gr_header *in = gr_input(run);
	struct gr_arena *keep = gr_run_keep(run);

	match->name = GR_NEW_ARRAY(keep, in->n + APPENDED, struct gr_slice);
	match->field = GR_NEW_ARRAY(keep, in->n + APPENDED, struct gr_slice);
	if (!match->name || !match->field)
		return gr_err_memory(err);
	memcpy(match->name, in->name, in->n * sizeof(*in->name));
	match->n = in->n;
	match->flags = have_column(run, match, GR_ROLE_NONE, GR_S("flags"));
	match->out[GR_CELL_CITY_CODE] = have_column(run, match, GR_ROLE_CITY,
	    gr_standard_head(standard, GR_ROLE_CITY));
	match->out[GR_CELL_COUNTY_CODE] = have_column(run, match,
	    GR_ROLE_COUNTY, gr_standard_head(standard, GR_ROLE_COUNTY));
	match->street_code = have_column(run, match, GR_ROLE_STREET_CODE,
	    GR_S("street_code"));
	return gr_output(run, match->name, match->n, err);
}

/* One that a run before has left, or a new one. */
static enum gr_status find_directory(struct gr_run *run, struct match *match,
    struct gr_err *err)
{
	const struct gr_standard *standard = gr_run_standard(run);
	struct gr_register reg;

	match->directory = gr_run_inherit(run, DIRECTORY);
	if (match->directory != NULL
	    && gr_directory_is_of(match->directory, standard,
	        match->register_path, match->changes_path))
		return GR_OK;
	gr_directory_free(match->directory);
	match->directory = NULL;
	enum gr_status status = gr_run_register(run, match->register_path, &reg,
	    err);
	return status == GR_OK
	    ? gr_directory_make(standard, &reg, match->register_path,
	        match->changes_path, &match->directory, err)
	    : status;
}

static enum gr_status read_tables(struct gr_run *run, struct match *match,
    struct gr_err *err)
{
	const struct gr_standard *standard = gr_run_standard(run);
	enum gr_status status = find_directory(run, match, err);

	if (status != GR_OK)
		return status;
	match->who = (struct gr_identifier){
		.name_index = &match->directory->name_index,
		.near_names = &match->directory->near_names,
		.changes = match->changes_path ? &match->directory->changes
		                               : NULL,
		.province = gr_region_prefix(standard->region),
		.chinese = gr_run_is_chinese(run),
	};
	return GR_OK;
}

/* ---- which units a source can hold ---- */

enum { SPAN_COLUMNS = 3 };

static enum gr_status begin_span(struct gr_run *run, struct match *match,
    struct gr_err *err)
{
	static const struct gr_slice name[SPAN_COLUMNS] = { { "src", 3 },
		{ "lowest", 6 }, { "highest", 7 } };

	return gr_side_new(run, match->span_path, name, SPAN_COLUMNS,
	    &match->span, err);
}

static enum gr_status end_source(struct match *match, struct gr_err *err)
{
	struct gr_slice field[SPAN_COLUMNS] = { gr_buf_slice(&match->src),
		gr_buf_slice(&match->lowest), gr_buf_slice(&match->highest) };

	return match->src.len > 0
	    ? gr_side_emit(match->span, field, SPAN_COLUMNS, err)
	    : GR_OK;
}

static void put(struct gr_buf *to, struct gr_slice text)
{
	gr_buf_clear(to);
	gr_buf_add(to, text);
}

/* A row goes on, to this unit. */
static enum gr_status note_unit(struct match *match, struct gr_slice src,
    struct gr_slice code, struct gr_err *err)
{
	if (match->src.len == 0
	    || !gr_slice_eq(src, gr_buf_slice(&match->src))) {
		enum gr_status status = end_source(match, err);

		if (status != GR_OK)
			return status;
		put(&match->src, src);
		put(&match->lowest, code);
		put(&match->highest, code);
	}
	if (gr_slice_cmp(code, gr_buf_slice(&match->lowest)) < 0)
		put(&match->lowest, code);
	if (gr_slice_cmp(code, gr_buf_slice(&match->highest)) > 0)
		put(&match->highest, code);
	return match->src.failed || match->lowest.failed
	    ? gr_err_memory(err)
	    : gr_buf_check(&match->highest, err);
}

static enum gr_status match_start(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct match *match = state;

	find_columns(run, match);
	enum gr_status status = gr_input_code(run, &match->in[GR_CELL_CODE],
	    err);

	if (status == GR_OK)
		status = read_tables(run, match, err);
	if (status == GR_OK)
		status = name_output(run, match, err);
	return status == GR_OK ? begin_span(run, match, err) : status;
}

/* ---- rows ---- */

static struct gr_slice cell_at(const struct gr_row *row, size_t column)
{
	return column == GR_NONE ? GR_S("") : row->field[column];
}

static enum gr_status take_evidence(struct match *match,
    const struct gr_row *row, struct gr_evidence *ev, struct gr_err *err)
{
	struct gr_slice wave = row->field[GR_WAVE];

	if (!gr_slice_eq(wave, gr_slice_make(match->wave, 4))) {
		if (!gr_wave_last_day(wave, &match->day))
			return gr_err_at(err, GR_EDATA, row->source, row->line,
			    "wave", "'%.*s' is not a year", GR_ARG(wave));
		memcpy(match->wave, wave.ptr, sizeof(match->wave));
	}
	for (size_t cell = 0; cell < GR_CELLS; cell++)
		ev->cell[cell] = cell_at(row, match->in[cell]);
	ev->prev_code = cell_at(row, match->prev_code);
	ev->prev_name = cell_at(row, match->prev_name);
	ev->day = match->day;
	return GR_OK;
}

/* Put the register's value where the row has `raw`, as the remark says. */
static enum gr_status settle(struct gr_run *run, struct match *match,
    struct gr_row *row, enum gr_cell cell, struct gr_slice raw,
    struct gr_slice value, struct gr_err *err)
{
	enum gr_finding_kind remark = match->identity.remark[cell];
	size_t column = match->out[cell];

	if (column == GR_NONE || gr_slice_eq(raw, value))
		return GR_OK;
	enum gr_action action = gr_finding_action(remark);
	struct gr_slice place = value;
	if (action == GR_ASK)
		value = GR_S("?");
	row->field[column] = value;
	if (action == GR_FIX)
		return raw.len == 0 ? GR_OK
		                    : gr_count(run, row->field[GR_WAVE],
		                        GR_CELLS_FIXED, 1, err);
	if (action == GR_FLAG)
		gr_flags_add(&match->flag_text, match->name[column],
		    gr_finding_rule(remark));
	struct gr_finding finding = gr_found(run, remark,
	    remark == GR_FINDING_L09_PLACE ? GR_WITH(GR_TEXT("place", place))
	                                   : NULL);
	finding.column = match->name[column];
	finding.raw = raw;
	finding.value = value;
	return gr_report_row(run, row, finding, err);
}

/* Flags that were added are the batch's; none is the row's own cell. */
static enum gr_status emit(struct gr_run *run, struct match *match,
    struct gr_err *err)
{
	struct gr_slice *flags = &match->field[match->flags];

	if (match->flag_text.len > flags->len) {
		*flags = gr_arena_copy(gr_run_scratch(run),
		    gr_buf_slice(&match->flag_text));
		if (flags->ptr == NULL)
			return gr_err_memory(err);
	}
	if (match->span != NULL) {
		enum gr_status status = note_unit(match, match->field[GR_SRC],
		    match->field[match->out[GR_CELL_CODE]], err);

		if (status != GR_OK)
			return status;
	}
	return gr_emit_lasting(run, match->field, match->n, err);
}

static enum gr_status join(struct gr_run *run, struct match *match,
    const struct gr_row *row, const struct gr_evidence *ev, struct gr_err *err)
{
	const struct gr_unit *unit = match->identity.unit;
	const struct gr_county *county = gr_unit_county(unit);
	const struct gr_slice value[GR_CELLS] = {
		[GR_CELL_CODE] = gr_unit_code(unit),
		[GR_CELL_NAME] = gr_unit_name(unit),
		[GR_CELL_CITY] = county->city_name,
		[GR_CELL_COUNTY] = county->name,
		[GR_CELL_STREET] = gr_street_name(unit->street),
		[GR_CELL_CITY_CODE] = county->city_code,
		[GR_CELL_COUNTY_CODE] = county->code,
	};
	struct gr_row out = { match->field, match->n, row->source, row->line };

	memcpy(match->field, row->field, row->n * sizeof(*row->field));
	for (size_t i = row->n; i < match->n; i++)
		match->field[i] = GR_S("");
	gr_buf_clear(&match->flag_text);
	gr_buf_add(&match->flag_text, match->field[match->flags]);
	match->field[match->street_code] = gr_street_code(unit->street);
	enum gr_status status = GR_OK;
	for (unsigned cell = 0; status == GR_OK && cell < GR_CELLS; cell++)
		status = settle(run, match, &out, cell, ev->cell[cell],
		    value[cell], err);
	if (status == GR_OK)
		status = gr_buf_check(&match->flag_text, err);
	if (status != GR_OK)
		return status;
	return emit(run, match, err);
}

static enum gr_status match_row(struct gr_run *run, void *state,
    struct gr_row *row, struct gr_err *err)
{
	struct match *match = state;
	const struct gr_identity *identity = &match->identity;
	struct gr_evidence ev = { 0 };
	enum gr_status status = take_evidence(match, row, &ev, err);

	if (status == GR_OK)
		status = gr_identify(&match->who, &ev, &match->identity, err);
	if (status != GR_OK)
		return status;
	if (identity->unit)
		return join(run, match, row, &ev, err);
	size_t column = match->in[identity->cell];
	if (column == GR_NONE)
		column = match->in[GR_CELL_CODE];
	return gr_set_aside(run, row->field, row->n,
	    (struct gr_finding){
	        .column = match->name[column],
	        .rule = gr_finding_rule(identity->kind),
	        .raw = ev.cell[identity->cell],
	        .value = identity->successor,
	        .message = gr_buf_slice(&identity->message),
	    },
	    err);
}

static enum gr_status match_finish(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct match *match = state;

	(void)run;
	match->well = true;
	return match->span != NULL ? end_source(match, err) : GR_OK;
}

static void discard_directory(void *directory)
{
	gr_directory_free(directory);
}

static void match_stop(struct gr_run *run, void *state)
{
	struct match *match = state;

	if (match->well)
		gr_run_leave(run, DIRECTORY, match->directory,
		    discard_directory);
	else
		gr_directory_free(match->directory);
	gr_identity_free(&match->identity);
	gr_buf_free(&match->flag_text);
	gr_buf_free(&match->src);
	gr_buf_free(&match->lowest);
	gr_buf_free(&match->highest);
}

/* Which rows are of one source is seen as they come. */
static bool match_may(const void *state)
{
	return ((const struct match *)state)->span_path == NULL;
}

static const struct gr_apart match_apart = { .may = match_may };

const struct gr_filter gr_match = {
	.name = "match",
	.summary = "Find each record's unit in the register, by code, or by "
	           "exact name within its street.",
	.options = match_options,
	.state_bytes = sizeof(struct match),
	.traits = GR_NEEDS_STANDARD | GR_LEAVES_FIELDS,
	.start = match_start,
	.row = match_row,
	.finish = match_finish,
	.stop = match_stop,
	.apart = &match_apart,
};
