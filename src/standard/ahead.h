/* ahead.h - what tests say of the rows that are coming.
 *
 * A stage is told of rows one by one, but the harness mostly has the next ones
 * already.  It shows them (the descriptor's `ahead`), the tests of the standard
 * go through all of them at once (expr/batch.h), and when a row's turn comes
 * its results are looked up.  What cannot be told ahead is evaluated then: a
 * stage asks in one place and gets the same, whichever way it went.
 */
#ifndef GREEN_STANDARD_AHEAD_H
#define GREEN_STANDARD_AHEAD_H

#include "expr/batch.h"
#include "standard/view.h"

struct gr_ahead;

/* Prepare for the `n` tests of `test` (NULL among them is allowed and never
 * asked for) over rows under the view's header; borrows all, lives in `keep`.
 * Free with _free. */
GR_MUST_USE enum gr_status gr_ahead_make(struct gr_arena *keep,
    struct gr_view *view, const struct gr_expr *const *test, size_t n,
    struct gr_ahead **out, struct gr_err *err);
void gr_ahead_free(struct gr_ahead *ahead); /* NULL is allowed */

/* Expressions besides the tests will be asked for: what they read is read. */
GR_MUST_USE enum gr_status gr_ahead_need(struct gr_ahead *ahead,
    struct gr_arena *keep, const struct gr_expr *expr, struct gr_err *err);

/* What prev() reads does not stand in the input: with each look come, for every
 * row, the cells of these columns.  Borrows `column`. */
GR_MUST_USE enum gr_status gr_ahead_prev(struct gr_ahead *ahead,
    struct gr_arena *keep, const size_t *column, size_t columns,
    struct gr_err *err);

/* Look at rows that will come, `n` of them, at most GR_BATCH_ROWS; they stay
 * where they are until then.  What another has found when it looked at the same
 * rows, `before`, is not read again; others, or NULL, do no harm.  `prev` is NULL without gr_ahead_prev().  `as_of`
 * and `wave_as_of` are those of gr_view_load(), the latter of the first row's
 * wave; rows behind those of this wave are not told of. */
GR_MUST_USE enum gr_status gr_ahead_look(struct gr_ahead *ahead,
    const struct gr_ahead *before, const struct gr_row *row, size_t n,
    const struct gr_slice *const *prev, struct gr_slice as_of,
    int32_t wave_as_of, struct gr_err *err);

/* ---- of all rows that were looked at ---- */

/* How many they are, and which of them hold canonical values alone. */
size_t gr_ahead_seen(const struct gr_ahead *ahead);
gr_rows gr_ahead_canonical(const struct gr_ahead *ahead);

/* The i-th test; NULL: it is told row by row. */
const struct gr_truths *gr_ahead_truths(const struct gr_ahead *ahead, size_t i);

/* A column of this wave, and of the last one; NULL: neither the input has it,
 * nor is it read. */
const struct gr_values *gr_ahead_values(const struct gr_ahead *ahead,
    enum gr_name_class class, size_t slot);

/* A number of which gr_ahead_need() knows, see gr_batch_number(). */
bool gr_ahead_number(struct gr_ahead *ahead, const struct gr_expr *expr,
    struct gr_values *out);

/* The parameters of a row, valid until the next look. */
const struct gr_slice *gr_ahead_parameters(const struct gr_ahead *ahead,
    size_t i);

/* ---- of each when its turn comes ---- */

/* Which of the rows that were looked at it is; gr_ahead_seen(): none. */
size_t gr_ahead_turn(const struct gr_ahead *ahead, const struct gr_row *row);

/* It is this row's turn: load it into the view, as gr_view_load() does. */
GR_MUST_USE enum gr_status gr_ahead_load(struct gr_ahead *ahead,
    const struct gr_row *row, struct gr_slice as_of, int32_t wave_as_of,
    struct gr_err *err);

/* A cell of that row has been changed: what was told of it is void. */
void gr_ahead_forget(struct gr_ahead *ahead);

/* What the cell is now, for who looks at the rows after this one. */
void gr_ahead_change(struct gr_ahead *ahead, const struct gr_row *row,
    size_t column, struct gr_slice value);

/* The truth of the i-th test for that row; and of all, by their place, but for
 * those that are NULL, which are left as they are. */
enum gr_tri gr_ahead_test(const struct gr_ahead *ahead, size_t i);
void gr_ahead_tests(const struct gr_ahead *ahead, enum gr_tri *out);

#endif
