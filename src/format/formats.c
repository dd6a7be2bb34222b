/* formats.c - the list of formats. */
#include "format/format.h"

#define POINT_AT(name) &gr_format_##name,
static const struct gr_format *const formats[] = { GR_FORMATS(POINT_AT, ) };

#define SPELL(name) #name
const char gr_format_names[] = GR_FORMATS(SPELL, "|");

const struct gr_format *gr_format_find(const char *name)
{
	if (name == NULL)
		return formats[0];
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	return NULL;
}
