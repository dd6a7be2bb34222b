/* codes.c - records under a code or a name of another time */
#include "synth/synth.h"

/* A code that the register does not have: the unit's, with another pair of
 * digits behind the county's. */
static struct gr_slice code_before(const struct gr_synth_turn *w,
    const char *pair)
{
	struct gr_buf buf = { 0 };
	struct gr_slice out;

	gr_buf_add(&buf, gr_slice_make(w->unit->code.ptr, 6));
	gr_buf_text(&buf, pair);
	gr_buf_add(&buf, gr_slice_skip(w->unit->code, 8));
	out = gr_arena_copy(w->synth->unit, gr_buf_slice(&buf));
	gr_buf_free(&buf);
	return out;
}

static enum gr_status put_change(struct gr_synth_turn *w, struct gr_slice from,
    struct gr_slice to, const char *kind, struct gr_err *err)
{
	struct gr_buf day = { 0 };

	gr_buf_format(&day, "%.*s-01-01", GR_ARG(w->wave));
	const struct gr_slice change[] = { from, to, gr_buf_slice(&day),
		gr_slice_of(kind), GR_S("") };
	enum gr_status status = gr_buf_check(&day, err);

	if (status == GR_OK)
		status = gr_synth_file_row(w->synth->changes, change, 5, err);
	gr_buf_free(&day);
	return status;
}

static struct gr_slice column_of(const struct gr_synth_turn *w,
    enum gr_role role)
{
	const struct gr_standard *standard = w->synth->standard;

	return standard->role[role] == GR_NONE
	    ? GR_S("")
	    : standard->column[standard->role[role]].name;
}

/* A record that stands although its code or its name is `written`; `meant` is
 * all that can be read from it. */
static enum gr_status put_other(struct gr_synth_turn *w,
    const struct gr_slice *cells, const struct gr_slice *meant,
    enum gr_role role, struct gr_slice written, struct gr_slice own,
    struct gr_err *err)
{
	uint64_t line;
	enum gr_status status = gr_synth_fate_row(w, w->sheet, cells, NULL,
	    &line, err);

	if (status == GR_OK)
		status = gr_synth_sheet_defect(w->sheet, line, w->mess,
		    column_of(w, role), w->unit->code, written, own, err);
	return status == GR_OK
	    ? gr_synth_fate_truth(w, w->sheet, line, "standing", meant, err)
	    : status;
}

/* The unit was renamed: the table of changes knows the code that is written,
 * the register has the new one. */
enum gr_status gr_synth_fate_renamed(struct gr_synth_turn *w,
    struct gr_err *err)
{
	struct gr_slice *cells = gr_synth_fate_copy(w);
	struct gr_slice old = code_before(w, "98");

	if (cells == NULL || old.ptr == NULL)
		return gr_err_memory(err);
	gr_synth_fate_set(w, cells, GR_ROLE_CODE, old);
	enum gr_status status = put_change(w, old, w->unit->code, "renamed",
	    err);

	return status == GR_OK ? put_other(w, cells, w->answers.now,
	           GR_ROLE_CODE, old, w->unit->code, err)
	                       : status;
}

/* A record under a code of before that stands for no unit of now. */
static enum gr_status put_gone(struct gr_synth_turn *w, struct gr_slice old,
    struct gr_err *err)
{
	struct gr_slice *cells = gr_synth_fate_copy(w);
	uint64_t line;

	if (cells == NULL)
		return gr_err_memory(err);
	gr_synth_fate_set(w, cells, GR_ROLE_CODE, old);
	enum gr_status status = gr_synth_fate_row(w, w->sheet, cells, NULL,
	    &line, err);

	if (status == GR_OK)
		status = gr_synth_sheet_defect(w->sheet, line, w->mess,
		    column_of(w, GR_ROLE_CODE), w->unit->code, old, GR_S(""),
		    err);
	return status == GR_OK ? gr_synth_fate_absent(w, w->mess->id, err)
	                       : status;
}

/* Two units have become one; the record is of one of the two. */
enum gr_status gr_synth_fate_merged(struct gr_synth_turn *w, struct gr_err *err)
{
	struct gr_slice old = code_before(w, "97");
	struct gr_slice other = code_before(w, "96");

	if (old.ptr == NULL || other.ptr == NULL)
		return gr_err_memory(err);
	enum gr_status status = put_change(w, other, w->unit->code, "merged",
	    err);

	if (status == GR_OK)
		status = put_change(w, old, w->unit->code, "merged", err);
	return status == GR_OK ? put_gone(w, old, err) : status;
}

/* The code of before has two successors, and the record does not say which. */
enum gr_status gr_synth_fate_split(struct gr_synth_turn *w, struct gr_err *err)
{
	struct gr_slice old = code_before(w, "95");

	if (old.ptr == NULL)
		return gr_err_memory(err);
	enum gr_status status = put_change(w, old, w->unit->code, "split", err);

	if (status == GR_OK)
		status = put_change(w, old, w->other->code, "split", err);
	return status == GR_OK ? put_gone(w, old, err) : status;
}

/* A code that nobody knows, beside the one of before, which the register has. */
enum gr_status gr_synth_fate_prev_code(struct gr_synth_turn *w,
    struct gr_err *err)
{
	struct gr_slice *cells = gr_synth_fate_copy(w);
	struct gr_slice *meant = gr_synth_fate_copy(w);
	struct gr_slice unknown = code_before(w, "94");

	if (cells == NULL || meant == NULL || unknown.ptr == NULL)
		return gr_err_memory(err);
	gr_synth_fate_set(w, cells, GR_ROLE_CODE, unknown);
	gr_synth_fate_set(w, cells, GR_ROLE_PREV_CODE, w->unit->code);
	gr_synth_fate_set(w, meant, GR_ROLE_PREV_CODE, w->unit->code);
	return put_other(w, cells, meant, GR_ROLE_CODE, unknown, w->unit->code,
	    err);
}

/* A new name beside the one of before, which the register has. */
enum gr_status gr_synth_fate_prev_name(struct gr_synth_turn *w,
    struct gr_err *err)
{
	struct gr_slice *cells = gr_synth_fate_copy(w);
	struct gr_slice *meant = gr_synth_fate_copy(w);
	struct gr_slice name = gr_mess_text(&w->synth->mess, "new.name");

	if (cells == NULL || meant == NULL)
		return gr_err_memory(err);
	gr_synth_fate_set(w, cells, GR_ROLE_NAME, name);
	gr_synth_fate_set(w, cells, GR_ROLE_PREV_NAME, w->unit->name);
	gr_synth_fate_set(w, meant, GR_ROLE_PREV_NAME, w->unit->name);
	return put_other(w, cells, meant, GR_ROLE_NAME, name, w->unit->name,
	    err);
}
