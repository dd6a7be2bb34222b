/* layout_words.c - the words by which people lay out tables, from a table. */
#include <errno.h>
#include <unistd.h>

#include "csv/table.h"
#include "delivery/layout_words.h"
#include "text/blank.h"
#include "text/name_fold.h"

static const char *const key_name[GR_LAYOUT_WORDS] = {
	[GR_LAYOUT_WORD_TOTAL] = "total",
	[GR_LAYOUT_WORD_SUBTOTAL] = "subtotal",
	[GR_LAYOUT_WORD_AVERAGE] = "average",
	[GR_LAYOUT_WORD_COUNTER] = "counter",
	[GR_LAYOUT_WORD_PLACE_END] = "place_end",
	[GR_LAYOUT_WORD_OF_WHICH] = "of_which",
	[GR_LAYOUT_WORD_MARK] = "mark",
	[GR_LAYOUT_WORD_FOOTNOTE] = "footnote",
	[GR_LAYOUT_WORD_CONTINUED] = "continued",
	[GR_LAYOUT_WORD_NUMBERING] = "numbering",
	[GR_LAYOUT_WORD_DITTO] = "ditto",
	[GR_LAYOUT_WORD_UNIT_KEY] = "unit_key",
	[GR_LAYOUT_WORD_ANSWERS] = "answers",
	[GR_LAYOUT_WORD_ANSWER] = "answer",
	[GR_LAYOUT_WORD_TRAP] = "trap",
	[GR_LAYOUT_WORD_ORNAMENT] = "ornament",
	[GR_LAYOUT_WORD_CITY_PREFIX] = "city_prefix",
	[GR_LAYOUT_WORD_COUNTY_PREFIX] = "county_prefix",
	[GR_LAYOUT_WORD_STREET_PREFIX] = "street_prefix",
};

static enum gr_status read_key(const struct gr_table *table,
    const struct gr_table_row *row, size_t *key, struct gr_err *err)
{
	struct gr_slice name = gr_table_cell(table, row, "key");

	for (*key = 0; *key < GR_LAYOUT_WORDS; ++*key)
		if (gr_slice_eq(name, gr_slice_of(key_name[*key])))
			return GR_OK;
	return gr_table_error(table, row, "key", err,
	    "'%.*s' is no key of a layout", GR_ARG(name));
}

static enum gr_status read_word(const struct gr_table *table,
    const struct gr_table_row *row, struct gr_slice *word, struct gr_err *err)
{
	struct gr_buf folded = { 0 };

	gr_blank_fold(&folded, gr_table_cell(table, row, "word"));
	enum gr_status status = gr_buf_check(&folded, err);
	if (status == GR_OK && folded.len == 0)
		status = gr_table_error(table, row, "word", err, "is empty");
	if (status == GR_OK) {
		*word = gr_arena_copy(table->arena, gr_buf_slice(&folded));
		if (!word->ptr)
			status = gr_err_memory(err);
	}
	gr_buf_free(&folded);
	return status;
}

static enum gr_status read_prefix(const struct gr_table *table,
    const struct gr_table_row *row, struct gr_slice word, size_t *prefix,
    struct gr_err *err)
{
	uint64_t n;

	if (!gr_slice_to_uint64(word, &n) || n == 0 || n > 64)
		return gr_table_error(table, row, "word", err,
		    "'%.*s' is no number of characters", GR_ARG(word));
	*prefix = (size_t)n;
	return GR_OK;
}

/* A word once under its key, a number of characters once at all. */
static enum gr_status check_once(const struct gr_table *table,
    const struct gr_table_row *row, size_t key, const struct gr_slice *before,
    size_t n, struct gr_slice word, struct gr_err *err)
{
	if (key >= GR_LAYOUT_WORD_CITY_PREFIX && n > 0)
		return gr_table_error(table, row, "key", err,
		    "'%s' is given twice", key_name[key]);
	for (size_t i = 0; i < n; i++)
		if (gr_slice_eq(before[i], word))
			return gr_table_error(table, row, "word", err,
			    "'%.*s' is given twice", GR_ARG(word));
	return GR_OK;
}

