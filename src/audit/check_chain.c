/* check_chain.c - do the programs of a run hand on what they were given */
#include "audit/check.h"

#include "base/wording.h"
#include "release/chain.h"

static bool is_after(const struct gr_chain_program *program,
    enum gr_chain_role role, const char *from)
{
	return program->role == role && program->after != NULL
	    && strcmp(program->after, from) == 0;
}

/* What a program wrote in a wave, as those behind it that put answers in
 * handed it on. */
static uint64_t wrote(const struct gr_audit *audit, const char *from,
    struct gr_slice wave)
{
	uint64_t out = gr_audit_sum(audit, gr_slice_of(from), wave,
	    GR_RECORDS_OUT);

	for (size_t i = 0; i < gr_chain_programs; i++) {
		struct gr_slice name = gr_slice_of(gr_chain[i].name);

		if (is_after(&gr_chain[i], GR_CHAIN_ANSWERED, from))
			out = out
			    - gr_audit_sum(audit, name, wave, GR_RECORDS_IN)
			    + gr_audit_sum(audit, name, wave, GR_RECORDS_OUT);
	}
	return out;
}

static enum gr_status compare_link(struct gr_audit_run *check, const char *from,
    struct gr_slice to, struct gr_slice part, struct gr_slice wave, uint64_t in,
    struct gr_err *err)
{
	uint64_t out = wrote(check->audit, from, wave);

	gr_buf_format(&check->detail,
	    gr_wording("it read %ju records of wave %.*s where "
	               "%s wrote %ju"),
	    (uintmax_t)in, GR_ARG(wave), from, (uintmax_t)out);
	return gr_audit_compare(check, "chain", to, part, wave, out, in, err);
}

/* All runs of `to` together read what all runs of `from` wrote. */
static enum gr_status check_link(struct gr_audit_run *check, const char *from,
    const char *to, struct gr_err *err)
{
	const struct gr_audit *audit = check->audit;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < audit->entries && status == GR_OK; i++)
		if (gr_audit_is_first_of_wave(audit, i))
			status = compare_link(check, from, gr_slice_of(to),
			    GR_S(""), audit->entry[i].wave,
			    gr_audit_sum(audit, gr_slice_of(to),
			        audit->entry[i].wave, GR_RECORDS_IN),
			    err);
	return status;
}

static enum gr_status check_whole(struct gr_audit_run *check, const char *from,
    const char *to, struct gr_err *err)
{
	const struct gr_audit *audit = check->audit;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < audit->entries && status == GR_OK; i++) {
		const struct gr_audit_entry *e = &audit->entry[i];

		if (gr_slice_eq(e->program, gr_slice_of(to)) && e->wave.len > 0)
			status = compare_link(check, from, e->program, e->part,
			    e->wave, e->n[GR_RECORDS_IN], err);
	}
	return status;
}

/* What `from` wrote of a part, or of all where it knows no such part. */
static uint64_t wrote_of_part(const struct gr_audit *audit, const char *from,
    const struct gr_audit_entry *of)
{
	uint64_t n = 0;
	bool known = false;

	for (size_t i = 0; i < audit->entries; i++) {
		const struct gr_audit_entry *e = &audit->entry[i];

		if (!gr_slice_eq(e->program, gr_slice_of(from))
		    || !gr_slice_eq(e->part, of->part)
		    || !gr_slice_eq(e->wave, of->wave))
			continue;
		known = true;
		n += e->n[GR_RECORDS_OUT];
	}
	return known
	    ? n
	    : gr_audit_sum(audit, gr_slice_of(from), of->wave, GR_RECORDS_OUT);
}

/* Each run of a program that stands there only where there are answers read
 * all that the one before it wrote of its part. */
static enum gr_status check_answered(struct gr_audit_run *check,
    const struct gr_chain_program *program, struct gr_err *err)
{
	const struct gr_audit *audit = check->audit;
	enum gr_status status = GR_OK;

	if (!gr_audit_ran(audit, program->after))
		return GR_OK;
	for (size_t i = 0; i < audit->entries && status == GR_OK; i++) {
		const struct gr_audit_entry *e = &audit->entry[i];
		uint64_t out;

		if (!gr_slice_eq(e->program, gr_slice_of(program->name))
		    || e->wave.len == 0)
			continue;
		out = wrote_of_part(audit, program->after, e);
		gr_buf_format(&check->detail,
		    gr_wording("it read %ju records of wave "
		               "%.*s where %s wrote %ju"),
		    (uintmax_t)e->n[GR_RECORDS_IN], GR_ARG(e->wave),
		    program->after, (uintmax_t)out);
		status = gr_audit_compare(check, "chain", e->program, e->part,
		    e->wave, out, e->n[GR_RECORDS_IN], err);
	}
	return status;
}

/* The order in which records pass; what a run did not use is passed over. */
static enum gr_status check_line(struct gr_audit_run *check, struct gr_err *err)
{
	const char *before = NULL;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < gr_chain_programs && status == GR_OK; i++) {
		const char *name = gr_chain[i].name;

		if (gr_chain[i].role != GR_CHAIN_LINE
		    || !gr_audit_ran(check->audit, name))
			continue;
		if (before != NULL)
			status = check_link(check, before, name, err);
		before = name;
	}
	return status;
}

enum gr_status gr_audit_check_chain(struct gr_audit_run *check,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < gr_chain_programs && status == GR_OK; i++)
		if (gr_chain[i].role == GR_CHAIN_ANSWERED)
			status = check_answered(check, &gr_chain[i], err);
	if (status == GR_OK)
		status = check_line(check, err);
	for (size_t i = 0; i < gr_chain_programs; i++)
		for (size_t k = 0; k < gr_chain_programs && status == GR_OK;
		     k++)
			if (is_after(&gr_chain[k], GR_CHAIN_WHOLE,
			        gr_chain[i].name)
			    && gr_audit_ran(check->audit, gr_chain[i].name)
			    && gr_audit_ran(check->audit, gr_chain[k].name))
				status = check_whole(check, gr_chain[i].name,
				    gr_chain[k].name, err);
	return status;
}
