/* submissions.c - which of several submissions of one unit and wave stands */
#include "dedup/submissions_internal.h"

#include <stdlib.h>

/* A content, and the latest day of all that have it. */
struct latest {
	uint64_t content;
	uint32_t day; /* 0: there is none */
};

/* A unit with different records: what its candidate is held against.  Of the
 * contents of the candidate's revision the two latest are kept: whichever
 * becomes the candidate's, the latest of another is one of them. */
struct contested {
	uint64_t key;
	struct latest latest[2];
	bool differ; /* there is another content */
	bool known;  /* the two below are the candidate's */
	uint64_t reporter;
	uint8_t answered[];
};

struct gr_submissions *gr_submissions_new(void)
{
	struct gr_submissions *s = calloc(1, sizeof(*s));

	if (!s)
		return NULL;
	s->arena = gr_arena_new();
	if (!s->arena) {
		free(s);
		return NULL;
	}
	s->interned = s->sources = s->stamps = s->contested = gr_map_make(
	    s->arena);
	s->known = GR_NEW_ARRAY(s->arena, GR_KNOWN_STAMPS,
	    struct gr_known_stamp);
	if (!s->known) {
		gr_submissions_free(s);
		return NULL;
	}
	return s;
}

void gr_submissions_free(struct gr_submissions *s)
{
	if (!s)
		return;
	free(s->table.entry);
	gr_buf_free(&s->text);
	gr_buf_free(&s->last_source);
	gr_arena_free(s->arena);
	free(s);
}

void gr_submissions_columns(struct gr_submissions *s, size_t columns)
{
	s->answered_bytes = (columns + 7) / 8;
}

size_t gr_submissions_units(const struct gr_submissions *s)
{
	return s->table.entries;
}

void gr_submissions_expect(struct gr_submissions *s, size_t records)
{
	gr_submission_table_expect(&s->table, records);
}

void gr_submissions_fetch(const struct gr_submissions *s,
    const struct gr_submission *sub)
{
	uint64_t key = sub->key;

	if (s->table.homes > 0
	    && (key != 0
	        || gr_submission_number_key(sub->wave, sub->code, &key)))
		gr_submission_table_fetch(&s->table, key);
}

/* ---- the contest ---- */

static struct contested *contested_of(const struct gr_submissions *s,
    uint64_t key)
{
	struct gr_slice text = { (const char *)&key, sizeof(key) };
	uint64_t at;

	return gr_map_get(&s->contested, text, &at)
	    ? (struct contested *)(uintptr_t)at
	    : NULL;
}

enum { CONTEST_BITS = 1 << 20 };

/* The word of a field of bits that has the bit `at`. */
static uint64_t *word_of(uint64_t *bits, uint64_t at, uint64_t *bit)
{
	*bit = UINT64_C(1) << at % 64;
	return &bits[at / 64];
}

static uint64_t *contest_word(const struct gr_submissions *s, uint64_t key,
    uint64_t *bit)
{
	return word_of(s->contests, gr_submission_hash(key) % CONTEST_BITS,
	    bit);
}

/* Whether a unit may be contested: most are not. */
static bool may_be_contested(const struct gr_submissions *s, uint64_t key)
{
	uint64_t bit;

	return s->contests != NULL && (*contest_word(s, key, &bit) & bit) != 0;
}

static enum gr_status contest(struct gr_submissions *s, uint64_t key,
    struct contested **out, struct gr_err *err)
{
	uint64_t bit;

	*out = contested_of(s, key);
	if (*out)
		return GR_OK;
	if (s->contests == NULL)
		s->contests = GR_NEW_ARRAY(s->arena, CONTEST_BITS / 64,
		    uint64_t);
	if (s->contests == NULL)
		return gr_err_memory(err);
	*contest_word(s, key, &bit) |= bit;
	struct contested *c = gr_arena_alloc(s->arena, 1,
	    sizeof(*c) + s->answered_bytes);
	if (!c)
		return gr_err_memory(err);
	c->key = key;
	*out = c;
	s->unknown++;
	return gr_map_put(&s->contested,
	    gr_slice_make((const char *)&c->key, sizeof(c->key)),
	    (uint64_t)(uintptr_t)c, err);
}

/* Keep what a superseded record is compared with.  A candidate that came
 * first of its unit was not contested then, but it comes first again. */
static void know(struct gr_submissions *s, struct contested *c,
    const struct gr_submission *sub)
{
	s->unknown -= !c->known;
	c->known = true;
	c->reporter = sub->reporter;
	if (s->answered_bytes > 0)
		memcpy(c->answered, gr_submission_answered(sub),
		    s->answered_bytes);
}

