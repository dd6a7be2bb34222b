/* fate.c - what becomes of one record on its way into a delivery */
#include "synth/synth.h"

#include "number/date.h"

static struct gr_slice now(const struct gr_synth_turn *w, enum gr_role role)
{
	size_t column = w->synth->standard->role[role];

	return column == GR_NONE ? GR_S("") : w->answers.now[column];
}

/* ---- the truth ---- */

static enum gr_status tell(const struct gr_synth_turn *w,
    struct gr_synth_sheet *sheet, uint64_t line, struct gr_slice raw,
    struct gr_slice value, struct gr_err *err)
{
	return gr_synth_sheet_defect(sheet, line, w->mess, GR_S(""),
	    w->unit->code, raw, value, err);
}

/* ---- records ---- */

/* A record that counts, whatever happens to single cells of it. */
enum gr_status gr_synth_fate_standing(const struct gr_synth_turn *w,
    struct gr_synth_sheet *sheet, const struct gr_slice *cells,
    const struct gr_mess_row *mess, struct gr_err *err)
{
	uint64_t line;
	enum gr_status status = gr_synth_fate_row(w, sheet, cells, mess, &line,
	    err);

	return status == GR_OK
	    ? gr_synth_fate_truth(w, sheet, line, "standing", cells, err)
	    : status;
}

static enum gr_status open_supplement(struct gr_synth_turn *w,
    struct gr_err *err)
{
	struct gr_buf name = { 0 };
	enum gr_status status;

	if (w->supplement != NULL)
		return GR_OK;
	gr_buf_format(&name, "%s_2%c", w->name.ptr, '\0');
	status = gr_buf_check(&name, err);
	if (status == GR_OK)
		status = gr_synth_sheet_open(w->synth, w->wave, w->unit,
		    name.ptr, true, w->synth->sheet, &w->supplement, err);
	gr_buf_free(&name);
	return status;
}

/* Some answers that nothing else rests on are gone in the later record. */
static void blank_some(const struct gr_synth_turn *w, struct gr_slice *cells)
{
	const struct gr_standard *standard = w->synth->standard;

	for (size_t c = 0; c < standard->columns; c++) {
		const struct gr_column *column = &standard->column[c];
		uint64_t draw = gr_draw(w->draw, gr_slice_hash(column->name),
		    17);

		if (column->requirement == 'O' && column->role == GR_ROLE_NONE
		    && column->na == GR_NA_NO && gr_draw_below(draw, 5) == 0)
			cells[c] = (struct gr_slice){ NULL, 0 };
	}
}

/* Why a record was sent a second time. */
enum replacement { REVISED, BLANKED, OTHER_LEVEL };

/* The delivery has what was sent first, the supplement what stands. */
static enum gr_status put_replaced(struct gr_synth_turn *w,
    enum replacement why, struct gr_err *err)
{
	struct gr_slice *old = gr_synth_fate_copy(w),
	                *standing = gr_synth_fate_copy(w);
	struct gr_slice population = now(w, GR_ROLE_POPULATION);
	struct gr_days day;
	struct gr_buf buf = { 0 };
	uint64_t line, people;

	if (old == NULL || standing == NULL)
		return gr_err_memory(err);
	if (gr_date_parse(now(w, GR_ROLE_REPORT_DATE), &day)) {
		gr_date_print(&buf, day.first - 1);
		gr_synth_fate_set(w, old, GR_ROLE_REPORT_DATE,
		    gr_arena_copy(w->synth->unit, gr_buf_slice(&buf)));
		gr_buf_free(&buf);
	}
	if (gr_slice_to_uint64(population, &people))
		gr_synth_fate_set(w, old, GR_ROLE_POPULATION,
		    gr_synth_fate_text(w, "{n}", people + 1));
	if (why == BLANKED)
		blank_some(w, standing);
	else if (why == REVISED)
		gr_synth_fate_set(w, standing, GR_ROLE_REVISION, GR_S("2"));
	else
		gr_synth_fate_set(w, old, GR_ROLE_REPORTER, w->unit->name);
	enum gr_status status = gr_synth_fate_row(w, w->sheet, old, NULL, &line,
	    err);

