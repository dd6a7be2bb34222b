/* formats.c - what a cell's number format says of its number */
#include "sheet/formats.h"

#include "sheet/part.h"
#include "text/utf8.h"

#include <stdlib.h>

/* ---- a code ---- */

struct seen {
	bool year, month, day, time, percent;
};

/* What is in brackets: of hours, minutes or seconds alone a time that may be
 * longer than a day. */
static bool is_elapsed(struct gr_slice inside)
{
	for (size_t i = 0; i < inside.len; i++) {
		char c = (char)(inside.ptr[i] | 0x20);

		if (c != 'h' && c != 'm' && c != 's')
			return false;
	}
	return inside.len > 0;
}

/* Behind what begins at `i` and is no part of the format; `i` if all is. */
static size_t pass_literal(struct gr_slice code, size_t i, struct seen *seen)
{
	size_t from = i + 1;

	switch (code.ptr[i]) {
	case '\\':
	case '_':
	case '*':
		return from < code.len
		    ? from + gr_utf8_step(gr_slice_skip(code, from), NULL)
		    : from;
	case '"':
		while (from < code.len && code.ptr[from] != '"')
			from++;
		return from + 1;
	case '[':
		while (from < code.len && code.ptr[from] != ']')
			from++;
		seen->time |= is_elapsed(
		    gr_slice_make(code.ptr + i + 1, from - i - 1));
		return from + 1;
	default:
		return i;
	}
}

static bool starts_general(struct gr_slice code, size_t i)
{
	static const char word[] = "general";
	size_t n = 0;

	while (word[n] != '\0' && i + n < code.len
	    && (code.ptr[i + n] | 0x20) == word[n])
		n++;
	return word[n] == '\0';
}

/* A letter that stands for a part of a date or a time; `digits`: behind a
 * place for digits, where E is an exponent. */
static void see_letter(struct seen *seen, char letter, bool digits)
{
	switch (letter | 0x20) {
	case 'y':
		seen->year = true;
		break;
	case 'e':
		seen->year |= !digits;
		break;
	case 'm':
		seen->month = true;
		break;
	case 'd':
		seen->day = true;
		break;
	case 'h':
	case 's':
		seen->time = true;
		break;
	default:
		break;
	}
}

static enum gr_format_kind kind_of(const struct seen *seen)
{
	bool month = seen->month && (!seen->time || seen->year || seen->day);

	if (!seen->year && !month && !seen->day)
		return seen->time   ? GR_FORMAT_TIME
		    : seen->percent ? GR_FORMAT_PERCENT
		                    : GR_FORMAT_NUMBER;
	if (seen->time)
		return GR_FORMAT_DATE_TIME;
	if (!seen->day && seen->year)
		return month ? GR_FORMAT_MONTH : GR_FORMAT_YEAR;
	return GR_FORMAT_DATE;
}

enum gr_format_kind gr_format_of_code(struct gr_slice code)
{
	struct seen seen = { .year = false };
	bool digits = false;

	for (size_t i = 0; i < code.len && code.ptr[i] != ';';) {
		size_t behind = pass_literal(code, i, &seen);

		if (behind > i) {
			i = behind;
			continue;
		}
		if (starts_general(code, i))
			return GR_FORMAT_NUMBER;
		char c = code.ptr[i++];
		see_letter(&seen, c, digits);
		digits = c == '0' || c == '#' || c == '?';
		seen.percent |= c == '%';
	}
	return kind_of(&seen);
}

enum gr_format_kind gr_format_of_number(uint64_t number)
{
	switch (number) {
	case 9:
	case 10:
		return GR_FORMAT_PERCENT;
	case 14:
	case 15:
	case 16:
	case 28:
	case 29:
	case 30:
	case 31:
	case 51:
	case 53:
	case 54:
	case 58:
		return GR_FORMAT_DATE;
	case 17:
	case 27:
	case 36:
	case 50:
	case 52:
	case 57:
		return GR_FORMAT_MONTH;
	case 18:
	case 19:
	case 20:
	case 21:
	case 32:
	case 33:
	case 34:
	case 35:
	case 45:
	case 46:
	case 47:
	case 55:
	case 56:
		return GR_FORMAT_TIME;
	case 22:
		return GR_FORMAT_DATE_TIME;
	default:
		return GR_FORMAT_NUMBER;
	}
}

