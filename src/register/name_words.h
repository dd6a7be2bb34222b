/* name_words.h - the words of names that a standard knows: its table names.csv.
 *
 * What a community's name may end in, which word may follow a street's name,
 * what marks a former name or a test record differs from province to province
 * and grows with every delivery.  So the words are rows of an optional table,
 * names.csv (kind,word,note), and none is in C.
 */
#ifndef GREEN_REGISTER_NAME_WORDS_H
#define GREEN_REGISTER_NAME_WORDS_H

#include "base/arena.h"

/* Kinds of names.csv, spelled there in lower case with '_'. */
enum gr_word {
	GR_WORD_COMMITTEE, /* suffix of a unit's name, not compared */
	GR_WORD_CITY,      /* suffix of a city's name that may be left out */
	GR_WORD_COUNTY,
	GR_WORD_STREET,
	GR_WORD_OFFICE,       /* may follow a place's name: "办事处" */
	GR_WORD_FORMER,       /* begins a former name in brackets */
	GR_WORD_ABOLISHED,    /* anywhere: the list says it exists no more */
	GR_WORD_TEST,         /* anywhere: not a real record */
	GR_WORD_OUTSIDE,      /* suffix: a unit outside the target population */
	GR_WORD_OUTSIDE_CODE, /* "200-599": the same, by the code's tail */
	GR_WORDS
};

struct gr_word_tail { /* the last bytes of a word, at most eight, as one */
	uint64_t bytes, mask;
};

struct gr_name_words {
	const struct gr_slice *word[GR_WORDS]; /* folded, longest first */
	size_t n[GR_WORDS];
	uint64_t begins[GR_WORDS]; /* what begins a word of it, a bit each */
	const struct gr_word_tail *tail[GR_WORDS]; /* of each word */
};

/* Read names.csv in the standard's folder `dir`; without the file every list
 * is empty.  GR_EUSAGE at file:line:column for an unknown kind, an empty word,
 * one given twice, a range that is none. */
GR_MUST_USE enum gr_status gr_name_words_read(struct gr_arena *keep,
    const char *dir, struct gr_name_words *out, struct gr_err *err);

/* Find the tails of words that did not come from a table.  GR_ESYS: memory ran
 * out. */
GR_MUST_USE enum gr_status gr_name_words_settle(struct gr_arena *keep,
    struct gr_name_words *words, struct gr_err *err);

/* The longest word of a kind that `s` (folded) ends with; empty if
 * none. */
struct gr_slice gr_name_words_suffix(const struct gr_name_words *words,
    enum gr_word kind, struct gr_slice s);

/* Whether a word of a kind is anywhere in `s` (folded). */
bool gr_name_words_contain(const struct gr_name_words *words, enum gr_word kind,
    struct gr_slice s);

/* Whether the digits at the end of `code` lie in a GR_WORD_OUTSIDE_CODE. */
bool gr_code_is_outside(const struct gr_name_words *words,
    struct gr_slice code);

#endif
