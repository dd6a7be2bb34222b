/* row_kind.c - what a row of a delivery is, if it is not a record. */
#include "delivery/row_kind.h"
#include "text/blank.h"
#include "text/utf8.h"

enum gr_status gr_row_judge_begin(struct gr_row_judge *judge,
    const struct gr_layout *layout, const struct gr_layout_words *words,
    struct gr_headings *headings, const struct gr_kept_row *head,
    struct gr_err *err)
{
	*judge = (struct gr_row_judge){ .layout = layout,
		.words = words,
		.headings = headings,
		.head = head,
		.heads = layout->first + layout->rows,
		.after_heading = true,
		.scratch = gr_arena_new() };
	return judge->scratch ? GR_OK : gr_err_memory(err);
}

void gr_row_judge_end(struct gr_row_judge *judge)
{
	gr_buf_free(&judge->fold);
	gr_buf_free(&judge->other);
	gr_arena_free(judge->scratch);
	judge->scratch = NULL;
}

bool gr_cell_is_code(struct gr_slice cell)
{
	size_t digits = 0, letters = 0, blank, i = 0;
	bool gap = false; /* a blank between two of them */

	/* nothing but plain digits, as nearly all are */
	if (cell.len >= 3 && gr_slice_is_digits(cell))
		return true;
	cell = gr_blank_trim(cell);
	while (i < cell.len) {
		unsigned char c = (unsigned char)cell.ptr[i];
		blank = gr_blank_bytes(gr_slice_skip(cell, i));
		if (blank > 0) {
			gap = true;
			i += blank;
			continue;
		}
		bool wide = c == 0xef && i + 2 < cell.len;
		if (c >= 0x80 && !wide)
			return false;
		if (wide) /* U+FF00 to U+FF5F as ASCII */
			c = (unsigned char)((unsigned char)cell.ptr[i + 2]
			    - 0x60u
			    + ((unsigned char)cell.ptr[i + 1] == 0xbd ? 0x40u
			                                              : 0u));
		digits += c >= '0' && c <= '9';
		letters += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
		i += wide ? 3 : 1;
	}
	/* with blanks and letters it is a sentence */
	return digits > 0 && digits + letters >= 3 && !(gap && letters > 0);
}

static struct gr_slice cell_at(const struct gr_csv_record *record, size_t i)
{
	return i < record->cells ? record->cell[i] : gr_slice_make(NULL, 0);
}

/* Position of the first filled cell, and how many are filled. */
static size_t first_filled(const struct gr_csv_record *record, size_t *filled)
{
	size_t first = GR_NONE;

	*filled = 0;
	for (size_t i = 0; i < record->cells; i++) {
		if (gr_blank_only(record->cell[i]))
			continue;
		if (first == GR_NONE)
			first = i;
		++*filled;
	}
	return first;
}

static struct gr_slice fold(struct gr_row_judge *judge, struct gr_slice cell)
{
	return gr_blank_folded(&judge->fold, cell, &judge->failed);
}

/* ---- headings again ---- */

static bool is_row(struct gr_row_judge *judge, const struct gr_kept_row *row,
    const struct gr_csv_record *record)
{
	bool same = true;
	size_t n = row->cells > record->cells ? row->cells : record->cells;

	for (size_t i = 0; i < n && same; i++) {
		struct gr_slice cell = cell_at(record, i);
		struct gr_slice old = i < row->cells ? row->cell[i]
		                                     : gr_slice_make(NULL, 0);
		if (gr_slice_eq(cell, old))
			continue;
		old = gr_blank_folded(&judge->other, old, &judge->failed);
		same = gr_slice_eq(fold(judge, cell), old);
	}
	return same;
}

static enum gr_status is_known(struct gr_row_judge *judge, struct gr_slice cell,
    size_t *known, struct gr_err *err)
{
	struct gr_heading heading;
	enum gr_status status;

	if (gr_blank_only(cell))
		return GR_OK;
	gr_arena_reset(judge->scratch);
	status = gr_headings_find(judge->headings, judge->scratch, cell,
	    &heading, err);
	*known += status == GR_OK && heading.kind != GR_HEADING_UNKNOWN;
	return status;
}

/* Whether every cell means the column that the heading has there: the same
 * heading in other words. */