/* ---- the part of styles ---- */

struct own_format {
	uint64_t number;
	enum gr_format_kind kind;
};

enum { FORMATS_MAX = 65536 };

struct styles {
	struct gr_package *package;
	struct gr_arena *keep;
	struct own_format *own;
	size_t owns, own_room;
	struct gr_formats *out;
	size_t room;
	unsigned depth; /* of elements around it */
	bool in_own;    /* the list of formats of its own */
	bool in_cells;  /* the list that cells name */
};

static enum gr_format_kind kind_of_number(const struct styles *s,
    uint64_t number)
{
	for (size_t i = s->owns; i > 0; i--)
		if (s->own[i - 1].number == number)
			return s->own[i - 1].kind;
	return gr_format_of_number(number);
}

static bool number_of(const char *text, uint64_t *out)
{
	return text != NULL && gr_slice_to_uint64(gr_slice_of(text), out);
}

static enum gr_status add_own(struct styles *s, const char *const *attribute,
    struct gr_err *err)
{
	const char *code = gr_part_attribute(attribute, "formatCode");
	struct own_format own = { .number = 0 };
	enum gr_status status;

	if (code == NULL
	    || !number_of(gr_part_attribute(attribute, "numFmtId"),
	        &own.number))
		return GR_OK;
	own.kind = gr_format_of_code(gr_slice_of(code));
	status = gr_arena_grow(s->keep, (void **)&s->own, &s->own_room, s->owns,
	    sizeof *s->own, err);
	if (status == GR_OK)
		s->own[s->owns++] = own;
	return status;
}

static enum gr_status add_style(struct styles *s, const char *const *attribute,
    struct gr_err *err)
{
	struct gr_formats *out = s->out;
	uint64_t number = 0;
	enum gr_status status = gr_arena_grow(s->keep, (void **)&out->kind,
	    &s->room, out->n, sizeof *out->kind, err);

	if (status != GR_OK)
		return status;
	(void)number_of(gr_part_attribute(attribute, "numFmtId"), &number);
	out->kind[out->n++] = (unsigned char)kind_of_number(s, number);
	return GR_OK;
}

static enum gr_status on_start(void *context, const char *name,
    const char *const *attribute, struct gr_err *err)
{
	struct styles *s = context;
	unsigned depth = s->depth++;

	if (s->owns + s->out->n > FORMATS_MAX)
		return gr_err_at(err, GR_EDATA, gr_package_name(s->package), 0,
		    NULL, "a workbook of more than %d formats [W02]",
		    FORMATS_MAX);
	if (depth == 1) {
		s->in_own = strcmp(name, "numFmts") == 0;
		s->in_cells = strcmp(name, "cellXfs") == 0;
	}
	if (depth == 2 && s->in_own && strcmp(name, "numFmt") == 0)
		return add_own(s, attribute, err);
	if (depth == 2 && s->in_cells && strcmp(name, "xf") == 0)
		return add_style(s, attribute, err);
	return GR_OK;
}

static enum gr_status on_end(void *context, const char *name,
    struct gr_err *err)
{
	struct styles *s = context;

	(void)err;
	s->depth--;
	return s->depth == 1 && strcmp(name, "cellXfs") == 0 ? GR_END : GR_OK;
}

enum gr_status gr_formats_read(struct gr_package *package, size_t member,
    struct gr_arena *keep, struct gr_formats *out, struct gr_err *err)
{
	static const struct gr_part_calls calls = { on_start, on_end, NULL };
	struct styles s = { .package = package, .keep = keep, .out = out };

	*out = (struct gr_formats){ .n = 0 };
	if (member == GR_PACKAGE_NO_MEMBER)
		return GR_OK;
	enum gr_status status = gr_part_read(package, member, &calls, &s, err);
	if (s.owns + out->n < FORMATS_MAX)
		out->more = FORMATS_MAX - s.owns - out->n;
	return status;
}
