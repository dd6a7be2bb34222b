/* layout.c - where the table begins in a delivery, and what its columns are. */
#include "delivery/layout.h"
#include "text/blank.h"
#include "text/personal.h"

/* A heading of one or two rows that is being tried. */
struct trial {
	struct gr_headings *headings;
	const struct gr_standard *standard;
	struct gr_arena *keep;
	struct gr_file_column *column;
	bool *weak; /* matched by the lower row alone */
	size_t width, known, weaks, rows;
	size_t by_upper; /* matched with the help of the upper row */
	size_t units;    /* whose unit stands in the lower row */
	bool identified;
};

/* Whether the columns from i on cannot make `t` as good as `best`: most rows
 * are data, and that shows in their first cells. */
static bool is_hopeless(const struct trial *t, const struct trial *best,
    size_t i)
{
	return best->identified && t->known + (t->width - i) < best->known;
}

static struct gr_slice cell_of(const struct gr_kept_row *row, size_t i)
{
	return row && i < row->cells ? row->cell[i] : gr_slice_make(NULL, 0);
}

static size_t filled_width(const struct gr_kept_row *row)
{
	size_t width = row ? row->cells : 0;

	while (width > 0 && gr_blank_only(row->cell[width - 1]))
		width--;
	return width;
}

/* The upper cell and the lower one, which may be put into brackets. */
static enum gr_status join(struct gr_arena *keep, struct gr_slice upper,
    struct gr_slice lower, bool brackets, struct gr_slice *out,
    struct gr_err *err)
{
	struct gr_buf text = { 0 };

	gr_buf_add(&text, gr_blank_trim(upper));
	if (brackets)
		gr_buf_byte(&text, '(');
	gr_buf_add(&text, gr_blank_trim(lower));
	if (brackets)
		gr_buf_byte(&text, ')');
	/* it goes into streams, which have no line breaks in fields */
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] < ' ')
			text.ptr[i] = ' ';
	enum gr_status status = gr_buf_check(&text, err);
	if (status == GR_OK) {
		*out = gr_arena_copy(keep, gr_buf_slice(&text));
		if (!out->ptr)
			status = gr_err_memory(err);
	}
	gr_buf_free(&text);
	return status;
}

static void take(struct trial *t, size_t i, struct gr_slice header,
    const struct gr_heading *heading)
{
	static const enum gr_column_state state[] = {
		[GR_HEADING_UNKNOWN] = GR_COLUMN_UNKNOWN,
		[GR_HEADING_FOUND] = GR_COLUMN_READ,
		[GR_HEADING_TRAP] = GR_COLUMN_TRAP,
		[GR_HEADING_UNIT] = GR_COLUMN_UNIT,
	};

	t->column[i] = (struct gr_file_column){ header, heading->column,
		state[heading->kind], heading->inverse, heading->unit, header };
	if (heading->kind == GR_HEADING_UNKNOWN)
		return;
	enum gr_role role = t->standard->column[heading->column].role;
	t->known++;
	t->identified |= heading->kind == GR_HEADING_FOUND
	    && (role == GR_ROLE_CODE || role == GR_ROLE_NAME);
}

/* A unit below a title, or the answers to it: 公顷 below 辖区面积. */
static enum gr_status try_unit_below(struct trial *t, struct gr_slice upper,
    struct gr_slice lower, struct gr_slice *header, struct gr_heading *heading,
    struct gr_err *err)
{
	struct gr_slice text;
	struct gr_heading below;
	bool known, converts;
	enum gr_status status = join(t->keep, upper, lower, true, &text, err);

	if (status == GR_OK)
		status = gr_headings_find(t->headings, t->keep, text, &below,
		    err);
	if (status != GR_OK || below.kind == GR_HEADING_UNKNOWN)
		return status;
	if (below.kind == GR_HEADING_UNIT) {
		status = gr_headings_unit(t->headings, gr_blank_trim(lower),
		    &known, &converts, err);
		if (status != GR_OK || !(known || converts))
			return status; /* a number, or any other cell */
	}
	*header = text;
	*heading = below;
	return GR_OK;
}

/* Count a column that the upper row knows and the lower one says more about. */
static enum gr_status count_unit(struct trial *t, struct gr_slice upper,
    const struct gr_heading *heading, struct gr_err *err)
{
	struct gr_heading alone;
	enum gr_status status = gr_headings_find(t->headings, t->keep, upper,
	    &alone, err);

	t->units += status == GR_OK && alone.column == heading->column;
	return status;
}

/* One column of a heading: upper and lower joined, the lower as the unit of the
 * upper, then the lower alone. */
static enum gr_status try_column(struct trial *t, size_t i,
    struct gr_slice upper, struct gr_slice lower, struct gr_err *err)
{
	struct gr_heading heading;
	struct gr_slice header;
	bool two = upper.len > 0 && !gr_blank_only(lower);
	enum gr_status status = join(t->keep, upper, lower, false, &header,
	    err);

