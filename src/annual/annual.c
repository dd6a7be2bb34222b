/* annual.c - the year's summary: sentences, tables, and what they claim. */
#include "annual/annual_internal.h"

#include "csv/writer.h"

/* ---- blocks ---- */

static void close_block(struct gr_annual_writing *w)
{
	if (!w->open)
		return;
	gr_markup_close(&w->markup, w->block);
	w->open = false;
}

/* The block that a sentence goes to: that of the one before, unless it begins
 * its own. */
static void open_block(struct gr_annual_writing *w,
    const struct gr_script_line *line)
{
	static const enum gr_markup_block block_of[] = {
		[GR_ANNUAL_PARAGRAPH] = GR_MARKUP_PARAGRAPH,
		[GR_ANNUAL_SENTENCE] = GR_MARKUP_PARAGRAPH,
		[GR_ANNUAL_ITEM] = GR_MARKUP_LIST,
		[GR_ANNUAL_NOTE] = GR_MARKUP_NOTE,
		[GR_ANNUAL_TO] = GR_MARKUP_TO,
		[GR_ANNUAL_FROM] = GR_MARKUP_FROM,
		[GR_ANNUAL_DATED] = GR_MARKUP_DATED,
		[GR_ANNUAL_COPY] = GR_MARKUP_COPY,
		[GR_ANNUAL_ISSUED] = GR_MARKUP_ISSUED,
	};
	enum gr_markup_block block = block_of[line->kind];

	bool begins = line->kind != GR_ANNUAL_SENTENCE
	    && line->kind != GR_ANNUAL_ITEM;

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

/* Write the pieces, each figure leading to its claim. */
static enum gr_status put_pieces(struct gr_annual_writing *w,
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

static enum gr_status put_sentence(struct gr_annual_writing *w,
    const struct gr_script_line *line, const struct gr_annual_rows *rows,
    struct gr_err *err)
{
	struct gr_slice *text, whole;
	enum gr_status status = gr_annual_figures_say(&w->figures, line,
	    &line->say[w->figures.language], rows, &text, &whole, err);

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

/* On paper it comes behind all annexes, however early it is said. */
static enum gr_status put_last(struct gr_annual_writing *w,
    const struct gr_script_line *line, const struct gr_annual_rows *rows,
    struct gr_err *err)
{
	close_block(w);
	if (gr_annual_is_html(w))
		w->markup.to = &w->last;
	enum gr_status status = put_sentence(w, line, rows, err);
	close_block(w);
	w->markup.to = &w->out;
	return status;
}

static enum gr_status put_title(struct gr_annual_writing *w,
    const struct gr_script_line *line, const struct gr_annual_rows *rows,
    struct gr_err *err)
{
	struct gr_slice *text, whole;
	enum gr_status status = gr_annual_figures_say(&w->figures, line,
	    &line->say[w->figures.language], rows, &text, &whole, err);

	if (status == GR_OK && whole.len == 0)
		return gr_table_error(&w->script.table, line->at, "kind", err,
		    "the title has nothing to say");
	if (status != GR_OK)
		return status;
	gr_markup_begin(&w->markup, &w->out,
	    gr_annual_is_html(w) ? GR_MARKUP_HTML : GR_MARKUP_MARKDOWN,
	    w->figures.language == 0 ? "zh" : "en", whole);
	if (w->annual->format == GR_ANNUAL_LISTS)
		return GR_OK;
	gr_markup_heading(&w->markup, 1, whole);
	w->begun = true;
	return GR_OK;
}

/* ---- what stands around the text ---- */

/* Who signs and when stand in one part, who has a copy and who printed it in
 * another, at the end. */
static enum gr_status enter_part(struct gr_annual_writing *w,
    const struct gr_script_line *line, struct gr_err *err)
{
	bool signs = line->kind == GR_ANNUAL_FROM
	    || line->kind == GR_ANNUAL_DATED;
	bool text = line->kind < GR_ANNUAL_FROM;

	if (!text || w->signing)
		close_block(w);
	if (w->signing && !signs) {
		gr_markup_part_end(&w->markup);
		w->signing = false;
	}
	if (text)
		return GR_OK;
	enum gr_status status = w->listed ? GR_OK
	                                  : gr_annual_list_annexes(w, err);
	if (signs && !w->signing) {
		gr_markup_part(&w->markup, GR_MARKUP_SIGN, GR_S(""), false);
		w->signing = true;
	}
	return status;
}

static bool is_last(const struct gr_script_line *line)
{
	return line->kind == GR_ANNUAL_COPY || line->kind == GR_ANNUAL_ISSUED;
}

/* ---- the whole ---- */

static enum gr_status put_said(struct gr_annual_writing *w,
    const struct gr_script_line *line, struct gr_err *err)
{
	struct gr_annual_rows *group;
	size_t groups = 0;
	enum gr_status status = gr_annual_rows_group(&w->facts, line, &group,
	    &groups, err);

	for (size_t i = 0; status == GR_OK && i < groups; i++)
		status = line->kind == GR_ANNUAL_TITLE
		    ? put_title(w, line, &group[i], err)
		    : is_last(line) ? put_last(w, line, &group[i], err)
		                    : put_sentence(w, line, &group[i], err);
	return status;
}

static enum gr_status put_line(struct gr_annual_writing *w,
    const struct gr_script_line *line, struct gr_err *err)
{
	if (line->kind == GR_ANNUAL_COLUMN || line->kind == GR_ANNUAL_WORD)
		return GR_OK;
	if (w->annual->format == GR_ANNUAL_LISTS
	    && line->kind != GR_ANNUAL_TITLE && !gr_annual_is_annex(line))
		return GR_OK;
	enum gr_status status = line->kind == GR_ANNUAL_TITLE
	    ? GR_OK
	    : enter_part(w, line, err);
	if (status != GR_OK)
		return status;
	if (line->kind == GR_ANNUAL_CHART)
		return gr_annual_put_chart(w, line, err);
	if (line->kind != GR_ANNUAL_TABLE && line->kind != GR_ANNUAL_SECTION)
		return put_said(w, line, err);
	close_block(w);
	w->section = line->kind == GR_ANNUAL_SECTION ? line : NULL;
	return w->section ? GR_OK : gr_annual_put_table(w, line, err);
}

/* What comes last on paper. */
static void put_end(struct gr_annual_writing *w)
{
	close_block(w);
	if (w->signing)
		gr_markup_part_end(&w->markup);
	if (w->last.len > 0) {
		gr_markup_part(&w->markup, GR_MARKUP_LAST, GR_S(""), false);
		gr_buf_add(&w->out, gr_buf_slice(&w->last));
		w->out.failed = w->out.failed || w->last.failed;
		gr_markup_part_end(&w->markup);
	}
	gr_markup_end(&w->markup);
}

/* The claims alone, as a published table. */
static void put_claims(struct gr_annual_writing *w)
{
	const struct gr_annual_table *t = w->facts.file[GR_FACT_CLAIMS];

	gr_buf_clear(&w->out);
	gr_csv_row(&w->out, t->table.header.name, GR_CLAIM_COLUMNS);
	for (size_t i = 0; i < t->rows; i++)
		gr_csv_row(&w->out, t->row[i]->cell, GR_CLAIM_COLUMNS);
}

static enum gr_status write_all(struct gr_annual_writing *w, struct gr_err *err)
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
	put_end(w);
	if (w->annual->format == GR_ANNUAL_CLAIMS)
		put_claims(w);
	return gr_buf_check(&w->out, err);
}

enum gr_status gr_annual_write(const struct gr_annual *annual,
    struct gr_sink *sink, struct gr_err *err)
{
	struct gr_annual_writing w = { .annual = annual };

	w.figures = (struct gr_annual_figures){ .facts = &w.facts,
		.script = &w.script,
		.language = annual->chinese ? 0 : 1 };
	enum gr_status status = write_all(&w, err);
	if (status == GR_OK)
		status = gr_sink_write(sink, gr_buf_slice(&w.out), err);
	gr_buf_free(&w.out);
	gr_buf_free(&w.last);
	gr_buf_free(&w.figures.scratch);
	return status;
}
