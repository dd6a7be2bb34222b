/* wave.c - one wave: who answers, in which delivery, how often */
#include "synth/synth.h"

/* ---- which of them happens ---- */

/* What must be true of a unit's answers. */
static bool is_given(const struct gr_synth_turn *w,
    const struct gr_mess_row *row)
{
	size_t columns = w->synth->standard->columns;

	if (row->given == NULL)
		return true;
	struct gr_env env = { .now = w->answers.now,
		.prev = w->answers.prev,
		.parameter = w->answers.parameter };

	if (env.prev == NULL)
		env.prev = GR_NEW_ARRAY(w->synth->unit, columns,
		    struct gr_slice);
	return env.prev != NULL && gr_expr_test(row->given, &env) == GR_TRUE;
}

/* Codes of another time: each is given away once, before the first wave. */
static bool is_code_change(const struct gr_mess_row *row)
{
	return gr_slice_eq(row->form, GR_S("renamed"))
	    || gr_slice_eq(row->form, GR_S("merged"))
	    || gr_slice_eq(row->form, GR_S("split"));
}

/* A record's mess can be made only if its forms can. */
static bool is_possible(const struct gr_synth_turn *w,
    const struct gr_mess_row *row)
{
	struct gr_buf buf = { 0 };
	bool done;

	if (is_code_change(row) || gr_slice_eq(row->form, GR_S("prev-code"))) {
		if (w->unit->code.len != 12
		    || w->synth->standard->role[GR_ROLE_CODE] == GR_NONE)
			return false;
		if (gr_slice_eq(row->form, GR_S("split")) && w->other == NULL)
			return false;
	}
	if (is_code_change(row))
		return w->first;
	if (row->columns == 0)
		return is_given(w, row);
	struct gr_synth_form_args args = {
		.value = w->answers.now[row->column[0]],
		.column = &w->synth->standard->column[row->column[0]],
		.unit = w->unit,
		.other = w->other,
		.wave = w->wave
	};

	/* the counts of a file's shares must be beyond doubt */
	if (w->sheet->layout.shares != NULL && args.column->type != GR_TYPE_CODE
	    && args.column->type != GR_TYPE_TEXT)
		return false;
	if (!gr_synth_form_fits(row, args.value) || !is_given(w, row))
		return false;
	done = gr_synth_form_expand(&buf, row->form, &args);
	gr_buf_free(&buf);
	return done;
}

static const struct gr_mess_row *draw_mess(const struct gr_synth_turn *w)
{
	const struct gr_mess_choices *choices = &w->synth->mess.record;
	uint64_t left = gr_draw_below(gr_draw(w->draw, 23, 0), 10000);

	for (size_t i = 0; i < choices->n; i++) {
		if (left < choices->weight[i])
			return is_possible(w, choices->row[i]) ? choices->row[i]
			                                       : NULL;
		left -= choices->weight[i];
	}
	return NULL;
}

/* A unit nearby of quite another name. */
static const struct gr_synth_unit *find_other(struct gr_synth_turn *w)
{
	const struct gr_register *reg = &w->synth->reg;
	size_t n;
	const struct gr_unit *first = gr_register_periods(reg, w->unit->code,
	    &n);

	for (size_t i = 1; first && i < 5; i++) {
		const struct gr_unit *other = first + i;

		if (other == reg->unit + reg->units)
			break;
		w->neighbour = gr_synth_unit_of(other);
		if (w->neighbour.name.len > 6 && w->unit->name.len > 6
		    && memcmp(w->neighbour.name.ptr, w->unit->name.ptr, 6) != 0)
			return &w->neighbour;
	}
	return NULL;
}

static bool is_absent(const struct gr_synth_turn *w)
{
	uint64_t slot;

	return gr_map_get(&w->synth->recipes.parameter_index, GR_S("responds"),
	           &slot)
	    && !gr_slice_eq(w->answers.parameter[slot], GR_S("1"));
}

static enum gr_status put_unit(struct gr_synth_turn *w, struct gr_err *err)
{
	enum gr_status status = gr_synth_answers_make(&w->synth->recipes,
	    w->unit, w->index, w->synth->unit, &w->answers, err);

	if (status != GR_OK)
		return status;
	if (is_absent(w))
		return gr_synth_fate_absent(w, GR_S("no-response"), err);
	w->draw = gr_draw(w->synth->seed, gr_slice_hash(w->wave),
	    gr_slice_hash(w->unit->code));
	w->other = find_other(w);
	w->mess = NULL;
	w->mess = draw_mess(w);
	if (w->mess != NULL)
		return gr_synth_fate_mess(w, err);
	return gr_synth_fate_standing(w, w->sheet, w->answers.now, NULL, err);
}

