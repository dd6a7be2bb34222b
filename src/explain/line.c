/* line.c - what every line of an explanation needs: words, cells, a record
 * under its view. */
#include "explain/explain_internal.h"

#include <stdarg.h>

#include "base/wording.h"
#include "number/date.h"
#include "register/register.h"

struct gr_slice gr_explain_say(const struct gr_explain *explain,
    const char *text)
{
	return gr_slice_of(gr_wording_in(explain->chinese, text));
}

struct gr_slice gr_explain_text(const struct gr_explain *explain,
    struct gr_err *err, const char *format, ...)
{
	struct gr_buf text = { 0 };
	struct gr_slice copy = { NULL, 0 };
	va_list args;

	va_start(args, format);
	gr_buf_vformat(&text, format, args);
	va_end(args);
	if (gr_buf_check(&text, err) == GR_OK)
		copy = gr_arena_copy(explain->release->keep,
		    gr_buf_slice(&text));
	gr_buf_free(&text);
	if (copy.ptr == NULL)
		(void)gr_err_memory(err);
	return copy;
}

bool gr_explain_has(const struct gr_explain *explain, enum gr_role role,
    const struct gr_header *header, const struct gr_row *row)
{
	struct gr_slice head = gr_standard_head(explain->standard, role);
	size_t at = head.len == 0 ? GR_NONE : gr_header_find(header, head);

	return at != GR_NONE && gr_slice_eq(row->field[at], explain->code);
}

struct gr_slice gr_explain_cell(const struct gr_table *t,
    const struct gr_table_row *row, const char *column)
{
	return gr_release_cell(t, row, gr_slice_of(column));
}

struct gr_explanation_line *gr_explain_atom(struct gr_explain_card *u,
    enum gr_explanation_kind kind, size_t atom, struct gr_err *err)
{
	const struct gr_standard *standard = u->explain->standard;
	const struct gr_atom *a = &standard->atom[atom];
	struct gr_explanation_line *line = gr_explanation_add(&u->explain->out,
	    kind, err);

	if (line == NULL)
		return NULL;
	line->field[GR_X_CRITERION] =
	    standard->criterion[a->criterion].criterion;
	line->field[GR_X_ATOM] = a->atom;
	line->field[GR_X_VERDICT] = gr_score_result(u->score.atom[atom]);
	line->field[GR_X_TITLE] = u->explain->chinese ? a->title_zh
	                                              : a->title_en;
	return line;
}

bool gr_explain_day(const struct gr_explain *explain, struct gr_slice wave,
    int32_t *out)
{
	struct gr_days day;

	if (!gr_date_parse(explain->release->manifest.as_of, &day)
	    || !gr_wave_last_day(wave, out))
		return false;
	if (day.last < *out)
		*out = day.last;
	return true;
}

enum gr_status gr_explain_load(const struct gr_explain *explain,
    const struct gr_table *records, const struct gr_table_row *record,
    struct gr_view *view, struct gr_row *row, struct gr_err *err)
{
	struct gr_slice as_of = explain->release->manifest.as_of;
	struct gr_slice wave = record->cell[GR_WAVE];
	int32_t day = 0;

	row->n = records->header.n;
	row->source = records->path;
	row->line = record->line;
	for (size_t i = 0; i < row->n; i++)
		row->field[i] = record->cell[i];
	if (!gr_explain_day(explain, wave, &day))
		return gr_err_at(err, GR_EDATA, explain->release->path, 0, NULL,
		    "'%.*s' is no date, or '%.*s' no year", GR_ARG(as_of),
		    GR_ARG(wave));
	return gr_view_load(view, row, as_of, day, err);
}

const struct gr_table_row *gr_explain_record(const struct gr_explain_members *m)
{
	return m->record[m->row - m->communities->row];
}

struct gr_slice gr_explain_answer(const struct gr_explain_members *m,
    size_t column)
{
	const struct gr_table_row *record = gr_explain_record(m);

	return record == NULL || column == GR_NONE
	        || m->view.at[column] == GR_NONE
	    ? GR_S("")
	    : record->cell[m->view.at[column]];
}