static enum gr_status is_reworded(struct gr_row_judge *judge,
    const struct gr_csv_record *record, bool *yes, struct gr_err *err)
{
	const struct gr_layout *layout = judge->layout;
	enum gr_status status = GR_OK;

	*yes = record->cells >= layout->width;
	for (size_t i = 0; i < record->cells && *yes && status == GR_OK; i++) {
		struct gr_slice cell = record->cell[i];
		static const struct gr_file_column none = { .column = GR_NONE };
		const struct gr_file_column *c = i < layout->width
		    ? &layout->column[i]
		    : &none;
		struct gr_heading heading;
		gr_arena_reset(judge->scratch);
		status = gr_headings_find(judge->headings, judge->scratch, cell,
		    &heading, err);
		if (status != GR_OK)
			return status;
		*yes = heading.column == c->column
		    && heading.inverse == c->inverse
		    && gr_slice_eq(heading.unit, c->unit);
		if (*yes && heading.column == GR_NONE) {
			struct gr_slice old = gr_blank_folded(&judge->other,
			    c->header, &judge->failed);
			*yes = gr_slice_eq(fold(judge, cell), old);
		}
	}
	return status;
}

/* A row most of whose cells are known headings is a heading; the cells of the
 * code, of the name and the first one are asked before the others. */
static enum gr_status is_other_heading(struct gr_row_judge *judge,
    const struct gr_csv_record *record, size_t first, size_t filled, bool *yes,
    struct gr_err *err)
{
	const struct gr_layout *layout = judge->layout;
	size_t known = 0;
	enum gr_status status = is_known(judge, cell_at(record, first), &known,
	    err);

	if (status == GR_OK)
		status = is_known(judge,
		    cell_at(record, layout->role[GR_ROLE_CODE]), &known, err);
	if (status == GR_OK)
		status = is_known(judge,
		    cell_at(record, layout->role[GR_ROLE_NAME]), &known, err);
	*yes = false;
	if (status != GR_OK || known == 0)
		return status;
	known = 0;
	for (size_t i = 0; i < record->cells && status == GR_OK; i++)
		status = is_known(judge, record->cell[i], &known, err);
	*yes = known >= 2 && known * 2 > filled;
	return status;
}

/* ---- numbering ---- */

/* A number of a column; a computed one also says of which: 3=1+2. */
static bool small_number(struct gr_slice s, int64_t *n)
{
	size_t equals = gr_slice_find(s, GR_S("="));

	if (equals != SIZE_MAX)
		s.len = equals;
	if (s.len > 2 && s.ptr[0] == '(' && s.ptr[s.len - 1] == ')')
		s = gr_slice_make(s.ptr + 1, s.len - 2);
	return s.len <= 4 && gr_slice_to_int64(s, n) && *n >= 0;
}

/* 甲 乙 丙 1 2 3, or 1 2 3: words of numbering, and numbers that count up. */
static bool is_numbering(struct gr_row_judge *judge,
    const struct gr_csv_record *record, size_t filled)
{
	int64_t last = -1, n;

	for (size_t i = 0; i < record->cells; i++) {
		struct gr_slice cell = fold(judge, record->cell[i]);
		if (cell.len == 0
		    || gr_layout_words_is(judge->words,
		           GR_LAYOUT_WORD_NUMBERING, cell)
		            .len
		        > 0)
			continue;
		if (!small_number(cell, &n) || (last >= 0 && n != last + 1))
			return false;
		last = n;
	}
	return filled >= 2;
}

/* ---- sums ---- */

/* Without the words in brackets at its end: 合计(3个). */
static struct gr_slice without_brackets(struct gr_slice cell)
{
	size_t open = gr_slice_find(cell, GR_S("("));

	if (cell.len > 0 && cell.ptr[cell.len - 1] == ')' && open != SIZE_MAX)
		cell.len = open;
	return cell;
}

/* Bytes of the number that `s` begins with, in digits or in Chinese. */
static size_t number_bytes(struct gr_slice s)
{
	static const char numerals[] = "零〇一二两三四五六七八九十百千万";
	size_t at = 0;

	while (at < s.len) {
		struct gr_slice rest = gr_slice_skip(s, at);

		if (rest.ptr[0] >= '0' && rest.ptr[0] <= '9')
			at++;
		else if (gr_utf8_is_hanzi(rest)
		    && gr_slice_find(GR_S(numerals), gr_slice_make(rest.ptr, 3))
		        != SIZE_MAX)
			at += 3;
		else
			break;
	}
	return at;
}

/* Without how many rows were added up: 合计3个社区, 小计:3. */
static struct gr_slice without_count(const struct gr_layout_words *words,
    enum gr_layout_word kind, struct gr_slice cell)
{
	for (size_t i = 0; i < words->n[kind]; i++) {
		struct gr_slice word = words->word[kind][i];
		size_t at = gr_slice_find(cell, word), number;

		if (at == SIZE_MAX)
			continue;
		struct gr_slice rest = gr_slice_skip(cell, at + word.len);
		if (rest.len > 0 && rest.ptr[0] == ':')
			rest = gr_slice_skip(rest, 1);
		number = number_bytes(rest);
		rest = gr_slice_skip(rest, number);
		if (number > 0
		    && (rest.len == 0
		        || gr_layout_words_begins(words, GR_LAYOUT_WORD_COUNTER,
		               rest)
		                .len
		            > 0))
			return gr_slice_make(cell.ptr, at + word.len);
	}
	return cell;
}

