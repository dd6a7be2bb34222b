/* answer_sheet.h - a filled-in sheet of queries as rows of cells.
 *
 * It comes back as a spreadsheet saved it: UTF-8, GB18030 or UTF-16, comma,
 * semicolon or tab.  The delimiter is what stands beside the heading "query";
 * whoever reads the rows finds the columns.
 */
#ifndef GREEN_QUERY_ANSWER_SHEET_H
#define GREEN_QUERY_ANSWER_SHEET_H

#include "csv/decode.h"
#include "csv/reader.h"
#include "stream/source.h"

struct gr_answer_sheet {
	struct gr_source *source;
	struct gr_decoder *decoder;
	struct gr_csv *csv; /* the rows: gr_csv_next */
};

/* Open the sheet at `path`, which must live as long.  Close it also after a
 * failure.  GR_EDATA: not there, or in no character set. */
GR_MUST_USE enum gr_status gr_answer_sheet_open(const char *path,
    struct gr_answer_sheet *out, struct gr_err *err);
void gr_answer_sheet_close(struct gr_answer_sheet *sheet);

#endif
