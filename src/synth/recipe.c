/* recipe.c - synth.csv: how a unit's answers are drawn */
#include "synth/recipe.h"

static const char *const kind_name[GR_RECIPE_KINDS] = {
	[GR_RECIPE_FIXED] = "fixed",
	[GR_RECIPE_NUMBER] = "number",
	[GR_RECIPE_SHARE] = "share",
	[GR_RECIPE_BOOL] = "bool",
	[GR_RECIPE_CHANCE] = "chance",
	[GR_RECIPE_DATE] = "date",
	[GR_RECIPE_PICK] = "pick",
	[GR_RECIPE_SET] = "set",
	[GR_RECIPE_RATE] = "rate",
	[GR_RECIPE_REGISTER] = "register",
	[GR_RECIPE_DIGITS] = "digits"
};

/* Whether the ends of a range are expressions that give numbers. */
static bool has_numbers(enum gr_recipe_kind kind)
{
	return kind == GR_RECIPE_NUMBER || kind == GR_RECIPE_SHARE
	    || kind == GR_RECIPE_RATE;
}

struct reader {
	struct gr_arena *keep;
	struct gr_table table;
	struct gr_recipes *out;
};

/* Names in synth.csv: columns as the standard has them; $names are this
 * table's own, numbers up to a thousand, and $wave. */
static bool find_symbol(const void *context, enum gr_name_class class,
    struct gr_slice name, struct gr_symbol *out)
{
	const struct gr_recipes *recipes = context;
	uint64_t slot;

	if (class != GR_NAME_PARAMETER)
		return gr_standard_symbol(recipes->standard, class, name, out);
	if (!gr_map_get(&recipes->parameter_index, name, &slot))
		return false;
	out->kind = GR_VALUE_NUMBER;
	out->slot = (unsigned)slot;
	out->min = (struct gr_dec){ 0, 0 };
	out->max = (struct gr_dec){ 9999, 0 };
	return true;
}

enum gr_status gr_recipes_test(struct gr_arena *keep,
    const struct gr_recipes *recipes, struct gr_slice text, const char *path,
    uint64_t line, const char *column, const struct gr_expr **out,
    struct gr_err *err)
{
	return gr_expr_test_compile(keep, text, find_symbol, recipes, path,
	    line, column, out, err);
}

static struct gr_slice cell(const struct reader *r,
    const struct gr_table_row *row, const char *column)
{
	return gr_table_cell(&r->table, row, column);
}

/* A cell may give one value for all waves, or one for each, by ';'; the last
 * one given holds on. */
static struct gr_slice of_wave(struct gr_slice list, size_t wave)
{
	struct gr_slice rest = list, part = { NULL, 0 };

	for (size_t i = 0; i <= wave; i++)
		if (!gr_slice_split(&rest, ';', &part))
			break;
	return gr_slice_trim(part);
}

static enum gr_status read_number(struct reader *r,
    const struct gr_table_row *row, const char *column, struct gr_slice text,
    const struct gr_expr **out, struct gr_err *err)
{
	*out = NULL;
	if (text.len == 0)
		return GR_OK;
	return gr_expr_number_compile(r->keep, text, find_symbol, r->out,
	    r->out->path, row->line, column, out, err);
}

static enum gr_status read_limit(struct reader *r,
    const struct gr_table_row *row, const char *column,
    enum gr_recipe_kind kind, const struct gr_recipe_limit **out,
    struct gr_err *err)
{
	struct gr_slice list = cell(r, row, column);
	size_t waves = r->out->standard->waves;
	struct gr_recipe_limit *limit = GR_NEW_ARRAY(r->keep, waves,
	    struct gr_recipe_limit);

	if (limit == NULL)
		return gr_err_memory(err);
	for (size_t w = 0; w < waves; w++) {
		enum gr_status status = GR_OK;

		limit[w].text = of_wave(list, w);
		if (has_numbers(kind))
			status = read_number(r, row, column, limit[w].text,
			    &limit[w].number, err);
		if (status != GR_OK)
			return status;
	}
	*out = limit;
	return GR_OK;
}