/* A total's word alone, or behind the name of a place: 道里区小计. */
static bool is_sum(const struct gr_layout_words *words, struct gr_slice cell,
    enum gr_layout_word kind)
{
	if (cell.len > 0 && cell.ptr[cell.len - 1] == ':')
		cell.len--;
	cell = without_count(words, kind, without_brackets(cell));
	struct gr_slice word = gr_layout_words_ends(words, kind, cell);
	if (word.len == 0)
		return false;
	cell.len -= word.len;
	return cell.len == 0
	    || gr_layout_words_ends(words, GR_LAYOUT_WORD_PLACE_END, cell).len
	    > 0;
}

/* "# 制造业" and not #N/A or #####, which spreadsheets put where a value should
 * be: they have neither small letters nor any but ASCII ones. */
static bool is_marked(const struct gr_layout_words *words, struct gr_slice cell)
{
	size_t n = gr_layout_words_begins(words, GR_LAYOUT_WORD_MARK, cell).len;

	for (size_t i = n; n > 0 && i < cell.len; i++)
		if ((unsigned char)cell.ptr[i] >= 0x80
		    || (cell.ptr[i] >= 'a' && cell.ptr[i] <= 'z'))
			return true;
	return false;
}

static enum gr_row_kind sum_kind(const struct gr_layout_words *words,
    struct gr_slice cell)
{
	if (is_sum(words, cell, GR_LAYOUT_WORD_SUBTOTAL))
		return GR_ROW_SUBTOTAL;
	if (is_sum(words, cell, GR_LAYOUT_WORD_TOTAL))
		return GR_ROW_TOTAL;
	if (is_sum(words, cell, GR_LAYOUT_WORD_AVERAGE))
		return GR_ROW_AVERAGE;
	if (gr_layout_words_begins(words, GR_LAYOUT_WORD_OF_WHICH, cell).len
	    > 0)
		return GR_ROW_OF_WHICH;
	if (is_marked(words, cell))
		return GR_ROW_MARK;
	return GR_ROW_DATA;
}

/* Under a merged place name the word may stand in the next place's column,
 * where it must be the whole cell. */
static enum gr_row_kind place_sum_kind(struct gr_row_judge *judge,
    const struct gr_csv_record *record)
{
	static const enum gr_role role[] = { GR_ROLE_CITY_NAME,
		GR_ROLE_COUNTY_NAME, GR_ROLE_STREET };
	const struct gr_layout_words *words = judge->words;

	for (size_t i = 0; i < sizeof(role) / sizeof(role[0]); i++) {
		struct gr_slice cell = fold(judge,
		    cell_at(record, judge->layout->role[role[i]]));
		if (gr_layout_words_is(words, GR_LAYOUT_WORD_SUBTOTAL, cell).len
		    > 0)
			return GR_ROW_SUBTOTAL;
		if (gr_layout_words_is(words, GR_LAYOUT_WORD_TOTAL, cell).len
		    > 0)
			return GR_ROW_TOTAL;
		if (gr_layout_words_is(words, GR_LAYOUT_WORD_AVERAGE, cell).len
		    > 0)
			return GR_ROW_AVERAGE;
	}
	return GR_ROW_DATA;
}

/* ---- footnotes ---- */

static bool is_footnote(const struct gr_layout_words *words,
    struct gr_slice cell, size_t filled)
{
	struct gr_slice word = gr_layout_words_begins(words,
	    GR_LAYOUT_WORD_FOOTNOTE, cell);
	struct gr_slice rest = gr_slice_skip(cell, word.len);

	if (word.len == 0)
		return false;
	return filled <= 2 || rest.len == 0 || strchr(":(.;", rest.ptr[0])
	    || (rest.ptr[0] >= '0' && rest.ptr[0] <= '9')
	    || gr_slice_find(rest, GR_S(":")) != SIZE_MAX;
}

/* "2.", "(3)", "4、": what a line of a list begins with. */
static bool is_enumerated(struct gr_slice cell)
{
	size_t i = 0;

	while (i < cell.len
	    && (cell.ptr[i] == '('
	        || (cell.ptr[i] >= '0' && cell.ptr[i] <= '9')))
		i++;
	if (i == 0 || i == cell.len)
		return false;
	struct gr_slice rest = gr_slice_skip(cell, i);
	return rest.ptr[0] == '.' || rest.ptr[0] == ')'
	    || gr_slice_starts(rest, GR_S("\xe3\x80\x81"))  /* 、 */
	    || gr_slice_starts(rest, GR_S("\xe3\x80\x82")); /* 。 */
}

