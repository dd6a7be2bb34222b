/* as_sent.h - submissions are compared as they were sent.
 *
 * An answer to a query changes one of two records that were the same.  They
 * still are one submission, and the answered record stands for both; so is a
 * record the same that was sent anew with the answer in it.  Whoever knows how
 * the answered records read when they came (green-amend keeps them) tells it
 * first; then the records of their units are held back until all were seen,
 * and each copy is noted as the answered one, sent again.  Records are told of
 * in any order; others go straight to the contest and cost nothing here.
 */
#ifndef GREEN_DEDUP_AS_SENT_H
#define GREEN_DEDUP_AS_SENT_H

#include "dedup/submissions.h"

struct gr_as_sent;

/* In the arena, for records with so many columns; NULL: out of memory. */
struct gr_as_sent *gr_as_sent_make(struct gr_arena *keep, size_t columns);
void gr_as_sent_free(struct gr_as_sent *sent); /* NULL is allowed */

/* How an answered record read as it came. */
GR_MUST_USE enum gr_status gr_as_sent_tell(struct gr_as_sent *sent,
    const struct gr_submission *submission, struct gr_err *err);

/* Nothing was told, so that records go by as they are. */
bool gr_as_sent_is_idle(const struct gr_as_sent *sent);

/* As gr_submissions_note; once all were noted, gr_as_sent_end. */
GR_MUST_USE enum gr_status gr_as_sent_note(struct gr_as_sent *sent,
    struct gr_submissions *submissions, const struct gr_submission *submission,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_as_sent_end(struct gr_as_sent *sent,
    struct gr_submissions *submissions, struct gr_err *err);

/* As gr_submissions_ask. */
GR_MUST_USE enum gr_status gr_as_sent_ask(struct gr_as_sent *sent,
    struct gr_submissions *submissions, const struct gr_submission *submission,
    struct gr_submission_answer *answer, struct gr_err *err);

#endif
