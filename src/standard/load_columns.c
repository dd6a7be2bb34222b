/* load_columns.c - columns.csv: the dictionary of the survey */
#include "standard/standard_internal.h"

#include "base/buf.h"
#include "number/date.h"
#include "text/blank.h"

enum gr_type gr_load_type(struct gr_loader *l, const char *column,
    struct gr_slice word)
{
	return (enum gr_type)gr_load_word_of(l, column, word, gr_type_name);
}

/* The bounds of numbers that have none in the table. */
static const struct {
	struct gr_slice min, max;
} bounds[GR_TYPES] = {
	[GR_TYPE_INT] = { { "0", 1 }, { "999999999999", 12 } },
	[GR_TYPE_DEC] = { { "0", 1 }, { "999999999999", 12 } },
	[GR_TYPE_BOOL] = { { "0", 1 }, { "1", 1 } },
	[GR_TYPE_PCT] = { { "0", 1 }, { "100", 3 } },
	[GR_TYPE_YEAR] = { { "1", 1 }, { "9999", 4 } },
};

/* Streams have columns of their own. */
bool gr_load_is_reserved(struct gr_slice name)
{
	static const char *const words[] = { "wave", "src", "line", "flags",
		"status", "reasons", "rule", "message", NULL };

	for (size_t i = 0; words[i]; i++)
		if (gr_slice_eq(name, gr_slice_of(words[i])))
			return true;
	return false;
}

static bool has_bounds(enum gr_type type)
{
	return type == GR_TYPE_DATE || bounds[type].min.len > 0;
}

static struct gr_slice read_number(struct gr_loader *l, const char *column,
    struct gr_slice cell, bool whole)
{
	struct gr_buf text = { 0 };
	struct gr_dec number;

	if (!gr_dec_parse(cell, &number)) {
		gr_load_fail(l, column, "'%.*s' is no number", GR_ARG(cell));
		return cell;
	}
	gr_dec_print(&text, number);
	if (whole && gr_slice_find(gr_buf_slice(&text), GR_S(".")) != SIZE_MAX)
		gr_load_fail(l, column, "'%.*s' is no whole number",
		    GR_ARG(cell));
	if (gr_load_ok(l, gr_buf_check(&text, l->err))) {
		cell = gr_arena_copy(l->keep, gr_buf_slice(&text));
		if (!cell.ptr)
			gr_load_ok(l, gr_err_memory(l->err));
	}
	gr_buf_free(&text);
	return cell;
}

static struct gr_slice read_bound(struct gr_loader *l, const char *column,
    enum gr_type type, struct gr_slice otherwise)
{
	struct gr_slice cell = gr_load_cell(l, column);
	struct gr_days days;

	if (cell.len == 0)
		return otherwise;
	if (!has_bounds(type) || type == GR_TYPE_BOOL) {
		gr_load_fail(l, column, "a column of type %s has none",
		    gr_type_name[type]);
		return otherwise;
	}
	if (type != GR_TYPE_DATE)
		return read_number(l, column, cell,
		    type == GR_TYPE_INT || type == GR_TYPE_YEAR);
	cell = gr_load_date(l, cell);
	if (!gr_date_parse(cell, &days))
		gr_load_fail(l, column, "'%.*s' is no date", GR_ARG(cell));
	return cell;
}

static void read_bounds(struct gr_loader *l, struct gr_column *c)
{
	c->min = read_bound(l, "min", c->type, bounds[c->type].min);
	c->max = read_bound(l, "max", c->type, bounds[c->type].max);
	if (l->status != GR_OK || !c->min.len || !c->max.len)
		return;
	bool crossed;
	if (c->type == GR_TYPE_DATE) {
		struct gr_days min, max;

		crossed = gr_date_parse(c->min, &min)
		    && gr_date_parse(c->max, &max) && min.first > max.last;
	} else {
		struct gr_dec min, max;

		crossed = gr_dec_parse(c->min, &min)
		    && gr_dec_parse(c->max, &max) && gr_dec_cmp(min, max) > 0;
	}
	if (crossed)
		gr_load_fail(l, "min",
		    "'%.*s' is above the column's max "
		    "'%.*s'",
		    GR_ARG(c->min), GR_ARG(c->max));
}

static void read_values(struct gr_loader *l, struct gr_column *c)
{
	c->value = gr_load_list(l, "values", &c->values);
	if (c->values && c->type != GR_TYPE_ENUM && c->type != GR_TYPE_SET)
		gr_load_fail(l, "values", "a column of type %s has none",
		    gr_type_name[c->type]);
	if (!c->values && c->type == GR_TYPE_ENUM)
		gr_load_fail(l, "values", "an enum needs its values");
	for (size_t i = 0; i < c->values; i++) {
		if (gr_slice_find(c->value[i], GR_S(";")) != SIZE_MAX)
			gr_load_fail(l, "values",
			    "'%.*s': ';' joins the "
			    "values of a set",
			    GR_ARG(c->value[i]));
		for (size_t j = 0; j < i; j++)
			if (gr_slice_eq(c->value[i], c->value[j]))
				gr_load_fail(l, "values",
				    "'%.*s' stands "
				    "there twice",
				    GR_ARG(c->value[i]));
	}
}

