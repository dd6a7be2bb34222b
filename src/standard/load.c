/* load.c - every table of a folder, in the order of their references */
#include "standard/setting.h"
#include "standard/standard_internal.h"

enum gr_status gr_standard_load(struct gr_arena *keep, const char *path,
    enum gr_standard_tables tables, struct gr_standard *out, struct gr_err *err)
{
	struct gr_loader l = { .keep = keep,
		.std = out,
		.status = GR_OK,
		.err = err };
	struct gr_slice folder = gr_arena_copy(keep, gr_slice_of(path));

	*out = (struct gr_standard){ .path = folder.ptr };
	if (!folder.ptr)
		return gr_err_memory(err);
	while (folder.len > 1 && folder.ptr[folder.len - 1] == '/')
		folder.len--;
	folder = gr_arena_copy(keep, folder);
	if (!folder.ptr)
		return gr_err_memory(err);
	out->path = folder.ptr;
	enum gr_status found = gr_standard_folder(path, err);
	if (found != GR_OK)
		return found;
	/* The order is that of the references between tables. */
	gr_load_settings(&l);
	gr_load_areas(&l);
	gr_load_columns_table(&l);
	if (tables == GR_STANDARD_WITH_CELLS)
		gr_load_columns_headers(&l);
	gr_load_parameters(&l);
	gr_load_columns_na(&l);
	if (tables == GR_STANDARD_WITH_CELLS)
		gr_load_rules(&l);
	gr_load_checks(&l);
	gr_load_ratios(&l);
	gr_load_scoring(&l);
	gr_load_obligations(&l);
	gr_load_places(&l);
	gr_load_uses(&l);
	gr_load_scopes(&l);
	return l.status;
}
