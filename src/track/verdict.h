/* verdict.h - how a place stands toward one obligation, on one day.
 *
 * A test on statistics is read twice: as if every open case (no answer yet,
 * undetermined) turned out badly, and as if it turned out well.  What holds
 * either way is met, what holds neither way is not, and between them nobody
 * can tell.  The outlook of a target adds what the respondents' rate suggests.
 * A test on a document is read with its due day and without: true only without
 * it is late.
 */
#ifndef GREEN_TRACK_VERDICT_H
#define GREEN_TRACK_VERDICT_H

#include "stream/row_print.h"
#include "track/filings.h"

/* Columns of milestones.csv. */
enum { GR_VERDICT_COLUMNS = 10 };
extern const struct gr_slice gr_verdict_column[GR_VERDICT_COLUMNS];

/* A line of the statistics, of a city or the province. */
struct gr_verdict_row {
	struct gr_slice wave, code;
	bool province;
	const struct gr_slice *field; /* under the statistics' header */
};

/* A place: its lines, by wave, from the first to the newest within the
 * as-of. */
struct gr_verdict_place {
	const struct gr_verdict_row *first, *newest;
};

struct gr_verdicts;

/* Prepare to judge on day `as_of`.  `header` is that of the statistics,
 * `filings` may be NULL; all are borrowed.  GR_EDATA: the statistics lack a
 * column that an expression needs. */
GR_MUST_USE enum gr_status gr_verdicts_new(struct gr_arena *keep,
    const struct gr_standard *standard, const struct gr_header *header,
    const struct gr_filings *filings, int32_t as_of, bool chinese,
    struct gr_verdicts **out, struct gr_err *err);

/* Print the cells of one obligation (by position) and place. */
void gr_verdicts_line(struct gr_verdicts *verdicts, size_t obligation,
    const struct gr_verdict_place *of, struct gr_row_print *line);

/* What a target asks for: the smallest share of the registered units, in
 * percent to six decimals, at which the obligation's test would hold, and the
 * column of the counts that are to reach it.  False: it is no target. */
bool gr_verdicts_target(struct gr_verdicts *verdicts, size_t obligation,
    const struct gr_verdict_place *of, struct gr_dec *share_pct,
    size_t *column);

#endif
