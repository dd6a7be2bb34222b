/* manifest.h - what a release was made from, as its manifest.json says.
 *
 * The nightly job lists every input, table and output with its hash, and every
 * program with its version.  That is how a release can be compared with
 * another, and how it can be told whether a delivery is still the one that was
 * read.  The lists are sorted by name, bytewise.
 */
#ifndef GREEN_RELEASE_MANIFEST_H
#define GREEN_RELEASE_MANIFEST_H

#include "base/arena.h"
#include "release/file_facts.h"

enum gr_manifest_kind {
	GR_MANIFEST_INPUTS,
	GR_MANIFEST_TABLES,
	GR_MANIFEST_OUTPUTS,
	GR_MANIFEST_PROGRAMS,
	/* since 0.2, else empty: */
	GR_MANIFEST_WAVES,     /* that have a folder, though it may be empty */
	GR_MANIFEST_UNREAD,    /* what lay there and was passed over */
	GR_MANIFEST_WITHDRAWN, /* inputs that were left out */
	GR_MANIFEST_KINDS
};

struct gr_manifest_item {
	struct gr_slice name; /* a path, or a program */
	struct gr_slice mark; /* its SHA-256 in hex, its version, its folder,
				 or why it is passed over */
};

struct gr_manifest {
	struct gr_slice as_of, standard;
	struct gr_slice language; /* of words in files; "" before 0.2 */
	struct gr_slice sums;     /* what its SHA256SUMS is called; "" before */
	struct gr_slice key;      /* the hash of all that it was made from */
	const struct gr_manifest_item *item[GR_MANIFEST_KINDS];
	size_t n[GR_MANIFEST_KINDS];
};

/* Read manifest.json at `path` into `keep`.  GR_EDATA: it cannot be opened, is
 * no JSON (with its line), or lacks a list, a name or a mark. */
GR_MUST_USE enum gr_status gr_manifest_read(struct gr_arena *keep,
    const char *path, struct gr_manifest *out, struct gr_err *err);

/* Whether two manifests say the same but for the key, which tells the bytes of
 * the programs.  GR_EDATA as above. */
GR_MUST_USE enum gr_status gr_manifest_same(const char *path, const char *other,
    bool *same, struct gr_err *err);

/* How many digits of its own hash the name of its release ends in: 16, or 8
 * before 0.2. */
size_t gr_manifest_digits(const struct gr_manifest *manifest);

/* An item by its name, or NULL. */
const struct gr_manifest_item *gr_manifest_find(
    const struct gr_manifest *manifest, enum gr_manifest_kind kind,
    struct gr_slice name);

enum gr_manifest_state {
	GR_MANIFEST_SAME,    /* the very bytes */
	GR_MANIFEST_CHANGED, /* others */
	GR_MANIFEST_MISSING, /* no such file, or it may not be read: *err says */
	GR_MANIFEST_UNNAMED  /* there is no such item */
};

/* Whether the file at `path` is the one that an item (or NULL) names.  GR_ESYS:
 * nobody can tell. */
GR_MUST_USE enum gr_status gr_manifest_compare(
    const struct gr_manifest_item *item, const char *path,
    enum gr_manifest_state *out, struct gr_err *err);

#endif