/* Below a footnote, a row with next to nothing in it goes on with it. */
static bool is_footnote_more(const struct gr_row_judge *judge,
    struct gr_slice first_cell, size_t filled)
{
	if (!judge->in_footnote)
		return false;
	return filled == 1
	    || (is_enumerated(first_cell)
	        && filled * 2 <= judge->layout->width);
}

/* Two separators, or six digits: a record that was not split, or a number that
 * someone wants to tell. */
static bool is_unsplit(struct gr_slice folded)
{
	size_t digits = 0, separators = 0;

	for (size_t i = 0; i < folded.len && digits < 6; i++) {
		char c = folded.ptr[i];
		digits = c >= '0' && c <= '9' ? digits + 1 : 0;
		separators += strchr(",;|\t\1", c) != NULL;
	}
	return digits == 6 || separators > 1;
}

/* A row whose only cell stands in the code's place and is none: a title, a page
 * number.  It has neither a unit nor an answer. */
static bool is_line_of_text(struct gr_row_judge *judge,
    const struct gr_csv_record *record, size_t first, size_t filled)
{
	return filled == 1 && first == judge->layout->role[GR_ROLE_CODE]
	    && judge->layout->known > 2
	    && !is_unsplit(fold(judge, record->cell[first]));
}

/* ---- the whole ---- */

/* Whether a cell under a heading of the dictionary is filled: a form that was
 * numbered beforehand ends with rows of nothing but their numbers. */
static bool has_answer(const struct gr_layout *layout,
    const struct gr_csv_record *record)
{
	for (size_t i = 0; i < record->cells && i < layout->width; i++)
		if (layout->column[i].column != GR_NONE
		    && !gr_blank_only(record->cell[i]))
			return true;
	return record->cells > layout->width;
}

static enum gr_status judge_uncoded(struct gr_row_judge *judge,
    const struct gr_csv_record *record, size_t first, size_t filled,
    enum gr_row_kind *out, struct gr_err *err)
{
	const struct gr_layout_words *words = judge->words;
	struct gr_slice cell;
	bool other = false, same = false;

	if (judge->after_heading && is_numbering(judge, record, filled)) {
		*out = GR_ROW_NUMBERING;
		return GR_OK;
	}
	for (size_t i = 0; i < judge->heads; i++)
		if (is_row(judge, &judge->head[i], record)) {
			*out = GR_ROW_HEADING;
			return GR_OK;
		}
	enum gr_status status = is_other_heading(judge, record, first, filled,
	    &other, err);
	if (status == GR_OK && other)
		status = is_reworded(judge, record, &same, err);
	if (status != GR_OK || other) {
		*out = same ? GR_ROW_HEADING : GR_ROW_OTHER_HEADING;
		return status;
	}
	cell = fold(judge, record->cell[first]);
	if (gr_layout_words_begins(words, GR_LAYOUT_WORD_CONTINUED, cell).len
	    > 0)
		*out = GR_ROW_CONTINUED;
	else if (is_footnote(words, cell, filled)
	    || is_footnote_more(judge, cell, filled))
		*out = GR_ROW_FOOTNOTE;
	else
		*out = sum_kind(words, cell);
	if (*out == GR_ROW_DATA)
		*out = sum_kind(words,
		    fold(judge,
		        cell_at(record, judge->layout->role[GR_ROLE_NAME])));
	if (*out == GR_ROW_DATA)
		*out = place_sum_kind(judge, record);
	if (*out == GR_ROW_DATA
	    && is_line_of_text(judge, record, first, filled))
		*out = GR_ROW_TEXT;
	if (*out == GR_ROW_DATA && !has_answer(judge->layout, record))
		*out = GR_ROW_BLANK;
	return GR_OK;
}

enum gr_status gr_row_judge_kind(struct gr_row_judge *judge,
    const struct gr_csv_record *record, enum gr_row_kind *out,
    struct gr_err *err)
{
	size_t code = judge->layout->role[GR_ROLE_CODE], filled;
	enum gr_status status = GR_OK;

	*out = GR_ROW_DATA;
	if (!gr_cell_is_code(cell_at(record, code))) {
		size_t first = first_filled(record, &filled);
		if (first == GR_NONE)
			*out = GR_ROW_BLANK;
		else
			status = judge_uncoded(judge, record, first, filled,
			    out, err);
	}
	if (judge->failed && status == GR_OK)
		status = gr_err_memory(err);
	if (*out != GR_ROW_BLANK) {
		judge->after_heading = *out == GR_ROW_HEADING;
		judge->in_footnote = *out == GR_ROW_FOOTNOTE;
	}
	return status;
}