static enum gr_status read_count(struct reader *r,
    const struct gr_table_row *row, const char *column, struct gr_slice text,
    uint64_t max, uint32_t *out, struct gr_err *err)
{
	uint64_t value = 0;

	if (text.len > 0 && (!gr_slice_to_uint64(text, &value) || value > max))
		return gr_table_error(&r->table, row, column, err,
		    "'%.*s' is not a whole number up to %llu", GR_ARG(text),
		    (unsigned long long)max);
	*out = (uint32_t)value;
	return GR_OK;
}

static enum gr_status read_odds(struct reader *r,
    const struct gr_table_row *row, const uint32_t **out, struct gr_err *err)
{
	size_t waves = r->out->standard->waves;
	uint32_t *odds = GR_NEW_ARRAY(r->keep, waves, uint32_t);

	if (odds == NULL)
		return gr_err_memory(err);
	for (size_t w = 0; w < waves; w++) {
		enum gr_status status = read_count(r, row, "odds",
		    of_wave(cell(r, row, "odds"), w), 1000, &odds[w], err);

		if (status != GR_OK)
			return status;
	}
	*out = odds;
	return GR_OK;
}

static enum gr_status read_target(struct reader *r,
    const struct gr_table_row *row, struct gr_recipe *recipe,
    struct gr_err *err)
{
	struct gr_slice name = cell(r, row, "column");
	uint64_t slot;

	recipe->key = gr_slice_hash(name);
	recipe->is_parameter = gr_slice_starts(name, GR_S("$"));
	if (recipe->is_parameter) {
		if (!gr_map_get(&r->out->parameter_index,
		        gr_slice_skip(name, 1), &slot))
			slot = 0; /* not reached: all are listed */
		recipe->column = slot;
		return GR_OK;
	}
	recipe->column = gr_standard_column(r->out->standard, name);
	if (recipe->column == GR_NONE)
		return gr_table_error(&r->table, row, "column", err,
		    "the standard has no column '%.*s'", GR_ARG(name));
	return GR_OK;
}

static enum gr_status read_kind(struct reader *r,
    const struct gr_table_row *row, struct gr_recipe *recipe,
    struct gr_err *err)
{
	struct gr_slice text = cell(r, row, "kind");

	for (unsigned k = 0; k < GR_RECIPE_KINDS; k++)
		if (gr_slice_eq(text, gr_slice_of(kind_name[k]))) {
			recipe->kind = (enum gr_recipe_kind)k;
			return GR_OK;
		}
	return gr_table_error(&r->table, row, "kind", err,
	    "'%.*s' is no kind of recipe", GR_ARG(text));
}

static enum gr_status read_ranges(struct reader *r,
    const struct gr_table_row *row, struct gr_recipe *recipe,
    struct gr_err *err)
{
	enum gr_status status = read_limit(r, row, "low", recipe->kind,
	    &recipe->low, err);

	if (status == GR_OK)
		status = read_limit(r, row, "high", recipe->kind, &recipe->high,
		    err);
	if (status == GR_OK)
		status = read_limit(r, row, "bad_low", recipe->kind,
		    &recipe->bad_low, err);
	if (status == GR_OK)
		status = read_limit(r, row, "bad_high", recipe->kind,
		    &recipe->bad_high, err);
	recipe->base = cell(r, row, "base");
	if (status == GR_OK && has_numbers(recipe->kind))
		status = read_number(r, row, "base", recipe->base,
		    &recipe->base_number, err);
	return status;
}

static enum gr_status read_keep(struct reader *r,
    const struct gr_table_row *row, struct gr_recipe *recipe,
    struct gr_err *err)
{
	struct gr_slice keep = cell(r, row, "keep");

	recipe->keep = gr_slice_eq(keep, GR_S("yes"));
	recipe->steady = recipe->keep || gr_slice_eq(keep, GR_S("draw"));
	recipe->fresh = gr_slice_eq(keep, GR_S("never"));
	if (keep.len > 0 && !recipe->steady && !recipe->fresh)
		return gr_table_error(&r->table, row, "keep", err,
		    "'%.*s' is none of yes, draw, never", GR_ARG(keep));
	return GR_OK;
}

