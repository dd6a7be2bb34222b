/* Walking many outlines at once, and remembering where that has led. */
#include "text/sieve.h"

#include <stdlib.h>

#include "text/outline_internal.h"

#define FIRST_PLACES 16u
#define HASHES 1024u
#define START 1u /* place 0 stands for what is not known yet */

struct place { /* a set of steps: all that the outlines may be at */
	struct gr_sieve_end end;
	uint32_t *step;
	size_t steps;
	uint64_t hash;
	uint32_t older; /* with the same hash */
};

struct gr_sieve {
	struct gr_outlines *outlines;
	uint32_t *start, *number; /* of each of the n */
	size_t n;
	uint16_t (*next)[GR_SYMBOLS]; /* of each place, by symbol */
	struct place *place;
	size_t places, room;
	uint32_t newest[HASHES]; /* place by hash */
};

static void forget(struct gr_sieve *s)
{
	for (size_t i = START; i < s->places; i++) {
		free(s->place[i].step);
		free(s->place[i].end.pattern);
	}
	memset(s->newest, 0, sizeof s->newest);
	s->places = START;
}

void gr_sieve_free(struct gr_sieve *sieve)
{
	if (sieve == NULL)
		return;
	forget(sieve);
	free(sieve->next);
	free(sieve->place);
	free(sieve->start);
	free(sieve->number);
	free(sieve);
}

/* Into the list, all steps that a step leads to without a character. */
static void add(struct gr_outlines *o, uint32_t at)
{
	struct gr_walk *w = &o->walk;
	size_t n = 0;

	w->stack[n++] = at;
	while (n > 0) {
		const struct gr_step *step;

		at = w->stack[--n];
		if (w->seen[at] == w->round)
			continue;
		w->seen[at] = w->round;
		step = &o->step[at];
		if (step->kind != GR_STEP_SPLIT) {
			w->list[w->listed++] = at;
			continue;
		}
		w->stack[n++] = step->other;
		w->stack[n++] = step->next;
	}
}

static size_t position_of(const struct gr_sieve *s, uint32_t number)
{
	size_t i = 0;

	while (i < s->n && s->number[i] != number)
		i++;
	return i;
}

/* The patterns whose end is in the list. */
static bool conclude(const struct gr_sieve *s, struct place *place)
{
	bool *met = calloc(s->n + 1, sizeof *met);
	uint32_t n = 0;

	if (met == NULL)
		return false;
	for (size_t i = 0; i < s->outlines->walk.listed; i++) {
		const struct gr_step *step =
		    &s->outlines->step[s->outlines->walk.list[i]];

		if (step->kind == GR_STEP_MATCH)
			met[position_of(s, step->which)] = true;
	}
	for (size_t i = 0; i < s->n; i++)
		n += met[i];
	place->end.pattern = malloc((n + 1) * sizeof *place->end.pattern);
	for (size_t i = 0; i < s->n && place->end.pattern != NULL; i++)
		if (met[i])
			place->end.pattern[place->end.n++] = (uint32_t)i;
	free(met);
	return place->end.pattern != NULL;
}

static bool make_room(struct gr_sieve *s)
{
	size_t room = s->room > 0 ? s->room * 2 : FIRST_PLACES;
	struct place *place;
	uint16_t(*next)[GR_SYMBOLS];

	if (s->places < s->room)
		return true;
	place = realloc(s->place, room * sizeof *place);
	if (place == NULL)
		return false;
	s->place = place;
	next = realloc(s->next, room * sizeof *next);
	if (next == NULL)
		return false;
	s->next = next;
	s->room = room;
	return true;
}

static uint32_t find(const struct gr_sieve *s, struct gr_slice list,
    uint64_t hash)
{
	uint32_t at = s->newest[hash % HASHES];

	for (; at != 0; at = s->place[at].older) {
		const struct place *p = &s->place[at];

		if (p->hash == hash
		    && gr_slice_eq(list,
		        gr_slice_make((const char *)p->step,
		            p->steps * sizeof *p->step)))
			break;
	}
	return at;
}

/* The place of the steps in the list; 0: no memory. */
static uint32_t settle(struct gr_sieve *s)
{
	const struct gr_walk *w = &s->outlines->walk;
	struct gr_slice list = { (const char *)w->list,
		w->listed * sizeof *w->list };
	struct place place = { .steps = w->listed,
		.hash = gr_slice_hash(list) };
	uint32_t at = find(s, list, place.hash);

	if (at != 0)
		return at;
	place.step = malloc(list.len + 1);
	if (place.step == NULL || !make_room(s) || !conclude(s, &place)) {
		free(place.step);
		return 0;
	}
	memcpy(place.step, w->list, list.len);
	at = (uint32_t)s->places++;
	place.older = s->newest[place.hash % HASHES];
	s->newest[place.hash % HASHES] = at;
	s->place[at] = place;
	memset(s->next[at], 0, sizeof s->next[at]);
	return at;
}

static void begin_list(struct gr_walk *w)
{
	w->listed = 0;
	if (++w->round == 0) {
		memset(w->seen, 0, w->room * sizeof *w->seen);
		w->round = 1;
	}
}

/* The place where all begins, made first after every forgetting. */
static bool begin(struct gr_sieve *s)
{
	begin_list(&s->outlines->walk);
	for (size_t i = 0; i < s->n; i++)
		add(s->outlines, s->start[i]);
	return settle(s) == START;
}

