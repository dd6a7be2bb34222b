/* row_aside.c - where a row of a delivery stands, and one that does not go on. */
#include "delivery/state.h"

void gr_row_maker_break(struct gr_row_maker *m)
{
	for (size_t k = 0; k < GR_FILLED_PLACES; k++)
		gr_buf_clear(&m->above[k]);
	gr_buf_clear(&m->above_code);
}

/* What is made next is told of this line; its fields are those of the row before,
 * until gr_row_cells_make() or gr_row_cells_blank(). */
void gr_row_maker_line(struct gr_row_maker *m, uint64_t line)
{
	char *end = m->line + sizeof(m->line), *p = end;

	gr_arena_reset(m->scratch);
	do {
		*--p = (char)('0' + line % 10);
		line /= 10;
	} while (line > 0);
	m->blank[GR_LINE] = gr_slice_make(p, (size_t)(end - p));
}

/* Whether a row is one of many that are one record (ruling 40). */
static bool goes_with_many(struct gr_row_maker *m, enum gr_finding_kind why,
    uint64_t line)
{
	if (!gr_many_add(&m->many, why, line))
		return false;
	m->counts->in--;
	return true;
}

static enum gr_status tell_rows(struct gr_row_maker *m,
    const struct gr_many_rows *rows, struct gr_err *err)
{
	struct gr_buf number = { 0 };
	struct gr_event event;
	enum gr_status status = gr_delivery_event(m->d, GR_FINDING_MANY,
	    rows->first,
	    GR_WITH(GR_NUMBER("rows", rows->rows),
	        GR_NUMBER("line", rows->last)),
	    &event, err);

	gr_buf_uint(&number, rows->rows);
	if (status == GR_OK)
		status = gr_buf_check(&number, err);
	event.rule = gr_finding_rule(rows->why);
	event.action = GR_SETASIDE;
	event.value = gr_buf_slice(&number);
	gr_row_maker_line(m, rows->first);
	gr_row_cells_blank(m);
	if (status == GR_OK)
		status = m->sink->set_aside(m->sink->context, m->field,
		    m->fields, &event, err);
	m->counts->in++;
	gr_buf_free(&number);
	return status;
}

enum gr_status gr_row_maker_tell_many(struct gr_row_maker *m,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < GR_MANY_REASONS && status == GR_OK; i++)
		if (m->many.of[i].rows > 0)
			status = tell_rows(m, &m->many.of[i], err);
	return status;
}

/* What is set aside may have been of another place: nothing is filled down
 * across it. */
enum gr_status gr_row_maker_refuse(struct gr_row_maker *m,
    enum gr_finding_kind kind, uint64_t line, const struct gr_finding_arg *with,
    struct gr_err *err)
{
	struct gr_event event;

	gr_row_maker_break(m);
	if (goes_with_many(m, kind, line))
		return GR_OK;
	enum gr_status status = gr_delivery_event(m->d, kind, line, with,
	    &event, err);
	if (status != GR_OK)
		return status;
	gr_row_maker_line(m, line);
	gr_row_cells_blank(m);
	return m->sink->set_aside(m->sink->context, m->field, m->fields, &event,
	    err);
}

/* A list of names is no survey (R13): the row goes aside, with all it says. */
enum gr_status gr_row_maker_refuse_blank(struct gr_row_maker *m, uint64_t line,
    struct gr_err *err)
{
	struct gr_event event;

	if (goes_with_many(m, GR_FINDING_R13_BLANK, line))
		return GR_OK;
	enum gr_status status = gr_delivery_event(m->d, GR_FINDING_R13_BLANK,
	    line, NULL, &event, err);
	return status == GR_OK ? m->sink->set_aside(m->sink->context, m->field,
	           m->fields, &event, err)
	                       : status;
}
