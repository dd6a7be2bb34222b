/* ahead.c - what tests say of the rows that are coming */
#include "standard/ahead_internal.h"
#include "standard/canonical.h"

#include <assert.h>

/* ---- what is read ---- */

static size_t slots_of(const struct gr_ahead *ahead, enum gr_name_class class)
{
	const struct gr_standard *standard = ahead->view->standard;

	return class == GR_NAME_PARAMETER ? standard->parameter_names
	                                  : standard->columns;
}

static enum gr_value_kind kind_of(const struct gr_ahead *ahead,
    enum gr_name_class class, size_t slot)
{
	const struct gr_standard *standard = ahead->view->standard;

	return class == GR_NAME_PARAMETER
	    ? standard->parameter_symbol[slot].kind
	    : gr_standard_kind(standard->column[slot].type);
}

static enum gr_status need_slot(struct gr_ahead *ahead, struct gr_arena *keep,
    enum gr_name_class class, size_t slot, struct gr_err *err)
{
	if (ahead->read[class][slot])
		return GR_OK;
	ahead->read[class][slot] = true;
	return gr_values_make(keep, kind_of(ahead, class, slot),
	    &ahead->value[class][slot], err);
}

/* All that the input has is read, to know whether it is canonical and what is
 * missing; of texts that no expression asks for, no more. */
static enum gr_status need_columns(struct gr_ahead *ahead,
    struct gr_arena *keep, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (unsigned class = GR_NAME_NOW; class <= GR_NAME_PREV; class ++) {
		enum gr_name_class which = (enum gr_name_class) class;

		for (size_t i = 0; i < slots_of(ahead, which); i++) {
			if (status != GR_OK
			    || gr_ahead_position(ahead, which, i) == GR_NONE)
				continue;
			if (kind_of(ahead, which, i) == GR_VALUE_TEXT)
				gr_values_make_sets(&ahead->value[class][i]);
			else
				status = need_slot(ahead, keep, which, i, err);
		}
	}
	return status;
}

enum gr_status gr_ahead_need(struct gr_ahead *ahead, struct gr_arena *keep,
    const struct gr_expr *expr, struct gr_err *err)
{
	enum gr_status status = GR_OK;
	const unsigned *slot;

	for (unsigned class = 0; class <= GR_NAME_PARAMETER && expr; class ++) {
		size_t n = gr_expr_slots(expr, (enum gr_name_class) class,
		    &slot);

		for (size_t i = 0; i < n && status == GR_OK; i++)
			status = need_slot(ahead, keep,
			    (enum gr_name_class) class, slot[i], err);
	}
	return status;
}

enum gr_status gr_ahead_prev(struct gr_ahead *ahead, struct gr_arena *keep,
    const size_t *column, size_t columns, struct gr_err *err)
{
	ahead->prev = column;
	ahead->prevs = columns;
	ahead->prev_glance = GR_NEW_ARRAY(keep, columns, struct gr_glance);
	return ahead->prev_glance ? GR_OK : gr_err_memory(err);
}

static bool make_room(struct gr_ahead *ahead, struct gr_arena *keep)
{
	size_t n = ahead->tests;

	ahead->told = GR_NEW_ARRAY(keep, n, bool);
	ahead->truths = GR_NEW_ARRAY(keep, n, struct gr_truths);
	ahead->glance = GR_NEW_ARRAY(keep, ahead->view->header->n,
	    struct gr_glance);
	ahead->parameter = GR_NEW_ARRAY(keep,
	    GR_BATCH_ROWS * ahead->view->standard->parameter_names,
	    struct gr_slice);
	ahead->now = GR_NEW_ARRAY(keep, slots_of(ahead, GR_NAME_NOW),
	    struct gr_values);
	bool made = ahead->told && ahead->truths && ahead->glance
	    && ahead->parameter && ahead->now;
	for (unsigned class = 0; class <= GR_NAME_PARAMETER; class ++) {
		size_t slots = slots_of(ahead, (enum gr_name_class) class);

		ahead->value[class] = GR_NEW_ARRAY(keep, slots,
		    struct gr_values);
		ahead->read[class] = GR_NEW_ARRAY(keep, slots, bool);
		made = made && ahead->value[class] && ahead->read[class];
	}
	return made;
}

