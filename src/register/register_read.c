/* register_read.c - the register: its rows read and checked */
#include <assert.h>
#include <stdlib.h>

#include "base/buf.h"
#include "register/register_reading.h"
#include "text/personal.h"

/* A row's cells, of one form now. */
struct cells {
	struct gr_slice cell[GR_REGISTER_COLUMNS];
};

static void find_columns(struct gr_register_reading *r)
{
	const struct gr_header *header = &r->table.header;

	for (size_t i = 0; i < GR_REGISTER_COLUMNS; i++)
		r->at[i] = gr_header_find(header,
		    gr_slice_of(gr_register_columns[i]));
	r->columns = gr_register_form(header);
	r->periods = r->columns.day[0] != GR_NONE
	    || r->columns.day[1] != GR_NONE;
}

/* The digits of a code that its place must have. */
static struct gr_slice outer_digits(const struct gr_register_reading *r,
    struct gr_slice code)
{
	const struct gr_code_form *form = r->form;
	size_t n = form->county > form->city ? form->county : form->city;

	return form->lengths > 0 && form->city > 0
	    ? gr_slice_make(code.ptr, n < code.len ? n : code.len)
	    : GR_S("");
}

/* Whether a row says the same of its place as the row before. */
static bool is_same_place(const struct gr_register_reading *r,
    const struct cells *c)
{
	const char *was = r->words.ptr;
	struct gr_slice outer = outer_digits(r, c->cell[0]);

	if (r->street == NULL
	    || !gr_slice_eq(outer, gr_slice_make(was, r->bytes[0])))
		return false;
	was += outer.len;
	for (size_t i = GR_REGISTER_PLACE; i < GR_REGISTER_COLUMNS; i++) {
		if (!gr_slice_eq(c->cell[i], gr_slice_make(was, r->bytes[i])))
			return false;
		was += r->bytes[i];
	}
	return true;
}

static enum gr_status remember_place(struct gr_register_reading *r,
    const struct cells *c, struct gr_err *err)
{
	struct gr_slice outer = outer_digits(r, c->cell[0]);

	gr_buf_clear(&r->words);
	gr_buf_add(&r->words, outer);
	r->bytes[0] = outer.len;
	for (size_t i = GR_REGISTER_PLACE; i < GR_REGISTER_COLUMNS; i++) {
		gr_buf_add(&r->words, c->cell[i]);
		r->bytes[i] = c->cell[i].len;
	}
	return gr_buf_check(&r->words, err);
}

/* Names are published: a telephone number that somebody keeps beside one is
 * masked as ingest masks it in deliveries, so that the two still agree. */
static enum gr_status hide_numbers(struct gr_register_reading *r,
    struct gr_slice *name, struct gr_err *err)
{
	return gr_personal_hide(r->table.arena, name, gr_personal_anywhere,
	    err);
}

static enum gr_status read_street(struct gr_register_reading *r,
    const struct gr_table_row *row, const struct cells *c, struct gr_err *err)
{
	const struct gr_code_form *form = r->form;
	struct gr_place_words words = { c->cell[2], c->cell[3], c->cell[4],
		c->cell[5], c->cell[6], c->cell[7] };
	enum gr_status status = GR_OK;

	if (is_same_place(r, c))
		return GR_OK;
	r->street = NULL;
	if (form->lengths > 0 && form->city > 0) {
		status = gr_register_read_place(&r->table, row,
		    GR_REGISTER_CITY, form->city, form, c->cell[0],
		    &words.city_code, err);
		if (status == GR_OK)
			status = gr_register_read_place(&r->table, row,
			    GR_REGISTER_COUNTY, form->county, form, c->cell[0],
			    &words.county_code, err);
	}
	if (status == GR_OK)
		status = hide_numbers(r, &words.city_name, err);
	if (status == GR_OK)
		status = hide_numbers(r, &words.county_name, err);
	if (status == GR_OK)
		status = hide_numbers(r, &words.street_name, err);
	if (status == GR_OK)
		status = remember_place(r, c, err);
	return status == GR_OK
	    ? gr_streets_find(&r->streets, &words, &r->street, err)
	    : status;
}

/* What a unit alone has, in one text. */
static enum gr_status keep_words(struct gr_register_reading *r,
    struct gr_slice code, struct gr_slice class, struct gr_slice name,
    struct gr_unit *unit, struct gr_err *err)
{
	struct gr_slice folded;

	if (!gr_streets_fold(r->table.arena, name, &folded))
		return gr_err_memory(err);
	bool differs = folded.ptr != name.ptr;
	uint32_t bytes = (uint32_t)folded.len;
	size_t n = code.len + class.len + name.len;
	char *text = gr_arena_bytes(r->keep,
	    n + (differs ? sizeof bytes + folded.len : 0));

