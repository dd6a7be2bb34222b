/* event.h - what is said while a delivery is read: an event, or a refusal.
 *
 * What happens at the door concerns a line, a column, a cell, or the delivery
 * as a whole.  An event becomes a finding of the run; a refusal ends the
 * delivery and is told once, in words for findings.
 */
#ifndef GREEN_DELIVERY_EVENT_H
#define GREEN_DELIVERY_EVENT_H

#include "base/err.h"
#include "stream/finding_kind.h"

/* Why a delivery cannot be used: the catalogue's id, in words for findings. */
struct gr_refusal {
	char rule[16];
	uint64_t line;
	char message[GR_ERR_MESSAGE_MAX];
};

struct gr_event {
	enum gr_action action;
	struct gr_slice rule;
	uint64_t line; /* 0 = none */
	struct gr_slice column, raw, message;
	struct gr_slice code;  /* of the row, if it is all digits */
	struct gr_slice value; /* of a SKIP of several rows: how many */
};

#endif
