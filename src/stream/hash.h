/* hash.h - the hash of a stream, by which a changed bit is seen.
 *
 * XXH3-64 with seed 0, by libxxhash: against accidents (a bad disk, a bad
 * cable, a program that mends what it passes on), not against people.  Taken
 * block by block, it costs a fraction of an instruction a byte.  What is
 * published is known by the SHA-256 of its manifest.
 */
#ifndef GREEN_STREAM_HASH_H
#define GREEN_STREAM_HASH_H

#include <stdint.h>

#include "base/slice.h"

struct gr_hash;

struct gr_hash *gr_hash_new(void);       /* NULL: no memory */
void gr_hash_free(struct gr_hash *hash); /* NULL is allowed */

/* Forget what was added. */
void gr_hash_reset(struct gr_hash *hash);

void gr_hash_add(struct gr_hash *hash, struct gr_slice bytes);

/* One value for several, in their order. */
static inline uint64_t gr_hash_join(uint64_t before, uint64_t next)
{
	return (before ^ next) * UINT64_C(0x9e3779b97f4a7c15) + before;
}

/* Of these bytes alone. */
uint64_t gr_hash_of(struct gr_slice bytes);

/* Of all that was added; more may be. */
uint64_t gr_hash_value(const struct gr_hash *hash);

#endif
