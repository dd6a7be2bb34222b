/* The automata of outlines: made from the parts of a pattern, last step first. */
#include "text/outline_internal.h"

#include <stdlib.h>

struct gr_outlines *gr_outlines_new(void)
{
	struct gr_outlines *o = calloc(1, sizeof *o);

	if (o == NULL)
		return NULL;
	o->set_room = 2 * GR_SYMBOLS;
	o->set = calloc(o->set_room, sizeof *o->set);
	if (o->set == NULL) {
		free(o);
		return NULL;
	}
	for (o->sets = 0; o->sets < GR_SYMBOLS; o->sets++)
		gr_symbols_add(&o->set[o->sets], (unsigned)o->sets);
	memset(&o->set[o->sets++], 0xff, sizeof *o->set);
	return o;
}

void gr_outlines_free(struct gr_outlines *outlines)
{
	if (outlines == NULL)
		return;
	free(outlines->step);
	free(outlines->set);
	free(outlines->walk.list);
	free(outlines->walk.stack);
	free(outlines->walk.seen);
	free(outlines);
}

static void *grown(void *items, size_t *room, size_t item_bytes)
{
	size_t more = *room > 0 ? *room * 2 : 1024;
	void *grown = realloc(items, more * item_bytes);

	if (grown != NULL)
		*room = more;
	return grown;
}

struct maker {
	struct gr_outlines *outlines;
	const struct gr_part *part;
	size_t most; /* steps there may be */
	bool failed, no_memory;
};

static uint32_t add_step(struct maker *m, struct gr_step step)
{
	struct gr_outlines *o = m->outlines;

	if (o->steps == m->most || m->failed) {
		m->failed = true;
		return 0;
	}
	if (o->steps == o->step_room) {
		struct gr_step *more = grown(o->step, &o->step_room,
		    sizeof *more);

		if (more == NULL) {
			m->failed = m->no_memory = true;
			return 0;
		}
		o->step = more;
	}
	o->step[o->steps] = step;
	return (uint32_t)o->steps++;
}

static uint32_t add_split(struct maker *m, uint32_t next, uint32_t other)
{
	return add_step(m,
	    (struct gr_step){ .kind = GR_STEP_SPLIT,
	        .next = next,
	        .other = other });
}

static uint32_t add_symbol(struct maker *m, uint32_t set, uint32_t next)
{
	return add_step(m,
	    (struct gr_step){ .kind = GR_STEP_SYMBOL,
	        .which = set,
	        .next = next });
}

static uint32_t make_part(struct maker *m, uint32_t at, uint32_t next);

static uint32_t make_repeat(struct maker *m, const struct gr_part *part,
    uint32_t next)
{
	uint32_t entry = next;

	if (part->most == GR_PART_ENDLESS) {
		uint32_t body;

		entry = add_split(m, next, next);
		body = make_part(m, part->left, entry);
		if (!m->failed)
			m->outlines->step[entry].next = body;
	} else {
		for (uint32_t i = part->least; i < part->most && !m->failed;
		     i++)
			entry = add_split(m, make_part(m, part->left, entry),
			    next);
	}
	for (uint32_t i = 0; i < part->least && !m->failed; i++)
		entry = make_part(m, part->left, entry);
	return entry;
}

/* The steps of a part, before the step `next`; where they begin. */
static uint32_t make_part(struct maker *m, uint32_t at, uint32_t next)
{
	const struct gr_part *part = &m->part[at];

	for (; part->kind == GR_PART_BOTH; part = &m->part[part->left])
		next = make_part(m, part->right, next);
	switch (part->kind) {
	case GR_PART_NOTHING:
	case GR_PART_BOTH:
		break;
	case GR_PART_SYMBOL:
		return add_symbol(m, part->set, next);
	case GR_PART_EITHER:
		return add_split(m, make_part(m, part->left, next),
		    make_part(m, part->right, next));
	case GR_PART_REPEAT:
		return make_repeat(m, part, next);
	}
	return next;
}

/* Any characters, before the step `next`. */
static uint32_t make_any(struct maker *m, uint32_t next)
{
	uint32_t split = add_split(m, next, next);
	uint32_t body = add_symbol(m, GR_SET_ANY, split);

	if (!m->failed)
		m->outlines->step[split].next = body;
	return split;
}

/* The automaton of parts, or of nothing known where there are none. */
static uint32_t make(struct maker *m, uint32_t parts, bool whole,
    uint32_t number)
{
	uint32_t end = add_step(m,
	    (struct gr_step){ .kind = GR_STEP_MATCH, .which = number });

	if (!whole)
		end = make_any(m, end);
	if (m->part != NULL)
		end = make_part(m, parts, end);
	return whole ? end : make_any(m, end);
}

bool gr_outline_read(struct gr_outlines *outlines, struct gr_slice pattern,
    bool whole, uint32_t number, struct gr_outline *out)
{
	struct gr_outline_reader r = { .outlines = outlines,
		.text = pattern,
		.out = out };
	size_t before = outlines->steps;
	struct maker m = { .outlines = outlines,
		.most = before + GR_OUTLINE_STEPS };
	uint32_t parts = 0;

	*out = (struct gr_outline){ .number = number, .is_exact = true };
	if (pattern.len <= GR_OUTLINE_TEXT)
		parts = gr_outline_parts(&r);
	else
		(void)gr_outline_fail(&r);
	if (!r.failed) {
		m.part = r.part;
		out->start = make(&m, parts, whole, number);
	}
	out->is_read = !r.failed && !m.failed;
	if (!out->is_read) {
		outlines->steps = before;
		m.part = NULL;
		m.failed = false;
		out->is_exact = out->is_one_group = false;
		out->start = make(&m, 0, false, number);
	}
	free(r.part);
	return !r.no_memory && !m.no_memory && !m.failed;
}
