/* figure.c - figures as they are put into sentences. */
#include "annual/annual_internal.h"

#include "number/date.h"
#include "number/rate.h"

struct gr_slice gr_annual_figures_keep(struct gr_annual_figures *f,
    struct gr_err *err)
{
	struct gr_slice kept = gr_arena_copy(f->facts->keep,
	    gr_buf_slice(&f->scratch));

	if (f->scratch.failed || kept.ptr == NULL)
		(void)gr_err_memory(err);
	gr_buf_clear(&f->scratch);
	return kept;
}

/* ---- ways to print ---- */

static struct gr_slice in(const struct gr_annual_figures *f, struct gr_slice zh,
    struct gr_slice en)
{
	return f->language == 0 ? zh : en;
}

/* The name of a place as its standard has it, else as the release does. */
static struct gr_slice place_name(const struct gr_annual_figures *f,
    struct gr_slice code)
{
	static const enum gr_annual_file file[] = { GR_FACT_CITIES,
		GR_FACT_COUNTIES };
	const struct gr_standard *std = f->facts->annual->standard;

	if (gr_slice_eq(code, std->region))
		return in(f, std->region_name_zh, std->region_name_en);
	for (size_t i = 0; i < std->places; i++)
		if (gr_slice_eq(std->place[i].code, code))
			return in(f, std->place[i].name_zh,
			    std->place[i].name_en);
	for (size_t i = 0; i < 2; i++) {
		const struct gr_annual_table *t = f->facts->file[file[i]];

		for (size_t k = 0; k < t->rows; k++)
			if (gr_slice_eq(gr_table_cell(&t->table, t->row[k],
			                    "code"),
			        code))
				return gr_table_cell(&t->table, t->row[k],
				    "name");
	}
	return code;
}

/* What a code of the standard or a place's is called; itself if nothing. */
static struct gr_slice title_of(const struct gr_annual_figures *f,
    struct gr_slice code)
{
	const struct gr_standard *std = f->facts->annual->standard;

	for (size_t i = 0; i < std->criteria; i++)
		if (gr_slice_eq(std->criterion[i].criterion, code))
			return in(f, std->criterion[i].title_zh,
			    std->criterion[i].title_en);
	for (size_t i = 0; i < std->obligations; i++)
		if (gr_slice_eq(std->obligation[i].id, code))
			return in(f, std->obligation[i].title_zh,
			    std->obligation[i].title_en);
	return place_name(f, code);
}

static struct gr_slice word_of(const struct gr_annual_figures *f,
    struct gr_slice word, struct gr_slice otherwise)
{
	for (size_t i = 0; i < f->script->n; i++) {
		const struct gr_script_line *line = &f->script->line[i];

		if (line->kind == GR_ANNUAL_WORD
		    && gr_slice_eq(line->word, word))
			return line->text[f->language];
	}
	return otherwise;
}

/* Of a list ("without:C09;open:met") each in words.  Of what has a word for its
 * kind alone ("without:") that stands before what the rest is called. */
static struct gr_slice words_of(struct gr_annual_figures *f,
    struct gr_slice list, struct gr_err *err)
{
	struct gr_slice whole = word_of(f, list, GR_S("")), rest = list, one;

	if (whole.len > 0)
		return whole;
	while (gr_slice_split(&rest, ';', &one)) {
		size_t kind = gr_slice_find(one, GR_S(":"));
		struct gr_slice word = word_of(f, one, GR_S(""));

		if (f->scratch.len > 0)
			gr_buf_add(&f->scratch, in(f, GR_S("、"), GR_S(", ")));
		if (word.len == 0 && kind != SIZE_MAX) {
			word = word_of(f, gr_slice_make(one.ptr, kind + 1),
			    GR_S(""));
			gr_buf_add(&f->scratch, word);
			if (word.len > 0) {
				gr_buf_add(&f->scratch,
				    in(f, GR_S(""), GR_S(" ")));
				one = gr_slice_skip(one, kind + 1);
			}
			word = GR_S("");
		}
		gr_buf_add(&f->scratch, word.len > 0 ? word : one);
	}
	return gr_annual_figures_keep(f, err);
}

/* Y, M and D of the word `date` stand for the numbers, MM and DD with their
 * zeros. */
static struct gr_slice date_of(struct gr_annual_figures *f,
    struct gr_slice date, struct gr_err *err)
{
	struct gr_slice form = word_of(f, GR_S("date"), GR_S("Y-MM-DD"));
	struct gr_days days;
	int part[3];

