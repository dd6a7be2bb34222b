/* layout.c - how one delivery is laid out: bytes, headings, extra rows */
#include "synth/synth.h"

struct planner {
	struct gr_synth *synth;
	uint64_t draw;
	struct gr_synth_layout *out;
};

static const struct gr_mess_row *has(const struct planner *p,
    enum gr_mess_part part, const char *form)
{
	return gr_mess_has(&p->synth->mess, part, gr_slice_of(form), p->draw);
}

/* The same, of what holds for the whole delivery. */
static bool is_so(const struct planner *p, enum gr_mess_part part,
    const char *form)
{
	const struct gr_mess_row *row = has(p, part, form);

	if (row != NULL && p->out->wholes < GR_SYNTH_WHOLE)
		p->out->whole[p->out->wholes++] = row;
	return row != NULL;
}

static void plan_format(const struct planner *p, bool supplement)
{
	struct gr_synth_format *f = &p->out->format;

	f->delimiter = ',';
	f->gb18030 = is_so(p, GR_MESS_FILE, "gb18030");
	f->utf16 = !f->gb18030 && is_so(p, GR_MESS_FILE, "utf16");
	f->bom = f->utf16
	    || (!f->gb18030 && is_so(p, GR_MESS_FILE, "utf8-bom"));
	f->crlf = is_so(p, GR_MESS_FILE, "crlf");
	f->cr = !f->crlf && is_so(p, GR_MESS_FILE, "cr");
	f->gzip = !supplement && is_so(p, GR_MESS_FILE, "gz");
	f->sub = !f->utf16 && is_so(p, GR_MESS_FILE, "sub");
	f->no_final_newline = is_so(p, GR_MESS_FILE, "no-final-newline");
	if (f->utf16 || is_so(p, GR_MESS_FILE, "tab"))
		f->delimiter = '\t';
	else if (is_so(p, GR_MESS_FILE, "semicolon"))
		f->delimiter = ';';
}

static void plan_rows(const struct planner *p)
{
	struct gr_synth_layout *out = p->out;
	const struct {
		const char *form;
		const struct gr_mess_row **row;
	} choices[] = {
		{ "preamble", &out->preamble },
		{ "two-level", &out->two_level },
		{ "numbering", &out->numbering },
		{ "totals", &out->totals },
		{ "subtotals", &out->subtotals },
		{ "wrong-totals", &out->wrong_totals },
		{ "of-which", &out->of_which },
		{ "footnotes", &out->footnotes },
		{ "blank-rows", &out->blank_rows },
		{ "merged", &out->merged },
		{ "ditto", &out->ditto },
		{ "repeat-header", &out->repeat },
		{ "trailing-rows", &out->trailing_rows },
		{ "resent", &out->resent },
		{ "shares", &out->shares },
		{ "county-in-names", &out->county_in_names },
	};

	out->padded = (p->draw & 1) != 0;
	for (size_t i = 0; i < sizeof(choices) / sizeof(choices[0]); i++)
		*choices[i].row = has(p, GR_MESS_LAYOUT, choices[i].form);
	if (is_so(p, GR_MESS_LAYOUT, "trailing-columns"))
		out->trailing = 1 + (size_t)gr_draw_below(p->draw, 4);
}

static bool is_usable(const struct gr_alias *alias, bool inverse)
{
	return alias->inverse == inverse && !alias->trap;
}

/* One of the column's aliases of the wanted polarity, if it has any. */
static bool pick_alias(const struct gr_column *column, bool inverse,
    uint64_t draw, struct gr_slice *title)
{
	size_t n = 0;

	for (size_t i = 0; i < column->aliases; i++)
		n += is_usable(&column->alias[i], inverse) ? 1 : 0;
	if (n == 0)
		return false;
	uint64_t left = gr_draw_below(draw, n);

	for (size_t i = 0; i < column->aliases; i++) {
		if (!is_usable(&column->alias[i], inverse))
			continue;
		if (left-- == 0) {
			*title = column->alias[i].text;
			break;
		}
	}
	return true;
}

