/* green-provinces: releases of provinces -> which of them can be counted
 * together, which are missing, and what their places have settled. */
#include "nation/province.h"
#include "tools/tools.h"

struct provinces {
	const char *key, *local;
	/* what the run learns */
	struct gr_nation nation;
	struct gr_province *province; /* as they are given */
	size_t n;
};

static const struct gr_option provinces_options[] = {
	GR_OPTION_TEXT(0, "key", struct provinces, key, "FILE",
	    "The public keys with one of which every release must be signed"),
	GR_OPTION_TEXT(0, "local", struct provinces, local, "DIR",
	    "Write scopes.csv and parameters.csv of all of them to DIR"),
	GR_OPTION_END
};

/* Two of one province: nobody knows which one counts. */
static enum gr_status check_twice(struct provinces *all, struct gr_err *err)
{
	struct gr_err why = { .line = 0 };
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < all->n; i++)
		for (size_t k = 0; status == GR_OK && k < all->n; k++) {
			if (k == i || all->province[i].rule == NULL
			    || all->province[k].rule != all->province[i].rule)
				continue;
			(void)gr_err_set(&why, GR_EDATA,
			    "%s is of the same province",
			    all->province[k].folder);
			status = gr_province_refuse(&all->nation,
			    &all->province[i], &why, err);
		}
	return status;
}

/* ---- what is told ---- */

static struct gr_slice number(struct gr_run *run, size_t n)
{
	struct gr_buf text = { 0 };

	gr_buf_uint(&text, n);
	struct gr_slice out = gr_arena_copy(gr_run_keep(run),
	    gr_buf_slice(&text));
	gr_buf_free(&text);
	return out;
}

static enum gr_status emit(struct gr_run *run, const struct gr_area_rule *rule,
    const struct gr_province *p, struct gr_err *err)
{
	bool chinese = gr_run_is_chinese(run);
	struct gr_slice field[10] = { [3] = GR_S("missing") };

	for (size_t i = 0; i < 10; i++)
		if (field[i].ptr == NULL)
			field[i] = GR_S("");
	if (rule != NULL) {
		field[0] = rule->code;
		field[1] = chinese ? rule->name_zh : rule->name_en;
	}
	if (p != NULL) {
		field[2] = gr_slice_of(p->folder);
		field[3] = p->why.len > 0 ? GR_S("refused") : GR_S("counted");
		field[4] = p->release;
		field[5] = p->as_of;
		field[6] = p->version;
		field[7] = number(run, p->own_scopes);
		field[8] = number(run, p->own_parameters);
		field[9] = p->why;
		if (field[7].ptr == NULL || field[8].ptr == NULL)
			return gr_err_memory(err);
		if (p->why.len > 0)
			gr_run_fails(run);
	}
	return gr_emit(run, field, 10, err);
}

/* All provinces that there are, in the order of their table, then what is of
 * none. */
static enum gr_status emit_all(struct gr_run *run, const struct provinces *all,
    struct gr_err *err)
{
	const struct gr_standard *standard = all->nation.standard;
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < standard->area_rules; i++) {
		const struct gr_area_rule *rule = &standard->area_rule[i];
		bool missing = true;

		if (!rule->province)
			continue;
		for (size_t k = 0; status == GR_OK && k < all->n; k++)
			if (all->province[k].rule == rule) {
				status = emit(run, rule, &all->province[k],
				    err);
				missing = false;
			}
		if (status == GR_OK && missing)
			status = emit(run, rule, NULL, err);
	}
	for (size_t k = 0; status == GR_OK && k < all->n; k++)
		if (all->province[k].rule == NULL)
			status = emit(run, NULL, &all->province[k], err);
	return status;
}

static bool is_refused(const struct provinces *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->province[i].why.len > 0)
			return true;
	return false;
}

static enum gr_status read_all(struct gr_run *run, struct provinces *all,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	all->n = gr_run_operands(run);
	all->province = GR_NEW_ARRAY(gr_run_keep(run), all->n,
	    struct gr_province);
	if (all->province == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; status == GR_OK && i < all->n; i++)
		status = gr_province_read(&all->nation, gr_run_operand(run, i),
		    &all->province[i], err);
	return status == GR_OK ? check_twice(all, err) : status;
}

static enum gr_status provinces_run(struct gr_run *run, void *state,
    struct gr_err *err)
{
	static const struct gr_slice name[] = { { "code", 4 }, { "name", 4 },
		{ "folder", 6 }, { "state", 5 }, { "release", 7 },
		{ "as_of", 5 }, { "version", 7 }, { "scopes", 6 },
		{ "parameters", 10 }, { "why", 3 } };
	struct provinces *all = state;

	all->nation = (struct gr_nation){ .keep = gr_run_keep(run),
		.standard = gr_run_standard(run),
		.as_of = gr_run_as_of(run),
		.key = all->key,
		.chinese = gr_run_is_chinese(run) };
	if (all->nation.standard->area_rules == 0)
		return gr_err_at(err, GR_EUSAGE, all->nation.standard->path, 0,
		    NULL, "this standard has no areas.csv, so no provinces");
	if (all->nation.as_of.len == 0)
		return gr_err_set(err, GR_EUSAGE, "--as-of must be given");
	enum gr_status status = gr_output(run, name, 10, err);
	if (status == GR_OK)
		status = read_all(run, all, err);
	if (status == GR_OK)
		status = emit_all(run, all, err);
	if (status == GR_OK && all->local != NULL && !is_refused(all))
		status = gr_nation_write_local(&all->nation, all->province,
		    all->n, all->local, err);
	return status;
}

const struct gr_tool gr_provinces = {
	.program = "green-provinces",
	.summary = "Say which releases of provinces can be counted together: "
	           "whole, as of the same day, by the same standard.",
	.args = "FOLDER...",
	.operands = 1,
	.options = provinces_options,
	.state_bytes = sizeof(struct provinces),
	.traits = GR_NEEDS_STANDARD | GR_HAS_LANG | GR_KNOWS_AS_OF
	    | GR_MORE_OPERANDS,
	.run = provinces_run,
};
