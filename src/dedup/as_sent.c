/* as_sent.c - submissions are compared as they were sent. */
#include "dedup/as_sent.h"

#include "base/buf.h"

/* A record that was answered. */
struct answered {
	struct gr_submission now;   /* .src is NULL until it has come by */
	struct gr_slice wave, code; /* of its unit, as it was sent */
	uint64_t content;           /* as it was sent */
};

struct gr_as_sent {
	struct gr_arena *keep;
	size_t answered_bytes;
	struct answered *answered;
	size_t n, room;
	struct gr_map at;      /* wave, src and line -> answered record */
	struct gr_map units;   /* wave and code of these */
	struct gr_map answers; /* wave, code and content as sent -> it */
	struct gr_submission *held;
	size_t held_n, held_room;
	struct gr_buf key;
};

struct gr_as_sent *gr_as_sent_make(struct gr_arena *keep, size_t columns)
{
	struct gr_as_sent *sent = GR_NEW_ARRAY(keep, 1, struct gr_as_sent);

	if (sent)
		*sent = (struct gr_as_sent){ .keep = keep,
			.answered_bytes = (columns + 7) / 8,
			.at = gr_map_make(keep),
			.units = gr_map_make(keep),
			.answers = gr_map_make(keep) };
	return sent;
}

void gr_as_sent_free(struct gr_as_sent *sent)
{
	if (sent)
		gr_buf_free(&sent->key);
}

/* ---- keys, valid until the next one is made ---- */

static struct gr_slice key_of(struct gr_as_sent *sent, struct gr_slice a,
    struct gr_slice b, struct gr_slice c)
{
	struct gr_slice part[] = { a, b, c };

	return gr_buf_join(&sent->key, part, 3, '\t');
}

static struct gr_slice place_key(struct gr_as_sent *sent,
    const struct gr_submission *s)
{
	return key_of(sent, s->wave, s->src, s->line);
}

static struct gr_slice content_key(struct gr_as_sent *sent,
    struct gr_slice wave, struct gr_slice code, const uint64_t *content)
{
	return key_of(sent, wave, code,
	    gr_slice_make((const char *)content, sizeof(*content)));
}

static enum gr_status put(struct gr_as_sent *sent, struct gr_map *map,
    struct gr_slice key, uint64_t value, struct gr_err *err)
{
	key = key.ptr ? gr_arena_copy(sent->keep, key) : key;
	return key.ptr ? gr_map_put(map, key, value, err) : gr_err_memory(err);
}

/* ---- what is told first ---- */

static enum gr_status copy(struct gr_as_sent *sent,
    const struct gr_submission *from, struct gr_submission *to,
    struct gr_err *err)
{
	enum { SLICES = 6 };
	struct gr_slice *const slice[SLICES] = { &to->wave, &to->code, &to->src,
		&to->line, &to->revision, &to->report_date };
	uint8_t *bits = GR_NEW_ARRAY(sent->keep, sent->answered_bytes, uint8_t);

	*to = *from;
	for (size_t i = 0; i < SLICES; i++) {
		*slice[i] = gr_arena_copy(sent->keep, *slice[i]);
		if (!slice[i]->ptr)
			return gr_err_memory(err);
	}
	if (!bits)
		return gr_err_memory(err);
	if (sent->answered_bytes > 0)
		memcpy(bits, gr_submission_answered(from),
		    sent->answered_bytes);
	to->answered = bits;
	return GR_OK;
}

enum gr_status gr_as_sent_tell(struct gr_as_sent *sent,
    const struct gr_submission *submission, struct gr_err *err)
{
	void *items = sent->answered;
	struct gr_submission was;
	enum gr_status status = gr_arena_grow(sent->keep, &items, &sent->room,
	    sent->n, sizeof(*sent->answered), err);

	if (status == GR_OK)
		status = copy(sent, submission, &was, err);
	if (status != GR_OK)
		return status;
	sent->answered = items;
	sent->answered[sent->n] = (struct answered){ .wave = was.wave,
		.code = was.code,
		.content = was.content };
	status = put(sent, &sent->at, place_key(sent, &was), sent->n++, err);
	return status == GR_OK ? put(sent, &sent->units,
	           key_of(sent, was.wave, was.code, GR_S("")), 1, err)
	                       : status;
}

