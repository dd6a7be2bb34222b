/* row.c - a record of a delivery as a row under dictionary names. */
#include <stdlib.h>

#include "text/blank.h"

#include "delivery/damage.h"
#include "delivery/state.h"

const struct gr_slice *gr_delivery_fields(const struct gr_standard *standard,
    struct gr_arena *keep, size_t *n)
{
	struct gr_slice *name = GR_NEW_ARRAY(keep,
	    GR_PLACE_COLUMNS + standard->columns, struct gr_slice);

	*n = GR_PLACE_COLUMNS;
	if (!name)
		return NULL;
	name[GR_WAVE] = GR_S("wave");
	name[GR_SRC] = GR_S("src");
	name[GR_LINE] = GR_S("line");
	for (size_t i = 0; i < standard->columns; i++)
		if (!standard->column[i].personal)
			name[(*n)++] = standard->column[i].name;
	return name;
}

enum gr_status gr_row_maker_begin(struct gr_row_maker *m, struct gr_delivery *d,
    const struct gr_delivery_sink *sink, struct gr_delivery_counts *counts,
    struct gr_err *err)
{
	const struct gr_standard *s = d->setup->standard;

	*m = (struct gr_row_maker){ .d = d,
		.sink = sink,
		.counts = counts,
		.fields = GR_PLACE_COLUMNS,
		.scratch = gr_arena_new() };
	m->output = calloc(s->columns + 1, sizeof(*m->output));
	m->told = calloc(d->layout.width + 1, sizeof(*m->told));
	m->stray = calloc(d->layout.width + 1, sizeof(*m->stray));
	m->field = calloc(GR_PLACE_COLUMNS + s->columns, sizeof(*m->field));
	m->blank = calloc(GR_PLACE_COLUMNS + s->columns, sizeof(*m->blank));
	m->absent = calloc(s->columns + 1, sizeof(*m->absent));
	m->answer = calloc(d->layout.width + 1, sizeof(*m->answer));
	if (!m->scratch || !m->output || !m->told || !m->stray || !m->field
	    || !m->blank || !m->absent || !m->answer)
		return gr_err_memory(err);
	for (size_t i = 0; i < d->layout.width; i++) {
		size_t column = d->layout.column[i].column;

		if (column != GR_NONE && gr_standard_is_answer(s, column))
			m->answer[m->answers++] = i;
	}
	for (size_t i = 0; i < s->columns; i++) {
		m->output[i] = s->column[i].personal ? GR_NONE : m->fields++;
		if (d->layout.file_column[i] == GR_NONE
		    && m->output[i] != GR_NONE && gr_delivery_asks(s, i))
			m->absent[m->absents++] = m->output[i];
	}
	for (size_t i = 0; i < m->fields; i++)
		m->blank[i] = gr_slice_make("", 0);
	m->blank[GR_WAVE] = d->setup->wave;
	m->blank[GR_SRC] = d->src;
	enum gr_status status = gr_sheet_cells_begin(m, err);
	if (status == GR_OK)
		status = gr_sheet_covered_begin(m, err);
	return status == GR_OK ? gr_row_cells_begin(m, err) : status;
}

void gr_row_maker_end(struct gr_row_maker *m)
{
	gr_arena_free(m->scratch);
	free(m->output);
	free(m->told);
	free(m->stray);
	free(m->absent);
	free(m->answer);
	free(m->field);
	free(m->blank);
	gr_row_cells_end(m);
	gr_sheet_cells_end(m);
	gr_sheet_covered_end(m);
	gr_buf_free(&m->work);
	gr_buf_free(&m->fold);
	gr_buf_free(&m->above_code);
	for (size_t k = 0; k < GR_FILLED_PLACES; k++)
		gr_buf_free(&m->above[k]);
}

/* ---- places ---- */

