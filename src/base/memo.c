/* A bounded memory of what short texts became: two places for each text. */
#include "base/memo.h"

#include <stdalign.h>
#include <stdlib.h>

struct head {               /* what an entry begins with */
	unsigned char used; /* bytes of the key, plus one; 0: free */
	char key[GR_MEMO_KEY_BYTES];
};

static size_t aligned(size_t bytes)
{
	const size_t to = alignof(max_align_t);

	return (bytes + to - 1) / to * to;
}

static size_t entry_bytes(const struct gr_memo *memo)
{
	return aligned(sizeof(struct head)) + aligned(memo->result_bytes);
}

static char *entry_at(const struct gr_memo *memo, uint64_t place)
{
	return memo->entry
	    + (size_t)(place & (memo->room - 1)) * entry_bytes(memo);
}

static bool holds(const char *entry, struct gr_slice key)
{
	unsigned char used = (unsigned char)entry[0];

	return used == key.len + 1
	    && memcmp(entry + 1, key.len ? key.ptr : "", key.len) == 0;
}

void gr_memo_free(struct gr_memo *memo)
{
	free(memo->entry);
	*memo = gr_memo_make(memo->result_bytes);
}

const void *gr_memo_get(const struct gr_memo *memo, struct gr_slice key)
{
	uint64_t hash;

	if (memo->entry == NULL || key.len > GR_MEMO_KEY_BYTES)
		return NULL;
	hash = gr_slice_hash(key);
	for (unsigned probe = 0; probe < 2; probe++, hash >>= 32) {
		const char *entry = entry_at(memo, hash);

		if (holds(entry, key))
			return entry + aligned(sizeof(struct head));
	}
	return NULL;
}

/* The entry to write: one that holds the key, a free one, else the first of
 * the two, whose text moves on to chance. */
static char *entry_for(struct gr_memo *memo, struct gr_slice key)
{
	uint64_t hash = gr_slice_hash(key);
	char *first = entry_at(memo, hash),
	     *second = entry_at(memo, hash >> 32);

	if (holds(first, key) || first[0] == 0)
		return first;
	if (holds(second, key) || second[0] == 0)
		return second;
	memo->lost++;
	return hash >> 63 ? first : second;
}

static const void *write_entry(struct gr_memo *memo, struct gr_slice key,
    const void *result)
{
	char *entry = entry_for(memo, key);

	entry[0] = (char)(key.len + 1);
	memcpy(entry + 1, key.len ? key.ptr : "", key.len);
	entry += aligned(sizeof(struct head));
	memcpy(entry, result, memo->result_bytes);
	return entry;
}

static void grow(struct gr_memo *memo)
{
	struct gr_memo old = *memo;
	size_t room = old.room ? old.room * 2 : GR_MEMO_LEAST;
	char *entry = room > GR_MEMO_MOST ? NULL
	                                  : calloc(room, entry_bytes(memo));

	memo->lost = 0;
	if (entry == NULL)
		return;
	memo->entry = entry;
	memo->room = room;
	for (size_t i = 0; i < old.room; i++) {
		const char *from = entry_at(&old, i);
		size_t used = (unsigned char)from[0];

		if (used > 0)
			(void)write_entry(memo,
			    gr_slice_make(from + 1, used - 1),
			    from + aligned(sizeof(struct head)));
	}
	free(old.entry);
	memo->lost = 0;
}

const void *gr_memo_put(struct gr_memo *memo, struct gr_slice key,
    const void *result)
{
	if (key.len > GR_MEMO_KEY_BYTES)
		return NULL;
	if (memo->entry == NULL || memo->lost > memo->room)
		grow(memo);
	if (memo->entry == NULL)
		return NULL;
	return write_entry(memo, key, result);
}
