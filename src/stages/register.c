/* green-register: the register, or its changes, as it stood on a day. */
#include "register/register.h"
#include "number/date.h"
#include "register/changes.h"
#include "stages/stages.h"

/* The columns of several registers together; ends with NULL. */
static const char *const together[] = { "community_code", "community_name",
	"city_code", "city_name", "county_code", "county_name", "street_code",
	"street_name", "valid_from", "valid_to", NULL };

enum { TOGETHER = sizeof together / sizeof *together - 1, LAST_DAY = 9 };

struct register_state {
	int32_t day;        /* --as-of */
	struct gr_buf text; /* a line */
	bool several;       /* registers: under one heading */
	bool begun;
};

static enum gr_status register_start(struct gr_run *run, void *opaque,
    struct gr_err *err)
{
	struct register_state *state = opaque;
	struct gr_days day;

	if (!gr_date_parse(gr_run_as_of(run), &day))
		return gr_err_set(err, GR_EUSAGE, "--as-of must be given");
	state->day = day.first;
	state->several = gr_run_operands(run) > 1;
	return GR_OK;
}

static void put_cell(struct gr_buf *line, struct gr_slice cell)
{
	bool quote = false;

	for (size_t i = 0; i < cell.len; i++)
		quote = quote || cell.ptr[i] == ',' || cell.ptr[i] == '"'
		    || cell.ptr[i] == '\r' || cell.ptr[i] == '\n';
	if (!quote) {
		gr_buf_add(line, cell);
		return;
	}
	gr_buf_byte(line, '"');
	for (size_t i = 0; i < cell.len; i++) {
		if (cell.ptr[i] == '"')
			gr_buf_byte(line, '"');
		gr_buf_byte(line, cell.ptr[i]);
	}
	gr_buf_byte(line, '"');
}

/* One row; the cell of column `blank` is written empty. */
static enum gr_status put_row(struct gr_run *run, struct gr_buf *line,
    const struct gr_slice *cell, size_t n, size_t blank, struct gr_err *err)
{
	gr_buf_clear(line);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			gr_buf_byte(line, ',');
		if (i != blank)
			put_cell(line, cell[i]);
	}
	gr_buf_byte(line, '\n');
	enum gr_status status = gr_buf_check(line, err);
	return status == GR_OK ? gr_print(run, gr_buf_slice(line), err)
	                       : status;
}

static enum gr_status put_heading(struct gr_run *run,
    struct register_state *state, const struct gr_table *table,
    struct gr_err *err)
{
	struct gr_slice name[TOGETHER];

	if (!state->several)
		return put_row(run, &state->text, table->header.name,
		    table->header.n, GR_NONE, err);
	if (state->begun)
		return GR_OK;
	state->begun = true;
	for (size_t i = 0; i < TOGETHER; i++)
		name[i] = gr_slice_of(together[i]);
	return put_row(run, &state->text, name, TOGETHER, GR_NONE, err);
}

/* A unit, under its own heading or that of several registers; `last`: the
 * position of its last day, which is not known yet, or GR_NONE. */
static enum gr_status put_unit(struct gr_run *run, struct register_state *state,
    const struct gr_table *table, const struct gr_table_row *row, size_t last,
    struct gr_err *err)
{
	struct gr_slice cell[TOGETHER];

	if (!state->several)
		return put_row(run, &state->text, row->cell, table->header.n,
		    last, err);
	for (size_t i = 0; i < TOGETHER; i++)
		cell[i] = gr_table_cell(table, row, together[i]);
	return put_row(run, &state->text, cell, TOGETHER,
	    last != GR_NONE ? LAST_DAY : GR_NONE, err);
}

/* What holds from a later day on had not happened. */
static enum gr_status clip_changes(struct gr_run *run,
    struct register_state *state, struct gr_table *table, struct gr_err *err)
{
	struct gr_changes changes;
	enum gr_status status = gr_changes_tidy(table, err);

