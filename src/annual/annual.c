/* annual.c - the year's summary: sentences, tables, and what they claim. */
#include "annual/annual_internal.h"

#include "csv/writer.h"

struct writing {
	const struct gr_annual *annual;
	struct gr_annual_facts facts;
	struct gr_script script;
	struct gr_annual_figures figures;
	struct gr_buf out;
	struct gr_markup markup;
	const struct gr_script_line
	    *section;               /* its heading is not written yet */
	enum gr_markup_block block; /* that is open */
	bool open;
};

/* ---- blocks ---- */

static void close_block(struct writing *w)
{
	if (!w->open)
		return;
	gr_markup_close(&w->markup, w->block);
	w->open = false;
}

/* The block that a sentence goes to: that of the one before, unless it begins
 * its own. */
static void open_block(struct writing *w, const struct gr_script_line *line)
{
	static const enum gr_markup_block block_of[] = {
		[GR_ANNUAL_PARAGRAPH] = GR_MARKUP_PARAGRAPH,
		[GR_ANNUAL_SENTENCE] = GR_MARKUP_PARAGRAPH,
		[GR_ANNUAL_ITEM] = GR_MARKUP_LIST,
		[GR_ANNUAL_NOTE] = GR_MARKUP_NOTE,
	};
	enum gr_markup_block block = block_of[line->kind];

	bool begins = line->kind == GR_ANNUAL_PARAGRAPH
	    || line->kind == GR_ANNUAL_NOTE;

	if (w->open && w->block == block && !begins) {
		if (block == GR_MARKUP_PARAGRAPH && w->figures.language == 1)
			gr_markup_text(&w->markup, GR_S(" "));
		return;
	}
	close_block(w);
	gr_markup_open(&w->markup, block);
	w->block = block;
	w->open = true;
}

/* ---- sentences ---- */

static enum gr_status join(struct writing *w, const struct gr_slice *text,
    size_t n, struct gr_slice *out, struct gr_err *err)
{
	struct gr_buf whole = { 0 };

	for (size_t i = 0; i < n; i++)
		gr_buf_add(&whole, text[i]);
	*out = gr_arena_copy(w->facts.keep, gr_buf_slice(&whole));
	enum gr_status status = gr_buf_check(&whole, err);
	gr_buf_free(&whole);
	return status == GR_OK && out->ptr == NULL ? gr_err_memory(err)
	                                           : status;
}

/* Write the pieces, each figure leading to its claim. */
static enum gr_status put_pieces(struct writing *w,
    const struct gr_script_line *line, const struct gr_annual_rows *rows,
    const struct gr_slice *text, struct gr_slice sentence, struct gr_err *err)
{
	const struct gr_template *say = &line->say[w->figures.language];
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < say->n; i++) {
		if (say->piece[i].kind == GR_PIECE_TEXT) {
			gr_markup_text(&w->markup, text[i]);
			continue;
		}
		status = gr_annual_claim(&w->figures, line, &say->piece[i],
		    rows, sentence, text[i], err);
		gr_markup_reference(&w->markup, w->figures.claims, text[i]);
	}
	return status;
}

/* The text of a template; empty if a figure is missing. */
static enum gr_status print(struct writing *w,
    const struct gr_script_line *line, const struct gr_template *template,
    const struct gr_annual_rows *rows, struct gr_slice **text,
    struct gr_slice *whole, struct gr_err *err)
{
	bool missing;

	*whole = GR_S("");
	*text = GR_NEW_ARRAY(w->facts.keep, template->n + 1, struct gr_slice);
	if (*text == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_annual_figures_print(&w->figures, line,
	    template, rows, *text, &missing, err);
	if (status != GR_OK || missing)
		return status;
	return join(w, *text, template->n, whole, err);
}

static enum gr_status put_sentence(struct writing *w,
    const struct gr_script_line *line, const struct gr_annual_rows *rows,
    struct gr_err *err)
{
	struct gr_slice *text, whole;
	enum gr_status status = print(w, line, &line->say[w->figures.language],
	    rows, &text, &whole, err);

	if (status != GR_OK || whole.len == 0)
		return status;
	if (w->section != NULL) {
		close_block(w);
		gr_markup_heading(&w->markup, 2,
		    w->section->text[w->figures.language]);
		w->section = NULL;
	}
	open_block(w, line);
	if (line->kind == GR_ANNUAL_ITEM)
		gr_markup_open(&w->markup, GR_MARKUP_ITEM);
	status = put_pieces(w, line, rows, text, whole, err);
	if (line->kind == GR_ANNUAL_ITEM)
		gr_markup_close(&w->markup, GR_MARKUP_ITEM);
	return status;
}

static enum gr_status put_title(struct writing *w,
    const struct gr_script_line *line, const struct gr_annual_rows *rows,
    struct gr_err *err)
{
	struct gr_slice *text, whole;
	enum gr_status status = print(w, line, &line->say[w->figures.language],
	    rows, &text, &whole, err);

