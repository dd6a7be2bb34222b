/* map.h - slices to numbers: the index behind every look-up by name or code.
 *
 * Open addressing over a power-of-two table, at most half full; keys are
 * borrowed (put them in the same arena first if they must outlive a batch).
 * Values are 64-bit numbers, usually an index into an array of the caller's.
 * There is no removal: tables and registers only grow.  Order of insertion is
 * the caller's array's; the map has none, so no output can depend on it.
 */
#ifndef GREEN_BASE_MAP_H
#define GREEN_BASE_MAP_H

#include "base/arena.h"

struct gr_map {
	struct gr_arena *arena;
	struct gr_map_entry *entry;
	size_t room; /* power of two, or 0 */
	size_t used;
};

/* An empty map whose table lives in `arena`. */
struct gr_map gr_map_make(struct gr_arena *arena);

/* Room for `n` keys, so that they are put without moving others.  GR_ESYS when
 * memory ran out. */
GR_MUST_USE enum gr_status gr_map_reserve(struct gr_map *map, size_t n,
    struct gr_err *err);

/* True with *value set if `key` is there. */
bool gr_map_get(const struct gr_map *map, struct gr_slice key, uint64_t *value);

/* Put, or replace the value of a key that is there, which stays as it was
 * given first.  GR_ESYS when memory ran out. */
GR_MUST_USE enum gr_status gr_map_put(struct gr_map *map, struct gr_slice key,
    uint64_t value, struct gr_err *err);

#endif
