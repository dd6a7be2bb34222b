/* name_index.c - the register by name: which units agree with what is written */
#include "register/name_index.h"

/* ---- what units are indexed by ---- */

/* The key of a street's units: its name without an office's word. */
static struct gr_slice street_key(const struct gr_name_index *in,
    const struct gr_street *street)
{
	return gr_place_without_office(in->words, gr_street_folded(street));
}

static struct gr_slice stem_of(const struct gr_name_index *in,
    const struct gr_unit *unit)
{
	return gr_name_stem(in->words, gr_unit_folded(unit));
}

static uint64_t hash_of(uint64_t street, struct gr_slice stem)
{
	uint64_t hash = street * 31 + gr_slice_hash(stem);

	return hash ^ hash >> 29;
}

/* The first unit of a street's key and a stem, or GR_INDEX_END. */
static size_t first_of(const struct gr_name_index *in, uint64_t hash,
    struct gr_slice street, struct gr_slice stem)
{
	struct gr_index_walk walk = gr_index_walk(&in->by_name, hash);
	size_t at;

	while ((at = gr_index_next(&in->by_name, &walk)) != GR_INDEX_END) {
		const struct gr_unit *unit = &in->reg->unit[at];

		if (gr_slice_eq(stem_of(in, unit), stem)
		    && gr_slice_eq(street_key(in, unit->street), street))
			break;
	}
	return at;
}

#define TOGETHER 64u

struct put { /* a unit that is about to be put */
	uint64_t hash;
	struct gr_slice stem, street;
};

/* How far the register has been put. */
struct putting {
	struct gr_name_index *in;
	struct gr_arena *keep;
	size_t run_room;
	const struct gr_street *street; /* of the unit before, ... */
	struct gr_slice key;            /* ... by which it is found */
	uint64_t street_hash;
};

static enum gr_status enter_street(struct putting *p,
    const struct gr_street *street, size_t first, struct gr_err *err)
{
	void *items = p->in->run;
	enum gr_status status = gr_arena_extend(p->keep, &items, &p->run_room,
	    p->in->runs, sizeof *p->in->run, err);

	if (status != GR_OK)
		return status;
	p->in->run = items;
	p->in->run[p->in->runs++] = (struct gr_name_run){ (uint32_t)first, 0 };
	p->street = street;
	p->key = street_key(p->in, street);
	p->street_hash = gr_slice_hash(p->key);
	return GR_OK;
}

/* What some units are put by.  Where that is in the index is asked for
 * beforehand: a long one is in no cache. */
static enum gr_status prepare(struct putting *p, size_t from, size_t n,
    struct put *put, struct gr_err *err)
{
	const struct gr_name_index *in = p->in;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < n && status == GR_OK; i++) {
		const struct gr_unit *unit = &in->reg->unit[from + i];

		if (unit->street != p->street)
			status = enter_street(p, unit->street, from + i, err);
		if (status != GR_OK)
			break;
		in->run[in->runs - 1].n++;
		put[i].stem = stem_of(in, unit);
		put[i].street = p->key;
		put[i].hash = hash_of(p->street_hash, put[i].stem);
		gr_index_fetch(&in->by_name, put[i].hash);
	}
	return status;
}

/* Units of one key are a chain: the first, then from the last to the second. */
static void put_unit(struct gr_name_index *in, const struct put *put, size_t i)
{
	struct gr_name_link *link = &in->link[i];
	size_t first = first_of(in, put->hash, put->street, put->stem);

	link->county = gr_unit_county(&in->reg->unit[i])->number;
	if (first == GR_INDEX_END) {
		gr_index_put(&in->by_name, put->hash, i);
	} else {
		link->next = in->link[first].next;
		in->link[first].next = (uint32_t)(i + 1);
	}
}

static enum gr_status put_units(struct gr_name_index *in, struct gr_arena *keep,
    struct gr_err *err)
{
	struct putting putting = { .in = in, .keep = keep };
	struct put put[TOGETHER];
	size_t units = in->reg->units;
	enum gr_status status = GR_OK;

	for (size_t from = 0; from < units && status == GR_OK;
	     from += TOGETHER) {
		size_t n = units - from < TOGETHER ? units - from : TOGETHER;

		status = prepare(&putting, from, n, put, err);
		for (size_t i = 0; i < n && status == GR_OK; i++)
			put_unit(in, &put[i], from + i);
	}
	return status;
}

static enum gr_status put_counties(struct gr_name_index *in,
    struct gr_arena *keep, struct gr_err *err)
{
	const struct gr_county *county = in->reg->county;
	size_t n = county ? county->number + (size_t)1 : 0;
	enum gr_status status = GR_OK;

