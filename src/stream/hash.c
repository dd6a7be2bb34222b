#include "stream/hash.h"

#include <assert.h>

/* Debian's library has faster ways for newer machines, and chooses by itself;
 * they are asked for by name. */
#if defined(__x86_64__) && __has_include(<xxh_x86dispatch.h>)
#define XXH_DISPATCH_DISABLE_REPLACE
#include <xxh_x86dispatch.h>
#else
#include <xxhash.h>
#define XXH3_64bits_update_dispatch XXH3_64bits_update
#define XXH3_64bits_dispatch XXH3_64bits
#endif

#include "base/simd.h"

/* One struct under our name: nobody else sees the library's. */
static XXH3_state_t *state_of(struct gr_hash *hash)
{
	return (XXH3_state_t *)(void *)hash;
}

struct gr_hash *gr_hash_new(void)
{
	XXH3_state_t *state = XXH3_createState();

	if (state == NULL)
		return NULL;
	XXH3_64bits_reset(state);
	return (struct gr_hash *)(void *)state;
}

void gr_hash_free(struct gr_hash *hash)
{
	XXH3_freeState(state_of(hash));
}

void gr_hash_reset(struct gr_hash *hash)
{
	XXH3_64bits_reset(state_of(hash));
}

void gr_hash_add(struct gr_hash *hash, struct gr_slice bytes)
{
	XXH_errorcode failed;

	if (bytes.len == 0)
		return;
	failed = gr_simd_level() >= GR_SIMD_AVX2
	    ? XXH3_64bits_update_dispatch(state_of(hash), bytes.ptr, bytes.len)
	    : XXH3_64bits_update(state_of(hash), bytes.ptr, bytes.len);
	/* It fails without a state or bytes only. */
	assert(failed == XXH_OK);
	(void)failed;
}

uint64_t gr_hash_of(struct gr_slice bytes)
{
	return gr_simd_level() >= GR_SIMD_AVX2
	    ? XXH3_64bits_dispatch(bytes.ptr, bytes.len)
	    : XXH3_64bits(bytes.ptr, bytes.len);
}

uint64_t gr_hash_value(const struct gr_hash *hash)
{
	return XXH3_64bits_digest((const XXH3_state_t *)(const void *)hash);
}
