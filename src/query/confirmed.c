#include "query/confirmed.h"

#include "stream/finding_kind.h"

struct gr_confirmed gr_confirmed_make(struct gr_arena *keep)
{
	return (struct gr_confirmed){ .keep = keep,
		.value = gr_map_make(keep),
		.written = gr_map_make(keep),
		.outside = gr_map_make(keep) };
}

void gr_confirmed_free(struct gr_confirmed *confirmed)
{
	gr_buf_free(&confirmed->key);
}

static struct gr_slice key_of(struct gr_confirmed *confirmed,
    const struct gr_slice *part, size_t n)
{
	return gr_buf_join(&confirmed->key, part, n, '\t');
}

static enum gr_status begin(void *context, const struct gr_header *header,
    const char *name, struct gr_err *err)
{
	struct gr_confirmed *confirmed = context;
	struct gr_confirmed_columns *at = &confirmed->at;
	const struct {
		const char *name;
		size_t *at;
	} need[] = { { "wave", &at->wave }, { "src", &at->src },
		{ "line", &at->line }, { "community_code", &at->code },
		{ "column", &at->column }, { "rule", &at->rule },
		{ "raw", &at->raw }, { "value", &at->value } };

	for (size_t i = 0; i < sizeof need / sizeof *need; i++) {
		*need[i].at = gr_header_find(header, gr_slice_of(need[i].name));
		if (*need[i].at == GR_NONE)
			return gr_err_at(err, GR_EDATA, name, 1, need[i].name,
			    "findings without this column");
	}
	return GR_OK;
}

/* Enter a cell under a key, unless an earlier wave's stands there. */
static enum gr_status enter(struct gr_confirmed *confirmed, struct gr_map *map,
    const struct gr_slice *part, size_t n, size_t cell, struct gr_err *err)
{
	struct gr_slice key = key_of(confirmed, part, n);
	uint64_t there;

	if (key.ptr == NULL)
		return gr_err_memory(err);
	if (gr_map_get(map, key, &there)
	    && gr_slice_cmp(confirmed->cell[there].wave,
	           confirmed->cell[cell].wave)
	        <= 0)
		return GR_OK;
	key = gr_arena_copy(confirmed->keep, key);
	return key.ptr ? gr_map_put(map, key, cell, err) : gr_err_memory(err);
}

static enum gr_status keep_cell(struct gr_confirmed *confirmed,
    const struct gr_row *row, struct gr_err *err)
{
	const struct gr_confirmed_columns *at = &confirmed->at;
	struct gr_arena *keep = confirmed->keep;
	void *items = confirmed->cell;
	enum gr_status status = gr_arena_grow(keep, &items, &confirmed->room,
	    confirmed->cells, sizeof *confirmed->cell, err);
	struct gr_confirmed_cell *cell;

	if (status != GR_OK)
		return status;
	confirmed->cell = items;
	cell = &confirmed->cell[confirmed->cells++];
	*cell = (struct gr_confirmed_cell){ gr_arena_copy(keep,
		                                row->field[at->wave]),
		gr_arena_copy(keep, row->field[at->raw]),
		gr_arena_copy(keep, row->field[at->value]) };
	return cell->wave.ptr && cell->raw.ptr && cell->value.ptr
	    ? GR_OK
	    : gr_err_memory(err);
}

static enum gr_status take(void *context, const struct gr_row *row,
    struct gr_err *err)
{
	struct gr_confirmed *confirmed = context;
	const struct gr_confirmed_columns *at = &confirmed->at;
	const struct gr_slice *field = row->field;
	bool is_confirmed = gr_slice_eq(field[at->rule],
	    gr_finding_rule(GR_FINDING_A06));
	bool is_outside = gr_slice_eq(field[at->rule],
	    gr_finding_rule(GR_FINDING_M02));
	size_t cell = confirmed->cells;
	enum gr_status status;

	/* without a code it would be anybody's */
	if (!(is_confirmed && field[at->code].len > 0) && !is_outside)
		return GR_OK;
	status = keep_cell(confirmed, row, err);
	if (status == GR_OK && is_outside)
		return enter(confirmed, &confirmed->outside,
		    (struct gr_slice[]){ field[at->wave], field[at->src],
		        field[at->line], field[at->column] },
		    4, cell, err);
	if (status == GR_OK)
		status = enter(confirmed, &confirmed->value,
		    (struct gr_slice[]){ field[at->code], field[at->column],
		        field[at->value] },
		    3, cell, err);
	if (status == GR_OK)
		status = enter(confirmed, &confirmed->written,
		    (struct gr_slice[]){ field[at->code], field[at->column],
		        field[at->raw] },
		    3, cell, err);
	return status;
}

struct gr_taker gr_confirmed_taker(struct gr_confirmed *confirmed)
{
	return (struct gr_taker){ confirmed, begin, take, NULL };
}

static const struct gr_confirmed_cell *find(struct gr_confirmed *confirmed,
    const struct gr_map *map, const struct gr_slice *part, size_t n)
{
	uint64_t at;

	return gr_map_get(map, key_of(confirmed, part, n), &at)
	    ? &confirmed->cell[at]
	    : NULL;
}

bool gr_confirmed_value(struct gr_confirmed *confirmed, struct gr_slice wave,
    struct gr_slice code, struct gr_slice column, struct gr_slice value)
{
	const struct gr_confirmed_cell *cell;

	if (confirmed->cells == 0)
		return false;
	cell = find(confirmed, &confirmed->value,
	    (struct gr_slice[]){ code, column, value }, 3);
	return cell != NULL && gr_slice_cmp(cell->wave, wave) < 0;
}

const struct gr_confirmed_cell *gr_confirmed_outside(
    struct gr_confirmed *confirmed, const struct gr_slice *place,
    struct gr_slice code, struct gr_slice column)
{
	const struct gr_confirmed_cell *now, *then;

	if (confirmed->cells == 0)
		return NULL;
	now = find(confirmed, &confirmed->outside,
	    (struct gr_slice[]){ place[GR_WAVE], place[GR_SRC], place[GR_LINE],
	        column },
	    4);
	if (now == NULL)
		return NULL;
	then = find(confirmed, &confirmed->written,
	    (struct gr_slice[]){ code, column, now->raw }, 3);
	return then != NULL && gr_slice_cmp(then->wave, now->wave) < 0 ? then
	                                                               : NULL;
}
