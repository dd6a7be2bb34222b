/* A pattern's syntax: the part of PCRE2's that an outline understands. */
#include "text/outline_internal.h"

#include <stdlib.h>

#define SPECIAL "()[]{}*+?.^$\\|"
#define DEEPEST 40u    /* groups within groups */
#define REPEATED 1000u /* times, written in braces */

static uint32_t read_either(struct gr_outline_reader *r);

static uint32_t add_part(struct gr_outline_reader *r, struct gr_part part)
{
	if (r->parts == r->part_room) {
		size_t room = r->part_room ? r->part_room * 2 : 256;
		struct gr_part *more = realloc(r->part, room * sizeof *more);

		if (more == NULL) {
			r->no_memory = true;
			return gr_outline_fail(r);
		}
		r->part = more;
		r->part_room = room;
	}
	r->part[r->parts] = part;
	return (uint32_t)r->parts++;
}

static uint32_t nothing(struct gr_outline_reader *r)
{
	return add_part(r, (struct gr_part){ .kind = GR_PART_NOTHING });
}

static uint32_t symbol(struct gr_outline_reader *r, uint32_t set)
{
	return add_part(r,
	    (struct gr_part){ .kind = GR_PART_SYMBOL, .set = set });
}

static uint32_t repeated(struct gr_outline_reader *r, uint32_t part,
    uint32_t least, uint32_t most)
{
	return add_part(r,
	    (struct gr_part){ .kind = GR_PART_REPEAT,
	        .left = part,
	        .least = least,
	        .most = most });
}

/* The characters that a part takes; -1 if that may differ. */
static int width(const struct gr_outline_reader *r, uint32_t at,
    bool may_differ)
{
	const struct gr_part *part = &r->part[at];
	int left, right;

	if (part->kind == GR_PART_NOTHING || part->kind == GR_PART_SYMBOL)
		return part->kind == GR_PART_SYMBOL;
	left = width(r, part->left, may_differ && part->kind == GR_PART_EITHER);
	if (part->kind == GR_PART_REPEAT)
		return left < 0 || part->least != part->most
		    ? -1
		    : left * (int)part->least;
	right = width(r, part->right,
	    may_differ && part->kind == GR_PART_EITHER);
	if (left < 0 || right < 0)
		return -1;
	if (part->kind == GR_PART_BOTH)
		return left + right;
	return left == right || may_differ ? left : -1;
}

static inline bool is_one_of(char c, const char *set)
{
	for (; *set != '\0'; set++)
		if (*set == c)
			return true;
	return false;
}

/* Whether the rest of the pattern takes whatever comes. */
static bool takes_any(const struct gr_outline_reader *r)
{
	return gr_slice_eq(gr_slice_skip(r->text, r->at), GR_S(".*"));
}

/* What looks around is taken to hold; its syntax is read all the same.  Before
 * .* at the end it says all that is said of the text. */
static uint32_t read_assertion(struct gr_outline_reader *r, bool behind,
    bool holds)
{
	uint32_t part = read_either(r);

	if (!gr_outline_takes(r, ")") || (behind && width(r, part, true) < 0))
		return gr_outline_fail(r);
	r->out->is_exact = false;
	return holds && !behind && takes_any(r) ? part : nothing(r);
}

static bool is_word(char c, bool first)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'
	    || (!first && c >= '0' && c <= '9');
}

/* A name and the '>' behind it. */
static struct gr_outline_group take_name(struct gr_outline_reader *r)
{
	size_t from = r->at, end = from;

	while (end < r->text.len && is_word(r->text.ptr[end], end == from))
		end++;
	r->at = end;
	if (end == from || end - from > 32 || !gr_outline_takes(r, ">"))
		(void)gr_outline_fail(r);
	return (
	    struct gr_outline_group){ (uint16_t)from, (uint16_t)(end - from) };
}

static bool is_known(const struct gr_outline_reader *r,
    struct gr_outline_group name)
{
	for (unsigned i = 0; i < r->out->groups; i++)
		if (r->out->group[i].bytes == name.bytes
		    && memcmp(r->text.ptr + r->out->group[i].at,
		           r->text.ptr + name.at, name.bytes)
		        == 0)
			return true;
	return false;
}

static uint32_t read_group(struct gr_outline_reader *r)
{
	bool named = gr_outline_takes(r, "?<"), first = false;
	uint32_t part;

	if (named) {
		struct gr_outline_group name = take_name(r);

		first = name.at == 3 && r->out->groups == 0;
		if (r->failed || r->out->groups == GR_OUTLINE_GROUPS
		    || is_known(r, name))
			return gr_outline_fail(r);
		r->out->group[r->out->groups++] = name;
	} else if (!gr_outline_takes(r, "?:") && r->at < r->text.len
	    && strchr("?*", r->text.ptr[r->at]) != NULL) {
		return gr_outline_fail(r);
	}
	part = read_either(r);
	if (!gr_outline_takes(r, ")"))
		return gr_outline_fail(r);
	r->out->is_one_group = first && r->at == r->text.len;
	return part;
}

