/* remark_sheet.c - the cells of a sheet that have remarks */
#include "sheet/remark_internal.h"

#include "sheet/part.h"

/* ---- what has to be known before ---- */

static bool is_strict(const char *const *attribute)
{
	for (; attribute[0] != NULL; attribute += 2)
		if (strncmp(attribute[0], "xmlns", strlen("xmlns")) == 0
		    && strcmp(attribute[1], GR_REMARK_MAIN(true)) == 0)
			return true;
	return false;
}

static uint64_t number_of(const char *text)
{
	uint64_t n = 0;

	if (text != NULL)
		(void)gr_slice_to_uint64(gr_slice_of(text), &n);
	return n;
}

/* Of a cell its own attribute alone counts. */
static const char *of_cell(const char *const *attribute, const char *name)
{
	while (attribute[0] != NULL && strcmp(attribute[0], name) != 0)
		attribute += 2;
	return attribute[0] != NULL ? attribute[1] : NULL;
}

static void see_style(struct gr_remark_sheet *s, const char *text)
{
	uint64_t style = number_of(text);

	if (style >= s->styles)
		s->styles = style + (style < UINT64_MAX);
}

static enum gr_status on_look(void *context, const char *name,
    const char *const *attribute, struct gr_err *err)
{
	struct gr_remark_sheet *s = context;
	const char *text;
	struct gr_cell_range range;

	if (strcmp(name, "c") == 0)
		see_style(s, of_cell(attribute, "s"));
	if (strcmp(name, "row") == 0)
		see_style(s, gr_part_attribute(attribute, "s"));
	if (strcmp(name, "col") == 0)
		see_style(s, gr_part_attribute(attribute, "style"));
	if (strcmp(name, "worksheet") == 0)
		s->strict = is_strict(attribute);
	if (strcmp(name, "legacyDrawing") == 0) {
		text = gr_part_attribute(attribute, "id");
		s->drawing = gr_arena_copy(s->book->keep,
		    gr_slice_of(text != NULL ? text : ""));
		return s->drawing.ptr != NULL ? GR_OK : gr_err_memory(err);
	}
	if (strcmp(name, "mergeCell") != 0)
		return GR_OK;
	text = gr_part_attribute(attribute, "ref");
	if (text == NULL || !gr_cell_range_parse(text, &range))
		return GR_OK;
	enum gr_status status = gr_arena_grow(s->book->keep,
	    (void **)&s->merged, &s->merged_room, s->merges, sizeof *s->merged,
	    err);
	if (status == GR_OK)
		s->merged[s->merges++] = range;
	return status;
}

static enum gr_status find_new_id(struct gr_remark_sheet *s, struct gr_err *err)
{
	struct gr_buf id = { 0 };
	unsigned n = 0;

	do {
		gr_buf_clear(&id);
		gr_buf_format(&id, "rIdAsked%u", ++n);
	} while (gr_relations_of_id(&s->relations, gr_buf_slice(&id)) != NULL);
	enum gr_status status = gr_buf_check(&id, err);
	if (status == GR_OK)
		s->new_id = gr_arena_copy(s->book->keep, gr_buf_slice(&id));
	gr_buf_free(&id);
	return status == GR_OK && s->new_id.ptr == NULL ? gr_err_memory(err)
	                                                : status;
}

enum gr_status gr_remark_sheet_look(struct gr_remark_sheet *s,
    struct gr_err *err)
{
	static const struct gr_part_calls calls = { on_look, NULL, NULL };
	enum gr_status status = gr_relations_read(s->book->package,
	    s->sheet->path, s->book->keep, &s->relations, err);

	s->comments = GR_PACKAGE_NO_MEMBER;
	if (status != GR_OK)
		return status;
	const struct gr_relation *to = gr_relations_of_type(&s->relations,
	    GR_S("comments"));
	if (to != NULL && !to->outside)
		s->comments = gr_package_find(s->book->package, to->target);
	status = find_new_id(s, err);
	return status == GR_OK
	    ? gr_part_read(s->book->package, s->sheet->member, &calls, s, err)
	    : status;
}

/* ---- the cells ---- */

struct column_style {
	uint64_t first, last, style;
};

struct marking {
	struct gr_remark_sheet *s;
	struct gr_remark_styles *styles;
	size_t next; /* remark */
	bool in_data, opened_row, has_drawing;
	uint32_t row, column;
	bool row_has_style;
	uint64_t row_style;
	struct column_style *of_column;
	size_t columns, room;
};

