/* wording.h - the words of programs, in the language of whoever reads them.
 *
 * Files are in the language of the standard or of --lang; what a program says
 * to a person at a terminal or in a mail is in that of --lang, else of the
 * environment: LC_ALL, LC_MESSAGES or LANG, as names only, for no locale has to
 * be installed, and no number, sorting or character ever depends on one.
 * Sources say it in English, the tables made of src/po have the rest, and the
 * functions that take a format look it up themselves, so that no caller has to
 * mark its strings.
 */
#ifndef GREEN_BASE_WORDING_H
#define GREEN_BASE_WORDING_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

/* Choose the language by the environment; once, when a program begins.  What
 * is none of ours is English.  $GREEN_MESSAGES names the locale in a script
 * that has LC_ALL=C for its tools' sake; $LANGUAGE, a list, comes before
 * whatever locale that is not C. */
void gr_wording_begin(void);

/* Choose it by name, "zh" or "zh_CN.UTF-8": for --lang. */
void gr_wording_choose(const char *locale);

/* Whether that language is Chinese: for what is known in both languages. */
bool gr_wording_is_chinese(void);

/* The text in the reader's language, or itself. */
const char *gr_wording(const char *text) __attribute__((format_arg(1)));

/* Marks a text that is looked up only later, as the %s of a message. */
#define GR_WORDS(text) text

/* The same for a word that has another translation elsewhere, or that is also a
 * name in data, where it is to stay: `context` says which it is, in gettext's
 * form.  Only gr_wording_in() takes it. */
#define GR_WORDS_AS(context, text) context "\004" text

/* The text in Chinese or in English, whatever the reader's language: for what
 * is written to a file.  Without a translation it is the English text. */
const char *gr_wording_in(bool chinese, const char *text)
    __attribute__((format_arg(2)));

/* The name, if it is one of `words`, which stand there as GR_WORDS_AS(); in
 * English each is itself.  Else the name as it is. */
struct gr_slice gr_wording_name(const char *const *words, size_t n,
    struct gr_slice name, bool chinese);

/* vsnprintf in the reader's language: of the format, and of every %s that is
 * a text of ours, so that sentences may be put together; %.*s, which is data,
 * stays as it is.  A translation has the format's conversions in its order. */
void gr_wording_vformat(char *to, size_t room, const char *format, va_list args)
    __attribute__((format(printf, 3, 0)));

/* The same in Chinese or in English, whatever the reader's language. */
void gr_wording_vformat_in(bool chinese, char *to, size_t room,
    const char *format, va_list args) __attribute__((format(printf, 4, 0)));

#endif
