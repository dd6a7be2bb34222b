/* check.c - whether invented answers are what the standard allows */
#include "synth/recipe.h"

#include "number/date.h"

/* The standard's parameters as a unit has them at the end of a wave. */
static enum gr_status put_parameters(const struct gr_standard *standard,
    const struct gr_synth_unit *unit, struct gr_slice wave,
    struct gr_arena *scratch, struct gr_slice *value, struct gr_err *err)
{
	struct gr_buf day = { 0 };
	int64_t year;
	int32_t end;

	if (!gr_slice_to_int64(wave, &year)
	    || !gr_date_from_civil(year, 12, 31, &end))
		return gr_err_set(err, GR_EUSAGE, "'%.*s' is no year",
		    GR_ARG(wave));
	gr_standard_parameters(standard, unit->city_code, unit->county_code,
	    end, value);
	gr_date_print(&day, end);
	value[GR_PARAM_AS_OF] = gr_arena_copy(scratch, gr_buf_slice(&day));
	value[GR_PARAM_WAVE_AS_OF] = value[GR_PARAM_AS_OF];
	value[GR_PARAM_WAVE] = wave;
	enum gr_status status = gr_buf_check(&day, err);

	gr_buf_free(&day);
	return status;
}

/* Whether the dictionary lets this cell be n/a; false is a fault. */
static bool may_be_na(const struct gr_column *column,
    const struct gr_env *names)
{
	return column->na == GR_NA_YES
	    || (column->na == GR_NA_WHEN
	        && gr_expr_test(column->na_when, names) != GR_FALSE);
}

enum gr_status gr_synth_answers_check(const struct gr_recipes *recipes,
    const struct gr_synth_unit *unit, size_t wave, struct gr_arena *scratch,
    struct gr_synth_answers *answers, const struct gr_env *names,
    struct gr_err *err)
{
	const struct gr_standard *standard = recipes->standard;
	struct gr_slice *value = GR_NEW_ARRAY(scratch,
	    standard->parameter_names, struct gr_slice);
	struct gr_env env = *names;

	if (value == NULL)
		return gr_err_memory(err);
	enum gr_status status = put_parameters(standard, unit,
	    standard->wave[wave], scratch, value, err);

	if (status != GR_OK)
		return status;
	env.parameter = value;
	for (size_t i = 0; i < standard->checks; i++)
		if (standard->check[i].ask
		    && gr_expr_test(standard->check[i].test, &env) == GR_FALSE)
			return gr_err_at(err, GR_EUSAGE, recipes->path, 0, NULL,
			    "the answers of %.*s in %.*s break %.*s",
			    GR_ARG(unit->code), GR_ARG(standard->wave[wave]),
			    GR_ARG(standard->check[i].check));
	for (size_t c = 0; c < standard->columns; c++) {
		const struct gr_column *column = &standard->column[c];
		struct gr_slice *cell = &answers->now[c];

		if (gr_slice_eq(*cell, GR_S("n/a")) && !may_be_na(column, &env))
			return gr_err_at(err, GR_EUSAGE, recipes->path, 0, NULL,
			    "unit %.*s: %.*s may not be n/a",
			    GR_ARG(unit->code), GR_ARG(column->name));
		if (cell->len == 0 && column->na == GR_NA_WHEN
		    && gr_expr_test(column->na_when, &env) == GR_TRUE)
			*cell = GR_S("n/a");
	}
	return GR_OK;
}
