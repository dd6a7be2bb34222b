/* shortlist.c - communities by what it would take them to attain. */
#include "stats/shortlist.h"

#include "score/cheapest_criteria.h"
#include <stdlib.h>

enum gr_status gr_shortlist_make(struct gr_arena *keep,
    const struct gr_standard *standard, bool joining, struct gr_shortlist *out,
    struct gr_err *err)
{
	*out = (struct gr_shortlist){ .keep = keep,
		.standard = standard,
		.joining = joining,
		.fix = GR_NEW_ARRAY(keep, standard->criteria, bool) };
	return out->fix == NULL ? gr_err_memory(err) : GR_OK;
}

static enum gr_status find_fixes(struct gr_shortlist *list,
    struct gr_community *to, const enum gr_tri *criterion, struct gr_err *err)
{
	size_t n = list->standard->criteria;
	char *result = GR_NEW_ARRAY(list->keep, n, char);

	if (result == NULL)
		return gr_err_memory(err);
	to->result = result;
	to->candidate = (!to->joins || list->joining)
	    && gr_cheapest_criteria_find(list->standard, criterion, list->fix,
	        &to->fixes);
	if (!to->candidate)
		return GR_OK;
	to->fixes += to->joins;
	for (size_t i = 0; i < n; i++)
		if (list->fix[i])
			result[i] = (char)criterion[i];
	return GR_OK;
}

enum gr_status gr_shortlist_add(struct gr_shortlist *list,
    struct gr_community community, const enum gr_tri *criterion,
    struct gr_err *err)
{
	void *items = list->item;
	struct gr_slice *text[] = { &community.wave, &community.code,
		&community.name, &community.county };
	enum gr_status status = gr_arena_grow(list->keep, &items, &list->room,
	    list->items, sizeof(*list->item), err);

	if (status != GR_OK)
		return status;
	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++) {
		*text[i] = gr_arena_copy(list->keep, *text[i]);
		if (text[i]->ptr == NULL)
			return gr_err_memory(err);
	}
	community.candidate = false;
	community.fixes = 0;
	community.result = NULL;
	if (!community.attained)
		status = find_fixes(list, &community, criterion, err);
	list->item = items;
	list->item[list->items++] = community;
	return status;
}

/* By wave; the cheapest first; of equals by code. */
static int by_cost(const void *a, const void *b)
{
	const struct gr_community *left = a, *right = b;
	int order = gr_slice_cmp(left->wave, right->wave);

	if (order == 0)
		order = (left->fixes > right->fixes)
		    - (left->fixes < right->fixes);
	return order != 0 ? order : gr_slice_cmp(left->code, right->code);
}

/* The waves of the communities, which are sorted by them. */
static enum gr_status make_areas(struct gr_shortlist *list,
    const struct gr_register *reg, struct gr_err *err)
{
	const struct gr_standard *std = list->standard;
	struct gr_slice *wave = GR_NEW_ARRAY(list->keep, list->items,
	    struct gr_slice);
	size_t waves = 0;

	if (wave == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < list->items; i++)
		if (i == 0 || !gr_slice_eq(list->item[i].wave, wave[waves - 1]))
			wave[waves++] = list->item[i].wave;
	return gr_areas_make(list->keep, reg,
	    (struct gr_areas_region){ std->region, std->region_name_zh, NULL },
	    wave, waves, &list->areas, err);
}

static enum gr_status check_twice(struct gr_shortlist *list, struct gr_err *err)
{
	struct gr_map seen = gr_map_make(list->keep);
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < list->items; i++) {
		const struct gr_community *c = &list->item[i];
		uint64_t before;

		if (i > 0 && !gr_slice_eq(c->wave, c[-1].wave))
			seen = gr_map_make(list->keep);
		if (gr_map_get(&seen, c->code, &before))
			return gr_err_set(err, GR_EDATA,
			    "two records of '%.*s' in wave %.*s",
			    GR_ARG(c->code), GR_ARG(c->wave));
		status = gr_map_put(&seen, c->code, i, err);
	}
	return status;
}

enum gr_status gr_shortlist_settle(struct gr_shortlist *list,
    const struct gr_register *reg, struct gr_err *err)
{
	const struct gr_areas *areas = &list->areas;
	enum gr_status status;
	size_t wave = 0;

	if (list->items > 0)
		qsort(list->item, list->items, sizeof(*list->item), by_cost);
	status = make_areas(list, reg, err);
	if (status == GR_OK)
		status = check_twice(list, err);
	if (status != GR_OK)
		return status;
	list->attained = GR_NEW_ARRAY(list->keep, areas->areas, int64_t);
	if (list->attained == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < list->items; i++) {
		struct gr_community *c = &list->item[i];

		while (!gr_slice_eq(areas->wave[wave], c->wave))
			wave++;
		c->area = gr_areas_find(areas, wave, GR_LEVEL_COUNTY,
		    c->county);
		if (c->area == GR_NONE)
			return gr_err_at(err, GR_EDATA, reg->path, 0, NULL,
			    "no unit of county '%.*s' in wave %.*s",
			    GR_ARG(c->county), GR_ARG(c->wave));
		list->attained[c->area] += c->attained;
		list->attained[areas->area[c->area].city] += c->attained;
		list->attained[areas->area[c->area].province] += c->attained;
	}
	return GR_OK;
}

const struct gr_community *gr_shortlist_next(const struct gr_shortlist *list,
    size_t area, size_t *position)
{
	while (*position < list->items) {
		const struct gr_community *c = &list->item[(*position)++];
		const struct gr_area *county = &list->areas.area[c->area];

		if (c->candidate
		    && (c->area == area || county->city == area
		        || county->province == area))
			return c;
	}
	return NULL;
}
