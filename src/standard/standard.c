/* standard.c - a standard: the folder of tables that holds all the rules */
#include "standard/standard_internal.h"

#include "number/date.h"

size_t gr_standard_column(const struct gr_standard *standard,
    struct gr_slice name)
{
	uint64_t position;

	return gr_map_get(&standard->column_index, name, &position)
	    ? (size_t)position
	    : GR_NONE;
}

struct gr_slice gr_standard_head(const struct gr_standard *standard,
    enum gr_role role)
{
	size_t column = standard->role[role];

	if (column != GR_NONE)
		return standard->column[column].name;
	if (role == GR_ROLE_CITY)
		return GR_S("city_code");
	return role == GR_ROLE_COUNTY ? GR_S("county_code") : GR_S("");
}

struct gr_slice gr_standard_key(const struct gr_standard *standard,
    const char *key)
{
	uint64_t i;

	return gr_map_get(&standard->key, gr_slice_of(key), &i)
	    ? standard->key_value[i]
	    : GR_S("");
}

enum gr_value_kind gr_standard_kind(enum gr_type type)
{
	switch (type) {
	case GR_TYPE_INT:
	case GR_TYPE_DEC:
	case GR_TYPE_BOOL:
	case GR_TYPE_PCT:
	case GR_TYPE_YEAR:
		return GR_VALUE_NUMBER;
	case GR_TYPE_DATE:
		return GR_VALUE_DATE;
	case GR_TYPE_TEXT:
	case GR_TYPE_CODE:
	case GR_TYPE_ENUM:
	case GR_TYPE_SET:
	case GR_TYPES:
		break;
	}
	return GR_VALUE_TEXT;
}

bool gr_standard_symbol(const void *standard, enum gr_name_class class,
    struct gr_slice name, struct gr_symbol *out)
{
	const struct gr_standard *std = standard;

	if (class == GR_NAME_PARAMETER) {
		for (size_t i = 0; i < std->parameter_names; i++) {
			if (gr_slice_eq(std->parameter_name[i], name)) {
				*out = std->parameter_symbol[i];
				return true;
			}
		}
		return false;
	}
	size_t i = gr_standard_column(std, name);
	/* A personal column ends in ingest: no expression ever sees it. */
	if (i == GR_NONE || std->column[i].personal)
		return false;
	const struct gr_column *column = &std->column[i];
	bool whole = column->type != GR_TYPE_DEC && column->type != GR_TYPE_PCT;
	*out = (struct gr_symbol){ .kind = gr_standard_kind(column->type),
		.slot = (unsigned)i,
		.decimals = whole ? 0 : 18 };
	return out->kind != GR_VALUE_NUMBER
	    || (gr_dec_parse(column->min, &out->min)
	        && gr_dec_parse(column->max, &out->max));
}

/* How specific a scope is for a place: 0 none, 1 everywhere, 2 its city, 3 its
 * county. */
static int fit(struct gr_slice scope, struct gr_slice city_code,
    struct gr_slice county_code)
{
	if (scope.len == 0)
		return 1;
	if (gr_slice_eq(scope, county_code))
		return 3;
	return gr_slice_eq(scope, city_code) ? 2 : 0;
}

void gr_standard_parameters(const struct gr_standard *standard,
    struct gr_slice city_code, struct gr_slice county_code, int32_t day,
    struct gr_slice *value)
{
	for (size_t slot = GR_PARAM_BUILT_IN; slot < standard->parameter_names;
	     slot++)
		value[slot] = GR_S("");
	/* Rows of one scope and day do not overlap (checked on load), so for
	 * each fit there is at most one row; a better fit replaces. */
	for (int wanted = 1; wanted <= 3; wanted++) {
		for (size_t i = 0; i < standard->parameters; i++) {
			const struct gr_parameter *p = &standard->parameter[i];

			if (day >= p->valid_from && day <= p->valid_to
			    && fit(p->scope, city_code, county_code) == wanted)
				value[p->slot] = p->value;
		}
	}
}

const char *gr_standard_table(const struct gr_standard *standard,
    struct gr_arena *keep, const char *name)
{
	return gr_arena_path(keep, standard->path, gr_slice_of(name));
}

enum gr_status gr_standard_need_role(const struct gr_standard *standard,
    enum gr_role role, struct gr_err *err)
{
	struct gr_buf path = { 0 };

	if (standard->role[role] != GR_NONE)
		return GR_OK;
	gr_buf_format(&path, "%s/columns.csv", standard->path);
	gr_buf_byte(&path, '\0');
	enum gr_status status = gr_buf_check(&path, err);

	if (status == GR_OK)
		status = gr_err_at(err, GR_EUSAGE, path.ptr, 1, "role",
		    "no column has the role '%s'", gr_role_rule[role].word);
	gr_buf_free(&path);
	return status;
}
