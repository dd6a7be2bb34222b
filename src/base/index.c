/* index.c - positions in an array, found by a hash of what stands there. */
#include "base/index.h"

#include <assert.h>

enum gr_status gr_index_make(struct gr_arena *arena, size_t most,
    struct gr_index *out, struct gr_err *err)
{
	size_t room = most + most / 2 + 1;
	uint32_t mask = 0;

	assert(most <= GR_INDEX_MOST);
	while (mask < most)
		mask = mask << 1 | 1;
	*out = (struct gr_index){ GR_NEW_ARRAY(arena, room, uint32_t), room,
		mask, most };
	return out->slot ? GR_OK : gr_err_memory(err);
}

void gr_index_put(struct gr_index *index, uint64_t hash, size_t position)
{
	struct gr_index_walk walk = gr_index_walk(index, hash);

	assert(position < index->most);
	while (index->slot[walk.at] != 0)
		if (++walk.at == index->room)
			walk.at = 0;
	index->slot[walk.at] = (uint32_t)(position + 1) | walk.bits;
}
