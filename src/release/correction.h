/* correction.h - the notice of correction (勘误) of a release.
 *
 * What was published for a day stands in somebody's report.  If a later release
 * has another figure for the same day, a notice says which: what it was, what
 * it is, and why, by the manifests of the two (difference.h).  It is a function
 * of the two releases and nothing else, so that it can be made again.  It lies
 * in the later one, as corrections/EARLIER.csv, and stands in no manifest: what
 * a release is does not depend on what was published before it.
 */
#ifndef GREEN_RELEASE_CORRECTION_H
#define GREEN_RELEASE_CORRECTION_H

#include "base/buf.h"
#include "release/release.h"

#define GR_CORRECTIONS "corrections/"

/* Make the notice of what `new` corrects of `old`, as CSV, in the language of
 * `new`; nothing at all if it corrects nothing.  GR_EDATA: one of the two is
 * not usable. */
GR_MUST_USE enum gr_status gr_correction_make(const struct gr_release *old,
    const struct gr_release *new, struct gr_buf *out, struct gr_err *err);

#endif
