/* near_names.c - the units whose names are nearest to one that no unit has */
#include "register/near_names.h"

#include "register/name_nearness.h"
#include "text/utf8.h"

/* ---- letters ---- */

enum {
	FEW_UNITS = 32,   /* of a county: none is passed over */
	LETTERS_MAX = 63, /* a longer name is near to none (unit_name.h) */
	KEYS_MAX = LETTERS_MAX + 1
};

/* What a stem is found by: hashes of its letters, each once, and, if a number
 * begins it, one of what that says and what follows. */
struct keys {
	uint32_t key[KEYS_MAX];
	size_t n;        /* of letters */
	bool has_number; /* key[n] */
};

static uint32_t key_of(uint64_t x, uint64_t of)
{
	x = (x ^ of) * UINT64_C(0x9e3779b97f4a7c15);
	return (uint32_t)(x >> 32);
}

static void find_letters(struct gr_slice stem, struct keys *out)
{
	size_t letters = gr_utf8_count(stem);

	if (letters < 2 || letters > LETTERS_MAX)
		return;
	while (stem.len > 0) {
		uint32_t c, key;
		size_t bytes = gr_utf8_step(stem, &c), i = 0;

		if (c == GR_UTF8_NONE)
			c = (unsigned char)*stem.ptr;
		key = key_of(c, 1);
		while (i < out->n && out->key[i] != key)
			i++;
		if (i == out->n)
			out->key[out->n++] = key;
		stem = gr_slice_skip(stem, bytes);
	}
}

static void find_keys(struct gr_slice stem, struct keys *out)
{
	struct gr_slice rest;
	struct gr_dec number;

	out->n = 0;
	find_letters(stem, out);
	out->has_number = gr_name_number(stem, &number, &rest);
	if (out->has_number) /* a whole one */
		out->key[out->n] = key_of(gr_slice_hash(rest),
		    (uint64_t)number.coef << 1);
}

/* ---- groups: the units in counties of one name ---- */

struct run {
	uint32_t first, n; /* units of the register */
};

struct gr_near_group {
	struct run *run; /* one, if the register is in order */
	size_t runs, room;
	size_t units;
	/* the units of each key, when they have been asked for */
	uint32_t *start; /* by key: its units begin here; as many as units */
	uint32_t *unit;
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
    struct gr_near_group *group, size_t first, struct gr_err *err)
{
	void *items = group->run;
	enum gr_status status = gr_arena_grow(near->keep, &items, &group->room,
	    group->runs, sizeof(*group->run), err);

	if (status != GR_OK)
		return status;
	group->run = items;
	group->run[group->runs++] = (struct run){ (uint32_t)first, 0 };
	return GR_OK;
}

static enum gr_status make_groups(struct gr_near_names *near,
    struct gr_err *err)
{
	const struct gr_register *reg = near->names->reg;
	const struct gr_county *county = NULL;
	enum gr_status status = GR_OK;
	size_t at = 0;

	for (size_t i = 0; i < reg->units && status == GR_OK; i++) {
		if (gr_unit_county(&reg->unit[i]) != county) {
			county = gr_unit_county(&reg->unit[i]);
			status = group_of(near, county, &at, err);
			if (status == GR_OK)
				status = add_run(near, &near->group[at], i,
				    err);
		}
		if (status == GR_OK) {
			struct gr_near_group *group = &near->group[at];

			group->run[group->runs - 1].n++;
			group->units++;
		}
	}
	near->is_made = status == GR_OK;
	return status;
}

static size_t place_of(const struct gr_near_group *group, uint32_t key)
{
	return (size_t)((uint64_t)key * group->units >> 32);
}

/* Count the units of each key, or put them there from its end to its start. */
static void put_keys(const struct gr_near_names *near,
    struct gr_near_group *group, bool count)
{
	const struct gr_register *reg = near->names->reg;
	struct keys keys;

