/* explanation_text.c - what green-explain has found, for a terminal. */
#include "explain/explanation_words.h"

#include "base/wording.h"
#include "sheet/reference.h"
#include "standard/heading.h"
#include "text/width.h"

/* Columns of the terminal at which things begin, or that they take. */
enum {
	INDENT = 2,
	ID = 6,
	ATOM_ID = 8,
	VERDICT = 14,
	NAME = 28,
	VALUE = 10,
	LABEL = 24,
	CODE = 14,
	CODES_IN_LINE = 5
};

struct page {
	const struct gr_explanation *explanation;
	bool chinese, all;
	struct gr_sink *sink;
	struct gr_buf text;
	/* the line before */
	enum gr_explanation_kind kind;
	struct gr_slice wave;
	bool hidden;    /* the atom at hand is not opened */
	unsigned codes; /* in the line that is being filled */
};

static void put(struct page *p, const char *text)
{
	gr_buf_text(&p->text, text);
}

static void pad(struct page *p, struct gr_slice text, size_t width)
{
	gr_width_pad(&p->text, text, width, false);
	gr_buf_byte(&p->text, ' ');
}

static void indent(struct page *p, size_t width)
{
	gr_width_pad(&p->text, GR_S(""), width, false);
}

/* ---- lines ---- */

static void put_place(struct page *p, const struct gr_explanation_line *line)
{
	const struct gr_slice *f = line->field;

	if (f[GR_X_SRC].len == 0)
		return;
	pad(p, f[GR_X_SRC], 0);
	p->text.len--; /* no blank before the colon */
	put(p, ":");
	gr_cell_column_print(&p->text, line->sheet_column);
	gr_buf_add(&p->text, f[GR_X_LINE]);
	if (f[GR_X_HEADING].len > 0) {
		put(p, ":");
		pad(p, f[GR_X_HEADING], 0);
		return;
	}
	put(p, " ");
}

static void put_note(struct page *p, const struct gr_explanation_line *line)
{
	const struct gr_slice *f = line->field;

	if (f[GR_X_RULE].len > 0) {
		put(p, "[");
		gr_width_pad(&p->text, f[GR_X_RULE], 0, false);
		put(p, "] ");
	}
	gr_width_pad(&p->text, f[GR_X_NOTE], 0, false);
}

static void put_raw(struct page *p, const struct gr_explanation_line *line)
{
	if (line->field[GR_X_HEADING].len == 0
	    && line->field[GR_X_RAW].len == 0)
		return;
	put(p, "「");
	gr_width_pad(&p->text, line->field[GR_X_RAW], 0, false);
	put(p, "」 ");
}

static void put_card(struct page *p, const struct gr_explanation_line *line)
{
	const struct gr_slice *f = line->field;
	bool status = gr_slice_eq(f[GR_X_COLUMN], GR_S("status"));
	bool words = status
	    || gr_slice_eq(f[GR_X_COLUMN], GR_S("status_common"));

	if (f[GR_X_VALUE].len == 0)
		return;
	indent(p, INDENT);
	pad(p, gr_explanation_label(f[GR_X_COLUMN], p->chinese), LABEL);
	pad(p,
	    words ? gr_heading_word(f[GR_X_VALUE], p->chinese) : f[GR_X_VALUE],
	    VALUE);
	if (status)
		put_place(p, line);
	put_note(p, line);
	put(p, "\n");
}

static void put_judged(struct page *p, const struct gr_explanation_line *line)
{
	const struct gr_slice *f = line->field;
	bool atom = f[GR_X_ATOM].len > 0;

	indent(p,
	    atom && line->kind == GR_SHOW_ATOM ? INDENT + ID + 1 : INDENT);
	pad(p, atom ? f[GR_X_ATOM] : f[GR_X_CRITERION], atom ? ATOM_ID : ID);
	pad(p, gr_slice_of(gr_explanation_verdict(f[GR_X_VERDICT], p->chinese)),
	    VERDICT);
	gr_width_pad(&p->text, f[GR_X_TITLE], 0, false);
	put(p, "  ");
	put_note(p, line);
	put(p, "\n");
}

static void put_cell(struct page *p, const struct gr_explanation_line *line)
{
	const struct gr_slice *f = line->field;

	indent(p,
	    f[GR_X_ATOM].len > 0 ? INDENT + ID + 1 + ATOM_ID + 1 : INDENT);
	pad(p, f[GR_X_COLUMN], NAME);
	pad(p, f[GR_X_VALUE].len > 0 ? f[GR_X_VALUE] : GR_S("-"), VALUE);
	put_raw(p, line);
	put_place(p, line);
	put_note(p, line);
	put(p, "\n");
}

