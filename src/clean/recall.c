/* What the texts of a column came to, kept by their bytes. */
#include "clean/recall.h"

#include <stdlib.h>

_Static_assert(GR_RECALL_MOST <= 1u << 12, "a hash has 12 bits for a place");

struct remembered { /* of a longer text */
	struct gr_outcome outcome;
	char value[GR_MEMO_KEY_BYTES];
};

void gr_recall_free(struct gr_recall *recall)
{
	free(recall->place);
	gr_memo_free(&recall->longer);
	*recall = (struct gr_recall){ 0 };
}

static uint32_t use_of(uint16_t kept)
{
	return kept == UINT16_MAX ? GR_NO_USE : kept;
}

void gr_recall_outcome(const struct gr_recalled *place, struct gr_slice text,
    char room[GR_RECALL_VALUE], struct gr_outcome *out)
{
	*out = (struct gr_outcome){ .value = text,
		.texts = place->texts,
		.shown = use_of(place->shown),
		.decided = use_of(place->decided),
		.action = (enum gr_cell_action)place->action,
		.why = (enum gr_cell_why)place->why,
		.reading = (enum gr_reading)place->reading,
		.is_raw = (place->marks & GR_RECALLED_RAW) != 0,
		.confirmed = (place->marks & GR_RECALLED_CONFIRMED) != 0 };
	if (out->is_raw)
		return;
	memcpy(room, place->value, GR_RECALL_VALUE);
	out->value = gr_slice_make(room, place->value_bytes);
}

bool gr_recall_longer(const struct gr_recall *recall, struct gr_slice text,
    struct gr_outcome *out)
{
	const struct remembered *m = gr_memo_get(&recall->longer, text);

	if (m == NULL)
		return false;
	*out = m->outcome;
	out->value = m->outcome.is_raw
	    ? text
	    : gr_slice_make(m->value, m->outcome.value.len);
	return true;
}

static void put_longer(struct gr_recall *recall, struct gr_slice text,
    const struct gr_outcome *outcome)
{
	struct remembered m = { .outcome = *outcome };

	if (!outcome->is_raw) {
		if (outcome->value.len > sizeof m.value)
			return;
		if (outcome->value.len > 0)
			memcpy(m.value, outcome->value.ptr, outcome->value.len);
	}
	m.outcome.value.ptr = NULL;
	if (recall->longer.result_bytes == 0)
		recall->longer = gr_memo_make(sizeof m);
	(void)gr_memo_put(&recall->longer, text, &m);
}

/* The place to write: one that is free, else the first of the two, whose text
 * moves on to chance. */
static struct gr_recalled *place_for(struct gr_recall *recall, uint64_t hash)
{
	struct gr_recalled
	    *first = &recall->place[gr_recall_first(hash, recall->room)],
	    *second = &recall->place[gr_recall_second(hash, recall->room)];

	if (first->key_bytes == 0)
		return first;
	if (second->key_bytes == 0)
		return second;
	recall->lost++;
	return hash >> 35 & 1 ? first : second;
}

static void grow(struct gr_recall *recall)
{
	struct gr_recall old = *recall;
	size_t room = old.room ? old.room * 2 : GR_RECALL_LEAST;
	bool useless = old.room >= GR_RECALL_MORE && old.found < old.lost / 8;
	struct gr_recalled *place = room > GR_RECALL_MOST || useless
	    ? NULL
	    : aligned_alloc(sizeof *place, room * sizeof *place);

	recall->lost = recall->found = 0;
	if (place == NULL)
		return;
	memset(place, 0, room * sizeof *place);
	recall->place = place;
	recall->room = room;
	for (size_t i = 0; i < old.room; i++)
		if (old.place[i].key_bytes != 0)
			*place_for(recall,
			    gr_recall_hash(old.place[i].key,
			        old.place[i].key_bytes)) = old.place[i];
	free(old.place);
	recall->lost = 0;
}

void gr_recall_put(struct gr_recall *recall, struct gr_slice text,
    const struct gr_outcome *outcome)
{
	struct gr_recalled kept = { .texts = outcome->texts,
		.shown = (uint16_t)outcome->shown,
		.decided = (uint16_t)outcome->decided,
		.key_bytes = (uint8_t)text.len,
		.action = (uint8_t)outcome->action,
		.why = (uint8_t)outcome->why,
		.reading = (uint8_t)outcome->reading };

	if (text.len - 1 >= GR_RECALL_KEY
	    || (!outcome->is_raw && outcome->value.len > GR_RECALL_VALUE)) {
		put_longer(recall, text, outcome);
		return;
	}
	if (use_of(kept.shown) != outcome->shown
	    || use_of(kept.decided) != outcome->decided)
		return;
	if (recall->room == 0 || recall->lost > recall->room / 4)
		grow(recall);
	if (recall->room == 0)
		return;
	if (outcome->is_raw)
		kept.marks |= GR_RECALLED_RAW;
	else if (outcome->value.len > 0)
		memcpy(kept.value, outcome->value.ptr, outcome->value.len);
	kept.value_bytes = (uint8_t)(outcome->is_raw ? 0 : outcome->value.len);
	if (outcome->confirmed)
		kept.marks |= GR_RECALLED_CONFIRMED;
	if (gr_outcome_is_counted(outcome))
		kept.marks |= GR_RECALLED_COUNTED;
	if (outcome->action == GR_CELL_FIX)
		kept.marks |= GR_RECALLED_FIXED;
	if (outcome->texts != 0)
		kept.marks |= GR_RECALLED_TEXTS;
	gr_recall_key(text, kept.key);
	*place_for(recall, gr_recall_hash(kept.key, text.len)) = kept;
}
