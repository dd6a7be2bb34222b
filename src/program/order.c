/* order.c - stages that were left out */
#include "program/order.h"

#include "release/chain.h"

/* A standard may have a street's code under a name of its own. */
static bool has_mark(const struct gr_run *run, const char *mark)
{
	const struct gr_standard *standard = run->standard;
	size_t own = standard ? standard->role[GR_ROLE_STREET_CODE] : GR_NONE;
	struct gr_slice name = gr_slice_of(mark);

	if (gr_slice_eq(name, GR_S("street_code")) && own != GR_NONE
	    && gr_header_find(&run->in, standard->column[own].name) != GR_NONE)
		return true;
	return gr_header_find(&run->in, name) != GR_NONE;
}

/* The first stage between `from` and the run's own whose mark is missing; what
 * is no stream of records any more has lost the earlier ones. */
static const struct gr_chain_program *missing_stage(const struct gr_run *run,
    struct gr_slice from)
{
	const struct gr_chain_program *missing = NULL;
	const struct gr_chain_program *at = gr_chain_find(run->program);
	bool records = gr_header_find(&run->in, GR_S("src")) != GR_NONE;

	while (at != NULL && (missing == NULL || records)) {
		at = gr_chain_find(at->after);
		if (at == NULL || gr_slice_eq(from, gr_slice_of(at->name)))
			break;
		if (at->mark == NULL)
			continue;
		if (has_mark(run, at->mark))
			break;
		missing = at;
	}
	return missing;
}

/* Whether it is one that passes records on. */
static bool is_of_line(struct gr_slice program)
{
	for (size_t i = 0; i < gr_chain_programs; i++)
		if (gr_slice_eq(program, gr_slice_of(gr_chain[i].name)))
			return gr_chain[i].role == GR_CHAIN_LINE
			    || gr_chain[i].role == GR_CHAIN_ANSWERED;
	return false;
}

enum gr_status gr_order_check(const struct gr_run *run, struct gr_slice from,
    struct gr_err *err)
{
	const struct gr_chain_program *missing = is_of_line(from)
	    ? missing_stage(run, from)
	    : NULL;

	if (missing == NULL)
		return GR_OK;
	return gr_err_set(err, GR_EDATA,
	    "the input has no column '%s': %s has to come before %s",
	    missing->mark, missing->name, run->program);
}

void gr_order_explain(const struct gr_run *run, struct gr_err *err)
{
	const struct gr_chain_program *missing = missing_stage(run, GR_S(""));

	if (missing != NULL)
		gr_err_add(err, ": %s has to come before %s", missing->name,
		    run->program);
}
