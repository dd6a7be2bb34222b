/* verify.h - is a release still what was published?
 *
 * Every file is held against the manifest, and the manifest against the
 * release's own name, which ends in the first digits of its hash, and against
 * its signatures: so one that was emptied, edited, lost or put in another's
 * place is found, whatever it was.  What the manifest does not name is told and
 * no damage.  A forger who makes a manifest and a name anew is found by who has
 * the key, or makes the night again (remake.h).
 */
#ifndef GREEN_RELEASE_VERIFY_H
#define GREEN_RELEASE_VERIFY_H

#include "release/release.h"

enum gr_verify_state {
	GR_VERIFY_CHANGED,  /* other bytes than the manifest says, or a link */
	GR_VERIFY_MISSING,  /* not there, or no file */
	GR_VERIFY_RENAMED,  /* the manifest is not that of the release's name */
	GR_VERIFY_FORGED,   /* a signature that is not of this manifest, or not
				by the key; a file that another night makes
				otherwise */
	GR_VERIFY_UNSIGNED, /* no signature by the key */
	GR_VERIFY_UNCHECKED, /* a signature that cannot be: no damage */
	GR_VERIFY_UNNAMED    /* the manifest does not name it: no damage */
};

struct gr_verify_result {
	size_t files, damaged; /* that the manifest names, and of these */
};

/* Is told of every file that is not as it should be, in the order of their
 * names, what is not named last. */
typedef enum gr_status gr_verify_fn(void *context, struct gr_slice file,
    enum gr_verify_state state, struct gr_err *err);

struct gr_verify_job {
	struct gr_arena *keep;
	const char *path; /* the release */
	const char *key;  /* file of the public key of who signs; NULL: none */
	gr_verify_fn *tell;
	void *context;
};

/* *out is the release that was opened.  GR_EDATA: there is none at the path,
 * or its manifest cannot be read, or the key. */
GR_MUST_USE enum gr_status gr_release_verify(const struct gr_verify_job *job,
    struct gr_release *out, struct gr_verify_result *result,
    struct gr_err *err);

#endif