	if (status == GR_OK)
		status = tell(w, w->sheet, line, GR_S(""), GR_S(""), err);
	if (status == GR_OK)
		status = open_supplement(w, err);
	return status == GR_OK
	    ? gr_synth_fate_standing(w, w->supplement, standing, NULL, err)
	    : status;
}

static enum gr_status put_twice(struct gr_synth_turn *w, bool tie,
    struct gr_err *err)
{
	struct gr_slice *again = gr_synth_fate_copy(w);
	uint64_t line, second, people;

	if (again == NULL)
		return gr_err_memory(err);
	if (tie && gr_slice_to_uint64(now(w, GR_ROLE_POPULATION), &people))
		gr_synth_fate_set(w, again, GR_ROLE_POPULATION,
		    gr_synth_fate_text(w, "{n}", people + 1));
	enum gr_status status = gr_synth_fate_row(w, w->sheet, w->answers.now,
	    NULL, &line, err);

	if (status == GR_OK)
		status = gr_synth_fate_truth(w, w->sheet, line,
		    tie ? "tie" : "standing", w->answers.now, err);
	if (status == GR_OK)
		status = gr_synth_fate_row(w, w->sheet, again, NULL, &second,
		    err);
	if (status == GR_OK && tie)
		status = tell(w, w->sheet, line, GR_S(""), GR_S(""), err);
	return status == GR_OK
	    ? tell(w, w->sheet, second, GR_S(""), GR_S(""), err)
	    : status;
}

/* A record of nobody, behind a good one: a code outside the register, or none
 * and the name that somebody tried the form with. */
static enum gr_status put_stranger(struct gr_synth_turn *w, const char *name,
    bool has_code, struct gr_err *err)
{
	struct gr_slice *cells = gr_synth_fate_copy(w), code;
	struct gr_buf buf = { 0 };
	uint64_t line;
	enum gr_status status = gr_synth_fate_standing(w, w->sheet,
	    w->answers.now, NULL, err);

	if (cells == NULL)
		return gr_err_memory(err);
	code = gr_synth_fate_text(w, "{n}", 990 + gr_draw_below(w->draw, 9));
	if (w->unit->code.len == 12 && code.len == 3) {
		gr_buf_add(&buf, gr_slice_make(w->unit->code.ptr, 6));
		gr_buf_add(&buf, code);
		gr_buf_add(&buf, gr_slice_skip(w->unit->code, 9));
		code = gr_arena_copy(w->synth->unit, gr_buf_slice(&buf));
		gr_buf_free(&buf);
	}
	gr_synth_fate_set(w, cells, GR_ROLE_CODE, has_code ? code : GR_S(""));
	gr_synth_fate_set(w, cells, GR_ROLE_NAME,
	    gr_mess_text(&w->synth->mess, name));
	if (status == GR_OK)
		status = gr_synth_fate_row(w, w->sheet, cells, NULL, &line,
		    err);
	return status == GR_OK ? tell(w, w->sheet, line, code, GR_S(""), err)
	                       : status;
}

/* No code, and a name that only resembles the register's. */
static enum gr_status put_near_name(struct gr_synth_turn *w, struct gr_err *err)
{
	struct gr_slice *cells = gr_synth_fate_copy(w), name;
	struct gr_buf buf = { 0 };
	uint64_t line;

	if (cells == NULL)
		return gr_err_memory(err);
	gr_buf_add(&buf,
	    gr_slice_make(w->unit->name.ptr,
	        w->unit->name.len < 3 ? w->unit->name.len : 3));
	gr_buf_add(&buf, w->unit->name);
	name = gr_arena_copy(w->synth->unit, gr_buf_slice(&buf));
	gr_buf_free(&buf);
	gr_synth_fate_set(w, cells, GR_ROLE_CODE, GR_S(""));
	gr_synth_fate_set(w, cells, GR_ROLE_NAME, name);
	enum gr_status status = gr_synth_fate_row(w, w->sheet, cells, NULL,
	    &line, err);

