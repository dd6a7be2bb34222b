/* load_areas.c - areas.csv: the provinces, and the cities of odd codes */
#include "standard/standard_internal.h"

static void check_twice(struct gr_loader *l, const struct gr_area_rule *all,
    size_t n)
{
	const struct gr_area_rule *new = &all[n];

	for (size_t i = 0; i < n; i++) {
		if (all[i].province != new->province)
			continue;
		if (gr_slice_eq(all[i].prefix, new->prefix))
			gr_load_fail(l, "prefix", "'%.*s' is there already",
			    GR_ARG(new->prefix));
		if (new->province && gr_slice_eq(all[i].code, new->code))
			gr_load_fail(l, "code", "'%.*s' is there already",
			    GR_ARG(new->code));
	}
}

/* The whole: what standard.csv says of the region is of one province. */
static void read_nation(struct gr_loader *l, bool *there)
{
	struct gr_standard *std = l->std;

	if (*there)
		gr_load_fail(l, "level", "there is one nation");
	*there = true;
	if (gr_load_cell(l, "prefix").len > 0)
		gr_load_fail(l, "prefix", "the nation has all of them");
	std->region = gr_load_need(l, "code");
	gr_load_titles(l, std->region, &std->region_name_zh,
	    &std->region_name_en);
}

static void read_rule(struct gr_loader *l, struct gr_area_rule *all, size_t i)
{
	struct gr_area_rule *rule = &all[i];

	rule->prefix = gr_load_need(l, "prefix");
	rule->code = gr_load_need(l, "code");
	rule->each_county = !rule->province
	    && gr_slice_eq(rule->code, GR_S("county"));
	gr_load_titles(l, rule->code, &rule->name_zh, &rule->name_en);
	if (l->status == GR_OK)
		check_twice(l, all, i);
}

void gr_load_areas(struct gr_loader *l)
{
	static const char *const required[] = { "prefix", "level", "code",
		NULL };
	static const char *const columns[] = { "prefix", "level", "code",
		"title_zh", "title_en", "note", NULL };
	static const char *const levels[] = { "nation", "province", "city",
		NULL };

	if (!gr_load_open(l, "areas.csv", false, required, columns))
		return;
	struct gr_area_rule *all = gr_load_items(l, sizeof(*all));
	bool nation = false, province = false;
	size_t n = 0;
	for (size_t i = 0; gr_load_row(l, i); i++) {
		size_t level = gr_load_word(l, "level", levels, GR_NONE);

		if (level == 0) {
			read_nation(l, &nation);
			continue;
		}
		all[n].province = level == 1;
		province = province || level == 1;
		read_rule(l, all, n++);
	}
	if (l->table.rows > 0 && !(nation && province))
		gr_load_fail(l, "level",
		    "a nation and its provinces must be here");
	l->std->area_rule = all;
	l->std->area_rules = n;
}
