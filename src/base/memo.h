/* memo.h - a bounded memory of what short texts became.
 *
 * Cells of one column repeat themselves, and reading one by patterns costs
 * more than finding it again.  A memo keeps the latest results by the bytes of
 * the text, two places for each, overwriting what stands there: it never
 * grows beyond its bound, however many different texts come, and forgetting
 * changes nothing but time.  When memory is short it simply knows nothing.
 */
#ifndef GREEN_BASE_MEMO_H
#define GREEN_BASE_MEMO_H

#include "base/slice.h"

#define GR_MEMO_KEY_BYTES 111u /* longer texts are not kept */
#define GR_MEMO_LEAST 64u      /* entries of a new memo ... */
#define GR_MEMO_MOST 1024u     /* ... and of one that needed more */

struct gr_memo {
	char *entry;         /* `room` of them, or NULL */
	size_t room;         /* power of two */
	size_t result_bytes; /* of a result */
	size_t lost;         /* entries overwritten since it last grew */
};

/* A memo of results of `result_bytes` each; it owns heap from the first _put
 * on. */
static inline struct gr_memo gr_memo_make(size_t result_bytes)
{
	return (struct gr_memo){ NULL, 0, result_bytes, 0 };
}

void gr_memo_free(struct gr_memo *memo);

/* The result kept for `key`, aligned for any type, or NULL.  Valid until the
 * next _put or _free. */
const void *gr_memo_get(const struct gr_memo *memo, struct gr_slice key);

/* Keep a result, unless the key is too long or there is no memory.  Returns
 * where it is kept (as _get), or NULL. */
const void *gr_memo_put(struct gr_memo *memo, struct gr_slice key,
    const void *result);

#endif