	if (status == GR_OK)
		status = gr_changes_make(table, gr_run_standard(run), &changes,
		    err);
	if (status == GR_OK)
		status = put_heading(run, state, table, err);
	for (size_t i = 0; status == GR_OK && i < table->rows; i++) {
		const struct gr_table_row *row = &table->row[i];
		int32_t day;

		status = gr_changes_day(table, row, &day, err);
		if (status == GR_OK && day <= state->day)
			status = put_row(run, &state->text, row->cell,
			    table->header.n, GR_NONE, err);
	}
	return status;
}

/* The rows once more, after all of them have been found to be a register's. */
static enum gr_status put_units(struct gr_run *run,
    struct register_state *state, struct gr_table_rows *rows,
    struct gr_err *err)
{
	struct gr_table table = *gr_table_rows_table(rows);
	const struct gr_register_form form = gr_register_form(&table.header);
	struct gr_table_row row;
	enum gr_status status = put_heading(run, state, &table, err);

	table.arena = gr_run_scratch(run);
	while (status == GR_OK
	    && (status = gr_table_rows_next(rows, &row, err)) == GR_OK) {
		int32_t from, to;
		bool blank;

		status = gr_register_tidy_row(&table, &form, &row, &blank, err);
		if (status != GR_OK || blank)
			continue;
		status = gr_register_period(&table, &row, &from, &to, err);
		if (status == GR_OK && from <= state->day)
			status = put_unit(run, state, &table, &row,
			    to >= state->day ? form.day[1] : GR_NONE, err);
	}
	return status == GR_END ? GR_OK : status;
}

/* Nothing is written of what is not a register to its end, and it is not held
 * as a table: so it is read twice. */
static enum gr_status clip(struct gr_run *run, struct register_state *state,
    struct gr_source *source, struct gr_table_rows *rows, struct gr_err *err)
{
	struct gr_register reg;
	struct gr_table_rows *again = NULL;
	enum gr_status status = gr_register_take(gr_run_keep(run), rows,
	    gr_run_standard(run), &reg, err);

	if (status == GR_OK)
		status = gr_table_rows_take(gr_run_keep(run), source, &again,
		    err);
	if (status == GR_OK)
		status = put_units(run, state, again, err);
	gr_table_rows_close(again);
	return status;
}

static enum gr_status register_file(struct gr_run *run, void *opaque,
    struct gr_source *source, struct gr_err *err)
{
	struct register_state *state = opaque;
	struct gr_table_rows *rows;
	struct gr_table table;

	enum gr_status status = gr_table_rows_take(gr_run_keep(run), source,
	    &rows, err);
	if (status != GR_OK)
		return status;
	bool changes = gr_changes_are(gr_table_rows_table(rows));
	if (changes && state->several)
		status = gr_err_set(err, GR_EUSAGE,
		    "registers are joined, changes are not");
	else if (!changes)
		status = clip(run, state, source, rows, err);
	gr_table_rows_close(rows);
	if (!changes || status != GR_OK)
		return status;
	status = gr_table_take(gr_run_keep(run), source, &table, err);
	return status == GR_OK ? clip_changes(run, state, &table, err) : status;
}

static void register_stop(struct gr_run *run, void *opaque)
{
	struct register_state *state = opaque;

	(void)run;
	gr_buf_free(&state->text);
}

const struct gr_filter gr_register = {
	.name = "register",
	.summary = "Write the register, or the table of its changes, as it "
	           "stood on a day: what was not yet valid is left out, what "
	           "ended later is open.  Several registers become one.",
	.args = "[FILE...]",
	.state_bytes = sizeof(struct register_state),
	.traits = GR_NEEDS_STANDARD | GR_KNOWS_AS_OF | GR_NO_OUTPUT_STREAM,
	.start = register_start,
	.file = register_file,
	.stop = register_stop,
};
