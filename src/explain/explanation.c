/* explanation.c - what green-explain has found, and the stream of it. */
#include "explain/explanation.h"

#include "stream/stream.h"

static const char *const kind_name[GR_SHOW_KINDS] = {
	[GR_SHOW_WARNING] = "warning",
	[GR_SHOW_CARD] = "card",
	[GR_SHOW_ASIDE] = "aside",
	[GR_SHOW_SCOPE] = "scope",
	[GR_SHOW_CRITERION] = "criterion",
	[GR_SHOW_ATOM] = "atom",
	[GR_SHOW_EVIDENCE] = "evidence",
	[GR_SHOW_PARAMETER] = "parameter",
	[GR_SHOW_FINDING] = "finding",
	[GR_SHOW_QUERY] = "query",
	[GR_SHOW_NEED] = "need",
	[GR_SHOW_ROBUSTNESS] = "fragile",
	[GR_SHOW_FIGURE] = "figure",
	[GR_SHOW_PART] = "part",
	[GR_SHOW_UNIT] = "unit",
};

static const char *const field_name[GR_X_FIELDS] = {
	[GR_X_WAVE] = "wave",
	[GR_X_CODE] = "code",
	[GR_X_CRITERION] = "criterion",
	[GR_X_ATOM] = "atom",
	[GR_X_VERDICT] = "verdict",
	[GR_X_COLUMN] = "column",
	[GR_X_VALUE] = "value",
	[GR_X_RAW] = "raw",
	[GR_X_SRC] = "src",
	[GR_X_LINE] = "line",
	[GR_X_HEADING] = "heading",
	[GR_X_RULE] = "rule",
	[GR_X_NOTE] = "note",
	[GR_X_KIND] = "kind",
	[GR_X_TITLE] = "title",
	[GR_X_PART] = "part",
	[GR_X_NUMERATOR] = "numerator",
	[GR_X_DENOMINATOR] = "denominator",
	[GR_X_OTHER] = "other",
};

struct gr_explanation_line *gr_explanation_add(
    struct gr_explanation *explanation, enum gr_explanation_kind kind,
    struct gr_err *err)
{
	void *lines = explanation->line;

	if (gr_arena_grow(explanation->keep, &lines, &explanation->room,
	        explanation->n, sizeof(*explanation->line), err)
	    != GR_OK)
		return NULL;
	explanation->line = lines;
	struct gr_explanation_line *line = &explanation->line[explanation->n++];
	*line = (struct gr_explanation_line){ .kind = kind };
	line->field[GR_X_WAVE] = explanation->wave;
	line->field[GR_X_CODE] = explanation->code;
	line->field[GR_X_KIND] = gr_slice_of(kind_name[kind]);
	return line;
}

/* A raw text may hold what no field of a stream holds: it becomes a space, as
 * ingest does it. */
static enum gr_status flatten(struct gr_arena *keep, struct gr_slice *field,
    struct gr_err *err)
{
	struct gr_slice copy = *field;
	bool clean = true;

	for (size_t i = 0; i < field->len; i++)
		clean &= (unsigned char)field->ptr[i] >= ' ';
	if (clean)
		return GR_OK;
	char *to = GR_NEW_ARRAY(keep, copy.len, char);
	if (to == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < copy.len; i++)
		to[i] = (unsigned char)copy.ptr[i] < ' ' ? ' ' : copy.ptr[i];
	*field = gr_slice_make(to, copy.len);
	return GR_OK;
}

void gr_exhibits_names(struct gr_slice name[GR_X_FIELDS])
{
	for (size_t k = 0; k < GR_X_FIELDS; k++)
		name[k] = gr_slice_of(field_name[k]);
}

enum gr_status gr_exhibits_rows(const struct gr_explanation *explanation,
    gr_row_fn *give, void *context, struct gr_err *err)
{
	struct gr_slice field[GR_X_FIELDS];
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < explanation->n; i++) {
		memcpy(field, explanation->line[i].field, sizeof(field));
		for (size_t k = 0; status == GR_OK && k < GR_X_FIELDS; k++)
			status = flatten(explanation->keep, &field[k], err);
		if (status == GR_OK)
			status = give(context, field, GR_X_FIELDS, err);
	}
	return status;
}
