#include "base/map.h"

struct gr_map_entry {
	uint64_t hash; /* 0: free */
	struct gr_slice key;
	uint64_t value;
};

static uint64_t hash_of(struct gr_slice key)
{
	uint64_t hash = gr_slice_hash(key);

	return hash + (hash == 0);
}

struct gr_map gr_map_make(struct gr_arena *arena)
{
	return (struct gr_map){ arena, NULL, 0, 0 };
}

/* The entry of `key`, or the free one where it belongs.  There is always a
 * free one, since the table is at most half full. */
static struct gr_map_entry *place(struct gr_map_entry *entry, size_t room,
    struct gr_slice key, uint64_t hash)
{
	size_t at = (size_t)hash & (room - 1);

	while (entry[at].hash != 0
	    && !(entry[at].hash == hash && gr_slice_eq(entry[at].key, key)))
		at = (at + 1) & (room - 1);
	return &entry[at];
}

bool gr_map_get(const struct gr_map *map, struct gr_slice key, uint64_t *value)
{
	const struct gr_map_entry *found;

	if (map->room == 0)
		return false;
	found = place(map->entry, map->room, key, hash_of(key));
	if (found->hash == 0)
		return false;
	*value = found->value;
	return true;
}

static enum gr_status grow(struct gr_map *map, size_t room, struct gr_err *err)
{
	struct gr_map_entry *entry = GR_NEW_ARRAY(map->arena, room,
	    struct gr_map_entry);

	if (entry == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < map->room; i++)
		if (map->entry[i].hash != 0)
			*place(entry, room, map->entry[i].key,
			    map->entry[i].hash) = map->entry[i];
	map->entry = entry;
	map->room = room;
	return GR_OK;
}

enum gr_status gr_map_reserve(struct gr_map *map, size_t n, struct gr_err *err)
{
	size_t room = map->room ? map->room : 16;

	while (room / 2 < n)
		if (__builtin_mul_overflow(room, 2, &room))
			return gr_err_memory(err);
	return room == map->room ? GR_OK : grow(map, room, err);
}

enum gr_status gr_map_put(struct gr_map *map, struct gr_slice key,
    uint64_t value, struct gr_err *err)
{
	uint64_t hash = hash_of(key);
	struct gr_map_entry *entry;
	enum gr_status status = gr_map_reserve(map, map->used + 1, err);

	if (status != GR_OK)
		return status;
	entry = place(map->entry, map->room, key, hash);
	if (entry->hash
	    != 0) { /* its own key outlives the one that was given */
		entry->value = value;
		return GR_OK;
	}
	map->used++;
	*entry = (struct gr_map_entry){ hash, key, value };
	return GR_OK;
}