	if (text == NULL)
		return gr_err_memory(err);
	/* the reader refuses longer cells */
	assert(code.len < 1u << 24 && name.len < UINT32_MAX);
	memcpy(text, code.ptr, code.len);
	if (class.len > 0)
		memcpy(text + code.len, class.ptr, class.len);
	memcpy(text + code.len + class.len, name.ptr, name.len);
	if (differs) {
		memcpy(text + n, &bytes, sizeof bytes);
		if (folded.len > 0)
			memcpy(text + n + sizeof bytes, folded.ptr, folded.len);
	}
	unit->text = text;
	unit->code_bytes = code.len & 0xffffffu;
	unit->class_bytes = class.len & 0x7fu;
	unit->name_bytes = (uint32_t)name.len;
	unit->differs = differs;
	return GR_OK;
}

static enum gr_status read_unit(struct gr_register_reading *r,
    const struct gr_table_row *row, struct gr_unit *unit, struct gr_err *err)
{
	struct gr_slice class = GR_S(""), code, name;
	struct cells c;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < GR_REGISTER_COLUMNS; i++)
		c.cell[i] = row->plain ? row->cell[r->at[i]]
		                       : gr_table_at(row, r->at[i]);
	code = c.cell[0];
	name = c.cell[1];
	if (code.len == 0)
		return gr_table_error(&r->table, row, "community_code", err,
		    "a unit must have a code");
	if (name.len == 0)
		return gr_table_error(&r->table, row, "community_name", err,
		    "a unit must have a name");
	if (r->form->lengths > 0)
		status = gr_register_read_code(&r->table, row, r->form, &code,
		    &class, err);
	c.cell[0] = code;
	if (status == GR_OK)
		status = read_street(r, row, &c, err);
	*unit = (struct gr_unit){ .street = r->street,
		.valid_from = INT32_MIN,
		.valid_to = INT32_MAX };
	if (status == GR_OK && r->periods)
		status = gr_register_period(&r->table, row, &unit->valid_from,
		    &unit->valid_to, err);
	if (status == GR_OK)
		status = hide_numbers(r, &name, err);
	return status == GR_OK ? keep_words(r, code, class, name, unit, err)
	                       : status;
}

enum gr_status gr_register_reading_room(struct gr_register_reading *r,
    struct gr_err *err)
{
	void *units = r->unit, *lines = r->line;
	enum gr_status status = gr_arena_extend(r->units_in, &units, &r->room,
	    r->units, sizeof(*r->unit), err);

	if (status != GR_OK)
		return status;
	r->unit = units;
	if (r->unplaced)
		return GR_OK;
	status = gr_arena_extend(r->streets.scratch, &lines, &r->line_room,
	    r->units, sizeof(*r->line), err);
	if (status == GR_OK)
		r->line = lines;
	return status;
}

void gr_register_reading_follows(struct gr_register_reading *r,
    const struct gr_unit *before, const struct gr_unit *unit)
{
	int order = gr_slice_cmp(gr_unit_code(before), gr_unit_code(unit));

	r->unsorted |= order > 0
	    || (order == 0 && before->valid_from > unit->valid_from);
	r->doubtful |= order == 0 && before->valid_to >= unit->valid_from;
}

static enum gr_status read_row(struct gr_register_reading *r,
    struct gr_table_row *row, struct gr_err *err)
{
	bool blank;
	enum gr_status status = gr_register_tidy_row(&r->table, &r->columns,
	    row, &blank, err);

	if (status != GR_OK || blank)
		return status;
	status = gr_register_reading_room(r, err);
	if (status != GR_OK)
		return status;
	status = read_unit(r, row, &r->unit[r->units], err);
	if (status != GR_OK)
		return status;
	if (!r->unplaced)
		r->line[r->units] = row->line;
	r->units++;
	if (r->units > 1)
		gr_register_reading_follows(r, &r->unit[r->units - 2],
		    &r->unit[r->units - 1]);
	return GR_OK;
}

/* ---- order ---- */

static int by_code_and_period(const void *a, const void *b, void *reading)
{
	const struct gr_register_reading *r = reading;
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	const struct gr_unit *one = &r->unit[x], *other = &r->unit[y];
	int order = gr_slice_cmp(gr_unit_code(one), gr_unit_code(other));

	if (order != 0)
		return order;
	if (one->valid_from != other->valid_from)
		return one->valid_from < other->valid_from ? -1 : 1;
	return x < y ? -1 : x > y;
}

/* Bring units and their lines into the order of their positions: each goes
 * where it belongs, circle by circle. */