static void put_event(struct page *p, const struct gr_explanation_line *line)
{
	const struct gr_slice *f = line->field;

	indent(p, INDENT);
	if (line->kind == GR_SHOW_FINDING) {
		pad(p, f[GR_X_VERDICT], 5);
		pad(p, f[GR_X_COLUMN], NAME);
		pad(p, f[GR_X_VALUE].len > 0 ? f[GR_X_VALUE] : GR_S("-"),
		    VALUE);
	} else if (line->kind == GR_SHOW_QUERY) {
		pad(p, f[GR_X_VALUE], 0);
		pad(p, f[GR_X_RAW], 0);
	}
	put_place(p, line);
	put_note(p, line);
	put(p, "\n");
}

static void put_scope(struct page *p, const struct gr_explanation_line *line)
{
	const struct gr_slice *f = line->field;

	indent(p, INDENT);
	pad(p, f[GR_X_PART], ATOM_ID);
	pad(p, f[GR_X_COLUMN], ATOM_ID);
	pad(p, f[GR_X_VALUE], ID);
	if (f[GR_X_TITLE].len > 0) {
		gr_width_pad(&p->text, f[GR_X_TITLE], 0, false);
		put(p, "  ");
	}
	put_note(p, line);
	put(p, "\n");
}

static void put_need(struct page *p, const struct gr_explanation_line *line)
{
	const struct gr_slice *f = line->field;

	if (f[GR_X_ATOM].len > 0) {
		put_judged(p, line);
		return;
	}
	indent(p, INDENT);
	pad(p, f[GR_X_COLUMN], ATOM_ID);
	pad(p, gr_slice_of(gr_explanation_verdict(f[GR_X_VERDICT], p->chinese)),
	    VERDICT);
	gr_width_pad(&p->text, f[GR_X_TITLE], 0, false);
	put(p, "\n");
}

static void put_fragile(struct page *p, const struct gr_explanation_line *line)
{
	const struct gr_slice *f = line->field;

	indent(p, INDENT);
	pad(p, f[GR_X_COLUMN], NAME);
	gr_width_pad(&p->text, f[GR_X_VALUE], 0, false);
	put(p, " → ");
	gr_width_pad(&p->text, f[GR_X_OTHER], 0, false);
	put(p, gr_wording_in(p->chinese, GR_WORDS_AS("card", ": ")));
	gr_width_pad(&p->text, gr_heading_word(f[GR_X_VERDICT], p->chinese), 0,
	    false);
	gr_buf_format(&p->text, " (%.*s) [%.*s]\n", GR_ARG(f[GR_X_NOTE]),
	    GR_ARG(f[GR_X_RULE]));
}

static void put_ratio(struct page *p, const struct gr_explanation_line *line)
{
	const struct gr_slice *f = line->field;

	if (f[GR_X_DENOMINATOR].len > 0)
		gr_buf_format(&p->text, "= %.*s / %.*s  ",
		    GR_ARG(f[GR_X_NUMERATOR]), GR_ARG(f[GR_X_DENOMINATOR]));
}

static void put_figure(struct page *p, const struct gr_explanation_line *line)
{
	const struct gr_slice *f = line->field;

	if (f[GR_X_VALUE].len == 0)
		return;
	indent(p, INDENT);
	pad(p, f[GR_X_COLUMN], NAME);
	pad(p, f[GR_X_VALUE], VALUE);
	put_ratio(p, line);
	put_note(p, line);
	put(p, "\n");
}

/* Places and addends have a line each; units that are only counted are listed
 * by their codes. */
static void put_part(struct page *p, const struct gr_explanation_line *line)
{
	const struct gr_slice *f = line->field;

	if (f[GR_X_VERDICT].len > 0) {
		if (p->codes == 0)
			indent(p, 2 * INDENT);
		pad(p, f[GR_X_PART], CODE);
		p->codes = (p->codes + 1) % CODES_IN_LINE;
		if (p->codes == 0)
			put(p, "\n");
		return;
	}
	indent(p, 2 * INDENT);
	pad(p, f[GR_X_PART], CODE);
	pad(p, f[GR_X_TITLE], LABEL);
	pad(p, f[GR_X_VALUE], VALUE);
	put_ratio(p, line);
	put_place(p, line);
	put(p, "\n");
}

/* ---- the page ---- */

/* An atom is opened if something is wrong with it. */
static bool is_open(const struct page *p,
    const struct gr_explanation_line *line)
{
	struct gr_slice verdict = line->field[GR_X_VERDICT];

	return p->all || gr_slice_eq(verdict, GR_S("0"))
	    || gr_slice_eq(verdict, GR_S("U"));
}