	if (!gr_date_parse(date, &days))
		return date;
	gr_date_to_civil(days.first, &part[0], &part[1], &part[2]);
	for (size_t i = 0; i < form.len; i++) {
		const char *at = form.ptr[i] ? strchr("YMD", form.ptr[i])
		                             : NULL;
		bool twice = i + 1 < form.len && form.ptr[i + 1] == form.ptr[i];

		if (at == NULL) {
			gr_buf_byte(&f->scratch, form.ptr[i]);
			continue;
		}
		gr_buf_format(&f->scratch, twice ? "%02d" : "%d",
		    part[at - "YMD"]);
		i += twice;
	}
	return gr_annual_figures_keep(f, err);
}

/* With one decimal, as it is published where that would say another thing: a
 * target, all or none is no neighbour of it (59.96 is not 60.0), and of a 5
 * nobody knows any more whether the exact figure goes up or down. */
static struct gr_slice tenth_of(struct gr_annual_figures *f,
    struct gr_slice raw, struct gr_err *err)
{
	struct gr_dec exact;

	if (!gr_dec_parse(raw, &exact))
		return raw;
	gr_i128 tenths = gr_dec_ratio(exact.coef, gr_dec_ten_to(exact.scale), 1,
	    f->facts->annual->standard->rounding);
	if (exact.scale > 1 && (tenths % 50 == 0 || exact.coef % 5 == 0))
		return raw;
	gr_dec_print_fixed(&f->scratch, tenths, 1);
	return gr_annual_figures_keep(f, err);
}

/* 22395517 is 2239.6 ten thousands; what is fewer than one is as it is. */
static struct gr_slice wan_of(struct gr_annual_figures *f, struct gr_slice raw,
    struct gr_err *err)
{
	struct gr_dec exact, wan = { .scale = 1 };

	if (!gr_dec_parse(raw, &exact) || exact.scale > 0
	    || (exact.coef < 10000 && exact.coef > -10000))
		return raw;
	wan.coef = gr_dec_ratio(exact.coef, 10000, 1,
	    f->facts->annual->standard->rounding);
	gr_dec_print(&f->scratch, wan);
	gr_buf_text(&f->scratch, "\xe4\xb8\x87"); /* 万 */
	return gr_annual_figures_keep(f, err);
}

static struct gr_slice style(struct gr_annual_figures *f,
    enum gr_piece_style style, struct gr_slice raw, struct gr_err *err)
{
	if (raw.len == 0)
		return raw;
	switch (style) {
	case GR_STYLE_ABS:
		return raw.ptr[0] == '-' ? gr_slice_skip(raw, 1) : raw;
	case GR_STYLE_TITLE:
		return title_of(f, raw);
	case GR_STYLE_WORD:
		return words_of(f, raw, err);
	case GR_STYLE_DATE:
		return date_of(f, raw, err);
	case GR_STYLE_TENTH:
		return tenth_of(f, raw, err);
	case GR_STYLE_WAN:
		return wan_of(f, raw, err);
	case GR_STYLE_PLAIN:
		break;
	}
	return raw;
}

/* ---- what is computed from two rows ---- */

static size_t decimals_of(struct gr_slice number)
{
	size_t dot = gr_slice_find(number, GR_S("."));

	return dot == SIZE_MAX ? 0 : number.len - dot - 1;
}

/* now - before, with as many decimals as the longer has. */
static void print_difference(struct gr_buf *to, struct gr_slice now,
    struct gr_slice before)
{
	size_t decimals = decimals_of(now), other = decimals_of(before);
	struct gr_dec a, b;
	gr_i128 x, y;

	if (decimals < other)
		decimals = other;
	if (gr_dec_parse(now, &a) && gr_dec_parse(before, &b)
	    && gr_dec_rescale(a, (unsigned)decimals, &x)
	    && gr_dec_rescale(b, (unsigned)decimals, &y))
		gr_dec_print_fixed(to, x - y, (unsigned)decimals);
}

static bool rate_of(const struct gr_piece *piece,
    const struct gr_table_row *row, struct gr_rate *out)
{
	int64_t part, whole;

	if (!gr_slice_to_int64(row->cell[piece->column], &part)
	    || !gr_slice_to_int64(row->cell[piece->whole], &whole)
	    || whole <= 0)
		return false;
	*out = (struct gr_rate){ part, whole };
	return true;
}

