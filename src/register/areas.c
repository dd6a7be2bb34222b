/* areas.c - the counties, cities and provinces of each wave. */
#include "register/areas.h"

#include "standard/area_rule.h"

#include <stdlib.h>

const struct gr_slice gr_level_name[GR_LEVELS] = {
	[GR_LEVEL_NATION] = { "nation", 6 },
	[GR_LEVEL_PROVINCE] = { "province", 8 },
	[GR_LEVEL_CITY] = { "city", 4 },
	[GR_LEVEL_COUNTY] = { "county", 6 },
};

struct build {
	struct gr_arena *keep;
	struct gr_areas *areas;
	const struct gr_register *reg;
	struct gr_areas_region region;
	enum gr_level top; /* of the region */
	size_t room;
	int32_t *day; /* by wave: its 31 December */
	/* the county before, and its places: mostly the next unit's too */
	const struct gr_county *county;
	size_t place[GR_LEVELS];
	enum gr_status status;
	struct gr_err *err;
};

static bool has_provinces(const struct build *b)
{
	return b->top == GR_LEVEL_NATION;
}

/* Code and name of the place of a level that has the county; of the region's
 * own level `county` may be NULL. */
static void find_place(const struct build *b, const struct gr_county *county,
    enum gr_level level, struct gr_slice *code, struct gr_slice *name)
{
	const struct gr_area_rule *rule = NULL;

	if (level == b->top) {
		*code = b->region.code;
		*name = b->region.name;
		return;
	}
	if (has_provinces(b) && level == GR_LEVEL_PROVINCE)
		rule = gr_area_rule_province(b->region.rules, county->code);
	else if (has_provinces(b) && level == GR_LEVEL_CITY)
		rule = gr_area_rule_city(b->region.rules, county->code);
	if (rule != NULL && !rule->each_county) {
		*code = rule->code;
		*name = rule->name_zh;
	} else if (level == GR_LEVEL_CITY && rule == NULL) {
		*code = county->city_code;
		*name = county->city_name;
	} else {
		*code = county->code;
		*name = county->name;
	}
}

static struct gr_slice code_of(const struct build *b,
    const struct gr_county *county, enum gr_level level)
{
	struct gr_slice code, name;

	find_place(b, county, level, &code, &name);
	return code;
}

/* A county that no rule gives to a province would be counted in none. */
static enum gr_status check_county(const struct build *b,
    const struct gr_county *county)
{
	const char *table;

	if (!has_provinces(b)
	    || gr_area_rule_province(b->region.rules, county->code) != NULL)
		return GR_OK;
	table = gr_standard_table(b->region.rules, b->keep, "areas.csv");
	if (table == NULL)
		return gr_err_memory(b->err);
	return gr_err_at(b->err, GR_EDATA, table, 0, "prefix",
	    "no province has the county '%.*s' of the register",
	    GR_ARG(county->code));
}

static struct gr_map *index_of(const struct gr_areas *areas, size_t wave,
    enum gr_level level)
{
	return &areas->index[wave * GR_LEVELS + level];
}

size_t gr_areas_find(const struct gr_areas *areas, size_t wave,
    enum gr_level level, struct gr_slice code)
{
	uint64_t at;

	return gr_map_get(index_of(areas, wave, level), code, &at) ? (size_t)at
	                                                           : GR_NONE;
}

/* The area of a county's unit, made if need be; GR_NONE when memory ran out. */
static size_t area_of(struct build *b, size_t wave, enum gr_level level,
    const struct gr_county *county)
{
	struct gr_areas *areas = b->areas;
	void *items = areas->area;
	struct gr_slice code, name;

	find_place(b, county, level, &code, &name);
	size_t at = gr_areas_find(areas, wave, level, code);

	if (at != GR_NONE)
		return at;
	b->status = gr_arena_grow(b->keep, &items, &b->room, areas->areas,
	    sizeof(*areas->area), b->err);
	if (b->status == GR_OK) {
		areas->area = items;
		b->status = gr_map_put(index_of(areas, wave, level), code,
		    areas->areas, b->err);
	}
	if (b->status != GR_OK)
		return GR_NONE;
	areas->area[areas->areas] = (struct gr_area){
		.level = level,
		.wave = wave,
		.code = code,
		.name = name,
		.in = level == GR_LEVEL_NATION
		    ? GR_S("")
		    : code_of(b, county, GR_LEVEL_PROVINCE),
		.before = GR_NONE,
		.city = GR_NONE,
		.province = GR_NONE,
		.nation = GR_NONE,
	};
	return areas->areas++;
}

/* The unit in another wave, or NULL. */
static const struct gr_unit *unit_in(const struct build *b,
    const struct gr_unit *unit, size_t wave)
{
	return gr_unit_on(unit, b->day[wave])
	    ? unit
	    : gr_unit_then(b->reg, unit, b->day[wave]);
}

/* Whether a unit that exists in a wave was already in this place as `other`. */
static bool same_place(const struct build *b, const struct gr_unit *unit,
    const struct gr_unit *other, enum gr_level level)
{
	return other != NULL
	    && (other == unit
	        || gr_slice_eq(code_of(b, gr_unit_county(unit), level),
	            code_of(b, gr_unit_county(other), level)));
}

