/* The cells of a row: passed, recalled or read, settled together, counted. */
#include "clean/rules_line.h"
#include "clean/rules_pass.h"
#include "clean/rules_plain.h"
#include "text/utf8.h"

#define SAMPLE_BYTES 60u

/* ---- counting ---- */

static enum gr_status keep_sample(struct gr_cell_rules *rules,
    struct gr_cell_column *column, size_t position, struct gr_slice raw,
    struct gr_err *err)
{
	struct gr_use *use = &column->use[position];

	if (position < gr_family_rules(column->family))
		column->family->rule[position]->fired = true;
	use->sample = gr_arena_copy(rules->arena,
	    gr_utf8_cut(raw, SAMPLE_BYTES));
	return use->sample.ptr ? GR_OK : gr_err_memory(err);
}

static inline enum gr_status count_use(struct gr_cell_rules *rules,
    struct gr_cell_column *column, size_t position, struct gr_slice raw,
    struct gr_err *err)
{
	return rules->untold || column->use[position].fired++ > 0
	    ? GR_OK
	    : keep_sample(rules, column, position, raw, err);
}

static enum gr_status count(struct gr_cell_rules *rules,
    struct gr_cell_column *column, const struct gr_outcome *o,
    struct gr_slice raw, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (rules->untold) {
		rules->fixed += o->action == GR_CELL_FIX;
		return GR_OK;
	}
	for (size_t i = 0; o->texts >> i != 0 && status == GR_OK; i++) {
		if (o->texts >> i & 1)
			status = count_use(rules, column, i, raw, err);
		if (i == GR_TEXT_RULES - 1)
			break;
	}
	if (status == GR_OK && o->decided != GR_NO_USE)
		status = count_use(rules, column, o->decided, raw, err);
	if (status == GR_OK && o->action == GR_CELL_ASK
	    && o->shown != o->decided)
		status = count_use(rules, column, o->shown, raw, err);
	if (o->action != GR_CELL_FIX)
		return status;
	rules->fixed++;
	if (o->shown != GR_NO_USE)
		column->use[o->shown].fixed++;
	return status;
}

/* ---- cells that are recalled ---- */

static enum gr_status count_recalled(struct gr_cell_rules *rules,
    struct gr_cell_column *column, const struct gr_recalled *place,
    struct gr_slice raw, struct gr_err *err)
{
	char room[GR_RECALL_VALUE];
	struct gr_outcome o;

	gr_recall_outcome(place, raw, room, &o);
	return count(rules, column, &o, raw, err);
}

/* From now on cells of this number in front pass; 0 is none. */
static void let_pass(struct gr_cell_seat *seat, unsigned number)
{
	if (number != 0)
		seat->pass |= UINT64_C(1) << number;
}

/* Let the next cells of the column with this text pass in front, if they may. */
static void bring_to_front(struct gr_cell_seat *seat,
    const struct gr_recalled *place, struct gr_slice raw)
{
	struct gr_front *front = seat->column->family->front;
	unsigned number;

	if (raw.len > seat->longest)
		return;
	(void)gr_front_find(front, gr_word_of(raw), &number);
	if (number == 0)
		number = gr_front_put(front, raw, place);
	let_pass(seat, number);
}

/* Of a cell that is as it was, or that only has another value from now on, which
 * lies where others will. */
static enum gr_status take_recalled(struct gr_cell_rules *rules,
    struct gr_cell_seat *seat, const struct gr_recalled *place,
    struct gr_slice *value, struct gr_err *err)
{
	struct gr_cell_column *column = seat->column;
	struct gr_slice raw = *value;

	column->family->recall.found++;
	if ((place->marks & GR_RECALLED_RAW) == 0)
		*value = gr_slice_make(place->value, place->value_bytes);
	if ((place->marks & GR_RECALLED_TEXTS) != 0)
		return count_recalled(rules, column, place, raw, err);
	bring_to_front(seat, place, raw);
	if ((place->marks & GR_RECALLED_FIXED) != 0) {
		rules->fixed++;
		column->use[place->shown].fixed += !rules->untold;
	}
	return place->decided == UINT16_MAX
	    ? GR_OK
	    : count_use(rules, column, place->decided, raw, err);
}

