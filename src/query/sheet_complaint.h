/* sheet_complaint.h - what a sheet of queries had that could not be used.
 *
 * Sheets are edited by hand and come through several programs, so some of their
 * lines are damaged, and some files are no sheets.  Each is told of with its
 * line and with what was expected, by whoever reads sheets.
 */
#ifndef GREEN_QUERY_SHEET_COMPLAINT_H
#define GREEN_QUERY_SHEET_COMPLAINT_H

#include "base/arena.h"
#include "query/answer_sheet.h"
#include "stream/finding_kind.h"

struct gr_sheet_complaint {
	enum gr_finding_kind kind;
	uint64_t line;
	struct gr_slice message, answer;
};

/* Of a row that is no query; nothing in it is a personal number. */
GR_MUST_USE enum gr_status gr_sheet_complain(const struct gr_sheet_row *row,
    bool chinese, struct gr_arena *keep, struct gr_sheet_complaint *out,
    struct gr_err *err);

#endif
