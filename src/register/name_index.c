/* name_index.c - the register by name: which units agree with what is written */
#include "register/name_index.h"
#include "number/numeral.h"
#include "text/utf8.h"

/* The key of a unit: its street without an office's word, and its stem. */
static void put_key(struct gr_buf *key, struct gr_slice street,
    struct gr_slice word, struct gr_slice stem)
{
	gr_buf_clear(key);
	gr_buf_add(key, street);
	gr_buf_add(key, word);
	gr_buf_byte(key, '\n');
	gr_buf_add(key, stem);
}

/* The folded form of a name of the register: itself where folding changes
 * nothing, which is nearly always. */
static bool fold_name(struct gr_arena *keep, struct gr_buf *scratch,
    struct gr_slice name, struct gr_slice *out)
{
	gr_buf_clear(scratch);
	gr_name_fold(scratch, name);
	*out = name;
	if (scratch->failed)
		return false;
	if (gr_slice_eq(gr_buf_slice(scratch), name))
		return true;
	*out = gr_arena_copy(keep, gr_buf_slice(scratch));
	return out->ptr != NULL;
}

/* The same for the name of a place, which the unit before mostly lies in too:
 * `last` is that one's name and `last_fold` its folded form. */
static bool fold_place(struct gr_arena *keep, struct gr_buf *scratch,
    struct gr_slice last, struct gr_slice last_fold, struct gr_slice name,
    struct gr_slice *out)
{
	*out = last_fold;
	return gr_slice_eq(last, name) || fold_name(keep, scratch, name, out);
}

/* The names of unit `at` of the register. */
static bool fold_unit(struct gr_name_index *in, struct gr_arena *keep,
    struct gr_buf *scratch, size_t at, struct gr_unit_names *out)
{
	static const struct gr_unit_names no_names;
	static const struct gr_unit no_unit;
	const struct gr_unit *unit = &in->reg->unit[at];
	const struct gr_unit *last = at > 0 ? unit - 1 : &no_unit;
	const struct gr_unit_names *folds = at > 0 ? out - 1 : &no_names;

	if (!fold_name(keep, scratch, unit->name, &out->name)
	    || !fold_place(keep, scratch, last->city_name, folds->city,
	        unit->city_name, &out->city)
	    || !fold_place(keep, scratch, last->county_name, folds->county,
	        unit->county_name, &out->county)
	    || !fold_place(keep, scratch, last->street_name, folds->street,
	        unit->street_name, &out->street))
		return false;
	out->stem = gr_name_stem(in->words, out->name);
	return true;
}

/* Put unit `at` into its key's chain, behind the first.  Chains hold position
 * + 1, so that zeroed memory ends them. */
static enum gr_status chain(struct gr_arena *keep, struct gr_map *map,
    struct gr_slice key, size_t at, uint32_t *next, struct gr_err *err)
{
	uint64_t first;

	if (gr_map_get(map, key, &first)) {
		next[at] = next[first - 1];
		next[first - 1] = (uint32_t)(at + 1);
		return GR_OK;
	}
	key = gr_arena_copy(keep, key);
	if (!key.ptr)
		return gr_err_memory(err);
	return gr_map_put(map, key, at + 1, err);
}

enum gr_status gr_name_index_make(struct gr_arena *keep,
    const struct gr_register *reg, const struct gr_name_words *words,
    struct gr_slice region, struct gr_name_index *out, struct gr_err *err)
{
	struct gr_unit_names *names = GR_NEW_ARRAY(keep, reg->units,
	    struct gr_unit_names);
	struct gr_buf scratch = { 0 };
	enum gr_status status = GR_OK;