static const struct gr_remark *next_of(const struct marking *m)
{
	return m->next < m->s->n ? &m->s->remark[m->next] : NULL;
}

/* The style that a cell has which is not there. */
static uint64_t style_of_none(const struct marking *m, uint32_t column)
{
	if (m->row_has_style)
		return m->row_style;
	for (size_t i = 0; i < m->columns; i++)
		if (m->of_column[i].first <= column
		    && column <= m->of_column[i].last)
			return m->of_column[i].style;
	return 0;
}

static enum gr_status put_cell(struct marking *m, struct gr_buf *out,
    struct gr_slice prefix, struct gr_err *err)
{
	const struct gr_remark *remark = next_of(m);
	uint64_t style;
	enum gr_status status = gr_remark_style(m->styles,
	    style_of_none(m, remark->at.column), &style, err);

	gr_buf_format(out, "<%.*sc r=\"", GR_ARG(prefix));
	gr_cell_column_print(out, remark->at.column);
	gr_buf_uint(out, remark->at.row);
	gr_buf_text(out, "\" s=\"");
	gr_buf_uint(out, style);
	gr_buf_text(out, "\"/>");
	m->next++;
	return status;
}

/* The cells of the row that are not there, before the column. */
static enum gr_status put_cells(struct marking *m, struct gr_rewrite *to,
    struct gr_slice prefix, uint32_t before, struct gr_err *err)
{
	const struct gr_remark *remark;
	enum gr_status status = GR_OK;

	while (status == GR_OK && (remark = next_of(m)) != NULL
	    && remark->at.row == m->row && remark->at.column < before)
		status = put_cell(m, gr_rewrite_out(to), prefix, err);
	return status;
}

/* The rows that are not there, before that one. */
static enum gr_status put_rows(struct marking *m, struct gr_rewrite *to,
    struct gr_slice prefix, uint32_t before, struct gr_err *err)
{
	struct gr_buf *out = gr_rewrite_out(to);
	const struct gr_remark *remark;
	enum gr_status status = GR_OK;

	m->row_has_style = false;
	while (status == GR_OK && (remark = next_of(m)) != NULL
	    && remark->at.row < before) {
		m->row = remark->at.row;
		gr_buf_format(out, "<%.*srow r=\"", GR_ARG(prefix));
		gr_buf_uint(out, m->row);
		gr_buf_text(out, "\">");
		status = put_cells(m, to, prefix, UINT32_MAX, err);
		gr_buf_format(out, "</%.*srow>", GR_ARG(prefix));
	}
	return status;
}

static enum gr_status on_row(struct marking *m, struct gr_rewrite *to,
    const struct gr_tag *tag, struct gr_err *err)
{
	const char *number = gr_part_attribute(tag->attribute, "r");
	uint32_t row = number != NULL ? (uint32_t)number_of(number)
	                              : m->row + 1;
	enum gr_status status = put_rows(m, to, tag->prefix, row, err);
	const struct gr_remark *remark = next_of(m);

	m->row = row;
	m->column = 0;
	m->row_has_style = gr_part_is_on(
	    gr_part_attribute(tag->attribute, "customFormat"));
	m->row_style = number_of(gr_part_attribute(tag->attribute, "s"));
	m->opened_row = tag->empty && remark != NULL && remark->at.row == row;
	if (m->opened_row) {
		gr_buf_add(gr_rewrite_out(to),
		    gr_slice_make(tag->text.ptr, tag->text.len - 2));
		gr_buf_byte(gr_rewrite_out(to), '>');
		gr_rewrite_drop_tag(to);
	}
	return status;
}

static enum gr_status on_cell(struct marking *m, struct gr_rewrite *to,
    const struct gr_tag *tag, struct gr_err *err)
{
	const char *ref = of_cell(tag->attribute, "r");
	struct gr_cell_place place = { m->row, m->column + 1 };
	struct gr_buf number = { 0 };
	uint64_t style;

	if (ref != NULL)
		(void)gr_cell_place_parse(ref, &place);
	m->column = place.column;
	enum gr_status status = put_cells(m, to, tag->prefix, place.column,
	    err);
	const struct gr_remark *remark = next_of(m);
	if (status != GR_OK || remark == NULL || remark->at.row != m->row
	    || remark->at.column != place.column)
		return status;
	m->next++;
	status = gr_remark_style(m->styles,
	    number_of(of_cell(tag->attribute, "s")), &style, err);
	gr_buf_uint(&number, style);
	gr_tag_put(gr_rewrite_out(to), tag->text, "s", gr_buf_slice(&number),
	    false);
	gr_rewrite_drop_tag(to);
	if (status == GR_OK)
		status = gr_buf_check(&number, err);
	gr_buf_free(&number);
	return status;
}

