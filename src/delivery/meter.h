/* meter.h - how much is made of a delivery, and when it is too much.
 *
 * A few bytes can be made to give many: rows of one cell under a hundred
 * headings, each with its findings, all with the delivery's long name.  One
 * city's file must not fill the disk of all, so what a delivery gives is
 * measured and has a bound (ruling 40), and a tighter one where a few bytes were
 * sent that unpack to many.
 */
#ifndef GREEN_DELIVERY_METER_H
#define GREEN_DELIVERY_METER_H

#include "delivery/state.h"

struct gr_meter {
	struct gr_delivery *delivery;
	const struct gr_delivery_sink *to; /* NULL: only measured */
	uint64_t bytes;                    /* given so far */
};

/* A sink that hands on to meter->to and refuses the delivery (D20) when more
 * has come of it than may; valid as long as the meter. */
struct gr_delivery_sink gr_meter_sink(struct gr_meter *meter);

/* Whether a delivery of so many rows that has been read to its end could give
 * too much, so that it is to be measured before anything of it goes out. */
bool gr_meter_is_needed(struct gr_delivery *delivery, uint64_t rows);

#endif
