/* tally.c - counts by wave, place, measure and bin, that can be added up. */
#include "stream/tally.h"

#include <assert.h>
#include <stdlib.h>

#define PAGE 64 /* bins of a page */

/* Numbers of pairs of names: a map of maps, so that nothing is joined to look
 * a pair up. */
struct family {
	struct gr_slice name;
	struct gr_map member;
};

struct pairs {
	struct gr_map index; /* first name -> family */
	struct family *family;
	size_t families, room;
};

struct place {
	struct gr_tally_place name;
	int64_t **page; /* NULL: nothing was counted in its bins */
	size_t pages;
};

struct gr_tally {
	struct gr_arena *keep;
	struct pairs place_index, bin_index;
	struct place *place;
	size_t places, place_room;
	struct gr_tally_bin *bin;
	size_t bins, bin_room;
};

const struct gr_slice gr_tally_column[GR_TALLY_COLUMNS] = {
	{ "wave", 4 },
	{ "county_code", 11 },
	{ "measure", 7 },
	{ "bin", 3 },
	{ "count", 5 },
};

struct gr_tally *gr_tally_new(struct gr_arena *keep)
{
	struct gr_tally *tally = GR_NEW(keep, struct gr_tally);

	if (tally == NULL)
		return NULL;
	tally->keep = keep;
	tally->place_index.index = gr_map_make(keep);
	tally->bin_index.index = gr_map_make(keep);
	return tally;
}

static enum gr_status find_family(struct gr_arena *keep, struct pairs *pairs,
    struct gr_slice name, struct family **out, struct gr_err *err)
{
	uint64_t at = 0;
	struct gr_slice copy;
	enum gr_status status;

	if (gr_map_get(&pairs->index, name, &at)) {
		*out = &pairs->family[at];
		return GR_OK;
	}
	void *items = pairs->family;

	status = gr_arena_grow(keep, &items, &pairs->room, pairs->families,
	    sizeof(*pairs->family), err);
	if (status != GR_OK)
		return status;
	pairs->family = items;
	copy = gr_arena_copy(keep, name);
	if (copy.ptr == NULL)
		return gr_err_memory(err);
	*out = &pairs->family[pairs->families];
	**out = (struct family){ copy, gr_map_make(keep) };
	return gr_map_put(&pairs->index, copy, pairs->families++, err);
}

static bool get(const struct pairs *pairs, struct gr_slice first,
    struct gr_slice second, size_t *out)
{
	uint64_t at;

	if (!gr_map_get(&pairs->index, first, &at)
	    || !gr_map_get(&pairs->family[at].member, second, &at))
		return false;
	*out = (size_t)at;
	return true;
}

/* Give a pair its number; both names are copied. */
static enum gr_status put(struct gr_arena *keep, struct pairs *pairs,
    struct gr_slice *first, struct gr_slice *second, size_t number,
    struct gr_err *err)
{
	struct family *family = NULL;
	enum gr_status status = find_family(keep, pairs, *first, &family, err);

	if (status != GR_OK)
		return status;
	assert(family != NULL);
	*first = family->name;
	*second = gr_arena_copy(keep, *second);
	if (second->ptr == NULL)
		return gr_err_memory(err);
	return gr_map_put(&family->member, *second, number, err);
}

enum gr_status gr_tally_place(struct gr_tally *tally, struct gr_slice wave,
    struct gr_slice code, size_t *place, struct gr_err *err)
{
	void *items = tally->place;
	enum gr_status status;

	if (get(&tally->place_index, wave, code, place))
		return GR_OK;
	status = gr_arena_grow(tally->keep, &items, &tally->place_room,
	    tally->places, sizeof(*tally->place), err);
	if (status != GR_OK)
		return status;
	tally->place = items;
	status = put(tally->keep, &tally->place_index, &wave, &code,
	    tally->places, err);
	if (status != GR_OK)
		return status;
	*place = tally->places++;
	tally->place[*place] = (struct place){ .name = { wave, code } };
	return GR_OK;
}

enum gr_status gr_tally_bin(struct gr_tally *tally, struct gr_slice measure,
    struct gr_slice bin, size_t *out, struct gr_err *err)
{
	void *items = tally->bin;
	enum gr_status status;

	if (get(&tally->bin_index, measure, bin, out))
		return GR_OK;
	status = gr_arena_grow(tally->keep, &items, &tally->bin_room,
	    tally->bins, sizeof(*tally->bin), err);
	if (status != GR_OK)
		return status;
	tally->bin = items;
	status = put(tally->keep, &tally->bin_index, &measure, &bin,
	    tally->bins, err);
	if (status != GR_OK)
		return status;
	*out = tally->bins++;
	tally->bin[*out] = (struct gr_tally_bin){ measure, bin };
	return GR_OK;
}

size_t gr_tally_find(const struct gr_tally *tally, struct gr_slice measure,
    struct gr_slice bin)
{
	size_t at;

	return get(&tally->bin_index, measure, bin, &at) ? at : GR_NONE;
}

/* The page of a bin, made if need be. */
static enum gr_status make_page(struct gr_tally *tally, struct place *place,
    size_t bin, struct gr_err *err)
{
	size_t at = bin / PAGE;

	if (at >= place->pages) {
		size_t pages = at + at / 2 + 1;
		int64_t **page = GR_NEW_ARRAY(tally->keep, pages, int64_t *);

		if (page == NULL)
			return gr_err_memory(err);
		for (size_t i = 0; i < place->pages; i++)
			page[i] = place->page[i];
		place->page = page;
		place->pages = pages;
	}
	if (place->page[at] == NULL)
		place->page[at] = GR_NEW_ARRAY(tally->keep, PAGE, int64_t);
	return place->page[at] != NULL ? GR_OK : gr_err_memory(err);
}

