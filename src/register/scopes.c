/* scopes.c - what cities and counties have settled, held against the register. */
#include "register/scopes.h"

static bool is_known(const struct gr_register *reg,
    const struct gr_standard *standard, struct gr_slice code)
{
	for (size_t i = 0; i < standard->places; i++)
		if (gr_slice_eq(standard->place[i].code, code))
			return true;
	return gr_register_has_place(reg, code);
}

static enum gr_status check_known(struct gr_arena *keep,
    const struct gr_register *reg, const struct gr_standard *standard,
    struct gr_err *err)
{
	const char *table = gr_standard_table(standard, keep, "scopes.csv");

	if (table == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < standard->scopes; i++) {
		const struct gr_scope *s = &standard->scope[i];

		if (!is_known(reg, standard, s->scope))
			return gr_err_at(err, GR_EUSAGE, table, s->line,
			    "scope", "there is no city and no county '%.*s'",
			    GR_ARG(s->scope));
	}
	return GR_OK;
}

/* A county on the days on which something begins or has ended. */
static enum gr_status check_county(const struct gr_standard *standard,
    const struct gr_county *county, const struct gr_scope **decides,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < 2 * standard->scopes; i++) {
		const struct gr_scope *s = &standard->scope[i / 2];

		if (i % 2 == 1 && s->valid_to == INT32_MAX)
			continue;
		gr_scope_find(standard, county->city_code, county->code,
		    i % 2 == 0 ? s->valid_from : s->valid_to + 1, decides);
		status = gr_scope_check(standard, decides, county->code, err);
	}
	return status;
}

enum gr_status gr_register_check_scopes(struct gr_arena *keep,
    const struct gr_register *reg, const struct gr_standard *standard,
    struct gr_err *err)
{
	const struct gr_scope **decides = GR_NEW_ARRAY(keep, standard->atoms,
	    const struct gr_scope *);
	struct gr_map seen = gr_map_make(keep);
	enum gr_status status;

	if (decides == NULL)
		return gr_err_memory(err);
	status = check_known(keep, reg, standard, err);
	for (size_t i = 0; status == GR_OK && i < reg->units; i++) {
		const struct gr_county *county = gr_unit_county(&reg->unit[i]);
		uint64_t before;

		if (i > 0 && gr_unit_county(&reg->unit[i - 1]) == county)
			continue;
		/* in another city it is another county */
		if (gr_map_get(&seen, county->code, &before)
		    && gr_slice_eq(
		        gr_unit_county(&reg->unit[before])->city_code,
		        county->city_code))
			continue;
		status = gr_map_put(&seen, county->code, i, err);
		if (status == GR_OK)
			status = check_county(standard, county, decides, err);
	}
	return status;
}
