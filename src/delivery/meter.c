/* meter.c - how much is made of a delivery, and when it is too much. */
#include "delivery/meter.h"

#define RATIO 200u
#define FREE_BYTES 65536u

/* Who packs so tightly repeats himself: some kilobytes of gzip hold ten
 * megabytes of rows with something to say of every cell.  What comes of them is
 * held to what was sent. */
#define TIGHTLY 64u
#define FREE_PACKED_BYTES ((uint64_t)4 << 20)

/* A finding besides the name of its delivery: its message, its other cells. */
#define EVENT_BYTES 512u
#define EVENTS_OF_ROW 4u /* besides one a cell */

/* Columns that may have a finding of their own. */
static uint64_t columns_of(const struct gr_delivery *d)
{
	return d->setup->standard->columns + d->layout.width;
}

/* What is said of columns is not the more the longer the delivery is, and its
 * name is no fault of it. */
static uint64_t bound(struct gr_delivery *d)
{
	uint64_t read = gr_source_bytes(d->source);
	uint64_t sent = gr_source_raw_bytes(d->source);

	if (d->decoded_bytes < read)
		d->decoded_bytes = read;
	if (d->sent_bytes < sent)
		d->sent_bytes = sent;
	uint64_t most = RATIO * d->decoded_bytes + FREE_BYTES;
	uint64_t packed = RATIO * d->sent_bytes + FREE_PACKED_BYTES;
	if (d->decoded_bytes / TIGHTLY >= d->sent_bytes && packed < most)
		most = packed;
	return most + columns_of(d) * d->src.len;
}

static enum gr_status add(struct gr_meter *m, uint64_t bytes,
    struct gr_err *err)
{
	m->bytes += bytes;
	if (m->bytes <= bound(m->delivery))
		return GR_OK;
	return gr_delivery_refuse(m->delivery, GR_FINDING_D20, 0,
	    GR_WITH(GR_NUMBER("times", RATIO)), err);
}

static uint64_t bytes_of(const struct gr_slice *field, size_t n)
{
	uint64_t bytes = n;
	size_t i = 0;

	/* four sums that need not wait for each other */
	for (; i + 4 <= n; i += 4)
		bytes += (field[i].len + field[i + 1].len)
		    + (field[i + 2].len + field[i + 3].len);
	for (; i < n; i++)
		bytes += field[i].len;
	return bytes;
}

static uint64_t bytes_of_event(const struct gr_meter *m,
    const struct gr_event *event)
{
	return m->delivery->src.len + event->code.len + event->column.len
	    + event->rule.len + event->raw.len + event->value.len
	    + event->message.len + 32;
}

static enum gr_status meter_row(void *context, const struct gr_slice *field,
    size_t n, struct gr_err *err)
{
	struct gr_meter *m = context;
	enum gr_status status = add(m, bytes_of(field, n), err);

	return status == GR_OK && m->to
	    ? m->to->row(m->to->context, field, n, err)
	    : status;
}

static enum gr_status meter_event(void *context, const struct gr_event *event,
    struct gr_err *err)
{
	struct gr_meter *m = context;
	enum gr_status status = add(m, bytes_of_event(m, event), err);

	return status == GR_OK && m->to
	    ? m->to->event(m->to->context, event, err)
	    : status;
}

static enum gr_status meter_set_aside(void *context,
    const struct gr_slice *field, size_t n, const struct gr_event *event,
    struct gr_err *err)
{
	struct gr_meter *m = context;
	enum gr_status status = add(m,
	    bytes_of(field, n) + bytes_of_event(m, event), err);

	return status == GR_OK && m->to
	    ? m->to->set_aside(m->to->context, field, n, event, err)
	    : status;
}

struct gr_delivery_sink gr_meter_sink(struct gr_meter *meter)
{
	return (struct gr_delivery_sink){ meter, meter_row, meter_event,
		meter_set_aside };
}

bool gr_meter_is_needed(struct gr_delivery *d, uint64_t rows)
{
	uint64_t cells = d->layout.width + EVENTS_OF_ROW;
	uint64_t row = cells * (d->src.len + EVENT_BYTES)
	    + d->setup->standard->columns;

	/* what is written in a row may be said with each of its findings */
	return rows * row + columns_of(d) * (d->src.len + EVENT_BYTES)
	    + 4 * gr_source_bytes(d->source)
	    > bound(d);
}
