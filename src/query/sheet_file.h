/* sheet_file.h - one city's sheet of queries, as it is written out: twice.
 *
 * As CSV, in UTF-8 with byte order mark and CRLF, since people open it in a
 * spreadsheet; and as a workbook of the same rows, in which only the answers can
 * be filled in, with yes and no to choose from where that is what is asked.
 * Answers are read from either.
 */
#ifndef GREEN_QUERY_SHEET_FILE_H
#define GREEN_QUERY_SHEET_FILE_H

#include "base/buf.h"

/* Its columns.  green-amend finds the first and the last by their names. */
enum gr_sheet_at {
	GR_SHEET_AT_QUERY,
	GR_SHEET_AT_CITY,
	GR_SHEET_AT_COUNTY,
	GR_SHEET_AT_COMMUNITY,
	GR_SHEET_AT_HEADING,
	GR_SHEET_AT_WHERE,
	GR_SHEET_AT_WRITTEN,
	GR_SHEET_AT_REASON,
	GR_SHEET_AT_ANSWER,
	GR_SHEET_COLUMNS
};

enum gr_sheet_answer {
	GR_SHEET_ANSWER_FREE,
	GR_SHEET_ANSWER_YES_NO,
	GR_SHEET_ANSWER_NONE /* there can be none */
};

struct gr_sheet_file;

/* Begin the sheet folder/<city_code>.csv and .xlsx; both are borrowed. */
GR_MUST_USE enum gr_status gr_sheet_file_new(const char *folder,
    struct gr_slice city_code, bool chinese, struct gr_sheet_file **out,
    struct gr_err *err);
void gr_sheet_file_free(struct gr_sheet_file *file); /* NULL is allowed */

/* Add a query: GR_SHEET_COLUMNS cells. */
GR_MUST_USE enum gr_status gr_sheet_file_add(struct gr_sheet_file *file,
    const struct gr_slice *cell, enum gr_sheet_answer answer,
    struct gr_err *err);

/* Both appear under their names. */
GR_MUST_USE enum gr_status gr_sheet_file_save(struct gr_sheet_file *file,
    struct gr_err *err);

#endif