	if (status == GR_OK)
		status = gr_headings_find(t->headings, t->keep, header,
		    &heading, err);
	t->weak[i] = false;
	if (status == GR_OK && heading.kind == GR_HEADING_UNKNOWN && two)
		status = try_unit_below(t, upper, lower, &header, &heading,
		    err);
	if (status == GR_OK && heading.kind == GR_HEADING_FOUND && two)
		status = count_unit(t, upper, &heading, err);
	if (status == GR_OK && heading.kind == GR_HEADING_UNKNOWN && two) {
		status = gr_headings_find(t->headings, t->keep, lower, &heading,
		    err);
		t->weak[i] = heading.kind != GR_HEADING_UNKNOWN;
	}
	if (status == GR_OK)
		take(t, i, header, &heading);
	t->weaks += t->weak[i];
	t->by_upper += !t->weak[i] && upper.len > 0
	    && heading.kind != GR_HEADING_UNKNOWN;
	return status;
}

/* A heading of `lower`, or of `upper` over `lower` (upper NULL: one row), as
 * far as it may be better than `best`. */
static enum gr_status try_rows(struct trial *t, const struct trial *best,
    const struct gr_kept_row *upper, const struct gr_kept_row *lower,
    struct gr_err *err)
{
	struct gr_slice over = { NULL, 0 };
	size_t a = filled_width(upper), b = filled_width(lower);
	enum gr_status status = GR_OK;

	t->width = a > b ? a : b;
	t->known = t->weaks = t->by_upper = t->units = 0;
	t->identified = false;
	t->column = GR_NEW_ARRAY(t->keep, t->width + 1, struct gr_file_column);
	t->weak = GR_NEW_ARRAY(t->keep, t->width + 1, bool);
	if (!t->column || !t->weak)
		return gr_err_memory(err);
	for (size_t i = 0;
	     i < t->width && status == GR_OK && !is_hopeless(t, best, i); i++) {
		struct gr_slice up = cell_of(upper, i);
		struct gr_slice low = cell_of(lower, i);
		if (!gr_blank_only(up))
			over = up;
		/* a merged cell covers the blank ones to its right that have
		 * something below them */
		if (gr_blank_only(up) && !gr_blank_only(low))
			up = over;
		status = try_column(t, i, up, low, err);
	}
	return status;
}

/* A heading that a program made unlike its double is that column's again, if
 * there is another one. */
static enum gr_status find_renamed(struct trial *t, struct gr_arena *keep,
    struct gr_err *err)
{
	size_t *base = GR_NEW_ARRAY(keep, t->width + 1, size_t);
	size_t *strong = GR_NEW_ARRAY(keep, t->standard->columns + 1, size_t);
	size_t *all = GR_NEW_ARRAY(keep, t->standard->columns + 1, size_t);

	if (!base || !strong || !all)
		return gr_err_memory(err);
	for (size_t i = 0; i < t->width; i++) {
		const struct gr_file_column *c = &t->column[i];
		enum gr_status status = GR_OK;

		base[i] = GR_NONE;
		if (c->column == GR_NONE)
			status = gr_headings_renamed(t->headings, keep,
			    c->header, &base[i], err);
		else
			strong[c->column] += !t->weak[i]
			    && c->state != GR_COLUMN_TRAP;
		if (status != GR_OK)
			return status;
		size_t column = base[i] == GR_NONE ? c->column : base[i];
		if (column != GR_NONE)
			all[column]++;
	}
	for (size_t i = 0; i < t->width; i++) {
		if (base[i] == GR_NONE || all[base[i]] < 2)
			continue;
		t->column[i].column = base[i];
		t->column[i].state = GR_COLUMN_READ;
		/* it stops a column, and takes the place of none */
		t->weak[i] = strong[base[i]] == 0;
	}
	return GR_OK;
}

/* Two columns of one name stop each other; one that was matched by the lower
 * row alone gives way to one that says its whole name. */
static enum gr_status resolve(struct trial *t, struct gr_arena *keep,
    struct gr_err *err)
{
	size_t columns = t->standard->columns;
	size_t *strong = GR_NEW_ARRAY(keep, columns + 1, size_t);
	size_t *weak = GR_NEW_ARRAY(keep, columns + 1, size_t);

	if (!strong || !weak)
		return gr_err_memory(err);
	enum gr_status status = find_renamed(t, keep, err);
	if (status != GR_OK)
		return status;
	for (size_t i = 0; i < t->width; i++) {
		struct gr_file_column *c = &t->column[i];
		t->weak[i] |= c->state == GR_COLUMN_TRAP;
		if (c->column != GR_NONE)
			(t->weak[i] ? weak : strong)[c->column]++;
	}
	for (size_t i = 0; i < t->width; i++) {
		struct gr_file_column *c = &t->column[i];
		if (c->column == GR_NONE)
			continue;
		if (t->weak[i] && strong[c->column] > 0) {
			c->state = GR_COLUMN_UNKNOWN;
			c->column = GR_NONE;
		} else if (strong[c->column] > 1
		    || (strong[c->column] == 0 && weak[c->column] > 1)) {
			c->state = GR_COLUMN_DOUBLE;
		}
	}
	return GR_OK;
}