	if (status == GR_OK && whole.len == 0)
		return gr_table_error(&w->script.table, line->at, "kind", err,
		    "the title has nothing to say");
	if (status != GR_OK)
		return status;
	gr_markup_begin(&w->markup, &w->out,
	    w->annual->format == GR_ANNUAL_HTML ? GR_MARKUP_HTML
	                                        : GR_MARKUP_MARKDOWN,
	    w->figures.language == 0 ? "zh" : "en", whole);
	gr_markup_heading(&w->markup, 1, whole);
	return GR_OK;
}

/* ---- tables ---- */

static enum gr_status put_row(struct writing *w,
    const struct gr_script_line *line, const struct gr_script_line *column,
    size_t columns, const struct gr_annual_rows *rows, struct gr_slice *cell,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < columns; i++) {
		struct gr_slice *text;

		status = print(w, line, &column[i].cell, rows, &text, &cell[i],
		    err);
	}
	return status;
}

static enum gr_status put_table(struct writing *w,
    const struct gr_script_line *line, struct gr_err *err)
{
	const struct gr_script_line *column = line + 1,
	                            *end = w->script.line + w->script.n;
	struct gr_annual_rows *group;
	size_t groups, columns = 0;
	uint64_t anchor = 0, last = 0;

	while (
	    column + columns < end && column[columns].kind == GR_ANNUAL_COLUMN)
		columns++;
	struct gr_slice *cell = GR_NEW_ARRAY(w->facts.keep, columns + 1,
	    struct gr_slice);
	if (cell == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_annual_rows_group(&w->facts, line, &group,
	    &groups, err);
	if (status != GR_OK || columns == 0)
		return status;
	for (size_t i = 0; i < columns; i++)
		cell[i] = column[i].text[w->figures.language];
	gr_markup_table(&w->markup, 2, line->text[w->figures.language], cell,
	    columns);
	for (size_t i = 0; status == GR_OK && i < groups; i++) {
		status = put_row(w, line, column, columns, &group[i], cell,
		    err);
		/* a claim that rests on several cells has as many rows */
		if (line->file == GR_FACT_CLAIMS)
			(void)gr_slice_to_uint64(
			    group[i].row[0]->cell[GR_CLAIM_NUMBER], &anchor);
		gr_markup_row(&w->markup, cell, columns,
		    anchor != last ? anchor : 0);
		last = anchor;
	}
	gr_markup_table_end(&w->markup);
	return status;
}

/* ---- the whole ---- */

static enum gr_status put_line(struct writing *w,
    const struct gr_script_line *line, struct gr_err *err)
{
	struct gr_annual_rows *group;
	size_t groups = 0;

	if (line->kind == GR_ANNUAL_COLUMN || line->kind == GR_ANNUAL_WORD)
		return GR_OK;
	if (line->kind == GR_ANNUAL_TABLE || line->kind == GR_ANNUAL_SECTION) {
		close_block(w);
		w->section = line->kind == GR_ANNUAL_SECTION ? line : NULL;
	}
	if (line->kind == GR_ANNUAL_SECTION)
		return GR_OK;
	if (line->kind == GR_ANNUAL_TABLE)
		return put_table(w, line, err);
	enum gr_status status = gr_annual_rows_group(&w->facts, line, &group,
	    &groups, err);
	for (size_t i = 0; status == GR_OK && i < groups; i++)
		status = line->kind == GR_ANNUAL_TITLE
		    ? put_title(w, line, &group[i], err)
		    : put_sentence(w, line, &group[i], err);
	return status;
}

/* The claims alone, as a published table. */
static void put_claims(struct writing *w)
{
	const struct gr_annual_table *t = w->facts.file[GR_FACT_CLAIMS];

	gr_buf_clear(&w->out);
	gr_csv_row(&w->out, t->table.header.name, GR_CLAIM_COLUMNS);
	for (size_t i = 0; i < t->rows; i++)
		gr_csv_row(&w->out, t->row[i]->cell, GR_CLAIM_COLUMNS);
}

static enum gr_status write_all(struct writing *w, struct gr_err *err)
{
	enum gr_status status = gr_annual_facts_open(w->annual, &w->facts, err);

	if (status == GR_OK)
		status = gr_annual_facts_need(&w->facts, GR_FACT_COUNTIES, err);
	if (status == GR_OK)
		status = gr_annual_facts_need(&w->facts, GR_FACT_CLAIMS, err);
	if (status == GR_OK)
		status = gr_annual_script_read(&w->facts, &w->script, err);
	for (size_t i = 0; status == GR_OK && i < w->script.n; i++)
		status = put_line(w, &w->script.line[i], err);
	if (status != GR_OK)
		return status;
	close_block(w);
	gr_markup_end(&w->markup);
	if (w->annual->format == GR_ANNUAL_CLAIMS)
		put_claims(w);
	return gr_buf_check(&w->out, err);
}

enum gr_status gr_annual_write(const struct gr_annual *annual,
    struct gr_sink *sink, struct gr_err *err)
{
	struct writing w = { .annual = annual };

	w.figures = (struct gr_annual_figures){ .facts = &w.facts,
		.script = &w.script,
		.language = annual->chinese ? 0 : 1 };
	enum gr_status status = write_all(&w, err);
	if (status == GR_OK)
		status = gr_sink_write(sink, gr_buf_slice(&w.out), err);
	gr_buf_free(&w.out);
	gr_buf_free(&w.figures.scratch);
	return status;
}
