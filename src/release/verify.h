/* verify.h - is a release still what was published?
 *
 * Every file is held against the manifest, and the manifest against the
 * release's own name, which ends in the first digits of its hash: so one that
 * was emptied, edited or lost on the way is found, whatever it was.  What the
 * manifest does not name (a signature, a list of sums) is told and no damage.
 */
#ifndef GREEN_RELEASE_VERIFY_H
#define GREEN_RELEASE_VERIFY_H

#include "release/release.h"

enum gr_verify_state {
	GR_VERIFY_CHANGED, /* other bytes than the manifest says */
	GR_VERIFY_MISSING, /* not there, or no file */
	GR_VERIFY_RENAMED, /* the manifest is not that of the release's name */
	GR_VERIFY_UNNAMED  /* the manifest does not name it: no damage */
};

struct gr_verify_result {
	size_t files, damaged; /* that the manifest names, and of these */
};

/* Is told of every file that is not as it should be, in the order of their
 * names, what is not named last. */
typedef enum gr_status gr_verify_fn(void *context, struct gr_slice file,
    enum gr_verify_state state, struct gr_err *err);

/* GR_EDATA: there is no release at `path`, or its manifest cannot be read. */
GR_MUST_USE enum gr_status gr_release_verify(struct gr_arena *keep,
    const char *path, gr_verify_fn *tell, void *context,
    struct gr_verify_result *out, struct gr_err *err);

#endif
