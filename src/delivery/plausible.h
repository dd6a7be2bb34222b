/* plausible.h - whether a cell can be an answer of a column.
 *
 * Where a row lacks a separator or has one too many, its cells stand under
 * their neighbours' headings from there on.  Which of them can be told only by
 * what they are: the rules of the standard say what is read, or asked about, in
 * a column; a place or a community has a name, which is no number; under no
 * heading at all there are no answers.  Blank may be any cell.
 */
#ifndef GREEN_DELIVERY_PLAUSIBLE_H
#define GREEN_DELIVERY_PLAUSIBLE_H

#include "delivery/layout.h"

struct gr_plausible;

/* What is needed of a standard, which must outlive it; its rules are compiled
 * when the first cell is asked about.  NULL: no memory. */
struct gr_plausible *gr_plausible_new(const struct gr_standard *standard);
void gr_plausible_free(struct gr_plausible *plausible); /* NULL is allowed */

/* Whether `cell` can be an answer of a column of a file.  GR_EUSAGE: a rule of
 * the standard is wrong. */
GR_MUST_USE enum gr_status gr_plausible_cell(struct gr_plausible *plausible,
    const struct gr_file_column *column, struct gr_slice cell, bool *yes,
    struct gr_err *err);

/* Whether a column has texts, such as names and remarks, no answers. */
bool gr_plausible_is_text(const struct gr_plausible *plausible,
    const struct gr_file_column *column);

#endif
