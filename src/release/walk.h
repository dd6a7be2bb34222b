/* walk.h - what lies below a folder, in one order wherever it lies.
 *
 * A folder is read as find(1) would: names are any bytes, links are looked at
 * and not followed (but for the one that was named), and what cannot be looked
 * into is told as such, for only the caller knows whether it matters.  Paths
 * are sorted bytewise, so that nothing depends on the file system.
 */
#ifndef GREEN_RELEASE_WALK_H
#define GREEN_RELEASE_WALK_H

#include "base/arena.h"

enum gr_walk_kind {
	GR_WALK_FILE,  /* regular, perhaps by a link if links are followed */
	GR_WALK_OTHER, /* a link, a pipe, a socket, a device */
	GR_WALK_CLOSED /* a folder that cannot be read, and why */
};

struct gr_walk_entry {
	struct gr_slice path; /* below the root, ended by a NUL */
	enum gr_walk_kind kind;
	int why; /* errno of GR_WALK_CLOSED */
};

struct gr_walk {
	struct gr_arena *keep;
	const char *root;
	bool follow; /* links */
	struct gr_walk_entry *entry;
	size_t n, room;
};

/* Add all that is no folder at and below `below` ("" is the root itself), a
 * path below the root that may be a link.  What is not there adds nothing. */
GR_MUST_USE enum gr_status gr_walk_add(struct gr_walk *walk, const char *below,
    struct gr_err *err);

void gr_walk_sort(struct gr_walk *walk);

/* root/path, in the arena; NULL: no memory. */
const char *gr_walk_path(struct gr_arena *keep, const char *root,
    struct gr_slice path);

/* The last part of a path. */
struct gr_slice gr_walk_name(struct gr_slice path);

#endif
