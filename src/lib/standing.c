/* standing.c - which of several submissions of one unit and wave stands */
#include <green/standing.h>

#include <stdlib.h>

#include <green/date.h>

/* A unit: its key, and of its candidate, the greatest by rank and content,
 * what decides.  Kept at 24 bytes: there can be a hundred million. */
struct entry {
	uint64_t key; /* never 0, which marks a free place */
	uint64_t content;
	uint64_t place; /* stamp 24 bits, gone on 1, line 39 */
};

/* What the records of one delivery, revision and report date share. */
struct stamp {
	struct gr_slice src;
	uint64_t rank; /* revision 20 bits, first day 22, last day 22 */
};

enum {
	ENTRIES_MIN = 4096,
	SLACK = 512, /* entries behind the last home */
	DAY_BITS = 22,
	REVISION_BITS = 20,
	LINE_BITS = 39,
	STAMP_BITS = 24,
	DAY_UNKNOWN = (1 << DAY_BITS) - 1,
	DAY_SHIFT = 719163, /* 0001-01-01 becomes day 1 */
	REVISION_UNCLEAR = (1 << REVISION_BITS) - 1 /* above all others */
};

#define GONE_ON (UINT64_C(1) << LINE_BITS)
#define INTERNED (UINT64_C(1) << 63)

/* A unit with different contents: what its candidate is held against. */
struct contested {
	uint64_t key;
	uint32_t last_other; /* the latest day of another of the same
				   revision; 0 if there is none */
	bool known;          /* the two below are the candidate's */
	uint64_t reporter;
	uint8_t answered[];
};

struct gr_standing {
	struct gr_arena *arena;
	/* Open addressing: each entry in its home or behind it, all in the
	 * order of their hashes, so that the table grows where it stands. */
	struct entry *entry;
	size_t entries, homes;  /* and SLACK places more than homes */
	struct gr_map interned; /* wave and code that do not fit a key */
	struct gr_map sources;  /* src -> its number */
	struct gr_map stamps;   /* source and rank -> their number */
	struct stamp *stamp;
	size_t stamp_room;
	struct gr_map contested; /* key -> struct contested */
	size_t answered_bytes;
	struct gr_buf text; /* scratch */
};

struct gr_standing *gr_standing_new(void)
{
	struct gr_standing *s = calloc(1, sizeof(*s));

	if (!s)
		return NULL;
	s->arena = gr_arena_new();
	if (!s->arena) {
		free(s);
		return NULL;
	}
	s->interned = s->sources = s->stamps = s->contested = gr_map_make(
	    s->arena);
	return s;
}

void gr_standing_free(struct gr_standing *s)
{
	if (!s)
		return;
	free(s->entry);
	gr_buf_free(&s->text);
	gr_arena_free(s->arena);
	free(s);
}

void gr_standing_columns(struct gr_standing *s, size_t columns)
{
	s->answered_bytes = (columns + 7) / 8;
}

size_t gr_standing_units(const struct gr_standing *s)
{
	return s->entries;
}

/* ---- keys ---- */

static bool all_digits(struct gr_slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	return true;
}

/* The number of `key` in a map that numbers what it has not seen. */
static enum gr_status number_of(struct gr_standing *s, struct gr_map *map,
    struct gr_slice key, uint64_t *number, bool *is_new, struct gr_err *err)
{
	*is_new = !gr_map_get(map, key, number);
	if (!*is_new)
		return GR_OK;
	*number = map->used;
	key = gr_arena_copy(s->arena, key);
	if (!key.ptr)
		return gr_err_memory(err);
	return gr_map_put(map, key, *number, err);
}

/* Wave and code as one number, exactly: 1 and up to 14 digits of the code,
 * then the wave's four; whatever else they are is numbered as it comes. */
static enum gr_status key_of(struct gr_standing *s,
    const struct gr_submission *sub, uint64_t *key, struct gr_err *err)
{
	bool is_new;

	if (sub->wave.len == 4 && sub->code.len > 0 && sub->code.len <= 14
	    && all_digits(sub->wave) && all_digits(sub->code)) {
		uint64_t n = 1;

		for (size_t i = 0; i < sub->code.len; i++)
			n = n * 10 + (uint64_t)(sub->code.ptr[i] - '0');
		for (size_t i = 0; i < 4; i++)
			n = n * 10 + (uint64_t)(sub->wave.ptr[i] - '0');
		*key = n;
		return GR_OK;
	}
	gr_buf_clear(&s->text);
	gr_buf_add(&s->text, sub->wave);
	gr_buf_byte(&s->text, '\t');
	gr_buf_add(&s->text, sub->code);
	enum gr_status status = gr_buf_check(&s->text, err);
	if (status == GR_OK)
		status = number_of(s, &s->interned, gr_buf_slice(&s->text), key,
		    &is_new, err);
	if (status == GR_OK)
		*key |= INTERNED;
	return status;
}

