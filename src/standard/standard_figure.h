/* standard_figure.h - the figures that a standard's places have.
 *
 * The table of figures knows no survey: it names a role where a figure needs
 * a column of it, and a pattern where there is one figure for every indicator,
 * summed column or due day.  Here a standard answers for both, so that whoever
 * reads a column of a release learns what it is.
 */
#ifndef GREEN_STANDARD_STANDARD_FIGURE_H
#define GREEN_STANDARD_STANDARD_FIGURE_H

#include "figure/figure.h"
#include "standard/standard.h"

/* The survey's column under the figure's role, or GR_NONE. */
size_t gr_standard_figure_answer(const struct gr_standard *standard,
    const struct gr_figure *figure);

/* Whether its places have it: no role is needed, or some column has it. */
bool gr_standard_has_figure(const struct gr_standard *standard,
    const struct gr_figure *figure);

/* The figure that a column of cities.csv or counties.csv is, or NULL; *stem is
 * the indicator, the column or the day that it is about. */
const struct gr_figure *gr_standard_figure(const struct gr_standard *standard,
    struct gr_slice column, struct gr_slice *stem);

/* Append what it is called, with what `stem` stands for in its place. */
void gr_standard_figure_title(const struct gr_standard *standard,
    const struct gr_figure *figure, struct gr_slice stem, bool chinese,
    struct gr_buf *to);

#endif
