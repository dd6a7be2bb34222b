/* Sets of characters in a pattern: escapes, classes, case. */
#include "text/outline_internal.h"

#define MANY 4096u /* so many characters have all symbols of their kind */

static void add_all_wide(struct gr_symbols *to)
{
	to->word[2] = to->word[3] = UINT64_MAX;
}

/* Characters of one kind, of which `word` has all the symbols. */
static void add_kind(struct gr_symbols *to, uint32_t from, uint32_t last,
    unsigned word)
{
	if (from <= last && last - from >= MANY) {
		to->word[word] = UINT64_MAX;
		return;
	}
	for (; from <= last; from++)
		gr_symbols_add(to, gr_outline_symbol(from));
}

static uint32_t at_most(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

static uint32_t at_least(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

static void add_range(struct gr_symbols *to, uint32_t from, uint32_t last)
{
	const uint32_t first = GR_IDEOGRAPH_FIRST, end = GR_IDEOGRAPH_END;

	for (; from <= last && from < 0x80; from++)
		gr_symbols_add(to, from);
	add_kind(to, from, at_most(last, first - 1), 2);
	add_kind(to, at_least(from, first), at_most(last, end - 1), 3);
	add_kind(to, at_least(from, end), last, 2);
}

/* Both cases of a letter; beyond ASCII some have relatives within. */
static void add_cases(struct gr_symbols *to)
{
	uint64_t letters = UINT64_C(0x07fffffe);
	uint64_t any = (to->word[1] | to->word[1] >> 32) & letters;

	if ((to->word[2] | to->word[3]) != 0)
		any = letters;
	to->word[1] |= any | any << 32;
	if (any != 0)
		add_all_wide(to);
}

/* Negated, a set may still have any character that shares a symbol. */
static void turn(struct gr_symbols *to)
{
	to->word[0] = ~to->word[0];
	to->word[1] = ~to->word[1];
	add_all_wide(to);
}

static void add_each(struct gr_symbols *to, const uint32_t *character)
{
	for (; *character != 0; character++)
		gr_symbols_add(to, gr_outline_symbol(*character));
}

/* What \d, \h and their like are; false for any other letter. */
static bool add_named(struct gr_symbols *to, uint32_t letter)
{
	static const uint32_t horizontal[] = { '\t', ' ', 0xa0, 0x1680, 0x180e,
		0x202f, 0x205f, 0x3000, 0 };
	static const uint32_t vertical[] = { 0x85, 0x2028, 0x2029, 0 };
	struct gr_symbols set = { { 0 } };

	switch (letter | 0x20) {
	case 'd':
		add_range(&set, '0', '9');
		break;
	case 's':
		add_range(&set, '\t', '\r');
		gr_symbols_add(&set, ' ');
		break;
	case 'w':
		add_range(&set, '0', '9');
		add_range(&set, 'A', 'Z');
		add_range(&set, 'a', 'z');
		gr_symbols_add(&set, '_');
		break;
	case 'h':
		add_each(&set, horizontal);
		add_range(&set, 0x2000, 0x200a);
		break;
	case 'v':
		add_range(&set, '\n', '\r');
		add_each(&set, vertical);
		break;
	default:
		return false;
	}
	if (letter < 'a')
		turn(&set);
	for (size_t i = 0; i < GR_SYMBOLS / 64; i++)
		to->word[i] |= set.word[i];
	return true;
}

static bool hex_digit(uint32_t c, uint32_t *value)
{
	if (c >= '0' && c <= '9')
		*value = *value * 16 + (c - '0');
	else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
		*value = *value * 16 + ((c | 0x20) - 'a' + 10);
	else
		return false;
	return true;
}

/* \x20 or \x{4E00}, behind the x. */
static uint32_t take_hex(struct gr_outline_reader *r)
{
	bool braced = gr_outline_takes(r, "{");
	uint32_t value = 0, c = 0;
	size_t digits = 0;

	while (digits < (braced ? 7 : 2)) {
		c = gr_outline_take(r);
		if (!hex_digit(c, &value))
			break;
		digits++;
	}
	if (braced ? digits == 0 || digits > 6 || c != '}' : digits != 2)
		return gr_outline_fail(r);
	if (value > 0x10ffff || (value >= 0xd800 && value < 0xe000))
		return gr_outline_fail(r);
	return value;
}

uint32_t gr_outline_escape(struct gr_outline_reader *r, bool *is_set,
    struct gr_symbols *to)
{
	uint32_t c = gr_outline_take(r);

	*is_set = false;
	if (r->failed)
		return 0;
	if (add_named(to, c)) {
		*is_set = true;
		return 0;
	}
	if (c == 'x')
		return take_hex(r);
	if (c == 't')
		return '\t';
	if (c == 'n')
		return '\n';
	if (c == 'r')
		return '\r';
	if (c >= 0x80 || (c >= '0' && c <= '9')
	    || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c < ' ')
		return gr_outline_fail(r);
	return c;
}

uint32_t gr_outline_literal(struct gr_outline_reader *r, uint32_t character)
{
	struct gr_symbols set = { { 0 } };

	if (!r->caseless)
		return gr_outline_symbol(character);
	gr_symbols_add(&set, gr_outline_symbol(character));
	add_cases(&set);
	return gr_outline_set(r, &set);
}

/* One character of a class, or what is a set itself. */
static uint32_t take_member(struct gr_outline_reader *r, bool *is_set,
    struct gr_symbols *to)
{
	uint32_t c = gr_outline_take(r);

	*is_set = false;
	if (c == '\\')
		return gr_outline_escape(r, is_set, to);
	if (c == '[' && r->at < r->text.len
	    && strchr(":.=", r->text.ptr[r->at]) != NULL)
		return gr_outline_fail(r);
	return c;
}

static bool is_here(const struct gr_outline_reader *r, size_t ahead, char c)
{
	return r->at + ahead < r->text.len && r->text.ptr[r->at + ahead] == c;
}

static void take_members(struct gr_outline_reader *r, struct gr_symbols *to)
{
	while (!r->failed && !gr_outline_takes(r, "]")) {
		bool is_set, range = false;
		uint32_t from = take_member(r, &is_set, to), last = from;

		range = is_here(r, 0, '-') && !is_here(r, 1, ']');
		if (range && !is_set) {
			(void)gr_outline_takes(r, "-");
			last = take_member(r, &is_set, to);
		}
		/* a range with a set at one of its ends, or upside down */
		if ((range && is_set) || last < from)
			(void)gr_outline_fail(r);
		if (!r->failed && !is_set)
			add_range(to, from, last);
	}
}

/* Whether [:alpha:] or its like may stand here, which PCRE2 refuses. */
static bool is_posix(const struct gr_outline_reader *r)
{
	struct gr_slice rest = gr_slice_skip(r->text, r->at);
	size_t end = gr_slice_find(rest, GR_S("]"));

	return end != SIZE_MAX && end > 1 && strchr(":.=", rest.ptr[0]) != NULL
	    && memchr(rest.ptr + 1, rest.ptr[0], end - 1) != NULL;
}

uint32_t gr_outline_class(struct gr_outline_reader *r)
{
	struct gr_symbols set = { { 0 } };
	bool posix = is_posix(r), turned = gr_outline_takes(r, "^");

	if (posix || is_here(r, 0, ']'))
		return gr_outline_fail(r);
	take_members(r, &set);
	if (turned)
		turn(&set);
	if (r->caseless)
		add_cases(&set);
	return r->failed ? 0 : gr_outline_set(r, &set);
}
