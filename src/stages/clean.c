/* green-clean: text to typed values by rules.csv; what is doubtful, to `?`. */
#include <green/cellrules.h>
#include <green/query.h>
#include <green/sink.h>
#include <green/stages.h>
#include <green/stream.h>

struct side {                 /* a stream beside the output */
	struct gr_sink *sink; /* NULL: not asked for */
	uint64_t records;
};

struct clean {
	const char *explain_path; /* --explain-rules */
	const char *fixes_path;   /* --fixes */
	/* what the run learns */
	struct gr_cellrules *rules;
	bool chinese;           /* messages in files */
	bool again;             /* the input was cleaned before */
	size_t *field, *column; /* cells to read: in the row, and */
	size_t n;               /* in the standard; this many */
	size_t code;            /* column of the unit's code */
	size_t flags_at;        /* in the output */
	struct gr_slice *raw;   /* as `field` */
	struct gr_cell *cell;   /* by column of the standard */
	struct gr_slice *out;
	size_t outs;
	struct gr_buf flags, message; /* of a row, of a cell */
	struct side explain, fixes;
	struct gr_buf wave, src; /* of the delivery being counted */
};

static const struct gr_option clean_options[] = {
	{ "explain-rules", 0, GR_OPT_TEXT, false, "FILE",
	    offsetof(struct clean, explain_path), 0, 0, NULL,
	    "Write how often each rule fired, and which never did" },
	{ "fixes", 0, GR_OPT_TEXT, false, "FILE",
	    offsetof(struct clean, fixes_path), 0, 0, NULL,
	    "Write what was fixed, per delivery, column and rule" },
	{ 0 }
};

/* ---- start ---- */

static enum gr_status open_side(const char *path, const struct gr_slice *name,
    size_t n, struct side *side, struct gr_err *err)
{
	enum gr_status status;

	if (path == NULL)
		return GR_OK;
	status = gr_sink_open(path, &side->sink, err);
	return status == GR_OK ? gr_sink_record(side->sink, name, n, err)
	                       : status;
}

static enum gr_status open_sides(struct clean *clean, struct gr_err *err)
{
	static const struct gr_slice explain[] = { { "rule", 4 }, { "row", 3 },
		{ "column", 6 }, { "action", 6 }, { "fired", 5 },
		{ "sample", 6 } };
	static const struct gr_slice fixes[] = { { "wave", 4 }, { "src", 3 },
		{ "column", 6 }, { "rule", 4 }, { "row", 3 }, { "cells", 5 } };
	enum gr_status status = open_side(clean->explain_path, explain,
	    sizeof explain / sizeof *explain, &clean->explain, err);

	return status == GR_OK ? open_side(clean->fixes_path, fixes,
	           sizeof fixes / sizeof *fixes, &clean->fixes, err)
	                       : status;
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
	clean->raw = GR_NEW_ARRAY(keep, in->n, struct gr_slice);
	clean->cell = GR_NEW_ARRAY(keep, standard->columns + 1, struct gr_cell);
	if (!clean->field || !clean->column || !clean->raw || !clean->cell)
		return gr_err_memory(err);
	for (size_t i = GR_PLACE_COLUMNS; i < in->n; i++) {
		size_t column = gr_standard_column(standard, in->name[i]);

		if (column == GR_NONE)
			continue;
		clean->field[clean->n] = i;
		clean->column[clean->n++] = column;
	}
	clean->code = standard->role[GR_ROLE_CODE];
	return GR_OK;
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

static enum gr_status clean_start(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct clean *clean = state;
	enum gr_status status;

	clean->chinese = gr_run_is_chinese(run);
	clean->flags_at = gr_header_find(gr_input(run), GR_S("flags"));
	clean->again = clean->flags_at != GR_NONE;
	status = gr_cellrules_new(gr_run_standard(run),
	    clean->again ? GR_CELL_CLEANED : GR_CELL_RAW, &clean->rules, err);
	if (status == GR_OK)
		status = find_cells(run, clean, err);
	if (status == GR_OK)
		status = open_sides(clean, err);
	return status == GR_OK ? name_output(run, clean, err) : status;
}

/* ---- counts ---- */

/* Two numbers as text, in one buffer; 0 in the first is empty. */
static enum gr_status print_two(struct gr_buf *buf, uint64_t a, uint64_t b,
    struct gr_slice *a_text, struct gr_slice *b_text, struct gr_err *err)
{
	size_t cut;

