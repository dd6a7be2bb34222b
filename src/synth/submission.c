/* submission.c - the pieces of what happens to a record */
#include "synth/synth.h"

struct gr_slice gr_synth_fate_text(const struct gr_synth_turn *w,
    const char *format, uint64_t number)
{
	struct gr_buf buf = { 0 };
	struct gr_synth_form_args args = { .unit = w->unit,
		.number = number,
		.wave = w->wave };
	struct gr_slice out = { NULL, 0 };

	if (gr_synth_form_expand(&buf, gr_slice_of(format), &args)
	    && !buf.failed)
		out = gr_arena_copy(w->synth->unit, gr_buf_slice(&buf));
	gr_buf_free(&buf);
	return out;
}

enum gr_status gr_synth_fate_absent(const struct gr_synth_turn *w,
    struct gr_slice reason, struct gr_err *err)
{
	const struct gr_slice cell[] = { w->wave, w->unit->code, reason };

	return gr_synth_file_row(w->synth->absent, cell, 3, err);
}

struct gr_slice *gr_synth_fate_copy(const struct gr_synth_turn *w)
{
	size_t n = w->synth->standard->columns;
	struct gr_slice *out = GR_NEW_ARRAY(w->synth->unit, n, struct gr_slice);

	if (out != NULL)
		memcpy(out, w->answers.now, n * sizeof(*out));
	return out;
}

enum gr_status gr_synth_fate_row(const struct gr_synth_turn *w,
    struct gr_synth_sheet *sheet, const struct gr_slice *cells,
    const struct gr_mess_row *mess, uint64_t *line, struct gr_err *err)
{
	struct gr_synth_entry entry = { .unit = w->unit,
		.other = w->other,
		.now = cells,
		.mess = mess,
		.draw = w->draw,
		.plain = w->mess != NULL };

	return gr_synth_sheet_row(sheet, &entry, line, err);
}

void gr_synth_fate_set(const struct gr_synth_turn *w, struct gr_slice *cell,
    enum gr_role role, struct gr_slice value)
{
	size_t column = w->synth->standard->role[role];

	if (column != GR_NONE)
		cell[column] = value;
}

enum gr_status gr_synth_fate_truth(const struct gr_synth_turn *w,
    const struct gr_synth_sheet *sheet, uint64_t line, const char *state,
    const struct gr_slice *cells, struct gr_err *err)
{
	const struct gr_standard *standard = w->synth->standard;
	struct gr_slice *out = GR_NEW_ARRAY(w->synth->unit,
	    standard->columns + 4, struct gr_slice);
	size_t n = 0;

	if (out == NULL)
		return gr_err_memory(err);
	out[n++] = w->wave;
	out[n++] = sheet->src;
	out[n++] = gr_synth_fate_text(w, "{n}", line);
	out[n++] = gr_slice_of(state);
	for (size_t c = 0; c < standard->columns; c++)
		if (!standard->column[c].personal)
			out[n++] = cells[c];
	return gr_synth_file_row(w->synth->truth, out, n, err);
}