enum gr_status gr_ahead_make(struct gr_arena *keep, struct gr_view *view,
    const struct gr_expr *const *test, size_t n, struct gr_ahead **out,
    struct gr_err *err)
{
	struct gr_ahead *ahead = GR_NEW(keep, struct gr_ahead);

	if (ahead == NULL)
		return gr_err_memory(err);
	*ahead = (struct gr_ahead){ .view = view, .test = test, .tests = n };
	*out = ahead;
	if (!make_room(ahead, keep))
		return gr_err_memory(err);
	enum gr_status status = gr_batch_new(keep, &ahead->batch, err);
	if (status == GR_OK)
		status = need_columns(ahead, keep, err);
	for (size_t i = 0; i < n && status == GR_OK; i++)
		status = gr_ahead_need(ahead, keep, test[i], err);
	return status;
}

void gr_ahead_free(struct gr_ahead *ahead)
{
	if (ahead != NULL)
		gr_buf_free(&ahead->built_in);
}

/* ---- the rows ---- */

static struct gr_slice place_cell(const struct gr_row *row, size_t at)
{
	return at == GR_NONE ? GR_S("") : row->field[at];
}

/* The parameters of each row, computed where its place is not that of the row
 * before. */
static void find_parameters(struct gr_ahead *ahead, int32_t wave_as_of)
{
	const struct gr_view *view = ahead->view;
	size_t names = view->standard->parameter_names;
	const struct gr_slice **of_row = ahead->of_row;
	struct gr_slice *next = ahead->parameter;

	for (size_t i = 0; i < ahead->n; i++) {
		const struct gr_row *row = &ahead->row[i];
		struct gr_slice city = place_cell(row, view->city_at);
		struct gr_slice county = place_cell(row, view->county_at);

		if (i > 0
		    && gr_slice_eq(city, place_cell(row - 1, view->city_at))
		    && gr_slice_eq(county,
		        place_cell(row - 1, view->county_at))) {
			of_row[i] = of_row[i - 1];
			continue;
		}
		for (size_t k = 0; k < GR_PARAM_BUILT_IN; k++)
			next[k] = ahead->parameter[k];
		gr_standard_parameters(view->standard, city, county, wave_as_of,
		    next);
		of_row[i] = next;
		next += names;
	}
}

static void fill_parameters(struct gr_ahead *ahead, int32_t wave_as_of)
{
	const struct gr_slice *const *of_row = ahead->of_row;
	size_t names = ahead->view->standard->parameter_names;

	assert(ahead->n > 0);
	find_parameters(ahead, wave_as_of);
	bool same = of_row[0] == of_row[ahead->n - 1];
	for (size_t i = 0; i < names; i++) {
		struct gr_values *value = &ahead->value[GR_NAME_PARAMETER][i];
		struct gr_glance glance = { { 0 } };

		if (!ahead->read[GR_NAME_PARAMETER][i])
			continue;
		if (same) {
			gr_values_repeat(value, of_row[0][i], ahead->n);
			continue;
		}
		for (size_t k = 0; k < ahead->n; k++) {
			const struct gr_slice *cell = of_row[k] + i;
			struct gr_glance one;

			gr_glance(&cell, 1, 1, &one);
			glance.of[k] = one.of[0];
		}
		gr_values_fill(value, &glance, of_row, i, ahead->n);
	}
}

/* How many rows are of the first one's wave, from it on. */
static size_t of_one_wave(const struct gr_row *row, size_t n)
{
	size_t i = 1;

	while (
	    i < n && gr_slice_eq(row[i].field[GR_WAVE], row[0].field[GR_WAVE]))
		i++;
	return i;
}

static struct gr_batch_env env_of(const struct gr_ahead *ahead)
{
	return (struct gr_batch_env){ gr_ahead_now(ahead),
		ahead->value[GR_NAME_PREV], ahead->value[GR_NAME_PARAMETER] };
}

