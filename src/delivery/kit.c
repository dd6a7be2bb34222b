/* kit.c - what it takes of a standard to read deliveries */
#include "delivery/kit.h"

#include <stdlib.h>

static enum gr_status fill(struct gr_delivery_kit *kit, struct gr_err *err)
{
	const struct gr_standard *standard = kit->standard;

	kit->keep = gr_arena_new();
	kit->plausible = gr_plausible_new(standard);
	if (kit->keep == NULL || kit->plausible == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_layout_words_read(kit->keep, standard->path,
	    &kit->words, err);
	if (status == GR_OK)
		status = gr_name_words_read(kit->keep, standard->path,
		    &kit->names, err);
	if (status == GR_OK)
		status = gr_patterns_new(false, &kit->patterns, err);
	return status == GR_OK ? gr_headings_make(kit->keep, kit->patterns,
	           standard, &kit->words, &kit->headings, err)
	                       : status;
}

enum gr_status gr_delivery_kit_make(const struct gr_standard *standard,
    struct gr_delivery_kit **out, struct gr_err *err)
{
	struct gr_delivery_kit *kit = calloc(1, sizeof *kit);
	enum gr_status status;

	*out = NULL;
	if (kit == NULL)
		return gr_err_memory(err);
	kit->standard = standard;
	status = fill(kit, err);
	if (status == GR_OK)
		*out = kit;
	else
		gr_delivery_kit_free(kit);
	return status;
}

void gr_delivery_kit_free(struct gr_delivery_kit *kit)
{
	if (kit == NULL)
		return;
	gr_headings_free(kit->headings);
	gr_plausible_free(kit->plausible);
	gr_patterns_free(kit->patterns);
	gr_arena_free(kit->keep);
	free(kit);
}