/* No two keys have the same: every step can be undone. */
static uint64_t hash_key(uint64_t key)
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

/* The place of a key, or where it belongs: free, or of one behind it. */
static size_t place_for(const struct gr_standing *s, uint64_t key)
{
	uint64_t hash = hash_key(key);
	size_t at = home_of(hash, s->homes);

	while (at < s->homes + SLACK && s->entry[at].key != 0
	    && hash_key(s->entry[at].key) < hash)
		at++;
	return at;
}

static struct entry *find(const struct gr_standing *s, uint64_t key)
{
	if (s->homes == 0)
		return NULL;
	size_t at = place_for(s, key);
	return at < s->homes + SLACK && s->entry[at].key == key ? &s->entry[at]
	                                                        : NULL;
}

/* Over a table that grew, without a copy beside it: all entries move to the
 * end, then in their order to their new places, none of which lies behind an
 * entry that still has to move.  False if they do not fit. */
static bool spread(struct gr_standing *s, size_t old_places)
{
	size_t places = s->homes + SLACK, from = places, to = 0;

	for (size_t i = old_places; i > 0; i--)
		if (s->entry[i - 1].key != 0)
			s->entry[--from] = s->entry[i - 1];
	memset(s->entry, 0, from * sizeof(*s->entry));
	for (; from < places; from++, to++) {
		struct entry e = s->entry[from];
		size_t home = home_of(hash_key(e.key), s->homes);

		if (to < home)
			to = home;
		if (to > from)
			return false;
		s->entry[from].key = 0;
		s->entry[to] = e;
	}
	return true;
}

static enum gr_status grow(struct gr_standing *s, struct gr_err *err)
{
	size_t homes = s->homes ? s->homes + s->homes / 16 : ENTRIES_MIN;
	size_t old_places = s->homes ? s->homes + SLACK : 0;

	if (homes > UINT32_MAX)
		return gr_err_set(err, GR_EDATA,
		    "more units than can be told apart (2^32)");
	struct entry *entry = realloc(s->entry,
	    (homes + SLACK) * sizeof(*entry));
	if (!entry)
		return gr_err_memory(err);
	s->entry = entry;
	s->homes = homes;
	if (!spread(s, old_places))
		return gr_err_set(err, GR_EDATA,
		    "more units have like codes than can be told apart");
	return GR_OK;
}

/* Put a key that is not there; what stands behind it moves on by one. */
static enum gr_status insert(struct gr_standing *s, const struct entry *one,
    struct gr_err *err)
{
	for (;;) {
		size_t at = s->homes ? place_for(s, one->key) : 0, end = at;

		while (end < s->homes + SLACK && s->homes
		    && s->entry[end].key != 0)
			end++;
		/* at most seven eighths full */
		if (s->homes && end < s->homes + SLACK
		    && s->entries < s->homes - s->homes / 8) {
			memmove(&s->entry[at + 1], &s->entry[at],
			    (end - at) * sizeof(*one));
			s->entry[at] = *one;
			s->entries++;
			return GR_OK;
		}
		enum gr_status status = grow(s, err);
		if (status != GR_OK)
			return status;
	}
}

/* ---- ranks and places ---- */

static uint64_t rank_of(const struct gr_submission *sub)
{
	struct gr_days days;
	uint64_t revision = 0, first = 0, last = DAY_UNKNOWN;
	bool none = sub->revision.len == 0
	    || gr_slice_eq(sub->revision, GR_S("n/a"));

	if (!none && !gr_slice_to_uint64(sub->revision, &revision))
		revision = REVISION_UNCLEAR;
	else if (!none)
		revision = revision < REVISION_UNCLEAR - 2
		    ? revision + 1
		    : REVISION_UNCLEAR - 1;
	if (gr_date_parse(sub->report_date, &days)) {
		first = (uint64_t)((int64_t)days.first + DAY_SHIFT);
		last = (uint64_t)((int64_t)days.last + DAY_SHIFT);
	}
	return revision << (2 * DAY_BITS) | first << DAY_BITS | last;
}

