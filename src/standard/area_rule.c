/* area_rule.c - which province, and which city, a county is counted in */
#include "standard/area_rule.h"

struct gr_slice gr_region_prefix(struct gr_slice region)
{
	while (region.len >= 2 && region.ptr[region.len - 1] == '0'
	    && region.ptr[region.len - 2] == '0')
		region.len -= 2;
	return region;
}

static const struct gr_area_rule *find(const struct gr_standard *standard,
    bool province, struct gr_slice county)
{
	const struct gr_area_rule *best = NULL;

	for (size_t i = 0; i < standard->area_rules; i++) {
		const struct gr_area_rule *rule = &standard->area_rule[i];

		if (rule->province == province
		    && gr_slice_starts(county, rule->prefix)
		    && (best == NULL || rule->prefix.len > best->prefix.len))
			best = rule;
	}
	return best;
}

const struct gr_area_rule *gr_area_rule_province(
    const struct gr_standard *standard, struct gr_slice county)
{
	return find(standard, true, county);
}

const struct gr_area_rule *gr_area_rule_city(const struct gr_standard *standard,
    struct gr_slice county)
{
	return find(standard, false, county);
}

const struct gr_area_rule *gr_area_rule_of(const struct gr_standard *standard,
    bool province, struct gr_slice code)
{
	for (size_t i = 0; i < standard->area_rules; i++) {
		const struct gr_area_rule *rule = &standard->area_rule[i];

		if (rule->province == province && !rule->each_county
		    && gr_slice_eq(rule->code, code))
			return rule;
	}
	return NULL;
}
