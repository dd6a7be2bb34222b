/* confirmed.c - values that their sender has confirmed before */
#include "query/confirmed.h"

#include "stream/finding_kind.h"
#include "stream/flags.h"

struct gr_confirmed gr_confirmed_make(struct gr_arena *keep,
    const struct gr_standard *standard)
{
	return (struct gr_confirmed){ .keep = keep,
		.standard = standard,
		.said = gr_map_make(keep),
		.outside = gr_map_make(keep),
		.value = gr_map_make(keep),
		.written = gr_map_make(keep),
		.renamed = gr_map_make(keep) };
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
	} need[] = { { "community_code", &at->code }, { "column", &at->column },
		{ "rule", &at->rule }, { "raw", &at->raw },
		{ "value", &at->value } };

	*at = (struct gr_confirmed_columns){ .header = header,
		.flags = gr_header_find(header, GR_S("flags")) };
	if (at->flags != GR_NONE) {
		confirmed->has_records = true;
		at->code = gr_header_find(header,
		    gr_standard_head(confirmed->standard, GR_ROLE_CODE));
		return GR_OK;
	}
	for (size_t i = 0; i < sizeof need / sizeof *need; i++) {
		*need[i].at = gr_header_find(header, gr_slice_of(need[i].name));
		if (*need[i].at == GR_NONE)
			return gr_err_at(err, GR_EDATA, name, 1, need[i].name,
			    "findings without this column");
	}
	return GR_OK;
}

/* The cell at a place, entered if it is new; *is_new then. */
static enum gr_status find_cell(struct gr_confirmed *confirmed,
    struct gr_map *map, const struct gr_row *row, struct gr_slice column,
    struct gr_confirmed_cell **cell, bool *is_new, struct gr_err *err)
{
	struct gr_arena *keep = confirmed->keep;
	struct gr_slice key = key_of(confirmed,
	    (struct gr_slice[]){ row->field[GR_WAVE], row->field[GR_SRC],
	        row->field[GR_LINE], column },
	    4);
	void *items = confirmed->cell;
	uint64_t at;

	*is_new = key.ptr == NULL || !gr_map_get(map, key, &at);
	if (!*is_new) {
		*cell = &confirmed->cell[at];
		return GR_OK;
	}
	key = gr_arena_copy(keep, key);
	enum gr_status status = gr_arena_grow(keep, &items, &confirmed->room,
	    confirmed->cells, sizeof **cell, err);
	if (status != GR_OK)
		return status;
	confirmed->cell = items;
	*cell = &confirmed->cell[confirmed->cells];
	**cell = (struct gr_confirmed_cell){ .wave = gr_arena_copy(keep,
		                                 row->field[GR_WAVE]),
		.column = gr_arena_copy(keep, column) };
	if (key.ptr == NULL || !(*cell)->wave.ptr || !(*cell)->column.ptr)
		return gr_err_memory(err);
	return gr_map_put(map, key, confirmed->cells++, err);
}

static enum gr_status keep_text(struct gr_confirmed *confirmed,
    struct gr_slice *to, struct gr_slice text, struct gr_err *err)
{
	*to = gr_arena_copy(confirmed->keep, text);
	return to->ptr ? GR_OK : gr_err_memory(err);
}

static enum gr_status take_finding(struct gr_confirmed *confirmed,
    const struct gr_row *row, struct gr_err *err)
{
	const struct gr_confirmed_columns *at = &confirmed->at;
	const struct gr_slice *field = row->field;
	bool is_confirmed = gr_slice_eq(field[at->rule],
	    gr_finding_rule(GR_FINDING_A06));
	struct gr_confirmed_cell *cell;
	bool is_new;

	if (!is_confirmed
	    && !gr_slice_eq(field[at->rule], gr_finding_rule(GR_FINDING_M02)))
		return GR_OK;
	enum gr_status status = find_cell(confirmed,
	    is_confirmed ? &confirmed->said : &confirmed->outside, row,
	    field[at->column], &cell, &is_new, err);
	if (status == GR_OK)
		status = keep_text(confirmed, &cell->raw, field[at->raw], err);
	if (status != GR_OK || !is_confirmed)
		return status;
	cell->confirmed = true;
	if (cell->identified)
		return GR_OK;
	status = keep_text(confirmed, &cell->value, field[at->value], err);
	return status == GR_OK
	    ? keep_text(confirmed, &cell->code, field[at->code], err)
	    : status;
}

/* Whose the confirmed cells of a record are. */
static enum gr_status take_record(struct gr_confirmed *confirmed,
    const struct gr_row *row, struct gr_err *err)
{
	const struct gr_confirmed_columns *at = &confirmed->at;
	const struct gr_standard *standard = confirmed->standard;
	struct gr_slice rule = gr_finding_rule(GR_FINDING_A06);
	struct gr_slice flags = row->field[at->flags];
	enum gr_status status = GR_OK;

	if (at->code >= row->n || !gr_flags_by_rule(flags, rule))
		return GR_OK;
	for (size_t i = 0; i < standard->columns && status == GR_OK; i++) {
		struct gr_slice column = standard->column[i].name;
		size_t field = gr_header_find(at->header, column);
		struct gr_confirmed_cell *cell;
		bool is_new;

		if (field >= row->n || !gr_flags_has(flags, column, rule))
			continue;
		status = find_cell(confirmed, &confirmed->said, row, column,
		    &cell, &is_new, err);
		if (status != GR_OK)
			break;
		cell->confirmed = cell->identified = true;
		status = keep_text(confirmed, &cell->code, row->field[at->code],
		    err);
		if (status == GR_OK)
			status = keep_text(confirmed, &cell->value,
			    row->field[field], err);
	}
	return status;
}

