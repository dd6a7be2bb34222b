#include "base/arena.h"

#include <stdlib.h>

#include "base/pages.h"

#define FIRST_BLOCK_BYTES ((size_t)4096)
#define LARGEST_STEP_BYTES ((size_t)1 << 20)
#define OWN_BLOCK_BYTES ((size_t)1 << 16) /* what would leave much unused */

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

/* A block of its own for `bytes`, which is not the one that is filled. */
static struct block *new_block(struct gr_arena *arena, size_t bytes, bool zero)
{
	struct block *block;

	if (bytes > SIZE_MAX - sizeof *block)
		return NULL;
	block = zero ? calloc(1, sizeof *block + bytes)
	             : malloc(sizeof *block + bytes);
	if (block == NULL)
		return NULL;
	gr_pages_large(block, sizeof *block + bytes);
	block->room = bytes;
	block->used = 0;
	arena->held_bytes += bytes;
	return block;
}

/* The next block to fill, with room for `bytes`. */
static struct block *add_block(struct gr_arena *arena, size_t bytes)
{
	size_t room = arena->next_bytes > bytes ? arena->next_bytes : bytes;
	struct block *block = new_block(arena, room, false);

	if (block == NULL)
		return NULL;
	block->next = arena->head;
	arena->head = block;
	if (arena->next_bytes < LARGEST_STEP_BYTES)
		arena->next_bytes *= 2;
	return block;
}

/* The block that is filled goes on to be. */
static struct block *add_behind(struct gr_arena *arena, size_t bytes, bool zero)
{
	struct block *block = new_block(arena, bytes, zero);

	if (block == NULL)
		return NULL;
	block->next = arena->head->next;
	arena->head->next = block;
	return block;
}

static size_t aligned(size_t bytes)
{
	return (bytes + sizeof(max_align_t) - 1) / sizeof(max_align_t)
	    * sizeof(max_align_t);
}

/* `bytes` at a multiple of `align`, as they come. */
static void *take(struct gr_arena *arena, size_t bytes, bool align)
{
	struct block *block = arena->head;
	size_t at = 0;

	if (bytes > SIZE_MAX - sizeof(max_align_t))
		return NULL;
	if (block != NULL)
		at = align ? aligned(block->used) : block->used;
	if (block == NULL || at > block->room || block->room - at < bytes) {
		block = block != NULL && bytes >= OWN_BLOCK_BYTES
		    ? add_behind(arena, bytes, false)
		    : add_block(arena, bytes);
		at = 0;
	}
	if (block == NULL)
		return NULL;
	block->used = at + bytes;
	return (char *)block->data + at;
}

void *gr_arena_room(struct gr_arena *arena, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		return NULL;
	return take(arena, bytes > 0 ? bytes : 1, true);
}

/* Where much is fresh memory of the system, it is zeroed already. */
void *gr_arena_alloc(struct gr_arena *arena, size_t count, size_t size)
{
	size_t bytes;

	if (!__builtin_mul_overflow(count, size, &bytes)
	    && bytes >= OWN_BLOCK_BYTES && arena->head != NULL) {
		struct block *block = add_behind(arena, bytes, true);

		if (block != NULL)
			block->used = bytes;
		return block != NULL ? block->data : NULL;
	}
	void *at = gr_arena_room(arena, count, size);
	return at == NULL ? NULL : memset(at, 0, count * size);
}

char *gr_arena_bytes(struct gr_arena *arena, size_t n)
{
	return take(arena, n, false);
}

void gr_arena_give_back(struct gr_arena *arena, const char *from,
    const char *end)
{
	struct block *block = arena->head;

	if (block != NULL && end == (const char *)block->data + block->used)
		block->used -= (size_t)(end - from);
}

struct gr_slice gr_arena_copy(struct gr_arena *arena, struct gr_slice s)
{
	char *copy = s.len < SIZE_MAX ? gr_arena_bytes(arena, s.len + 1) : NULL;

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
	char *path = gr_arena_bytes(arena, n + 1 + name.len + 1);

	if (path == NULL)
		return NULL;
	memcpy(path, folder, n);
	path[n] = '/';
	if (name.len > 0)
		memcpy(path + n + 1, name.ptr, name.len);
	path[n + 1 + name.len] = '\0';
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

/* The link to the block that holds nothing but `items`. */
static struct block **link_to(struct gr_arena *arena, const void *items)
{
	struct block **link = &arena->head;

	while ((const void *)(*link)->data != items)
		link = &(*link)->next;
	return link;
}

enum gr_status gr_arena_extend(struct gr_arena *arena, void **items,
    size_t *room, size_t used, size_t item_bytes, struct gr_err *err)
{
	enum { FIRST_ITEMS = 64 };
	size_t more = *room ? *room * 2 : FIRST_ITEMS, bytes;
	struct block **link, *block;

	if (used < *room)
		return GR_OK;
	if (more < *room || __builtin_mul_overflow(more, item_bytes, &bytes)
	    || bytes > SIZE_MAX - sizeof *block)
		return gr_err_memory(err);
	if (*room == 0) {
		/* filled to its end, it is nobody else's */
		block = arena->head ? add_behind(arena, bytes, false)
		                    : add_block(arena, bytes);
	} else {
		link = link_to(arena, *items);
		block = realloc(*link, sizeof *block + bytes);
		if (block != NULL) {
			*link = block;
			arena->held_bytes += bytes - block->room;
			block->room = bytes;
		}
	}
	if (block == NULL)
		return gr_err_memory(err);
	block->used = block->room;
	*items = block->data;
	*room = more;
	return GR_OK;
}

void gr_arena_join(struct gr_arena *arena, struct gr_arena *other)
{
	struct block **link = arena->head != NULL ? &arena->head->next
	                                          : &arena->head;
	struct block *behind = *link;

	*link = other->head;
	while (*link != NULL)
		link = &(*link)->next;
	*link = behind;
	arena->held_bytes += other->held_bytes;
	free(other);
}

size_t gr_arena_held_bytes(const struct gr_arena *arena)
{
	return arena->held_bytes;
}