static enum gr_status plan_heading(const struct planner *p,
    struct gr_synth_sheet_column *col, struct gr_err *err)
{
	const struct gr_standard *standard = p->synth->standard;
	const struct gr_column *column = &standard->column[col->column];
	const struct gr_mess_choices *choices =
	    &p->synth->mess.header[col->column];
	uint64_t draw = gr_draw(p->draw, gr_slice_hash(column->name), 7);
	struct gr_buf buf = { 0 };

	col->title = standard->chinese || column->title_en.len == 0
	    ? column->title_zh
	    : column->title_en;
	if (p->out->inverse != NULL
	    && pick_alias(column, true, draw, &col->title)) {
		col->inverse = true;
		return GR_OK;
	}
	if (has(p, GR_MESS_LAYOUT, "alias") != NULL && (draw & 1) != 0)
		(void)pick_alias(column, false, draw, &col->title);
	if (has(p, GR_MESS_LAYOUT, "odd-headings") == NULL || choices->n == 0
	    || gr_draw_below(gr_draw(draw, 1, 1), 100) >= 4)
		return GR_OK;
	const struct gr_mess_row *row = choices->row[gr_draw_weighted(
	    gr_draw(draw, 2, 2), choices->weight, choices->n)];
	struct gr_synth_form_args args = { .value = col->title,
		.column = column };
	enum gr_status status = GR_OK;

	if (gr_synth_form_expand(&buf, row->form, &args)) {
		status = gr_buf_check(&buf, err);
		if (status == GR_OK)
			col->title = gr_arena_copy(p->synth->sheet,
			    gr_buf_slice(&buf));
		col->header = row;
	}
	gr_buf_free(&buf);
	return status;
}

/* The rows of mess.csv that add or take whole columns away. */
static bool is_dropped(const struct planner *p, size_t column)
{
	const struct gr_column *c = &p->synth->standard->column[column];
	uint64_t draw = gr_draw(p->draw, gr_slice_hash(c->name), 3);

	if (p->out->county_in_names != NULL
	    && (c->role == GR_ROLE_COUNTY || c->role == GR_ROLE_COUNTY_NAME))
		return true;
	return c->requirement == 'O' && c->role == GR_ROLE_NONE
	    && has(p, GR_MESS_LAYOUT, "drop-optional") != NULL
	    && gr_draw_below(draw, 3) == 0;
}

static enum gr_status plan_columns(const struct planner *p, bool supplement,
    struct gr_err *err)
{
	const struct gr_standard *standard = p->synth->standard;
	struct gr_synth_layout *out = p->out;
	const struct gr_mess_row *extra = has(p, GR_MESS_LAYOUT,
	    "extra-column");
	const struct gr_mess_row *twice = has(p, GR_MESS_LAYOUT,
	    "double-column");
	enum gr_status status = GR_OK;

	out->column = GR_NEW_ARRAY(p->synth->sheet, standard->columns + 2,
	    struct gr_synth_sheet_column);
	if (out->column == NULL)
		return gr_err_memory(err);
	if (extra != NULL && !supplement)
		out->column[out->columns++] = (struct gr_synth_sheet_column){
			.column = GR_NONE,
			.title = extra->value,
			.header = extra
		};
	for (size_t c = 0; c < standard->columns && status == GR_OK; c++) {
		struct gr_synth_sheet_column *col = &out->column[out->columns];

		if (!supplement && is_dropped(p, c))
			continue;
		col->column = c;
		status = plan_heading(p, col, err);
		out->columns++;
	}
	if (twice != NULL && twice->columns > 0 && !supplement) {
		struct gr_synth_sheet_column *col =
		    &out->column[out->columns++];

		col->column = twice->column[0];
		col->title = standard->column[col->column].title_zh;
		col->header = twice;
	}
	return status;
}

enum gr_status gr_synth_layout_make(struct gr_synth *synth, uint64_t draw,
    bool supplement, struct gr_synth_layout *out, struct gr_err *err)
{
	struct planner p = { synth, draw, out };

	*out = (struct gr_synth_layout){ .supplement = supplement };
	plan_format(&p, supplement);
	out->inverse = has(&p, GR_MESS_LAYOUT, "inverse");
	if (!supplement)
		plan_rows(&p);
	return plan_columns(&p, supplement, err);
}
