/* own_rules.c - what a place has settled for itself, and by which document. */
#include "explain/explain_internal.h"

static bool is_asked(const struct gr_explain_settlers *of,
    struct gr_slice scope)
{
	for (size_t i = 0; i < of->n; i++)
		if (gr_slice_eq(of->code[i], scope))
			return true;
	return of->all;
}

static struct gr_slice row_of(struct gr_explain *explain, const char *table,
    uint64_t line, struct gr_err *err)
{
	return gr_explain_text(explain, err, "%s:%ju", table, (uintmax_t)line);
}

static enum gr_status add_scope(struct gr_explain *explain,
    const struct gr_scope *scope, struct gr_err *err)
{
	const struct gr_standard *std = explain->standard;
	const struct gr_criterion *c = &std->criterion[scope->criterion];
	const struct gr_atom *a = scope->atom == GR_NONE
	    ? NULL
	    : &std->atom[scope->atom];
	struct gr_explanation_line *line = gr_explanation_add(&explain->out,
	    GR_SHOW_SCOPE, err);

	if (line == NULL)
		return err->status;
	line->field[GR_X_CRITERION] = c->criterion;
	if (a != NULL)
		line->field[GR_X_ATOM] = a->atom;
	line->field[GR_X_TITLE] = explain->chinese
	    ? (a ? a->title_zh : c->title_zh)
	    : (a ? a->title_en : c->title_en);
	line->field[GR_X_COLUMN] = scope->item;
	line->field[GR_X_VALUE] = gr_scope_state_name(scope->state);
	line->field[GR_X_PART] = scope->scope;
	line->field[GR_X_NOTE] = scope->source;
	line->field[GR_X_RULE] = row_of(explain, "scopes.csv", scope->line,
	    err);
	return line->field[GR_X_RULE].ptr ? GR_OK : err->status;
}

static enum gr_status add_parameter(struct gr_explain *explain,
    const struct gr_parameter *p, struct gr_err *err)
{
	struct gr_explanation_line *line = gr_explanation_add(&explain->out,
	    GR_SHOW_SCOPE, err);

	if (line == NULL)
		return err->status;
	line->field[GR_X_COLUMN] = gr_explain_text(explain, err, "$%.*s",
	    GR_ARG(explain->standard->parameter_name[p->slot]));
	line->field[GR_X_VALUE] = p->value;
	line->field[GR_X_PART] = p->scope;
	line->field[GR_X_NOTE] = p->note;
	line->field[GR_X_RULE] = row_of(explain, "parameters.csv", p->line,
	    err);
	return line->field[GR_X_RULE].ptr && line->field[GR_X_COLUMN].ptr
	    ? GR_OK
	    : err->status;
}

enum gr_status gr_explain_settled(struct gr_explain *explain,
    const struct gr_explain_settlers *of, int32_t day, struct gr_err *err)
{
	const struct gr_standard *std = explain->standard;
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < std->scopes; i++) {
		const struct gr_scope *s = &std->scope[i];

		if (day >= s->valid_from && day <= s->valid_to
		    && is_asked(of, s->scope))
			status = add_scope(explain, s, err);
	}
	for (size_t i = 0; status == GR_OK && i < std->parameters; i++) {
		const struct gr_parameter *p = &std->parameter[i];

		if (day >= p->valid_from && day <= p->valid_to
		    && p->scope.len > 0 && is_asked(of, p->scope))
			status = add_parameter(explain, p, err);
	}
	return status;
}

enum gr_status gr_explain_note_decided(struct gr_explain_card *u, size_t first,
    size_t atoms, struct gr_slice *note, struct gr_err *err)
{
	const struct gr_scope *by = u->view.scope ? u->view.scope[first] : NULL;

	if (by == NULL)
		return GR_OK;
	for (size_t i = first; i < first + atoms; i++)
		if (u->view.scope[i] != by)
			return GR_OK;
	*note = gr_explain_text(u->explain, err,
	    "%.*s%s%.*s: %.*s (scopes.csv:%ju)", GR_ARG(*note),
	    note->len > 0 ? "; " : "", GR_ARG(gr_scope_state_name(by->state)),
	    GR_ARG(by->source), (uintmax_t)by->line);
	return note->ptr ? GR_OK : err->status;
}
