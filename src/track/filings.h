/* filings.h - what places filed: filings.csv, one line per document.
 *
 * Most obligations are met by a document (a plan, a report) that the place has
 * sent in; somebody records it here.  A filing names its obligation as the
 * table of obligations does (`O22.2021`), or without the year (`O22`): then
 * its year is that of the document.  No record means no record, never failure.
 *
 * The list is kept by hand, so it is never refused for a row: what a row says
 * that cannot be is a fault, told at its line, and the rest counts.  So is a row
 * that is damaged; if the heading is, nothing is counted.
 */
#ifndef GREEN_TRACK_FILINGS_H
#define GREEN_TRACK_FILINGS_H

#include "standard/standard.h"
#include "stream/finding_kind.h"

enum gr_filing_column {
	GR_FILING_DOC_DATE,
	GR_FILING_RECEIVED_DATE,
	GR_FILING_RECORDED_AT,
	GR_FILING_VALUE,
	GR_FILING_DOC_TITLE,
	GR_FILING_DOC_NO,
	GR_FILING_EVIDENCE_REF,
	GR_FILING_RECORDER,
	GR_FILING_COLUMNS
};

/* Their names, as in the file and in expressions. */
extern const char *const gr_filing_column_name[GR_FILING_COLUMNS];

struct gr_filing {
	struct gr_slice city_code, id; /* as written */
	size_t obligation; /* position in the standard; GR_NONE: it does not
				count */
	/* canonical dates, a number or nothing, texts */
	struct gr_slice cell[GR_FILING_COLUMNS];
	uint64_t line;
};

/* What is wrong with a filing, or with lines that are none. */
struct gr_filing_fault {
	size_t filing; /* position; GR_NONE: lines that are damaged */
	uint64_t line;
	enum gr_finding_kind kind;
	const char *column;
	struct gr_slice raw, message;
};

struct gr_filings {
	const char *path;
	const struct gr_filing *filing; /* in order of the file */
	size_t filings;
	const struct gr_filing_fault *fault; /* likewise, damage first */
	size_t faults;
};

/* Read `path`; faults are worded in Chinese or English.  GR_EUSAGE: it
 * is not there. */
GR_MUST_USE enum gr_status gr_filings_read(struct gr_arena *keep,
    const char *path, const struct gr_standard *standard, bool chinese,
    struct gr_filings *out, struct gr_err *err);

/* Whether a filing exists on a day: it had been received by then or, if that
 * is not recorded, written (ruling 29). */
bool gr_filing_exists(const struct gr_filing *filing, int32_t day);

#endif
