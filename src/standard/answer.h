/* answer.h - which columns of a survey hold answers.
 *
 * A list of names is no survey: what says which unit is meant, who tells of it
 * and when, answers nothing.  Blocks of columns.csv are named for that in
 * standard.csv, since only a standard knows what its survey asks.
 */
#ifndef GREEN_STANDARD_ANSWER_H
#define GREEN_STANDARD_ANSWER_H

#include <stdbool.h>

#include "base/slice.h"

struct gr_standard; /* standard.h */

/* Whether a column says which unit is meant, who tells of it and when: it has
 * such a role, or is in an identity block (without any: in the block of the
 * column with the role code). */
bool gr_standard_is_identity(const struct gr_standard *standard, size_t column);

/* Whether its cells are answers: no identity, no text and no code.  A record
 * without any tells nothing of its unit, however many units a list names. */
bool gr_standard_is_answer(const struct gr_standard *standard, size_t column);

/* Whether a cell that is in query by this rule says nothing all the same: a
 * template that nobody touched, a "none" that is no answer. */
bool gr_standard_says_nothing(const struct gr_standard *standard,
    struct gr_slice rule);

/* Whether a cell is a word for none, which is no answer in a row with a cell
 * that says nothing. */
bool gr_standard_is_none(const struct gr_standard *standard,
    struct gr_slice text);

#endif