/* ---- cells that are read ---- */

enum gr_status gr_cell_recall(struct gr_cell_rules *rules,
    struct gr_cell_column *column, struct gr_slice raw, struct gr_outcome *out,
    struct gr_err *err)
{
	const struct gr_recalled *place;

	if (rules->plainly)
		return gr_cell_read(rules, column, raw, out, err);
	place = gr_recall_get(&column->family->recall, raw);
	if (place != NULL) {
		column->family->recall.found++;
		gr_recall_outcome(place, raw, column->room, out);
		return GR_OK;
	}
	if (!gr_recall_longer(&column->family->recall, raw, out))
		return gr_cell_read(rules, column, raw, out, err);
	if (out->is_raw)
		return GR_OK;
	/* another column of the family may read, and write what it has read */
	gr_buf_clear(&column->value);
	gr_buf_add(&column->value, out->value);
	out->value = gr_buf_slice(&column->value);
	return gr_buf_check(&column->value, err);
}

/* Read a cell, and leave it open until the whole row has been read. */
static enum gr_status open_cell(struct gr_cell_rules *rules,
    struct gr_cell_column *column, struct gr_slice *value, struct gr_err *err)
{
	struct gr_open_cell *open = &rules->open[rules->opened++];
	enum gr_status status;

	open->column = column;
	status = gr_cell_recall(rules, column, *value, &open->outcome, err);
	*value = open->outcome.value;
	return status;
}

/* A cell that is as it was. */
static enum gr_status pass_cell(struct gr_cell_rules *rules,
    struct gr_cell_column *column, struct gr_slice wave, struct gr_slice *value,
    struct gr_err *err)
{
	return !column->watched
	        || gr_cell_is_settled(rules, column, wave, *value, *value)
	    ? GR_OK
	    : open_cell(rules, column, value, err);
}

/* ---- cells that are not in front ---- */

/* Whether what was recalled of a cell needs no more than to be counted. */
static bool is_done(const struct gr_cell_rules *rules,
    const struct gr_cell_column *column, struct gr_slice wave,
    struct gr_slice raw, const struct gr_recalled *place)
{
	if ((place->marks & GR_RECALLED_COUNTED) == 0)
		return false;
	return !column->watched
	    || gr_cell_is_settled(rules, column, wave, raw,
	        place->marks & GR_RECALLED_RAW
	            ? raw
	            : gr_slice_make(place->value, place->value_bytes));
}

/* The same of a longer text, which is taken if it is so. */
static enum gr_status see_longer(struct gr_cell_rules *rules,
    struct gr_cell_column *column, struct gr_slice wave, struct gr_slice *value,
    struct gr_err *err)
{
	struct gr_slice raw = *value;
	struct gr_outcome o;

	if (!gr_recall_longer(&column->family->recall, raw, &o)
	    || !gr_outcome_is_counted(&o)
	    || (column->watched
	        && !gr_cell_is_settled(rules, column, wave, raw, o.value)))
		return open_cell(rules, column, value, err);
	*value = o.value;
	return count(rules, column, &o, raw, err);
}

static enum gr_status see_recalled(struct gr_cell_rules *rules,
    struct gr_cell_seat *seat, struct gr_slice wave, struct gr_slice *value,
    struct gr_err *err)
{
	struct gr_cell_column *column = seat->column;
	const struct gr_recalled *place = gr_recall_get(&column->family->recall,
	    *value);

	if (place == NULL)
		return see_longer(rules, column, wave, value, err);
	return is_done(rules, column, wave, *value, place)
	    ? take_recalled(rules, seat, place, value, err)
	    : open_cell(rules, column, value, err);
}

