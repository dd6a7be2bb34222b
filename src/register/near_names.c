/* near_names.c - the units whose names are nearest to one that no unit has */
#include "register/near_names.h"

#include "register/name_nearness.h"
#include "text/utf8.h"

/* ---- shapes ---- */

/* What can be told of a stem in 64 bits: which letters it has, 44 hashes of
 * them, how many, and a hash of the number that begins it and what follows, if
 * one does.  Two stems that are near have shapes that can be. */
enum {
	LETTER_KINDS = 44,
	LENGTH_AT = LETTER_KINDS,
	LETTERS_MAX = 63, /* a longer name is near to none (unit_name.h) */
	NUMBER_AT = 50,
	NUMBERS = (1 << 14) - 1
};
#define LETTERS ((UINT64_C(1) << LETTER_KINDS) - 1)

static uint64_t mix(uint64_t x)
{
	x *= UINT64_C(0x9e3779b97f4a7c15);
	return x >> 32;
}

/* Nothing of a stem that can only be near by its number. */
static uint64_t letters_of(struct gr_slice stem)
{
	uint64_t length = gr_utf8_count(stem), letters = 0;

	if (length < 2 || length > LETTERS_MAX)
		return 0;
	while (stem.len > 0) {
		uint32_t c;
		size_t bytes = gr_utf8_step(stem, &c);

		if (c == GR_UTF8_NONE)
			c = (unsigned char)*stem.ptr;
		letters |= UINT64_C(1) << mix(c) % LETTER_KINDS;
		stem = gr_slice_skip(stem, bytes);
	}
	return letters | length << LENGTH_AT;
}

static uint64_t shape_of(struct gr_slice stem)
{
	uint64_t shape = letters_of(stem);
	struct gr_slice rest;
	struct gr_dec number;

	if (gr_name_number(stem, &number, &rest)) /* a whole one */
		shape |= (mix(gr_slice_hash(rest) ^ (uint64_t)number.coef)
		                 % NUMBERS
		             + 1)
		    << NUMBER_AT;
	return shape;
}

static bool has_at_most(uint64_t bits, size_t most)
{
	while (bits != 0 && most-- > 0)
		bits &= bits - 1;
	return bits == 0;
}

/* A change takes at most one letter away and brings at most one: so each of two
 * stems that are at most `most` changes apart lacks at most so many of the
 * other's. */
static bool can_be_near(uint64_t a, uint64_t b, size_t most)
{
	uint64_t n = a >> LENGTH_AT & LETTERS_MAX,
	         m = b >> LENGTH_AT & LETTERS_MAX;

	if (a >> NUMBER_AT != 0 && a >> NUMBER_AT == b >> NUMBER_AT)
		return true;
	return n > 0 && m > 0 && n <= m + most && m <= n + most
	    && has_at_most(a & ~b & LETTERS, most)
	    && has_at_most(b & ~a & LETTERS, most);
}

/* ---- groups: the units in counties of one name ---- */

struct gr_near_group {
	struct gr_name_run *run;
	size_t runs, room;
	size_t units;
	uint64_t *shape; /* of each, in order, when it has been asked for */
};

static struct gr_slice stem_of(const struct gr_near_names *near,
    const struct gr_unit *unit)
{
	const struct gr_name_words *words = near->names->words;

	/* as gr_name_is_near has it, which is given stems */
	return gr_name_stem(words, gr_name_stem(words, gr_unit_folded(unit)));
}

static enum gr_status group_of(struct gr_near_names *near,
    const struct gr_county *county, size_t *out, struct gr_err *err)
{
	void *items = near->group;
	uint64_t at;

	if (gr_map_get(&near->by_county, county->folded, &at)) {
		*out = (size_t)at;
		return GR_OK;
	}
	enum gr_status status = gr_arena_grow(near->keep, &items, &near->room,
	    near->groups, sizeof(*near->group), err);
	if (status != GR_OK)
		return status;
	near->group = items;
	*out = near->groups;
	near->group[near->groups++] = (struct gr_near_group){ .units = 0 };
	return gr_map_put(&near->by_county, county->folded, *out, err);
}

static enum gr_status add_run(struct gr_near_names *near,
    struct gr_near_group *group, struct gr_name_run run, struct gr_err *err)
{
	void *items = group->run;
	enum gr_status status = gr_arena_grow(near->keep, &items, &group->room,
	    group->runs, sizeof(*group->run), err);

	if (status != GR_OK)
		return status;
	group->run = items;
	group->run[group->runs++] = run;
	group->units += run.n;
	return GR_OK;
}

static enum gr_status make_groups(struct gr_near_names *near,
    struct gr_err *err)
{
	const struct gr_name_index *names = near->names;
	const struct gr_county *county = NULL;
	enum gr_status status = GR_OK;
	size_t at = 0;

	for (size_t i = 0; i < names->runs && status == GR_OK; i++) {
		const struct gr_unit *first =
		    &names->reg->unit[names->run[i].first];

		if (gr_unit_county(first) != county) {
			county = gr_unit_county(first);
			status = group_of(near, county, &at, err);
		}
		if (status == GR_OK)
			status = add_run(near, &near->group[at], names->run[i],
			    err);
	}
	near->is_made = status == GR_OK;
	return status;
}