	if (status == GR_OK)
		status = tell(w, w->sheet, line, name, GR_S(""), err);
	return status == GR_OK ? gr_synth_fate_absent(w, w->mess->id, err)
	                       : status;
}

static enum gr_status put_revised(struct gr_synth_turn *w, struct gr_err *err)
{
	return put_replaced(w, REVISED, err);
}

static enum gr_status put_blanked(struct gr_synth_turn *w, struct gr_err *err)
{
	return put_replaced(w, BLANKED, err);
}

static enum gr_status put_two_levels(struct gr_synth_turn *w,
    struct gr_err *err)
{
	return put_replaced(w, OTHER_LEVEL, err);
}

static enum gr_status put_again(struct gr_synth_turn *w, struct gr_err *err)
{
	return put_twice(w, false, err);
}

static enum gr_status put_tie(struct gr_synth_turn *w, struct gr_err *err)
{
	return put_twice(w, true, err);
}

static enum gr_status put_outside(struct gr_synth_turn *w, struct gr_err *err)
{
	return put_stranger(w, "outside.name", true, err);
}

static enum gr_status put_abolished(struct gr_synth_turn *w, struct gr_err *err)
{
	return put_stranger(w, "abolished.name", true, err);
}

static enum gr_status put_village(struct gr_synth_turn *w, struct gr_err *err)
{
	return put_stranger(w, "village.name", true, err);
}

static enum gr_status put_test(struct gr_synth_turn *w, struct gr_err *err)
{
	return put_stranger(w, "test.name", false, err);
}

/* It stands, whatever became of its cells. */
static enum gr_status put_damaged(struct gr_synth_turn *w, struct gr_err *err)
{
	return gr_synth_fate_standing(w, w->sheet, w->answers.now, w->mess,
	    err);
}

/* It is set aside, and the unit has not answered. */
static enum gr_status put_lost(struct gr_synth_turn *w, struct gr_err *err)
{
	uint64_t line;
	enum gr_status status = gr_synth_fate_row(w, w->sheet, w->answers.now,
	    w->mess, &line, err);

	return status == GR_OK ? gr_synth_fate_absent(w, w->mess->id, err)
	                       : status;
}

enum gr_status gr_synth_fate_mess(struct gr_synth_turn *w, struct gr_err *err)
{
	static const struct {
		const char *form;
		enum gr_status (
		    *put)(struct gr_synth_turn *w, struct gr_err *err);
	} fates[] = {
		{ "short", put_damaged },
		{ "long", put_damaged },
		{ "broken", put_lost },
		{ "overfull", put_lost },
		{ "revised", put_revised },
		{ "blanked", put_blanked },
		{ "two-levels", put_two_levels },
		{ "twice", put_again },
		{ "tie", put_tie },
		{ "outside", put_outside },
		{ "abolished", put_abolished },
		{ "village", put_village },
		{ "test", put_test },
		{ "near-name", put_near_name },
		{ "renamed", gr_synth_fate_renamed },
		{ "merged", gr_synth_fate_merged },
		{ "split", gr_synth_fate_split },
		{ "prev-code", gr_synth_fate_prev_code },
		{ "prev-name", gr_synth_fate_prev_name },
	};

	if (w->mess->columns > 0) /* the form is a cell's */
		return w->mess->outcome == GR_OUTCOME_SETASIDE
		    ? put_lost(w, err)
		    : put_damaged(w, err);
	for (size_t i = 0; i < sizeof(fates) / sizeof(fates[0]); i++)
		if (gr_slice_eq(w->mess->form, gr_slice_of(fates[i].form)))
			return fates[i].put(w, err);
	return gr_err_at(err, GR_EUSAGE, w->synth->mess.path, w->mess->line,
	    "form", "'%.*s' is nothing that happens to a record",
	    GR_ARG(w->mess->form));
}