/* A place that is written as text is told by its name, as a code by its code:
 * `city` and `county` are said of either. */
static enum gr_role role_by_type(enum gr_role role, enum gr_type type)
{
	if (type == GR_TYPE_TEXT && role == GR_ROLE_CITY)
		return GR_ROLE_CITY_NAME;
	if (type == GR_TYPE_TEXT && role == GR_ROLE_COUNTY)
		return GR_ROLE_COUNTY_NAME;
	return role;
}

static void read_role(struct gr_loader *l, struct gr_column *c, size_t position)
{
	const char *word[GR_ROLES + 1];
	size_t *holder;

	for (size_t i = 0; i < GR_ROLES; i++)
		word[i] = gr_role_rule[i].word;
	word[GR_ROLES] = NULL;
	c->role = (enum gr_role)gr_load_word(l, "role", word, GR_ROLE_NONE);
	if (c->role == GR_ROLE_NONE || l->status != GR_OK)
		return;
	c->role = role_by_type(c->role, c->type);
	holder = &l->std->role[c->role];
	if (*holder != GR_NONE)
		gr_load_fail(l, "role", "'%.*s' has the role '%s' already",
		    GR_ARG(l->std->column[*holder].name), word[c->role]);
	else if (!(gr_role_rule[c->role].types & 1u << c->type))
		gr_load_fail(l, "role", "a column of type %s cannot be '%s'",
		    gr_type_name[c->type], word[c->role]);
	else if (c->personal)
		gr_load_fail(l, "personal",
		    "a column with a role goes on "
		    "through all streams, a personal one may not");
	*holder = position;
}

static void read_aliases(struct gr_loader *l, struct gr_column *c)
{
	const struct gr_slice *text = gr_load_list(l, "aliases", &c->aliases);
	struct gr_alias *alias = GR_NEW_ARRAY(l->keep,
	    c->aliases ? c->aliases : 1, struct gr_alias);

	if (!alias) {
		gr_load_ok(l, gr_err_memory(l->err));
		return;
	}
	c->alias = alias;
	for (size_t i = 0; i < c->aliases && l->status == GR_OK; i++) {
		alias[i] = (struct gr_alias){ .text = text[i],
			.inverse = text[i].ptr[0] == '!',
			.trap = text[i].ptr[0] == '?' };
		if (alias[i].inverse || alias[i].trap)
			alias[i].text = gr_slice_trim(
			    gr_slice_skip(text[i], 1));
		if (alias[i].text.len == 0)
			gr_load_fail(l, "aliases", "nothing behind '%.*s'",
			    GR_ARG(text[i]));
		if (alias[i].inverse && c->type != GR_TYPE_BOOL)
			gr_load_fail(l, "aliases",
			    "'%.*s': only a bool can "
			    "be asked the other way round",
			    GR_ARG(text[i]));
	}
}

static void read_requirement(struct gr_loader *l, struct gr_column *c)
{
	static const char *const word[] = { "R", "C", "O", NULL };

	c->requirement = *word[gr_load_word(l, "requirement", word, 2)];
	c->personal = gr_load_yes(l, "personal");
	c->sum = gr_load_yes(l, "sum");
	if (c->sum && (c->type == GR_TYPE_DATE || !has_bounds(c->type)))
		gr_load_fail(l, "sum", "a column of type %s has no sum",
		    gr_type_name[c->type]);
	if (c->sum && c->personal)
		gr_load_fail(l, "sum", "a personal column has no sum");
}

static void read_column(struct gr_loader *l, struct gr_column *c,
    size_t position)
{
	c->line = l->row->line;
	c->name = gr_load_name(l, "name", &l->std->column_index, position);
	if (gr_load_is_reserved(c->name))
		gr_load_fail(l, "name", "'%.*s' is a column of the streams",
		    GR_ARG(c->name));
	gr_load_titles(l, c->name, &c->title_zh, &c->title_en);
	c->block = gr_load_cell(l, "block");
	c->unit = gr_load_cell(l, "unit");
	c->note = gr_load_cell(l, "note");
	c->type = gr_load_type(l, "type", gr_load_cell(l, "type"));
	read_values(l, c);
	read_bounds(l, c);
	read_requirement(l, c);
	read_role(l, c, position);
	read_aliases(l, c);
}