static enum gr_status take(void *context, const struct gr_row *row,
    struct gr_err *err)
{
	struct gr_confirmed *confirmed = context;

	return confirmed->at.flags != GR_NONE
	    ? take_record(confirmed, row, err)
	    : take_finding(confirmed, row, err);
}

struct gr_taker gr_confirmed_taker(struct gr_confirmed *confirmed)
{
	return (struct gr_taker){ confirmed, begin, take, NULL };
}

/* ---- when all is known ---- */

enum gr_status gr_confirmed_rename(struct gr_confirmed *confirmed,
    struct gr_slice old, struct gr_slice now, struct gr_err *err)
{
	void *items = confirmed->code;
	enum gr_status status = gr_arena_grow(confirmed->keep, &items,
	    &confirmed->codes_room, confirmed->codes, sizeof *confirmed->code,
	    err);

	if (status != GR_OK)
		return status;
	confirmed->code = items;
	confirmed->code[confirmed->codes] = now;
	return gr_map_put(&confirmed->renamed, old, confirmed->codes++, err);
}

static struct gr_slice last_code(const struct gr_confirmed *confirmed,
    struct gr_slice code)
{
	uint64_t at;

	return gr_map_get(&confirmed->renamed, code, &at) ? confirmed->code[at]
	                                                  : code;
}

/* Enter a cell under what stands in it, unless an earlier wave's is there. */
static enum gr_status enter(struct gr_confirmed *confirmed, struct gr_map *map,
    size_t at, struct gr_slice text, struct gr_err *err)
{
	const struct gr_confirmed_cell *cell = &confirmed->cell[at];
	struct gr_slice key = key_of(confirmed,
	    (struct gr_slice[]){ last_code(confirmed, cell->code), cell->column,
	        text },
	    3);
	uint64_t there;

	if (key.ptr == NULL)
		return gr_err_memory(err);
	if (gr_map_get(map, key, &there)
	    && gr_slice_cmp(confirmed->cell[there].wave, cell->wave) <= 0)
		return GR_OK;
	key = gr_arena_copy(confirmed->keep, key);
	return key.ptr ? gr_map_put(map, key, at, err) : gr_err_memory(err);
}

enum gr_status gr_confirmed_settle(struct gr_confirmed *confirmed,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < confirmed->cells && status == GR_OK; i++) {
		const struct gr_confirmed_cell *cell = &confirmed->cell[i];

		/* without a code it would be anybody's */
		if (!cell->confirmed || cell->code.len == 0
		    || (confirmed->has_records && !cell->identified))
			continue;
		status = enter(confirmed, &confirmed->value, i, cell->value,
		    err);
		if (status == GR_OK && cell->raw.ptr != NULL)
			status = enter(confirmed, &confirmed->written, i,
			    cell->raw, err);
	}
	return status;
}

static const struct gr_confirmed_cell *find(struct gr_confirmed *confirmed,
    const struct gr_map *map, const struct gr_slice *part, size_t n)
{
	uint64_t at;

	return gr_map_get(map, key_of(confirmed, part, n), &at)
	    ? &confirmed->cell[at]
	    : NULL;
}

static const struct gr_confirmed_cell *find_before(
    struct gr_confirmed *confirmed, const struct gr_map *map,
    struct gr_slice wave, struct gr_slice code, struct gr_slice column,
    struct gr_slice text)
{
	const struct gr_confirmed_cell *cell = find(confirmed, map,
	    (struct gr_slice[]){ last_code(confirmed, code), column, text }, 3);

	return cell != NULL && gr_slice_cmp(cell->wave, wave) <= 0 ? cell
	                                                           : NULL;
}

const struct gr_confirmed_cell *gr_confirmed_value(
    struct gr_confirmed *confirmed, struct gr_slice wave, struct gr_slice code,
    struct gr_slice column, struct gr_slice value)
{
	return confirmed->cells == 0 ? NULL
	                             : find_before(confirmed, &confirmed->value,
	                                 wave, code, column, value);
}

const struct gr_confirmed_cell *gr_confirmed_outside(
    struct gr_confirmed *confirmed, const struct gr_slice *place,
    struct gr_slice code, struct gr_slice column)
{
	const struct gr_confirmed_cell *now;

	if (confirmed->cells == 0)
		return NULL;
	now = find(confirmed, &confirmed->outside,
	    (struct gr_slice[]){ place[GR_WAVE], place[GR_SRC], place[GR_LINE],
	        column },
	    4);
	return now == NULL ? NULL
	                   : find_before(confirmed, &confirmed->written,
	                       now->wave, code, column, now->raw);
}
