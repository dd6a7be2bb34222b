/* submissions_internal.h - what the files of submissions.h share.
 *
 * submissions.c holds the contest; stamp.c makes numbers of submissions;
 * unit_table.c keeps the candidate of every unit.
 */
#ifndef GREEN_DEDUP_SUBMISSIONS_INTERNAL_H
#define GREEN_DEDUP_SUBMISSIONS_INTERNAL_H

#include "base/buf.h"
#include "dedup/submissions.h"

/* A unit: its key, and of its candidate, the greatest by rank and content,
 * what decides.  Kept at 24 bytes: there can be a hundred million. */
struct gr_submission_entry {
	uint64_t key; /* never 0, which marks a free place; and GR_SHARED */
	uint64_t content;
	uint64_t place; /* stamp 24 bits, gone on 1, line 39 */
};

enum { GR_SUBMISSION_SLACK = 512 }; /* entries behind the last home */

struct gr_submission_table {
	struct gr_submission_entry *entry;
	size_t entries, homes; /* and room for some behind the last home */
	uint64_t asked;        /* the key that was asked for last, or 0 */
	size_t asked_at;       /* its place, or where it belongs */
};

/* What the records of one delivery, revision and report date share. */
struct gr_submission_stamp {
	struct gr_slice src;
	uint64_t rank; /* revision 20 bits, first day 22, last day 22 */
};

/* A stamp by what it was made of; see stamp.c. */
struct gr_known_stamp {
	uint64_t source, rank, number; /* number + 1; 0: none */
};

enum {
	GR_KNOWN_STAMPS = 256, /* a power of two */
	GR_LINE_BITS = 39,
	GR_STAMP_BITS = 24,
	GR_REVISION_BITS = 20,
	GR_REVISION_UNCLEAR = (1 << GR_REVISION_BITS) - 1 /* above all others */
};

#define GR_GONE_ON (UINT64_C(1) << GR_LINE_BITS)

/* With the key of an entry: the unit has more than one record. */
#define GR_SHARED (UINT64_C(1) << 62)

static inline uint64_t gr_submission_entry_key(
    const struct gr_submission_entry *e)
{
	return e->key & ~GR_SHARED;
}

struct gr_submissions {
	struct gr_arena *arena;
	struct gr_submission_table table;
	struct gr_map interned; /* wave and code that do not fit a key */
	struct gr_map sources;  /* src -> its number */
	struct gr_map stamps;   /* source and rank -> their number */
	struct gr_submission_stamp *stamp;
	size_t stamp_room;
	struct gr_buf last_source; /* its number is last_source_at */
	uint64_t last_source_at;
	struct gr_known_stamp *known; /* that were asked for lately */
	struct gr_map contested;      /* key -> struct contested */
	uint64_t *contests; /* a bit for each hash of such a key; others may
			       have it, too; NULL: there is none */
	size_t answered_bytes;
	size_t unknown;        /* contested units of which it is not known what
			       their candidate answered */
	bool twins;            /* two records stand in one place */
	bool settled;          /* nothing depends on which came by */
	uint64_t *shared;      /* then: a bit for each hash of a unit that has
			       more than one record; others may have it, too */
	unsigned shared_shift; /* from a hash to its bit */
	struct gr_buf text;    /* scratch */
};

/* unit_table.c: no two keys have the same hash */
uint64_t gr_submission_hash(uint64_t key);
struct gr_submission_entry *gr_submission_table_find(
    struct gr_submission_table *t, uint64_t key);

/* Room for so many entries, where there is none yet, if it can be had. */
void gr_submission_table_expect(struct gr_submission_table *t, size_t entries);

/* Ask for the memory where a key stands. */
void gr_submission_table_fetch(const struct gr_submission_table *t,
    uint64_t key);

/* Put an entry whose key is not there. */
GR_MUST_USE enum gr_status gr_submission_table_insert(
    struct gr_submission_table *t, const struct gr_submission_entry *one,
    struct gr_err *err);

/* stamp.c */
bool gr_submission_number_key(struct gr_slice wave, struct gr_slice code,
    uint64_t *key); /* false: it is no number */
GR_MUST_USE enum gr_status gr_submission_key(struct gr_submissions *s,
    const struct gr_submission *sub, uint64_t *key, struct gr_err *err);
GR_MUST_USE enum gr_status gr_submission_place(struct gr_submissions *s,
    const struct gr_submission *sub, uint64_t *place, struct gr_err *err);
struct gr_slice gr_submission_source(const struct gr_submissions *s,
    uint64_t place);
uint64_t gr_submission_rank(const struct gr_submissions *s,
    const struct gr_submission_entry *e);
uint32_t gr_submission_revision(uint64_t rank);
uint32_t gr_submission_first_day(uint64_t rank);
uint32_t gr_submission_last_day(uint64_t rank);

/* Deliveries by name, then line: the order they came in has no say. */
bool gr_submission_is_before(const struct gr_submissions *s, uint64_t a,
    uint64_t b);

#endif
