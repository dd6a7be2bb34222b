/* err.h - what a fallible function answers, and where it went wrong.
 *
 * Every fallible function returns an enum gr_status and takes a struct gr_err
 * last.  The error is filled once, where the failure happens, and is passed up
 * untouched; only the harness prints it and exits.  Statuses are few because a
 * caller can do only few different things about a failure.  The message has a
 * fixed size so that "out of memory" can be reported without memory.  It is
 * kept in each language, and once more for stderr: a delivery that is refused
 * has it in a file, in the language of the standard, which no locale may change,
 * and on stderr, where it is in the reader's language.
 */
#ifndef GREEN_BASE_ERR_H
#define GREEN_BASE_ERR_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#define GR_MUST_USE __attribute__((warn_unused_result))
#define GR_PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))

enum gr_status {
	GR_OK,     /* done */
	GR_END,    /* no more input; never a failure */
	GR_EUSAGE, /* an option or a table is wrong: exit 2 */
	GR_EDATA,  /* the input is not usable: exit 3 */
	GR_ESYS    /* the system refused, or memory ran out: exit 4 */
};

#define GR_ERR_SOURCE_MAX 512
#define GR_ERR_COLUMN_MAX 128
#define GR_ERR_MESSAGE_MAX 1024

struct gr_err {
	enum gr_status status;
	uint64_t line;                    /* 1-based; 0 = no line */
	char source[GR_ERR_SOURCE_MAX];   /* a file's name; "" = none */
	char column[GR_ERR_COLUMN_MAX];   /* a column's name; "" = none */
	char message[GR_ERR_MESSAGE_MAX]; /* a sentence without full stop */
	char words[GR_ERR_MESSAGE_MAX];   /* the same for stderr: wording.h */
	char chinese[GR_ERR_MESSAGE_MAX]; /* the same for files in Chinese */
};

/* Fill *err with a message that concerns no place, and return `status`. */
enum gr_status gr_err_set(struct gr_err *err, enum gr_status status,
    const char *format, ...) GR_PRINTF(3, 4);

/* The same, at source:line:column.  `source` and `column` may be NULL, `line`
 * 0; what does not fit is cut at a character's boundary. */
enum gr_status gr_err_at(struct gr_err *err, enum gr_status status,
    const char *source, uint64_t line, const char *column, const char *format,
    ...) GR_PRINTF(6, 7);

enum gr_status gr_err_vat(struct gr_err *err, enum gr_status status,
    const char *source, uint64_t line, const char *column, const char *format,
    va_list args) GR_PRINTF(6, 0);

/* The same for a message that is known in English and in the reader's
 * language. */
enum gr_status gr_err_said(struct gr_err *err, enum gr_status status,
    const char *source, uint64_t line, const char *message, const char *words);

/* Add to the message that is there. */
void gr_err_add(struct gr_err *err, const char *format, ...) GR_PRINTF(2, 3);

/* Say where it was, or something else of it, and keep the message.  `column`
 * may be the error's own. */
enum gr_status gr_err_place(struct gr_err *err, enum gr_status status,
    const char *source, uint64_t line, const char *column);

/* The reason that an errno stands for, in English: for a %s of a message. */
const char *gr_err_reason(int number);

/* GR_ESYS with the system's words for errno: "<what>: <reason>".  `source`
 * (a file's name) may be NULL. */
enum gr_status gr_err_sys(struct gr_err *err, const char *source,
    const char *what);

/* The same for `why`, an errno about a file that was named: GR_EDATA where it
 * tells of that, which is not there, closed, not allowed or of another kind; the
 * system being short of something, or unable to look, says nothing of it. */
enum gr_status gr_err_named(struct gr_err *err, const char *name,
    const char *what, int why);

/* GR_ESYS: out of memory. */
enum gr_status gr_err_memory(struct gr_err *err);

#endif