/* Where a symbol leads from a place, found and remembered; 0: no memory. */
__attribute__((noinline)) static uint32_t learn(struct gr_sieve *s,
    uint32_t from, unsigned symbol)
{
	const struct place *place = &s->place[from];
	uint32_t to;

	begin_list(&s->outlines->walk);
	for (size_t i = 0; i < place->steps; i++) {
		const struct gr_step *step = &s->outlines->step[place->step[i]];

		if (step->kind == GR_STEP_SYMBOL
		    && gr_symbols_has(&s->outlines->set[step->which], symbol))
			add(s->outlines, step->next);
	}
	to = settle(s);
	s->next[from][symbol] = (uint16_t)to;
	return to;
}

/* Room to walk in; false if there is no memory. */
static bool make_walk(struct gr_outlines *o)
{
	struct gr_walk *w = &o->walk;
	size_t room = o->steps + 1;

	if (w->room >= room)
		return true;
	free(w->list);
	free(w->stack);
	free(w->seen);
	*w = (struct gr_walk){ .room = room };
	w->list = malloc(room * sizeof *w->list);
	w->stack = malloc(2 * room * sizeof *w->stack);
	w->seen = calloc(room, sizeof *w->seen);
	if (w->list != NULL && w->stack != NULL && w->seen != NULL)
		return true;
	w->room = 0;
	return false;
}

struct gr_sieve *gr_sieve_new(struct gr_outlines *outlines,
    const struct gr_outline *outline, size_t n)
{
	struct gr_sieve *s = calloc(1, sizeof *s);

	if (s == NULL)
		return NULL;
	s->outlines = outlines;
	s->n = n;
	s->places = START;
	s->start = malloc((n + 1) * sizeof *s->start);
	s->number = malloc((n + 1) * sizeof *s->number);
	for (size_t i = 0; s->start != NULL && s->number != NULL && i < n;
	     i++) {
		s->start[i] = outline[i].start;
		s->number[i] = outline[i].number;
	}
	if (s->start == NULL || s->number == NULL || !make_walk(outlines)
	    || !make_room(s) || !begin(s)) {
		gr_sieve_free(s);
		return NULL;
	}
	return s;
}

/* The symbol of a character beyond ASCII, the first byte of which is *p[-1]; its
 * other bytes are skipped. */
static inline bool wide_symbol(const unsigned char **p,
    const unsigned char *end, unsigned *symbol)
{
	const unsigned char *at = *p;
	unsigned first = at[-1];
	uint32_t c;

	if (first >= 0xe0 && first < 0xf0 && end - at >= 2) {
		c = (first & 15) << 12 | (at[0] & 63u) << 6 | (at[1] & 63u);
		*p = at + 2;
	} else if (first >= 0xf0 && end - at >= 3) {
		c = (first & 7) << 18 | (at[0] & 63u) << 12 | (at[1] & 63u) << 6
		    | (at[2] & 63u);
		*p = at + 3;
	} else if (first >= 0xc0 && first < 0xe0 && end - at >= 1) {
		c = (first & 31) << 6 | (at[0] & 63u);
		*p = at + 1;
	} else {
		return false;
	}
	*symbol = gr_outline_symbol(c);
	return true;
}

/* A sieve that has been told to forget, or was never used, begins anew. */
static bool is_ready(struct gr_sieve *sieve)
{
	if (sieve->places >= GR_SIEVE_PLACES)
		forget(sieve);
	return sieve->places > START || begin(sieve);
}

const struct gr_sieve_end *gr_sieve_run(struct gr_sieve *sieve,
    struct gr_slice text)
{
	const unsigned char *p = (const unsigned char *)text.ptr,
	                    *end = text.len > 0 ? p + text.len : p;
	uint32_t at = START;

	if ((sieve->places == START || sieve->places >= GR_SIEVE_PLACES)
	    && !is_ready(sieve))
		return NULL;
	while (p < end) {
		unsigned symbol = *p++;
		uint32_t to;

		if (symbol >= 0x80 && !wide_symbol(&p, end, &symbol))
			return NULL;
		to = sieve->next[at][symbol];
		if (to == 0)
			to = learn(sieve, at, symbol);
		if (to == 0)
			return NULL;
		at = to;
	}
	return &sieve->place[at].end;
}

/* ---- many texts at once ---- */

#define TOGETHER 32u

struct reach { /* the places that texts of one length lead to */
	uint32_t place[TOGETHER];
	size_t n;
};

/* False if there are too many. */
static bool take_place(struct reach *reach, uint32_t at)
{
	for (size_t i = 0; i < reach->n; i++)
		if (reach->place[i] == at)
			return true;
	if (reach->n == TOGETHER)
		return false;
	reach->place[reach->n++] = at;
	return true;
}

static bool step_from(struct gr_sieve *sieve, uint32_t at,
    struct gr_slice characters, struct reach *to)
{
	for (size_t i = 0; i < characters.len; i++) {
		unsigned symbol = (unsigned char)characters.ptr[i];
		uint32_t next = sieve->next[at][symbol];

		if (next == 0)
			next = learn(sieve, at, symbol);
		if (next == 0 || !take_place(to, next))
			return false;
	}
	return true;
}

bool gr_sieve_leads_to(struct gr_sieve *sieve, const struct gr_slice *of,
    size_t n, uint32_t first)
{
	struct reach at = { { START }, 1 };

	if (!is_ready(sieve))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct reach to = { .n = 0 };

		for (size_t k = 0; k < at.n; k++)
			if (!step_from(sieve, at.place[k], of[i], &to))
				return false;
		at = to;
	}
	for (size_t k = 0; k < at.n; k++) {
		const struct gr_sieve_end *end = &sieve->place[at.place[k]].end;

		if (end->n == 0 || end->pattern[0] != first)
			return false;
	}
	return true;
}
