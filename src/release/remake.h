/* remake.h - a release made again from what its manifest names.
 *
 * A manifest can be written anew to fit whatever files one likes, but not so
 * that the deliveries give them.  So the night is made again, in a folder of
 * its own, from the very inputs and tables, by the same version of the
 * programs, and gives the same bytes, or the release is forged.
 */
#ifndef GREEN_RELEASE_REMAKE_H
#define GREEN_RELEASE_REMAKE_H

#include "release/release.h"

enum gr_remake_state {
	GR_REMAKE_GONE,  /* an input or table that is not there as it was */
	GR_REMAKE_FORGED /* a file that comes out otherwise, or not at all */
};

typedef enum gr_status gr_remake_fn(void *context, struct gr_slice file,
    enum gr_remake_state state, struct gr_err *err);

struct gr_remake_job {
	const struct gr_release *release; /* `data` is where its inputs lie */
	const char *standard; /* its tables; NULL: as the night finds it */
	gr_remake_fn *tell;
	void *context;
};

/* *told: how many were told of; if one is gone nothing is made.  GR_EDATA: it
 * was made by another version, or does not say from what. */
GR_MUST_USE enum gr_status gr_release_remake(const struct gr_remake_job *job,
    size_t *told, struct gr_err *err);

#endif