/* A copy of the columns that outlives the trial. */
static enum gr_status keep_columns(const struct trial *t, struct gr_arena *keep,
    struct gr_layout *out, struct gr_err *err)
{
	out->column = GR_NEW_ARRAY(keep, t->width + 1, struct gr_file_column);
	if (!out->column)
		return gr_err_memory(err);
	for (size_t i = 0; i < t->width; i++) {
		struct gr_file_column *c = &out->column[i];
		*c = t->column[i];
		c->header = gr_arena_copy(keep, c->header);
		if (c->unit.len > 0)
			c->unit = gr_arena_copy(keep, c->unit);
		if (!c->header.ptr || (c->unit.len > 0 && !c->unit.ptr))
			return gr_err_memory(err);
		c->shown = c->header; /* what others are told of it */
		enum gr_status status = gr_personal_hide(keep, &c->shown,
		    gr_personal_anywhere, err);
		if (status != GR_OK)
			return status;
	}
	return GR_OK;
}

static enum gr_status publish(const struct trial *t, struct gr_arena *keep,
    struct gr_layout *out, struct gr_err *err)
{
	size_t columns = t->standard->columns;

	out->width = t->width;
	out->known = t->known;
	out->file_column = GR_NEW_ARRAY(keep, columns + 1, size_t);
	if (!out->file_column)
		return gr_err_memory(err);
	for (size_t i = 0; i < columns; i++)
		out->file_column[i] = GR_NONE;
	for (size_t i = 0; i < GR_ROLES; i++)
		out->role[i] = GR_NONE;
	for (size_t i = 0; i < t->width; i++) {
		size_t column = t->column[i].column;
		if (column == GR_NONE)
			continue;
		out->file_column[column] = i;
		if (t->column[i].state == GR_COLUMN_READ)
			out->role[t->standard->column[column].role] = i;
	}
	out->role[GR_ROLE_NONE] = GR_NONE;
	return keep_columns(t, keep, out, err);
}

static bool is_better(const struct trial *a, const struct trial *b)
{
	if (a->identified != b->identified)
		return a->identified;
	if (a->known != b->known)
		return a->known > b->known;
	/* a title above the heading is no upper row of it */
	if (a->weaks != b->weaks)
		return a->weaks < b->weaks;
	/* a row of units below it is a part of it */
	if (a->units != b->units)
		return a->units > b->units;
	return a->rows < b->rows;
}

/* Try every row, alone and with the row below it.  The best trial so far is in
 * one arena, the one that is being tried in the other, so that wide rows cost
 * memory twice and not forty times. */
static enum gr_status try_all(struct trial *best, struct gr_arena *arena[2],
    const struct gr_kept_row *row, size_t n, struct gr_layout *out,
    struct gr_err *err)
{
	size_t turn = 0;

	for (size_t i = 0; i < n && i < GR_LAYOUT_ROWS; i++) {
		for (size_t rows = 1; rows <= 2 && i + rows <= n; rows++) {
			struct trial t = { .headings = best->headings,
				.standard = best->standard,
				.keep = arena[turn],
				.rows = rows };
			const struct gr_kept_row *last = &row[i + rows - 1];
			gr_arena_reset(arena[turn]);
			enum gr_status status = try_rows(&t, best,
			    rows == 2 ? &row[i] : NULL, last, err);
			if (status != GR_OK)
				return status;
			if ((rows == 2 && t.by_upper == 0)
			    || !is_better(&t, best))
				continue;
			*best = t;
			turn = !turn;
			out->first = i;
			out->rows = rows;
		}
	}
	return GR_OK;
}

enum gr_status gr_layout_find(struct gr_headings *headings,
    const struct gr_standard *standard, struct gr_arena *keep,
    const struct gr_kept_row *row, size_t n, struct gr_layout *out,
    bool *identified, struct gr_err *err)
{
	struct trial best = { .headings = headings, .standard = standard };
	struct gr_arena *arena[2] = { gr_arena_new(), gr_arena_new() };
	enum gr_status status = GR_OK;

	*out = (struct gr_layout){ .rows = 1 };
	if (arena[0] && arena[1])
		status = try_all(&best, arena, row, n, out, err);
	else
		status = gr_err_memory(err);
	*identified = best.identified;
	if (status == GR_OK && best.known > 0)
		status = resolve(&best, keep, err);
	if (status == GR_OK && best.known > 0)
		status = publish(&best, keep, out, err);
	/* two columns that both say they are the code's tell nothing */
	if (status == GR_OK && best.known > 0)
		*identified = out->role[GR_ROLE_CODE] != GR_NONE
		    || out->role[GR_ROLE_NAME] != GR_NONE;
	gr_arena_free(arena[0]);
	gr_arena_free(arena[1]);
	return status;
}