/* A record of the candidate's revision.  Records of one content are one: the
 * same sent again is nothing that the candidate could be older than. */
static void note_day(const struct gr_submissions *s, struct contested *c,
    const struct gr_submission_entry *e)
{
	struct latest one = { e->content,
		gr_submission_last_day(gr_submission_rank(s, e)) };
	struct latest *of = c->latest;
	size_t at = of[0].day != 0 && of[0].content == one.content ? 0 : 1;

	if (one.day <= of[at].day)
		return;
	of[at] = one;
	if (of[0].day < of[1].day) {
		of[1] = of[0];
		of[0] = one;
	}
}

/* The latest day of another content of the candidate's revision, or 0. */
static uint32_t latest_other(const struct contested *c,
    const struct gr_submission_entry *e)
{
	return c->latest[c->latest[0].content == e->content].day;
}

static enum gr_status note_other(struct gr_submissions *s,
    struct gr_submission_entry *e, const struct gr_submission *sub,
    const struct gr_submission_entry *other, struct gr_err *err)
{
	struct contested *c;
	enum gr_status status = contest(s, gr_submission_entry_key(e), &c, err);

	if (status != GR_OK)
		return status;
	bool same_content = e->content == other->content;
	bool same_revision = gr_submission_revision(gr_submission_rank(s, e))
	    == gr_submission_revision(gr_submission_rank(s, other));
	c->differ |= !same_content;
	if (same_revision) {
		note_day(s, c, e);
		note_day(s, c, other);
	}
	if (gr_submission_rank(s, other) < gr_submission_rank(s, e)
	    || (gr_submission_rank(s, other) == gr_submission_rank(s, e)
	        && other->content < e->content))
		return GR_OK;
	if (!same_revision) {
		memset(c->latest, 0, sizeof(c->latest));
		note_day(s, c, other);
	}
	*e = *other;
	e->key |= GR_SHARED;
	know(s, c, sub);
	return GR_OK;
}

/* A submission as an entry, and the candidate of its unit, or NULL. */
static enum gr_status look_up(struct gr_submissions *s,
    const struct gr_submission *sub, struct gr_submission_entry *out,
    struct gr_submission_entry **candidate, struct gr_err *err)
{
	enum gr_status status = gr_submission_key(s, sub, &out->key, err);

	if (status == GR_OK)
		status = gr_submission_place(s, sub, &out->place, err);
	out->content = sub->content;
	*candidate = status == GR_OK
	    ? gr_submission_table_find(&s->table, out->key)
	    : NULL;
	return status;
}

/* Whether a place is the candidate's, which did not go on yet; it may have been
 * noted with the date of a copy (as_sent.h). */
static bool is_candidate(const struct gr_submissions *s,
    const struct gr_submission_entry *e, uint64_t place)
{
	const uint64_t in_file = GR_GONE_ON | (GR_GONE_ON - 1);

	return e->place == place
	    || ((e->place & in_file) == (place & in_file)
	        && gr_slice_eq(gr_submission_source(s, e->place),
	            gr_submission_source(s, place)));
}

enum gr_status gr_submissions_note(struct gr_submissions *s,
    const struct gr_submission *sub, struct gr_err *err)
{
	struct gr_submission_entry one, *e;
	enum gr_status status = look_up(s, sub, &one, &e, err);

	if (status != GR_OK)
		return status;
	if (!e)
		return gr_submission_table_insert(&s->table, &one, err);
	e->key |= GR_SHARED;
	s->twins |= is_candidate(s, e, one.place);
	if (e->content != one.content
	    || gr_submission_rank(s, e) != gr_submission_rank(s, &one))
		return note_other(s, e, sub, &one, err);
	if (!gr_submission_is_before(s, one.place, e->place))
		return GR_OK;
	/* the same answers, but perhaps from another sender */
	struct contested *c;
	status = contest(s, one.key, &c, err);
	if (status != GR_OK)
		return status;
	e->place = one.place;
	know(s, c, sub);
	return GR_OK;
}

enum gr_status gr_submissions_note_again(struct gr_submissions *s,
    const struct gr_submission *sub, struct gr_err *err)
{
	const struct gr_submission_entry *e;
	struct contested *c;
	uint64_t key;

	if (s->unknown == 0)
		return GR_OK;
	enum gr_status status = gr_submission_key(s, sub, &key, err);
	if (status != GR_OK)
		return status;
	c = may_be_contested(s, key) ? contested_of(s, key) : NULL;
	if (!c || c->known)
		return GR_OK;
	e = gr_submission_table_find(&s->table, key);
	if (e && e->content == sub->content)
		know(s, c, sub);
	return GR_OK;
}

