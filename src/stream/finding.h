/* finding.h - what a run says of its records besides the rows themselves.
 *
 * A finding is one line of --findings: what was done with a cell, a row or a
 * file, by which rule, and why.  The counters are what a ledger adds up, so
 * that a run can be audited.  The harness writes both; the wings below it only
 * name them.
 */
#ifndef GREEN_STREAM_FINDING_H
#define GREEN_STREAM_FINDING_H

#include "base/slice.h"

enum gr_action {
	GR_FLAG,
	GR_ASK,
	GR_NOTE,
	GR_SKIP,
	GR_MERGE,
	GR_SETASIDE,
	GR_STOP,
	GR_FIX /* counted, and no line of --findings */
};

/* One line of --findings.  FLAG and ASK are counted as cells of the ledger. */
struct gr_finding {
	struct gr_slice wave, src, line, community_code, column, rule;
	enum gr_action action;
	struct gr_slice raw, value, message;
};

/* The counters of the ledger that the harness cannot see by itself.  A filter
 * of rows has records_in, records_out and set_aside counted for it; ingest
 * counts its records_in itself. */
enum gr_counter {
	GR_RECORDS_IN,
	GR_RECORDS_OUT,
	GR_SET_ASIDE,
	GR_MERGED,
	GR_SKIPPED,
	GR_CELLS_FIXED,
	GR_CELLS_FLAGGED,
	GR_CELLS_ASKED,
	GR_COUNTERS
};

#endif
