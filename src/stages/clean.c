/* green-clean: text to typed values by rules.csv; what is doubtful, to `?`. */
#include "clean/rate_scale.h"
#include "clean/rule_report.h"
#include "clean/said.h"
#include "query/query_id.h"
#include "stages/stages.h"
#include "standard/canonical.h"
#include "stream/flags.h"

struct clean {
	const char *explain_path; /* --explain-rules */
	const char *fixes_path;   /* --fixes */
	/* what the run learns */
	struct gr_cell_rules *rules;
	bool inherited;          /* they, from a run before */
	bool well;               /* they can be left to another */
	bool chinese;            /* messages in files */
	bool again;              /* the input was cleaned before */
	size_t *field, *column;  /* cells to read: in the row, and */
	size_t n;                /* in the standard; this many */
	size_t *other, others;   /* fields that are no cells */
	size_t code;             /* field of the unit's code */
	size_t flags_at;         /* in the output */
	size_t *answer, answers; /* of those cells, answers ... */
	size_t *rate, rates;     /* ... and rates */
	struct gr_cells cells;   /* what there is to tell of the row */
	struct gr_slice *out;
	size_t outs;
	struct gr_buf flags, message; /* of a row, of a cell */
	struct gr_rule_report report;
	struct gr_side *explain, *fixes; /* NULL: not asked for */
	struct gr_rate_scale scale;      /* of the delivery's rates */
	uint64_t asked;                  /* cells of the delivery */
};

static const struct gr_option clean_options[] = {
	GR_OPTION_TEXT(0, "explain-rules", struct clean, explain_path, "FILE",
	    "Write how often each rule fired, and which never did"),
	GR_OPTION_TEXT(0, "fixes", struct clean, fixes_path, "FILE",
	    "Write what was fixed, per delivery, column and rule"),
	GR_OPTION_END
};

/* ---- start ---- */

static void add_cell(const struct gr_standard *standard, struct clean *clean,
    size_t field, size_t column)
{
	size_t cell = clean->n++;

	clean->field[cell] = field;
	clean->column[cell] = column;
	if (column == standard->role[GR_ROLE_CODE])
		clean->code = field;
	if (gr_standard_is_answer(standard, column))
		clean->answer[clean->answers++] = cell;
	if (standard->column[column].type == GR_TYPE_PCT)
		clean->rate[clean->rates++] = cell;
}

/* Rules that are not the run's own go on if they have read such rows, else there
 * are others. */
static enum gr_status place_rules(const struct gr_standard *standard,
    struct clean *clean, struct gr_err *err)
{
	enum gr_cell_source source = clean->again ? GR_CELL_CLEANED
	                                          : GR_CELL_RAW;
	enum gr_status status = GR_OK;

	if (clean->inherited) {
		if (gr_cell_rules_fit(clean->rules, standard, source,
		        clean->column, clean->field, clean->n))
			return GR_OK;
		gr_cell_rules_free(clean->rules);
		clean->rules = NULL;
		status = gr_cell_rules_new(standard, &clean->rules, err);
	}
	if (status != GR_OK)
		return status;
	gr_cell_rules_expect(clean->rules, source);
	if (clean->explain_path == NULL && clean->fixes_path == NULL)
		gr_cell_rules_leave_untold(clean->rules);
	return gr_cell_rules_place(clean->rules, clean->column, clean->field,
	    clean->n, err);
}

/* Which fields are cells of the standard; the others pass as they are. */
static enum gr_status find_cells(struct gr_run *run, struct clean *clean,
    struct gr_err *err)
{
	const struct gr_standard *standard = gr_run_standard(run);
	const struct gr_header *in = gr_input(run);
	struct gr_arena *keep = gr_run_keep(run);

	clean->field = GR_NEW_ARRAY(keep, in->n, size_t);
	clean->column = GR_NEW_ARRAY(keep, in->n, size_t);
	clean->other = GR_NEW_ARRAY(keep, in->n, size_t);
	clean->answer = GR_NEW_ARRAY(keep, in->n, size_t);
	clean->rate = GR_NEW_ARRAY(keep, in->n, size_t);
	if (!clean->field || !clean->column || !clean->other || !clean->answer
	    || !clean->rate)
		return gr_err_memory(err);
	clean->code = GR_NONE;
	for (size_t i = 0; i < in->n; i++) {
		size_t column = i < GR_PLACE_COLUMNS
		    ? GR_NONE
		    : gr_standard_column(standard, in->name[i]);

		if (column != GR_NONE)
			add_cell(standard, clean, i, column);
		else
			clean->other[clean->others++] = i;
	}
	return place_rules(standard, clean, err);
}

