/* name_words.c - the words of names that a standard knows: its table names.csv */
#include "register/name_words.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/word.h"
#include "csv/table.h"
#include "text/name_fold.h"
#include "text/utf8.h"

static const char *const kind_name[GR_WORDS] = {
	[GR_WORD_COMMITTEE] = "committee",
	[GR_WORD_CITY] = "city",
	[GR_WORD_COUNTY] = "county",
	[GR_WORD_STREET] = "street",
	[GR_WORD_OFFICE] = "office",
	[GR_WORD_FORMER] = "former",
	[GR_WORD_ABOLISHED] = "abolished",
	[GR_WORD_TEST] = "test",
	[GR_WORD_OUTSIDE] = "outside",
	[GR_WORD_OUTSIDE_CODE] = "outside_code",
};

/* "200-399": two numbers of as many digits, in order. */
static bool parse_range(struct gr_slice word, uint64_t *low, uint64_t *high,
    size_t *digits)
{
	struct gr_slice first;

	if (!gr_slice_split(&word, '-', &first)
	    || !gr_slice_to_uint64(first, low)
	    || !gr_slice_to_uint64(word, high))
		return false;
	*digits = first.len;
	return first.len == word.len && *low <= *high;
}

static enum gr_status read_word(const struct gr_table *table,
    const struct gr_table_row *row, struct gr_map *seen, enum gr_word *kind,
    struct gr_slice *word, struct gr_err *err)
{
	struct gr_slice name = gr_table_cell(table, row, "kind");
	struct gr_buf folded = { 0 };
	uint64_t low, high, line;
	size_t digits;

	for (*kind = 0; *kind < GR_WORDS; (*kind)++)
		if (gr_slice_eq(name, gr_slice_of(kind_name[*kind])))
			break;
	if (*kind == GR_WORDS)
		return gr_table_error(table, row, "kind", err,
		    "there is no kind '%.*s'", GR_ARG(name));
	gr_name_fold(&folded, gr_table_cell(table, row, "word"));
	*word = gr_arena_copy(table->arena, gr_buf_slice(&folded));
	/* The key of "seen": kind and word, as in the table. */
	gr_buf_byte(&folded, '\n');
	gr_buf_add(&folded, name);
	struct gr_slice key = gr_arena_copy(table->arena,
	    gr_buf_slice(&folded));
	enum gr_status status = gr_buf_check(&folded, err);
	gr_buf_free(&folded);
	if (status != GR_OK || !word->ptr || !key.ptr)
		return gr_err_memory(err);
	if (word->len == 0)
		return gr_table_error(table, row, "word", err,
		    "the word is empty");
	if (*kind == GR_WORD_OUTSIDE_CODE
	    && !parse_range(*word, &low, &high, &digits))
		return gr_table_error(table, row, "word", err,
		    "'%.*s' is not a range like 200-399", GR_ARG(*word));
	if (gr_map_get(seen, key, &line))
		return gr_table_error(table, row, "word", err,
		    "this word is in line %llu too", (unsigned long long)line);
	return gr_map_put(seen, key, row->line, err);
}

/* The longest first: what is stripped is the longest suffix that fits. */
static int by_length(const void *a, const void *b)
{
	const struct gr_slice *x = a, *y = b;

	if (x->len != y->len)
		return x->len > y->len ? -1 : 1;
	return gr_slice_cmp(*x, *y);
}

/* A bit for the character that `s` begins with; others may have it, too. */
static uint64_t begin_of(struct gr_slice s)
{
	const unsigned char *p = (const unsigned char *)s.ptr;

	return UINT64_C(1) << (gr_utf8_is_hanzi(s) ? (p[1] ^ p[2]) & 63
	                                           : p[0] & 63);
}

/* The bytes stand at the upper end of the word. */
static inline struct gr_word_tail tail_of(struct gr_slice s)
{
	size_t above;

	if (s.len == 0)
		return (struct gr_word_tail){ 0, 0 };
	if (s.len > GR_WORD_BYTES)
		s = gr_slice_skip(s, s.len - GR_WORD_BYTES);
	above = (GR_WORD_BYTES - s.len) * 8;
	return (
	    struct gr_word_tail){ gr_word_of(s) << above, UINT64_MAX << above };
}

