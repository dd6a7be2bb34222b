/* threshold_scenario.c - a standard whose thresholds are all some percent higher or lower. */
#include "score/threshold_scenario.h"

enum { MOST_PERCENT = 200, DECIMALS = 2, MOST_DECIMALS = 18 };

static struct gr_dec times(struct gr_dec value, int factor)
{
	value.coef *= factor;
	return value;
}

/* The names of the standard, but for numbers among the parameters the bounds
 * and decimals that they have when scaled. */
static bool symbol(const void *standard, enum gr_name_class class,
    struct gr_slice name, struct gr_symbol *out)
{
	if (!gr_standard_symbol(standard, class, name, out))
		return false;
	if (class != GR_NAME_PARAMETER || out->kind != GR_VALUE_NUMBER
	    || out->slot < GR_PARAM_BUILT_IN)
		return true;
	out->min = times(out->min, out->min.coef < 0 ? 2 : 0);
	out->max = times(out->max, out->max.coef > 0 ? 2 : 0);
	out->decimals += DECIMALS;
	if (out->decimals > MOST_DECIMALS)
		out->decimals = MOST_DECIMALS;
	return true;
}

static enum gr_status compile(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_atom *atom,
    struct gr_err *err)
{
	enum gr_status status = gr_expr_test_compile(keep, atom->test_text,
	    symbol, standard, "atoms.csv", atom->line, "test", &atom->test,
	    err);

	if (status == GR_OK && atom->applies != NULL)
		status = gr_expr_test_compile(keep, atom->applies_text, symbol,
		    standard, "atoms.csv", atom->line, "applies",
		    &atom->applies, err);
	return status;
}

enum gr_status gr_threshold_scenario_make(struct gr_arena *keep,
    const struct gr_standard *standard, uint64_t percent,
    struct gr_threshold_scenario *out, struct gr_err *err)
{
	size_t slots = standard->parameter_names;
	struct gr_atom *atom = GR_NEW_ARRAY(keep, standard->atoms,
	    struct gr_atom);
	enum gr_status status = GR_OK;

	*out = (struct gr_threshold_scenario){ .standard = *standard,
		.percent = percent > MOST_PERCENT ? MOST_PERCENT : percent,
		.parameter = GR_NEW_ARRAY(keep, slots, struct gr_slice),
		.of = GR_NEW_ARRAY(keep, slots, struct gr_slice),
		.text = GR_NEW_ARRAY(keep, slots, struct gr_buf) };
	if (!atom || !out->parameter || !out->of || !out->text) {
		out->standard.parameter_names = 0;
		return gr_err_memory(err);
	}
	if (standard->atoms > 0)
		memcpy(atom, standard->atom, standard->atoms * sizeof(*atom));
	for (size_t i = 0; status == GR_OK && i < standard->atoms; i++)
		status = compile(keep, standard, &atom[i], err);
	out->standard.atom = atom;
	return status;
}

void gr_threshold_scenario_free(struct gr_threshold_scenario *scenario)
{
	for (size_t i = 0; i < scenario->standard.parameter_names; i++)
		gr_buf_free(&scenario->text[i]);
}

/* A number that would have more digits than a cell can hold stays as it is. */
static enum gr_status scale(struct gr_threshold_scenario *scenario, size_t slot,
    struct gr_slice value, struct gr_err *err)
{
	struct gr_buf *text = &scenario->text[slot];
	struct gr_dec number, back;

	scenario->of[slot] = scenario->parameter[slot] = value;
	if (slot < GR_PARAM_BUILT_IN || !gr_dec_parse(value, &number))
		return GR_OK;
	number.coef *= (gr_i128)scenario->percent;
	number.scale += DECIMALS;
	gr_buf_clear(text);
	gr_dec_print(text, number);
	if (gr_buf_check(text, err) != GR_OK)
		return err->status;
	if (gr_dec_parse(gr_buf_slice(text), &back))
		scenario->parameter[slot] = gr_buf_slice(text);
	return GR_OK;
}

enum gr_status gr_threshold_scenario_env(struct gr_threshold_scenario *scenario,
    const struct gr_view *view, struct gr_env *out, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0;
	     status == GR_OK && i < scenario->standard.parameter_names; i++) {
		struct gr_slice value = view->parameter[i];

		/* Those of the standard stay where they are for the run. */
		if (i >= GR_PARAM_BUILT_IN && value.ptr == scenario->of[i].ptr
		    && value.len == scenario->of[i].len)
			continue;
		status = scale(scenario, i, value, err);
	}
	*out = view->env;
	out->parameter = scenario->parameter;
	return status;
}
