/* delivery.h - one delivery, from its bytes to rows under dictionary names.
 *
 * A delivery is read several times, since what it is cannot be known before its
 * end: once for its character set, once in part for its heading, then for its
 * rows.  Nothing but its heading is held in memory.  What happens is told to a
 * sink, so that the same code can be run dry (is there anything to refuse?),
 * by a stage, by a test and by a fuzzer.
 */
#ifndef GREEN_DELIVERY_DELIVERY_H
#define GREEN_DELIVERY_DELIVERY_H

#include "csv/reader.h"
#include "delivery/event.h"
#include "delivery/layout.h"
#include "delivery/plausible.h"
#include "delivery/preamble.h"
#include "register/name_words.h"
#include "sheet/marks.h"
#include "stream/source.h"

/* What all deliveries of a run share; borrowed. */
struct gr_delivery_setup {
	const struct gr_standard *standard;
	const struct gr_layout_words *words;
	struct gr_headings *headings;
	struct gr_plausible *plausible;
	const struct gr_name_words *names; /* NULL: none are known */
	struct gr_csv_limits limits;
	struct gr_slice wave;
	bool chinese; /* language of findings */
	bool stops;   /* fail where nothing more of a delivery can be read */
};

/* Told while a delivery is read; slices are valid during the call. */
struct gr_delivery_sink {
	void *context;
	/* a row: wave src line and every column that is not personal */
	enum gr_status (*row)(void *context, const struct gr_slice *field,
	    size_t n, struct gr_err *err);
	enum gr_status (*event)(void *context, const struct gr_event *event,
	    struct gr_err *err);
	/* a row that does not go on; only its first three fields are filled */
	enum gr_status (*set_aside)(void *context, const struct gr_slice *field,
	    size_t n, const struct gr_event *event, struct gr_err *err);
};

struct gr_delivery_counts {
	uint64_t in; /* data rows and skipped rows */
	uint64_t skipped;
	uint64_t fixed; /* cells */
};

struct gr_delivery;

/* Find out what `source` (at its first byte, borrowed) holds.  `src` is what
 * rows say they come from, borrowed.  `sheet`: it is a workbook's (sheets.h),
 * borrowed, else NULL.  GR_EDATA: refused; *refusal says why, *err says it in
 * English, ending in the id in brackets. */
GR_MUST_USE enum gr_status gr_delivery_open(
    const struct gr_delivery_setup *setup, struct gr_source *source,
    const struct gr_sheet_marks *sheet, struct gr_slice src,
    struct gr_refusal *refusal, struct gr_delivery **out, struct gr_err *err);

/* Read the rows.  `sink` NULL: only look whether it must be refused.  May be
 * called again. */
GR_MUST_USE enum gr_status gr_delivery_read(struct gr_delivery *delivery,
    const struct gr_delivery_sink *sink, struct gr_delivery_counts *counts,
    struct gr_err *err);

const struct gr_layout *gr_delivery_layout(const struct gr_delivery *d);
void gr_delivery_close(struct gr_delivery *delivery); /* NULL is allowed */

/* Names of a row's fields: wave, src, line and the columns that are not
 * personal.  *n of them, in `keep`; NULL when memory ran out. */
const struct gr_slice *gr_delivery_fields(const struct gr_standard *standard,
    struct gr_arena *keep, size_t *n);

#endif