	in->county = GR_NEW_ARRAY(keep, n, const struct gr_county *);
	if (in->county == NULL)
		return gr_err_memory(err);
	for (; county && status == GR_OK; county = county->next) {
		in->county[county->number] = county;
		status = gr_map_put(&in->by_county, county->folded, 0, err);
	}
	return status;
}

enum gr_status gr_name_index_make(struct gr_arena *keep,
    const struct gr_register *reg, const struct gr_name_words *words,
    struct gr_slice region, struct gr_name_index *out, struct gr_err *err)
{
	*out = (struct gr_name_index){
		.reg = reg,
		.words = words,
		.by_county = gr_map_make(keep),
		.link = GR_NEW_ARRAY(keep, reg->units, struct gr_name_link),
	};
	if (!out->link || !gr_streets_fold(keep, region, &out->region))
		return gr_err_memory(err);
	enum gr_status status = gr_index_make(keep, reg->units, &out->by_name,
	    err);
	if (status == GR_OK)
		status = put_units(out, keep, err);
	return status == GR_OK ? put_counties(out, keep, err) : status;
}

/* ---- where a unit lies ---- */

struct gr_parents gr_name_index_parents(const struct gr_name_index *in,
    const struct gr_unit *unit)
{
	const struct gr_county *county = gr_unit_county(unit);

	return (struct gr_parents){ { in->region, county->city_folded,
	    county->folded, gr_street_folded(unit->street) } };
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

static bool city_agrees(const struct gr_name_index *in,
    const struct gr_county *county, struct gr_slice written)
{
	struct gr_parents parents = { { in->region } };

	return written.len == 0 || gr_slice_eq(written, county->city_folded)
	    || gr_place_agrees(in->words, GR_WORD_CITY,
	        gr_name_after_parents(in->words, &parents, written),
	        county->city_folded);
}

static bool county_agrees(const struct gr_name_index *in,
    const struct gr_county *county, struct gr_slice written)
{
	struct gr_parents parents = { { in->region, county->city_folded } };

	return written.len == 0 || gr_slice_eq(written, county->folded)
	    || gr_place_agrees(in->words, GR_WORD_COUNTY,
	        gr_name_after_parents(in->words, &parents, written),
	        county->folded);
}

bool gr_name_index_city_agrees(const struct gr_name_index *in,
    const struct gr_unit *unit, struct gr_slice written)
{
	return city_agrees(in, gr_unit_county(unit), written);
}

bool gr_name_index_county_agrees(const struct gr_name_index *in,
    const struct gr_unit *unit, struct gr_slice written)
{
	return county_agrees(in, gr_unit_county(unit), written);
}

bool gr_name_index_street_agrees(const struct gr_name_index *in,
    const struct gr_unit *unit, struct gr_slice written)
{
	const struct gr_county *county = gr_unit_county(unit);
	struct gr_parents parents = { { in->region, county->city_folded,
	    county->folded } };

	return written.len == 0
	    || gr_slice_eq(written, gr_street_folded(unit->street))
	    || gr_place_agrees(in->words, GR_WORD_STREET,
	        gr_name_after_parents(in->words, &parents, written),
	        gr_street_folded(unit->street));
}

bool gr_name_index_is_named(const struct gr_name_index *in,
    const struct gr_unit *unit, struct gr_slice name)
{
	struct gr_slice own = gr_unit_folded(unit);

	return gr_slice_eq(name, own)
	    || gr_slice_eq(gr_name_stem(in->words, name),
	        gr_name_stem(in->words, own));
}

static bool code_agrees(struct gr_slice written, struct gr_slice code)
{
	return written.len == 0 || gr_slice_eq(written, code);
}

/* Whether a unit of the county may be meant, wherever it lies there. */
static bool county_lies(const struct gr_name_index *in,
    const struct gr_county *county, const struct gr_written *written)
{
	return code_agrees(written->county_code, county->code)
	    && code_agrees(written->city_code, county->city_code)
	    && county_agrees(in, county, written->county)
	    && city_agrees(in, county, written->city);
}

bool gr_name_index_lies(const struct gr_name_index *in,
    const struct gr_unit *unit, const struct gr_written *written)
{
	return county_lies(in, gr_unit_county(unit), written)
	    && gr_name_index_street_agrees(in, unit, written->street);
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
		if (gr_slice_eq(gr_unit_code(found->now[i]),
		        gr_unit_code(unit)))
			return;
	if (found->n_now < GR_FOUND_MAX)
		found->now[found->n_now] = unit;
	found->n_now++;
}

static void add_then(struct gr_found *found, const struct gr_unit *unit)
{
	for (size_t i = 0; i < found->n_then && i < GR_FOUND_MAX; i++)
		if (gr_slice_eq(gr_unit_code(found->then[i]),
		        gr_unit_code(unit)))
			return;
	if (found->n_then < GR_FOUND_MAX)
		found->then[found->n_then] = unit;
	found->n_then++;
}

/* ---- looking up ---- */

#define COUNTIES 4096u /* of which is remembered what was found out */

/* One name that is looked up, in several spellings of its street. */
struct query {
	const struct gr_name_index *in;
	const struct gr_written *written;
	struct gr_slice name, stem;
	int32_t day;
	struct gr_buf *key;
	struct gr_found *found;
	uint64_t asked[COUNTIES / 64], lies[COUNTIES / 64]; /* by county */
};

/* Whether the unit's county may be meant.  Streets of one name lie in a hundred
 * counties: each is held against what is written once, and its units are not
 * even looked at if it is not meant. */
static bool may_lie(struct query *q, size_t at)
{
	uint32_t number = q->in->link[at].county;
	const struct gr_county *county = q->in->county[number];
	uint64_t bit = (uint64_t)1 << number % 64;

	if (number >= COUNTIES)
		return county_lies(q->in, county, q->written);
	if ((q->asked[number / 64] & bit) == 0) {
		q->asked[number / 64] |= bit;
		if (county_lies(q->in, county, q->written))
			q->lies[number / 64] |= bit;
	}
	return (q->lies[number / 64] & bit) != 0;
}

static void see_unit(struct query *q, size_t at)
{
	const struct gr_unit *unit = &q->in->reg->unit[at];

	if (!may_lie(q, at)
	    || !gr_name_index_street_agrees(q->in, unit, q->written->street))
		return;
	if (gr_unit_on(unit, q->day))
		add_now(q->found, unit,
		    gr_slice_eq(q->name, gr_unit_folded(unit)));
	else
		add_then(q->found, unit);
}

/* Look up one spelling of the street: it, and a word behind it. */
static enum gr_status look_up(struct query *q, struct gr_slice street,
    struct gr_slice word, struct gr_err *err)
{
	const struct gr_name_index *in = q->in;

	gr_buf_clear(q->key);
	gr_buf_add(q->key, street);
	gr_buf_add(q->key, word);
	enum gr_status status = gr_buf_check(q->key, err);
	if (status != GR_OK)
		return status;
	street = gr_buf_slice(q->key);
	size_t at = first_of(in, hash_of(gr_slice_hash(street), q->stem),
	    street, q->stem);
	while (at != GR_INDEX_END) {
		see_unit(q, at);
		at = in->link[at].next > 0 ? in->link[at].next - (size_t)1
		                           : GR_INDEX_END;
	}
	return GR_OK;
}

/* Look up the street as it is, and with a word such as "街道" added or left
 * out. */
static enum gr_status look_up_street(struct query *q, struct gr_slice street,
    struct gr_err *err)
{
	const struct gr_name_words *words = q->in->words;
	enum gr_status status = look_up(q, street, GR_S(""), err);

	for (size_t i = 0; i < words->n[GR_WORD_STREET]; i++) {
		struct gr_slice word = words->word[GR_WORD_STREET][i];

		if (status != GR_OK)
			break;
		status = look_up(q, street, word, err);
		if (status != GR_OK || word.len >= street.len
		    || !gr_slice_ends(street, word))
			continue;
		status = look_up(q,
		    gr_slice_make(street.ptr, street.len - word.len), GR_S(""),
		    err);
	}
	return status;
}

enum gr_status gr_name_index_find(const struct gr_name_index *in,
    const struct gr_written *written, struct gr_slice name, int32_t day,
    struct gr_buf *key, struct gr_found *found, struct gr_err *err)
{
	struct query q = { .in = in,
		.written = written,
		.name = name,
		.stem = gr_name_stem(in->words, name),
		.day = day,
		.key = key,
		.found = found };
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
		status = look_up_street(&q, written->street, err);
	if (status == GR_OK && whole.len > 0
	    && found->n_now + found->n_then == before)
		status = look_up_street(&q, whole, err);
	if (status != GR_OK || found->n_now + found->n_then > before
	    || street.len == 0 || gr_slice_eq(street, whole))
		return status;
	return look_up_street(&q, street, err);
}

bool gr_name_index_has_county(const struct gr_name_index *in,
    struct gr_slice county)
{
	uint64_t at;

	return gr_map_get(&in->by_county, county, &at);
}
