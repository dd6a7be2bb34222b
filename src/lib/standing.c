/* standing.c - which of several submissions of one unit and wave stands */
#include <green/standing.h>

#include <stdlib.h>

#include <green/date.h>

/* A unit: its key, and of its candidate, the greatest by rank and content, what
 * decides.  Kept at 32 bytes, since there can be a hundred million. */
struct entry {
	uint64_t key;
	uint64_t content;
	uint64_t rank;	/* revision 20 bits, first day 22, last day 22 */
	uint64_t place;	/* source 24 bits, gone on 1, line 39 */
};

enum {
	CHUNK = 4096,		/* entries */
	DAY_BITS = 22, REVISION_BITS = 20,
	LINE_BITS = 39, SOURCE_BITS = 24,
	DAY_UNKNOWN = (1 << DAY_BITS) - 1,
	DAY_SHIFT = 719163,	/* 0001-01-01 becomes day 1 */
	REVISION_UNCLEAR = (1 << REVISION_BITS) - 1	/* above all others */
};

#define GONE_ON (UINT64_C(1) << LINE_BITS)
#define INTERNED (UINT64_C(1) << 63)

/* A unit with different contents: what its candidate is held against. */
struct contested {
	uint64_t key;
	uint32_t last_other;	/* the latest day of another of the same
				   revision; 0 if there is none */
	bool known;		/* the two below are the candidate's */
	uint64_t reporter;
	uint8_t answered[];
};

struct gr_standing {
	struct gr_arena *arena;
	struct entry **chunk;
	size_t entries, chunks;
	uint32_t *slot;		/* entry + 1, by the key's hash; 0 is free */
	size_t slots;		/* power of two, or 0 */
	struct gr_map interned;	/* wave and code that do not fit a key */
	struct gr_map sources;	/* src -> its number */
	struct gr_slice *source;
	size_t source_room;
	struct gr_map contested;	/* key -> struct contested */
	size_t answered_bytes;
	struct gr_buf text;	/* scratch */
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
	s->interned = s->sources = s->contested = gr_map_make(s->arena);
	return s;
}

void gr_standing_free(struct gr_standing *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->chunks; i++)
		free(s->chunk[i]);
	free(s->chunk);
	free(s->slot);
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
		status = number_of(s, &s->interned, gr_buf_slice(&s->text),
		    key, &is_new, err);
	*key |= INTERNED;
	return status;
}

static uint64_t hash_key(uint64_t key)
{
	key ^= key >> 31;
	key *= UINT64_C(0x9e3779b97f4a7c15);
	return key ^ key >> 29;
}

static struct entry *entry_at(const struct gr_standing *s, size_t i)
{
	return &s->chunk[i / CHUNK][i % CHUNK];
}

static struct entry *find(const struct gr_standing *s, uint64_t key)
{
	if (s->slots == 0)
		return NULL;
	for (size_t at = hash_key(key) & (s->slots - 1); s->slot[at];
	    at = (at + 1) & (s->slots - 1)) {
		struct entry *e = entry_at(s, s->slot[at] - 1);

		if (e->key == key)
			return e;
	}
	return NULL;
}

static void put_slot(uint32_t *slot, size_t slots, uint64_t key, size_t i)
{
	size_t at = hash_key(key) & (slots - 1);

	while (slot[at])
		at = (at + 1) & (slots - 1);
	slot[at] = (uint32_t)(i + 1);
}