static enum gr_status on_column(struct marking *m, const struct gr_tag *tag,
    struct gr_err *err)
{
	enum gr_status status = gr_arena_grow(m->s->book->keep,
	    (void **)&m->of_column, &m->room, m->columns, sizeof *m->of_column,
	    err);

	if (status == GR_OK)
		m->of_column[m->columns++] = (struct column_style){
			number_of(gr_part_attribute(tag->attribute, "min")),
			number_of(gr_part_attribute(tag->attribute, "max")),
			number_of(gr_part_attribute(tag->attribute, "style"))
		};
	return status;
}

/* What a sheet has behind the drawing of its comments. */
static bool is_behind_drawing(const char *name)
{
	static const char *const behind[] = { "legacyDrawingHF", "drawingHF",
		"picture", "oleObjects", "controls", "webPublishItems",
		"tableParts", "extLst", "AlternateContent" };

	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
		if (strcmp(name, behind[i]) == 0)
			return true;
	return false;
}

static void put_drawing(struct marking *m, struct gr_rewrite *to,
    struct gr_slice prefix)
{
	m->has_drawing = true;
	gr_buf_format(gr_rewrite_out(to),
	    "<%.*slegacyDrawing xmlns:r=\"%s\" r:id=\"%.*s\"/>", GR_ARG(prefix),
	    GR_REMARK_RELATION(m->s->strict), GR_ARG(m->s->new_id));
}

static enum gr_status on_start(void *context, struct gr_rewrite *to,
    const struct gr_tag *tag, struct gr_err *err)
{
	struct marking *m = context;

	if (tag->depth == 1) {
		m->in_data = strcmp(tag->name, "sheetData") == 0;
		if (m->in_data && tag->empty) {
			gr_buf_add(gr_rewrite_out(to),
			    gr_slice_make(tag->text.ptr, tag->text.len - 2));
			gr_buf_byte(gr_rewrite_out(to), '>');
			gr_rewrite_drop_tag(to);
		}
		if (!m->has_drawing && m->next == m->s->n
		    && is_behind_drawing(tag->name))
			put_drawing(m, to, tag->prefix);
		return GR_OK;
	}
	if (tag->depth == 2 && m->in_data && strcmp(tag->name, "row") == 0)
		return on_row(m, to, tag, err);
	if (tag->depth == 3 && m->in_data && strcmp(tag->name, "c") == 0)
		return on_cell(m, to, tag, err);
	if (tag->depth == 2 && strcmp(tag->name, "col") == 0)
		return on_column(m, tag, err);
	return GR_OK;
}

static enum gr_status on_end(void *context, struct gr_rewrite *to,
    const struct gr_tag *tag, struct gr_err *err)
{
	struct marking *m = context;
	enum gr_status status = GR_OK;

	if (tag->depth == 0 && !m->has_drawing)
		put_drawing(m, to, tag->prefix);
	if (!m->in_data)
		return GR_OK;
	if (tag->depth == 2 && strcmp(tag->name, "row") == 0) {
		status = put_cells(m, to, tag->prefix, UINT32_MAX, err);
		if (m->opened_row)
			gr_buf_format(gr_rewrite_out(to), "</%.*srow>",
			    GR_ARG(tag->prefix));
		m->opened_row = false;
	}
	if (tag->depth == 1) {
		status = put_rows(m, to, tag->prefix, UINT32_MAX, err);
		if (tag->text.len == 0)
			gr_buf_format(gr_rewrite_out(to), "</%.*ssheetData>",
			    GR_ARG(tag->prefix));
		m->in_data = false;
	}
	return status;
}

enum gr_status gr_remark_sheet_write(struct gr_remark_sheet *s,
    struct gr_remark_styles *styles, int fd, struct gr_err *err)
{
	static const struct gr_rewrite_calls calls = { on_start, on_end };
	struct marking m = { .s = s,
		.styles = styles,
		.has_drawing = s->drawing.len > 0 };
	enum gr_status status = gr_rewrite_part(s->book->package,
	    s->sheet->member, fd, &calls, &m, err);

	if (status == GR_OK && m.next < s->n)
		return gr_err_at(err, GR_EDATA, s->book->name, 0, NULL,
		    "a workbook whose sheet has no cells [W01]");
	return status;
}
