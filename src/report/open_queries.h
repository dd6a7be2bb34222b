/* open_queries.h - what is still asked about the communities of the wave.
 *
 * It stands in the sheets of queries of the release; what has been answered, in
 * its findings. */
#ifndef GREEN_REPORT_OPEN_QUERIES_H
#define GREEN_REPORT_OPEN_QUERIES_H

#include "report/json.h"
#include "report/judged.h"

/* Append [community, column, written, reason, id], of the sheets of queries of
 * the release, to the array that was begun for so many communities each. */
GR_MUST_USE enum gr_status gr_report_open_queries(struct gr_buf *to,
    size_t each, const struct gr_report_judged *judged, struct gr_err *err);

/* Count them, by city (queries) and in all, and the answers that were put in.
 * Queries of no known city are only in the sum. */
GR_MUST_USE enum gr_status gr_report_count_queries(
    struct gr_report_judged *judged, struct gr_err *err);

#endif