	for (size_t r = 0; r < group->runs; r++) {
		for (uint32_t i = 0; i < group->run[r].n; i++) {
			uint32_t at = group->run[r].first + i;

			find_keys(stem_of(near, &reg->unit[at]), &keys);
			for (size_t k = 0; k < keys.n + keys.has_number; k++) {
				uint32_t *start =
				    &group->start[place_of(group, keys.key[k])];

				if (count)
					++*start;
				else
					group->unit[--*start] = at;
			}
		}
	}
}

static enum gr_status index_group(const struct gr_near_names *near,
    struct gr_near_group *group, struct gr_err *err)
{
	uint64_t all = 0;

	group->start = GR_NEW_ARRAY(near->keep, group->units + 1, uint32_t);
	if (group->start == NULL)
		return gr_err_memory(err);
	put_keys(near, group, true);
	for (size_t i = 0; i <= group->units; i++) {
		all += group->start[i];
		group->start[i] = (uint32_t)all;
	}
	if (all > UINT32_MAX)
		return gr_err_memory(err);
	group->unit = gr_arena_room(near->keep, all, sizeof(*group->unit));
	if (group->unit == NULL)
		return gr_err_memory(err);
	put_keys(near, group, false);
	return GR_OK;
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

static void consider(struct search *s, const struct gr_unit *unit)
{
	const struct gr_name_index *in = s->near->names;
	struct near one = { .unit = unit };

	if (!gr_unit_on(unit, s->day))
		return;
	struct gr_slice stem = gr_name_stem(in->words, gr_unit_folded(unit));
	if (!gr_name_is_near(in->words, s->stem, stem)
	    || !gr_name_index_lies(in, unit, &s->county))
		return;
	one.distance = gr_name_nearness(s->stem, stem);
	one.in_street = s->written->street.len > 0
	    && gr_name_index_street_agrees(in, unit, s->written->street);
	s->n = keep_nearest(s->best, s->n, one);
}

static void consider_all(struct search *s, const struct gr_near_group *group)
{
	for (size_t r = 0; r < group->runs; r++)
		for (size_t i = 0; i < group->run[r].n; i++)
			consider(s,
			    &s->near->names->reg
			         ->unit[group->run[r].first + i]);
}

static void consider_key(struct search *s, const struct gr_near_group *group,
    uint32_t key)
{
	size_t at = place_of(group, key);

	for (uint32_t i = group->start[at]; i < group->start[at + 1]; i++)
		consider(s, &s->near->names->reg->unit[group->unit[i]]);
}

static uint32_t units_of(const struct gr_near_group *group, uint32_t key)
{
	size_t at = place_of(group, key);

	return group->start[at + 1] - group->start[at];
}

/* Of two names that are k changes apart one lacks at most k letters of the
 * other, and a name that can be near has more than k characters: so a unit that
 * is near has one of any k + 1 of the name's letters. */
static void consider_rarest(struct search *s, const struct gr_near_group *group)
{
	struct gr_slice stem = gr_name_stem(s->near->names->words, s->stem);
	size_t most = gr_name_changes(stem) + 1;
	struct keys keys;

	find_keys(stem, &keys);
	for (size_t i = 0; i < keys.n && i < most; i++) {
		size_t rarest = i;
		uint32_t key = keys.key[i];

		for (size_t k = i + 1; k < keys.n; k++)
			if (units_of(group, keys.key[k])
			    < units_of(group, keys.key[rarest]))
				rarest = k;
		keys.key[i] = keys.key[rarest];
		keys.key[rarest] = key;
		consider_key(s, group, keys.key[i]);
	}
	if (keys.has_number)
		consider_key(s, group, keys.key[keys.n]);
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
	if (group->units > FEW_UNITS && group->unit == NULL)
		status = index_group(near, group, err);
	if (status != GR_OK)
		return status;
	if (group->units > FEW_UNITS)
		consider_rarest(&s, group);
	else
		consider_all(&s, group);
	*n = s.n;
	for (size_t i = 0; i < s.n; i++)
		nearest[i] = s.best[i].unit;
	return GR_OK;
}