static enum gr_status see_number(struct gr_cell_rules *rules,
    struct gr_cell_seat *seat, struct gr_slice wave, struct gr_slice *value,
    struct gr_err *err)
{
	struct gr_cell_column *column = seat->column;
	struct gr_family *family = column->family;

	if (!gr_cell_is_plain_number(rules, family, *value))
		return see_recalled(rules, seat, wave, value, err);
	if (value->len == 1) {
		family->digit = gr_front_put_digit(family->front, family->digit,
		    *value, family->plain);
		let_pass(seat, family->digit);
	}
	return count_use(rules, column, family->plain, *value, err);
}

static enum gr_status see_text(struct gr_cell_rules *rules,
    struct gr_cell_seat *seat, struct gr_slice wave, struct gr_slice *value,
    struct gr_err *err)
{
	struct gr_cell_column *column = seat->column;
	struct gr_slice raw = *value;

	if (raw.len == column->last_bytes
	    && memcmp(column->last, raw.ptr, raw.len) == 0)
		return GR_OK;
	if (!gr_cell_is_plain_text(rules, column, raw))
		return see_recalled(rules, seat, wave, value, err);
	if (column->watched
	    && !gr_cell_is_settled(rules, column, wave, raw, raw))
		return open_cell(rules, column, value, err);
	if (raw.len <= GR_LAST_BYTES) {
		memcpy(column->last, raw.ptr, raw.len);
		column->last_bytes = raw.len;
	}
	return GR_OK;
}

static enum gr_status see_code(struct gr_cell_rules *rules,
    struct gr_cell_seat *seat, struct gr_slice wave, struct gr_slice *value,
    struct gr_err *err)
{
	struct gr_cell_column *column = seat->column;
	uint32_t by;
	bool plain;
	enum gr_status status = gr_cell_see_code(rules, column->family, *value,
	    &plain, &by, err);

	if (status != GR_OK)
		return status;
	return plain ? count_use(rules, column, by, *value, err)
	             : see_recalled(rules, seat, wave, value, err);
}

static enum gr_status see_cell(struct gr_cell_rules *rules,
    struct gr_cell_seat *seat, struct gr_slice wave, struct gr_slice *value,
    struct gr_err *err)
{
	enum gr_cell_way way = seat->column->way;

	if (way == GR_WAY_RULES)
		return open_cell(rules, seat->column, value, err);
	if (value->len == 0)
		return pass_cell(rules, seat->column, wave, value, err);
	if (way == GR_WAY_NUMBER)
		return see_number(rules, seat, wave, value, err);
	if (way == GR_WAY_TEXT)
		return see_text(rules, seat, wave, value, err);
	return way == GR_WAY_CODE ? see_code(rules, seat, wave, value, err)
	                          : see_recalled(rules, seat, wave, value, err);
}

/* ---- the row ---- */

/* What is said of a cell; of one that was only fixed, where all is wanted. */
static void tell(struct gr_cell_rules *rules, const struct gr_open_cell *open)
{
	const struct gr_outcome *o = &open->outcome;
	const struct gr_family *family = open->column->family;
	struct gr_cell *out;

	if (o->action == GR_CELL_AS_IS && !o->confirmed)
		return;
	if (o->action == GR_CELL_FIX && !o->confirmed && !rules->plainly)
		return;
	out = &rules->told[rules->tellings++];
	*out = (struct gr_cell){ .cell = open->column->cell,
		.value = o->value,
		.action = o->action,
		.why = o->why,
		.reading = o->reading };
	out->unconfirmed = o->confirmed && o->why != GR_WHY_CONFIRMED;
	if (o->action == GR_CELL_AS_IS || o->shown == GR_NO_USE)
		return;
	out->rule = gr_cell_rules_use_id(family, o->shown);
	if (o->shown < gr_family_rules(family))
		out->note = family->rule[o->shown]->row->note;
}