static enum gr_status read_rows(const struct gr_table *table,
    struct gr_layout_words *out, struct gr_err *err)
{
	struct gr_slice *list[GR_LAYOUT_WORDS];

	for (size_t k = 0; k < GR_LAYOUT_WORDS; k++) {
		list[k] = GR_NEW_ARRAY(table->arena, table->rows + 1,
		    struct gr_slice);
		if (!list[k])
			return gr_err_memory(err);
		out->word[k] = list[k];
	}
	for (size_t i = 0; i < table->rows; i++) {
		struct gr_slice word;
		size_t key;
		enum gr_status status = read_key(table, &table->row[i], &key,
		    err);
		if (status == GR_OK)
			status = read_word(table, &table->row[i], &word, err);
		if (status == GR_OK && key >= GR_LAYOUT_WORD_CITY_PREFIX)
			status = read_prefix(table, &table->row[i], word,
			    &out->prefix[key - GR_LAYOUT_WORD_CITY_PREFIX],
			    err);
		if (status == GR_OK)
			status = check_once(table, &table->row[i], key,
			    list[key], out->n[key], word, err);
		if (status != GR_OK)
			return status;
		list[key][out->n[key]++] = word;
	}
	return GR_OK;
}

enum gr_status gr_layout_words_read(struct gr_arena *keep, const char *dir,
    struct gr_layout_words *out, struct gr_err *err)
{
	static const char *const columns[] = { "key", "word", NULL };
	static const char *const optional[] = { "note", NULL };
	const char *path = gr_arena_path(keep, dir, GR_S("layout.csv"));
	struct gr_table table;

	*out = (struct gr_layout_words){ .prefix = { 0 } };
	if (!path)
		return gr_err_memory(err);
	if (access(path, F_OK) != 0 && errno == ENOENT)
		return GR_OK;
	enum gr_status status = gr_table_read(keep, path, &table, err);
	if (status == GR_OK)
		status = gr_table_columns(&table, columns, optional, err);
	if (status == GR_OK)
		status = read_rows(&table, out, err);
	return status;
}

struct gr_slice gr_layout_words_is(const struct gr_layout_words *words,
    enum gr_layout_word kind, struct gr_slice folded)
{
	for (size_t i = 0; i < words->n[kind]; i++)
		if (gr_slice_eq(words->word[kind][i], folded))
			return folded;
	return gr_slice_make(NULL, 0);
}

struct gr_slice gr_layout_words_begins(const struct gr_layout_words *words,
    enum gr_layout_word kind, struct gr_slice folded)
{
	struct gr_slice best = { NULL, 0 };

	if (folded.len == 0)
		return best;
	for (size_t i = 0; i < words->n[kind]; i++) {
		struct gr_slice word = words->word[kind][i];
		if (word.ptr[0] == folded.ptr[0] && word.len > best.len
		    && gr_slice_starts(folded, word))
			best = word;
	}
	return best;
}

struct gr_slice gr_layout_words_ends(const struct gr_layout_words *words,
    enum gr_layout_word kind, struct gr_slice folded)
{
	struct gr_slice best = { NULL, 0 };

	if (folded.len == 0)
		return best;
	for (size_t i = 0; i < words->n[kind]; i++) {
		struct gr_slice word = words->word[kind][i];
		if (word.ptr[word.len - 1] == folded.ptr[folded.len - 1]
		    && word.len > best.len && gr_slice_ends(folded, word))
			best = word;
	}
	return best;
}

struct gr_slice gr_layout_words_bare(const struct gr_layout_words *words,
    struct gr_slice s)
{
	for (;;) {
		size_t begins = gr_layout_words_begins(words,
		    GR_LAYOUT_WORD_ORNAMENT, s)
		                    .len;
		size_t ends =
		    gr_layout_words_ends(words, GR_LAYOUT_WORD_ORNAMENT, s).len;

		if (begins == 0)
			begins = gr_serial_length(s);
		if (begins == 0 && ends == 0)
			return s;
		s = gr_slice_skip(s, begins);
		if (begins == 0)
			s.len -= ends;
	}
}