enum gr_status gr_ahead_look(struct gr_ahead *ahead,
    const struct gr_ahead *before, const struct gr_row *row, size_t n,
    const struct gr_slice *const *prev, struct gr_slice as_of,
    int32_t wave_as_of, struct gr_err *err)
{
	ahead->row = row;
	ahead->n = ahead->turn = 0;
	/* when it is their turn it is said what is wrong with it */
	if (!gr_view_is_wave(row[0].field[GR_WAVE]))
		return GR_OK;
	enum gr_status status = gr_view_built_in(&ahead->built_in,
	    row[0].field[GR_WAVE], as_of, wave_as_of, ahead->parameter, err);
	if (status != GR_OK)
		return status;
	ahead->n = ahead->turn = of_one_wave(row, n);
	gr_ahead_fill(ahead, before, prev);
	fill_parameters(ahead, wave_as_of);
	const struct gr_batch_env env = env_of(ahead);
	for (size_t i = 0; i < ahead->tests; i++)
		ahead->told[i] = ahead->test[i] != NULL
		    && gr_batch_test(ahead->batch, ahead->test[i], &env,
		        ahead->n, &ahead->truths[i]);
	return GR_OK;
}

size_t gr_ahead_seen(const struct gr_ahead *ahead)
{
	return ahead->n;
}

gr_rows gr_ahead_canonical(const struct gr_ahead *ahead)
{
	return gr_rows_first(ahead->n) & ~ahead->odd;
}

const struct gr_truths *gr_ahead_truths(const struct gr_ahead *ahead, size_t i)
{
	return ahead->told[i] ? &ahead->truths[i] : NULL;
}

const struct gr_values *gr_ahead_values(const struct gr_ahead *ahead,
    enum gr_name_class class, size_t slot)
{
	if (gr_ahead_position(ahead, class, slot) == GR_NONE
	    && !ahead->read[class][slot])
		return NULL;
	return class == GR_NAME_NOW ? &gr_ahead_now(ahead)[slot]
	                            : &ahead->value[class][slot];
}

bool gr_ahead_number(struct gr_ahead *ahead, const struct gr_expr *expr,
    struct gr_values *out)
{
	const struct gr_batch_env env = env_of(ahead);

	return gr_batch_number(ahead->batch, expr, &env, out);
}

const struct gr_slice *gr_ahead_parameters(const struct gr_ahead *ahead,
    size_t i)
{
	return ahead->of_row[i];
}

/* ---- their turn ---- */

size_t gr_ahead_turn(const struct gr_ahead *ahead, const struct gr_row *row)
{
	return ahead->n > 0 && row >= ahead->row && row < ahead->row + ahead->n
	    ? (size_t)(row - ahead->row)
	    : ahead->n;
}

enum gr_status gr_ahead_load(struct gr_ahead *ahead, const struct gr_row *row,
    struct gr_slice as_of, int32_t wave_as_of, struct gr_err *err)
{
	ahead->turn = gr_ahead_turn(ahead, row);
	if (ahead->turn == ahead->n || (ahead->odd >> ahead->turn & 1))
		return gr_view_load(ahead->view, row, as_of, wave_as_of, err);
	return gr_view_load_known(ahead->view, row, as_of, wave_as_of, err);
}

void gr_ahead_forget(struct gr_ahead *ahead)
{
	ahead->turn = ahead->n;
}

/* What no number, no date and no text is is told of the sets alone. */
void gr_ahead_change(struct gr_ahead *ahead, const struct gr_row *row,
    size_t column, struct gr_slice value)
{
	size_t i = gr_ahead_turn(ahead, row);

	if (i == ahead->n)
		return;
	if (gr_cell_is_query(value) || gr_cell_is_na(value))
		gr_values_void(&gr_ahead_now(ahead)[column], i,
		    gr_cell_is_na(value));
	else
		ahead->spoilt = true;
}

enum gr_tri gr_ahead_test(const struct gr_ahead *ahead, size_t i)
{
	return ahead->turn < ahead->n && ahead->told[i]
	    ? gr_truths_at(&ahead->truths[i], ahead->turn)
	    : gr_expr_test(ahead->test[i], &ahead->view->env);
}

void gr_ahead_tests(const struct gr_ahead *ahead, enum gr_tri *out)
{
	for (size_t i = 0; i < ahead->tests; i++)
		if (ahead->turn < ahead->n && ahead->told[i])
			out[i] = gr_truths_at(&ahead->truths[i], ahead->turn);
		else if (ahead->test[i] != NULL)
			out[i] = gr_expr_test(ahead->test[i],
			    &ahead->view->env);
}
