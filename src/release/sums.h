/* sums.h - the list of a release's hashes that sha256sum(1) checks.
 *
 * SHA256SUMS says again what the manifest says, for who has no program of ours:
 * first the manifest itself, then every file that it names, in its order.  So
 * it follows from the manifest to the byte, and need not stand in it.
 */
#ifndef GREEN_RELEASE_SUMS_H
#define GREEN_RELEASE_SUMS_H

#include "base/buf.h"

#define GR_SUMS_FILE "SHA256SUMS"

/* Append the line of a file, as sha256sum(1) prints it. */
void gr_sums_add(struct gr_buf *to, struct gr_slice sha256,
    struct gr_slice file);

#endif
