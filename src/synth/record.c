/* record.c - the answers of one unit, drawn by the recipes in order */
#include "synth/recipe.h"

static bool has_answer(struct gr_slice cell)
{
	return cell.len > 0 && !gr_slice_eq(cell, GR_S("n/a"));
}

static enum gr_status make_cell(const struct gr_synth_maker *m,
    const struct gr_recipe *r, struct gr_err *err)
{
	struct gr_slice *cell = r->is_parameter
	    ? &m->answers->parameter[r->column]
	    : &m->answers->now[r->column];

	if (r->when != NULL && gr_expr_test(r->when, &m->env) != GR_TRUE) {
		*cell = r->otherwise;
		return GR_OK;
	}
	if (r->missing > 0
	    && gr_draw_below(gr_synth_draw(m, r, GR_SYNTH_MISSING, true),
	           100000)
	        < r->missing) {
		*cell = (struct gr_slice){ NULL, 0 };
		return GR_OK;
	}
	if (r->keep && !r->is_parameter && m->answers->prev != NULL
	    && has_answer(m->answers->prev[r->column])) {
		*cell = m->answers->prev[r->column];
		return GR_OK;
	}
	return gr_synth_value(m, r, cell, err);
}

enum gr_status gr_synth_answers_make(const struct gr_recipes *recipes,
    const struct gr_synth_unit *unit, size_t wave, struct gr_arena *scratch,
    struct gr_synth_answers *out, struct gr_err *err)
{
	size_t columns = recipes->standard->columns;
	struct gr_synth_maker m = { .recipes = recipes,
		.unit = unit,
		.unit_key = gr_slice_hash(unit->code),
		.scratch = scratch,
		.answers = out };

	*out = (struct gr_synth_answers){ .now = NULL };
	for (m.wave = 0; m.wave <= wave; m.wave++) {
		enum gr_status status = GR_OK;

		out->prev = out->now;
		out->now = GR_NEW_ARRAY(scratch, columns, struct gr_slice);
		out->parameter = GR_NEW_ARRAY(scratch, recipes->parameters,
		    struct gr_slice);
		if (out->now == NULL || out->parameter == NULL)
			return gr_err_memory(err);
		out->parameter[0] = recipes->standard->wave[m.wave];
		struct gr_slice *nothing = GR_NEW_ARRAY(scratch, columns,
		    struct gr_slice);

		if (nothing == NULL)
			return gr_err_memory(err);
		m.env = (struct gr_env){ .now = out->now,
			.prev = out->prev ? out->prev : nothing,
			.parameter = out->parameter };
		for (size_t i = 0; i < recipes->recipes && status == GR_OK; i++)
			status = make_cell(&m, &recipes->recipe[i], err);
		if (status == GR_OK)
			status = gr_synth_answers_check(recipes, unit, m.wave,
			    scratch, out, &m.env, err);
		if (status != GR_OK)
			return status;
	}
	return GR_OK;
}