static enum gr_status name_output(struct gr_run *run, struct clean *clean,
    struct gr_err *err)
{
	const struct gr_header *in = gr_input(run);
	struct gr_arena *keep = gr_run_keep(run);
	struct gr_slice *name = GR_NEW_ARRAY(keep, in->n + 1, struct gr_slice);

	clean->out = GR_NEW_ARRAY(keep, in->n + 1, struct gr_slice);
	if (!name || !clean->out)
		return gr_err_memory(err);
	memcpy(name, in->name, in->n * sizeof *name);
	clean->outs = in->n;
	if (!clean->again) {
		clean->flags_at = clean->outs++;
		name[clean->flags_at] = GR_S("flags");
	}
	return gr_output(run, name, clean->outs, err);
}

static enum gr_status clean_prepare(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct clean *clean = state;

	/* what is told of the rules is of this run alone */
	if (clean->explain_path == NULL && clean->fixes_path == NULL)
		clean->rules = gr_run_inherit(run, "rules of cells");
	clean->inherited = clean->rules != NULL;
	return clean->inherited
	    ? GR_OK
	    : gr_cell_rules_new(gr_run_standard(run), &clean->rules, err);
}

/* ---- what the rules did ---- */

static enum gr_status take_explain(void *context, const struct gr_slice *field,
    size_t n, struct gr_err *err)
{
	return gr_side_emit(((struct clean *)context)->explain, field, n, err);
}

static enum gr_status take_fixes(void *context, const struct gr_slice *field,
    size_t n, struct gr_err *err)
{
	return gr_side_emit(((struct clean *)context)->fixes, field, n, err);
}

static enum gr_status open_report(struct gr_run *run, struct clean *clean,
    struct gr_err *err)
{
	enum gr_status status = gr_side_new(run, clean->explain_path,
	    gr_rule_report_explain_column, GR_RULEREPORT_COLUMNS,
	    &clean->explain, err);

	if (status == GR_OK)
		status = gr_side_new(run, clean->fixes_path,
		    gr_rule_report_fixes_column, GR_RULEREPORT_COLUMNS,
		    &clean->fixes, err);
	clean->report.rules = clean->rules;
	clean->report.context = clean;
	clean->report.explain = clean->explain != NULL ? take_explain : NULL;
	clean->report.fixes = clean->fixes != NULL ? take_fixes : NULL;
	return status;
}

static enum gr_status clean_start(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct clean *clean = state;
	enum gr_status status;

	clean->chinese = gr_run_is_chinese(run);
	clean->flags_at = gr_header_find(gr_input(run), GR_S("flags"));
	clean->again = clean->flags_at != GR_NONE;
	status = find_cells(run, clean, err);
	if (status == GR_OK)
		status = open_report(run, clean, err);
	return status == GR_OK ? name_output(run, clean, err) : status;
}

/* ---- deliveries ---- */

/* That all rates of the delivery that has ended lie between 0 and 1 (N21). */
static enum gr_status report_scale(struct gr_run *run, struct clean *clean,
    struct gr_err *err)
{
	const struct gr_rate_scale *scale = &clean->scale;

	if (!gr_rate_scale_suspects(scale))
		return GR_OK;
	struct gr_finding finding = gr_found(run, GR_FINDING_N21,
	    GR_WITH(GR_NUMBER("rates", scale->rates)));
	finding.wave = gr_buf_slice(&clean->report.wave);
	finding.src = gr_buf_slice(&clean->report.src);
	finding.line = gr_buf_slice(&scale->first);
	return gr_report(run, &finding, err);
}

static enum gr_status follow_delivery(struct gr_run *run, struct clean *clean,
    const struct gr_row *row, struct gr_err *err)
{
	enum gr_status status;

	if (!gr_rule_report_is_other(&clean->report, row->field[GR_WAVE],
	        row->field[GR_SRC]))
		return GR_OK;
	status = report_scale(run, clean, err);
	gr_rate_scale_restart(&clean->scale);
	clean->asked = 0;
	return status == GR_OK ? gr_rule_report_turn(&clean->report,
	           row->field[GR_WAVE], row->field[GR_SRC], err)
	                       : status;
}

