/* preamble.c - what is said about a whole delivery above its table. */
#include "delivery/preamble.h"
#include "number/numeral.h"
#include "standard/personal_place.h"
#include "text/blank.h"
#include "text/utf8.h"

#define WIDE_COLON "\xef\xbc\x9a"

struct reader {
	struct gr_headings *headings;
	const struct gr_standard *standard;
	const struct gr_layout_words *words;
	const struct gr_layout *layout;
	struct gr_arena *keep;
	struct gr_preamble *out;
	size_t room;
	struct gr_buf key, value; /* being read; value may come later */
	struct gr_buf fold;
	bool failed; /* memory ran out in between */
	bool has_key;
	uint64_t line;
	size_t row;
};

/* Whether a value may be taken from above the table: not what identifies a
 * record, nothing personal, nothing that the table has itself. */
static bool may_give(const struct reader *r, size_t column)
{
	const struct gr_column *c = &r->standard->column[column];

	if (c->personal || c->role == GR_ROLE_CODE || c->role == GR_ROLE_NAME
	    || c->role == GR_ROLE_PREV_CODE || c->role == GR_ROLE_PREV_NAME)
		return false;
	for (size_t i = 0; i < r->out->n; i++)
		if (r->out->given[i].column == column)
			return false;
	return r->layout->file_column[column] == GR_NONE
	    && (c->role != GR_ROLE_NONE || c->type == GR_TYPE_TEXT
	        || c->type == GR_TYPE_ENUM || c->type == GR_TYPE_DATE);
}

/* A digit, or a numeral of one character: 二〇二一年. */
static bool has_digit(struct reader *r, struct gr_slice s)
{
	int64_t n;

	s = gr_blank_folded(&r->fold, s, &r->failed);
	while (s.len > 0) {
		size_t bytes = gr_utf8_step(s, NULL);

		if (gr_numeral_digits(gr_slice_make(s.ptr, bytes), &n))
			return true;
		s = gr_slice_skip(s, bytes);
	}
	return false;
}

/* "(单位:人)": without the brackets round a key and its value. */
static void drop_brackets(struct gr_slice *key, struct gr_slice *value)
{
	uint32_t c = 0;
	size_t n = gr_utf8_next(*key, &c);

	if (n == 0 || gr_blank_same(c) != '(')
		return;
	*key = gr_slice_skip(*key, n);
	n = gr_utf8_last(*value);
	if (gr_utf8_next(gr_slice_skip(*value, value->len - n), &c) > 0
	    && gr_blank_same(c) == ')')
		value->len -= n;
}

static enum gr_status give(struct reader *r, size_t column,
    struct gr_slice value, struct gr_err *err)
{
	enum gr_type type = r->standard->column[column].type;
	struct gr_buf masked = { 0 };
	void *items = r->out->given;

	if ((type != GR_TYPE_TEXT && type != GR_TYPE_ENUM
	        && !has_digit(r, value))
	    || !may_give(r, column))
		return GR_OK;
	/* as cells are written: '\\' before what would be read as a mark */
	if (value.ptr[0] == '!' || value.ptr[0] == '\\')
		gr_buf_byte(&masked, '\\');
	(void)gr_personal_add(&masked, value,
	    gr_personal_place_of(r->standard, column));
	value = gr_buf_slice(&masked);
	enum gr_status status = gr_buf_check(&masked, err);
	if (status == GR_OK)
		status = gr_arena_grow(r->keep, &items, &r->room, r->out->n,
		    sizeof(*r->out->given), err);
	if (status == GR_OK) {
		r->out->given = items;
		value = gr_arena_copy(r->keep, value);
		r->out->given[r->out->n++] = (struct gr_given){ column, value,
			r->line };
		r->out->told[r->row] = true;
		if (!value.ptr)
			status = gr_err_memory(err);
	}
	gr_buf_free(&masked);
	return status;
}

/* A separator of a list of units: 、 ， ； or an ASCII one; its bytes. */
static size_t separator(struct gr_slice s)
{
	static const char *const wide[] = { "\xe3\x80\x81", "\xef\xbc\x8c",
		"\xef\xbc\x9b" };

	for (size_t i = 0; i < sizeof(wide) / sizeof(wide[0]); i++)
		if (gr_slice_starts(s, gr_slice_of(wide[i])))
			return 3;
	if (s.len > 0 && strchr(",;", s.ptr[0]) && s.ptr[0] != '\0')
		return 1;
	return gr_blank_bytes(s);
}

static enum gr_status check_units(struct reader *r, struct gr_slice list,
    struct gr_err *err)
{
	size_t from = 0, i = 0;
	enum gr_status status = GR_OK;

	r->out->told[r->row] = true;
	while (i <= list.len && status == GR_OK) {
		struct gr_slice rest = gr_slice_skip(list, i);
		size_t n = rest.len > 0 ? separator(rest) : 1;
		bool known, converts;
		if (n == 0) {
			i++;
			continue;
		}
		struct gr_slice unit = gr_blank_trim(
		    gr_slice_make(list.ptr + from, i - from));
		from = i += n;
		if (unit.len == 0)
			continue;
		status = gr_headings_unit(r->headings, unit, &known, &converts,
		    err);
		if (status == GR_OK && converts && r->out->bad_unit.len == 0) {
			r->out->bad_unit = gr_arena_copy(r->keep, unit);
			r->out->bad_unit_line = r->line;
		}
	}
	return status;
}