static enum gr_status make_room(struct gr_standing *s, struct gr_err *err)
{
	if (s->entries >= UINT32_MAX - 1)
		return gr_err_set(err, GR_EDATA,
		    "more units than can be told apart (2^32)");
	if (s->entries == s->chunks * CHUNK) {
		struct entry **chunk = realloc(s->chunk,
		    (s->chunks + 1) * sizeof(struct entry *));

		if (!chunk)
			return gr_err_memory(err);
		s->chunk = chunk;
		chunk[s->chunks] = malloc(CHUNK * sizeof(struct entry));
		if (!chunk[s->chunks])
			return gr_err_memory(err);
		s->chunks++;
	}
	/* at most two thirds full */
	if ((s->entries + 1) * 3 <= s->slots * 2)
		return GR_OK;
	size_t slots = s->slots ? s->slots * 2 : 1024;
	uint32_t *slot = calloc(slots, sizeof(uint32_t));
	if (!slot)
		return gr_err_memory(err);
	for (size_t i = 0; i < s->entries; i++)
		put_slot(slot, slots, entry_at(s, i)->key, i);
	free(s->slot);
	s->slot = slot;
	s->slots = slots;
	return GR_OK;
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
		revision = revision < REVISION_UNCLEAR - 2 ? revision + 1
		    : REVISION_UNCLEAR - 1;
	if (gr_date_parse(sub->report_date, &days)) {
		first = (uint64_t)(days.first + DAY_SHIFT);
		last = (uint64_t)(days.last + DAY_SHIFT);
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

static enum gr_status place_of(struct gr_standing *s,
    const struct gr_submission *sub, uint64_t *place, struct gr_err *err)
{
	uint64_t line, source;
	bool is_new;

	if (!gr_slice_to_uint64(sub->line, &line) || line >= GONE_ON)
		return gr_err_set(err, GR_EDATA, "'%.*s' is not the number of "
		    "a line", GR_ARG(sub->line));
	enum gr_status status = number_of(s, &s->sources, sub->src, &source,
	    &is_new, err);
	if (status == GR_OK && source >> SOURCE_BITS)
		return gr_err_set(err, GR_EDATA, "more deliveries than can be "
		    "told apart (2^24)");
	if (status == GR_OK && is_new) {
		void *items = s->source;

		status = gr_arena_grow(s->arena, &items, &s->source_room,
		    source, sizeof(*s->source), err);
		if (status != GR_OK)
			return status;
		s->source = items;
		s->source[source] = gr_arena_copy(s->arena, sub->src);
		if (!s->source[source].ptr)
			return gr_err_memory(err);
	}
	*place = source << (LINE_BITS + 1) | line;
	return status;
}

static struct gr_slice source_of(const struct gr_standing *s, uint64_t place)
{
	return s->source[place >> (LINE_BITS + 1)];
}

/* Deliveries by name, then line: the order they came in has no say. */
static bool is_before(const struct gr_standing *s, uint64_t a, uint64_t b)
{
	int order = a >> (LINE_BITS + 1) == b >> (LINE_BITS + 1) ? 0
	    : gr_slice_cmp(source_of(s, a), source_of(s, b));

	return order != 0 ? order < 0 : (a & (GONE_ON - 1))
	    < (b & (GONE_ON - 1));
}

/* ---- the contest ---- */

static struct contested *contested_of(const struct gr_standing *s,
    uint64_t key)
{
	struct gr_slice text = { (const char *)&key, sizeof(key) };
	uint64_t at;

	return gr_map_get(&s->contested, text, &at)
	    ? (struct contested *)(uintptr_t)at : NULL;
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
	bool same_revision = revision_of(e->rank) == revision_of(other->rank);
	if (other->rank < e->rank
	    || (other->rank == e->rank && other->content < e->content)) {
		if (same_revision)
			raise_to(&c->last_other, last_day(other->rank));
		return GR_OK;
	}
	if (!same_revision)
		c->last_other = 0;
	else
		raise_to(&c->last_other, last_day(e->rank));
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
	out->rank = rank_of(sub);
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
	if (!e) {
		status = make_room(s, err);
		if (status != GR_OK)
			return status;
		put_slot(s->slot, s->slots, one.key, s->entries);
		*entry_at(s, s->entries++) = one;
		return GR_OK;
	}
	if (e->content != one.content || e->rank != one.rank)
		return note_other(s, e, sub, &one, err);
	if (is_before(s, one.place, e->place))
		e->place = one.place;
	return GR_OK;
}

/* Whether none of the contents of a unit stands. */
static bool is_tie(const struct entry *e, const struct contested *c)
{
	return revision_of(e->rank) == REVISION_UNCLEAR
	    || (c->last_other != 0 && first_day(e->rank) <= c->last_other);
}

static enum gr_verdict verdict_of_other(const struct entry *e,
    const struct contested *c, uint64_t rank)
{
	bool ties = is_tie(e, c)
	    && (revision_of(e->rank) == REVISION_UNCLEAR
		|| (revision_of(rank) == revision_of(e->rank)
		    && last_day(rank) >= first_day(e->rank)));

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
		return gr_err_set(err, GR_EDATA, "the input changed while it "
		    "was read: a unit is new in the second pass");
	struct contested *c = contested_of(s, one.key);
	*answer = (struct gr_standing_answer){
		.src = source_of(s, e->place),
		.line = e->place & (GONE_ON - 1),
	};
	if (e->content == one.content && e->rank == one.rank) {
		if (c && !c->known)
			know(s, c, sub);
		/* one place can hold a record once; a file that was given
		 * twice has it twice */
		if (e->place != one.place) {
			answer->verdict = GR_IDENTICAL;
			return GR_OK;
		}
		e->place |= GONE_ON;
		answer->verdict = c && is_tie(e, c) ? GR_TIED : GR_STANDS;
		return GR_OK;
	}
	if (!c)
		return gr_err_set(err, GR_EDATA, "the input changed while it "
		    "was read: a record is new in the second pass");
	answer->verdict = verdict_of_other(e, c, one.rank);
	answer->other_reporter = sub->reporter != 0 && c->reporter != 0
	    && sub->reporter != c->reporter;
	if (answer->verdict == GR_SUPERSEDED && !is_tie(e, c) && c->known)
		answer->answered = c->answered;
	return GR_OK;
}