/* False if memory ran out. */
static bool find_shapes(const struct gr_near_names *near,
    struct gr_near_group *group)
{
	uint64_t *shape = gr_arena_room(near->keep, group->units,
	    sizeof(*shape));

	if (shape == NULL)
		return false;
	group->shape = shape;
	for (size_t r = 0; r < group->runs; r++) {
		const struct gr_unit *unit =
		    &near->names->reg->unit[group->run[r].first];

		for (uint32_t i = 0; i < group->run[r].n; i++)
			*shape++ = shape_of(stem_of(near, &unit[i]));
	}
	return true;
}

/* ---- the nearest ---- */

struct near {
	const struct gr_unit *unit;
	size_t distance;
	bool in_street;
};

static bool is_nearer(const struct near *a, const struct near *b)
{
	if (a->in_street != b->in_street)
		return a->in_street;
	if (a->distance != b->distance)
		return a->distance < b->distance;
	return gr_slice_cmp(gr_unit_code(a->unit), gr_unit_code(b->unit)) < 0;
}

/* Insert into the sorted best, unless it is there. */
static size_t keep_nearest(struct near *best, size_t n, struct near one)
{
	size_t at = n;

	for (size_t i = 0; i < n; i++)
		if (best[i].unit == one.unit)
			return n;
	while (at > 0 && is_nearer(&one, &best[at - 1]))
		at--;
	if (at == GR_NEAREST_MAX)
		return n;
	if (n < GR_NEAREST_MAX)
		n++;
	for (size_t i = n - 1; i > at; i--)
		best[i] = best[i - 1];
	best[at] = one;
	return n;
}

struct search {
	const struct gr_near_names *near;
	const struct gr_written *written;
	struct gr_written county; /* the same without its street */
	struct gr_slice stem;
	int32_t day;
	struct near best[GR_NEAREST_MAX];
	size_t n;
};

static void consider(struct search *s, const struct gr_unit *unit,
    bool in_street)
{
	const struct gr_name_words *words = s->near->names->words;
	struct gr_slice stem = gr_name_stem(words, gr_unit_folded(unit));

	if (gr_unit_on(unit, s->day) && gr_name_is_near(words, s->stem, stem))
		s->n = keep_nearest(s->best, s->n,
		    (struct near){ .unit = unit,
		        .distance = gr_name_nearness(s->stem, stem),
		        .in_street = in_street });
}

static bool is_in_street(const struct search *s, const struct gr_unit *unit)
{
	return s->written->street.len > 0
	    && gr_name_index_street_agrees(s->near->names, unit,
	        s->written->street);
}

/* The units in the written street, or the others. */
static void consider_some(struct search *s, const struct gr_near_group *group,
    bool in_street)
{
	const struct gr_name_index *names = s->near->names;
	struct gr_slice stem = gr_name_stem(names->words, s->stem);
	const uint64_t *shape = group->shape, mine = shape_of(stem);
	size_t most = gr_name_changes(stem);

	for (size_t r = 0; r < group->runs; r++) {
		const struct gr_name_run *run = &group->run[r];
		const struct gr_unit *unit = &names->reg->unit[run->first];

		if (is_in_street(s, unit) == in_street
		    && gr_name_index_lies(names, unit, &s->county))
			for (uint32_t i = 0; i < run->n; i++)
				if (can_be_near(mine, shape[i], most))
					consider(s, &unit[i], in_street);
		shape += run->n;
	}
}

/* One in the street comes before all others. */
static void consider_all(struct search *s, const struct gr_near_group *group)
{
	if (s->written->street.len > 0)
		consider_some(s, group, true);
	if (s->n < GR_NEAREST_MAX)
		consider_some(s, group, false);
}

struct gr_near_names gr_near_names_make(struct gr_arena *keep,
    const struct gr_name_index *names)
{
	return (struct gr_near_names){ .names = names,
		.keep = keep,
		.by_county = gr_map_make(keep) };
}

enum gr_status gr_near_names_find(struct gr_near_names *near,
    const struct gr_written *written, struct gr_slice name, int32_t day,
    const struct gr_unit *nearest[GR_NEAREST_MAX], size_t *n,
    struct gr_err *err)
{
	struct gr_slice county =
	    gr_name_index_written_parents(near->names, written).name[2];
	struct search s = { .near = near,
		.written = written,
		.county = *written,
		.stem = gr_name_stem(near->names->words, name),
		.day = day };
	enum gr_status status = near->is_made ? GR_OK : make_groups(near, err);
	uint64_t at;

	*n = 0;
	s.county.street = GR_S("");
	if (status != GR_OK || !gr_map_get(&near->by_county, county, &at))
		return status;
	struct gr_near_group *group = &near->group[at];
	if (group->shape == NULL && !find_shapes(near, group))
		return gr_err_memory(err);
	consider_all(&s, group);
	*n = s.n;
	for (size_t i = 0; i < s.n; i++)
		nearest[i] = s.best[i].unit;
	return GR_OK;
}