/* Their pages, one behind the other. */
enum gr_status gr_tally_row(struct gr_tally *tally, size_t place, size_t bins,
    int64_t **out, struct gr_err *err)
{
	struct place *at = &tally->place[place];
	size_t pages = bins / PAGE + 1;

	assert(at->pages == 0);
	at->page = GR_NEW_ARRAY(tally->keep, pages, int64_t *);
	*out = GR_NEW_ARRAY(tally->keep, pages * PAGE, int64_t);
	if (at->page == NULL || *out == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < pages; i++)
		at->page[i] = *out + i * PAGE;
	at->pages = pages;
	return GR_OK;
}

static enum gr_status overflow(const struct gr_tally *tally, size_t place,
    size_t bin, struct gr_err *err)
{
	const struct gr_tally_place *where = &tally->place[place].name;
	const struct gr_tally_bin *what = &tally->bin[bin];

	return gr_err_set(err, GR_EDATA,
	    "the count of %.*s %.*s in %.*s of wave %.*s does not fit 64 bits",
	    GR_ARG(what->measure), GR_ARG(what->bin), GR_ARG(where->code),
	    GR_ARG(where->wave));
}

enum gr_status gr_tally_add(struct gr_tally *tally, size_t place, size_t bin,
    int64_t count, struct gr_err *err)
{
	struct place *at = &tally->place[place];
	size_t page = bin / PAGE;

	if (page >= at->pages || at->page[page] == NULL) {
		enum gr_status status = make_page(tally, at, bin, err);

		if (status != GR_OK)
			return status;
	}
	int64_t *cell = &at->page[page][bin % PAGE];

	if (__builtin_add_overflow(*cell, count, cell))
		return overflow(tally, place, bin, err);
	return GR_OK;
}

int64_t gr_tally_count(const struct gr_tally *tally, size_t place, size_t bin)
{
	const struct place *at = &tally->place[place];

	if (bin == GR_NONE || bin / PAGE >= at->pages
	    || at->page[bin / PAGE] == NULL)
		return 0;
	return at->page[bin / PAGE][bin % PAGE];
}

size_t gr_tally_places(const struct gr_tally *tally)
{
	return tally->places;
}

size_t gr_tally_bins(const struct gr_tally *tally)
{
	return tally->bins;
}

struct gr_tally_place gr_tally_place_at(const struct gr_tally *tally,
    size_t place)
{
	return tally->place[place].name;
}

struct gr_tally_bin gr_tally_bin_at(const struct gr_tally *tally, size_t bin)
{
	return tally->bin[bin];
}

int gr_tally_place_cmp(struct gr_tally_place a, struct gr_tally_place b)
{
	int order = gr_slice_cmp(a.wave, b.wave);

	return order != 0 ? order : gr_slice_cmp(a.code, b.code);
}

static int by_place(const void *a, const void *b, void *context)
{
	const struct gr_tally *tally = context;

	return gr_tally_place_cmp(tally->place[*(const uint32_t *)a].name,
	    tally->place[*(const uint32_t *)b].name);
}

static int by_bin(const void *a, const void *b, void *context)
{
	const struct gr_tally *tally = context;
	const struct gr_tally_bin *x = &tally->bin[*(const uint32_t *)a];
	const struct gr_tally_bin *y = &tally->bin[*(const uint32_t *)b];
	int order = gr_slice_cmp(x->measure, y->measure);

	return order != 0 ? order : gr_slice_cmp(x->bin, y->bin);
}

/* The numbers below `n`, in an order. */
static uint32_t *put_in_order(struct gr_tally *tally, size_t n,
    int (*order)(const void *, const void *, void *))
{
	uint32_t *to = GR_NEW_ARRAY(tally->keep, n, uint32_t);

	for (size_t i = 0; to != NULL && i < n; i++)
		to[i] = (uint32_t)i;
	if (to != NULL && n > 0)
		qsort_r(to, n, sizeof(*to), order, tally);
	return to;
}

static size_t collect(const struct gr_tally *tally, const uint32_t *place,
    const uint32_t *bin, struct gr_tally_line *to)
{
	size_t n = 0;

	for (size_t p = 0; p < tally->places; p++)
		for (size_t b = 0; b < tally->bins; b++)
			if (gr_tally_count(tally, place[p], bin[b]) != 0) {
				if (to != NULL)
					to[n] = (struct gr_tally_line){
						place[p], bin[b]
					};
				n++;
			}
	return n;
}

/* Places and bins are few beside the lines: each is put in order by itself. */
enum gr_status gr_tally_sort(struct gr_tally *tally,
    const struct gr_tally_line **line, size_t *n, struct gr_err *err)
{
	uint32_t *place = put_in_order(tally, tally->places, by_place);
	uint32_t *bin = put_in_order(tally, tally->bins, by_bin);
	struct gr_tally_line *to;

	if (place == NULL || bin == NULL)
		return gr_err_memory(err);
	*n = collect(tally, place, bin, NULL);
	to = GR_NEW_ARRAY(tally->keep, *n, struct gr_tally_line);
	if (to == NULL)
		return gr_err_memory(err);
	(void)collect(tally, place, bin, to);
	*line = to;
	return GR_OK;
}