/* ---- rows ---- */

/* The code that stands in findings: the cleaned one, if it is one. */
static struct gr_slice code_of(const struct clean *clean)
{
	struct gr_slice code;

	if (clean->code == GR_NONE)
		return GR_S("");
	code = clean->out[clean->code];
	return gr_slice_eq(code, GR_S("?")) ? GR_S("") : code;
}

static struct gr_slice column_name(const struct gr_run *run,
    const struct clean *clean, const struct gr_cell *cell)
{
	return gr_run_standard(run)->column[clean->column[cell->cell]].name;
}

static enum gr_status report(struct gr_run *run, struct clean *clean,
    const struct gr_row *row, const struct gr_cell *cell, struct gr_err *err)
{
	struct gr_slice raw = row->field[clean->field[cell->cell]];
	struct gr_finding finding = { .column = column_name(run, clean, cell),
		.rule = cell->rule,
		.value = cell->value,
		.action = cell->action == GR_CELL_ASK ? GR_ASK : GR_FLAG,
		.community_code = code_of(clean) };
	enum gr_status status = GR_OK;

	if (cell->action != GR_CELL_FLAG && cell->action != GR_CELL_ASK)
		return GR_OK;
	if (cell->action == GR_CELL_FLAG)
		gr_flags_add(&clean->flags, finding.column, cell->rule);
	status = gr_buf_check(&clean->flags, err);
	if (status != GR_OK)
		return status;
	finding.raw = clean->again ? raw : gr_query_written(raw);
	gr_buf_clear(&clean->message);
	gr_cell_message(
	    &gr_run_standard(run)->column[clean->column[cell->cell]], cell,
	    clean->chinese, &clean->message);
	finding.message = gr_buf_slice(&clean->message);
	status = gr_buf_check(&clean->message, err);
	return status == GR_OK ? gr_report_row(run, row, finding, err) : status;
}

/* A confirmation of what has no reading, or more than one: it is asked still,
 * and told why. */
static enum gr_status report_unconfirmed(struct gr_run *run,
    const struct clean *clean, const struct gr_row *row,
    const struct gr_cell *cell, struct gr_err *err)
{
	if (!cell->unconfirmed)
		return GR_OK;
	struct gr_finding finding = gr_found(run, GR_FINDING_A07_VALUE, NULL);

	finding.column = column_name(run, clean, cell);
	finding.raw = gr_query_written(row->field[clean->field[cell->cell]]);
	finding.value = cell->value;
	finding.community_code = code_of(clean);
	return gr_report_row(run, row, finding, err);
}

/* The rates as they were written.  Of what was cleaned before, nothing shows
 * how that was. */
static enum gr_status see_rates(struct clean *clean, const struct gr_row *row,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < clean->rates && !clean->again && status == GR_OK;
	     i++) {
		size_t field = clean->field[clean->rate[i]];

		status = gr_rate_scale_see(&clean->scale, row->field[field],
		    clean->out[field], row->field[GR_LINE], err);
	}
	return status;
}

static enum gr_status count_fixed(struct gr_run *run, const struct clean *clean,
    const struct gr_row *row, struct gr_err *err)
{
	return clean->cells.fixed == 0
	    ? GR_OK
	    : gr_count(run, row->field[GR_WAVE], GR_CELLS_FIXED,
	        clean->cells.fixed, err);
}

static enum gr_status put_aside(struct gr_run *run, const struct clean *clean,
    const struct gr_row *row, struct gr_finding finding, struct gr_err *err)
{
	const struct gr_standard *standard = gr_run_standard(run);

	if (standard->role[GR_ROLE_CODE] != GR_NONE)
		finding.column =
		    standard->column[standard->role[GR_ROLE_CODE]].name;
	finding.community_code = code_of(clean);
	return gr_set_aside(run, row->field, row->n, finding, err);
}

/* A row that is no submission by what it says as a whole; what was cleaned
 * before was judged then. */
