/* index.h - positions in an array, found by a hash of what stands there.
 *
 * A long array needs no copy of its keys to be searched: the index holds four
 * bytes for a position, and six with what it keeps free.  Above the position
 * stand as many bits of the hash as there is room for, so that what another
 * hash put there is seldom looked at.  Who looks up compares what stands at the
 * positions it is given; those of one hash come as they were put.
 */
#ifndef GREEN_BASE_INDEX_H
#define GREEN_BASE_INDEX_H

#include "base/arena.h"

struct gr_index {
	uint32_t *slot; /* 0: free; else position + 1 and bits of the hash */
	size_t room;    /* slots; at most two thirds are taken */
	uint32_t mask;  /* of a slot: the position */
	size_t most;    /* positions that it has room for */
};

#define GR_INDEX_MOST ((size_t)INT32_MAX)

/* An index of positions below `most` (<= GR_INDEX_MOST), each put once at
 * most. */
GR_MUST_USE enum gr_status gr_index_make(struct gr_arena *arena, size_t most,
    struct gr_index *out, struct gr_err *err);

void gr_index_put(struct gr_index *index, uint64_t hash, size_t position);

#define GR_INDEX_END SIZE_MAX

/* Where a search has come to. */
struct gr_index_walk {
	size_t at;
	uint32_t bits;
};

static inline struct gr_index_walk gr_index_walk(const struct gr_index *index,
    uint64_t hash)
{
	return (struct gr_index_walk){
		.at = (size_t)((hash >> 32) * index->room >> 32),
		.bits = (uint32_t)hash & ~index->mask,
	};
}

/* Ask for what a search for the hash will look at first, which it finds at once
 * then.  Who looks up many does that for all of them beforehand. */
static inline void gr_index_fetch(const struct gr_index *index, uint64_t hash)
{
	if (index->room > 0)
		__builtin_prefetch(&index->slot[gr_index_walk(index, hash).at]);
}

/* The next position that may have the hash, or GR_INDEX_END. */
static inline size_t gr_index_next(const struct gr_index *index,
    struct gr_index_walk *walk)
{
	uint32_t slot;

	while (index->room > 0 && (slot = index->slot[walk->at]) != 0) {
		if (++walk->at == index->room)
			walk->at = 0;
		if ((slot & ~index->mask) == walk->bits)
			return (slot & index->mask) - 1;
	}
	return GR_INDEX_END;
}

#endif