/* A key and its value are complete. */
static enum gr_status finish(struct reader *r, struct gr_err *err)
{
	struct gr_slice value = gr_blank_trim(gr_buf_slice(&r->value));
	struct gr_slice whole = gr_blank_trim(gr_buf_slice(&r->key)), key;
	struct gr_heading heading;
	enum gr_status status = gr_buf_check(&r->value, err);

	if (status == GR_OK)
		status = gr_buf_check(&r->key, err);

	if (status == GR_OK && r->has_key && value.len > 0) {
		drop_brackets(&whole, &value);
		status = gr_headings_find(r->headings, r->keep, whole, &heading,
		    err);
		key = gr_blank_folded(&r->fold, whole, &r->failed);
		if (status == GR_OK && heading.kind == GR_HEADING_FOUND)
			status = give(r, heading.column, value, err);
		else if (status == GR_OK
		    && gr_layout_words_ends(r->words, GR_LAYOUT_WORD_UNIT_KEY,
		           key)
		            .len
		        > 0)
			status = check_units(r, value, err);
	}
	if (status == GR_OK && r->failed)
		status = gr_err_memory(err);
	r->has_key = false;
	gr_buf_clear(&r->key);
	gr_buf_clear(&r->value);
	return status;
}

static size_t colon_at(struct gr_slice word, size_t *bytes)
{
	size_t wide = gr_slice_find(word, GR_S(WIDE_COLON));
	size_t narrow = gr_slice_find(word, GR_S(":"));

	*bytes = wide < narrow ? sizeof(WIDE_COLON) - 1 : 1;
	return wide < narrow ? wide : narrow;
}

/* "单位(户、人)": the units, in r->fold, that brackets hold instead. */
static bool has_units_in_brackets(struct reader *r, struct gr_slice word,
    struct gr_slice *list)
{
	struct gr_slice s = gr_blank_folded(&r->fold, word, &r->failed);
	size_t n =
	    gr_layout_words_begins(r->words, GR_LAYOUT_WORD_UNIT_KEY, s).len;

	if (n == 0 || n + 2 > s.len || s.ptr[n] != '('
	    || s.ptr[s.len - 1] != ')')
		return false;
	*list = gr_slice_make(s.ptr + n + 1, s.len - n - 2);
	return true;
}

/* One word between blanks: a key with a colon, or more of a value.  Times of
 * the day have colons too, but behind a digit. */
static enum gr_status read_word(struct reader *r, struct gr_slice word,
    struct gr_err *err)
{
	size_t bytes, at = colon_at(word, &bytes);
	enum gr_status status = GR_OK;
	struct gr_slice list;

	if (at == SIZE_MAX && has_units_in_brackets(r, word, &list))
		return check_units(r, list, err);
	if (at != SIZE_MAX && at > 0
	    && !(word.ptr[at - 1] >= '0' && word.ptr[at - 1] <= '9')) {
		status = finish(r, err);
		r->has_key = true;
		gr_buf_add(&r->key, gr_slice_make(word.ptr, at));
		word = gr_slice_skip(word, at + bytes);
	} else if (!r->has_key) {
		return GR_OK;
	}
	if (r->value.len > 0 && word.len > 0)
		gr_buf_byte(&r->value, ' ');
	gr_buf_add(&r->value, word);
	return status;
}

static enum gr_status read_cell(struct reader *r, struct gr_slice cell,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;
	size_t n;

	while (cell.len > 0 && status == GR_OK) {
		size_t i = 0;
		while ((n = gr_blank_bytes(cell)) > 0)
			cell = gr_slice_skip(cell, n);
		while (
		    i < cell.len && gr_blank_bytes(gr_slice_skip(cell, i)) == 0)
			i++;
		if (i > 0)
			status = read_word(r, gr_slice_make(cell.ptr, i), err);
		cell = gr_slice_skip(cell, i);
	}
	return status;
}

enum gr_status gr_preamble_read(struct gr_headings *headings,
    const struct gr_standard *standard, const struct gr_layout_words *words,
    const struct gr_layout *layout, const struct gr_kept_row *row,
    struct gr_arena *keep, struct gr_preamble *out, struct gr_err *err)
{
	struct reader r = { .headings = headings,
		.standard = standard,
		.words = words,
		.layout = layout,
		.keep = keep,
		.out = out };
	enum gr_status status = GR_OK;

	*out = (struct gr_preamble){ .n = 0 };
	out->told = GR_NEW_ARRAY(keep, layout->first + 1, bool);
	if (!out->told)
		return gr_err_memory(err);
	for (size_t i = 0; i < layout->first && status == GR_OK; i++) {
		r.line = row[i].line;
		r.row = i;
		for (size_t k = 0; k < row[i].cells && status == GR_OK; k++)
			status = read_cell(&r, row[i].cell[k], err);
		if (status == GR_OK)
			status = finish(&r, err);
	}
	gr_buf_free(&r.fold);
	gr_buf_free(&r.key);
	gr_buf_free(&r.value);
	return status;
}