	if (reg->units >= UINT32_MAX)
		return gr_err_at(err, GR_EUSAGE, reg->path, 0, NULL,
		    "more units than can be counted in 32 bits");
	*out = (struct gr_name_index){
		.reg = reg,
		.words = words,
		.names = names,
		.by_name = gr_map_make(keep),
		.by_county = gr_map_make(keep),
		.next_by_name = GR_NEW_ARRAY(keep, reg->units, uint32_t),
		.next_by_county = GR_NEW_ARRAY(keep, reg->units, uint32_t),
	};
	if (!names || !out->next_by_name || !out->next_by_county
	    || !fold_name(keep, &scratch, region, &out->region)) {
		gr_buf_free(&scratch);
		return gr_err_memory(err);
	}
	for (size_t i = 0; status == GR_OK && i < reg->units; i++) {
		if (!fold_unit(out, keep, &scratch, i, &names[i])) {
			status = gr_err_memory(err);
			break;
		}
		put_key(&scratch,
		    gr_place_without_office(words, names[i].street), GR_S(""),
		    names[i].stem);
		status = gr_buf_check(&scratch, err);
		if (status == GR_OK)
			status = chain(keep, &out->by_name,
			    gr_buf_slice(&scratch), i, out->next_by_name, err);
		if (status == GR_OK)
			status = chain(keep, &out->by_county, names[i].county,
			    i, out->next_by_county, err);
	}
	gr_buf_free(&scratch);
	return status;
}

const struct gr_unit_names *gr_name_index_names(const struct gr_name_index *in,
    const struct gr_unit *unit)
{
	return &in->names[unit - in->reg->unit];
}

struct gr_parents gr_name_index_parents(const struct gr_name_index *in,
    const struct gr_unit *unit)
{
	const struct gr_unit_names *names = gr_name_index_names(in, unit);

	return (struct gr_parents){ { in->region, names->city, names->county,
	    names->street } };
}

struct gr_parents gr_name_index_written_parents(const struct gr_name_index *in,
    const struct gr_written *written)
{
	const struct gr_slice place[] = { written->city, written->county,
		written->street };
	struct gr_parents parents = { { in->region } };

	/* each may itself be written with its parents before it */
	for (size_t i = 0; i < sizeof(place) / sizeof(*place); i++)
		parents.name[i + 1] = gr_place_without_office(in->words,
		    gr_name_after_parents(in->words, &parents, place[i]));
	return parents;
}

bool gr_name_index_city_agrees(const struct gr_name_index *in,
    const struct gr_unit *unit, struct gr_slice written)
{
	const struct gr_unit_names *names = gr_name_index_names(in, unit);
	struct gr_parents parents = { { in->region } };

	return written.len == 0 || gr_slice_eq(written, names->city)
	    || gr_place_agrees(in->words, GR_WORD_CITY,
	        gr_name_after_parents(in->words, &parents, written),
	        names->city);
}

bool gr_name_index_county_agrees(const struct gr_name_index *in,
    const struct gr_unit *unit, struct gr_slice written)
{
	const struct gr_unit_names *names = gr_name_index_names(in, unit);
	struct gr_parents parents = { { in->region, names->city } };

	return written.len == 0 || gr_slice_eq(written, names->county)
	    || gr_place_agrees(in->words, GR_WORD_COUNTY,
	        gr_name_after_parents(in->words, &parents, written),
	        names->county);
}

bool gr_name_index_street_agrees(const struct gr_name_index *in,
    const struct gr_unit *unit, struct gr_slice written)
{
	const struct gr_unit_names *names = gr_name_index_names(in, unit);
	struct gr_parents parents = { { in->region, names->city,
	    names->county } };

	return written.len == 0 || gr_slice_eq(written, names->street)
	    || gr_place_agrees(in->words, GR_WORD_STREET,
	        gr_name_after_parents(in->words, &parents, written),
	        names->street);
}

bool gr_name_index_is_named(const struct gr_name_index *in,
    const struct gr_unit *unit, struct gr_slice name)
{
	const struct gr_unit_names *names = gr_name_index_names(in, unit);

	return gr_slice_eq(name, names->name)
	    || gr_slice_eq(gr_name_stem(in->words, name), names->stem);
}

static bool lies_as_written(const struct gr_name_index *in,
    const struct gr_unit *unit, const struct gr_written *written)
{
	return gr_name_index_county_agrees(in, unit, written->county)
	    && gr_name_index_city_agrees(in, unit, written->city)
	    && gr_name_index_street_agrees(in, unit, written->street)
	    && (written->county_code.len == 0
	        || gr_slice_eq(written->county_code, unit->county_code))
	    && (written->city_code.len == 0
	        || gr_slice_eq(written->city_code, unit->city_code));
}