static enum gr_status read_recipe(struct reader *r,
    const struct gr_table_row *row, struct gr_recipe *recipe,
    struct gr_err *err)
{
	struct gr_slice when = cell(r, row, "when");
	uint32_t decimals = 0;
	enum gr_status status = read_target(r, row, recipe, err);

	recipe->line = row->line;
	if (status == GR_OK)
		status = read_kind(r, row, recipe, err);
	if (status == GR_OK && when.len > 0)
		status = gr_recipes_test(r->keep, r->out, when, r->out->path,
		    row->line, "when", &recipe->when, err);
	if (status == GR_OK)
		status = read_ranges(r, row, recipe, err);
	if (status == GR_OK)
		status = read_odds(r, row, &recipe->odds, err);
	if (status == GR_OK)
		status = read_count(r, row, "decimals",
		    cell(r, row, "decimals"), 9, &decimals, err);
	if (status == GR_OK)
		status = read_count(r, row, "missing", cell(r, row, "missing"),
		    100000, &recipe->missing, err);
	if (status == GR_OK)
		status = read_count(r, row, "spread", cell(r, row, "spread"),
		    1000, &recipe->spread, err);
	recipe->decimals = decimals;
	recipe->otherwise = cell(r, row, "otherwise");
	return status == GR_OK ? read_keep(r, row, recipe, err) : status;
}

/* $names are known before the first expression is compiled. */
static enum gr_status list_parameters(struct reader *r, struct gr_err *err)
{
	struct gr_recipes *out = r->out;
	struct gr_slice *name = GR_NEW_ARRAY(r->keep, r->table.rows + 1,
	    struct gr_slice);
	enum gr_status status;

	if (name == NULL)
		return gr_err_memory(err);
	out->parameter_index = gr_map_make(r->keep);
	name[out->parameters] = GR_S("wave");
	status = gr_map_put(&out->parameter_index, name[0], 0, err);
	out->parameters = 1;
	for (size_t i = 0; i < r->table.rows && status == GR_OK; i++) {
		struct gr_slice text = cell(r, &r->table.row[i], "column");

		if (!gr_slice_starts(text, GR_S("$")))
			continue;
		name[out->parameters] = gr_slice_skip(text, 1);
		status = gr_map_put(&out->parameter_index,
		    name[out->parameters], out->parameters, err);
		out->parameters++;
	}
	out->parameter_name = name;
	return status;
}

enum gr_status gr_recipes_read(struct gr_arena *keep, const char *path,
    const struct gr_standard *standard, uint64_t seed, struct gr_recipes *out,
    struct gr_err *err)
{
	static const char *const columns[] = { "column", "when", "otherwise",
		"kind", "base", "low", "high", "odds", "bad_low", "bad_high",
		"decimals", "missing", "spread", "keep", "note", NULL };
	static const char *const none[] = { NULL };
	struct reader r = { .keep = keep, .out = out };
	uint64_t good;
	enum gr_status status = gr_table_read(keep, path, &r.table, err);

	*out = (struct gr_recipes){ .path = path,
		.standard = standard,
		.seed = seed };
	if (status == GR_OK)
		status = gr_table_columns(&r.table, columns, none, err);
	if (status == GR_OK)
		status = list_parameters(&r, err);
	if (status != GR_OK)
		return status;
	if (!gr_map_get(&out->parameter_index, GR_S("good"), &good))
		return gr_err_at(err, GR_EUSAGE, path, 0, "column",
		    "no row says how many units are good ($good)");
	out->good = (size_t)good;
	struct gr_recipe *recipe = GR_NEW_ARRAY(keep, r.table.rows,
	    struct gr_recipe);

	if (recipe == NULL && r.table.rows > 0)
		return gr_err_memory(err);
	for (size_t i = 0; i < r.table.rows && status == GR_OK; i++)
		status = read_recipe(&r, &r.table.row[i], &recipe[i], err);
	out->recipe = recipe;
	out->recipes = r.table.rows;
	return status;
}