/* What a header text has been found to mean: a column, asked straight, the
 * other way round, or either way. */
static uint64_t meaning(size_t position, bool inverse, bool trap)
{
	return (uint64_t)position * 3 + (trap ? 2 : inverse ? 1 : 0);
}

/* A header's text as ingest compares it: blanks and brackets unified. */
static struct gr_slice folded(struct gr_loader *l, struct gr_slice text)
{
	struct gr_buf fold = { 0 };
	struct gr_slice copy = { NULL, 0 };

	gr_blank_fold(&fold, text);
	if (gr_load_ok(l, gr_buf_check(&fold, l->err))) {
		copy = gr_arena_copy(l->keep, gr_buf_slice(&fold));
		if (!copy.ptr)
			gr_load_ok(l, gr_err_memory(l->err));
	}
	gr_buf_free(&fold);
	return copy;
}

static void claim_header(struct gr_loader *l, struct gr_map *headers,
    const char *column, struct gr_slice text, uint64_t means)
{
	struct gr_slice key = folded(l, text);
	uint64_t before;

	if (l->status != GR_OK || text.len == 0)
		return;
	if (!gr_map_get(headers, key, &before))
		gr_load_ok(l, gr_map_put(headers, key, means, l->err));
	else if (before / 3 != means / 3)
		gr_load_fail(l, column, "'%.*s' is a header of '%.*s' already",
		    GR_ARG(text), GR_ARG(l->column[before / 3].name));
	else if (before != means)
		gr_load_fail(l, column,
		    "'%.*s' stands there with two "
		    "meanings",
		    GR_ARG(text));
}

/* Every identity block of standard.csv is one of these. */
static void check_identity(struct gr_loader *l)
{
	for (size_t k = 0; k < l->std->identity_blocks; k++) {
		bool found = false;

		for (size_t i = 0; i < l->std->columns; i++)
			found |= gr_slice_eq(l->column[i].block,
			    l->std->identity_block[k]);
		if (!found)
			gr_load_fail(l, "block",
			    "no column is in the identity block '%.*s'",
			    GR_ARG(l->std->identity_block[k]));
	}
}

/* No header may name two columns, or one column both ways. */
void gr_load_columns_headers(struct gr_loader *l)
{
	struct gr_map headers = gr_map_make(l->keep);

	l->table = l->columns_table;
	for (size_t i = 0; gr_load_row(l, i); i++) {
		const struct gr_column *c = &l->column[i];

		claim_header(l, &headers, "name", c->name,
		    meaning(i, false, false));
		claim_header(l, &headers, "title_zh",
		    gr_load_cell(l, "title_zh"), meaning(i, false, false));
		claim_header(l, &headers, "title_en",
		    gr_load_cell(l, "title_en"), meaning(i, false, false));
		for (size_t j = 0; j < c->aliases; j++)
			claim_header(l, &headers, "aliases", c->alias[j].text,
			    meaning(i, c->alias[j].inverse, c->alias[j].trap));
	}
}

void gr_load_columns_table(struct gr_loader *l)
{
	static const char *const required[] = { "name", "type", NULL };
	static const char *const columns[] = { "name", "block", "title_zh",
		"title_en", "aliases", "type", "values", "unit", "min", "max",
		"requirement", "na", "role", "sum", "personal", "note", NULL };

	l->std->column_index = gr_map_make(l->keep);
	for (size_t i = 0; i < GR_ROLES; i++)
		l->std->role[i] = GR_NONE;
	if (!gr_load_open(l, "columns.csv", true, required, columns))
		return;
	l->columns_table = l->table;
	l->column = gr_load_items(l, sizeof(*l->column));
	l->std->column = l->column;
	l->std->columns = l->table.rows;
	if (l->std->columns == 0)
		gr_load_fail(l, "name", "no column");
	for (size_t i = 0; gr_load_row(l, i); i++)
		read_column(l, &l->column[i], i);
	if (l->status == GR_OK)
		check_identity(l);
}

/* After the parameters: an expression may name any column and parameter. */
void gr_load_columns_na(struct gr_loader *l)
{
	if (l->status != GR_OK)
		return;
	l->table = l->columns_table;
	for (size_t i = 0; gr_load_row(l, i); i++) {
		struct gr_column *c = &l->column[i];
		struct gr_slice cell = gr_load_cell(l, "na");

		if (cell.len == 0 || gr_slice_eq(cell, GR_S("no"))) {
			c->na = GR_NA_NO;
		} else if (gr_slice_eq(cell, GR_S("yes"))) {
			c->na = GR_NA_YES;
		} else {
			c->na = GR_NA_WHEN;
			c->na_when = gr_load_test(l, "na", false);
		}
	}
}