/* Add a unit unless its code is there; what is equal with its suffix puts out
 * what is so but for it. */
static void add_now(struct gr_found *found, const struct gr_unit *unit,
    bool exact)
{
	if (exact != found->exact && found->n_now > 0) {
		if (!exact)
			return;
		found->n_now = 0;
	}
	found->exact = exact;
	for (size_t i = 0; i < found->n_now && i < GR_FOUND_MAX; i++)
		if (gr_slice_eq(found->now[i]->code, unit->code))
			return;
	if (found->n_now < GR_FOUND_MAX)
		found->now[found->n_now] = unit;
	found->n_now++;
}

static void add_then(struct gr_found *found, const struct gr_unit *unit)
{
	for (size_t i = 0; i < found->n_then && i < GR_FOUND_MAX; i++)
		if (gr_slice_eq(found->then[i]->code, unit->code))
			return;
	if (found->n_then < GR_FOUND_MAX)
		found->then[found->n_then] = unit;
	found->n_then++;
}

/* Look up one spelling of the street. */
static enum gr_status look_up(const struct gr_name_index *in,
    const struct gr_written *written, struct gr_slice name, int32_t day,
    const struct gr_buf *key, struct gr_found *found, struct gr_err *err)
{
	uint64_t at;
	enum gr_status status = gr_buf_check(key, err);

	if (status != GR_OK
	    || !gr_map_get(&in->by_name, gr_buf_slice(key), &at))
		return status;
	for (; at != 0; at = in->next_by_name[at - 1]) {
		const struct gr_unit *unit = &in->reg->unit[at - 1];

		if (!lies_as_written(in, unit, written))
			continue;
		if (gr_unit_on(unit, day))
			add_now(found, unit,
			    gr_slice_eq(name, in->names[at - 1].name));
		else
			add_then(found, unit);
	}
	return GR_OK;
}

/* Look up the street as it is, and with a word such as "街道" added or left
 * out. */
static enum gr_status look_up_street(const struct gr_name_index *in,
    const struct gr_written *written, struct gr_slice street,
    struct gr_slice name, int32_t day, struct gr_buf *key,
    struct gr_found *found, struct gr_err *err)
{
	const struct gr_name_words *words = in->words;
	struct gr_slice stem = gr_name_stem(words, name);

	put_key(key, street, GR_S(""), stem);
	enum gr_status status = look_up(in, written, name, day, key, found,
	    err);
	for (size_t i = 0; i < words->n[GR_WORD_STREET]; i++) {
		struct gr_slice word = words->word[GR_WORD_STREET][i];

		if (status != GR_OK)
			break;
		put_key(key, street, word, stem);
		status = look_up(in, written, name, day, key, found, err);
		if (status != GR_OK || word.len >= street.len
		    || !gr_slice_ends(street, word))
			continue;
		put_key(key, gr_slice_make(street.ptr, street.len - word.len),
		    GR_S(""), stem);
		status = look_up(in, written, name, day, key, found, err);
	}
	return status;
}

enum gr_status gr_name_index_find(const struct gr_name_index *in,
    const struct gr_written *written, struct gr_slice name, int32_t day,
    struct gr_buf *key, struct gr_found *found, struct gr_err *err)
{
	struct gr_slice whole = gr_place_without_office(in->words,
	    written->street);
	struct gr_slice street =
	    gr_name_index_written_parents(in, written).name[3];
	size_t before = found->n_now + found->n_then;
	enum gr_status status = GR_OK;

	/* A street's own name may end with an office's word, and begin with the
	 * name of the region: only what is not found as it is written is looked
	 * for without them. */
	if (whole.len < written->street.len)
		status = look_up_street(in, written, written->street, name, day,
		    key, found, err);
	if (status == GR_OK && whole.len > 0
	    && found->n_now + found->n_then == before)
		status = look_up_street(in, written, whole, name, day, key,
		    found, err);
	if (status != GR_OK || found->n_now + found->n_then > before
	    || street.len == 0 || gr_slice_eq(street, whole))
		return status;
	return look_up_street(in, written, street, name, day, key, found, err);
}

