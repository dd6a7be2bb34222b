/* arena.h - memory with one lifetime, given back all at once.
 *
 * There are three lifetimes: the record (slices into the reader's buffer), the
 * batch (a scratch arena, until the next batch) and the program (a keep
 * arena).  What comes from an arena is never freed by itself, so no function
 * needs to ask who frees what.  Blocks grow geometrically; a reset keeps the
 * largest block, so a steady state allocates nothing.
 */
#ifndef GREEN_BASE_ARENA_H
#define GREEN_BASE_ARENA_H

#include "base/err.h"
#include "base/slice.h"

struct gr_arena;

/* A new, empty arena, or NULL when memory ran out.  Free with _free. */
struct gr_arena *gr_arena_new(void);
void gr_arena_free(struct gr_arena *arena); /* NULL is allowed */

/* Forget everything allocated; keep memory for the next round. */
void gr_arena_reset(struct gr_arena *arena);

/* `count` * `size` zeroed bytes, aligned for any type; NULL when memory ran
 * out or the product overflows.  Valid until reset or free. */
void *gr_arena_alloc(struct gr_arena *arena, size_t count, size_t size);

/* The same, not zeroed: for what is written whole at once. */
void *gr_arena_room(struct gr_arena *arena, size_t count, size_t size);

/* `n` bytes of text, not zeroed and not aligned: they lie close together. */
char *gr_arena_bytes(struct gr_arena *arena, size_t n);

/* Of the last that the arena gave, if it gave that by gr_arena_bytes and its end
 * is `end`, the bytes from `from` on are not needed. */
void gr_arena_give_back(struct gr_arena *arena, const char *from,
    const char *end);

/* A copy of `s`, followed by a NUL that is not counted; {NULL, 0} when memory
 * ran out (an empty slice copies to a non-NULL pointer). */
struct gr_slice gr_arena_copy(struct gr_arena *arena, struct gr_slice s);

/* "folder/name", terminated; NULL when memory ran out. */
const char *gr_arena_path(struct gr_arena *arena, const char *folder,
    struct gr_slice name);

/* Typed shorthand: GR_NEW(arena, struct x) or GR_NEW_ARRAY(arena, n, struct x) */
#define GR_NEW(arena, type) ((type *)gr_arena_alloc((arena), 1, sizeof(type)))
#define GR_NEW_ARRAY(arena, n, type) \
	((type *)gr_arena_alloc((arena), (n), sizeof(type)))

/* Grow an array that lives in an arena: *items has room for *room items and
 * holds `used`; make room for one more (by doubling, the old copy stays behind
 * until the arena goes). */
GR_MUST_USE enum gr_status gr_arena_grow(struct gr_arena *arena, void **items,
    size_t *room, size_t used, size_t item_bytes, struct gr_err *err);

/* The same for a long array, which is moved by the system and leaves no copy
 * behind.  What is not used yet is not zeroed, and takes no memory.  Always the
 * array's own: *room is 0 at first. */
GR_MUST_USE enum gr_status gr_arena_extend(struct gr_arena *arena, void **items,
    size_t *room, size_t used, size_t item_bytes, struct gr_err *err);

/* All that was made in `other` lives as long as the arena from now on; `other` is
 * gone, and so is the use of an array that was extended in it. */
void gr_arena_join(struct gr_arena *arena, struct gr_arena *other);

/* Bytes that the arena holds from the system: for tests and -v. */
size_t gr_arena_held_bytes(const struct gr_arena *arena);

#endif
