/* personal_place.c - where a cell stands, for who looks for personal numbers. */
#include "standard/personal_place.h"

struct gr_personal_place gr_personal_place_of(
    const struct gr_standard *standard, size_t column)
{
	struct gr_personal_place place = gr_personal_anywhere;

	if (column == GR_NONE)
		return place;
	switch (standard->column[column].type) {
	case GR_TYPE_CODE:
		place.kind = GR_PERSONAL_CODE;
		/* of several provinces, those of any */
		if (standard->area_rules == 0)
			place.region = standard->region;
		break;
	case GR_TYPE_INT:
	case GR_TYPE_DEC:
	case GR_TYPE_PCT:
		place.kind = GR_PERSONAL_NUMBER;
		break;
	case GR_TYPE_TEXT:
	case GR_TYPE_BOOL:
	case GR_TYPE_DATE:
	case GR_TYPE_YEAR:
	case GR_TYPE_ENUM:
	case GR_TYPE_SET:
	case GR_TYPES:
		break;
	}
	return place;
}