static uint64_t *shared_word(const struct gr_submissions *s, uint64_t key,
    uint64_t *bit)
{
	return word_of(s->shared, gr_submission_hash(key) >> s->shared_shift,
	    bit);
}

/* Of the units that have more than one record a bit each, in a field that is in
 * the cache where the table is not; NULL if there is no memory for it. */
static void mark_shared(struct gr_submissions *s)
{
	const struct gr_submission_table *t = &s->table;
	size_t places = t->homes > 0 ? t->homes + GR_SUBMISSION_SLACK : 0;
	size_t n = 0, bits = 64;
	uint64_t bit;

	for (size_t i = 0; i < places; i++)
		n += (t->entry[i].key & GR_SHARED) != 0;
	for (s->shared_shift = 64 - 6; bits < n * 32; bits *= 2)
		s->shared_shift--;
	s->shared = GR_NEW_ARRAY(s->arena, bits / 64, uint64_t);
	for (size_t i = 0; i < places && s->shared; i++)
		if (t->entry[i].key & GR_SHARED) {
			uint64_t *word = shared_word(s,
			    gr_submission_entry_key(&t->entry[i]), &bit);

			*word |= bit;
		}
}

bool gr_submissions_settle(struct gr_submissions *s)
{
	s->settled = !s->twins;
	if (s->settled)
		mark_shared(s);
	return s->settled;
}

/* Whether none of the contents of a unit stands: there are two, and neither
 * revision nor date decides. */
static bool is_tie(const struct gr_submissions *s,
    const struct gr_submission_entry *e, const struct contested *c)
{
	uint64_t rank = gr_submission_rank(s, e);

	if (gr_submission_revision(rank) == GR_REVISION_UNCLEAR)
		return c->differ;
	uint32_t other = latest_other(c, e);
	return other != 0 && gr_submission_first_day(rank) <= other;
}

static enum gr_submission_verdict verdict_of_other(
    const struct gr_submissions *s, const struct gr_submission_entry *e,
    const struct contested *c, uint64_t rank)
{
	bool ties = is_tie(s, e, c)
	    && (gr_submission_revision(gr_submission_rank(s, e))
	            == GR_REVISION_UNCLEAR
	        || (gr_submission_revision(rank)
	                == gr_submission_revision(gr_submission_rank(s, e))
	            && gr_submission_last_day(rank)
	                >= gr_submission_first_day(gr_submission_rank(s, e))));

	return ties ? GR_TIED_TOO : GR_SUPERSEDED;
}

bool gr_submissions_is_alone(struct gr_submissions *s, struct gr_slice wave,
    struct gr_slice code)
{
	uint64_t key, bit;
	struct gr_submission_entry *e;

	if (!gr_submission_number_key(wave, code, &key))
		return false;
	if (s->shared && !(*shared_word(s, key, &bit) & bit))
		return true;
	e = gr_submission_table_find(&s->table, key);
	/* one that came by before is told from it the long way */
	if (!e || e->key & GR_SHARED || e->place & GR_GONE_ON)
		return false;
	if (!s->settled)
		e->place |= GR_GONE_ON;
	return true;
}

enum gr_status gr_submissions_ask(struct gr_submissions *s,
    const struct gr_submission *sub, struct gr_submission_answer *answer,
    struct gr_err *err)
{
	struct gr_submission_entry one, *e;
	enum gr_status status = look_up(s, sub, &one, &e, err);

	if (status != GR_OK)
		return status;
	if (!e)
		return gr_err_set(err, GR_EDATA,
		    "the input changed while it "
		    "was read: a unit is new in the second pass");
	struct contested *c = contested_of(s, one.key);
	*answer = (struct gr_submission_answer){
		.src = gr_submission_source(s, e->place),
		.line = e->place & (GR_GONE_ON - 1),
	};
	if (e->content == one.content) {
		if (c && !c->known)
			know(s, c, sub);
		/* one place can hold a record once; a file that was given
		 * twice has it twice */
		if (!is_candidate(s, e, one.place)) {
			answer->verdict = GR_IDENTICAL;
			return GR_OK;
		}
		if (!s->settled)
			e->place |= GR_GONE_ON;
		answer->verdict = c && is_tie(s, e, c) ? GR_TIED : GR_STANDS;
		return GR_OK;
	}
	if (!c)
		return gr_err_set(err, GR_EDATA,
		    "the input changed while it "
		    "was read: a record is new in the second pass");
	answer->verdict = verdict_of_other(s, e, c,
	    gr_submission_rank(s, &one));
	answer->other_reporter = sub->reporter != 0 && c->reporter != 0
	    && sub->reporter != c->reporter;
	if (answer->verdict == GR_SUPERSEDED && !is_tie(s, e, c) && c->known)
		answer->answered = c->answered;
	return GR_OK;
}