enum gr_status gr_name_words_settle(struct gr_arena *keep,
    struct gr_name_words *words, struct gr_err *err)
{
	for (size_t k = 0; k < GR_WORDS; k++) {
		struct gr_word_tail *tail = GR_NEW_ARRAY(keep, words->n[k],
		    struct gr_word_tail);

		if (tail == NULL)
			return gr_err_memory(err);
		for (size_t i = 0; i < words->n[k]; i++)
			tail[i] = tail_of(words->word[k][i]);
		words->tail[k] = tail;
	}
	return GR_OK;
}

enum gr_status gr_name_words_read(struct gr_arena *keep, const char *dir,
    struct gr_name_words *out, struct gr_err *err)
{
	static const char *const required[] = { "kind", "word", NULL };
	static const char *const optional[] = { "note", NULL };
	struct gr_slice *list[GR_WORDS];
	struct gr_map seen = gr_map_make(keep);
	const char *path = gr_arena_path(keep, dir, GR_S("names.csv"));
	struct gr_table table;

	*out = (struct gr_name_words){ 0 };
	if (!path)
		return gr_err_memory(err);
	if (access(path, F_OK) != 0 && errno == ENOENT)
		return GR_OK;
	enum gr_status status = gr_table_read(keep, path, &table, err);
	if (status == GR_OK)
		status = gr_table_columns(&table, required, optional, err);
	for (size_t k = 0; status == GR_OK && k < GR_WORDS; k++) {
		list[k] = GR_NEW_ARRAY(keep, table.rows, struct gr_slice);
		if (!list[k])
			status = gr_err_memory(err);
		out->word[k] = list[k];
	}
	for (size_t i = 0; status == GR_OK && i < table.rows; i++) {
		enum gr_word kind;
		struct gr_slice word;

		status = read_word(&table, &table.row[i], &seen, &kind, &word,
		    err);
		if (status == GR_OK) {
			list[kind][out->n[kind]++] = word;
			out->begins[kind] |= begin_of(word);
		}
	}
	for (size_t k = 0; status == GR_OK && k < GR_WORDS; k++)
		if (out->n[k] > 1)
			qsort(list[k], out->n[k], sizeof(*list[k]), by_length);
	return status == GR_OK ? gr_name_words_settle(keep, out, err) : status;
}

/* Most words end with the same character, and few with the same eight bytes. */
struct gr_slice gr_name_words_suffix(const struct gr_name_words *words,
    enum gr_word kind, struct gr_slice s)
{
	const uint64_t end = tail_of(s).bytes;

	for (size_t i = 0; i < words->n[kind]; i++) {
		const struct gr_word_tail *tail = &words->tail[kind][i];

		if (((end ^ tail->bytes) & tail->mask) == 0
		    && gr_slice_ends(s, words->word[kind][i]))
			return words->word[kind][i];
	}
	return GR_S("");
}

bool gr_name_words_contain(const struct gr_name_words *words, enum gr_word kind,
    struct gr_slice s)
{
	/* few names have a character that begins one */
	for (size_t n; s.len > 0; s = gr_slice_skip(s, n)) {
		n = gr_utf8_is_hanzi(s) ? 3 : 1;
		if ((words->begins[kind] & begin_of(s)) == 0)
			continue;
		for (size_t i = 0; i < words->n[kind]; i++) {
			struct gr_slice word = words->word[kind][i];

			if (*s.ptr == *word.ptr && s.len >= word.len
			    && s.ptr[word.len - 1] == word.ptr[word.len - 1]
			    && gr_slice_starts(s, word))
				return true;
		}
	}
	return false;
}

bool gr_code_is_outside(const struct gr_name_words *words, struct gr_slice code)
{
	for (size_t i = 0; i < words->n[GR_WORD_OUTSIDE_CODE]; i++) {
		uint64_t low, high, tail;
		size_t digits;

		if (parse_range(words->word[GR_WORD_OUTSIDE_CODE][i], &low,
		        &high, &digits)
		    && code.len > digits
		    && gr_slice_to_uint64(
		        gr_slice_skip(code, code.len - digits), &tail)
		    && low <= tail && tail <= high)
			return true;
	}
	return false;
}