/* The digits of a code as written, or an empty slice. */
static struct gr_slice code_digits(struct gr_row_maker *m,
    const struct gr_csv_record *record)
{
	size_t at = m->d->layout.role[GR_ROLE_CODE], i = 0;

	struct gr_slice s = at < record->cells ? record->cell[at]
	                                       : gr_slice_make(NULL, 0);
	if (!gr_slice_is_digits(s))
		s = gr_blank_folded(&m->fold, s, &m->failed);
	while (s.len > 0
	    && (s.ptr[0] == '=' || s.ptr[0] == '\'' || s.ptr[0] == '"'))
		s = gr_slice_skip(s, 1);
	while (i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9')
		i++;
	/* 2.3E+11 is no code, nor is what it becomes when it is saved again */
	if (i < s.len && s.ptr[i] != '"' && s.ptr[i] != '\'')
		i = 0;
	if (i >= 3 && memcmp(s.ptr + i - 3, "000", 3) == 0)
		i = 0;
	return gr_slice_make(s.ptr, i);
}

static bool is_ditto(struct gr_row_maker *m, struct gr_slice cell)
{
	const struct gr_layout_words *words = m->d->setup->words;

	if (words->n[GR_LAYOUT_WORD_DITTO] == 0 || cell.len > 16)
		return false;
	cell = gr_blank_folded(&m->work, cell, &m->failed);
	return gr_layout_words_is(words, GR_LAYOUT_WORD_DITTO, cell).len > 0;
}

/* A blank or a ditto under a place: its name, if the codes agree (L09, L11). */
static enum gr_status fill_place(struct gr_row_maker *m, size_t k,
    const struct gr_csv_record *record, struct gr_slice code, bool ditto,
    struct gr_slice *out, bool *agrees, struct gr_err *err)
{
	size_t prefix = m->d->setup->words->prefix[k];
	size_t at = m->d->layout.role[gr_filled_role[k]];
	struct gr_slice raw = ditto ? *out : gr_slice_make(NULL, 0);
	struct gr_slice above = gr_buf_slice(&m->above_code);
	size_t column = m->d->layout.column[at].column;

	*agrees = prefix == 0 || code.len < prefix || above.len < prefix
	    || memcmp(code.ptr, above.ptr, prefix) == 0;
	if (m->above[k].len > 0 && *agrees) {
		*out = gr_arena_copy(m->scratch, gr_buf_slice(&m->above[k]));
		m->counts->fixed++;
		return out->ptr ? GR_OK : gr_err_memory(err);
	}
	if (m->above[k].len == 0 && !ditto)
		return GR_OK;
	*out = GR_CELL_STOPPED;
	if (m->above[k].len == 0)
		return gr_row_maker_tell(m, GR_FINDING_L11, record->line,
		    column, raw, err);
	return gr_row_maker_tell(m, GR_FINDING_L09_ABOVE, record->line, column,
	    raw, err);
}

/* Whether two codes are not of one place, as far as they name it. */
static bool is_elsewhere(const struct gr_row_maker *m, struct gr_slice code,
    struct gr_slice above)
{
	bool elsewhere = false;

	for (size_t k = 0; k < GR_FILLED_PLACES; k++) {
		size_t prefix = m->d->setup->words->prefix[k];

		elsewhere |= prefix > 0 && code.len >= prefix
		    && above.len >= prefix
		    && memcmp(code.ptr, above.ptr, prefix) != 0;
	}
	return elsewhere;
}

/* The code that the next row's must agree with if it leaves places out.  Where
 * the same places are written over two codes, neither vouches for them. */
static void keep_code(struct gr_row_maker *m, struct gr_slice code, bool filled)
{
	bool doubtful = !filled
	    && is_elsewhere(m, code, gr_buf_slice(&m->above_code));

	gr_buf_clear(&m->above_code);
	if (!doubtful)
		gr_buf_add(&m->above_code, code);
	m->failed |= m->above_code.failed;
}

static enum gr_status fill_places(struct gr_row_maker *m,
    const struct gr_csv_record *record, struct gr_err *err)
{
	const struct gr_layout *layout = &m->d->layout;
	struct gr_slice code = code_digits(m, record);
	enum gr_status status = GR_OK;
	bool all_agree = true, filled = false;
	bool vouches = gr_row_maker_vouches(m, record);

	for (size_t k = 0; k < GR_FILLED_PLACES && status == GR_OK; k++) {
		size_t at = layout->role[gr_filled_role[k]];
		if (at == GR_NONE)
			continue;
		struct gr_slice *out =
		    &m->field[m->output[layout->column[at].column]];
		status = gr_sheet_cells_merged(m, k, record->line, out, err);
		if (status != GR_OK)
			return status;
		/* a name that is kept is neither blank nor a ditto */
		if (m->above[k].len > 0
		    && gr_slice_eq(*out, gr_buf_slice(&m->above[k])))
			continue;
		bool ditto = is_ditto(m, *out), agrees = true;
		if (ditto || gr_blank_only(*out)) {
			status = fill_place(m, k, record, code, ditto, out,
			    &agrees, err);
			all_agree &= agrees;
			filled = true;
			continue;
		}
		/* another city has other counties: nothing below it is kept */
		for (size_t lower = k; lower < GR_FILLED_PLACES; lower++)
			gr_buf_clear(&m->above[lower]);
		gr_buf_clear(&m->above_code);
		if (vouches && !gr_slice_eq(*out, GR_CELL_STOPPED))
			gr_buf_add(&m->above[k], *out);
		m->failed |= m->above[k].failed;
	}
	if (status == GR_OK && vouches && all_agree && code.len > 0)
		keep_code(m, code, filled);
	return status;
}

/* ---- the row ---- */

/* Columns that the table does not have: said above it, or asked for. */
static void fill_absent(struct gr_row_maker *m)
{
	const struct gr_delivery *d = m->d;

	for (size_t i = 0; i < m->absents; i++)
		m->field[m->absent[i]] = GR_CELL_STOPPED;
	for (size_t i = 0; i < d->preamble.n; i++) {
		const struct gr_given *given = &d->preamble.given[i];
		m->field[m->output[given->column]] = given->value;
	}
}

/* Whether anything is written under a heading of an answer, or may be. */
static bool is_answered(const struct gr_row_maker *m,
    const struct gr_csv_record *record, const bool *doubt)
{
	for (size_t k = 0; k < m->answers; k++) {
		size_t i = m->answer[k];

		if (i < record->cells
		    && ((doubt && doubt[i]) || !gr_blank_only(record->cell[i])))
			return true;
	}
	return false;
}

static bool names_a_place(const struct gr_row_maker *m,
    const struct gr_csv_record *record)
{
	for (size_t k = 0; k < GR_FILLED_PLACES; k++) {
		size_t at = m->d->layout.role[gr_filled_role[k]];

		if (at < record->cells && !gr_blank_only(record->cell[at]))
			return true;
	}
	return false;
}

static enum gr_status say_nothing(void *context, const struct gr_event *event,
    struct gr_err *err)
{
	(void)context;
	(void)event;
	(void)err;
	return GR_OK;
}

/* The cells of a row, and what they are for the rows below it. */
static enum gr_status make_cells(struct gr_row_maker *m,
    const struct gr_csv_record *record, const bool *doubt,
    enum gr_finding_kind why, enum gr_finding_kind flag, struct gr_err *err)
{
	enum gr_status status = gr_row_cells_make(m, record, doubt, why, err);

	if (status == GR_OK)
		status = gr_sheet_cells_mark(m, record, err);
	if (status == GR_OK)
		status = gr_sheet_covered_ask(m, record, err);
	if (status == GR_OK && flag != GR_FINDING_NONE)
		status = gr_row_maker_tell(m, flag, record->line, GR_NONE,
		    gr_slice_make(NULL, 0), err);
	if (status == GR_OK)
		status = fill_places(m, record, err);
	if (status == GR_OK)
		status = gr_row_maker_tell_name(m, record, err);
	return status == GR_OK && m->failed ? gr_err_memory(err) : status;
}

/* Make the row of a record that has the heading's cells, or was given them.  Of
 * one of many nothing is said; what it is worth to others is where they are. */
static enum gr_status make_row(struct gr_row_maker *m,
    const struct gr_csv_record *record, const bool *doubt,
    enum gr_finding_kind why, enum gr_finding_kind flag, struct gr_err *err)
{
	static const struct gr_delivery_sink silent = { .event = say_nothing };
	const struct gr_delivery_sink *sink = m->sink;
	bool answered = is_answered(m, record, doubt);

	if (!answered && gr_many_is_full(&m->many, GR_FINDING_R13_BLANK)) {
		if (!names_a_place(m, record))
			return gr_row_maker_refuse(m, GR_FINDING_R13_BLANK,
			    record->line, NULL, err);
		m->sink = &silent;
	}
	gr_row_maker_line(m, record->line);
	enum gr_status status = make_cells(m, record, doubt, why, flag, err);
	m->sink = sink;
	if (status != GR_OK)
		return status;
	fill_absent(m);
	if (!answered)
		return gr_row_maker_refuse_blank(m, record->line, err);
	return m->sink->row(m->sink->context, m->field, m->fields, err);
}

/* A row of too few cells, or too many: what its readings agree on. */
static enum gr_status make_aligned(struct gr_row_maker *m,
    const struct gr_csv_record *record, struct gr_err *err)
{
	struct gr_delivery *d = m->d;
	struct gr_csv_record row = *record;
	struct gr_aligned aligned;
	bool is_short = gr_readings_is_short(d->readings, record);
	enum gr_status status = gr_delivery_align(d, record, &aligned, err);

	if (status != GR_OK)
		return status;
	if (!aligned.plausible || !gr_readings_has_unit(d->readings, &aligned))
		return gr_row_maker_refuse(m,
		    is_short ? GR_FINDING_D16_ROW : GR_FINDING_D17_ROW,
		    record->line, NULL, err);
	row.cell = aligned.cell;
	row.cells = gr_readings_cells(d->readings);
	row.plain = NULL; /* they are not all of its text */
	return make_row(m, &row, aligned.doubt,
	    is_short ? GR_FINDING_D16_CELL : GR_FINDING_D17_CELL,
	    is_short ? GR_FINDING_D16_READ : GR_FINDING_D17_READ, err);
}

/* Filled cells behind the last heading, where it has blank ones. */
static bool has_surplus(const struct gr_row_maker *m,
    const struct gr_csv_record *record)
{
	for (size_t i = m->d->layout.width; i < record->cells; i++)
		if (!gr_blank_only(record->cell[i]))
			return true;
	return false;
}

enum gr_status gr_row_maker_row(struct gr_row_maker *m,
    const struct gr_csv_record *record, struct gr_err *err)
{
	const struct gr_delivery *d = m->d;

	if (!gr_readings_is_whole(d->readings, record))
		return make_aligned(m, record, err);
	/* a workbook's cells stand in their columns, whatever is beside them */
	if (m->d->sheet == NULL && has_surplus(m, record))
		return gr_row_maker_refuse(m, GR_FINDING_D17_ROW, record->line,
		    NULL, err);
	if (!record->stray)
		return make_row(m, record, NULL, GR_FINDING_NONE,
		    GR_FINDING_NONE, err);
	const struct gr_damage_table table = { .layout = &d->layout,
		.cells = record->cells,
		.delimiter = d->delimiter,
		.plausible = d->setup->plausible };
	gr_damage_strays(&table, record, m->stray, d->layout.width);
	return make_row(m, record, m->stray, GR_FINDING_D14_CELL,
	    GR_FINDING_NONE, err);
}
