/* layout_words.h - the words by which people lay out tables, from a table.
 *
 * Which word makes a row a total, what begins a footnote, how columns are
 * numbered: these are words of a language and of an office, not of a program.
 * They are rows of layout.csv (key,word) in the folder of the standard; without
 * the file no row is anything but data or blank.
 */
#ifndef GREEN_DELIVERY_LAYOUT_WORDS_H
#define GREEN_DELIVERY_LAYOUT_WORDS_H

#include "base/arena.h"

/* Keys of layout.csv, spelled there in lower case with '_'. */
enum gr_layout_word {
	GR_LAYOUT_WORD_TOTAL,     /* a row of sums of all rows: 合计 */
	GR_LAYOUT_WORD_SUBTOTAL,  /* a row of sums of a block: 小计 */
	GR_LAYOUT_WORD_AVERAGE,   /* a row of averages: 平均 */
	GR_LAYOUT_WORD_COUNTER,   /* behind a number behind these: 3个 */
	GR_LAYOUT_WORD_PLACE_END, /* ends a place's name before such a word */
	GR_LAYOUT_WORD_OF_WHICH, /* begins a row that is part of another: 其中 */
	GR_LAYOUT_WORD_MARK,     /* the same as a mark: # */
	GR_LAYOUT_WORD_FOOTNOTE, /* begins a footnote or signature: 注, 填表人 */
	GR_LAYOUT_WORD_CONTINUED, /* begins the title of a further page: 续表 */
	GR_LAYOUT_WORD_NUMBERING, /* numbers a column, besides 1 2 3: 甲 */
	GR_LAYOUT_WORD_DITTO,     /* the same as above: 同上 */
	GR_LAYOUT_WORD_UNIT_KEY,  /* "单位": what follows are units */
	GR_LAYOUT_WORD_ANSWERS,   /* in brackets behind a question: 是/否 */
	GR_LAYOUT_WORD_ANSWER,    /* such an answer, which is no number: 是 */
	GR_LAYOUT_WORD_TRAP, /* a heading that lacks this word at its end does
				   not say what yes means: 治理 */
	GR_LAYOUT_WORD_ORNAMENT, /* at either end of a heading, and no part of
				   it: *, (必填) */
	GR_LAYOUT_WORD_CITY_PREFIX, /* characters of a code that name the city, */
	GR_LAYOUT_WORD_COUNTY_PREFIX, /* the county, */
	GR_LAYOUT_WORD_STREET_PREFIX, /* the street */
	GR_LAYOUT_WORDS
};

struct gr_layout_words {
	const struct gr_slice *word[GR_LAYOUT_WORDS]; /* folded (blank.h) */
	size_t n[GR_LAYOUT_WORDS];
	size_t prefix[3]; /* city, county, street; 0 = not known */
};

/* Read layout.csv in `dir`.  GR_EUSAGE at file:line:column: an unknown key, an
 * empty word, a prefix that is no number. */
GR_MUST_USE enum gr_status gr_layout_words_read(struct gr_arena *keep,
    const char *dir, struct gr_layout_words *out, struct gr_err *err);

/* The word of a kind that `folded` is, begins or ends with (the longest), or
 * an empty slice. */
struct gr_slice gr_layout_words_is(const struct gr_layout_words *words,
    enum gr_layout_word kind, struct gr_slice folded);
struct gr_slice gr_layout_words_begins(const struct gr_layout_words *words,
    enum gr_layout_word kind, struct gr_slice folded);
struct gr_slice gr_layout_words_ends(const struct gr_layout_words *words,
    enum gr_layout_word kind, struct gr_slice folded);

/* A folded heading without what people put before and behind it: its number,
 * and marks of what must be filled in. */
struct gr_slice gr_layout_words_bare(const struct gr_layout_words *words,
    struct gr_slice s);

#endif