/* \k<name>, behind the k: what was matched there, or anything. */
static uint32_t read_reference(struct gr_outline_reader *r)
{
	if (!gr_outline_takes(r, "<") || !is_known(r, take_name(r)))
		return gr_outline_fail(r);
	r->out->is_exact = false;
	return repeated(r, symbol(r, GR_SET_ANY), 0, GR_PART_ENDLESS);
}

static uint32_t read_escape(struct gr_outline_reader *r)
{
	struct gr_symbols set = { { 0 } };
	uint32_t character;
	bool is_set;

	if (gr_outline_takes(r, "k"))
		return read_reference(r);
	character = gr_outline_escape(r, &is_set, &set);
	if (r->failed)
		return 0;
	return symbol(r,
	    is_set ? gr_outline_set(r, &set)
	           : gr_outline_literal(r, character));
}

/* One thing that a quantifier can stand behind, or none can. */
static uint32_t read_atom(struct gr_outline_reader *r, bool *repeatable)
{
	if (r->at < r->text.len && !is_one_of(r->text.ptr[r->at], SPECIAL)) {
		*repeatable = true;
		return symbol(r, gr_outline_literal(r, gr_outline_take(r)));
	}
	*repeatable = false;
	if (gr_outline_takes(r, "(?="))
		return read_assertion(r, false, true);
	if (gr_outline_takes(r, "(?!"))
		return read_assertion(r, false, false);
	if (gr_outline_takes(r, "(?<=") || gr_outline_takes(r, "(?<!"))
		return read_assertion(r, true, false);
	if (gr_outline_takes(r, "^") || gr_outline_takes(r, "$")) {
		r->out->is_exact = false;
		return nothing(r);
	}
	*repeatable = true;
	if (gr_outline_takes(r, "("))
		return read_group(r);
	if (gr_outline_takes(r, "["))
		return symbol(r, gr_outline_class(r));
	if (gr_outline_takes(r, "\\"))
		return read_escape(r);
	if (!gr_outline_takes(r, "."))
		return gr_outline_fail(r);
	r->out->is_exact = false; /* no end of a line */
	return symbol(r, GR_SET_ANY);
}

static bool take_number(struct gr_outline_reader *r, uint32_t *out)
{
	size_t from = r->at;

	for (*out = 0; r->at < r->text.len && r->text.ptr[r->at] >= '0'
	     && r->text.ptr[r->at] <= '9' && *out <= REPEATED;
	     r->at++)
		*out = *out * 10 + (uint32_t)(r->text.ptr[r->at] - '0');
	return r->at > from && *out <= REPEATED;
}

static bool take_quantifier(struct gr_outline_reader *r, uint32_t *least,
    uint32_t *most)
{
	*least = 0;
	*most = GR_PART_ENDLESS;
	if (r->at == r->text.len || !is_one_of(r->text.ptr[r->at], "*+?{"))
		return false;
	if (gr_outline_takes(r, "*"))
		return true;
	if (gr_outline_takes(r, "+")) {
		*least = 1;
		return true;
	}
	if (gr_outline_takes(r, "?")) {
		*most = 1;
		return true;
	}
	if (!gr_outline_takes(r, "{"))
		return false;
	if (!take_number(r, least))
		(void)gr_outline_fail(r);
	*most = *least;
	if (gr_outline_takes(r, ",") && !take_number(r, most))
		*most = GR_PART_ENDLESS;
	if (!gr_outline_takes(r, "}") || *most < *least)
		(void)gr_outline_fail(r);
	return true;
}

static uint32_t read_item(struct gr_outline_reader *r)
{
	uint32_t least, most;
	bool repeatable;
	uint32_t part = read_atom(r, &repeatable);

	if (r->failed || !take_quantifier(r, &least, &most))
		return part;
	if (!repeatable)
		return gr_outline_fail(r);
	if (gr_outline_takes(r, "+"))
		r->out->is_exact = false; /* it gives nothing back */
	else
		(void)gr_outline_takes(r, "?");
	return repeated(r, part, least, most);
}

static uint32_t read_both(struct gr_outline_reader *r)
{
	uint32_t all = nothing(r);

	while (!r->failed && r->at < r->text.len && r->text.ptr[r->at] != '|'
	    && r->text.ptr[r->at] != ')') {
		uint32_t next = read_item(r);

		all = add_part(r,
		    (struct gr_part){ .kind = GR_PART_BOTH,
		        .left = all,
		        .right = next });
	}
	return all;
}

static uint32_t read_either(struct gr_outline_reader *r)
{
	uint32_t all;

	if (++r->depth > DEEPEST)
		return gr_outline_fail(r);
	all = read_both(r);
	while (gr_outline_takes(r, "|")) {
		uint32_t next = read_both(r);

		all = add_part(r,
		    (struct gr_part){ .kind = GR_PART_EITHER,
		        .left = all,
		        .right = next });
	}
	r->depth--;
	return all;
}

uint32_t gr_outline_parts(struct gr_outline_reader *r)
{
	uint32_t all;

	r->caseless = gr_outline_takes(r, "(?i)");
	all = read_either(r);
	if (r->at < r->text.len)
		(void)gr_outline_fail(r);
	return all;
}