/* From the exact rates, rounded once. */
static void print_change_of_rate(struct gr_annual_figures *f,
    const struct gr_piece *piece, const struct gr_table_row *now,
    const struct gr_table_row *before)
{
	const struct gr_rate_style two = { 2,
		f->facts->annual->standard->rounding, NULL };
	struct gr_rate a, b;

	if (rate_of(piece, now, &a) && rate_of(piece, before, &b))
		gr_rate_print_change(&f->scratch, a, b, two);
}

static struct gr_slice compare_waves(struct gr_annual_figures *f,
    const struct gr_script_line *line, const struct gr_piece *piece,
    const struct gr_table_row *now, struct gr_err *err)
{
	const struct gr_table_row *before = gr_annual_facts_before(f->facts,
	    line->file, now, err);

	if (before == NULL)
		return GR_S("");
	if (piece->kind == GR_PIECE_BEFORE)
		return before->cell[piece->column];
	if (piece->kind == GR_PIECE_CHANGE)
		print_difference(&f->scratch, now->cell[piece->column],
		    before->cell[piece->column]);
	else
		print_change_of_rate(f, piece, now, before);
	return gr_annual_figures_keep(f, err);
}

static enum gr_status count(struct gr_annual_figures *f,
    const struct gr_script_line *line, const struct gr_piece *piece,
    const struct gr_annual_rows *rows, struct gr_slice *out, struct gr_err *err)
{
	size_t n = 0;

	for (size_t i = 0; i < rows->n; i++) {
		bool yes;
		enum gr_status status = gr_annual_facts_test(f->facts,
		    line->file, rows->row[i], piece->test, &yes, err);

		if (status != GR_OK)
			return status;
		n += yes;
	}
	gr_buf_uint(&f->scratch, n);
	*out = gr_annual_figures_keep(f, err);
	return err->status;
}

/* What a piece reads or computes, before it is put in words. */
static enum gr_status read_raw(struct gr_annual_figures *f,
    const struct gr_script_line *line, const struct gr_piece *piece,
    const struct gr_annual_rows *rows, struct gr_slice *out, struct gr_err *err)
{
	err->status = GR_OK;
	switch (piece->kind) {
	case GR_PIECE_TEXT:
		*out = piece->text;
		break;
	case GR_PIECE_AS_OF:
		*out = f->facts->word[GR_FACT_AS_OF];
		break;
	case GR_PIECE_RELEASE:
		*out = f->facts->release;
		break;
	case GR_PIECE_VALUE:
		*out = rows->row[0]->cell[piece->column];
		break;
	case GR_PIECE_COUNT:
		return count(f, line, piece, rows, out, err);
	case GR_PIECE_BEFORE:
	case GR_PIECE_CHANGE:
	case GR_PIECE_CHANGE_RATE:
		*out = compare_waves(f, line, piece, rows->row[0], err);
		break;
	}
	return err->status;
}

static enum gr_status print_all(struct gr_annual_figures *figures,
    const struct gr_script_line *line, const struct gr_template *template,
    const struct gr_annual_rows *rows, struct gr_slice *text, bool *missing,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	*missing = false;
	for (size_t i = 0; status == GR_OK && i < template->n; i++) {
		const struct gr_piece *piece = &template->piece[i];

		status = read_raw(figures, line, piece, rows, &text[i], err);
		if (status == GR_OK)
			text[i] = style(figures, piece->style, text[i], err);
		if (status == GR_OK)
			status = err->status;
		*missing = *missing || text[i].len == 0;
	}
	return status;
}

static enum gr_status join(struct gr_annual_figures *f,
    const struct gr_slice *text, size_t n, struct gr_slice *out,
    struct gr_err *err)
{
	err->status = GR_OK;
	for (size_t i = 0; i < n; i++)
		gr_buf_add(&f->scratch, text[i]);
	*out = gr_annual_figures_keep(f, err);
	return err->status;
}

enum gr_status gr_annual_figures_say(struct gr_annual_figures *f,
    const struct gr_script_line *line, const struct gr_template *template,
    const struct gr_annual_rows *rows, struct gr_slice **text,
    struct gr_slice *whole, struct gr_err *err)
{
	bool missing;

	*whole = GR_S("");
	*text = GR_NEW_ARRAY(f->facts->keep, template->n + 1, struct gr_slice);
	if (*text == NULL)
		return gr_err_memory(err);
	enum gr_status status = print_all(f, line, template, rows, *text,
	    &missing, err);
	if (status != GR_OK || missing)
		return status;
	return join(f, *text, template->n, whole, err);
}
