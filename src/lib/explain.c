/* explain.c - a code of a release, opened. */
#include "explain_internal.h"

#include <green/wording.h>

#include <stdarg.h>

struct gr_slice explain_say(const struct gr_explain *explain, const char *zh,
    const char *en)
{
	return gr_slice_of(explain->chinese ? zh : en);
}

struct gr_slice explain_text(const struct gr_explain *explain,
    struct gr_err *err, const char *format, ...)
{
	struct gr_buf text = { 0 };
	struct gr_slice copy = { NULL, 0 };
	va_list args;

	va_start(args, format);
	gr_buf_vformat(&text, format, args);
	va_end(args);
	if (gr_buf_check(&text, err) == GR_OK)
		copy = gr_arena_copy(explain->release->keep,
		    gr_buf_slice(&text));
	gr_buf_free(&text);
	if (copy.ptr == NULL)
		(void)gr_err_memory(err);
	return copy;
}

bool explain_has(const struct gr_explain *explain, enum gr_role role,
    const struct gr_header *header, const struct gr_row *row)
{
	struct gr_slice head = gr_standard_head(explain->standard, role);
	size_t at = head.len == 0 ? GR_NONE : gr_header_find(header, head);

	return at != GR_NONE && gr_slice_eq(row->field[at], explain->code);
}

struct gr_slice explain_cell(const struct gr_table *t,
    const struct gr_table_row *row, const char *column)
{
	return gr_release_cell(t, row, gr_slice_of(column));
}

struct gr_exhibit *explain_atom(struct unit *u, enum gr_exhibit_kind kind,
    size_t atom, struct gr_err *err)
{
	const struct gr_standard *standard = u->explain->standard;
	const struct gr_atom *a = &standard->atom[atom];
	struct gr_exhibit *line = gr_exhibit_add(&u->explain->out, kind, err);

	if (line == NULL)
		return NULL;
	line->field[GR_X_CRITERION] =
	    standard->criterion[a->criterion].criterion;
	line->field[GR_X_ATOM] = a->atom;
	line->field[GR_X_VERDICT] = gr_score_result(u->score.atom[atom]);
	line->field[GR_X_TITLE] = u->explain->chinese ? a->title_zh
	                                              : a->title_en;
	return line;
}

static enum gr_status warn(struct gr_explain *explain, struct gr_slice note,
    struct gr_err *err)
{
	struct gr_exhibit *line = note.ptr
	    ? gr_exhibit_add(&explain->out, GR_SHOW_WARNING, err)
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
		    explain_text(explain, err,
		        explain->chinese
		            ? "%.*s 与本次发布所用的不同：以下判定可能与发布的不一致"
		            : "%.*s is not the one that this release was made "
		              "with: what follows may differ from what was "
		              "published",
		        GR_ARG(item->name)),
		    err);
	}
	return status;
}

enum gr_status gr_explain_build(struct gr_explain *explain, struct gr_err *err)
{
	bool place = false, unit = false;

	explain->out = (struct gr_exhibits){ .keep = explain->release->keep,
		.code = explain->code };
	enum gr_status status = check_standard(explain, err);
	if (status == GR_OK)
		status = explain_place(explain, &place, err);
	if (status == GR_OK && !place)
		status = explain_unit(explain, &unit, err);
	if (status == GR_OK && !place && !unit)
		return gr_err_set(err, GR_EUSAGE,
		    "%s: no community, county or city has the code '%.*s'%s%.*s",
		    explain->release->path, GR_ARG(explain->code),
		    explain->wave.len ? GR_WORDS(" in the wave ") : "",
		    GR_ARG(explain->wave));
	return status;
}