	gr_buf_clear(buf);
	if (a > 0)
		gr_buf_uint(buf, a);
	cut = buf->len;
	gr_buf_uint(buf, b);
	if (gr_buf_check(buf, err) != GR_OK)
		return GR_ESYS;
	*a_text = gr_slice_make(buf->ptr, cut);
	*b_text = gr_slice_skip(gr_buf_slice(buf), cut);
	return GR_OK;
}

/* What was fixed in the delivery that has ended. */
static enum gr_status write_fixes(struct clean *clean, struct gr_err *err)
{
	enum gr_status status = GR_OK;
	struct gr_rule_use use;
	size_t cursor = 0;

	while (status == GR_OK && clean->fixes.sink != NULL
	    && gr_cellrules_use(clean->rules, &cursor, &use)) {
		struct gr_slice field[6] = { gr_buf_slice(&clean->wave),
			gr_buf_slice(&clean->src), use.column, use.rule };

		if (use.fixed == 0)
			continue;
		status = print_two(&clean->message, use.row, use.fixed,
		    &field[4], &field[5], err);
		if (status == GR_OK)
			status = gr_sink_record(clean->fixes.sink, field, 6,
			    err);
		clean->fixes.records++;
	}
	gr_cellrules_restart(clean->rules);
	return status;
}

static enum gr_status follow_delivery(struct clean *clean,
    const struct gr_row *row, struct gr_err *err)
{
	enum gr_status status;

	if (gr_slice_eq(gr_buf_slice(&clean->src), row->field[GR_SRC])
	    && gr_slice_eq(gr_buf_slice(&clean->wave), row->field[GR_WAVE]))
		return GR_OK;
	status = write_fixes(clean, err);
	gr_buf_clear(&clean->wave);
	gr_buf_clear(&clean->src);
	gr_buf_add(&clean->wave, row->field[GR_WAVE]);
	gr_buf_add(&clean->src, row->field[GR_SRC]);
	if (status == GR_OK)
		status = gr_buf_check(&clean->wave, err);
	return status == GR_OK ? gr_buf_check(&clean->src, err) : status;
}

/* ---- rows ---- */

static bool has_flag(struct gr_slice flags, struct gr_slice flag)
{
	struct gr_slice part;

	while (flags.len > 0 && gr_slice_split(&flags, ';', &part))
		if (gr_slice_eq(part, flag))
			return true;
	return false;
}

/* Add column:rule to the row's flags, unless it is there already. */
static enum gr_status add_flag(struct clean *clean, struct gr_slice column,
    struct gr_slice rule, struct gr_err *err)
{
	struct gr_buf *flag = &clean->message;

	gr_buf_clear(flag);
	gr_buf_format(flag, "%.*s:%.*s", GR_ARG(column), GR_ARG(rule));
	if (!has_flag(gr_buf_slice(&clean->flags), gr_buf_slice(flag))) {
		if (clean->flags.len > 0)
			gr_buf_byte(&clean->flags, ';');
		gr_buf_add(&clean->flags, gr_buf_slice(flag));
	}
	return gr_buf_check(flag, err);
}

/* The code that stands in findings: the cleaned one, if it is one. */
static struct gr_slice code_of(const struct clean *clean)
{
	struct gr_slice code;