static enum gr_status judge_row(struct gr_run *run, struct clean *clean,
    const struct gr_row *row, bool *aside, struct gr_err *err)
{
	const struct gr_said_row said = { .answer = clean->answer,
		.answers = clean->answers,
		.field = clean->field,
		.raw = row->field,
		.value = clean->out,
		.cells = &clean->cells };

	*aside = !clean->again;
	if (*aside && gr_said_none(gr_run_standard(run), &said))
		return put_aside(run, clean, row,
		    gr_found(run, GR_FINDING_R13_NONE, NULL), err);
	if (*aside && gr_said_unreadable(&said, &clean->asked))
		return put_aside(run, clean, row,
		    gr_found(run, GR_FINDING_D20_ROW,
		        GR_WITH(GR_NUMBER("cells", GR_SAID_CELLS))),
		    err);
	*aside = false;
	return GR_OK;
}

static enum gr_status report_cells(struct gr_run *run, struct clean *clean,
    const struct gr_row *row, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < clean->cells.n && status == GR_OK; i++) {
		const struct gr_cell *cell = &clean->cells.told[i];

		status = report(run, clean, row, cell, err);
		if (status == GR_OK)
			status = report_unconfirmed(run, clean, row, cell, err);
	}
	return status;
}

static enum gr_status clean_row(struct gr_run *run, void *state,
    struct gr_row *row, struct gr_err *err)
{
	struct clean *clean = state;
	enum gr_status status = follow_delivery(run, clean, row, err);
	bool aside = false;

	for (size_t i = 0; i < clean->others; i++)
		clean->out[clean->other[i]] = row->field[clean->other[i]];
	if (status == GR_OK)
		status = gr_cell_rules_row(clean->rules, gr_run_scratch(run),
		    row->field[GR_WAVE], row->field, clean->out, &clean->cells,
		    err);
	if (status == GR_OK)
		status = count_fixed(run, clean, row, err);
	if (status == GR_OK)
		status = judge_row(run, clean, row, &aside, err);
	if (status != GR_OK || aside)
		return status;
	gr_buf_clear(&clean->flags);
	if (clean->again)
		gr_buf_add(&clean->flags, row->field[clean->flags_at]);
	if (status == GR_OK)
		status = report_cells(run, clean, row, err);
	if (status == GR_OK)
		status = see_rates(clean, row, err);
	if (status == GR_OK)
		status = gr_buf_check(&clean->flags, err);
	if (status != GR_OK)
		return status;
	if (clean->flags.len > 0)
		clean->out[clean->flags_at] = gr_arena_copy(gr_run_scratch(run),
		    gr_buf_slice(&clean->flags));
	else
		clean->out[clean->flags_at] = GR_S("");
	if (clean->out[clean->flags_at].ptr == NULL)
		return gr_err_memory(err);
	return gr_emit_lasting(run, clean->out, clean->outs, err);
}

/* ---- the end ---- */

static enum gr_status clean_finish(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct clean *clean = state;
	enum gr_status status = report_scale(run, clean, err);

	if (status == GR_OK)
		status = gr_rule_report_finish(&clean->report, err);
	clean->well = status == GR_OK;
	return status;
}

static void discard_rules(void *rules)
{
	gr_cell_rules_free(rules);
}

static void clean_stop(struct gr_run *run, void *state)
{
	struct clean *clean = state;

	gr_rule_report_free(&clean->report);
	gr_rate_scale_free(&clean->scale);
	if (clean->well)
		gr_run_leave(run, "rules of cells", clean->rules,
		    discard_rules);
	else
		gr_cell_rules_free(clean->rules);
	gr_buf_free(&clean->flags);
	gr_buf_free(&clean->message);
}

/* ---- in several processes ---- */

/* How often a rule fired is known at the end of all. */
static bool clean_may(const void *state)
{
	const struct clean *clean = state;

	return clean->explain_path == NULL && clean->fixes_path == NULL;
}

static enum gr_status clean_rest(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct clean *clean = state;
	enum gr_status status = report_scale(run, clean, err);

	gr_rate_scale_restart(&clean->scale);
	return status;
}

static const struct gr_apart clean_apart = {
	.may = clean_may,
	.rest = clean_rest,
};

const struct gr_filter gr_clean = {
	.name = "clean",
	.summary = "Turn raw text into typed values by the standard's rules; "
	           "what cannot be read with one meaning becomes ?.",
	.options = clean_options,
	.state_bytes = sizeof(struct clean),
	.traits = GR_NEEDS_STANDARD | GR_READS_CELLS | GR_LEAVES_FIELDS,
	.effort = 5,
	.prepare = clean_prepare,
	.start = clean_start,
	.row = clean_row,
	.finish = clean_finish,
	.stop = clean_stop,
	.apart = &clean_apart,
};
