/* flags.h - the column `flags` of a record: which cells were changed, by what.
 *
 * `column:rule` joined by `;`, each once, in the order in which the programs
 * added them (DESIGN 3).
 */
#ifndef GREEN_STREAM_FLAGS_H
#define GREEN_STREAM_FLAGS_H

#include "base/buf.h"

/* Whether `flags` has `column:rule`. */
bool gr_flags_has(struct gr_slice flags, struct gr_slice column,
    struct gr_slice rule);

/* Whether there is one of a column, or one by a rule. */
bool gr_flags_of_column(struct gr_slice flags, struct gr_slice column);
bool gr_flags_by_rule(struct gr_slice flags, struct gr_slice rule);

/* Add it to the flags in *flags, unless it is there. */
void gr_flags_add(struct gr_buf *flags, struct gr_slice column,
    struct gr_slice rule);

#endif
