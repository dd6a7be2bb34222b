/* streets.c - the places units lie in, each held once */
#include "register/streets.h"

#include <assert.h>

#include "base/buf.h"
#include "text/blank.h"
#include "text/name_fold.h"

bool gr_streets_fold(struct gr_arena *keep, struct gr_slice name,
    struct gr_slice *out)
{
	struct gr_buf fold = { 0 };

	*out = name;
	if (gr_blank_is_plain(name))
		return true;
	gr_name_fold(&fold, name);
	bool is_made = !fold.failed;
	if (is_made && !gr_slice_eq(gr_buf_slice(&fold), name)) {
		*out = gr_arena_copy(keep, gr_buf_slice(&fold));
		is_made = out->ptr != NULL;
	}
	gr_buf_free(&fold);
	return is_made;
}

/* ---- finding ---- */

static uint64_t hash_of(const struct gr_slice *word, size_t n)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < n; i++)
		hash = hash * 31 + gr_slice_hash(word[i]);
	return hash ^ hash >> 29;
}

static uint64_t county_hash(struct gr_slice city_code,
    struct gr_slice city_name, struct gr_slice code, struct gr_slice name)
{
	return hash_of((struct gr_slice[]){ city_code, city_name, code, name },
	    4);
}

static uint64_t street_hash(const struct gr_county *county,
    struct gr_slice code, struct gr_slice name)
{
	return hash_of((struct gr_slice[]){ county->code, county->city_name,
	                   code, name },
	    4);
}

/* Room in both arrays and indexes for one more; indexes are made anew, twice
 * as long, when they are full. */
static enum gr_status make_room(struct gr_streets *s, struct gr_err *err)
{
	void *counties = s->county, *streets = s->street;
	size_t c = s->counties, n = s->streets;
	enum gr_status status = gr_arena_extend(s->scratch, &counties,
	    &s->county_room, c, sizeof(const struct gr_county *), err);

	if (status != GR_OK)
		return status;
	s->county = counties;
	status = gr_arena_extend(s->scratch, &streets, &s->street_room, n,
	    sizeof(const struct gr_street *), err);
	if (status != GR_OK)
		return status;
	s->street = streets;
	if (s->county_index.most < s->county_room) {
		status = gr_index_make(s->scratch, s->county_room,
		    &s->county_index, err);
		for (size_t i = 0; status == GR_OK && i < c; i++)
			gr_index_put(&s->county_index,
			    county_hash(s->county[i]->city_code,
			        s->county[i]->city_name, s->county[i]->code,
			        s->county[i]->name),
			    i);
	}
	if (status != GR_OK || s->street_index.most == s->street_room)
		return status;
	status = gr_index_make(s->scratch, s->street_room, &s->street_index,
	    err);
	for (size_t i = 0; status == GR_OK && i < n; i++)
		gr_index_put(&s->street_index,
		    street_hash(s->street[i]->county,
		        gr_street_code(s->street[i]),
		        gr_street_name(s->street[i])),
		    i);
	return status;
}

static bool is_county(const struct gr_county *county,
    const struct gr_place_words *words)
{
	return gr_slice_eq(county->code, words->county_code)
	    && gr_slice_eq(county->name, words->county_name)
	    && gr_slice_eq(county->city_code, words->city_code)
	    && gr_slice_eq(county->city_name, words->city_name);
}

static struct gr_county *make_county(struct gr_streets *s,
    const struct gr_place_words *words)
{
	struct gr_county *county = GR_NEW(s->keep, struct gr_county);

	if (county == NULL)
		return NULL;
	*county = (struct gr_county){
		.city_code = gr_arena_copy(s->keep, words->city_code),
		.city_name = gr_arena_copy(s->keep, words->city_name),
		.code = gr_arena_copy(s->keep, words->county_code),
		.name = gr_arena_copy(s->keep, words->county_name),
		.plain = gr_blank_is_plain(words->city_name)
		    && gr_blank_is_plain(words->county_name),
	};
	return county->city_code.ptr && county->city_name.ptr
	        && county->code.ptr && county->name.ptr
	        && gr_streets_fold(s->keep, county->city_name,
	            &county->city_folded)
	        && gr_streets_fold(s->keep, county->name, &county->folded)
	    ? county
	    : NULL;
}

static enum gr_status find_county(struct gr_streets *s,
    const struct gr_place_words *words, const struct gr_county **out,
    struct gr_err *err)
{
	uint64_t hash = county_hash(words->city_code, words->city_name,
	    words->county_code, words->county_name);
	struct gr_index_walk walk = gr_index_walk(&s->county_index, hash);
	size_t at;

	while ((at = gr_index_next(&s->county_index, &walk)) != GR_INDEX_END) {
		*out = s->county[at];
		if (is_county(*out, words))
			return GR_OK;
	}
	struct gr_county *county = make_county(s, words);
	if (county == NULL)
		return gr_err_memory(err);
	if (s->counties > 0)
		county->next = s->county[s->counties - 1];
	county->number = (uint32_t)s->counties;
	gr_index_put(&s->county_index, hash, s->counties);
	s->county[s->counties++] = *out = county;
	return GR_OK;
}

/* Code, name and, if it differs, the name as compared, close together. */
static struct gr_street *make_street(struct gr_streets *s,
    const struct gr_county *county, struct gr_slice code, struct gr_slice name)
{
	struct gr_street *street = GR_NEW(s->keep, struct gr_street);
	struct gr_slice folded;

	if (street == NULL || !gr_streets_fold(s->scratch, name, &folded))
		return NULL;
	bool differs = folded.ptr != name.ptr;
	if (!differs)
		folded.len = 0;
	char *text = gr_arena_bytes(s->keep, code.len + name.len + folded.len);
	if (text == NULL)
		return NULL;
	*street = (struct gr_street){
		.county = county,
		.text = text,
		.code_bytes = (uint32_t)code.len,
		.name_bytes = (uint32_t)name.len,
		.folded_bytes = differs ? (uint32_t)folded.len : GR_AS_IT_IS,
		.plain = gr_blank_is_plain(name),
	};
	if (code.len > 0)
		memcpy(text, code.ptr, code.len);
	if (name.len > 0)
		memcpy(text + code.len, name.ptr, name.len);
	if (folded.len > 0)
		memcpy(text + code.len + name.len, folded.ptr, folded.len);
	return street;
}

enum gr_status gr_streets_find(struct gr_streets *s,
    const struct gr_place_words *words, const struct gr_street **out,
    struct gr_err *err)
{
	struct gr_slice code = words->street_code, name = words->street_name;
	const struct gr_county *county = NULL;
	enum gr_status status = make_room(s, err);
	size_t at;

	if (status == GR_OK)
		status = find_county(s, words, &county, err);
	if (status != GR_OK)
		return status;
	assert(county != NULL);
	uint64_t hash = street_hash(county, code, name);
	struct gr_index_walk walk = gr_index_walk(&s->street_index, hash);
	while ((at = gr_index_next(&s->street_index, &walk)) != GR_INDEX_END) {
		*out = s->street[at];
		if ((*out)->county == county
		    && gr_slice_eq(gr_street_code(*out), code)
		    && gr_slice_eq(gr_street_name(*out), name))
			return GR_OK;
	}
	struct gr_street *street = make_street(s, county, code, name);
	if (street == NULL)
		return gr_err_memory(err);
	gr_index_put(&s->street_index, hash, s->streets);
	s->street[s->streets++] = *out = street;
	return GR_OK;
}