static uint32_t revision_of(uint64_t rank)
{
	return (uint32_t)(rank >> (2 * DAY_BITS));
}

static uint32_t first_day(uint64_t rank)
{
	return rank >> DAY_BITS & DAY_UNKNOWN;
}

static uint32_t last_day(uint64_t rank)
{
	return rank & DAY_UNKNOWN;
}

/* The number of what the record shares with others. */
static enum gr_status stamp_of(struct gr_standing *s,
    const struct gr_submission *sub, uint64_t *number, struct gr_err *err)
{
	uint64_t part[2] = { 0, rank_of(sub) };
	bool is_new;
	enum gr_status status = number_of(s, &s->sources, sub->src, &part[0],
	    &is_new, err);

	if (status == GR_OK)
		status = number_of(s, &s->stamps,
		    gr_slice_make((const char *)part, sizeof(part)), number,
		    &is_new, err);
	if (status != GR_OK || !is_new)
		return status;
	if (*number >> STAMP_BITS)
		return gr_err_set(err, GR_EDATA,
		    "more deliveries, revisions "
		    "and report dates than can be told apart (2^24)");
	void *items = s->stamp;
	status = gr_arena_grow(s->arena, &items, &s->stamp_room, *number,
	    sizeof(*s->stamp), err);
	if (status != GR_OK)
		return status;
	s->stamp = items;
	s->stamp[*number] = (struct stamp){ gr_arena_copy(s->arena, sub->src),
		part[1] };
	return s->stamp[*number].src.ptr ? GR_OK : gr_err_memory(err);
}

static enum gr_status place_of(struct gr_standing *s,
    const struct gr_submission *sub, uint64_t *place, struct gr_err *err)
{
	uint64_t line, stamp;

	if (!gr_slice_to_uint64(sub->line, &line) || line >= GONE_ON)
		return gr_err_set(err, GR_EDATA,
		    "'%.*s' is not the number of "
		    "a line",
		    GR_ARG(sub->line));
	enum gr_status status = stamp_of(s, sub, &stamp, err);
	if (status == GR_OK)
		*place = stamp << (LINE_BITS + 1) | line;
	return status;
}

static struct gr_slice source_of(const struct gr_standing *s, uint64_t place)
{
	return s->stamp[place >> (LINE_BITS + 1)].src;
}

static uint64_t rank_at(const struct gr_standing *s, const struct entry *e)
{
	return s->stamp[e->place >> (LINE_BITS + 1)].rank;
}

/* Deliveries by name, then line: the order they came in has no say. */
static bool is_before(const struct gr_standing *s, uint64_t a, uint64_t b)
{
	int order = a >> (LINE_BITS + 1) == b >> (LINE_BITS + 1)
	    ? 0
	    : gr_slice_cmp(source_of(s, a), source_of(s, b));

	return order != 0 ? order < 0
	                  : (a & (GONE_ON - 1)) < (b & (GONE_ON - 1));
}

/* ---- the contest ---- */

static struct contested *contested_of(const struct gr_standing *s, uint64_t key)
{
	struct gr_slice text = { (const char *)&key, sizeof(key) };
	uint64_t at;

	return gr_map_get(&s->contested, text, &at)
	    ? (struct contested *)(uintptr_t)at
	    : NULL;
}

static enum gr_status contest(struct gr_standing *s, uint64_t key,
    struct contested **out, struct gr_err *err)
{
	*out = contested_of(s, key);
	if (*out)
		return GR_OK;
	struct contested *c = gr_arena_alloc(s->arena, 1,
	    sizeof(*c) + s->answered_bytes);
	if (!c)
		return gr_err_memory(err);
	c->key = key;
	*out = c;
	return gr_map_put(&s->contested,
	    gr_slice_make((const char *)&c->key, sizeof(c->key)),
	    (uint64_t)(uintptr_t)c, err);
}

/* Keep what a superseded record is compared with.  A candidate that came
 * first of its unit was not contested then, but it comes first again. */
static void know(const struct gr_standing *s, struct contested *c,
    const struct gr_submission *sub)
{
	c->known = true;
	c->reporter = sub->reporter;
	if (s->answered_bytes > 0)
		memcpy(c->answered, sub->answered, s->answered_bytes);
}

