/* answer.c - which columns of a survey hold answers */
#include "standard/standard.h"

#include "text/blank.h"

/* Roles of cells that say which unit is meant, who tells of it and when. */
static bool says_who_or_when(enum gr_role role)
{
	switch (role) {
	case GR_ROLE_CODE:
	case GR_ROLE_NAME:
	case GR_ROLE_CITY:
	case GR_ROLE_COUNTY:
	case GR_ROLE_STREET:
	case GR_ROLE_REVISION:
	case GR_ROLE_REPORT_DATE:
	case GR_ROLE_SURVEY_DATE:
	case GR_ROLE_SURVEY_YEAR:
	case GR_ROLE_PREV_CODE:
	case GR_ROLE_PREV_NAME:
	case GR_ROLE_CITY_NAME:
	case GR_ROLE_COUNTY_NAME:
	case GR_ROLE_STREET_CODE:
	case GR_ROLE_REPORTER:
		return true;
	case GR_ROLE_NONE:
	case GR_ROLE_PARTICIPATING:
	case GR_ROLE_PILOT:
	case GR_ROLE_CLAIM:
	case GR_ROLE_POPULATION:
	case GR_ROLE_PILOT_DATE:
	case GR_ROLE_PARTICIPATING_DATE:
	case GR_ROLES:
		break;
	}
	return false;
}

bool gr_standard_is_identity(const struct gr_standard *standard, size_t column)
{
	const struct gr_column *c = &standard->column[column];

	if (says_who_or_when(c->role))
		return true;
	for (size_t i = 0; i < standard->identity_blocks; i++)
		if (gr_slice_eq(c->block, standard->identity_block[i]))
			return true;
	if (standard->identity_blocks > 0 || c->role != GR_ROLE_NONE)
		return false;
	size_t code = standard->role[GR_ROLE_CODE];
	return code != GR_NONE && c->block.len > 0
	    && gr_slice_eq(c->block, standard->column[code].block);
}

bool gr_standard_is_answer(const struct gr_standard *standard, size_t column)
{
	enum gr_type type = standard->column[column].type;

	return type != GR_TYPE_TEXT && type != GR_TYPE_CODE
	    && !gr_standard_is_identity(standard, column);
}

bool gr_standard_is_none(const struct gr_standard *standard,
    struct gr_slice text)
{
	text = gr_blank_trim(text);
	for (size_t i = 0; i < standard->no_answer_words; i++)
		if (gr_slice_eq(standard->no_answer_word[i], text))
			return true;
	return false;
}

bool gr_standard_says_nothing(const struct gr_standard *standard,
    struct gr_slice rule)
{
	for (size_t i = 0; i < standard->no_answer_rules; i++)
		if (gr_slice_eq(standard->no_answer_rule[i], rule))
			return true;
	return false;
}
