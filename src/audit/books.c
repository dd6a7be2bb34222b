/* The books of an audit: what was entered, in the arena of the run. */
#include "audit/books.h"

enum gr_status gr_audit_new(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_audit **out,
    struct gr_err *err)
{
	struct gr_audit *audit = GR_NEW(keep, struct gr_audit);

	if (audit == NULL)
		return gr_err_memory(err);
	audit->keep = keep;
	audit->standard = standard;
	audit->count_index = gr_map_make(keep);
	audit->known = gr_map_make(keep);
	audit->met = gr_map_make(keep);
	audit->said = gr_map_make(keep);
	*out = audit;
	return GR_OK;
}

void gr_audit_free(struct gr_audit *audit)
{
	if (audit != NULL)
		gr_buf_free(&audit->key);
}

struct gr_slice gr_audit_key(struct gr_audit *audit, struct gr_slice wave,
    struct gr_slice src, struct gr_slice line, struct gr_slice column)
{
	struct gr_slice part[] = { wave, src, line, column };

	return gr_buf_join(&audit->key, part, 4, '\t');
}

enum gr_status gr_audit_remember(struct gr_audit *audit, struct gr_map *map,
    struct gr_slice key, struct gr_err *err)
{
	uint64_t there;

	if (key.ptr == NULL)
		return gr_err_memory(err);
	if (gr_map_get(map, key, &there))
		return GR_OK;
	key = gr_arena_copy(audit->keep, key);
	if (key.ptr == NULL)
		return gr_err_memory(err);
	return gr_map_put(map, key, 1, err);
}

struct gr_audit_counts *gr_audit_counts(struct gr_audit *audit,
    struct gr_slice program, struct gr_slice wave, struct gr_err *err)
{
	struct gr_slice key = gr_audit_key(audit, program, wave, GR_S(""),
	    GR_S(""));
	void *items = audit->count;
	uint64_t at;

	if (key.ptr != NULL && gr_map_get(&audit->count_index, key, &at))
		return &audit->count[at];
	key = gr_arena_copy(audit->keep, key);
	if (key.ptr == NULL
	    || gr_arena_grow(audit->keep, &items, &audit->counts_room,
	           audit->counts, sizeof *audit->count, err)
	        != GR_OK
	    || gr_map_put(&audit->count_index, key, audit->counts, err)
	        != GR_OK) {
		(void)gr_err_memory(err);
		return NULL;
	}
	audit->count = items;
	audit->count[audit->counts] = (struct gr_audit_counts){
		.program = gr_arena_copy(audit->keep, program),
		.wave = gr_arena_copy(audit->keep, wave)
	};
	return &audit->count[audit->counts++];
}

enum gr_status gr_audit_place(struct gr_audit *audit,
    struct gr_audit_place **places, size_t *n, size_t *room,
    struct gr_audit_place place, struct gr_err *err)
{
	void *items = *places;
	enum gr_status status = gr_arena_grow(audit->keep, &items, room, *n,
	    sizeof **places, err);

	if (status != GR_OK)
		return status;
	*places = items;
	place.wave = gr_arena_copy(audit->keep, place.wave);
	place.src = gr_arena_copy(audit->keep, place.src);
	place.line = gr_arena_copy(audit->keep, place.line);
	place.column = gr_arena_copy(audit->keep, place.column);
	place.rule = gr_arena_copy(audit->keep, place.rule);
	if (place.rule.ptr == NULL || place.src.ptr == NULL)
		return gr_err_memory(err);
	(*places)[(*n)++] = place;
	return GR_OK;
}

enum gr_status gr_audit_foreign(struct gr_audit *audit, const char *name,
    struct gr_err *err)
{
	void *items = audit->foreign;
	enum gr_status status = gr_arena_grow(audit->keep, &items,
	    &audit->foreigns_room, audit->foreigns, sizeof *audit->foreign,
	    err);

	if (status != GR_OK)
		return status;
	audit->foreign = items;
	audit->foreign[audit->foreigns++] = name;
	return GR_OK;
}