static bool is_of_atom(enum gr_explanation_kind kind)
{
	return kind == GR_SHOW_ATOM || kind == GR_SHOW_EVIDENCE
	    || kind == GR_SHOW_PARAMETER;
}

static bool is_of_figure(enum gr_explanation_kind kind)
{
	return kind == GR_SHOW_FIGURE || kind == GR_SHOW_PART
	    || kind == GR_SHOW_UNIT;
}

static void put_heading(struct page *p, const struct gr_explanation_line *line)
{
	bool new_wave = !gr_slice_eq(line->field[GR_X_WAVE], p->wave);
	bool inside = is_of_atom(p->kind) || is_of_figure(p->kind)
	    || is_of_atom(line->kind);
	const char *words = gr_explanation_heading(line->kind, p->chinese);

	if (p->codes > 0 && line->kind != GR_SHOW_UNIT) {
		put(p, "\n");
		p->codes = 0;
	}
	if (new_wave) {
		if (p->wave.len > 0)
			put(p, "\n");
		gr_buf_format(&p->text, "%.*s  %.*s\n",
		    GR_ARG(line->field[GR_X_CODE]),
		    GR_ARG(line->field[GR_X_WAVE]));
		p->wave = line->field[GR_X_WAVE];
	}
	bool same = line->kind == p->kind
	    || (inside
	        && (line->kind == GR_SHOW_CRITERION
	            || is_of_figure(line->kind)));
	if (words != NULL && (new_wave || !same))
		gr_buf_format(&p->text, "\n%s\n", words);
}

static void put_line(struct page *p, const struct gr_explanation_line *line)
{
	switch (line->kind) {
	case GR_SHOW_WARNING:
		put(p, "! ");
		put_note(p, line);
		put(p, "\n");
		break;
	case GR_SHOW_CARD:
		put_card(p, line);
		break;
	case GR_SHOW_CRITERION:
	case GR_SHOW_ATOM:
		put_judged(p, line);
		break;
	case GR_SHOW_EVIDENCE:
	case GR_SHOW_PARAMETER:
		put_cell(p, line);
		break;
	case GR_SHOW_FINDING:
	case GR_SHOW_QUERY:
	case GR_SHOW_ASIDE:
		put_event(p, line);
		break;
	case GR_SHOW_SCOPE:
		put_scope(p, line);
		break;
	case GR_SHOW_NEED:
		put_need(p, line);
		break;
	case GR_SHOW_ROBUSTNESS:
		put_fragile(p, line);
		break;
	case GR_SHOW_FIGURE:
		put_figure(p, line);
		break;
	case GR_SHOW_PART:
	case GR_SHOW_UNIT:
		put_part(p, line);
		break;
	case GR_SHOW_KINDS:
		break;
	}
}

/* Lines are padded with blanks that nobody needs at their ends. */
static void trim_ends(struct gr_buf *text)
{
	size_t to = 0, blanks = 0;

	for (size_t i = 0; i < text->len; i++) {
		char c = text->ptr[i];

		if (c == ' ') {
			blanks++;
			continue;
		}
		for (; c != '\n' && blanks > 0; blanks--)
			text->ptr[to++] = ' ';
		blanks = 0;
		text->ptr[to++] = c;
	}
	text->len = to;
}

static enum gr_status flush(struct page *p, struct gr_err *err)
{
	enum gr_status status = gr_buf_check(&p->text, err);

	if (status != GR_OK)
		return status;
	trim_ends(&p->text);
	status = gr_sink_write(p->sink, gr_buf_slice(&p->text), err);
	gr_buf_clear(&p->text);
	return status;
}

enum gr_status gr_explanation_text(const struct gr_explanation *explanation,
    bool chinese, bool all, struct gr_sink *sink, struct gr_err *err)
{
	struct page p = { .explanation = explanation,
		.chinese = chinese,
		.all = all,
		.sink = sink,
		.kind = GR_SHOW_KINDS };
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < explanation->n; i++) {
		const struct gr_explanation_line *line = &explanation->line[i];

		if (line->kind == GR_SHOW_CARD)
			p.hidden = false;
		if (line->kind == GR_SHOW_ATOM)
			p.hidden = !is_open(&p, line);
		if (is_of_atom(line->kind) && p.hidden)
			continue;
		put_heading(&p, line);
		put_line(&p, line);
		p.kind = line->field[GR_X_ATOM].len == 0
		        && is_of_atom(line->kind)
		    ? GR_SHOW_CARD
		    : line->kind;
		/* codes are being lined up: the line is not at its end */
		if (p.codes == 0)
			status = flush(&p, err);
	}
	if (p.codes > 0)
		put(&p, "\n");
	if (status == GR_OK)
		status = flush(&p, err);
	gr_buf_free(&p.text);
	return status;
}