bool gr_name_index_has_county(const struct gr_name_index *in,
    struct gr_slice county)
{
	uint64_t at;

	return gr_map_get(&in->by_county, county, &at);
}

/* One character may differ, and one more in every further three. */
static size_t near_enough(struct gr_slice stem)
{
	return 1 + gr_utf8_count(stem) / 4;
}

/* The number that a stem begins with, behind a 第, and what follows it. */
static bool numbered(struct gr_slice stem, struct gr_dec *number,
    struct gr_slice *rest)
{
	static const char numerals[] = "零〇一二两三四五六七八九十百";
	static const struct gr_slice ordinal = { "第", 3 };
	size_t at = 0;

	if (gr_slice_starts(stem, ordinal))
		stem = gr_slice_skip(stem, ordinal.len);
	while (at < stem.len) {
		struct gr_slice s = gr_slice_skip(stem, at);
		size_t n = gr_utf8_step(s, NULL);

		if (!(*s.ptr >= '0' && *s.ptr <= '9')
		    && (n != 3
		        || gr_slice_find(GR_S(numerals),
		               gr_slice_make(s.ptr, n))
		            == SIZE_MAX))
			break;
		at += n;
	}
	*rest = gr_slice_skip(stem, at);
	return gr_numeral_read(gr_slice_make(stem.ptr, at), number);
}

/* Whether two stems differ in how a number is written: 13, 十三, 第十三. */
static bool is_same_number(struct gr_slice a, struct gr_slice b)
{
	struct gr_dec x, y;
	struct gr_slice behind_x, behind_y;

	return numbered(a, &x, &behind_x) && numbered(b, &y, &behind_y)
	    && gr_dec_cmp(x, y) == 0 && gr_slice_eq(behind_x, behind_y);
}

bool gr_name_is_near(const struct gr_name_words *words, struct gr_slice a,
    struct gr_slice b)
{
	a = gr_name_stem(words, a);
	b = gr_name_stem(words, b);
	if (is_same_number(a, b))
		return true;
	/* one-character names would be near to each other all */
	if (gr_utf8_count(a) < 2 || gr_utf8_count(b) < 2)
		return false;
	return gr_name_distance(a, b, near_enough(a)) != SIZE_MAX;
}

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
	return gr_slice_cmp(a->unit->code, b->unit->code) < 0;
}

/* Insert into the sorted best. */
static size_t keep_nearest(struct near *best, size_t n, struct near one)
{
	size_t at = n;

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

/* The first unit, + 1, of the county as written; 0 if there is none. */
static uint64_t county_chain(const struct gr_name_index *in,
    const struct gr_written *written)
{
	struct gr_slice county =
	    gr_name_index_written_parents(in, written).name[2];
	uint64_t at = 0;

	(void)gr_map_get(&in->by_county, county, &at);
	return at;
}

size_t gr_name_index_nearest(const struct gr_name_index *in,
    const struct gr_written *written, struct gr_slice name, int32_t day,
    const struct gr_unit *nearest[GR_NEAREST_MAX])
{
	struct near best[GR_NEAREST_MAX];
	struct gr_written county = *written;
	struct gr_slice stem = gr_name_stem(in->words, name);
	size_t n = 0;

	county.street = GR_S("");
	for (uint64_t at = county_chain(in, written); at != 0;
	     at = in->next_by_county[at - 1]) {
		const struct gr_unit *unit = &in->reg->unit[at - 1];
		struct near one = { .unit = unit };

		if (!gr_unit_on(unit, day)
		    || !gr_name_is_near(in->words, stem, in->names[at - 1].stem)
		    || !lies_as_written(in, unit, &county))
			continue;
		one.distance = is_same_number(stem, in->names[at - 1].stem)
		    ? 0
		    : gr_name_distance(stem, in->names[at - 1].stem,
		        near_enough(stem));
		one.in_street = written->street.len > 0
		    && gr_name_index_street_agrees(in, unit, written->street);
		n = keep_nearest(best, n, one);
	}
	for (size_t i = 0; i < n; i++)
		nearest[i] = best[i].unit;
	return n;
}
