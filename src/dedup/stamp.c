/* stamp.c - submissions as numbers: keys, ranks and places. */
#include "dedup/submissions_internal.h"

#include "number/date.h"
#include "number/short.h"

enum {
	DAY_BITS = 22,
	DAY_UNKNOWN = (1 << DAY_BITS) - 1,
	DAY_SHIFT = 719163 /* 0001-01-01 becomes day 1 */
};

#define INTERNED (UINT64_C(1) << 63)

/* ---- keys ---- */

/* The number of `key` in a map that numbers what it has not seen. */
static enum gr_status number_of(struct gr_submissions *s, struct gr_map *map,
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

/* The same, digit by digit. */
static bool add_each(struct gr_slice digits, uint64_t *n)
{
	uint64_t value = *n;

	for (size_t i = 0; i < digits.len; i++) {
		unsigned digit = (unsigned char)digits.ptr[i] - (unsigned)'0';

		if (digit > 9)
			return false;
		value = value * 10 + digit;
	}
	*n = value;
	return true;
}

/* *n, with the digits behind it; false if there is anything else.  Eight are read
 * as a word. */
static bool add_digits(struct gr_slice digits, uint64_t *n)
{
	while (digits.len >= GR_WORD_BYTES) {
		int64_t eight;
		uint64_t word = gr_word_of(
		    gr_slice_make(digits.ptr, GR_WORD_BYTES));

		if (!gr_short_eight(word ^ '0' * GR_SHORT_EACH, &eight))
			return false;
		*n = *n * 100000000 + (uint64_t)eight;
		digits = gr_slice_skip(digits, GR_WORD_BYTES);
	}
	return add_each(digits, n);
}

/* 1 and up to 14 digits of the code, then the wave's four. */
bool gr_submission_number_key(struct gr_slice wave, struct gr_slice code,
    uint64_t *key)
{
	*key = 1;
	return wave.len == 4 && code.len > 0 && code.len <= 14
	    && add_digits(code, key) && add_digits(wave, key);
}

/* Wave and code as one number, exactly; whatever is no number is numbered as
 * it comes. */
enum gr_status gr_submission_key(struct gr_submissions *s,
    const struct gr_submission *sub, uint64_t *key, struct gr_err *err)
{
	bool is_new;

	*key = sub->key;
	if (*key != 0 || gr_submission_number_key(sub->wave, sub->code, key))
		return GR_OK;
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

/* ---- ranks and places ---- */

static uint64_t rank_of(const struct gr_submission *sub)
{
	struct gr_days days;
	uint64_t revision = 0, first = 0, last = DAY_UNKNOWN;
	bool none = sub->revision.len == 0
	    || gr_slice_eq(sub->revision, GR_S("n/a"));

	if (!none && !gr_slice_to_uint64(sub->revision, &revision))
		revision = GR_REVISION_UNCLEAR;
	else if (!none)
		revision = revision < GR_REVISION_UNCLEAR - 2
		    ? revision + 1
		    : GR_REVISION_UNCLEAR - 1;
	if (gr_date_parse(sub->report_date, &days)) {
		first = (uint64_t)((int64_t)days.first + DAY_SHIFT);
		last = (uint64_t)((int64_t)days.last + DAY_SHIFT);
	}
	return revision << (2 * DAY_BITS) | first << DAY_BITS | last;
}

/* No rank is 0: the last day is not. */
void gr_submission_number(struct gr_submission *submission)
{
	uint64_t key;

	if (gr_submission_number_key(submission->wave, submission->code, &key))
		submission->key = key;
	submission->rank = rank_of(submission);
}

uint32_t gr_submission_revision(uint64_t rank)
{
	return (uint32_t)(rank >> (2 * DAY_BITS));
}

uint32_t gr_submission_first_day(uint64_t rank)
{
	return rank >> DAY_BITS & DAY_UNKNOWN;
}

uint32_t gr_submission_last_day(uint64_t rank)
{
	return rank & DAY_UNKNOWN;
}

/* Records come delivery by delivery. */
static enum gr_status number_of_source(struct gr_submissions *s,
    struct gr_slice src, uint64_t *number, struct gr_err *err)
{
	bool is_new;

	if (src.len > 0 && gr_slice_eq(src, gr_buf_slice(&s->last_source))) {
		*number = s->last_source_at;
		return GR_OK;
	}
	gr_buf_clear(&s->last_source);
	gr_buf_add(&s->last_source, src);
	enum gr_status status = gr_buf_check(&s->last_source, err);
	if (status == GR_OK)
		status = number_of(s, &s->sources, src, number, &is_new, err);
	s->last_source_at = *number;
	return status;
}

static enum gr_status keep_stamp(struct gr_submissions *s, uint64_t number,
    struct gr_slice src, uint64_t rank, struct gr_err *err)
{
	void *items = s->stamp;

	if (number >> GR_STAMP_BITS)
		return gr_err_set(err, GR_EDATA,
		    "more deliveries, revisions "
		    "and report dates than can be told apart (2^24)");
	enum gr_status status = gr_arena_grow(s->arena, &items, &s->stamp_room,
	    number, sizeof(*s->stamp), err);
	if (status != GR_OK)
		return status;
	s->stamp = items;
	s->stamp[number] = (struct gr_submission_stamp){
		gr_arena_copy(s->arena, src), rank
	};
	return s->stamp[number].src.ptr ? GR_OK : gr_err_memory(err);
}

static struct gr_known_stamp *known_stamp(const struct gr_submissions *s,
    uint64_t source, uint64_t rank)
{
	uint64_t hash = (rank ^ source << 48) * UINT64_C(0x9e3779b97f4a7c15);

	return &s->known[hash >> 40 & (GR_KNOWN_STAMPS - 1)];
}

/* The number of what the record shares with others. */
static enum gr_status stamp_of(struct gr_submissions *s,
    const struct gr_submission *sub, uint64_t *number, struct gr_err *err)
{
	uint64_t part[2] = { 0, sub->rank ? sub->rank : rank_of(sub) };
	bool is_new;
	enum gr_status status = number_of_source(s, sub->src, &part[0], err);

	if (status != GR_OK)
		return status;
	struct gr_known_stamp *known = known_stamp(s, part[0], part[1]);
	if (known->number > 0 && known->source == part[0]
	    && known->rank == part[1]) {
		*number = known->number - 1;
		return GR_OK;
	}
	status = number_of(s, &s->stamps,
	    gr_slice_make((const char *)part, sizeof(part)), number, &is_new,
	    err);
	if (status == GR_OK && is_new)
		status = keep_stamp(s, *number, sub->src, part[1], err);
	if (status == GR_OK)
		*known = (struct gr_known_stamp){ part[0], part[1],
			*number + 1 };
	return status;
}

enum gr_status gr_submission_place(struct gr_submissions *s,
    const struct gr_submission *sub, uint64_t *place, struct gr_err *err)
{
	uint64_t line, stamp;

	if (!gr_slice_to_uint64(sub->line, &line) || line >= GR_GONE_ON)
		return gr_err_set(err, GR_EDATA,
		    "'%.*s' is not the number of "
		    "a line",
		    GR_ARG(sub->line));
	enum gr_status status = stamp_of(s, sub, &stamp, err);
	if (status == GR_OK)
		*place = stamp << (GR_LINE_BITS + 1) | line;
	return status;
}

struct gr_slice gr_submission_source(const struct gr_submissions *s,
    uint64_t place)
{
	return s->stamp[place >> (GR_LINE_BITS + 1)].src;
}

uint64_t gr_submission_rank(const struct gr_submissions *s,
    const struct gr_submission_entry *e)
{
	return s->stamp[e->place >> (GR_LINE_BITS + 1)].rank;
}

/* Deliveries by name, then line: the order they came in has no say. */
bool gr_submission_is_before(const struct gr_submissions *s, uint64_t a,
    uint64_t b)
{
	int order = a >> (GR_LINE_BITS + 1) == b >> (GR_LINE_BITS + 1)
	    ? 0
	    : gr_slice_cmp(gr_submission_source(s, a),
	        gr_submission_source(s, b));

	return order != 0 ? order < 0
	                  : (a & (GR_GONE_ON - 1)) < (b & (GR_GONE_ON - 1));
}
