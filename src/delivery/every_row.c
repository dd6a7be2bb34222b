/* every_row.c - a delivery's rows as they were sent */
#include "delivery/every_row.h"

#include "delivery/state.h"

struct every {
	struct gr_delivery *d;
	gr_every_row_fn *call;
	void *context;
};

static enum gr_status visit(void *context, unsigned kind, size_t index,
    const struct gr_csv_record *record, struct gr_err *err)
{
	const struct every *e = context;
	enum gr_row_place place = GR_ROW_BELOW;

	(void)index;
	if (record->line < e->d->head[e->d->layout.first].line)
		place = GR_ROW_ABOVE;
	else if (record->line <= gr_delivery_heading_row(e->d)->line)
		place = GR_ROW_IN_HEADING;
	return e->call(e->context, record->line, record->cell,
	    kind == GR_ROW_DAMAGED ? 0 : record->cells, place, err);
}

enum gr_status gr_every_row(struct gr_delivery *delivery, gr_every_row_fn *call,
    void *context, struct gr_err *err)
{
	struct every every = { delivery, call, context };

	return gr_delivery_walk(delivery, visit, &every, err);
}
