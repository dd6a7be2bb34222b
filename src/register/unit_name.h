/* unit_name.h - names of communities and places as people write them.
 *
 * A name in a delivery is the register's name with another suffix, with its
 * parents written before it, with blanks between the characters or with a
 * former name in brackets.  These functions take such forms back, one kind at
 * a time, so that what is left can be compared exactly; nothing here ever
 * matches two names that differ in a character of the name itself.  The words
 * they know are the standard's (name_words.h).
 */
#ifndef GREEN_REGISTER_UNIT_NAME_H
#define GREEN_REGISTER_UNIT_NAME_H

#include "base/buf.h"
#include "register/name_words.h"
#include "text/name_fold.h"

/* Of a folded name: without its committee suffix, unless nothing would be
 * left. */
struct gr_slice gr_name_stem(const struct gr_name_words *words,
    struct gr_slice name);

/* A place's name without the office's word at its end. */
struct gr_slice gr_place_without_office(const struct gr_name_words *words,
    struct gr_slice place);

/* Whether `written` is `name`, both folded, or is so but for one word of
 * `kind` left out or added at the end ("道里" for "道里区"). */
bool gr_place_agrees(const struct gr_name_words *words, enum gr_word kind,
    struct gr_slice written, struct gr_slice name);

/* The ways of writing that are taken back, as bits. */
enum {
	GR_FORM_SERIAL = 1u << 0, /* "12、", "(1)" before the name */
	GR_FORM_SPACES = 1u << 1, /* blanks between characters */
	GR_FORM_FORMER = 1u << 2, /* a former name in brackets */
	GR_FORM_PARENT = 1u << 3, /* names of its parents before it */
	GR_FORMS = 1u << 4
};

enum { GR_PARENTS_MAX = 4 };

/* The names that may stand before a unit's, folded, outermost first; empty
 * ones are passed over.  An office's word may follow each. */
struct gr_parents {
	struct gr_slice name[GR_PARENTS_MAX];
};

/* `s` without the parents' names that it begins with; `s` itself if it begins
 * with none. */
struct gr_slice gr_name_after_parents(const struct gr_name_words *words,
    const struct gr_parents *parents, struct gr_slice s);

/* Write the folded `name` to *to (cleared first) with every form of `forms`
 * taken back.  False if one of them changes nothing or leaves nothing, so that
 * each set of forms gives a name at most once. */
bool gr_name_take_back(const struct gr_name_words *words, unsigned forms,
    const struct gr_parents *parents, struct gr_slice name, struct gr_buf *to);

/* Insertions, deletions and replacements of characters between two names;
 * SIZE_MAX if it is more than `most` (which is at most 63). */
size_t gr_name_distance(struct gr_slice a, struct gr_slice b, size_t most);

#endif