static void raise_to(uint32_t *value, uint32_t other)
{
	if (*value < other)
		*value = other;
}

static enum gr_status note_other(struct gr_standing *s, struct entry *e,
    const struct gr_submission *sub, const struct entry *other,
    struct gr_err *err)
{
	struct contested *c;
	enum gr_status status = contest(s, e->key, &c, err);

	if (status != GR_OK)
		return status;
	bool same_revision = revision_of(rank_at(s, e))
	    == revision_of(rank_at(s, other));
	if (rank_at(s, other) < rank_at(s, e)
	    || (rank_at(s, other) == rank_at(s, e)
	        && other->content < e->content)) {
		if (same_revision)
			raise_to(&c->last_other, last_day(rank_at(s, other)));
		return GR_OK;
	}
	if (!same_revision)
		c->last_other = 0;
	else
		raise_to(&c->last_other, last_day(rank_at(s, e)));
	*e = *other;
	know(s, c, sub);
	return GR_OK;
}

static enum gr_status entry_of(struct gr_standing *s,
    const struct gr_submission *sub, struct entry *out, struct gr_err *err)
{
	enum gr_status status = key_of(s, sub, &out->key, err);

	if (status == GR_OK)
		status = place_of(s, sub, &out->place, err);
	out->content = sub->content;
	return status;
}

enum gr_status gr_standing_note(struct gr_standing *s,
    const struct gr_submission *sub, struct gr_err *err)
{
	struct entry one;
	enum gr_status status = entry_of(s, sub, &one, err);

	if (status != GR_OK)
		return status;
	struct entry *e = find(s, one.key);
	if (!e)
		return insert(s, &one, err);
	if (e->content != one.content || rank_at(s, e) != rank_at(s, &one))
		return note_other(s, e, sub, &one, err);
	if (is_before(s, one.place, e->place))
		e->place = one.place;
	return GR_OK;
}

/* Whether none of the contents of a unit stands. */
static bool is_tie(const struct gr_standing *s, const struct entry *e,
    const struct contested *c)
{
	return revision_of(rank_at(s, e)) == REVISION_UNCLEAR
	    || (c->last_other != 0
	        && first_day(rank_at(s, e)) <= c->last_other);
}

static enum gr_verdict verdict_of_other(const struct gr_standing *s,
    const struct entry *e, const struct contested *c, uint64_t rank)
{
	bool ties = is_tie(s, e, c)
	    && (revision_of(rank_at(s, e)) == REVISION_UNCLEAR
	        || (revision_of(rank) == revision_of(rank_at(s, e))
	            && last_day(rank) >= first_day(rank_at(s, e))));

	return ties ? GR_TIED_TOO : GR_SUPERSEDED;
}

enum gr_status gr_standing_ask(struct gr_standing *s,
    const struct gr_submission *sub, struct gr_standing_answer *answer,
    struct gr_err *err)
{
	struct entry one;
	enum gr_status status = entry_of(s, sub, &one, err);

	if (status != GR_OK)
		return status;
	struct entry *e = find(s, one.key);
	if (!e)
		return gr_err_set(err, GR_EDATA,
		    "the input changed while it "
		    "was read: a unit is new in the second pass");
	struct contested *c = contested_of(s, one.key);
	*answer = (struct gr_standing_answer){
		.src = source_of(s, e->place),
		.line = e->place & (GONE_ON - 1),
	};
	if (e->content == one.content && rank_at(s, e) == rank_at(s, &one)) {
		if (c && !c->known)
			know(s, c, sub);
		/* one place can hold a record once; a file that was given
		 * twice has it twice */
		if (e->place != one.place) {
			answer->verdict = GR_IDENTICAL;
			return GR_OK;
		}
		e->place |= GONE_ON;
		answer->verdict = c && is_tie(s, e, c) ? GR_TIED : GR_STANDS;
		return GR_OK;
	}
	if (!c)
		return gr_err_set(err, GR_EDATA,
		    "the input changed while it "
		    "was read: a record is new in the second pass");
	answer->verdict = verdict_of_other(s, e, c, rank_at(s, &one));
	answer->other_reporter = sub->reporter != 0 && c->reporter != 0
	    && sub->reporter != c->reporter;
	if (answer->verdict == GR_SUPERSEDED && !is_tie(s, e, c) && c->known)
		answer->answered = c->answered;
	return GR_OK;
}