	if (clean->code == GR_NONE)
		return GR_S("");
	code = clean->cell[clean->code].value;
	return gr_slice_eq(code, GR_S("?")) ? GR_S("") : code;
}

static enum gr_status report(struct gr_run *run, struct clean *clean,
    const struct gr_row *row, size_t i, struct gr_err *err)
{
	const struct gr_column *column =
	    &gr_run_standard(run)->column[clean->column[i]];
	const struct gr_cell *cell = &clean->cell[clean->column[i]];
	struct gr_finding finding = { .column = column->name,
		.rule = cell->rule,
		.value = cell->value,
		.action = cell->action == GR_CELL_ASK ? GR_ASK : GR_FLAG,
		.community_code = code_of(clean) };
	enum gr_status status = GR_OK;

	if (cell->action == GR_CELL_AS_IS)
		return GR_OK;
	if (cell->action == GR_CELL_FIX)
		return gr_count(run, row->field[GR_WAVE], GR_CELLS_FIXED, 1,
		    err);
	if (cell->action == GR_CELL_FLAG)
		status = add_flag(clean, column->name, cell->rule, err);
	if (status != GR_OK)
		return status;
	finding.raw = clean->again ? clean->raw[i]
	                           : gr_query_written(clean->raw[i]);
	gr_buf_clear(&clean->message);
	gr_cell_message(column, cell, clean->chinese, &clean->message);
	finding.message = gr_buf_slice(&clean->message);
	status = gr_buf_check(&clean->message, err);
	return status == GR_OK ? gr_report_row(run, row, finding, err) : status;
}

static enum gr_status clean_row(struct gr_run *run, void *state,
    struct gr_row *row, struct gr_err *err)
{
	struct clean *clean = state;
	enum gr_status status = follow_delivery(clean, row, err);

	for (size_t i = 0; i < clean->n; i++)
		clean->raw[i] = row->field[clean->field[i]];
	if (status == GR_OK)
		status = gr_cellrules_row(clean->rules, row->field[GR_WAVE],
		    clean->column, clean->n, clean->raw, clean->cell, err);
	memcpy(clean->out, row->field, row->n * sizeof *row->field);
	gr_buf_clear(&clean->flags);
	if (clean->again)
		gr_buf_add(&clean->flags, row->field[clean->flags_at]);
	for (size_t i = 0; i < clean->n && status == GR_OK; i++) {
		clean->out[clean->field[i]] =
		    clean->cell[clean->column[i]].value;
		status = report(run, clean, row, i, err);
	}
	if (status == GR_OK)
		status = gr_buf_check(&clean->flags, err);
	if (status != GR_OK)
		return status;
	clean->out[clean->flags_at] = gr_buf_slice(&clean->flags);
	return gr_emit(run, clean->out, clean->outs, err);
}

/* ---- the end ---- */

static enum gr_status write_explain(struct clean *clean, struct gr_err *err)
{
	enum gr_status status = GR_OK;
	struct gr_rule_use use;
	size_t cursor = 0;

	while (status == GR_OK && clean->explain.sink != NULL
	    && gr_cellrules_use(clean->rules, &cursor, &use)) {
		struct gr_slice field[6] = { use.rule, GR_S(""), use.column,
			gr_slice_of(use.action), GR_S(""), use.sample };

		status = print_two(&clean->message, use.row, use.fired,
		    &field[1], &field[4], err);
		if (status == GR_OK)
			status = gr_sink_record(clean->explain.sink, field, 6,
			    err);
		clean->explain.records++;
	}
	return status;
}

static enum gr_status commit(struct gr_run *run, struct side *side,
    struct gr_err *err)
{
	struct gr_sink *sink = side->sink;
	enum gr_status status;

	if (sink == NULL)
		return GR_OK;
	status = gr_stream_end(sink, "green-clean", side->records,
	    gr_run_is_foreign(run), err);
	if (status != GR_OK)
		return status;
	side->sink = NULL;
	return gr_sink_commit(sink, err);
}

static enum gr_status clean_finish(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct clean *clean = state;
	enum gr_status status = write_fixes(clean, err);

	if (status == GR_OK)
		status = write_explain(clean, err);
	if (status == GR_OK)
		status = commit(run, &clean->fixes, err);
	return status == GR_OK ? commit(run, &clean->explain, err) : status;
}

static void clean_stop(struct gr_run *run, void *state)
{
	struct clean *clean = state;

	(void)run;
	gr_sink_abandon(clean->explain.sink);
	gr_sink_abandon(clean->fixes.sink);
	gr_cellrules_free(clean->rules);
	gr_buf_free(&clean->flags);
	gr_buf_free(&clean->message);
	gr_buf_free(&clean->wave);
	gr_buf_free(&clean->src);
}

const struct gr_filter gr_clean = {
	.name = "clean",
	.summary = "Turn raw text into typed values by the standard's rules; "
	           "what cannot be read with one meaning becomes ?.",
	.options = clean_options,
	.state_bytes = sizeof(struct clean),
	.traits = GR_NEEDS_STANDARD,
	.start = clean_start,
	.row = clean_row,
	.finish = clean_finish,
	.stop = clean_stop,
};
