/* wording.h - the words on stderr, in the language of whoever reads them.
 *
 * Files are in the language of the standard or of --lang; what a program says
 * to a person at a terminal or in a mail is in that of the locale, LC_MESSAGES
 * alone: no number, sorting or character ever depends on one.  Sources say it
 * in English, gettext looks it up in src/po, and the functions that take a
 * format do so themselves, so that no caller has to mark its strings.
 */
#ifndef GREEN_BASE_WORDING_H
#define GREEN_BASE_WORDING_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* Choose the language; once, when a program begins.  Its catalogue is found
 * beside the program (../share/locale), installed or not; without one, or
 * without the locale, all stays English.  $GREEN_MESSAGES names the locale in
 * a script that has LC_ALL=C for its tools' sake. */
void gr_wording_begin(void);

/* gettext's name for our catalogue, for argp. */
#define GR_WORDING_DOMAIN "greenline"

/* Whether that language is Chinese: for what is known in both languages. */
bool gr_wording_is_chinese(void);

/* The text in the reader's language, or itself.  Texts of the C library
 * (reasons of errno) are known as well. */
const char *gr_wording(const char *text) __attribute__((format_arg(1)));

/* Marks a text that is looked up only later, as the %s of a message. */
#define GR_WORDS(text) text

/* vsnprintf in the reader's language: of the format, and of every %s that is
 * a text of ours, so that sentences may be put together; %.*s, which is data,
 * stays as it is.  A translation has the format's conversions in its order. */
void gr_wording_vformat(char *to, size_t room, const char *format, va_list args)
    __attribute__((format(printf, 3, 0)));

#endif