/* ---- records ---- */

bool gr_as_sent_is_idle(const struct gr_as_sent *sent)
{
	return sent->n == 0;
}

static struct answered *answered_at(struct gr_as_sent *sent,
    const struct gr_submission *s)
{
	uint64_t at;

	return gr_map_get(&sent->at, place_key(sent, s), &at)
	    ? &sent->answered[at]
	    : NULL;
}

/* Whether a record is of a unit in which something was answered. */
static bool is_concerned(struct gr_as_sent *sent, const struct gr_submission *s)
{
	uint64_t there;

	return sent->n > 0
	    && gr_map_get(&sent->units,
	        key_of(sent, s->wave, s->code, GR_S("")), &there);
}

/* The answered record of which this one is a copy as they were sent, or NULL;
 * an answered one is a copy of none. */
static const struct answered *original_of(struct gr_as_sent *sent,
    const struct gr_submission *s)
{
	uint64_t at;

	if (answered_at(sent, s)
	    || !gr_map_get(&sent->answers,
	        content_key(sent, s->wave, s->code, &s->content), &at))
		return NULL;
	return &sent->answered[at];
}

enum gr_status gr_as_sent_note(struct gr_as_sent *sent,
    struct gr_submissions *submissions, const struct gr_submission *submission,
    struct gr_err *err)
{
	void *items = sent->held;
	enum gr_status status;

	if (!is_concerned(sent, submission))
		return gr_submissions_note(submissions, submission, err);
	status = gr_arena_grow(sent->keep, &items, &sent->held_room,
	    sent->held_n, sizeof(*sent->held), err);
	if (status != GR_OK)
		return status;
	sent->held = items;
	return copy(sent, submission, &sent->held[sent->held_n++], err);
}

static bool is_before(const struct gr_submission *a,
    const struct gr_submission *b)
{
	uint64_t x = 0, y = 0;
	int order = gr_slice_cmp(a->src, b->src);

	(void)gr_slice_to_uint64(a->line, &x);
	(void)gr_slice_to_uint64(b->line, &y);
	return order != 0 ? order < 0 : x < y;
}

/* What an answered record says now.  Of several that were the same the first
 * by its delivery's name stands for the copies, wherever it comes. */
static enum gr_status learn(struct gr_as_sent *sent,
    const struct gr_submission *s, struct gr_err *err)
{
	struct answered *a = answered_at(sent, s);
	struct gr_slice key;
	uint64_t other;

	/* a record of another unit as it was sent is no copy in this one */
	if (!a || !gr_slice_eq(a->code, s->code))
		return GR_OK;
	a->now = *s;
	key = content_key(sent, a->wave, a->code, &a->content);
	if (gr_map_get(&sent->answers, key, &other)
	    && !is_before(s, &sent->answered[other].now))
		return GR_OK;
	return put(sent, &sent->answers, key, (uint64_t)(a - sent->answered),
	    err);
}

enum gr_status gr_as_sent_end(struct gr_as_sent *sent,
    struct gr_submissions *submissions, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < sent->held_n; i++)
		status = learn(sent, &sent->held[i], err);
	for (size_t i = 0; status == GR_OK && i < sent->held_n; i++) {
		struct gr_submission one = sent->held[i];
		const struct answered *original = original_of(sent, &one);

		/* the answered one, sent again when its copy was */
		if (original) {
			one = original->now;
			one.revision = sent->held[i].revision;
			one.report_date = sent->held[i].report_date;
		}
		status = gr_submissions_note(submissions, &one, err);
	}
	sent->held_n = 0;
	return status;
}

enum gr_status gr_as_sent_ask(struct gr_as_sent *sent,
    struct gr_submissions *submissions, const struct gr_submission *submission,
    struct gr_submission_answer *answer, struct gr_err *err)
{
	struct gr_submission one = *submission;
	const struct answered *original = is_concerned(sent, submission)
	    ? original_of(sent, submission)
	    : NULL;

	if (original)
		one.content = original->now.content;
	return gr_submissions_ask(submissions, &one, answer, err);
}
