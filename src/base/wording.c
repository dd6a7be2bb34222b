#include "base/wording.h"
#include "base/wording_table.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CONTEXT_END = '\004' }; /* of GR_WORDS_AS() */

/* NULL: English, as it stands in the sources. */
static const struct gr_wording_language *spoken;

/* "zh" of "zh_CN.UTF-8@x": the language; "zh_CN": with its country. */
static size_t language_bytes(const char *locale)
{
	return strcspn(locale, "_.@:");
}

static size_t country_bytes(const char *locale)
{
	return strcspn(locale, ".@:");
}

/* The table of that very country, else one of the language, else NULL. */
static const struct gr_wording_language *find_language(const char *locale)
{
	const struct gr_wording_language *near = NULL;
	size_t country = country_bytes(locale);
	size_t language = language_bytes(locale);

	for (const struct gr_wording_language *l = gr_wording_languages;
	     l->name != NULL; l++) {
		if (strlen(l->name) == country
		    && strncmp(l->name, locale, country) == 0)
			return l;
		if (near == NULL && language_bytes(l->name) == language
		    && strncmp(l->name, locale, language) == 0)
			near = l;
	}
	return near;
}

static bool is_language(const char *locale, const char *name)
{
	return language_bytes(locale) == strlen(name)
	    && strncmp(locale, name, strlen(name)) == 0;
}

void gr_wording_choose(const char *locale)
{
	spoken = find_language(locale);
}

/* The first of "zh_CN:en" that we speak, English being one. */
static void choose_of(const char *list)
{
	while (*list != '\0') {
		const struct gr_wording_language *one = find_language(list);

		if (one != NULL || is_language(list, "en")) {
			spoken = one;
			return;
		}
		list += strcspn(list, ":");
		list += *list == ':';
	}
}

void gr_wording_begin(void)
{
	static const char *const names[] = { "GREEN_MESSAGES", "LC_ALL",
		"LC_MESSAGES", "LANG" };
	const char *locale = NULL, *list = getenv("LANGUAGE");

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (locale == NULL || *locale == '\0')
			locale = getenv(names[i]);
	if (locale == NULL || *locale == '\0' || is_language(locale, "C")
	    || is_language(locale, "POSIX"))
		locale = "C";
	gr_wording_choose(locale);
	if (list != NULL && strcmp(locale, "C") != 0)
		choose_of(list);
}

bool gr_wording_is_chinese(void)
{
	return spoken != NULL && is_language(spoken->name, "zh");
}

static int by_text(const void *text, const void *pair)
{
	return strcmp(text, ((const struct gr_wording_pair *)pair)->text);
}

/* NULL: not in that language's table, or English. */
static const char *look_up(const struct gr_wording_language *language,
    const char *text)
{
	const struct gr_wording_pair *pair = language == NULL
	    ? NULL
	    : bsearch(text, language->pair, language->n, sizeof *language->pair,
	        by_text);

	return pair != NULL ? pair->translation : NULL;
}

static const char *say_in(const struct gr_wording_language *language,
    const char *text)
{
	const char *translation = look_up(language, text);

	return translation != NULL ? translation : text;
}

const char *gr_wording(const char *text)
{
	return say_in(spoken, text);
}

const char *gr_wording_in(bool chinese, const char *text)
{
	const char *translation = look_up(chinese ? find_language("zh") : NULL,
	    text);
	const char *context_end = strchr(text, CONTEXT_END);

	if (translation != NULL)
		return translation;
	return context_end != NULL ? context_end + 1 : text;
}

struct sentence {
	const struct gr_wording_language *language;
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
		put(s, conversion,
		    say_in(s->language, va_arg(s->args, const char *)));
	} else if (kind == '%') {
		put(s, "%s", "%");
	} else {
		put_integer(s, conversion);
	}
}

static void format_in(const struct gr_wording_language *language, char *to,
    size_t room, const char *format, va_list args)
{
	struct sentence s = { .language = language, .to = to, .room = room };
	const char *at = say_in(language, format);
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

struct gr_slice gr_wording_name(const char *const *words, size_t n,
    struct gr_slice name, bool chinese)
{
	for (size_t i = 0; i < n; i++)
		if (gr_slice_eq(name,
		        gr_slice_of(gr_wording_in(false, words[i]))))
			return gr_slice_of(gr_wording_in(chinese, words[i]));
	return name;
}

void gr_wording_vformat(char *to, size_t room, const char *format, va_list args)
{
	format_in(spoken, to, room, format, args);
}

void gr_wording_vformat_in(bool chinese, char *to, size_t room,
    const char *format, va_list args)
{
	format_in(chinese ? find_language("zh") : NULL, to, room, format, args);
}
