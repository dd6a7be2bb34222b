#include "base/arena.h"

#include <stdlib.h>

#define FIRST_BLOCK_BYTES ((size_t)4096)
#define LARGEST_STEP_BYTES ((size_t)1 << 20)

struct block {
	struct block *next;
	size_t room, used; /* bytes of data[] */
	max_align_t data[];
};

struct gr_arena {
	struct block *head; /* the block that is being filled */
	size_t next_bytes;  /* how large the next one will be */
	size_t held_bytes;
};

struct gr_arena *gr_arena_new(void)
{
	struct gr_arena *arena = calloc(1, sizeof *arena);

	if (arena != NULL)
		arena->next_bytes = FIRST_BLOCK_BYTES;
	return arena;
}

static void free_blocks(struct gr_arena *arena, struct block *block)
{
	while (block != NULL) {
		struct block *next = block->next;

		arena->held_bytes -= block->room;
		free(block);
		block = next;
	}
}

void gr_arena_free(struct gr_arena *arena)
{
	if (arena == NULL)
		return;
	free_blocks(arena, arena->head);
	free(arena);
}

void gr_arena_reset(struct gr_arena *arena)
{
	struct block *largest = arena->head;

	if (largest == NULL)
		return;
	for (struct block *b = largest->next; b != NULL; b = b->next)
		if (b->room > largest->room)
			largest = b;
	for (struct block **link = &arena->head; *link != NULL;) {
		if (*link == largest) {
			*link = largest->next;
			break;
		}
		link = &(*link)->next;
	}
	free_blocks(arena, arena->head);
	largest->next = NULL;
	largest->used = 0;
	arena->head = largest;
}

static struct block *add_block(struct gr_arena *arena, size_t bytes)
{
	size_t room = arena->next_bytes > bytes ? arena->next_bytes : bytes;
	struct block *block;

	if (room > SIZE_MAX - sizeof *block)
		return NULL;
	block = malloc(sizeof *block + room);
	if (block == NULL)
		return NULL;
	block->room = room;
	block->used = 0;
	block->next = arena->head;
	arena->head = block;
	arena->held_bytes += room;
	if (arena->next_bytes < LARGEST_STEP_BYTES)
		arena->next_bytes *= 2;
	return block;
}

/* `bytes` rounded up, with whatever they hold. */
static char *take(struct gr_arena *arena, size_t bytes)
{
	struct block *block = arena->head;
	char *at;

	bytes = (bytes + sizeof(max_align_t) - 1) / sizeof(max_align_t)
	    * sizeof(max_align_t);
	if (block == NULL || block->room - block->used < bytes) {
		block = add_block(arena, bytes);
		if (block == NULL)
			return NULL;
	}
	at = (char *)block->data + block->used;
	block->used += bytes;
	return at;
}

void *gr_arena_alloc(struct gr_arena *arena, size_t count, size_t size)
{
	size_t bytes;
	char *at;

	if (__builtin_mul_overflow(count, size, &bytes)
	    || bytes > SIZE_MAX - sizeof(max_align_t))
		return NULL;
	bytes += bytes == 0;
	at = take(arena, bytes);
	return at ? memset(at, 0, bytes) : NULL;
}

struct gr_slice gr_arena_copy(struct gr_arena *arena, struct gr_slice s)
{
	char *copy = s.len < SIZE_MAX - sizeof(max_align_t)
	    ? take(arena, s.len + 1)
	    : NULL;

	if (copy == NULL)
		return (struct gr_slice){ NULL, 0 };
	if (s.len > 0)
		memcpy(copy, s.ptr, s.len);
	copy[s.len] = '\0';
	return gr_slice_make(copy, s.len);
}

const char *gr_arena_path(struct gr_arena *arena, const char *folder,
    struct gr_slice name)
{
	size_t n = strlen(folder);
	char *path = gr_arena_alloc(arena, n + 1 + name.len + 1, 1);

	if (path == NULL)
		return NULL;
	memcpy(path, folder, n);
	path[n] = '/';
	if (name.len > 0)
		memcpy(path + n + 1, name.ptr, name.len);
	return path;
}

enum gr_status gr_arena_grow(struct gr_arena *arena, void **items, size_t *room,
    size_t used, size_t item_bytes, struct gr_err *err)
{
	size_t more = *room ? *room * 2 : 8;
	void *grown;

	if (used < *room)
		return GR_OK;
	grown = more > *room ? gr_arena_alloc(arena, more, item_bytes) : NULL;
	if (grown == NULL)
		return gr_err_memory(err);
	if (used > 0)
		memcpy(grown, *items, used * item_bytes);
	*items = grown;
	*room = more;
	return GR_OK;
}

size_t gr_arena_held_bytes(const struct gr_arena *arena)
{
	return arena->held_bytes;
}
