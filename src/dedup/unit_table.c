/* unit_table.c - a table of units, at 24 bytes each, that grows in place.
 *
 * Open addressing: each entry in its home or behind it, all in the order of
 * their hashes, so that the table grows where it stands.
 */
#include "dedup/submissions_internal.h"

#include <stdlib.h>

#include "base/pages.h"

enum {
	ENTRIES_MIN = 4096,
	SMALL = 1 << 16, /* homes of a table that may have many free ones */
	SLACK = GR_SUBMISSION_SLACK,
	LINE_BYTES = 64 /* of a cache */
};

/* Every step can be undone. */
uint64_t gr_submission_hash(uint64_t key)
{
	key = (key ^ key >> 33) * UINT64_C(0xff51afd7ed558ccd);
	key = (key ^ key >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
	return key ^ key >> 33;
}

/* Where an entry would like to stand; it rises with the hash. */
static size_t home_of(uint64_t hash, size_t homes)
{
	return (size_t)((hash >> 32) * homes >> 32);
}

/* The place of a key, or where it belongs: free, or of one behind it.  A key that
 * is not found is mostly put at once. */
static size_t place_for(struct gr_submission_table *t, uint64_t key)
{
	if (key == t->asked)
		return t->asked_at;
	uint64_t hash = gr_submission_hash(key);
	size_t at = home_of(hash, t->homes);

	while (at < t->homes + SLACK && t->entry[at].key != 0
	    && gr_submission_hash(gr_submission_entry_key(&t->entry[at]))
	        < hash)
		at++;
	t->asked = key;
	t->asked_at = at;
	return at;
}

struct gr_submission_entry *gr_submission_table_find(
    struct gr_submission_table *t, uint64_t key)
{
	if (t->homes == 0)
		return NULL;
	struct gr_submission_entry *e = &t->entry[place_for(t, key)];
	return e < &t->entry[t->homes + SLACK]
	        && gr_submission_entry_key(e) == key
	    ? e
	    : NULL;
}

/* Over a table that grew, without a copy beside it: all entries move to the
 * end, then in their order to their new places, none of which lies behind an
 * entry that still has to move.  False if they do not fit. */
static bool spread(struct gr_submission_table *t, size_t old_places)
{
	size_t places = t->homes + SLACK, from = places, to = 0;

	for (size_t i = old_places; i > 0; i--)
		if (t->entry[i - 1].key != 0)
			t->entry[--from] = t->entry[i - 1];
	memset(t->entry, 0, from * sizeof(*t->entry));
	for (; from < places; from++, to++) {
		struct gr_submission_entry e = t->entry[from];
		size_t home = home_of(
		    gr_submission_hash(gr_submission_entry_key(&e)), t->homes);

		if (to < home)
			to = home;
		if (to > from)
			return false;
		t->entry[from].key = 0;
		t->entry[to] = e;
	}
	return true;
}

static enum gr_status grow_to(struct gr_submission_table *t, size_t homes,
    struct gr_err *err)
{
	size_t old_places = t->homes ? t->homes + SLACK : 0;

	if (homes > UINT32_MAX)
		return gr_err_set(err, GR_EDATA,
		    "more units than can be told apart (2^32)");
	size_t places = homes + SLACK;
	struct gr_submission_entry *entry = t->entry
	    ? realloc(t->entry, places * sizeof(*entry))
	    : calloc(places, sizeof(*entry));
	if (!entry)
		return gr_err_memory(err);
	if (!t->entry) /* one that grows is moved about too often */
		gr_pages_large(entry, places * sizeof(*entry));
	t->asked = 0;
	t->entry = entry;
	t->homes = homes;
	if (old_places > 0 && !spread(t, old_places))
		return gr_err_set(err, GR_EDATA,
		    "more units have like codes than can be told apart");
	return GR_OK;
}

static enum gr_status grow(struct gr_submission_table *t, struct gr_err *err)
{
	size_t more = t->homes < SMALL ? t->homes / 2 : t->homes / 8;

	return grow_to(t, t->homes ? t->homes + more : ENTRIES_MIN, err);
}

void gr_submission_table_expect(struct gr_submission_table *t, size_t entries)
{
	struct gr_err none;

	if (t->homes == 0 && entries <= UINT32_MAX / 2)
		(void)grow_to(t, entries + entries / 7 + ENTRIES_MIN, &none);
}

void gr_submission_table_fetch(const struct gr_submission_table *t,
    uint64_t key)
{
	const char *home =
	    (const char *)&t->entry[home_of(gr_submission_hash(key), t->homes)];

	/* it stands a few entries behind its home */
	__builtin_prefetch(home, 1);
	__builtin_prefetch(home + LINE_BYTES, 1);
}

/* What stands behind the new one moves on by one. */
enum gr_status gr_submission_table_insert(struct gr_submission_table *t,
    const struct gr_submission_entry *one, struct gr_err *err)
{
	for (;;) {
		size_t at = t->homes ? place_for(t, one->key) : 0, end = at;

		while (end < t->homes + SLACK && t->homes
		    && t->entry[end].key != 0)
			end++;
		/* at most seven eighths full */
		if (t->homes && end < t->homes + SLACK
		    && t->entries < t->homes - t->homes / 8) {
			t->asked = 0;
			memmove(&t->entry[at + 1], &t->entry[at],
			    (end - at) * sizeof(*one));
			t->entry[at] = *one;
			t->entries++;
			return GR_OK;
		}
		enum gr_status status = grow(t, err);
		if (status != GR_OK)
			return status;
	}
}