static void follow(struct gr_register_reading *r, uint32_t *from)
{
	for (size_t i = 0; i < r->units; i++) {
		struct gr_unit unit = r->unit[i];
		uint64_t line = r->unplaced ? 0 : r->line[i];
		size_t at = i;

		while (from[at] != i) {
			size_t next = from[at];

			r->unit[at] = r->unit[next];
			if (!r->unplaced)
				r->line[at] = r->line[next];
			from[at] = (uint32_t)at;
			at = next;
		}
		r->unit[at] = unit;
		if (!r->unplaced)
			r->line[at] = line;
		from[at] = (uint32_t)at;
	}
}

static enum gr_status sort(struct gr_register_reading *r, struct gr_err *err)
{
	uint32_t *from;

	if (r->units > GR_INDEX_MOST)
		return gr_err_at(err, GR_EUSAGE, r->table.path, 0, NULL,
		    "more units than can be counted in 31 bits");
	if (!r->unsorted) /* registers mostly come in order */
		return GR_OK;
	from = gr_arena_room(r->streets.scratch, r->units, sizeof(*from));
	if (from == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < r->units; i++)
		from[i] = (uint32_t)i;
	qsort_r(from, r->units, sizeof(*from), by_code_and_period, r);
	follow(r, from);
	return GR_OK;
}

static enum gr_status refuse_twice(const struct gr_register_reading *r,
    size_t i, struct gr_err *err)
{
	uint64_t one = r->unplaced ? 0 : r->line[i - 1];
	uint64_t other = r->unplaced ? 0 : r->line[i];
	bool later = other > one;

	return gr_err_at(err, GR_EUSAGE, r->table.path, later ? other : one,
	    "community_code", "%.*s is in line %llu too, for the same day",
	    GR_ARG(gr_unit_code(&r->unit[i])),
	    (unsigned long long)(later ? one : other));
}

/* Periods of one code must not overlap; of sorted units. */
static enum gr_status check_periods(const struct gr_register_reading *r,
    struct gr_err *err)
{
	for (size_t i = 1; i < r->units; i++)
		if (r->unit[i].valid_from <= r->unit[i - 1].valid_to
		    && gr_slice_eq(gr_unit_code(&r->unit[i]),
		        gr_unit_code(&r->unit[i - 1])))
			return refuse_twice(r, i, err);
	return GR_OK;
}

/* ---- all of it ---- */

enum gr_status gr_register_reading_begin(struct gr_register_reading *r,
    struct gr_arena *keep, const struct gr_table *table,
    const struct gr_standard *standard, struct gr_err *err)
{
	static const struct gr_code_form any = { .lengths = 0 };

	*r = (struct gr_register_reading){ .table = *table,
		.form = standard ? &standard->code_form : &any,
		.keep = keep,
		.units_in = keep,
		.streets = { .keep = keep, .scratch = gr_arena_new() } };
	r->table.arena = gr_arena_new();
	if (r->streets.scratch == NULL || r->table.arena == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_table_columns(&r->table, gr_register_columns,
	    NULL, err);
	if (status == GR_OK)
		find_columns(r);
	return status;
}

enum gr_status gr_register_reading_rows(struct gr_register_reading *r,
    struct gr_table_rows *rows, struct gr_err *err)
{
	struct gr_table_row row;
	enum gr_status status = GR_OK;

	while (status == GR_OK) {
		gr_arena_reset(r->table.arena);
		status = gr_table_rows_next(rows, &row, err);
		if (status == GR_OK)
			status = read_row(r, &row, err);
	}
	return status == GR_END ? GR_OK : status;
}

enum gr_status gr_register_reading_end(struct gr_register_reading *r,
    struct gr_register *out, struct gr_err *err)
{
	struct gr_slice path = gr_arena_copy(r->keep,
	    gr_slice_of(r->table.path));
	enum gr_status status = path.ptr ? sort(r, err) : gr_err_memory(err);

	if (status == GR_OK && (r->unsorted || r->doubtful))
		status = check_periods(r, err);
	if (status != GR_OK)
		return status;
	*out = (struct gr_register){
		.path = path.ptr,
		.unit = r->unit,
		.units = r->units,
		.county = r->streets.counties > 0
		    ? r->streets.county[r->streets.counties - 1]
		    : NULL,
	};
	return GR_OK;
}

void gr_register_reading_free(struct gr_register_reading *r)
{
	gr_arena_free(r->streets.scratch);
	gr_arena_free(r->table.arena);
	gr_buf_free(&r->words);
	r->streets.scratch = r->table.arena = NULL;
}

enum gr_status gr_register_take(struct gr_arena *keep,
    struct gr_table_rows *rows, const struct gr_standard *standard,
    struct gr_register *out, struct gr_err *err)
{
	struct gr_register_reading r;
	enum gr_status status = gr_register_reading_begin(&r, keep,
	    gr_table_rows_table(rows), standard, err);

	if (status == GR_OK)
		status = gr_register_reading_rows(&r, rows, err);
	if (status == GR_OK)
		status = gr_register_reading_end(&r, out, err);
	gr_register_reading_free(&r);
	return status;
}