static enum gr_status close_cell(struct gr_cell_rules *rules,
    struct gr_open_cell *open, struct gr_slice wave, const struct gr_slice *raw,
    struct gr_slice *value, struct gr_err *err)
{
	struct gr_cell_column *column = open->column;
	size_t field = column->field;
	struct gr_outcome *o = &open->outcome;
	enum gr_status status = gr_cell_settle(rules, column, wave, raw[field],
	    value, o, err);

	if (status == GR_OK && o->value.ptr != raw[field].ptr)
		status = gr_cell_lend(rules, o->value, &o->value, err);
	value[field] = o->value;
	if (status == GR_OK)
		status = count(rules, column, o, raw[field], err);
	tell(rules, open);
	return status;
}

/* The first of the cells that does not pass, from one on.  Inlined for either of
 * what `told` can be, so that no cell asks. */
__attribute__((always_inline)) static inline struct gr_cell_seat *pass_cells(
    struct gr_cell_rules *rules, bool told, struct gr_cell_seat *seat,
    const struct gr_cell_seat *end, const struct gr_slice *raw,
    struct gr_slice *value)
{
	size_t fixed = 0;
	char *to = rules->line.to;

	for (; seat < end; seat++) {
		size_t field = seat->field;
		struct gr_slice cell = raw[field], *out = &value[field];

		if (!(cell.len == 1
		        && gr_cell_passes_byte(seat, told, cell, out, &to,
		            &fixed))
		    && !gr_cell_passes_front(seat, told, cell, out, &to, &fixed)
		    && !gr_cell_passes_number(seat, told, cell, out, &to)
		    && !gr_cell_passes_recalled(seat, told, cell, out, &to,
		        &fixed))
			break;
	}
	rules->fixed += fixed;
	rules->line.to = to;
	return seat;
}

/* What is known of a cell by itself; one that is open is not laid down, since
 * its value is not known yet. */
static enum gr_status take_cell(struct gr_cell_rules *rules,
    struct gr_cell_seat *seat, struct gr_slice wave, struct gr_slice *value,
    struct gr_err *err)
{
	const char *raw = value->ptr;
	size_t opened = rules->opened;
	enum gr_status status = see_cell(rules, seat, wave, value, err);

	return status == GR_OK && rules->opened == opened
	    ? gr_cell_lay(rules, raw, value, err)
	    : status;
}

__attribute__((always_inline)) static inline enum gr_status take_cells(
    struct gr_cell_rules *rules, bool told, struct gr_slice wave,
    const struct gr_slice *raw, struct gr_slice *value, struct gr_err *err)
{
	struct gr_cell_seat *seat = rules->seat, *end = seat + rules->cells;
	enum gr_status status = GR_OK;

	while (status == GR_OK
	    && (seat = pass_cells(rules, told, seat, end, raw, value)) < end) {
		value[seat->field] = raw[seat->field];
		status = take_cell(rules, seat, wave, &value[seat->field], err);
		seat++;
	}
	return status;
}

enum gr_status gr_cell_rules_row(struct gr_cell_rules *rules,
    struct gr_arena *scratch, struct gr_slice wave, const struct gr_slice *raw,
    struct gr_slice *value, struct gr_cells *out, struct gr_err *err)
{
	enum gr_status status = GR_OK;
	const char *end = gr_cell_line_begin(rules, scratch);

	if (end == NULL)
		return gr_err_memory(err);
	rules->opened = rules->tellings = rules->fixed = 0;
	status = rules->untold ? take_cells(rules, false, wave, raw, value, err)
	                       : take_cells(rules, true, wave, raw, value, err);
	gr_arena_give_back(scratch, rules->line.to, end);
	for (size_t i = 0; i < rules->opened && status == GR_OK; i++)
		status = close_cell(rules, &rules->open[i], wave, raw, value,
		    err);
	*out = (struct gr_cells){ rules->told, rules->tellings, rules->fixed };
	return status;
}
