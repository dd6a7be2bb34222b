/* script.c - annual.csv: what the summary says, and when. */
#include "annual/annual_internal.h"

static const char *const kind_name[GR_ANNUAL_KINDS] = { "title", "section",
	"paragraph", "sentence", "item", "note", "to", "from", "dated", "copy",
	"issued", "table", "chart", "column", "word" };

/* The table at work. */
struct reading {
	struct gr_annual_facts *facts;
	struct gr_script *script;
	struct gr_script_line *line;
	const struct gr_script_line
	    *table; /* the last GR_ANNUAL_TABLE, or NULL */
	struct gr_map words;
	struct gr_err *err;
};

static enum gr_status fail_word(const struct reading *r, const char *column,
    const char *what, struct gr_slice word)
{
	return gr_table_error(&r->script->table, r->line->at, column, r->err,
	    "%s: '%.*s'", what, GR_ARG(word));
}

static struct gr_slice cell(const struct reading *r, const char *column)
{
	return gr_table_cell(&r->script->table, r->line->at, column);
}

static bool is_always(enum gr_script_line_kind kind)
{
	return kind == GR_ANNUAL_TITLE || kind == GR_ANNUAL_SECTION
	    || kind == GR_ANNUAL_COLUMN || kind == GR_ANNUAL_WORD
	    || kind == GR_ANNUAL_CHART;
}

/* ---- about: FILE [group COLUMN] [by COLUMN [desc],...] [first N]
 *      [wide] [apart] [aside] ---- */

static struct gr_slice next_word(struct gr_slice *rest)
{
	struct gr_slice word;

	*rest = gr_slice_trim(*rest);
	if (!gr_slice_split(rest, ' ', &word))
		return GR_S("");
	return word;
}

static enum gr_status read_column(const struct reading *r, struct gr_slice name,
    size_t *out)
{
	*out = gr_header_find(&r->facts->file[r->line->file]->table.header,
	    name);
	if (*out == GR_NONE)
		return fail_word(r, "about", "there is no such column", name);
	return GR_OK;
}

/* "desc", or "desc," where more columns follow. */
static bool is_descending(struct gr_slice word, bool *more)
{
	*more = gr_slice_eq(word, GR_S("desc,"));
	return *more || gr_slice_eq(word, GR_S("desc"));
}

static enum gr_status read_order(const struct reading *r, struct gr_slice *rest)
{
	struct gr_script_line *line = r->line;
	bool more = true;
	enum gr_status status = GR_OK;
	size_t room = 0;

	while (status == GR_OK && more) {
		struct gr_slice word = next_word(rest), ahead = *rest;
		struct gr_script_order order = { .descending = false };
		void *items = line->order;

		more = gr_slice_ends(word, GR_S(","));
		if (more) {
			word.len--;
		} else if (is_descending(next_word(&ahead), &more)) {
			order.descending = true;
			*rest = ahead;
		}
		status = read_column(r, word, &order.column);
		if (status == GR_OK)
			status = gr_arena_grow(r->facts->keep, &items, &room,
			    line->orders, sizeof(order), r->err);
		if (status != GR_OK)
			break;
		line->order = items;
		line->order[line->orders++] = order;
	}
	return status;
}

/* Where a table stands on paper. */
static bool is_page(struct gr_script_line *line, struct gr_slice word)
{
	bool *mark = gr_slice_eq(word, GR_S("wide")) ? &line->wide
	    : gr_slice_eq(word, GR_S("apart"))       ? &line->apart
	    : gr_slice_eq(word, GR_S("aside"))       ? &line->aside
	                                             : NULL;

	if (mark == NULL || line->kind != GR_ANNUAL_TABLE)
		return false;
	*mark = true;
	return true;
}

static enum gr_status read_about(const struct reading *r)
{
	struct gr_script_line *line = r->line;
	struct gr_slice rest = cell(r, "about"), word = next_word(&rest);

	line->group = GR_NONE;
	line->every = word.len > 0;
	line->file = word.len > 0 ? gr_annual_facts_find(r->facts, word)
	                          : GR_FACT_CITIES;
	if (line->file == GR_FACT_FILES)
		return fail_word(r, "about", "there is no such table", word);
	if (line->every && is_always(line->kind))
		return fail_word(r, "about",
		    "a title or section is about the whole", word);
	if (line->file == GR_FACT_CLAIMS && line->kind != GR_ANNUAL_TABLE)
		return fail_word(r, "about", "only a table can be about", word);
	enum gr_status status = gr_annual_facts_need(r->facts, line->file,
	    r->err);
	while (status == GR_OK && (word = next_word(&rest)).len > 0) {
		if (gr_slice_eq(word, GR_S("group"))) {
			status = read_column(r, next_word(&rest), &line->group);
		} else if (gr_slice_eq(word, GR_S("by"))) {
			status = read_order(r, &rest);
		} else if (gr_slice_eq(word, GR_S("first"))) {
			word = next_word(&rest);
			if (!gr_slice_to_uint64(word, &line->first)
			    || line->first == 0)
				return fail_word(r, "about",
				    "is no number of rows", word);
		} else if (!is_page(line, word)) {
			return fail_word(r, "about",
			    "group, by or first is wanted, not", word);
		}
	}
	return status;
}

/* ---- lines ---- */

static enum gr_status read_word(struct reading *r)
{
	struct gr_script_line *line = r->line;
	uint64_t before;

	line->word = cell(r, "about");
	if (line->word.len == 0)
		return fail_word(r, "about", "a word is wanted", line->word);
	if (gr_map_get(&r->words, line->word, &before))
		return fail_word(r, "about", "stands there already",
		    line->word);
	return gr_map_put(&r->words, line->word, 1, r->err);
}

