/* submission_note.h - a submission as bytes, for another process of the same
 * program: what decides, and where the record says something. */
#ifndef GREEN_DEDUP_SUBMISSION_NOTE_H
#define GREEN_DEDUP_SUBMISSION_NOTE_H

#include "base/buf.h"
#include "dedup/submissions.h"

/* Append a record of so many columns. */
void gr_submission_note_add(struct gr_buf *to,
    const struct gr_submission *submission, size_t columns);

/* The next of them, which points into *notes; that begins behind it then.
 * GR_ESYS: it is cut off. */
GR_MUST_USE enum gr_status gr_submission_note_next(struct gr_slice *notes,
    size_t columns, struct gr_submission *out, struct gr_err *err);

#endif
