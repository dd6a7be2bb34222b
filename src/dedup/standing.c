/* standing.c - which of several submissions of one unit and wave stands */
#include "dedup/standing_internal.h"

#include <stdlib.h>

/* A unit with different contents: what its candidate is held against. */
struct contested {
	uint64_t key;
	uint32_t last_other; /* the latest day of another of the same
				   revision; 0 if there is none */
	bool known;          /* the two below are the candidate's */
	uint64_t reporter;
	uint8_t answered[];
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
	free(s->table.entry);
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
	return s->table.entries;
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
	bool same_revision = standing_revision(standing_rank(s, e))
	    == standing_revision(standing_rank(s, other));
	if (standing_rank(s, other) < standing_rank(s, e)
	    || (standing_rank(s, other) == standing_rank(s, e)
	        && other->content < e->content)) {
		if (same_revision)
			raise_to(&c->last_other,
			    standing_last_day(standing_rank(s, other)));
		return GR_OK;
	}
	if (!same_revision)
		c->last_other = 0;
	else
		raise_to(&c->last_other,
		    standing_last_day(standing_rank(s, e)));
	*e = *other;
	know(s, c, sub);
	return GR_OK;
}

/* A submission as an entry, and the candidate of its unit, or NULL. */
static enum gr_status look_up(struct gr_standing *s,
    const struct gr_submission *sub, struct entry *out,
    struct entry **candidate, struct gr_err *err)
{
	enum gr_status status = standing_key(s, sub, &out->key, err);

	if (status == GR_OK)
		status = standing_place(s, sub, &out->place, err);
	out->content = sub->content;
	*candidate = status == GR_OK ? standing_find(&s->table, out->key)
	                             : NULL;
	return status;
}

enum gr_status gr_standing_note(struct gr_standing *s,
    const struct gr_submission *sub, struct gr_err *err)
{
	struct entry one, *e;
	enum gr_status status = look_up(s, sub, &one, &e, err);

	if (status != GR_OK)
		return status;
	if (!e)
		return standing_insert(&s->table, &one, err);
	if (e->content != one.content
	    || standing_rank(s, e) != standing_rank(s, &one))
		return note_other(s, e, sub, &one, err);
	if (standing_is_before(s, one.place, e->place))
		e->place = one.place;
	return GR_OK;
}

/* Whether none of the contents of a unit stands. */
static bool is_tie(const struct gr_standing *s, const struct entry *e,
    const struct contested *c)
{
	return standing_revision(standing_rank(s, e)) == REVISION_UNCLEAR
	    || (c->last_other != 0
	        && standing_first_day(standing_rank(s, e)) <= c->last_other);
}

static enum gr_verdict verdict_of_other(const struct gr_standing *s,
    const struct entry *e, const struct contested *c, uint64_t rank)
{
	bool ties = is_tie(s, e, c)
	    && (standing_revision(standing_rank(s, e)) == REVISION_UNCLEAR
	        || (standing_revision(rank)
	                == standing_revision(standing_rank(s, e))
	            && standing_last_day(rank)
	                >= standing_first_day(standing_rank(s, e))));

	return ties ? GR_TIED_TOO : GR_SUPERSEDED;
}

enum gr_status gr_standing_ask(struct gr_standing *s,
    const struct gr_submission *sub, struct gr_standing_answer *answer,
    struct gr_err *err)
{
	struct entry one, *e;
	enum gr_status status = look_up(s, sub, &one, &e, err);

	if (status != GR_OK)
		return status;
	if (!e)
		return gr_err_set(err, GR_EDATA,
		    "the input changed while it "
		    "was read: a unit is new in the second pass");
	struct contested *c = contested_of(s, one.key);
	*answer = (struct gr_standing_answer){
		.src = standing_source(s, e->place),
		.line = e->place & (GONE_ON - 1),
	};
	if (e->content == one.content
	    && standing_rank(s, e) == standing_rank(s, &one)) {
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
	answer->verdict = verdict_of_other(s, e, c, standing_rank(s, &one));
	answer->other_reporter = sub->reporter != 0 && c->reporter != 0
	    && sub->reporter != c->reporter;
	if (answer->verdict == GR_SUPERSEDED && !is_tie(s, e, c) && c->known)
		answer->answered = c->answered;
	return GR_OK;
}
