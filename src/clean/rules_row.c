/* The cells of a row: passed, recalled or read, settled together, counted. */
#include "clean/rules_internal.h"
#include "number/short.h"
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
	return column->use[position].fired++ > 0
	    ? GR_OK
	    : keep_sample(rules, column, position, raw, err);
}

static enum gr_status count(struct gr_cell_rules *rules,
    struct gr_cell_column *column, const struct gr_outcome *o,
    struct gr_slice raw, struct gr_err *err)
{
	enum gr_status status = GR_OK;

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

/* ---- cells that are done with when they are seen ---- */

/* Whether a cell is a number that the rules are known to take as it is. */
static inline bool is_plain_number(struct gr_cell_rules *rules,
    struct gr_family *family, struct gr_slice raw)
{
	const struct gr_sieve_end *may;
	int64_t value;
	bool whole;

	if (!gr_short_number(raw, &value, &whole) || value < family->least
	    || value > family->most || (family->whole && !whole))
		return false;
	may = gr_cell_sift(rules, family, raw);
	return may != NULL && may->n > 0 && may->pattern[0] == family->plain;
}

/* Whether it is a text that no rule is about. */
static bool is_plain_text(struct gr_cell_rules *rules, struct gr_family *family,
    struct gr_slice raw)
{
	const struct gr_sieve_end *may;

	if (raw.ptr[0] == '!' || raw.ptr[0] == '\\'
	    || raw.len > GR_CELL_TEXT_BYTES)
		return false;
	may = gr_cell_sift(rules, family, raw);
	return may != NULL && may->n == 0;
}

/* Whether it is a code that a rule takes as it is, at the position *by.  Those of
 * units seldom come again, so that recalling them does not pay. */
static enum gr_status see_code(struct gr_cell_rules *rules,
    struct gr_family *family, struct gr_slice raw, bool *plain, uint32_t *by,
    struct gr_err *err)
{
	const struct gr_sieve_end *may;

	*plain = false;
	*by = GR_NO_USE;
	if (raw.ptr[0] == '!' || raw.ptr[0] == '\\' || raw.len > GR_CELL_BYTES
	    || !gr_cell_is_answer(raw))
		return GR_OK;
	may = gr_cell_sift(rules, family, raw);
	if (may == NULL || may->n == 0 || !family->rule[may->pattern[0]]->keeps)
		return GR_OK;
	*by = may->pattern[0];
	return gr_pattern_match(family->rule[*by]->pattern, raw, 0, plain, err);
}

static enum gr_status count_recalled(struct gr_cell_rules *rules,
    struct gr_cell_column *column, const struct gr_recalled *place,
    struct gr_slice raw, struct gr_err *err)
{
	char room[GR_RECALL_VALUE];
	struct gr_outcome o;

	gr_recall_outcome(place, raw, room, &o);
	return count(rules, column, &o, raw, err);
}

/* Of a cell that is as it was, or that only has another value from now on. */
static inline enum gr_status take_recalled(struct gr_cell_rules *rules,
    struct gr_cell_column *column, const struct gr_recalled *place,
    struct gr_slice *value, struct gr_err *err)
{
	struct gr_slice raw = *value;

	column->family->recall.found++;
	if ((place->marks & GR_RECALLED_RAW) == 0) {
		memcpy(column->room, place->value, GR_RECALL_VALUE);
		*value = gr_slice_make(column->room, place->value_bytes);
	}
	if ((place->marks & GR_RECALLED_TEXTS) != 0)
		return count_recalled(rules, column, place, raw, err);
	if ((place->marks & GR_RECALLED_FIXED) != 0) {
		rules->fixed++;
		column->use[place->shown].fixed++;
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

/* Whether what was recalled of a cell that is watched needs no more. */
static bool is_settled(const struct gr_cell_rules *rules,
    const struct gr_cell_column *column, const struct gr_recalled *place,
    struct gr_slice wave, struct gr_slice raw)
{
	return gr_cell_is_settled(rules, column, wave, raw,
	    place->marks & GR_RECALLED_RAW
	        ? raw
	        : gr_slice_make(place->value, place->value_bytes));
}

static inline enum gr_status see_cell(struct gr_cell_rules *rules,
    struct gr_cell_column *column, struct gr_slice wave, struct gr_slice *value,
    struct gr_err *err)
{
	const struct gr_recalled *place = NULL;
	bool plain;
	uint32_t by;

	if (column->way == GR_WAY_RULES)
		return open_cell(rules, column, value, err);
	if (value->len == 0)
		return pass_cell(rules, column, wave, value, err);
	if (column->way == GR_WAY_NUMBER
	    && is_plain_number(rules, column->family, *value))
		return count_use(rules, column, column->family->plain, *value,
		    err);
	if (column->way == GR_WAY_TEXT
	    && is_plain_text(rules, column->family, *value))
		return pass_cell(rules, column, wave, value, err);
	if (column->way == GR_WAY_CODE) {
		enum gr_status status = see_code(rules, column->family, *value,
		    &plain, &by, err);

		if (status != GR_OK || plain)
			return status == GR_OK
			    ? count_use(rules, column, by, *value, err)
			    : status;
	}
	place = gr_recall_get(&column->family->recall, *value);
	if (place == NULL || (place->marks & GR_RECALLED_COUNTED) == 0
	    || (column->watched
	        && !is_settled(rules, column, place, wave, *value)))
		return open_cell(rules, column, value, err);
	return take_recalled(rules, column, place, value, err);
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
	enum gr_status status = gr_cell_settle(rules, column, wave, raw[field],
	    value, &open->outcome, err);

	value[field] = open->outcome.value;
	if (status == GR_OK)
		status = count(rules, column, &open->outcome, raw[field], err);
	tell(rules, open);
	return status;
}

enum gr_status gr_cell_rules_row(struct gr_cell_rules *rules,
    struct gr_slice wave, const struct gr_slice *raw, struct gr_slice *value,
    struct gr_cells *out, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	rules->opened = rules->tellings = rules->fixed = 0;
	for (size_t i = 0; i < rules->cells && status == GR_OK; i++)
		status = see_cell(rules, rules->cell[i], wave,
		    &value[rules->cell[i]->field], err);
	for (size_t i = 0; i < rules->opened && status == GR_OK; i++)
		status = close_cell(rules, &rules->open[i], wave, raw, value,
		    err);
	*out = (struct gr_cells){ rules->told, rules->tellings, rules->fixed };
	return status;
}