static void find_places(struct build *b, size_t wave,
    const struct gr_county *county)
{
	if (county == b->county)
		return;
	b->county = county;
	if (b->status == GR_OK)
		b->status = check_county(b, county);
	for (enum gr_level level = b->top; level < GR_LEVELS; level++)
		if (b->status == GR_OK)
			b->place[level] = area_of(b, wave, level, county);
}

static void count_wave(struct build *b, size_t wave)
{
	/* The whole has its line even where the register has no unit. */
	(void)area_of(b, wave, b->top, NULL);
	b->county = NULL;
	for (size_t i = 0; i < b->reg->units && b->status == GR_OK; i++) {
		const struct gr_unit *unit = &b->reg->unit[i], *before = NULL;

		if (!gr_unit_on(unit, b->day[wave]))
			continue;
		find_places(b, wave, gr_unit_county(unit));
		if (b->status != GR_OK)
			return;
		if (wave > 0)
			before = unit_in(b, unit, wave - 1);
		for (enum gr_level level = b->top; level < GR_LEVELS; level++) {
			struct gr_area *area = &b->areas->area[b->place[level]];

			area->registered++;
			area->entered += wave > 0
			    && !same_place(b, unit, before, level);
		}
	}
}

static int by_code(const void *a, const void *b)
{
	const struct gr_area *left = a, *right = b;
	int order = gr_slice_cmp(left->in, right->in);

	if (order == 0)
		order = gr_slice_cmp(left->code, right->code);
	return order != 0 ? order : (int)left->level - (int)right->level;
}

/* Sort the areas of a wave, from `first` on, and index them again. */
static void sort_wave(struct build *b, size_t first)
{
	struct gr_areas *areas = b->areas;

	if (areas->areas > first)
		qsort(areas->area + first, areas->areas - first,
		    sizeof(*areas->area), by_code);
	for (size_t i = first; b->status == GR_OK && i < areas->areas; i++)
		b->status = gr_map_put(index_of(areas, areas->area[i].wave,
		                           areas->area[i].level),
		    areas->area[i].code, i, b->err);
}

/* A unit that is not in the same place in the next wave has left it. */
static void note_leaving(struct build *b, const struct gr_unit *unit,
    size_t wave)
{
	struct gr_areas *areas = b->areas;
	const struct gr_unit *after = unit_in(b, unit, wave + 1);

	for (enum gr_level level = b->top; after != unit && level < GR_LEVELS;
	     level++) {
		size_t next = gr_areas_find(areas, wave + 1, level,
		    code_of(b, gr_unit_county(unit), level));

		if (next != GR_NONE && !same_place(b, unit, after, level))
			areas->area[next].left++;
	}
}

static void relate_wave(struct build *b, size_t wave)
{
	struct gr_areas *areas = b->areas;
	const struct gr_county *last = NULL;

	for (size_t i = 0; i < b->reg->units; i++) {
		const struct gr_unit *unit = &b->reg->unit[i];
		const struct gr_county *county = gr_unit_county(unit);

		if (!gr_unit_on(unit, b->day[wave]))
			continue;
		/* of a county in two cities, the last */
		if (county != last)
			areas
			    ->area[gr_areas_find(areas, wave, GR_LEVEL_COUNTY,
			        county->code)]
			    .city = gr_areas_find(areas, wave, GR_LEVEL_CITY,
			    code_of(b, county, GR_LEVEL_CITY));
		last = county;
		if (wave + 1 < areas->waves)
			note_leaving(b, unit, wave);
	}
}

static void relate(struct build *b)
{
	struct gr_areas *areas = b->areas;

	for (size_t i = 0; i < areas->areas; i++) {
		struct gr_area *area = &areas->area[i];

		if (area->wave > 0)
			area->before = gr_areas_find(areas, area->wave - 1,
			    area->level, area->code);
		area->province = gr_areas_find(areas, area->wave,
		    GR_LEVEL_PROVINCE, area->in);
		if (has_provinces(b))
			area->nation = gr_areas_find(areas, area->wave,
			    GR_LEVEL_NATION, b->region.code);
	}
	for (size_t wave = 0; wave < areas->waves; wave++)
		relate_wave(b, wave);
}

enum gr_status gr_areas_make(struct gr_arena *keep,
    const struct gr_register *reg, struct gr_areas_region region,
    const struct gr_slice *wave, size_t waves, struct gr_areas *out,
    struct gr_err *err)
{
	struct build b = { .keep = keep,
		.areas = out,
		.reg = reg,
		.region = region,
		.top = region.rules != NULL && region.rules->area_rules > 0
		    ? GR_LEVEL_NATION
		    : GR_LEVEL_PROVINCE,
		.err = err };

	*out = (struct gr_areas){ .wave = wave, .waves = waves };
	out->index = GR_NEW_ARRAY(keep, waves * GR_LEVELS, struct gr_map);
	b.day = GR_NEW_ARRAY(keep, waves, int32_t);
	if (out->index == NULL || b.day == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < waves; i++)
		if (!gr_wave_last_day(wave[i], &b.day[i]))
			return gr_err_set(err, GR_EDATA, "'%.*s' is not a wave",
			    GR_ARG(wave[i]));
	for (size_t i = 0; i < waves * GR_LEVELS; i++)
		out->index[i] = gr_map_make(keep);
	for (size_t i = 0; i < waves && b.status == GR_OK; i++) {
		size_t first = out->areas;

		count_wave(&b, i);
		if (b.status == GR_OK)
			sort_wave(&b, first);
	}
	if (b.status == GR_OK)
		relate(&b);
	return b.status;
}
