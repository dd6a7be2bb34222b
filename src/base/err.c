#include "base/err.h"
#include "base/wording.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Copy as much as fits, ending at a character's boundary of UTF-8. */
static void copy_cut(char *to, size_t room, const char *from)
{
	size_t len;

	if (from == NULL)
		from = "";
	len = strlen(from);

	if (len >= room) {
		len = room - 1;
		while (len > 0 && ((unsigned char)from[len] & 0xC0) == 0x80)
			len--;
	}
	if (len > 0)
		memmove(to, from, len); /* a column may be the error's own */
	to[len] = '\0';
}

static void add(struct gr_err *err, const char *format, va_list args)
    GR_PRINTF(2, 0);

static void add(struct gr_err *err, const char *format, va_list args)
{
	char text[2 * GR_ERR_MESSAGE_MAX];
	size_t n = strlen(err->message);
	va_list again;

	va_copy(again, args);
	if (vsnprintf(text, sizeof text, format, again) < 0)
		text[0] = '\0';
	va_end(again);
	copy_cut(err->message + n, sizeof err->message - n, text);
	n = strlen(err->words);
	va_copy(again, args);
	gr_wording_vformat(text, sizeof text, format, again);
	va_end(again);
	copy_cut(err->words + n, sizeof err->words - n, text);
	n = strlen(err->chinese);
	gr_wording_vformat_in(true, text, sizeof text, format, args);
	copy_cut(err->chinese + n, sizeof err->chinese - n, text);
}

enum gr_status gr_err_vat(struct gr_err *err, enum gr_status status,
    const char *source, uint64_t line, const char *column, const char *format,
    va_list args)
{
	err->message[0] = err->words[0] = err->chinese[0] = '\0';
	add(err, format, args);
	return gr_err_place(err, status, source, line, column);
}

enum gr_status gr_err_set(struct gr_err *err, enum gr_status status,
    const char *format, ...)
{
	va_list args;

	va_start(args, format);
	gr_err_vat(err, status, NULL, 0, NULL, format, args);
	va_end(args);
	return status;
}

enum gr_status gr_err_at(struct gr_err *err, enum gr_status status,
    const char *source, uint64_t line, const char *column, const char *format,
    ...)
{
	va_list args;

	va_start(args, format);
	gr_err_vat(err, status, source, line, column, format, args);
	va_end(args);
	return status;
}

enum gr_status gr_err_said(struct gr_err *err, enum gr_status status,
    const char *source, uint64_t line, const char *message, const char *words)
{
	copy_cut(err->message, sizeof err->message, message);
	copy_cut(err->words, sizeof err->words, words);
	copy_cut(err->chinese, sizeof err->chinese,
	    gr_wording_is_chinese() ? words : message);
	return gr_err_place(err, status, source, line, NULL);
}

void gr_err_add(struct gr_err *err, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(err, format, args);
	va_end(args);
}

enum gr_status gr_err_place(struct gr_err *err, enum gr_status status,
    const char *source, uint64_t line, const char *column)
{
	err->status = status;
	err->line = line;
	copy_cut(err->source, sizeof err->source, source);
	copy_cut(err->column, sizeof err->column, column);
	return status;
}

/* Not strerror, whose words hang on the locale. */
const char *gr_err_reason(int number)
{
	const char *reason = strerrordesc_np(number);

	return reason ? reason : "unknown error";
}

enum gr_status gr_err_sys(struct gr_err *err, const char *source,
    const char *what)
{
	return gr_err_at(err, GR_ESYS, source, 0, NULL, "%s: %s", what,
	    gr_err_reason(errno));
}

enum gr_status gr_err_named(struct gr_err *err, const char *name,
    const char *what, int why)
{
	bool of_name = why == ENOENT || why == ENOTDIR || why == EISDIR
	    || why == EACCES || why == EPERM || why == ELOOP
	    || why == ENAMETOOLONG || why == ENXIO || why == ENODEV
	    || why == EBADF;

	return gr_err_at(err, of_name ? GR_EDATA : GR_ESYS, name, 0, NULL,
	    "%s: %s", what, gr_err_reason(why));
}

enum gr_status gr_err_memory(struct gr_err *err)
{
	return gr_err_set(err, GR_ESYS, "out of memory");
}
