/* column.c - what types and roles of columns are called */
#include "standard/column.h"

enum { BIT_TEXT = 1 << GR_TYPE_TEXT | 1 << GR_TYPE_CODE };

const char *const gr_type_name[GR_TYPES + 1] = { [GR_TYPE_TEXT] = "text",
	[GR_TYPE_CODE] = "code",
	[GR_TYPE_INT] = "int",
	[GR_TYPE_DEC] = "dec",
	[GR_TYPE_BOOL] = "bool",
	[GR_TYPE_PCT] = "pct",
	[GR_TYPE_DATE] = "date",
	[GR_TYPE_YEAR] = "year",
	[GR_TYPE_ENUM] = "enum",
	[GR_TYPE_SET] = "set",
	[GR_TYPES] = NULL };

const struct gr_role_rule gr_role_rule[GR_ROLES] = {
	[GR_ROLE_NONE] = { "none", ~0u },
	[GR_ROLE_CODE] = { "code", BIT_TEXT },
	[GR_ROLE_NAME] = { "name", BIT_TEXT },
	[GR_ROLE_CITY] = { "city", BIT_TEXT },
	[GR_ROLE_COUNTY] = { "county", BIT_TEXT },
	[GR_ROLE_STREET] = { "street", BIT_TEXT },
	[GR_ROLE_PARTICIPATING] = { "participating", 1 << GR_TYPE_BOOL },
	[GR_ROLE_PILOT] = { "pilot", 1 << GR_TYPE_BOOL },
	[GR_ROLE_CLAIM] = { "claim", 1 << GR_TYPE_BOOL },
	[GR_ROLE_POPULATION] = { "population", 1 << GR_TYPE_INT },
	[GR_ROLE_REVISION] = { "revision", 1 << GR_TYPE_INT },
	[GR_ROLE_REPORT_DATE] = { "report_date", 1 << GR_TYPE_DATE },
	[GR_ROLE_SURVEY_DATE] = { "survey_date", 1 << GR_TYPE_DATE },
	[GR_ROLE_SURVEY_YEAR] = { "survey_year",
	    1 << GR_TYPE_YEAR | 1 << GR_TYPE_INT },
	[GR_ROLE_PREV_CODE] = { "prev_code", BIT_TEXT },
	[GR_ROLE_PREV_NAME] = { "prev_name", BIT_TEXT },
	[GR_ROLE_PILOT_DATE] = { "pilot_date", 1 << GR_TYPE_DATE },
	[GR_ROLE_PARTICIPATING_DATE] = { "participating_date",
	    1 << GR_TYPE_DATE },
	[GR_ROLE_CITY_NAME] = { "city_name", BIT_TEXT },
	[GR_ROLE_COUNTY_NAME] = { "county_name", BIT_TEXT },
	[GR_ROLE_STREET_CODE] = { "street_code", BIT_TEXT },
	[GR_ROLE_REPORTER] = { "reporter", BIT_TEXT },
};
