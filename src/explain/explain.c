/* explain.c - a code of a release, opened. */
#include "explain/explain_internal.h"

#include "base/wording.h"

static enum gr_status warn(struct gr_explain *explain, struct gr_slice note,
    struct gr_err *err)
{
	struct gr_explanation_line *line = note.ptr
	    ? gr_explanation_add(&explain->out, GR_SHOW_WARNING, err)
	    : NULL;

	if (line == NULL)
		return err->status;
	line->field[GR_X_NOTE] = note;
	return GR_OK;
}

/* A card computed by other tables than the release's explains nothing. */
static enum gr_status check_standard(struct gr_explain *explain,
    struct gr_err *err)
{
	const struct gr_manifest *manifest = &explain->release->manifest;
	enum gr_status status = GR_OK;

	for (size_t i = 0;
	     status == GR_OK && i < manifest->n[GR_MANIFEST_TABLES]; i++) {
		const struct gr_manifest_item *item =
		    &manifest->item[GR_MANIFEST_TABLES][i];
		bool same;

		status = gr_release_made_with(explain->release,
		    explain->standard->path, item, &same, err);
		if (status != GR_OK || same)
			continue;
		status = warn(explain,
		    gr_explain_text(explain, err,
		        gr_wording_in(explain->chinese,
		            "%.*s is not the one that this release was made "
		            "with: what follows may differ from what was "
		            "published"),
		        GR_ARG(item->name)),
		    err);
	}
	return status;
}

/* Explain what is in explain->code, if it is one of the release's. */
static enum gr_status build(struct gr_explain *explain, bool *found,
    struct gr_err *err)
{
	*found = false;
	explain->out = (struct gr_explanation){ .keep = explain->release->keep,
		.code = explain->code };
	enum gr_status status = check_standard(explain, err);
	if (status == GR_OK)
		status = gr_explain_place(explain, found, err);
	if (status == GR_OK && !*found)
		status = gr_explain_unit(explain, found, err);
	return status;
}

enum gr_status gr_explain_build(struct gr_explain *explain, struct gr_err *err)
{
	struct gr_slice given = explain->code;
	bool found, named = false;
	enum gr_status status = build(explain, &found, err);

	if (status == GR_OK && !found)
		status = gr_explain_by_name(explain, &named, err);
	if (status == GR_OK && named)
		status = build(explain, &found, err);
	if (status == GR_OK && !found)
		return gr_err_set(err, GR_EUSAGE,
		    "%s: no community, county or city has the code or name "
		    "'%.*s'%s%.*s",
		    explain->release->path, GR_ARG(given),
		    explain->wave.len ? GR_WORDS(" in the wave ") : "",
		    GR_ARG(explain->wave));
	return status;
}