/* ---- deliveries ---- */

static enum gr_status close_delivery(struct gr_synth_turn *w,
    struct gr_err *err)
{
	struct gr_synth_sheet *sheet = w->sheet, *supplement = w->supplement;
	enum gr_status status = GR_OK;

	w->sheet = w->supplement = NULL;
	if (sheet != NULL)
		status = gr_synth_sheet_close(sheet, err);
	if (supplement != NULL && status == GR_OK)
		return gr_synth_sheet_close(supplement, err);
	gr_synth_sheet_abandon(supplement);
	return status;
}

/* The delivery that this unit belongs to: its city's, its county's, or the
 * only one. */
static enum gr_status choose_delivery(struct gr_synth_turn *w,
    struct gr_err *err)
{
	struct gr_synth *s = w->synth;
	uint64_t draw = gr_draw(s->seed, gr_slice_hash(w->wave),
	    gr_slice_hash(w->unit->city_code));
	const struct gr_mess_row *by_county = gr_mess_has(&s->mess,
	    GR_MESS_LAYOUT, GR_S("by-county"), draw);
	struct gr_slice name = w->unit->city_code;
	enum gr_status status;

	if (s->single_file)
		name = GR_S("all");
	else if (by_county != NULL)
		name = w->unit->county_code;
	if (w->sheet != NULL
	    && gr_slice_eq(name, gr_slice_make(w->name.ptr, w->name.len - 1)))
		return GR_OK;
	status = close_delivery(w, err);
	gr_arena_reset(s->sheet);
	gr_buf_clear(&w->name);
	gr_buf_add(&w->name, name);
	gr_buf_byte(&w->name, '\0');
	if (status == GR_OK)
		status = gr_buf_check(&w->name, err);
	if (status == GR_OK)
		status = gr_synth_sheet_open(s, w->wave, w->unit, w->name.ptr,
		    false, s->sheet, &w->sheet, err);
	return status == GR_OK && by_county != NULL && !s->single_file
	    ? gr_synth_sheet_defect(w->sheet, 0, by_county, GR_S(""), GR_S(""),
	        GR_S(""), GR_S(""), err)
	    : status;
}

static enum gr_status open_truth(struct gr_synth_turn *w, struct gr_err *err)
{
	const struct gr_synth_format format = { .delimiter = ',' };
	const struct gr_standard *standard = w->synth->standard;
	struct gr_slice *cell = GR_NEW_ARRAY(w->synth->unit,
	    standard->columns + 4, struct gr_slice);
	struct gr_buf path = { 0 };
	size_t n = 0;

	if (cell == NULL)
		return gr_err_memory(err);
	gr_buf_format(&path, "%s/truth/%.*s.csv%c", w->synth->out,
	    GR_ARG(w->wave), '\0');
	enum gr_status status = gr_buf_check(&path, err);

	if (status == GR_OK)
		status = gr_synth_file_open(path.ptr, &format, &w->synth->truth,
		    err);
	gr_buf_free(&path);
	cell[n++] = GR_S("wave");
	cell[n++] = GR_S("src");
	cell[n++] = GR_S("line");
	cell[n++] = GR_S("state");
	for (size_t c = 0; c < standard->columns; c++)
		if (!standard->column[c].personal)
			cell[n++] = standard->column[c].name;
	return status == GR_OK
	    ? gr_synth_file_row(w->synth->truth, cell, n, err)
	    : status;
}

enum gr_status gr_synth_wave(struct gr_synth *s, size_t wave, bool first,
    struct gr_err *err)
{
	struct gr_synth_turn w = { .synth = s,
		.index = wave,
		.first = first,
		.wave = s->standard->wave[wave] };
	struct gr_synth_cursor cursor = { .at = 0 };
	int32_t day = 0;
	bool is_year = gr_wave_last_day(w.wave, &day);
	enum gr_status status;

	gr_arena_reset(s->unit);
	status = open_truth(&w, err);
	while (status == GR_OK) {
		status = gr_synth_next(s, &cursor, &w.unit, err);
		if (status != GR_OK || !is_year || day < w.unit->valid_from
		    || day > w.unit->valid_to)
			continue;
		gr_arena_reset(s->unit);
		status = choose_delivery(&w, err);
		if (status == GR_OK)
			status = put_unit(&w, err);
	}
	if (status == GR_END)
		status = close_delivery(&w, err);
	gr_synth_sheet_abandon(w.sheet);
	gr_synth_sheet_abandon(w.supplement);
	gr_buf_free(&cursor.text);
	gr_buf_free(&w.name);
	if (status == GR_OK) {
		status = gr_synth_file_close(s->truth, err);
		s->truth = NULL;
	}
	return status;
}
