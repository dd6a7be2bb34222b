/* row_kind.h - what a row of a delivery is, if it is not a record.
 *
 * Titles of further pages, headings repeated, columns numbered, sums, remarks
 * and signatures stand between the records.  A row that has a code is a record.
 * For the others the name's cell or the first filled one decides, by whole
 * words of the standard's layout.csv: 总厂社区 and 审计社区 are communities.
 */
#ifndef GREEN_DELIVERY_ROW_KIND_H
#define GREEN_DELIVERY_ROW_KIND_H

#include "csv/reader.h"
#include "delivery/layout.h"

enum gr_row_kind {
	GR_ROW_DATA,
	GR_ROW_BLANK,         /* L08 */
	GR_ROW_NUMBERING,     /* L04 */
	GR_ROW_HEADING,       /* L05: the heading, or a title, again */
	GR_ROW_CONTINUED,     /* L05: the title of a further page */
	GR_ROW_OTHER_HEADING, /* L05: another heading: the file is refused */
	GR_ROW_TOTAL,         /* L06: of all rows */
	GR_ROW_SUBTOTAL,      /* L06: of a block */
	GR_ROW_AVERAGE,       /* L06 */
	GR_ROW_OF_WHICH,      /* L06 */
	GR_ROW_MARK,          /* L07 */
	GR_ROW_FOOTNOTE,      /* L12 */
	GR_ROW_TEXT,          /* L12: a line of text, and no more */
};

/* Looks at the rows of one delivery, in order. */
struct gr_row_judge {
	const struct gr_layout *layout;
	const struct gr_layout_words *words;
	struct gr_headings *headings;
	const struct gr_kept_row *head; /* the heading and what is above it */
	size_t heads;
	bool after_heading; /* a numbering row may come */
	bool in_footnote;
	struct gr_buf fold, other;
	bool failed; /* memory ran out in between */
	struct gr_arena *scratch;
};

GR_MUST_USE enum gr_status gr_row_judge_begin(struct gr_row_judge *judge,
    const struct gr_layout *layout, const struct gr_layout_words *words,
    struct gr_headings *headings, const struct gr_kept_row *head,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_row_judge_kind(struct gr_row_judge *judge,
    const struct gr_csv_record *record, enum gr_row_kind *out,
    struct gr_err *err);
void gr_row_judge_end(struct gr_row_judge *judge);

/* Whether a cell holds a code: at least three letters and digits, a digit among
 * them, nothing but ASCII, full-width forms and blanks, and blanks only between
 * digits. */
bool gr_cell_is_code(struct gr_slice cell);

#endif
