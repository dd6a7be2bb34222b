/* inventory.h - all that a night depends on, with its hashes: a stream.
 *
 * green-inbox writes it, green-manifest puts it into the release, and the next
 * night holds it against what it finds, to say why a part is made anew.  It is
 * a stream as any other: one line a thing, sorted as it was looked at.
 */
#ifndef GREEN_RELEASE_INVENTORY_H
#define GREEN_RELEASE_INVENTORY_H

#include "base/arena.h"
#include "base/map.h"

enum gr_inventory_kind {
	GR_INVENTORY_NIGHT,     /* path: the as-of day; sha256: of all below */
	GR_INVENTORY_STANDARD,  /* path: what its folder is called */
	GR_INVENTORY_LANGUAGE,  /* path: of words in files, "zh" or "en" */
	GR_INVENTORY_WAVE,      /* path: one that has begun by the as-of day */
	GR_INVENTORY_INPUT,     /* what the province and the cities supply */
	GR_INVENTORY_TABLE,     /* of the standard */
	GR_INVENTORY_PROGRAM,   /* with its version */
	GR_INVENTORY_BASIS,     /* path: "rule", "program" or "register";
				  sha256: of those that every part depends on */
	GR_INVENTORY_ANSWERS,   /* path: a delivery; sha256: of its sheets */
	GR_INVENTORY_UNREAD,    /* path: what is passed over */
	GR_INVENTORY_WITHDRAWN, /* an input that is left out (withdrawn.h) */
	GR_INVENTORY_KINDS
};

struct gr_inventory_item {
	enum gr_inventory_kind kind;
	struct gr_slice path;   /* as streams call it */
	struct gr_slice sha256; /* in hex; may be "" */
	uint64_t bytes, lines;
	struct gr_slice version; /* of a program, why something is unread, the
				    folder of a wave that has one; else "" */
	struct gr_slice sm3;     /* if it was looked for; stands in no stream */
};

struct gr_inventory {
	struct gr_arena *keep;
	struct gr_inventory_item *item;
	size_t n, room;
	struct gr_map index[GR_INVENTORY_KINDS]; /* path -> position */
};

/* Append an item, whose slices are borrowed. */
GR_MUST_USE enum gr_status gr_inventory_add(struct gr_inventory *inventory,
    struct gr_inventory_item item, struct gr_err *err);

/* The first item of a kind with this path, or NULL. */
const struct gr_inventory_item *gr_inventory_find(
    const struct gr_inventory *inventory, enum gr_inventory_kind kind,
    struct gr_slice path);

/* The SHA-256 of all items, in hex, with a NUL, in `keep`. */
GR_MUST_USE enum gr_status gr_inventory_digest(
    const struct gr_inventory *inventory, struct gr_slice *out,
    struct gr_err *err);

/* Write it to `path`, which appears when it is whole; `program` ends it. */
GR_MUST_USE enum gr_status gr_inventory_write(
    const struct gr_inventory *inventory, const char *path, const char *program,
    struct gr_err *err);

/* Append what is at `path`.  GR_EDATA: it is no inventory, or not whole. */
GR_MUST_USE enum gr_status gr_inventory_read(struct gr_inventory *inventory,
    const char *path, struct gr_err *err);

#endif
