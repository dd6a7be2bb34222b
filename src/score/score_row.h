/* score_row.h - the columns of a scored stream, and a record laid out in them.
 *
 * A scored record is narrow: where it stands, the published columns, reasons,
 * every atom, and of the survey's answers only those that are summed, that
 * tally reads or that next wave's normalise needs.  All that knows this order
 * is here; readers find columns by name.
 */
#ifndef GREEN_SCORE_SCORE_ROW_H
#define GREEN_SCORE_SCORE_ROW_H

#include "score/scoring.h"
#include "standard/view.h"

struct gr_score_row;

/* Plan the output for rows under the view's header; borrows the view.
 * GR_EDATA: the header lacks a column that is needed; GR_EUSAGE: a column of
 * the survey bears the name of one that is computed.  Free with _free. */
GR_MUST_USE enum gr_status gr_score_row_make(struct gr_arena *keep,
    const struct gr_view *view, struct gr_score_row **out, struct gr_err *err);
void gr_score_row_free(struct gr_score_row *scored); /* NULL is allowed */

/* The names of the output's columns. */
const struct gr_slice *gr_score_row_names(const struct gr_score_row *scored,
    size_t *n);

/* Whether dedup has marked the record as one of several submissions none of
 * which stands: an entry CODE_COLUMN:R02 in its flags. */
bool gr_score_row_is_tie(const struct gr_score_row *scored,
    const struct gr_row *row);

/* What is known of a record that the view has loaded, besides its answers. */
struct gr_score_facts gr_score_row_facts(struct gr_score_row *scored,
    const struct gr_row *row);

/* The status that a record which the view has loaded would have if its place had
 * settled nothing; `score` is what it has, `room` is written to where the two
 * may differ. */
enum gr_score_status gr_score_row_common(const struct gr_score_row *scored,
    const struct gr_score_facts *facts, const struct gr_score *score,
    struct gr_score *room);

/* Lay out a record that the view has loaded, with the status that it has in
 * common judgement; of a tie, no answer goes on.  The fields are valid until the
 * next call, their bytes as long as `arena` and the row. */
GR_MUST_USE enum gr_status gr_score_row_fields(struct gr_score_row *scored,
    struct gr_arena *arena, const struct gr_row *row,
    const struct gr_score *score, enum gr_score_status common, bool tie,
    const struct gr_slice **field, struct gr_err *err);

#endif
