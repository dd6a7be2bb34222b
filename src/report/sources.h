/* sources.h - the deliveries that the records came from, and where in them each
 * column stands. */
#ifndef GREEN_REPORT_SOURCES_H
#define GREEN_REPORT_SOURCES_H

#include "report/judged.h"

struct gr_report_sources {
	struct gr_map index; /* src -> position */
	struct gr_slice *src;
	size_t n, columns;
	struct gr_slice *cell; /* by delivery and column of the standard:
				  "position:heading"; empty: not there */
};

/* Of all records, by layouts.csv of the release. */
GR_MUST_USE enum gr_status gr_report_sources_find(
    const struct gr_report_judged *judged, struct gr_report_sources *out,
    struct gr_err *err);

/* The position of a delivery of a record. */
size_t gr_report_source_at(const struct gr_report_sources *sources,
    struct gr_slice src);

static inline struct gr_slice gr_report_source_cell(
    const struct gr_report_sources *sources, size_t source, size_t column)
{
	return sources->cell[source * sources->columns + column];
}

#endif
