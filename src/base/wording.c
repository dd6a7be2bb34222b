#include "base/wording.h"

#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LIBC_DOMAIN "libc"

/* Like bin/ and share/ of an installed tree, also in the build's own.  Nothing
 * else is looked at, least of all the directory that we happen to be in. */
static void bind_catalogue(void)
{
	static const char beside[] = "/../share/locale";
	char path[PATH_MAX + sizeof beside];
	ssize_t n = readlink("/proc/self/exe", path, PATH_MAX);

	if (n <= 0 || n == PATH_MAX)
		return;
	path[n] = '\0';
	char *end = strrchr(path, '/');
	if (end == NULL)
		return;
	memcpy(end, beside, sizeof beside);
	(void)bindtextdomain(GR_WORDING_DOMAIN, path);
}

/* The character set is said outright, for LC_CTYPE stays that of C: names and
 * cells in a message are UTF-8, whatever the locale. */
static bool has_catalogue(const char *locale)
{
	if (strcmp(locale, "C") == 0 || strncmp(locale, "C.", 2) == 0)
		return false; /* no need to look */
	bind_catalogue();
	(void)bind_textdomain_codeset(GR_WORDING_DOMAIN, "UTF-8");
	(void)bind_textdomain_codeset(LIBC_DOMAIN, "UTF-8");
	/* a catalogue that is there has its header under the empty text */
	return dgettext(GR_WORDING_DOMAIN, "")[0] != '\0';
}

/* No half sentence in a language that we do not speak: without a catalogue of
 * ours the library's words are English, too. */
void gr_wording_begin(void)
{
	const char *messages = getenv("GREEN_MESSAGES");
	const char *locale = setlocale(LC_MESSAGES, messages ? messages : "");

	if (locale != NULL && !has_catalogue(locale))
		(void)setlocale(LC_MESSAGES, "C");
}

bool gr_wording_is_chinese(void)
{
	const char *locale = setlocale(LC_MESSAGES, NULL);

	return locale != NULL && strncmp(locale, "zh", 2) == 0;
}

const char *gr_wording(const char *text)
{
	const char *ours;

	if (text[0] == '\0') /* gettext would give the catalogue's header */
		return text;
	ours = dgettext(GR_WORDING_DOMAIN, text);
	return ours != text ? ours : dgettext(LIBC_DOMAIN, text);
}

struct sentence {
	char *to;
	size_t room, len;
	va_list args;
};

/* The format is a piece of one that was checked where it stands in full. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void put(struct sentence *s, const char *format, ...)
{
	size_t left = s->room - s->len;
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(s->to + s->len, left, format, args);
	va_end(args);
	if (n > 0)
		s->len += (size_t)n < left ? (size_t)n : left - 1;
}
#pragma GCC diagnostic pop

/* The types are one on some machines, hence the lint. */
static void put_integer(struct sentence *s, const char *conversion)
{
	/* NOLINTBEGIN(bugprone-branch-clone) */
	if (strchr(conversion, 'j') != NULL || strstr(conversion, "ll") != NULL)
		put(s, conversion, va_arg(s->args, uintmax_t));
	else if (strchr(conversion, 'z') != NULL)
		put(s, conversion, va_arg(s->args, size_t));
	else if (strchr(conversion, 'l') != NULL)
		put(s, conversion, va_arg(s->args, unsigned long));
	else
		put(s, conversion, va_arg(s->args, unsigned));
	/* NOLINTEND(bugprone-branch-clone) */
}

static void put_argument(struct sentence *s, const char *conversion, char kind)
{
	if (kind == 's' && strchr(conversion, '*') != NULL) {
		int most = va_arg(s->args, int);
		put(s, conversion, most, va_arg(s->args, const char *));
	} else if (kind == 's') {
		put(s, conversion, gr_wording(va_arg(s->args, const char *)));
	} else if (kind == '%') {
		put(s, "%s", "%");
	} else {
		put_integer(s, conversion);
	}
}

void gr_wording_vformat(char *to, size_t room, const char *format, va_list args)
{
	struct sentence s = { .to = to, .room = room };
	const char *at = gr_wording(format);
	char conversion[32];

	to[0] = '\0';
	va_copy(s.args, args);
	while (*at != '\0') {
		size_t text = strcspn(at, "%");
		size_t n;

		put(&s, "%.*s", (int)text, at);
		at += text;
		if (*at == '\0')
			break;
		n = 1 + strspn(at + 1, "-+ #0123456789.*hljzt");
		if (at[n] == '\0' || n + 2 > sizeof conversion)
			break;
		memcpy(conversion, at, n + 1);
		conversion[n + 1] = '\0';
		put_argument(&s, conversion, at[n]);
		at += n + 1;
	}
	va_end(s.args);
}
