#include <green/err.h>

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
		memcpy(to, from, len);
	to[len] = '\0';
}

static enum gr_status set(struct gr_err *err, enum gr_status status,
    const char *source, uint64_t line, const char *column, const char *format,
    va_list args) GR_PRINTF(6, 0);

static enum gr_status set(struct gr_err *err, enum gr_status status,
    const char *source, uint64_t line, const char *column, const char *format,
    va_list args)
{
	char text[2 * GR_ERR_MESSAGE_MAX];

	if (vsnprintf(text, sizeof text, format, args) < 0)
		text[0] = '\0';
	err->status = status;
	err->line = line;
	copy_cut(err->source, sizeof err->source, source);
	copy_cut(err->column, sizeof err->column, column);
	copy_cut(err->message, sizeof err->message, text);
	return status;
}

enum gr_status gr_err_set(struct gr_err *err, enum gr_status status,
    const char *format, ...)
{
	va_list args;

	va_start(args, format);
	set(err, status, NULL, 0, NULL, format, args);
	va_end(args);
	return status;
}

enum gr_status gr_err_at(struct gr_err *err, enum gr_status status,
    const char *source, uint64_t line, const char *column, const char *format,
    ...)
{
	va_list args;

	va_start(args, format);
	set(err, status, source, line, column, format, args);
	va_end(args);
	return status;
}

enum gr_status gr_err_sys(struct gr_err *err, const char *source,
    const char *what)
{
	return gr_err_at(err, GR_ESYS, source, 0, NULL, "%s: %s", what,
	    strerror(errno));
}

enum gr_status gr_err_memory(struct gr_err *err)
{
	return gr_err_set(err, GR_ESYS, "out of memory");
}
