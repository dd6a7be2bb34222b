/* tables_differ.c - a word about a standard that a release was not made with */
#include "tools/tables_differ.h"

static bool is_among(struct gr_slice name, const struct gr_slice *names,
    size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (gr_slice_eq(name, names[i]))
			return true;
	return false;
}

enum gr_status gr_tables_differ(struct gr_run *run,
    const struct gr_release *release, const struct gr_slice *but, size_t n,
    struct gr_err *err)
{
	const struct gr_manifest *manifest = &release->manifest;
	enum gr_status status = GR_OK;

	for (size_t i = 0;
	     status == GR_OK && i < manifest->n[GR_MANIFEST_TABLES]; i++) {
		const struct gr_manifest_item *item =
		    &manifest->item[GR_MANIFEST_TABLES][i];
		struct gr_err what = { .line = 0 };
		bool same;

		if (is_among(item->name, but, n))
			continue;
		status = gr_release_made_with(release,
		    gr_run_standard(run)->path, item, &same, err);
		if (status != GR_OK || same)
			continue;
		(void)gr_err_set(&what, GR_OK,
		    "%.*s is not the one that this release was made with",
		    GR_ARG(item->name));
		gr_warn(run, &what);
	}
	return status;
}
