/* manifest_write.h - the manifest.json of a release that has been made.
 *
 * All that made it stands in the night's inventory; all that it is lies in its
 * folder and is read once more, so that the manifest says what is there and
 * not what should be.  A release's name is the hash of its manifest, so the
 * same release gives the same bytes.  Beside it goes the list of all hashes
 * that sha256sum(1) checks (sums.h).
 */
#ifndef GREEN_RELEASE_MANIFEST_WRITE_H
#define GREEN_RELEASE_MANIFEST_WRITE_H

#include "release/inventory.h"
#include "stream/sink.h"

struct gr_manifest_job {
	struct gr_arena *keep;
	const char *folder;        /* of the release */
	const char *inventory;     /* green-inbox's */
	const char *const *ledger; /* of green-ingest: how many records */
	size_t ledgers;            /* each delivery held */
	const char *sm3;           /* green-inbox's --sm3: of every input */
	const char *sums;          /* SHA256SUMS is written to */
};

/* GR_EDATA: a file is not usable, the folder holds a file that no release has
 * or lacks one that every release has (chain.h). */
GR_MUST_USE enum gr_status gr_manifest_write(const struct gr_manifest_job *job,
    struct gr_sink *sink, struct gr_err *err);

#endif