static enum gr_status read_chart(struct reading *r)
{
	r->line->word = cell(r, "about");
	if (gr_annual_chart_find(r->line->word) != GR_ANNUAL_CHARTS)
		return GR_OK;
	return fail_word(r, "about", "there is no such chart", r->line->word);
}

/* Only a group has rows to count. */
static enum gr_status check_counts(const struct reading *r,
    const struct gr_template *template, const char *column)
{
	for (size_t i = 0; r->line->group == GR_NONE && i < template->n; i++)
		if (template->piece[i].kind == GR_PIECE_COUNT)
			return fail_word(r, column, "count() is of a group",
			    cell(r, "about"));
	return GR_OK;
}

/* A column's heading is about nothing; its cell is about the table's rows. */
static enum gr_status read_cell(struct reading *r)
{
	if (r->table == NULL)
		return fail_word(r, "kind", "there is no table above",
		    gr_slice_of(kind_name[GR_ANNUAL_COLUMN]));
	r->line->file = r->table->file;
	r->line->group = r->table->group;
	enum gr_status status = gr_annual_template_read(r->facts, r->line->file,
	    &r->script->table, r->line->at, "about", &r->line->cell, r->err);
	return status == GR_OK ? check_counts(r, &r->line->cell, "about")
	                       : status;
}

static enum gr_status read_texts(struct reading *r)
{
	static const char *const column[2] = { "zh", "en" };
	struct gr_script_line *line = r->line;
	enum gr_status status = GR_OK;
	bool plain = line->kind == GR_ANNUAL_WORD
	    || line->kind == GR_ANNUAL_COLUMN || line->kind == GR_ANNUAL_SECTION
	    || line->kind == GR_ANNUAL_TABLE || line->kind == GR_ANNUAL_CHART;

	for (size_t i = 0; i < 2; i++)
		line->text[i] = cell(r, column[i]);
	if (line->text[0].len == 0 && line->text[1].len == 0)
		return fail_word(r, "zh", "there is no text in any language",
		    gr_slice_of(kind_name[line->kind]));
	for (size_t i = 0; status == GR_OK && !plain && i < 2; i++) {
		status = gr_annual_template_read(r->facts, line->file,
		    &r->script->table, line->at, column[i], &line->say[i],
		    r->err);
		if (status == GR_OK)
			status = check_counts(r, &line->say[i], column[i]);
	}
	/* as with titles, a language stands in for the other */
	for (size_t i = 0; i < 2; i++)
		if (line->text[i].len == 0) {
			line->text[i] = line->text[1 - i];
			line->say[i] = line->say[1 - i];
		}
	return status;
}

static enum gr_status read_kind(struct reading *r)
{
	struct gr_slice name = cell(r, "kind");
	struct gr_script_line *line = r->line;
	bool first = line == r->script->line;

	while (line->kind < GR_ANNUAL_KINDS
	    && !gr_slice_eq(name, gr_slice_of(kind_name[line->kind])))
		line->kind++;
	if (line->kind == GR_ANNUAL_KINDS)
		return fail_word(r, "kind", "there is no kind", name);
	if (first != (line->kind == GR_ANNUAL_TITLE))
		return fail_word(r, "kind",
		    "the first line, and no other, is a title", name);
	/* a claim that came behind the list of claims would not be listed */
	if (r->table != NULL && line->kind < GR_ANNUAL_TABLE)
		return fail_word(r, "kind",
		    "tables come last, this is before them", name);
	return GR_OK;
}

static enum gr_status read_line(struct reading *r)
{
	struct gr_script_line *line = r->line;
	enum gr_status status = read_kind(r);

	if (status != GR_OK)
		return status;
	if (line->kind == GR_ANNUAL_WORD)
		status = read_word(r);
	else if (line->kind == GR_ANNUAL_COLUMN)
		status = read_cell(r);
	else if (line->kind == GR_ANNUAL_CHART)
		status = read_chart(r);
	else
		status = read_about(r);
	line->when_text = cell(r, "when");
	if (status == GR_OK && line->when_text.len > 0) {
		if (is_always(line->kind))
			return fail_word(r, "when", "this kind is always there",
			    line->when_text);
		status = gr_annual_facts_compile(r->facts, line->file,
		    line->when_text, &r->script->table, line->at, "when",
		    &line->when, r->err);
	}
	if (status == GR_OK)
		status = read_texts(r);
	if (line->kind == GR_ANNUAL_TABLE)
		r->table = line;
	return status;
}

enum gr_status gr_annual_script_read(struct gr_annual_facts *facts,
    struct gr_script *out, struct gr_err *err)
{
	static const char *const required[] = { "kind", "about", "when", "zh",
		"en", NULL };
	static const char *const optional[] = { "note", NULL };
	const char *path = gr_release_path(facts->keep,
	    facts->annual->standard->path, gr_slice_of(facts->annual->script));
	struct reading r = { .facts = facts,
		.script = out,
		.words = gr_map_make(facts->keep),
		.err = err };

	*out = (struct gr_script){ .n = 0 };
	if (path == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_table_read(facts->keep, path, &out->table,
	    err);
	if (status == GR_OK)
		status = gr_table_columns(&out->table, required, optional, err);
	if (status == GR_OK)
		status = gr_table_plain(&out->table, err);
	if (status != GR_OK)
		return status;
	out->line = GR_NEW_ARRAY(facts->keep, out->table.rows + 1,
	    struct gr_script_line);
	if (out->line == NULL)
		return gr_err_memory(err);
	if (out->table.rows == 0)
		return gr_table_error(&out->table, NULL, "kind", err,
		    "there is no title");
	for (; status == GR_OK && out->n < out->table.rows; out->n++) {
		r.line = &out->line[out->n];
		r.line->at = &out->table.row[out->n];
		status = read_line(&r);
	}
	return status;
}
