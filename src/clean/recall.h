/* recall.h - what the texts of a column came to, kept by their bytes.
 *
 * Answers repeat themselves, and reading one by patterns costs more than finding
 * it again.  A short text and what it came to share one line of the processor's
 * memory: the key is two words, compared as such.  What is longer lies in a memo
 * (base/memo.h).  Both are bounded, and forgetting changes nothing but time.
 */
#ifndef GREEN_CLEAN_RECALL_H
#define GREEN_CLEAN_RECALL_H

#include "base/memo.h"
#include "clean/outcome.h"

#define GR_RECALL_KEY 16u    /* bytes of a short text */
#define GR_RECALL_VALUE 30u  /* and of its value */
#define GR_RECALL_LEAST 64u  /* places at first ... */
#define GR_RECALL_MORE 512u  /* ... where they do not suffice ... */
#define GR_RECALL_MOST 4096u /* ... and where texts are found again in these */

struct gr_recalled { /* a place: 64 bytes */
	uint64_t key[2];
	uint64_t texts;
	uint16_t shown, decided; /* GR_NO_USE as UINT16_MAX */
	uint8_t key_bytes;       /* 0: free */
	uint8_t value_bytes;
	uint8_t action, why, reading, marks;
	char value[GR_RECALL_VALUE];
};

#define GR_RECALLED_RAW 1u       /* the value is the text itself */
#define GR_RECALLED_CONFIRMED 2u /* its sender says that it is so */
#define GR_RECALLED_COUNTED 4u /* as it is or fixed: only to be counted, ... */
#define GR_RECALLED_FIXED 8u   /* ... and it is fixed, ... */
#define GR_RECALLED_TEXTS 16u  /* ... by text rules, too */

struct gr_recall { /* zeroed at first */
	struct gr_recalled *place;
	size_t room;
	size_t lost;  /* places written over since it last grew, ... */
	size_t found; /* ... and texts found */
	struct gr_memo longer;
};

static inline uint64_t gr_recall_load(const char *from, size_t bytes)
{
	uint64_t word = 0;

	memcpy(&word, from, bytes);
	return word;
}

/* Of 1 to 16 bytes, two words that differ where the bytes do, if there are as
 * many; none beside the text is read. */
static inline void gr_recall_key(struct gr_slice s, uint64_t key[2])
{
	const char *end = s.ptr + s.len;

	key[1] = 0;
	if (s.len >= 8) {
		key[0] = gr_recall_load(s.ptr, 8);
		key[1] = gr_recall_load(end - 8, 8);
	} else if (s.len >= 4) {
		key[0] = gr_recall_load(s.ptr, 4)
		    | gr_recall_load(end - 4, 4) << 32;
	} else {
		key[0] = (uint64_t)(unsigned char)s.ptr[0]
		    | (uint64_t)(unsigned char)s.ptr[s.len / 2] << 8
		    | (uint64_t)(unsigned char)end[-1] << 16;
	}
}

/* Both places of a key are in the upper half of it. */
static inline uint64_t gr_recall_hash(const uint64_t key[2], size_t bytes)
{
	return ((key[0] + bytes) ^ (key[1] << 23 | key[1] >> 41))
	    * UINT64_C(0x9e3779b97f4a7c15);
}

static inline size_t gr_recall_first(uint64_t hash, size_t room)
{
	return hash >> 52 & (room - 1);
}

static inline size_t gr_recall_second(uint64_t hash, size_t room)
{
	return hash >> 36 & (room - 1);
}

static inline bool gr_recall_is(const struct gr_recalled *place,
    const uint64_t key[2], size_t bytes)
{
	return place->key_bytes == bytes && place->key[0] == key[0]
	    && place->key[1] == key[1];
}

/* What a short text came to; NULL: not known.  Valid until the next _put. */
static inline const struct gr_recalled *gr_recall_get(
    const struct gr_recall *recall, struct gr_slice text)
{
	const struct gr_recalled *place;
	uint64_t key[2], hash;

	if (recall->room == 0 || text.len - 1 >= GR_RECALL_KEY)
		return NULL;
	gr_recall_key(text, key);
	hash = gr_recall_hash(key, text.len);
	place = &recall->place[gr_recall_first(hash, recall->room)];
	if (gr_recall_is(place, key, text.len))
		return place;
	place = &recall->place[gr_recall_second(hash, recall->room)];
	return gr_recall_is(place, key, text.len) ? place : NULL;
}

/* The outcome of a place, its value in the text or copied to `room`. */
void gr_recall_outcome(const struct gr_recalled *place, struct gr_slice text,
    char room[GR_RECALL_VALUE], struct gr_outcome *out);

/* The same of a longer text, if it is known; the value is valid until the next
 * _put. */
bool gr_recall_longer(const struct gr_recall *recall, struct gr_slice text,
    struct gr_outcome *out);

/* Keep what a text came to, unless it is too long or there is no memory. */
void gr_recall_put(struct gr_recall *recall, struct gr_slice text,
    const struct gr_outcome *outcome);

void gr_recall_free(struct gr_recall *recall);

#endif
